"""The tools that select data points on the plane: the lasso, and a menu for the keys."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QToolButton

from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui import selecting, theme
from genstudio.gui.controls import named
from genstudio.gui.explorer_parts import Tools
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.widgets.lasso import inside, rectangle
from genstudio.gui.widgets.raster import Points

ARROW = 20  # px: the room of the menu's arrow, which the style does not count
Indices = NDArray[np.int64]


class Selecting(QObject):
    """A part of the explorer; what lies inside an outline is found in a worker."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.parent)
        self._session, self._view = tools.session, tools.view
        self._tasks = Tasks(self)
        text = tr("Lasso")
        tip = tr(
            "Draw around points with the left button to select them; Ctrl adds, Alt removes. "
            "Without the lasso: Shift+drag selects a rectangle, Shift+Alt+drag draws freehand, "
            "Ctrl+drag adds, Alt+drag removes. Esc clears."
        )
        self.button = named(QToolButton(), "lassoTool", text, tip)
        self.button.setIcon(theme.icon("lasso"))
        self.button.setCheckable(True)
        self.button.toggled.connect(self._on_toggled)
        self._menu = QMenu(self.button)
        self._menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self._menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.button.setMinimumWidth(self.button.sizeHint().width() + ARROW)
        tools.bar.put("points", self.button)
        tools.view.region_drawn.connect(self._on_region)
        tools.session.plane_changed.connect(self._on_plane)
        self._on_plane()

    def close(self) -> None:
        """End what is on its way."""
        self._tasks.close()

    @Slot()
    def _on_plane(self) -> None:
        """Without points there is nothing to select."""
        some = self._session.cloud is not None
        if self.button.isHidden() == some:
            self.button.setVisible(some)
        if not some and self.button.isChecked():
            self.button.setChecked(False)

    @Slot(bool)
    def _on_toggled(self, chosen: bool) -> None:
        self._view.lasso = chosen

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        self._menu.addAction(tr("Select what is in &view"), self._select_view)
        selecting.fill(self._menu, self._session)

    @Slot()
    def _select_view(self) -> None:
        x0, y0, x1, y1 = self._view.view_rect
        self._on_region(rectangle((x0, y0), (x1, y1)), "replace")

    @Slot(object, str)
    def _on_region(self, outline: Any, operation: str) -> None:
        cloud, points = self._session.cloud, self._view.points
        if cloud is None or len(points) > len(cloud.indices):
            return
        call = partial(_chosen, points, cloud.indices, outline, operation, self._session.selected)
        done = partial(self._on_chosen, self._session.dataset)
        self._tasks.start("region", call, done, self._on_failed)

    def _on_chosen(self, dataset: Any, indices: Indices) -> None:
        if dataset is self._session.dataset:  # or they are numbers of other data
            self._session.set_selected(indices)

    def _on_failed(self, failure: Failure) -> None:
        self._session.say(failure.text, "error", details=failure.details or None)


def _chosen(
    points: Points, indices: Indices, outline: Any, operation: str, before: Indices, _: Stop
) -> Indices:
    """Return the data indices that are selected then, ascending; hidden classes stay out of it."""
    rows = inside(points.xy, outline) & points.visible
    found = indices[: len(rows)][rows]
    if operation == "add":
        found = np.union1d(before, found)
    elif operation == "remove":
        found = np.setdiff1d(before, found)
    return np.sort(found)
