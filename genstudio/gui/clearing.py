"""While a guest or a page needs the room, the panes that it has no use for make room for it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDockWidget, QWidget

from genstudio.gui.session_state import SessionState

AREAS = ("left", "right", "tools")  # the setup, what is under the mouse, and the tools
BELOW = "bottom"  # the curves: only a page has them go, in a low window


class Clearing(QObject):
    """Hides those panes, and brings them back; one that is asked for meanwhile stays.

    All of AREAS make room for a guest, and those that `session.room` names for a page.
    """

    def __init__(
        self, session: SessionState, docks: Mapping[str, QDockWidget], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._docks = {area: docks[area] for area in (*AREAS, BELOW) if area in docks}
        self._away: list[QDockWidget] = []
        self._cleared: tuple[str, ...] = ()
        self._wanted: set[QDockWidget] = set()
        session.guest_changed.connect(self._settle)
        session.room_changed.connect(self._settle)
        for dock in self._docks.values():
            self._watch(dock)

    @Slot()
    def give_back(self) -> None:
        """Put the panes back: what is stored of the layout is with all of them."""
        self._cleared = ()
        for dock in self._away:
            dock.show()
        self._away.clear()

    @Slot()
    def _settle(self) -> None:
        areas = AREAS if self._session.guest is not None else self._session.room
        if not areas:
            self.give_back()
            return
        if areas == self._cleared:
            return  # one bench follows another: what came to the front meanwhile stays
        self._cleared = areas
        for area, dock in self._docks.items():
            if area not in areas and dock in self._away:
                self._away.remove(dock)
                dock.show()
            elif area in areas and self._can_go(dock):
                dock.hide()
                self._away.append(dock)

    def _can_go(self, dock: QDockWidget) -> bool:
        return dock not in self._wanted and not (dock.isHidden() or dock.isFloating())

    def _watch(self, dock: QDockWidget) -> None:
        def asked(shown: bool) -> None:  # PySide calls a partial without the signal's value
            if not self._cleared:
                return
            if dock in self._away:
                self._away.remove(dock)
            if shown:
                self._wanted.add(dock)
            else:
                self._wanted.discard(dock)

        dock.toggleViewAction().triggered.connect(asked)
