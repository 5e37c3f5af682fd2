"""What a step of a lesson measures, and what is said of it: values out of curves and figures."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from genstudio.core.language import tr
from genstudio.core.lesson import BEFORE, Check, Step, Text, filled
from genstudio.gui import lesson_theory
from genstudio.gui.numbers import number

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow

LATEST = 10  # points of a curve that its present value is the mean of: one batch says little
CURVE, FIGURE = "curve.", "figure."
Measured = dict[str, float]


class Measures:
    """What was measured in the steps of a lesson, at the beginning of each and at its end."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._found: dict[int, Measured] = {}
        self._number = 0
        self._step: Step | None = None
        self._before: Measured = {}

    def clear(self) -> None:
        """Forget all, for another lesson."""
        self._found, self._step = {}, None

    def begin(self, number: int, step: Step) -> None:
        """Measure what there is when a step begins."""
        self._number, self._step = number, step
        self._before = measure(self._window, step)

    def look(self) -> None:
        """Take what was not there when the step began by its first value."""
        step = self._step
        if step is not None and self._before.keys() != step.measure.keys():
            self._before = measure(self._window, step) | self._before

    def finish(self) -> None:
        """Measure what there is when the step is done."""
        if self._step is not None:
            after = measure(self._window, self._step)
            before = {f"{name}{BEFORE}": value for name, value in self._before.items()}
            self._found[self._number] = before | after

    def values(self, number: int) -> Measured:
        """Return what was measured in a step, under the names that a lesson uses."""
        return self._found.get(number, {})


def measure(window: MainWindow, step: Step) -> Measured:
    """Return the values that a step measures, by their names; those that are there by now."""
    found = {name: _value(window, step, source) for name, source in step.measure.items()}
    return {name: value for name, value in found.items() if math.isfinite(value)}


def reply(step: Step, choice: int | None, values: Measured, say: Callable[[Text], str]) -> str:
    """Return what is said when a step is done: to the prediction, then of the check."""
    words = {name: _shown(value, _style(step, name)) for name, value in values.items()}
    names = (*step.measure, *(f"{name}{BEFORE}" for name in step.measure))
    words = {name: words.get(name, "–") for name in names}
    parts = []
    if step.ask is not None and choice is not None:
        parts.append(filled(say(step.ask.choices[choice].then), words))
    if step.check is not None:
        parts.append(_judged(step.check, values, words, say))
    return "\n\n".join(parts)


def holds(check: Check, values: Measured) -> bool | None:
    """Return whether a check holds; None where its value is not known."""
    value, before = values.get(check.value), values.get(f"{check.value}{BEFORE}")
    other = None if check.exceeds is None else values.get(check.exceeds)
    unknown = (check.change is not None and before is None) or (check.exceeds and other is None)
    if value is None or unknown:
        return None
    grown = 0.0 if before is None else value - before
    return not (
        (check.above is not None and not value > check.above)
        or (check.below is not None and not value < check.below)
        or (other is not None and not value > other)
        or (check.change == "rise" and not grown > 0)
        or (check.change == "fall" and not grown < 0)
    )


def _judged(
    check: Check, values: Measured, words: Mapping[str, str], say: Callable[[Text], str]
) -> str:
    found = holds(check, values)
    if found is None:
        return tr("This could not be measured.")
    mark = "✓" if found else "✗"
    text = filled(say(check.then if found else check.otherwise), words)
    return tr("{mark} Measured: {text}", mark=mark, text=text)


def _value(window: MainWindow, step: Step, source: str) -> float:
    """Return the present value of a curve of the run, or a figure of the bench."""
    if source.startswith(CURVE):
        values = window.session.history.series(source.removeprefix(CURVE))[3][-LATEST:]
        return float(np.mean(values)) if len(values) else math.nan
    bench = (step.set.bench if step.set is not None else None) or lesson_theory.in_front(window)
    stage = lesson_theory.stage_of(window, bench)
    frame = None if stage is None else stage.frame
    return math.nan if frame is None else frame.figures.get(source.removeprefix(FIGURE), math.nan)


def _style(step: Step, name: str) -> str:
    """Return how a bench shows the figure of that name; nothing for what is a curve's."""
    source = step.measure.get(name.removesuffix(BEFORE), "")
    return lesson_theory.style(source.removeprefix(FIGURE)) if source.startswith(FIGURE) else ""


def _shown(value: float, style: str) -> str:
    """Return a value in its style, or with three digits, as people of the language write it."""
    if style:
        return number(value, style).replace("-", "−")
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 0.1 else 4
    return number(value, f",.{digits}f").replace("-", "−")
