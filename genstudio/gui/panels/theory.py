"""The workspace of the theory: one page a bench, the one in front at the bar and the slider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from genstudio.core import registry
from genstudio.core.language import mark, tr
from genstudio.gui.controls import named

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.theory.page import BenchPage

TITLE = mark("Theory")
ORDER = 40
AREA = "centre"
NEEDS: tuple[str, ...] = ()
PATIENCE = 0.5  # seconds


class Panel(QWidget):
    """Holds the pages. A page is made when it is first looked at, and rests out of sight."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("theoryPanel")
        self._session = session
        self._pages: dict[int, BenchPage] = {}
        self._modules: list[Any] = []
        self._front: BenchPage | None = None
        self.tabs = named(QTabWidget(documentMode=True), "theoryTabs", tr("Benches"))
        self.tabs.setToolTip("")
        self.tabs.currentChanged.connect(self._on_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)

    def page(self, name: str) -> BenchPage | None:
        """Return the page of a bench; None unless it has been looked at."""
        return next((page for page in self._pages.values() if name == page.NAME), None)

    def bring(self, name: str) -> None:
        """Bring the page of a bench to the front."""
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
        """Give the bar and the slider back; a window that is minimised keeps them."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._settle()

    def close_panel(self) -> bool:
        """End the threads of all pages; return whether all have ended.

        Where the process ends with the window, an import or a fit that cannot be given up is
        not waited for: no bench writes anything.
        """
        self._session.set_guest(None)
        pages = self._pages.values()
        for page in pages:  # all at once, as each may have to end what it is at
            page.stage.end(PATIENCE if getattr(self.window(), "final", False) else None)
        for page in pages:
            page.close_page()
        return all(page.stage.ended for page in pages)

    def _fill(self) -> None:
        """List the benches, which nobody has to wait for at the start of the window."""
        if self._modules:
            return
        from genstudio.gui import benches

        modules = [registry.load(benches, name) for name in registry.names(benches)]
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
        self._session.set_guest(None if front is None else front.stage)
        if front is not None:
            front.begin()

    def _made(self, index: int) -> BenchPage | None:
        """Return a page, made if need be."""
        holder = self.tabs.widget(index)
        if holder is None or not self._modules:
            return None
        if index not in self._pages:
            page = self._modules[index].Page(self._session, holder)
            layout = holder.layout()
            assert layout is not None
            layout.addWidget(page)
            self._pages[index] = page
        return self._pages[index]
