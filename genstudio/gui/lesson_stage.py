"""The window during a lesson: the lesson's place in it, and the panes opened for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QWidget

from genstudio.core.language import tr
from genstudio.gui.lesson_hidden import Hidden, dock_of

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow

LEFT = Qt.DockWidgetArea.LeftDockWidgetArea


class Stage:
    """Changes the frame of the window, and puts all of it back."""

    def __init__(self, window: MainWindow, hidden: Hidden, card: QWidget, header: QWidget) -> None:
        self._window = window
        self._hidden = hidden
        self._opened: list[QDockWidget] = []  # the user had them closed
        self.dock = QDockWidget(tr("Lesson"), window)
        self.dock.setObjectName("lessonDock")
        self.dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.dock.setTitleBarWidget(header)
        self.dock.setWidget(card)
        window.addDockWidget(LEFT, self.dock)
        left = window.docks["left"]
        if not left.isFloating() and window.dockWidgetArea(left) == LEFT:
            window.splitDockWidget(self.dock, left, Qt.Orientation.Vertical)
        self.dock.show()

    def reveal(self, target: QWidget | None) -> None:
        """Open the closed dock that a widget lies in, until the lesson ends."""
        dock = dock_of(target)
        if dock is not None and dock.isHidden() and not self._hidden.keeps(dock):
            dock.show()
            self._opened.append(dock)

    def clear(self) -> None:
        """Put everything back to how it was before the lesson."""
        for dock in self._opened:
            dock.hide()
        self._window.removeDockWidget(self.dock)
        self.dock.deleteLater()
