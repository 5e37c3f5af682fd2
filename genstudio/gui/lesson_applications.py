"""The workspace Applications as lessons see it: which page is in front, and what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTabWidget, QWidget

from genstudio.core import paths, registry

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.window import MainWindow

PREFIX = "example-"  # of an example's folder among the runs: train.examples, which loads torch


def names() -> list[str]:
    """Return the names of all pages."""
    from genstudio.gui.applications import pages

    return registry.names(pages)


def examples() -> list[str]:
    """Return the names of the runs that come with the program."""
    return sorted(path.name for path in paths.resource("examples").glob("*") if path.is_dir())


def parts(page: str) -> tuple[str, ...]:
    """Return the names of a page's controls that lessons can point at."""
    from genstudio.gui.applications import pages

    known: tuple[str, ...] = tuple(registry.load(pages, page).Page.PARTS)
    return known


def part(page: QWidget, name: str) -> QWidget | None:
    """Return a control of a page by the name that lessons know it by."""
    found = page.findChild(QWidget, getattr(page, "PARTS", {}).get(name, name))
    return found.tabBar() if isinstance(found, QTabWidget) else found


def is_open(session: Session, example: str) -> bool:
    """Say whether the open run is this example."""
    return session.run is not None and session.run.folder.name == f"{PREFIX}{example}"


def page_of(window: QWidget, name: str) -> Any:
    """Return a page; None until somebody has looked at it."""
    panel: Any = window.findChild(QWidget, "applicationsPanel")
    return None if panel is None else panel.page(name)


def in_front(window: MainWindow) -> str:
    """Return the page that is to be seen; nothing while another workspace is."""
    panel: Any = window.findChild(QWidget, "applicationsPanel")
    if panel is None or not panel.isVisible():
        return ""
    return next((name for name in names() if _is_front(panel, name)), "")


def bring(window: MainWindow, name: str) -> None:
    """Open the workspace, and the tab of a page in it."""
    panel: Any = window.findChild(QWidget, "applicationsPanel")
    if panel is not None:
        panel.bring(name)
        window.tabs.setCurrentWidget(panel)


def shows_result(window: QWidget, name: str) -> bool:
    """Say whether a page shows what it is for."""
    page = page_of(window, name)
    return page is not None and bool(page.has_result)


def _is_front(panel: Any, name: str) -> bool:
    page = panel.page(name)
    return page is not None and bool(page.in_front)
