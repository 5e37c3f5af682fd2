"""Images in the place of points, where there is room: read and thinned out in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction, QActionGroup, QImage
from PySide6.QtWidgets import QMenu, QToolButton

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.explorer_parts import Tools
from genstudio.gui.images import to_qimage
from genstudio.gui.jobs import Latest
from genstudio.gui.widgets import thumbs
from genstudio.gui.widgets.plane_marks import Shots
from genstudio.gui.widgets.raster import MOST_CLASSES, Points
from genstudio.gui.widgets.view import View

Mode = Literal["auto", "on", "off"]
MODES: tuple[tuple[Mode, str, str], ...] = (
    ("auto", mark("&Automatic"), mark("Images: auto")),
    ("on", mark("A&lways"), mark("Images: on")),
    ("off", mark("&Never"), mark("Images: off")),
)
LARGEST = 96  # px: the side of an image on the plane; a larger one is thinned out
SOON = 30  # ms from one question to the next while the view moves


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Which images are wanted, and where."""

    points: Points
    indices: NDArray[np.int64]
    images: NDArray[Any]
    view: View
    mode: Mode
    shown: bool


class Images(QObject):
    """A part of the explorer: the switch, and the images that follow view and points."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.parent)
        self._session, self._view = tools.session, tools.view
        self._mode: Mode = "auto"
        self._shown = False
        self._latest = Latest(self)
        self._latest.answered.connect(self._on_shots)
        self._latest.failed.connect(self._on_failed)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._ask)
        self._build(tools)
        tools.view.view_changed.connect(self._later)
        tools.view.points_changed.connect(self._later)
        tools.session.plane_changed.connect(self._on_plane)
        self._on_plane()

    def close(self) -> None:
        """End the thread that reads."""
        self._soon.stop()
        self._latest.close()

    def _build(self, tools: Tools) -> None:
        tip = tr(
            "Show the images themselves instead of points: automatic where few are in view, "
            "so zoom in to see them"
        )
        self.button = named(QToolButton(), "imagesTool", tr("Images on the plane"), tip)
        self.button.setIcon(theme.icon("image"))
        self.button.setToolButtonStyle(self.button.toolButtonStyle().ToolButtonTextBesideIcon)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu, group = QMenu(self.button), QActionGroup(self)
        for mode, text, _ in MODES:
            action = QAction(tr(text), self, checkable=True)
            action.setData(mode)
            action.setChecked(mode == self._mode)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._on_mode)
        self.button.setMenu(menu)
        self._name()
        tools.bar.put("points", self.button)

    def _name(self) -> None:
        self.button.setText(next(tr(short) for mode, _, short in MODES if mode == self._mode))

    @Slot(QAction)
    def _on_mode(self, action: QAction) -> None:
        self._mode = action.data()
        self._name()
        self._ask()

    @Slot()
    def _on_plane(self) -> None:
        dataset = self._session.dataset
        able = self._session.cloud is not None and dataset is not None and not dataset.points
        if self.button.isHidden() == able:
            self.button.setVisible(able)
        self._later()

    @Slot()
    def _later(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def _ask(self) -> None:
        cloud, dataset = self._session.cloud, self._session.dataset
        points = self._view.points
        if (
            self._mode == "off"
            or cloud is None
            or dataset is None
            or dataset.points
            or not len(points)
            or len(points) > len(cloud)
        ):
            self._on_shots(None)
            return
        x0, y0, x1, y1 = self._view.view_rect
        view = View(x0, y0, x1, y1, self._view.width(), self._view.height())
        shown = self._shown and self._mode == "auto"
        asked = Asked(points, cloud.indices, dataset.images, view, self._mode, shown)
        self._latest.ask(partial(_shots, asked))

    @Slot(object)
    def _on_shots(self, shots: Shots | None) -> None:
        if self._mode == "off":
            shots = None
        if shots is not None or self._shown:
            self._shown = shots is not None
            self._view.set_shots(shots)

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        """The points are there all the same: say it where the images are asked for."""
        self.button.setToolTip(text)
        self._on_shots(None)


def _shots(asked: Asked) -> Shots | None:
    """Choose and read the images, in the worker; None where points say more."""
    points, view = asked.points, asked.view
    rows = np.flatnonzero(points.bright)
    xy = points.xy if len(rows) == len(points) else points.xy[rows]
    if asked.mode == "auto" and not thumbs.sparse(xy, view, shown=asked.shown):
        return None
    picked = thumbs.pick(xy, thumbs.around(view), thumbs.cell_side(view))
    chosen = rows[picked.rows]
    kinds = points.kinds[chosen].astype(np.int64)
    labels = np.where((kinds > 0) & (kinds <= MOST_CLASSES), kinds - 1, -1)
    return Shots(picked.middles, picked.side, labels, _atlas(asked, asked.indices[chosen]))


def _atlas(asked: Asked, indices: NDArray[np.int64]) -> QImage:
    """Return the images below one another, with no more pixels than are seen."""
    if not len(indices):
        return QImage()
    every = max(1, -(-max(asked.images.shape[2:]) // LARGEST))
    order = np.argsort(indices)  # from a disk they are read in one direction
    read = np.asarray(asked.images[indices[order]])[:, :, ::every, ::every]
    images = np.empty_like(read)
    images[order] = read
    count, channels, height, width = images.shape
    tall = np.ascontiguousarray(images.transpose(1, 0, 2, 3)).reshape(
        channels, count * height, width
    )
    # The screen's own format: otherwise each image is converted at each painting.
    return to_qimage(tall).convertToFormat(QImage.Format.Format_RGB32)
