"""What is drawn on by strokes: the pen's keys, the wheel for the brush, and undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from genstudio.gui.undone import BackAndForth
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role

S = TypeVar("S")  # all that a stroke changes: an image, say

BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)
FAR = 4  # steps of an arrow key with Shift
SET_DOWN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
THICKNESS = {Qt.Key.Key_BracketLeft: -1, Qt.Key.Key_BracketRight: 1}


class Strokes(Described, QWidget, Generic[S]):
    """`changed` says that something else is drawn, `history_changed` what can be undone.

    Keys: arrows move the pen (Shift: farther), Return sets it down and lifts it, [ and ] and the
    wheel change the brush, Delete clears, Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) undo and redo.
    """

    ROLE = Role.Canvas
    UNDONE = 100  # strokes that can be undone
    changed = Signal()
    history_changed = Signal()

    ARROWS: ClassVar[dict[int, tuple[int, int]]] = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, -1),
        Qt.Key.Key_Down: (0, 1),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self._past: BackAndForth[S] = BackAndForth(self.UNDONE)
        self._erasing = False
        self._down = False  # the keyboard's pen
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    # What a kind of strokes says

    def drawn(self) -> S:
        """Return all that is drawn; what is drawn later doesn't change it."""
        raise NotImplementedError

    def draw(self, state: S) -> None:
        """Show what was drawn at another time, and say that it is another."""
        raise NotImplementedError

    def clear(self) -> None:
        """Begin anew; that can be undone."""
        raise NotImplementedError

    def thicken(self, by: int) -> None:
        """Take a brush that is thicker by so many steps, or thinner."""
        raise NotImplementedError

    def move_pen(self, across: int, down: int) -> None:
        """Move the keyboard's pen by so many steps; it draws where it is down."""
        raise NotImplementedError

    def press_pen(self) -> None:
        """Set the keyboard's pen down, or lift it."""
        raise NotImplementedError

    # The way back

    def undo(self) -> None:
        """Take the last change back."""
        if self._past.can_undo:
            self._exchange(self._past.back)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._past.can_redo:
            self._exchange(self._past.forth)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to be taken back."""
        return self._past.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether one was taken back."""
        return self._past.can_redo

    def remember(self) -> None:
        """Keep what is drawn, so that what follows can be undone."""
        self._past.keep(self.drawn())
        self.history_changed.emit()

    def forget(self) -> None:
        """Have nothing to undo any more."""
        self._past.clear()
        self.history_changed.emit()

    def _exchange(self, way: Callable[[S], S]) -> None:
        state = way(self.drawn())
        self.history_changed.emit()
        self.draw(state)

    # Keys and wheel

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the brush."""
        turned = event.angleDelta().y()
        if turned:
            self.thicken(1 if turned > 0 else -1)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep keys that are used here from the window's shortcuts while this has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            used = {*self.ARROWS, *SET_DOWN, *THICKNESS, Qt.Key.Key_Delete}
            if (plain and event.key() in used) or self._history_key(event) is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draw without a mouse."""
        key, back_or_forth = event.key(), self._history_key(event)
        if back_or_forth is not None:
            back_or_forth()
        elif key in self.ARROWS:
            far = FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            across, down = self.ARROWS[key]
            self.move_pen(far * across, far * down)
        elif key in SET_DOWN:
            self.press_pen()
        elif key in THICKNESS:
            self.thicken(THICKNESS[Qt.Key(key)])
        elif key == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _history_key(self, event: QKeyEvent) -> Callable[[], None] | None:
        control = Qt.KeyboardModifier.ControlModifier
        shifted = control | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Z and event.modifiers() == control:
            return self.undo
        if event.key() == Qt.Key.Key_Y and event.modifiers() == control:
            return self.redo
        return self.redo if event.key() == Qt.Key.Key_Z and event.modifiers() == shifted else None
