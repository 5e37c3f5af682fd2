"""Which checkpoint of a run is the best: by a figure on images that training never sees.

Models with a bound on the likelihood are judged by it, on the validation images, and
samplers by the Fréchet distance of their samples. The first of `RULES` that a run has
figures of decides, so that a sampler needs no rule of its own family.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

HIGHEST, LOWEST = 1, -1
VALIDATED = "val elbo"
RULES = {VALIDATED: HIGHEST, "frechet": LOWEST}


class Best(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The best checkpoint so far, and by which figure."""

    step: int
    term: str
    value: float


@dataclass(slots=True)
class Scores:
    """Figures by term and step; those of a step count while its checkpoint is kept."""

    values: dict[str, dict[int, float]] = field(default_factory=dict)

    def add(self, step: int, figures: Mapping[str, float]) -> None:
        """Note those figures of a checkpoint that a rule asks for, where they are finite."""
        for term, value in figures.items():
            if term in RULES and math.isfinite(value):
                self.values.setdefault(term, {})[step] = value

    def forget(self, step: int) -> None:
        """Drop a checkpoint's figures."""
        for column in self.values.values():
            column.pop(step, None)

    def best(self) -> Best | None:
        """Return the best checkpoint, the later one of equals; None while none has a figure."""
        for term, sign in RULES.items():
            column = self.values.get(term)
            if column:
                step = max(column, key=lambda one: (sign * column[one], one))
                return Best(step, term, column[step])
        return None
