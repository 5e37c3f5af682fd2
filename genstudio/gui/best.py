"""The best checkpoint of a run, in words. No Qt, no torch."""

from __future__ import annotations

from typing import Any

from genstudio.core.language import tr
from genstudio.gui.numbers import number


def described(best: Any) -> str:
    """Say by which figure a checkpoint is the best one (train.scores.Best); nothing for None."""
    if best is None:
        return ""
    return tr(
        "Best: {term} {value} at step {step}",
        term=tr(best.term),
        value=number(best.value, ".4g"),
        step=number(best.step),
    )
