"""While a guest has the bar and the slider, the panes that speak of the run make room for it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDockWidget, QWidget

from genstudio.gui.session_state import SessionState

AREAS = ("left", "right", "tools")  # the setup, what is under the mouse, and the tools


class Clearing(QObject):
    """Hides those panes, and brings them back; one that is asked for meanwhile stays."""

    def __init__(
        self, session: SessionState, docks: Mapping[str, QDockWidget], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._docks = [docks[area] for area in AREAS if area in docks]
        self._away: list[QDockWidget] = []
        self._cleared = False
        self._wanted: set[QDockWidget] = set()
        session.guest_changed.connect(self._on_guest)
        for dock in self._docks:
            self._watch(dock)

    @Slot()
    def give_back(self) -> None:
        """Put the panes back: what is stored of the layout is without a guest."""
        self._cleared = False
        for dock in self._away:
            dock.show()
        self._away.clear()

    @Slot()
    def _on_guest(self) -> None:
        if self._session.guest is None:
            self.give_back()
            return
        if self._cleared:
            return  # one bench follows another: what came to the front meanwhile stays
        self._cleared = True
        for dock in self._docks:
            if dock not in self._wanted and not (dock.isHidden() or dock.isFloating()):
                dock.hide()
                self._away.append(dock)

    def _watch(self, dock: QDockWidget) -> None:
        def asked(shown: bool) -> None:  # PySide calls a partial without the signal's value
            if self._session.guest is None:
                return
            if dock in self._away:
                self._away.remove(dock)
            if shown:
                self._wanted.add(dock)
            else:
                self._wanted.discard(dock)

        dock.toggleViewAction().triggered.connect(asked)
