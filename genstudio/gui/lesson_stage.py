"""The window during a lesson: the lesson's place in it, and the panels that are away."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QTabWidget, QWidget

from genstudio.core.language import tr
from genstudio.gui.lesson_places import panels, tabs_of

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow

LEFT = Qt.DockWidgetArea.LeftDockWidgetArea


class Stage:
    """Changes the frame of the window, and puts all of it back."""

    def __init__(self, window: MainWindow, card: QWidget, header: QWidget) -> None:
        self._window = window
        self._hidden: dict[str, list[Callable[[], None]]] = {}  # how to show a panel again
        self._opened: list[QDockWidget] = []  # the user had them closed
        self._away: list[QDockWidget] = []  # docks that the lesson hides
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

    def hide(self, names: Collection[str]) -> None:
        """Hide just these panels; those hidden before for the lesson are shown again."""
        for name in [name for name in self._hidden if name not in names]:
            for undo in reversed(self._hidden.pop(name)):
                undo()
        there = panels(self._window)
        for name in names:
            if name in there and name not in self._hidden:
                self._hidden[name] = self._conceal(there[name])

    def reveal(self, target: QWidget | None) -> None:
        """Open the closed dock that a widget lies in, until the lesson ends."""
        dock = _dock_of(target)
        if dock is not None and dock.isHidden() and dock not in self._away:
            dock.show()
            self._opened.append(dock)

    def clear(self) -> None:
        """Put everything back to how it was before the lesson."""
        self.hide(())
        for dock in self._opened:
            dock.hide()
        self._window.removeDockWidget(self.dock)
        self.dock.deleteLater()

    def _conceal(self, panel: QWidget) -> list[Callable[[], None]]:
        """Hide a panel's tab, or its dock where no tab is left; return how to undo it."""
        undo: list[Callable[[], None]] = []
        found = tabs_of(panel)
        dock = _dock_of(panel)
        if found is not None:
            tabs, page = found
            index = tabs.indexOf(page)
            if tabs.isTabVisible(index):
                undo.append(partial(_show_tab, tabs, page, tabs.currentWidget() is page))
                tabs.setTabVisible(index, False)
            if any(tabs.isTabVisible(i) for i in range(tabs.count())):
                return undo
        if dock is not None and not dock.isHidden():
            dock.hide()
            self._away.append(dock)
            undo.append(partial(self._bring_back, dock))
        return undo

    def _bring_back(self, dock: QDockWidget) -> None:
        self._away.remove(dock)
        dock.show()


def _show_tab(tabs: QTabWidget, page: QWidget, current: bool) -> None:
    tabs.setTabVisible(tabs.indexOf(page), True)
    if current:
        tabs.setCurrentWidget(page)


def _dock_of(widget: QWidget | None) -> QDockWidget | None:
    while widget is not None and not isinstance(widget, QDockWidget):
        widget = widget.parentWidget()
    return widget
