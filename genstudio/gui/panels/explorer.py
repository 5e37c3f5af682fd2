"""The latent space as a plane: the data in it, and what every point of it decodes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import explorer_parts, explorer_words, selecting
from genstudio.gui.chores import Chores
from genstudio.gui.class_chooser import ClassChooser
from genstudio.gui.controls import named, paragraph
from genstudio.gui.explorer_axes import Axes
from genstudio.gui.explorer_bar import Bar
from genstudio.gui.explorer_codes import Codes
from genstudio.gui.explorer_dots import Dots
from genstudio.gui.explorer_film import Film
from genstudio.gui.explorer_framing import Framing
from genstudio.gui.explorer_ground import Ground
from genstudio.gui.explorer_parts import Tools
from genstudio.gui.explorer_pins import Pinning
from genstudio.gui.explorer_pointer import Pointer
from genstudio.gui.explorer_projection import Projector
from genstudio.gui.explorer_strip import Strip
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
        self._chores = Chores(session, self)
        self.codes = Codes(session, self._chores, self)
        self.projector = Projector(session, self._chores, self.codes, self)
        self._build()
        tools = Tools(session, self._chores, self.plane_view, self.bar, self)
        self.parts = list(explorer_parts.build(tools))
        view, strip = self.plane_view, self.strip
        self.pointer = Pointer(session, self._chores, view, strip, self)
        self.film = Film(session, strip, self)
        self.film.wanted.connect(self._on_film)
        self.pinning = Pinning(session, view, self.pointer, strip, self)
        self.dots = Dots(session, view, self.framing, self.legend, self)
        self._connect()
        self._on_view()

    def close_panel(self) -> None:
        """End the threads that decode and encode."""
        for part in (self.pointer, self.film, self.dots, self.projector, *self.parts):
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
        self.ground.refresh(now=True)

    # Building

    def _build(self) -> None:
        self.plane_view = PlaneView(self)
        self.plane_view.setObjectName("latentPlane")
        self.plane_view.set_placeholder("")
        self.framing = Framing(self.plane_view)
        self.tiles = Tiles(self._chores, self.plane_view, self)
        self.ground = Ground(self._session, self._chores, self.plane_view, self.tiles, self)
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
        layout.setContentsMargins(6, 6, 6, 2)
        layout.setSpacing(4)
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
        self.bar.put("grid", self.tiles.button, *self.ground.buttons.values())
        self.bar.put("grid", self.ground.ellipses.button)
        self.bar.put("fit", self._fit)
        self._info = named(paragraph("faint"), "planeInfo", tr("What the plane shows"))

    def _connect(self) -> None:
        session = self._session
        self.framing.moved.connect(self._on_view_moved)
        self.legend.chosen.connect(self._on_chosen)
        self.dots.shown.connect(self._on_dots)
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
            self.dots.clear()
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
            self.pointer.forget_path()
        self.axes.setVisible(self._plane is not None and self._plane.latent_dim > 2)
        if self._plane is not None and kind not in (None, _kind(self._plane)):
            self.framing.forget()  # another plane: the points are elsewhere
        self.dots.show(cloud)
        if cloud is None and self._plane is not None:
            self.framing.follow(None, moving=False)
        if self._plane is not None:
            self.ground.suggest(cloud is None)  # a plane without points shows what it decodes to
        self._info.setText(explorer_words.describe(self._plane, cloud, self.projector.map_step))
        self._look_again()

    # What is decoded

    def _look_again(self, *, now: bool = False) -> None:
        """Decode once more what is looked at: the weights or the plane are others now."""
        cloud, rest = self.projector.cloud, self.axes.rest
        seen = self._session.view is not None
        self.pointer.aim(self._plane, rest, cloud, now=now)
        self._session.set_plane(self._plane if seen else None, cloud if seen else None)
        self.ground.aim(self._plane, rest, now=now)
        self.film.aim(rest)

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
        self.ground.refresh(now=True)

    @Slot(int)
    def _on_chosen(self, label: int) -> None:
        selecting.of_class(self._session, label)

    @Slot()
    def _on_dots(self) -> None:
        """Ring the data point where it is drawn now."""
        self.pointer.refresh_mark()

    @Slot()
    def _on_axes_moved(self) -> None:
        self._look_again(now=True)

    @Slot()
    def _on_film(self) -> None:
        self._look_again(now=True)

    @Slot()
    def _on_fit(self) -> None:
        cloud = self.projector.cloud
        self.framing.fit(None if cloud is None else cloud.xy)
        self.ground.refresh(now=True)


def _kind(plane: Plane) -> Any:
    return plane.kind, plane.dims, plane.latent_dim
