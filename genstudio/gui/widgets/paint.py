"""A picture to paint a hole into: brush, eraser and rectangle, by mouse or keyboard, with undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from genstudio.analysis import masks
from genstudio.core.language import tr
from genstudio.gui.numbers import number
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.paint_canvas import PaintCanvas

Tool = Literal["brush", "eraser", "rectangle"]
Places = NDArray[np.float64]

USUAL = 1 / 6  # of the shorter side: the brush's diameter
UNDONE = 100  # strokes that can be undone
FAR = 4  # pixels of an arrow key with Shift
BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)


class Paint(PaintCanvas):
    """`changed` says that the hole is another, `history_changed` what can be undone.

    Mouse: the left button uses the tool, the right one erases with it, the wheel changes the
    brush. Keys: arrows move the pen (Shift: farther), Return sets it down and lifts it, [ and ]
    change the brush, Delete clears, Ctrl+Z and Ctrl+Y undo and redo. `size_changed` carries the
    brush's diameter in pixels of the picture.
    """

    changed = Signal()
    history_changed = Signal()
    size_changed = Signal(int)

    ARROWS: ClassVar[dict[int, tuple[int, int]]] = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, -1),
        Qt.Key.Key_Down: (0, 1),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tool: Tool = "brush"
        self.diameter = 1
        self._before: list[NDArray[np.bool_]] = []
        self._after: list[NDArray[np.bool_]] = []
        self._start: Places | None = None  # where the stroke or the rectangle began
        self._last: Places | None = None
        self._erasing = False
        self._pen = np.zeros(2)  # of the keyboard
        self._down = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
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
        self._before, self._after = [], []
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
            self._remember()
            self._hole = hole.copy()
            self._note()

    def clear(self) -> None:
        """Close the hole; that can be undone."""
        self.set_hole(np.zeros_like(self._hole))

    def invert(self) -> None:
        """Have what was known be the hole; that can be undone."""
        self.set_hole(~self._hole)

    def undo(self) -> None:
        """Take the last change back."""
        self._swap(self._before, self._after)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._swap(self._after, self._before)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to be taken back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether one was taken back."""
        return bool(self._after)

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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the brush."""
        turned = event.angleDelta().y()
        if turned and not self.empty:
            self.set_diameter(self.diameter + (1 if turned > 0 else -1))
        event.accept()

    # Keyboard

    def event(self, event: QEvent) -> bool:
        """Keep keys that are used here from the window's shortcuts while this has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            used = {*self.ARROWS, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete}
            used |= {Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight}
            if (plain and key in used) or self._history_key(event) is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paint without a mouse."""
        key = event.key()
        turned_back = self._history_key(event)
        if self.empty:
            super().keyPressEvent(event)
        elif turned_back is not None:
            turned_back()
        elif key in self.ARROWS:
            far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._move_pen(*self.ARROWS[key], FAR if far else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_pen()
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            self.set_diameter(self.diameter + (1 if key == Qt.Key.Key_BracketRight else -1))
        elif key == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lift the pen."""
        super().focusOutEvent(event)
        if self._down:
            self._end()
        self.update()

    def _history_key(self, event: QKeyEvent) -> Callable[[], None] | None:
        control = Qt.KeyboardModifier.ControlModifier
        shifted = control | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Z and event.modifiers() == control:
            return self.undo
        if event.key() == Qt.Key.Key_Y and event.modifiers() == control:
            return self.redo
        return self.redo if event.key() == Qt.Key.Key_Z and event.modifiers() == shifted else None

    def _move_pen(self, across: int, down: int, far: int) -> None:
        most = np.array([self._hole.shape[1], self._hole.shape[0]]) - 0.5
        moved = np.floor(self._pen) + 0.5 + far * np.array([across, down])
        self._pen = np.clip(moved, 0.5, most)
        self._cursor = self.place_of(*self._pen), self.diameter / 2
        if self._down:
            self._go(self._pen)
        self.update()
        accessible.changed(self, self.spoken_value())

    def _press_pen(self) -> None:
        if self._down:
            self._end()
        else:
            self._begin(self._pen, erase=self.tool == "eraser")
            self._down = True
        accessible.changed(self, self.spoken_value())

    # Strokes

    def _begin(self, place: Places, *, erase: bool) -> None:
        self._erasing, self._start, self._last = erase, place, place
        self._remember()
        self._go(place)

    def _go(self, place: Places) -> None:
        """Go on with the stroke, or span the rectangle anew."""
        if self._last is None or self._start is None:
            return
        if self.tool == "rectangle":
            self._frame = QRectF(QPointF(*self._start), QPointF(*place)).normalized()
            self._hole = self._before[-1].copy()
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
        if (self._before[-1] == self._hole).all():
            self._before.pop()  # nothing came of it
            self.history_changed.emit()
            self.update()
            return
        self._note()

    def _remember(self) -> None:
        self._before = [*self._before, self._hole.copy()][-UNDONE:]
        self._after = []
        self.history_changed.emit()

    def _swap(self, source: list[NDArray[np.bool_]], target: list[NDArray[np.bool_]]) -> None:
        self._end()
        if source:
            target.append(self._hole)
            self._hole = source.pop()
            self.history_changed.emit()
            self._note()

    def _note(self) -> None:
        self._refresh()
        self.changed.emit()


def _spanned(first: Places, second: Places, size: tuple[int, ...]) -> tuple[slice, slice]:
    """Return the rows and columns of the pixels between two places, those of both included."""
    low = np.floor(np.minimum(first, second)).astype(int)
    high = np.floor(np.maximum(first, second)).astype(int) + 1
    (x0, y0), (x1, y1) = np.maximum(low, 0), np.maximum(high, 0)
    return slice(y0, min(y1, size[0])), slice(x0, min(x1, size[1]))
