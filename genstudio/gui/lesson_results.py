"""Whether a tool of the window shows a result, for lessons that wait for one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtWidgets import QSlider, QWidget

from genstudio.gui import lesson_applications
from genstudio.gui.widgets.grid import ImageGrid
from genstudio.gui.widgets.picture import Picture


def _arithmetic(window: QWidget) -> bool:
    """The tray shows what comes of its slots."""
    grid = window.findChild(QWidget, "arithmeticResult")
    return grid is not None and cast(ImageGrid, grid).count > 0


def _attribute(window: QWidget) -> bool:
    """The slider of an attribute was moved, and its picture is there."""
    slider = window.findChild(QSlider, "attributeStrength")
    after = window.findChild(QWidget, "attributeAfter")
    moved = slider is not None and slider.isVisible() and slider.value() != 0
    return moved and after is not None and cast(Picture, after).image is not None


def _picture(window: QWidget) -> bool:
    """The user's own picture went through the model."""
    again = window.findChild(QWidget, "ownAgain")
    return again is not None and cast(Picture, again).image is not None


def _verdict(window: QWidget) -> bool:
    """The distances of the samples to the data are measured."""
    found = window.findChild(QWidget, "verdictDistances")
    return found is not None and found.isVisible()


# A page of the applications by its name; the arithmetic's is not the pane's.
PAGES = {
    "analogy": "arithmetic",
    "completion": "complete",
    "drawing": "draw",
    "features": "features",
    "interpolation": "interpolate",
    "race": "race",
    "translation": "translate",
}
RESULTS: dict[str, Callable[[QWidget], bool]] = {
    **{name: partial(lesson_applications.shows_result, name=page) for name, page in PAGES.items()},
    "arithmetic": _arithmetic,
    "attribute": _attribute,
    "picture": _picture,
    "verdict": _verdict,
}
