"""The workspace of the applications: one tab a page, each made when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from genstudio.core import registry
from genstudio.core.language import mark, tr
from genstudio.gui.controls import named
from genstudio.gui.jobs import Tasks

if TYPE_CHECKING:
    from genstudio.gui.applications.page import AppPage
    from genstudio.gui.session import Session

TITLE = mark("Applications")
ORDER = 50
AREA = "centre"
NEEDS: tuple[str, ...] = ()
ROOM = ("right", "tools")  # a page brings along what it needs of these
LOW = 42  # lines of text: in a lower window the curves below make room too


class Panel(QWidget):
    """Holds the pages; those out of sight rest."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("applicationsPanel")
        self._session = session
        self._pages: dict[int, AppPage] = {}
        self._modules: list[Any] = []
        self._front: AppPage | None = None
        self.tabs = named(QTabWidget(documentMode=True), "applicationTabs", tr("Applications"))
        self.tabs.setToolTip("")
        self.tabs.currentChanged.connect(self._on_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)

    def page(self, name: str) -> AppPage | None:
        """Return the page of an application; None unless it has been looked at."""
        return next((page for page in self._pages.values() if name == page.NAME), None)

    def bring(self, name: str) -> None:
        """Bring the page of an application to the front."""
        self._fill()
        for index, module in enumerate(self._modules):
            if module.__name__.rpartition(".")[2] == name:
                self.tabs.setCurrentIndex(index)

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the front."""
        super().showEvent(event)
        self._fill()
        self._settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the page rest, and give the panes back; in a minimised window nothing changes."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._settle()

    def close_panel(self) -> bool:
        """End the threads of all pages; return whether all have ended."""
        from genstudio.gui.applications.searching import Search

        for search in self.findChildren(Search):
            search.close(wait=False)  # all end at the same time, and not one after the other
        for tasks in self.findChildren(Tasks):
            tasks.close(wait=False)
        closed = [page.close_page() for page in self._pages.values()]
        return all(closed)

    def _fill(self) -> None:
        """List the pages, which nobody has to wait for at the start of the window."""
        if self._modules:
            return
        from genstudio.gui.applications import pages

        modules = [registry.load(pages, name) for name in registry.names(pages)]
        self._modules = sorted(modules, key=lambda module: module.ORDER)
        for module in self._modules:
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(holder, tr(module.TITLE))

    @Slot(int)
    def _on_tab(self, _index: int) -> None:
        self._settle()

    def _settle(self) -> None:
        """Have the page in front work, and the others rest."""
        front = self._made(self.tabs.currentIndex()) if self.isVisible() else None
        if front is self._front:
            return
        if self._front is not None:
            self._front.rest()
        self._front = front
        self._session.set_room(self._room() if front is not None else ())
        if front is not None:
            front.begin()

    def _room(self) -> tuple[str, ...]:
        """Say which panes go: more of them where the window is low for the size of its text."""
        low = self.window().height() < LOW * self.fontMetrics().lineSpacing()
        return (*ROOM, "bottom") if low else ROOM

    def _made(self, index: int) -> AppPage | None:
        """Return a page, made if need be."""
        holder = self.tabs.widget(index)
        if holder is None or not self._modules:
            return None
        if index not in self._pages:
            page: AppPage = self._modules[index].Page(self._session, holder)
            layout = holder.layout()
            assert layout is not None
            layout.addWidget(page)
            self._pages[index] = page
        return self._pages[index]
