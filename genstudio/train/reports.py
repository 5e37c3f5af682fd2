"""Terms on their way from the device to the watcher: many steps, one transfer."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import torch
from torch import Tensor

from genstudio.core.events import Scalars
from genstudio.models import Terms

FLAG = "gradient of "  # what a GPU's updates are skipped by; comes with the terms, isn't logged


class Row(NamedTuple):
    """The terms of one step, as numbers."""

    step: int
    values: dict[str, float]


class Fault(NamedTuple):
    """The first step from which no update was made, and what was not finite."""

    step: int
    term: str


class Kept(NamedTuple):
    """A term that lies in a ring [rows, terms] on the device, where steps are recorded graphs."""

    ring: Tensor
    row: int
    column: int


class Pending:
    """Terms of steps that nobody has been told of yet, still on the device."""

    def __init__(self) -> None:
        self._steps: list[tuple[int, Terms]] = []

    def add(self, step: int, terms: Terms) -> None:
        """Keep one step's terms; waits for nothing."""
        self._steps.append((step, terms))

    def bring(self) -> tuple[list[Row], Fault | None]:
        """Return the steps up to the first fault, in one transfer, and forget them all."""
        steps, self._steps = self._steps, []
        numbers = iter(_numbers([value for _, terms in steps for value in terms.values()]))
        rows: list[Row] = []
        for step, terms in steps:
            values = {name: next(numbers) for name in terms}
            fault = _fault(values)
            if fault:
                return rows, Fault(step, fault)
            rows.append(Row(step, {n: v for n, v in values.items() if not n.startswith(FLAG)}))
        return rows, None


def _numbers(terms: list[Any]) -> list[float]:
    """Bring terms over: in one transfer, and one for each ring."""
    rings = {id(t.ring): t.ring for t in terms if isinstance(t, Kept)}
    kept = {name: ring.tolist() for name, ring in rings.items()}
    alone = [t for t in terms if not isinstance(t, Kept)]
    loose = iter(torch.stack(alone).tolist() if alone else [])
    return [
        kept[id(t.ring)][t.row][t.column] if isinstance(t, Kept) else next(loose) for t in terms
    ]


def scalars(rows: list[Row], epoch: float, seconds: float) -> list[Scalars]:
    """Return one event for all terms that came at the same steps, most often only one.

    A term that is not computed at every step (a lazy penalty) has an event of its own.
    """
    at: dict[str, list[int]] = {}
    values: dict[str, list[float]] = {}
    for row in rows:
        for name, value in row.values.items():
            at.setdefault(name, []).append(row.step)
            values.setdefault(name, []).append(value)
    groups: dict[tuple[int, ...], dict[str, list[float]]] = {}
    for name, steps in at.items():
        groups.setdefault(tuple(steps), {})[name] = values[name]
    return [Scalars(list(steps), group, epoch, seconds) for steps, group in groups.items()]


def _fault(values: dict[str, float]) -> str | None:
    flags = [name for name, value in values.items() if name.startswith(FLAG) and value]
    if not flags:
        return None
    return next((n for n, v in values.items() if not math.isfinite(v)), flags[0])
