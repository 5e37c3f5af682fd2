"""A chart that is painted at once: curves, dots, arrows, bars and bands, each under a term.

For pictures that move with every step: a QPainter and polygons in pixels, no scene. Whatever is
pointed at, here or elsewhere, stands out; what a curve says at the cursor is read off.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from genstudio.core.language import tr
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.chart_canvas import ChartCanvas
from genstudio.gui.widgets.chart_legend import plain
from genstudio.gui.widgets.chart_strokes import FAR

NEAR = 9.0  # px from a line that count as on it
STEPS, FAST = 100, 10  # of the cursor across the frame, and how many of them with Shift


class Chart(ChartCanvas):
    """Draws what was set under each term; setting a term anew replaces it, in its old place.

    A colour is the name of one of the theme's (`real`, `fake`, `accent`, `text`, `faint`,
    `warning`, `error`, `curve0` to `curve3`) or #rrggbb; `dash` and `fill` are the second cue. In
    names `p_{data}` sets "data" lower. Mouse: pointed(term) of the nearest curve, else of the
    filled region below it, "" for none; pressed, dragged, released(x, y) with the left button, in
    data units; read(x) for the cursor, None when it has left. Keys: left and right move the
    cursor, Shift ten times as far, up and down go through the terms, Esc leaves.
    """

    pointed = Signal(str)
    pressed = Signal(float, float)
    dragged = Signal(float, float)
    released = Signal(float, float)
    read = Signal(object)

    ARROWS: ClassVar[dict[Qt.Key, int]] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
    THROUGH: ClassVar[dict[Qt.Key, int]] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointed = ""
        self._held = False
        self.reads = True  # whether a cursor follows the mouse and reads values
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleDescription(
            tr("Left and right read the values, up and down go through the curves")
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag, in data units."""
        inside = self.axes().area.contains(event.position())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self._held = True
            self.pressed.emit(*self.axes().to_data(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a drag; point at what is under the mouse, and read there."""
        place, axes = event.position(), self.axes()
        x, y = axes.to_data(place)
        if self._held:
            self.dragged.emit(x, y)
        else:
            self._point(self.term_at(place))
        if self.reads:
            self._read(x if axes.area.contains(place) else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self._held = False
            self.released.emit(*self.axes().to_data(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._point("")
        if self.reads and not self.hasFocus():
            self._read(None)

    def term_at(self, place: QPointF) -> str:
        """Return the term of the nearest line or point, else of the smallest region there."""
        axes = self.axes()
        if not axes.area.contains(place):
            return self._legend.term_at(place)
        marks = list(reversed(self._marks.values()))
        distances = [(m.distance(place), m.term) for m in marks]
        best = min(distances, key=lambda pair: pair[0], default=(FAR, ""))
        if best[0] <= NEAR:
            return best[1]
        inside = min(((m.covers(place), m.term) for m in marks), default=(FAR, ""))
        return inside[1] if inside[0] < FAR else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do with keys what the mouse does."""
        key = Qt.Key(event.key())
        low, high = self._ranges[0]
        if key in self.ARROWS:
            far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            here = (low + high) / 2 if self._cursor is None else self._cursor
            step = self.ARROWS[key] * (high - low) / STEPS * (FAST if far else 1)
            self._read(min(max(here + step, low), high), aloud=True)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._read(low if key == Qt.Key.Key_Home else high, aloud=True)
        elif key in self.THROUGH:
            self._point_next(self.THROUGH[key])
        elif key == Qt.Key.Key_Escape and (self._cursor is not None or self._pointed):
            self._point("")
            self._read(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys work here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no highlight behind that came from the keys."""
        super().focusOutEvent(event)
        self._point("")
        self.update()

    def _point_next(self, way: int) -> None:
        """Point at the next or the last term that has a name."""
        terms = ["", *(m.term for m in self._marks.values() if m.name)]
        here = terms.index(self._pointed) if self._pointed in terms else 0
        term = terms[(here + way) % len(terms)]
        self._point(term)
        if term:
            accessible.announce(self, plain(self._marks[term].name))

    def _point(self, term: str) -> None:
        if term != self._pointed:
            self._pointed = term
            self.highlight(term)
            self.pointed.emit(term)

    def _read(self, x: float | None, *, aloud: bool = False) -> None:
        if x != self._cursor:
            self.set_cursor(x)
            self.read.emit(x)
        if aloud:
            accessible.changed(self, self.spoken_value())
