"""The latent space as a plane: the data in it, and what every point of it decodes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import explorer_parts, explorer_words
from genstudio.gui.chores import Chores
from genstudio.gui.class_chooser import ClassChooser
from genstudio.gui.controls import named, paragraph
from genstudio.gui.explorer_axes import Axes
from genstudio.gui.explorer_bar import Bar
from genstudio.gui.explorer_codes import Codes
from genstudio.gui.explorer_framing import Framing
from genstudio.gui.explorer_parts import Tools
from genstudio.gui.explorer_pointer import Pointer
from genstudio.gui.explorer_projection import Projector
from genstudio.gui.explorer_questions import Cloud
from genstudio.gui.explorer_strip import NO_POINTS, Strip
from genstudio.gui.explorer_tiles import Tiles
from genstudio.gui.widgets.legend import Legend
from genstudio.gui.widgets.plane import PlaneView

if TYPE_CHECKING:
    from genstudio.analysis.project import Plane
    from genstudio.gui.session import Session

TITLE = mark("Explore")
ORDER = 10
AREA = "centre"
NEEDS = ("Decodes",)


class Panel(QWidget):
    """The plane, its legend and switches, the other components, pins and paths."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("latentExplorer")
        self._session = session
        self._plane: Plane | None = None
        self._shown: Any = None  # the indices of the points on the plane
        self._chores = Chores(session, self)
        self.codes = Codes(session, self._chores, self)
        self.projector = Projector(session, self._chores, self.codes, self)
        self._build()
        tools = Tools(session, self._chores, self.plane_view, self.bar, self)
        self.parts = list(explorer_parts.build(tools))
        self.pointer = Pointer(session, self._chores, self.plane_view, self.strip, self)
        self._connect()
        self._on_view()

    def close_panel(self) -> None:
        """End the threads that decode and encode."""
        for part in (self.pointer, self.projector, *self.parts):
            if hasattr(part, "close"):
                part.close()
        self._chores.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: nothing is encoded while nobody looks."""
        super().showEvent(event)
        self._on_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decode as many tiles as fit now."""
        super().resizeEvent(event)
        self.tiles.refresh(now=True)

    # Building

    def _build(self) -> None:
        self.plane_view = PlaneView(self)
        self.plane_view.setObjectName("latentPlane")
        self.plane_view.set_placeholder("")
        self.framing = Framing(self.plane_view)
        self.tiles = Tiles(self._chores, self.plane_view, self)
        self._build_bar()
        self._empty = paragraph("")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.plane_view)
        self._stack.addWidget(self._empty)
        self.legend = Legend(self)
        self.axes = Axes(self._session, self._chores, self.projector, self)
        self.strip = Strip(self)
        policy = self.strip.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.strip.setSizePolicy(policy)
        middle = QHBoxLayout()
        middle.addLayout(self._stack, 1)
        middle.addWidget(self.axes)
        layout = QVBoxLayout(self)
        layout.addWidget(self.bar)
        layout.addWidget(self._info)
        layout.addWidget(self.legend)
        layout.addLayout(middle, 1)
        layout.addWidget(self.strip)

    def _build_bar(self) -> None:
        tip = tr("Show all points again")
        self._fit = named(QPushButton(tr("Fit")), "fitPlane", tr("Fit the view"), tip)
        self.bar = Bar(self)
        self.bar.put("class", ClassChooser(self._session, "explorerClass"))
        self.bar.put("grid", self.tiles.button)
        self.bar.put("fit", self._fit)
        self._info = named(paragraph("faint"), "planeInfo", tr("What the plane shows"))

    def _connect(self) -> None:
        session = self._session
        self.framing.moved.connect(self._on_view_moved)
        self.legend.hidden_changed.connect(self._on_hidden)
        self.axes.moved.connect(self._on_axes_moved)
        self.axes.plane_chosen.connect(self._on_codes)
        self._fit.clicked.connect(self._on_fit)
        self.projector.changed.connect(self._on_codes)
        self.projector.failed.connect(self._on_failed)
        self.pointer.failed.connect(self._on_failed)
        self._chores.failed.connect(self._on_chore_failed)
        session.view_changed.connect(self._on_view)
        session.dataset_changed.connect(self._on_view)
        session.state_changed.connect(self._on_state)
        session.label_changed.connect(self._on_axes_moved)
        session.overlays_changed.connect(self._on_overlays)

    # What the session shows

    @Slot()
    def _on_view(self) -> None:
        session = self._session
        empty = session.view is None
        if empty:
            self._empty.setText(session.dataset_error or explorer_words.waiting(session))
            self._shown = None
            self.legend.set_classes(())
        for widget in (self._info, self.bar, self.strip):  # without a plane they say nothing
            widget.setVisible(not empty)
        self.tiles.button.setVisible(session.dataset is None or not session.dataset.points)
        self._stack.setCurrentIndex(1 if empty else 0)
        self.codes.refresh(seen=self.isVisible())
        self._look_again()

    @Slot()
    def _on_state(self) -> None:
        """Encode what did not move while training, once the run rests."""
        if self._session.state != "training" and self.isVisible():
            self.codes.catch_up()

    @Slot()
    def _on_codes(self) -> None:
        cloud, kind = self.projector.cloud, None if self._plane is None else _kind(self._plane)
        if cloud is not None:
            self._plane = cloud.plane
            self.axes.show_codes(cloud.plane)
        elif not self.codes.encodes:
            self._plane = self.axes.prior_plane(self.codes.latent_dim)
            self.axes.show_prior(self._plane)
        else:
            self._plane = None
            self.framing.forget()
            self.pointer.clear()
        self.axes.setVisible(self._plane is not None and self._plane.latent_dim > 2)
        if self._plane is not None and kind not in (None, _kind(self._plane)):
            self.framing.forget()  # another plane: the points are elsewhere
        self._show_points()
        if self._plane is not None:
            self.tiles.suggest(cloud is None)  # a plane without points shows what it decodes to
        self._info.setText(explorer_words.describe(self._plane, cloud, self.projector.map_step))
        self._look_again()

    def _show_points(self) -> None:
        """Put the cloud on the plane; the view stays where it is, or grows by itself."""
        cloud = self.projector.cloud
        with self.framing.holding():
            if cloud is not None and self._shown is not None and self._same(cloud.indices):
                self.plane_view.move_points(cloud.xy)
            else:
                self._put_points(cloud)
        if self._plane is not None and not (self._session.shown is not None and self.framing.home):
            moving = self._session.state in ("preparing", "training")
            self.framing.follow(None if cloud is None else cloud.xy, moving=moving)

    def _same(self, indices: Any) -> bool:
        return self._shown is indices or np.array_equal(self._shown, indices)

    def _put_points(self, cloud: Cloud | None) -> None:
        dataset = self._session.dataset
        if cloud is None or dataset is None:
            self._shown = None
            self.legend.set_classes(())
            self.plane_view.set_points(NO_POINTS)
            return
        self._shown = cloud.indices
        labels = None if dataset.labels is None else dataset.labels[cloud.indices]
        classes = () if labels is None else dataset.classes
        self.legend.set_classes(classes)
        self.plane_view.set_points(cloud.xy, labels, classes)

    # What is decoded

    def _look_again(self, *, now: bool = False) -> None:
        """Decode once more what is looked at: the weights or the plane are others now."""
        cloud, rest = self.projector.cloud, self.axes.rest
        if self._session.view is None:
            self._session.set_plane(None, None)
        else:
            self._session.set_plane(self._plane, cloud)
        self.pointer.aim(self._plane, rest, cloud, now=now)
        self.tiles.aim(self._plane, rest, now=now)

    @Slot()
    def _on_overlays(self) -> None:
        self.plane_view.set_overlays(self._session.overlays)

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        self._info.setText(text)

    @Slot(str, object)
    def _on_chore_failed(self, name: str, error: object) -> None:
        self._info.setText(printable(error))

    # What the user does

    @Slot()
    def _on_view_moved(self) -> None:
        self.tiles.refresh(now=True)

    @Slot(object)
    def _on_hidden(self, classes: Any) -> None:
        self.plane_view.set_hidden(classes)

    @Slot()
    def _on_axes_moved(self) -> None:
        self._look_again(now=True)

    @Slot()
    def _on_fit(self) -> None:
        cloud = self.projector.cloud
        self.framing.fit(None if cloud is None else cloud.xy)
        self.tiles.refresh(now=True)


def _kind(plane: Plane) -> Any:
    return plane.kind, plane.dims, plane.latent_dim
