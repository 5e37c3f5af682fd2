"""Carries codes out of a widget, and into one: whatever stands for a code does it alike."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from genstudio.gui import carry
from genstudio.gui.carry import Carried

Find = Callable[[QPoint], tuple[Carried | QMimeData, QPixmap] | None]


class DragOut(QObject):
    """Begins a drag once the mouse has moved far enough with the left button held.

    `find` returns what is carried from a place of the widget, codes as a rule, and its picture;
    None where there is nothing. Clicks go on to the widget.
    """

    def __init__(self, widget: QWidget, find: Find) -> None:
        super().__init__(widget)
        self._widget = widget
        self._find = find
        self._start: QPoint | None = None
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the button go down, and the mouse move with it."""
        if isinstance(event, QMouseEvent):
            left = bool(event.buttons() & Qt.MouseButton.LeftButton)
            if event.type() == QEvent.Type.MouseButtonPress and left:
                self._start = event.position().toPoint()
            elif event.type() == QEvent.Type.MouseMove and left and self._start is not None:
                moved = (event.position().toPoint() - self._start).manhattanLength()
                if moved >= QApplication.startDragDistance():
                    return self._drag(self._start)
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._start = None
        return False

    def _drag(self, start: QPoint) -> bool:
        self._start = None
        found = self._find(start)
        if found is None:
            return False
        carried, picture = found
        drag = QDrag(self._widget)
        drag.setMimeData(carried if isinstance(carried, QMimeData) else carry.pack(carried))
        drag.setPixmap(picture)
        drag.exec(Qt.DropAction.CopyAction)
        return True


class DropIn(QObject):
    """Lets a widget take codes: `taken` is called with what was dropped, None for nonsense."""

    def __init__(self, widget: QWidget, taken: Callable[[Carried | None], None]) -> None:
        super().__init__(widget)
        self._taken = taken
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take codes, and nothing else."""
        if not isinstance(event, QDropEvent) or not carry.holds(event.mimeData()):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._taken(carry.unpack(event.mimeData()))
        return True
