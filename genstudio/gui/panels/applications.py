"""The workspace of the applications: one tab a page, each made when it is first looked at."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from genstudio.core.language import mark, tr
from genstudio.gui.jobs import Tasks
from genstudio.gui.lazy_pages import LazyPages

if TYPE_CHECKING:
    from genstudio.gui.applications.page import AppPage
    from genstudio.gui.session import Session

TITLE = mark("Applications")
ORDER = 50
AREA = "centre"
NEEDS: tuple[str, ...] = ()
ROOM = ("right", "tools")  # a page brings along what it needs of these
LOW = 42  # lines of text: in a lower window the curves below make room too


class Panel(LazyPages["AppPage"]):
    """Holds the applications; the one in front has the room of the panes beside it."""

    PANEL = "applicationsPanel"
    TABS = "applicationTabs"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Applications"), parent)

    def package(self) -> ModuleType:
        """Return the package of the applications' pages."""
        from genstudio.gui.applications import pages

        return pages

    def lend(self, page: AppPage | None) -> None:
        """Give a page the room of the panes; more of them where the window is low for its text."""
        low = self.window().height() < LOW * self.fontMetrics().lineSpacing()
        room = (*ROOM, "bottom") if low else ROOM
        self._session.set_room(room if page is not None else ())

    def ask_to_end(self) -> None:
        """Have all searches and tasks end at the same time, and not one after the other."""
        from genstudio.gui.applications.searching import Search

        for search in self.findChildren(Search):
            search.close(wait=False)
        for tasks in self.findChildren(Tasks):
            tasks.close(wait=False)
