"""What is away for a lesson or a class: whole panels, and single controls. All of it comes back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QDockWidget, QTabWidget, QWidget
from shiboken6 import isValid

from genstudio.gui.form import Field
from genstudio.gui.lesson_places import find, panels, tabs_of

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow

AGAIN = 150  # ms: forms are made anew without a word, and pages when they are first opened


class Hidden(QObject):
    """Hides just what `put` names; `changed` says that it is something else."""

    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panels: dict[str, list[Callable[[], None]]] = {}  # how to show a panel again
        self._controls: dict[str, list[tuple[QWidget, bool]]] = {}  # and whether it was to be seen
        self._away: list[QDockWidget] = []
        self._timer = QTimer(self, interval=AGAIN)
        self._timer.timeout.connect(self._look)

    def __bool__(self) -> bool:
        return bool(self._panels or self._controls)

    def __contains__(self, name: str) -> bool:
        return name in self._panels or name in self._controls

    def put(self, names: Collection[str]) -> None:
        """Hide just these panels and places; what was hidden before is shown again."""
        before = {*self._panels, *self._controls}
        for name in [name for name in self._panels if name not in names]:
            for undo in reversed(self._panels.pop(name)):
                undo()
        for name in [name for name in self._controls if name not in names]:
            for widget, wanted in self._controls.pop(name):
                self._release(widget, wanted=wanted)
        there = panels(self._window)
        for name in names:
            if name in there and name not in self._panels:
                self._panels[name] = self._conceal(there[name])
            elif "." in name:
                self._controls.setdefault(name, [])
        self._look()
        if self._controls:
            self._timer.start()
        else:
            self._timer.stop()
        if {*self._panels, *self._controls} != before:
            self.changed.emit()

    def keeps(self, dock: QDockWidget) -> bool:
        """Whether a dock is away because nothing that is shown is left in it."""
        return dock in self._away

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send away again what its own panel brings back."""
        if event.type() == QEvent.Type.ShowToParent and isinstance(watched, QWidget):
            for name, held in self._controls.items():
                self._controls[name] = [(w, wanted or w is watched) for w, wanted in held]
            QTimer.singleShot(0, self, self._send_away)
        return False

    @Slot()
    def _look(self) -> None:
        """Hide what is there by now."""
        for name, held in self._controls.items():
            held[:] = [pair for pair in held if isValid(pair[0])]  # a form made anew drops the old
            known = [widget for widget, _ in held]
            for widget in parts(self._window, name):
                if widget not in known:
                    held.append((widget, _is_wanted(widget)))
                    widget.hide()
                    widget.installEventFilter(self)

    @Slot()
    def _send_away(self) -> None:
        for held in self._controls.values():
            for widget, _ in held:
                if isValid(widget):
                    widget.hide()

    def _release(self, widget: QWidget, *, wanted: bool) -> None:
        if isValid(widget):
            widget.removeEventFilter(self)
            widget.setVisible(wanted)

    def _conceal(self, panel: QWidget) -> list[Callable[[], None]]:
        """Hide a panel's tab, or its dock where no tab is left; return how to undo it."""
        undo: list[Callable[[], None]] = []
        found = tabs_of(panel)
        dock = dock_of(panel)
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


def parts(window: QWidget, place: str) -> list[QWidget]:
    """Return what has to go for a place to be away: a setting takes its label along."""
    widget = find(window, place)
    field = widget.parentWidget() if widget is not None else None
    if isinstance(field, Field):
        return [field, field.label]
    return [] if widget is None else [widget]


def _is_wanted(widget: QWidget) -> bool:
    """Whether nobody has hidden it; what was never shown yet counts as hidden with Qt."""
    told = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    return not (widget.isHidden() and told)


def dock_of(widget: QWidget | None) -> QDockWidget | None:
    """Return the dock that a widget lies in."""
    while widget is not None and not isinstance(widget, QDockWidget):
        widget = widget.parentWidget()
    return widget


def _show_tab(tabs: QTabWidget, page: QWidget, current: bool) -> None:
    tabs.setTabVisible(tabs.indexOf(page), True)
    if current:
        tabs.setCurrentWidget(page)
