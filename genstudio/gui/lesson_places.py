"""What a lesson can point at and hide: every name of a place, and the widget it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QStackedWidget, QTabBar, QTabWidget, QWidget

from genstudio.gui import lesson_applications

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow

# The names stand in lesson files: to rename one breaks the lessons that people have made.
PLACES = {
    "transport.train": "trainButton",
    "transport.step": "stepButton",
    "transport.stop": "stopButton",
    "transport.reset": "resetButton",
    "transport.state": "runState",
    "transport.steps": "stepCounter",
    "transport.time": "timeLeft",
    "setup.panel": "setup",
    "setup.data": "datasetChooser",
    "setup.family": "modelChooser",
    "setup.model": "modelForm",
    "setup.training": "trainForm",
    "explorer.panel": "latentExplorer",
    "explorer.plane": "latentPlane",
    "explorer.grid": "decodedGrid",
    "explorer.fit": "fitPlane",
    "explorer.strip": "latentStrip",
    "explorer.projection": "projection",
    "explorer.axes": "latentAxes",
    "explorer.lasso": "lassoTool",
    "explorer.images": "imagesTool",
    "explorer.trails": "trailsTool",
    "explorer.prior": "drawPrior",
    "explorer.path": "pathThroughPins",
    "explorer.play": "playPath",
    "gallery.panel": "sampleGallery",
    "gallery.grid": "sampleGrid",
    "gallery.mode": "galleryMode",
    "gallery.seed": "gallerySeed",
    "gallery.truncation": "galleryTruncation",
    "gallery.count": "galleryCount",
    "gallery.sort": "gallerySort",
    "gallery.next": "galleryNextSeed",
    "gallery.keep": "galleryKeepOrder",
    "gallery.save": "gallerySave",
    "gallery.beside": "galleryBeside",
    "gallery.verdict": "askVerdict",
    "gallery.distances": "verdictDistances",
    "train.panel": "trainingPanel",
    "train.curves": "lossCurves",
    "train.slider": "timeSlider",
    "train.film": "timePlay",
    "train.smoothing": "curvesSmoothing",
    "inspector.panel": "inspector",
    "inspector.picture": "decodedImage",
    "inspector.nearest": "nearestImage",
    "inspector.tabs": "inspectorTabs",
    "posterior.panel": "posteriorPanel",
    "posterior.chain": "walkChain",
    "picture.panel": "picturePanel",
    "picture.canvas": "ownCanvas",
    "picture.open": "ownOpen",
    "picture.tabs": "ownTabs",
    "pins.panel": "pinsPanel",
    "pins.list": "pinsList",
    "arithmetic.panel": "arithmeticPanel",
    "arithmetic.tabs": "arithmeticTabs",
    "arithmetic.a": "pileA",
    "arithmetic.b": "pileB",
    "arithmetic.c": "pileC",
    "arithmetic.result": "arithmeticResult",
    "attribute.source": "attributeSource",
    "attribute.slider": "attributeStrength",
    "attribute.strip": "attributeStrip",
    "doctor.panel": "doctor",
    "doctor.examine": "examineSamples",
    "doctor.findings": "doctorFindings",
    "compare.panel": "comparePanel",
    "runs.panel": "runs",
    "window.tabs": "workspaces",
    "applications.panel": "applicationsPanel",
    "applications.tabs": "applicationTabs",
    "theory.panel": "theoryPanel",
    "theory.tabs": "theoryTabs",
    "theory.pace": "theoryPace",
}
SETTING = "setting."  # and a setting's name: its editor in the setup
THEORY = "theory."  # and a bench, and then perhaps one of its parts
APPLICATION = "applications."  # and a page, and then perhaps the name of a control of it
PACE = "theory.pace"  # each page has one
FORMS = ("modelForm", "trainForm")


def find(window: QWidget, place: str) -> QWidget | None:
    """Return the widget of a place; None while it is not there, as a setting of another family."""
    if place.startswith(SETTING):
        name = place.removeprefix(SETTING)
        forms = [form for n in FORMS if (form := window.findChild(QWidget, n)) is not None]
        return next((e for f in forms if (e := f.findChild(QWidget, name)) is not None), None)
    if place == PACE:
        seen = [w for w in window.findChildren(QWidget, PLACES[place]) if w.isVisible()]
        return seen[0] if seen else None
    if place not in PLACES:
        workspace, name, *part = place.split(".", 2)
        page = window.findChild(QWidget, f"{name}Page")
        if page is None or not part:
            return page
        if workspace == APPLICATION.rstrip("."):
            return lesson_applications.part(page, part[0])
        return _part(page, name, part[0])
    widget = window.findChild(QWidget, PLACES[place])
    return widget.tabBar() if isinstance(widget, QTabWidget) else widget


def nearest(window: QWidget, place: str) -> QWidget | None:
    """Return the widget of a place, or the tabs of the benches where its page is not open yet."""
    found = find(window, place)
    for start, tabs in ((THEORY, "theory.tabs"), (APPLICATION, "applications.tabs")):
        if found is None and place.startswith(start):
            found = find(window, tabs)
    return found


def outline(widget: QWidget) -> tuple[QWidget, QRect]:
    """Return what to ring for a widget: a window, and the part of it, in its own pixels.

    For what lies on a tab that is not open this is the tab; for what is hidden otherwise,
    the panel it belongs to. What is scrolled out of view has an empty part.
    """
    if not widget.isVisible():
        if (tab := _closed_tab(widget)) is not None:
            bar, index = tab
            area = bar.tabRect(index)
            return bar.window(), area.translated(bar.mapTo(bar.window(), QPoint(0, 0)))
        while not widget.isVisible() and (parent := widget.parentWidget()) is not None:
            widget = parent
    window = widget.window()
    area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    above = widget.parentWidget()
    while above is not None and not above.isWindow() and not widget.isWindow():
        area = area.intersected(QRect(above.mapTo(window, QPoint(0, 0)), above.size()))
        above = above.parentWidget()
    return window, area


def tabs_of(widget: QWidget) -> tuple[QTabWidget, QWidget] | None:
    """Return the tabs that a widget lies in, and the page of them that holds it."""
    page: QWidget | None = widget
    while page is not None:
        stack = page.parentWidget()
        tabs = stack.parentWidget() if isinstance(stack, QStackedWidget) else None
        if isinstance(tabs, QTabWidget):
            return tabs, page
        page = stack
    return None


def panels(window: MainWindow) -> dict[str, QWidget]:
    """Return the panels by the names of their files."""
    return {type(p).__module__.rpartition(".")[2]: p for p in window.panels()}


def _part(page: QWidget, bench: str, part: str) -> QWidget | None:
    """Return a part of a bench's page: its chart, a button, a figure, a setting's editor."""
    name = f"{bench}{part.title()}" if part in ("chart", "tabs") else part
    found = page.findChild(QWidget, name)
    return found.tabBar() if isinstance(found, QTabWidget) else found


def _closed_tab(widget: QWidget) -> tuple[QTabBar, int] | None:
    """Return the tab that has to be opened first to see a widget."""
    found = tabs_of(widget)
    while found is not None:
        tabs, page = found
        index = tabs.indexOf(page)
        if tabs.isVisible():
            hidden = tabs.currentWidget() is not page and tabs.isTabVisible(index)
            return (tabs.tabBar(), index) if hidden else None
        found = tabs_of(tabs)
    return None
