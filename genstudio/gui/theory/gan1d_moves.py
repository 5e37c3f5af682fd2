"""Arrows from z to G(z), and the parts of a step in slow motion: on the chart of gan1d."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from genstudio.core.language import tr
from genstudio.gui.widgets.chart import Chart

if TYPE_CHECKING:
    from genstudio.analysis.theory._gan1d_frame import Moves
    from genstudio.analysis.theory.gan1d import Frame

Z_LINE = -0.3  # where z is drawn, below x at 0
REACH = 0.35  # how far an arrow of the largest gradient of D goes, on D's scale
ACROSS = 1.2  # and of G, on that of x
OF_A_MOVE = ("real", "z", "fake", "d_real", "d_fake", "pull_real", "pull_fake", "pull", "before")


def show(chart: Chart, frame: Frame) -> None:
    """Draw z below x and the arrows between; those of the batch while a move is shown."""
    if "x_line" not in chart.marks:
        chart.set_line("x_line", 0.0, upright=False, colour="border", width=1.0)
        chart.set_line("z_line", Z_LINE, upright=False, colour="border", width=1.0)
    moved = frame.moves
    if moved is None:
        chart.remove(*(term for term in OF_A_MOVE if term in chart.marks))
        _arrows(chart, frame.z, frame.g)
        return
    _draw(chart, moved)
    _judge(chart, moved)
    _pull(chart, moved)
    _before(chart, frame, moved)


def _arrows(chart: Chart, z: Any, g: Any) -> None:
    levels = np.full(len(g), Z_LINE), np.zeros(len(g))
    chart.set_arrows(
        "g", z[: len(g)], levels[0], g, levels[1], name="z → G(z)", colour="faint", width=1.0
    )


def _draw(chart: Chart, moved: Moves) -> None:
    """Draw z, the data's x and the fakes as ticks."""
    _ticks(chart, "z", moved.z, Z_LINE, "text")
    _ticks(chart, "real", moved.real, 0.0, "real")
    _ticks(chart, "fake", moved.fake, 0.0, "fake")
    _arrows(chart, moved.z, moved.fake)


def _ticks(chart: Chart, term: str, x: Any, level: float, colour: str) -> None:
    if len(x):
        chart.set_dots(term, x, np.full(len(x), level), colour=colour, ticks=True, size=13)
    else:
        chart.remove(term)


def _judge(chart: Chart, moved: Moves) -> None:
    """Put each example on D's curve."""
    for term, x, d, colour in (
        ("d_real", moved.real, moved.d_real, "real"),
        ("d_fake", moved.fake, moved.d_fake, "fake"),
    ):
        # After an update the fakes lie elsewhere, and were not judged there.
        if len(d) and moved.number < 5:
            chart.set_dots(term, x, d, colour=colour, size=6)
        else:
            chart.remove(term)


def _pull(chart: Chart, moved: Moves) -> None:
    """Draw where the loss wants D's values at the examples, or the fakes themselves."""
    if moved.number != 4 or not len(moved.pull):
        chart.remove("pull_real", "pull_fake", "pull")
        return
    largest = max(float(np.abs(moved.pull).max()), 1e-9)
    if moved.player == "D":
        count = len(moved.real)
        parts = (
            ("pull_real", moved.real, moved.d_real, moved.pull[:count], "real"),
            ("pull_fake", moved.fake, moved.d_fake, moved.pull[count:], "fake"),
        )
        for term, x, d, pull, colour in parts:
            chart.set_arrows(term, x, d, x, d + REACH * pull / largest, colour=colour)
        return
    x, d = moved.fake, moved.d_fake
    chart.set_arrows("pull", x, d, x + ACROSS * moved.pull / largest, d, colour="fake", width=1.6)


def _before(chart: Chart, frame: Frame, moved: Moves) -> None:
    """Leave a trace of the curve that the update has changed."""
    if moved.number != 5:
        chart.remove("before")
        return
    chart.set_curve("before", frame.x, moved.before, colour="faint", name=tr("before"), width=1.0)
