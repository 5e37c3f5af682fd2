"""Pages behind tabs, each made when it is first looked at; those out of sight rest."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from genstudio.core import registry
from genstudio.core.language import tr
from genstudio.gui.controls import named

if TYPE_CHECKING:
    from genstudio.gui.session import Session


class Lazy(Protocol):
    """What a page can do for being one of many; `NAME` is its module."""

    NAME: str

    def begin(self) -> None:
        """Work: the page has come to the front."""

    def rest(self) -> None:
        """Stop working: another page has, or none."""

    def close_page(self) -> bool:
        """End the threads; return whether all have ended."""


P = TypeVar("P", bound=Lazy)


class LazyPages(QWidget, Generic[P]):
    """One tab a module of a package, in the order of their `ORDER`, each with its `Page`.

    A panel says which `package` that is, what is to be `lent` to the page in front, and what
    has to be asked to end before pages are closed one after the other. `PANEL` and `TABS` are
    the objects' names.
    """

    PANEL = ""
    TABS = ""

    def __init__(self, session: Session, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(self.PANEL)
        self._session = session
        self._pages: dict[int, P] = {}
        self._modules: list[Any] = []
        self._front: P | None = None
        self.tabs = named(QTabWidget(documentMode=True), self.TABS, title)
        self.tabs.setToolTip("")
        self.tabs.currentChanged.connect(self._on_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)

    def package(self) -> ModuleType:
        """Return the package of the pages; it is imported when the panel is first looked at."""
        raise NotImplementedError

    def lend(self, page: P | None) -> None:
        """Give the page in front what only one can have of the window; None gives it back."""
        raise NotImplementedError

    def ask_to_end(self) -> None:
        """Ask all the threads of all pages to end, all at the same time."""
        raise NotImplementedError

    @property
    def made(self) -> list[P]:
        """The pages that have been looked at."""
        return list(self._pages.values())

    def page(self, name: str) -> P | None:
        """Return the page of that name; None unless it has been looked at."""
        return next((page for page in self._pages.values() if name == page.NAME), None)

    def bring(self, name: str) -> None:
        """Bring the page of that name to the front."""
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
        """Let the page rest, and give back what it was lent; a minimised window keeps it."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._settle()

    def close_panel(self) -> bool:
        """End the threads of all pages; return whether all have ended."""
        self.ask_to_end()
        closed = [page.close_page() for page in self._pages.values()]
        return all(closed)

    def _fill(self) -> None:
        """List the pages, which nobody has to wait for at the start of the window."""
        if self._modules:
            return
        package = self.package()
        modules = [registry.load(package, name) for name in registry.names(package)]
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
        self.lend(front)
        if front is not None:
            front.begin()

    def _made(self, index: int) -> P | None:
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
