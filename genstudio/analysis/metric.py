"""What a metric is, and what it gives: figures with their units, errors and remarks."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from torch import Tensor

from genstudio.analysis.case import Case

NATS = "nats per image"


@dataclass(slots=True)
class Result:
    """Figures by name, and the unit, the standard error and the remark of some of them."""

    figures: dict[str, Any] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    errors: dict[str, float] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def put(
        self, name: str, value: Any, unit: str = "", error: float | None = None, note: str = ""
    ) -> None:
        """Add a figure."""
        self.figures[name] = value
        if unit:
            self.units[name] = unit
        if error is not None:
            self.errors[name] = error
        if note:
            self.notes[name] = note

    def mean(self, name: str, values: Tensor, note: str = "") -> None:
        """Add the mean of a value an image [N] in nats, with its standard error over images."""
        error = float(values.double().std() / math.sqrt(len(values))) if len(values) > 1 else None
        self.put(name, float(values.double().mean()), NATS, error, note)


@dataclass(frozen=True, slots=True)
class Metric:
    """One line of the list: what it is, what it needs, and whether it is computed unasked."""

    name: str
    help: str
    compute: Callable[[Case], Result]
    lacking: Callable[[Case], str]  # why the case cannot have it; empty where it can
    default: bool = True
    cost: float = 1.0  # seconds, roughly, of small data: for the time left
