"""The workspace of the theory: one page a bench, the one in front at the bar and the slider."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from genstudio.core.language import mark, tr
from genstudio.gui.lazy_pages import LazyPages

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.theory.page import BenchPage

TITLE = mark("Theory")
ORDER = 40
AREA = "centre"
NEEDS: tuple[str, ...] = ()
PATIENCE = 0.5  # seconds


class Panel(LazyPages["BenchPage"]):
    """Holds the benches; the one in front has the bar and the slider."""

    PANEL = "theoryPanel"
    TABS = "theoryTabs"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Benches"), parent)

    def package(self) -> ModuleType:
        """Return the package of the benches."""
        from genstudio.gui import benches

        return benches

    def lend(self, page: BenchPage | None) -> None:
        """Give the bar and the slider to the bench in front, or back to the session."""
        self._session.set_guest(None if page is None else page.stage)

    def ask_to_end(self) -> None:
        """Have all the benches end at once, as each may have to end what it is at.

        Where the process ends with the window, an import or a fit that cannot be given up is
        not waited for: no bench writes anything.
        """
        self.lend(None)
        for page in self.made:
            page.stage.end(PATIENCE if getattr(self.window(), "final", False) else None)
