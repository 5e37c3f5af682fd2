"""A picture to paint a hole into: brush, eraser and rectangle, by mouse or keyboard, with undo."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from genstudio.analysis import masks
from genstudio.core.language import tr
from genstudio.gui.numbers import number
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.paint_canvas import PaintCanvas
from genstudio.gui.widgets.strokes import BUTTONS, Strokes

Tool = Literal["brush", "eraser", "rectangle"]
Places = NDArray[np.float64]

USUAL = 1 / 6  # of the shorter side: the brush's diameter


class Paint(Strokes[NDArray[np.bool_]], PaintCanvas):
    """`changed` says that the hole is another.

    The left button uses the tool, the right one erases with it; the keys are those of all
    strokes. `size_changed` carries the brush's diameter in pixels of the picture.
    """

    size_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tool: Tool = "brush"
        self.diameter = 1
        self._start: Places | None = None  # where the stroke or the rectangle began
        self._last: Places | None = None
        self._pen = np.zeros(2)  # of the keyboard
        self.setMouseTracking(True)
        self.setAccessibleDescription(
            tr("Paint with the mouse, or with arrow keys and Return to set the pen down.")
        )

    # What is shown

    def set_picture(self, pixels: NDArray[np.uint8] | None) -> None:
        """Show a picture [C, H, W]; the hole stays where the size does, and with it the history."""
        self._show(pixels)
        size = (0, 0) if pixels is None else pixels.shape[1:]
        if pixels is None or size == self._hole.shape:
            return
        self._end()
        self._hole = np.zeros(size, bool)
        self._past.clear()
        self._pen = np.array([size[1] // 2, size[0] // 2]) + 0.5
        self.set_diameter(max(1, round(min(size) * USUAL)))
        self._refresh()
        self.history_changed.emit()
        self.changed.emit()

    @property
    def largest(self) -> int:
        """The largest diameter of the brush."""
        return max(2, max(self._hole.shape) // 2)

    def set_diameter(self, pixels: int) -> None:
        """Choose how thick the brush is, in pixels of the picture."""
        pixels = max(1, min(self.largest, pixels))
        if pixels != self.diameter:
            self.diameter = pixels
            if self._cursor is not None:
                self._cursor = self._cursor[0], pixels / 2
            self.update()
        self.size_changed.emit(self.diameter)

    def set_hole(self, hole: NDArray[np.bool_]) -> None:
        """Take another hole; that can be undone."""
        if hole.shape == self._hole.shape:
            self.remember()
            self.draw(hole.copy())

    def clear(self) -> None:
        """Close the hole; that can be undone."""
        self.set_hole(np.zeros_like(self._hole))

    def invert(self) -> None:
        """Have what was known be the hole; that can be undone."""
        self.set_hole(~self._hole)

    def drawn(self) -> NDArray[np.bool_]:
        """Return the hole."""
        return self.hole

    def draw(self, state: NDArray[np.bool_]) -> None:
        """Show another hole."""
        self._hole = state
        self._refresh()
        self.changed.emit()

    def undo(self) -> None:
        """End the stroke, and take the last change back."""
        self._end()
        super().undo()

    def redo(self) -> None:
        """End the stroke, and make the change again that was taken back last."""
        self._end()
        super().redo()

    def spoken_value(self) -> str:
        """Return how large the hole is, where the pen is, and whether it draws."""
        x, y = (int(v) + 1 for v in self._pen)
        share = number(self.share, ".0%")
        said = tr("hole of {share}, pen at {x}, {y}", share=share, x=x, y=y)
        return tr("{place}, drawing", place=said) if self._down else said

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke or a rectangle."""
        if event.button() not in BUTTONS or self.empty:
            super().mousePressEvent(event)
            return
        self._end()
        right = event.button() == Qt.MouseButton.RightButton
        self._begin(self._inside(event.position()), erase=right or self.tool == "eraser")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it; show the brush."""
        if self.empty:
            return
        self._cursor = (event.position(), self.diameter / 2) if self.tool != "rectangle" else None
        self._go(self._inside(event.position()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        if event.button() in BUTTONS:
            self._end()

    def leaveEvent(self, event: QEvent) -> None:
        """Show no brush where the mouse is not."""
        self._cursor = None
        self.update()

    # Brush and keyboard

    def thicken(self, by: int) -> None:
        """Take a brush that is thicker by so many pixels of the picture."""
        if not self.empty:
            self.set_diameter(self.diameter + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paint without a mouse, where there is a picture."""
        if self.empty:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lift the pen."""
        super().focusOutEvent(event)
        if self._down:
            self._end()
        self.update()

    def move_pen(self, across: int, down: int) -> None:
        """Move the pen by so many pixels of the picture."""
        most = np.array([self._hole.shape[1], self._hole.shape[0]]) - 0.5
        moved = np.floor(self._pen) + 0.5 + np.array([across, down])
        self._pen = np.clip(moved, 0.5, most)
        self._cursor = self.place_of(*self._pen), self.diameter / 2
        if self._down:
            self._go(self._pen)
        self.update()
        accessible.changed(self, self.spoken_value())

    def press_pen(self) -> None:
        """Set the pen down, or lift it."""
        if self._down:
            self._end()
        else:
            self._begin(self._pen, erase=self.tool == "eraser")
            self._down = True
        accessible.changed(self, self.spoken_value())

    # Strokes

    def _begin(self, place: Places, *, erase: bool) -> None:
        self._erasing, self._start, self._last = erase, place, place
        self.remember()
        self._go(place)

    def _go(self, place: Places) -> None:
        """Go on with the stroke, or span the rectangle anew."""
        if self._last is None or self._start is None:
            return
        if self.tool == "rectangle":
            self._frame = QRectF(QPointF(*self._start), QPointF(*place)).normalized()
            self._hole = self._past.newest.copy()
            self._hole[_spanned(self._start, place, self._hole.shape)] = not self._erasing
        else:
            masks.paint(self._hole, self._last, place, self.diameter / 2, value=not self._erasing)
        self._last = place
        self._refresh()

    def _end(self) -> None:
        """End a stroke; only then is the hole another one for others."""
        if self._start is None:
            return
        self._start = self._last = self._frame = None
        self._down = False
        if (self._past.newest == self._hole).all():
            self._past.drop()  # nothing came of it
            self.history_changed.emit()
            self.update()
            return
        self._refresh()
        self.changed.emit()


def _spanned(first: Places, second: Places, size: tuple[int, ...]) -> tuple[slice, slice]:
    """Return the rows and columns of the pixels between two places, those of both included."""
    low = np.floor(np.minimum(first, second)).astype(int)
    high = np.floor(np.maximum(first, second)).astype(int) + 1
    (x0, y0), (x1, y1) = np.maximum(low, 0), np.maximum(high, 0)
    return slice(y0, min(y1, size[0])), slice(x0, min(x1, size[1]))
