"""The strokes of a drawing in the making: drawn with the mouse or the keys, undone, cleared."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

Stroke = list[tuple[float, float]]

STEP = 0.04  # of the view's width that an arrow key moves the pen
MOST = 400  # strokes
NEAREST = 0.004  # of the view's width between two points of a stroke
KEYS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}  # fmt: skip


class Pen(QObject):
    """Holds strokes in the data's units. Signals: moved, to be drawn; drawn, a stroke is whole."""

    moved = Signal()
    drawn = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.strokes: list[Stroke] = []
        self.at = (0.0, 0.0)  # where the keys have it
        self.down = False
        self.wide = 1.0  # of the view

    def press(self, x: float, y: float) -> None:
        """Begin a stroke."""
        if len(self.strokes) >= MOST:
            return
        self.strokes.append([(x, y)])
        self.at, self.down = (x, y), True
        self.moved.emit()

    def drag(self, x: float, y: float) -> None:
        """Go on with it."""
        self.at = (x, y)
        if self.down and self.strokes:
            last = self.strokes[-1][-1]
            if max(abs(x - last[0]), abs(y - last[1])) >= NEAREST * self.wide:
                self.strokes[-1].append((x, y))
        self.moved.emit()

    def release(self) -> None:
        """End it."""
        if self.down:
            self.down = False
            self.drawn.emit()

    def undo(self) -> None:
        """Take the last stroke back."""
        if self.strokes:
            self.strokes.pop()
            self.down = False
            self.drawn.emit()

    def clear(self) -> None:
        """Take all of them away."""
        if self.strokes:
            self.strokes.clear()
            self.down = False
            self.drawn.emit()

    def key(self, event: QKeyEvent) -> bool:
        """Move by the arrow keys, put down and lift by Space; return whether it was for the pen."""
        key = Qt.Key(event.key())
        if key in KEYS:
            x, y = KEYS[key]
            self.drag(self.at[0] + STEP * self.wide * x, self.at[1] + STEP * self.wide * y)
            return True
        if key == Qt.Key.Key_Space and not event.isAutoRepeat():
            if self.down:
                self.release()
            else:
                self.press(*self.at)
            return True
        return False
