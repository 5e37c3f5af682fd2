"""The picture of the GAN on a line, as in Figure 1 of the paper: densities, D, and z below x."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from genstudio.core.language import tr
from genstudio.gui.theory import gan1d_moves as moves
from genstudio.gui.theory.gan1d_drawing import Drawing
from genstudio.gui.widgets.chart import Chart

if TYPE_CHECKING:
    from genstudio.analysis.theory.gan1d import Frame

LOW, HIGH = -8.0, 8.0
TOP = 1.05  # of the scale, which D shares with the densities
LEAST_GAP = 0.03  # of D and D*, that the largest is marked of
HARDLY = 1e-4  # p_data + p_g below which D* is not drawn
FAR_OFF = 0.01  # p_data + p_g below which D has nothing to be wrong about


class Picture(Chart):
    """Draws frames; with the pen it draws p_data instead. Signal: drawn(), after each stroke.

    Keys with the pen: up and down raise and lower the curve at the cursor.
    """

    drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gan1dChart")
        self.setAccessibleName(tr("Densities of data and samples, and what D says"))
        self.set_range((LOW, HIGH), (moves.Z_LINE - 0.04, TOP))
        self.set_titles(tr("x (upper line) and z (lower line)"))
        self.set_ticks_from(0.0)
        self.drawing = Drawing()
        self._pen = False
        self._top = TOP
        self.pressed.connect(self._on_pressed)
        self.dragged.connect(self._on_dragged)
        self.released.connect(self._on_released)

    def show_frame(self, frame: Frame) -> None:
        """Draw the curves of a frame and, in slow motion, what a part of a step does."""
        self._fit(frame)
        x = frame.x
        self.set_curve("p_g", x, frame.p_g, name="p_{g}", colour="fake", fill=True, width=1.6)
        self.set_curve("p_data", x, frame.p_data, name="p_{data}", colour="real", width=2.6)
        self.set_curve(
            "d_star",
            x,
            _where_something_is(frame),
            name="D*(x)",
            colour="warning",
            dash=True,
            width=1.8,
        )
        name = "D(x)" if frame.calibrated else tr("D(x), a score")
        self.set_curve("d", x, frame.d, name=name, colour="info", width=2.2)
        self._mark_gap(frame)
        moves.show(self, frame)

    def set_proof_x(self, x: float | None) -> None:
        """Mark the x that a proof is about."""
        if x is None:
            self.remove("x")
        else:
            self.set_line("x", x, colour="accent", dash=True, name="x")

    # Drawing p_data

    def set_pen(self, on: bool) -> None:
        """Draw with the mouse, or read with it."""
        self._pen, self.reads = on, not on
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        self._show_drawing()

    @property
    def pen(self) -> bool:
        """Whether the mouse draws."""
        return self._pen

    def undo_drawing(self) -> None:
        """Go back to the drawing before."""
        self.drawing.undo()
        self._show_drawing()

    def clear_drawing(self) -> None:
        """Begin with an empty picture."""
        self.drawing.clear()
        self._show_drawing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draw with the keys where the pen is on."""
        key = Qt.Key(event.key())
        if self._pen and key in self.THROUGH and self.cursor_x is not None:
            self.drawing.lift(self.cursor_x, -self.THROUGH[key])
            self._show_drawing()
            self.drawn.emit()
        else:
            super().keyPressEvent(event)

    def _on_pressed(self, x: float, y: float) -> None:
        if self._pen:
            self.drawing.begin(x, y)
            self._show_drawing()

    def _on_dragged(self, x: float, y: float) -> None:
        if self._pen:
            self.drawing.go_on(x, y)
            self._show_drawing()

    def _on_released(self, x: float, y: float) -> None:
        if self._pen:
            self.drawing.go_on(x, y)
            self.drawing.end()
            self._show_drawing()
            self.drawn.emit()

    def _show_drawing(self) -> None:
        if not self._pen:
            self.remove("drawing")
            return
        drawing = self.drawing
        self.set_curve(
            "drawing", drawing.x, drawing.heights, name=tr("your drawing"), colour="accent",
            dash=True, fill=True,
        )  # fmt: skip

    # Parts

    def _fit(self, frame: Frame) -> None:
        """Have room for a drawn density that is higher than D."""
        top = max(TOP, 1.1 * float(frame.p_data.max()))
        if top != self._top:
            self._top = top
            self.set_range(y=(moves.Z_LINE - 0.04, top))

    def _mark_gap(self, frame: Frame) -> None:
        """Draw an arrow from D to D* where they are farthest apart."""
        there = frame.p_data + frame.p_g > FAR_OFF
        gap = np.where(there, np.abs(np.nan_to_num(frame.d - frame.d_star)), 0.0)
        at = int(gap.argmax())
        if gap[at] < LEAST_GAP:
            self.remove("d_gap")
            return
        x, low, high = frame.x[at], frame.d[at], frame.d_star[at]
        self.set_arrows("d_gap", [x], [low], [x], [high], colour="text", width=1.6)


def _where_something_is(frame: Frame) -> Any:
    """Return D*, and NaN where neither density is: its jumps there say nothing."""
    return np.where(frame.p_data + frame.p_g > HARDLY, frame.d_star, np.nan)
