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


def measure(window: MainWindow, step: Step) -> Measured:
    """Return the values that a step measures, by their names; those that are there by now."""
    found = {name: _value(window, step, source) for name, source in step.measure.items()}
    return {name: value for name, value in found.items() if math.isfinite(value)}


def together(before: Measured, after: Measured) -> Measured:
    """Return both under the names that a lesson uses."""
    return {f"{name}{BEFORE}": value for name, value in before.items()} | after


def reply(step: Step, choice: int | None, values: Measured, say: Callable[[Text], str]) -> str:
    """Return what is said when a step is done: to the prediction, then of the check."""
    words = {name: _shown(value) for name, value in values.items()}
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


def _shown(value: float) -> str:
    """Return a value with three digits that count, as people of the language write it."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 0.1 else 4
    return number(value, f",.{digits}f").replace("-", "−")
