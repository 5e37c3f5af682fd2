"""The codes of the data as points on the plane: very many are put in order by a worker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from genstudio.gui.explorer_framing import Framing
from genstudio.gui.explorer_questions import Cloud
from genstudio.gui.explorer_strip import NO_POINTS
from genstudio.gui.jobs import Latest
from genstudio.gui.widgets.drawn_apart import Drawing
from genstudio.gui.widgets.legend import Legend
from genstudio.gui.widgets.plane import PlaneView
from genstudio.gui.widgets.raster import Points

if TYPE_CHECKING:
    from genstudio.gui.session import Session

FEW = 30_000  # points that are put in order at once: sooner than a worker could answer


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """Which points are to be shown, and how."""

    cloud: Cloud
    labels: NDArray[np.int64] | None  # of all data
    classes: tuple[str, ...]
    hidden: frozenset[int]
    selected: NDArray[np.int64]  # data indices, ascending


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """Points that are ready to be shown."""

    wanted: Wanted
    points: Points


class Dots(QObject):
    """Keeps the points of the plane as the session has them: places, hidden, selected.

    `shown` says that other points are on the plane now.
    """

    shown = Signal()

    def __init__(
        self, session: Session, view: PlaneView, framing: Framing, legend: Legend, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._view, self._framing = session, view, framing
        self._legend = legend
        self._wanted: Wanted | None = None
        self._present: Wanted | None = None  # what is on the plane
        self._latest = Latest(self)
        self._latest.answered.connect(self._on_made)
        self._latest.failed.connect(session.say)
        self._painter = Latest(self)  # apart: what is seen is not to wait for an order
        self._painter.answered.connect(view.take_drawn)
        self._painter.failed.connect(session.say)
        view.draw_apart()
        view.drawing_wanted.connect(self._on_drawing)
        legend.hidden_changed.connect(self._on_changed)
        session.selected_changed.connect(self._on_changed)

    def close(self) -> None:
        """End the threads that put points in order and draw them."""
        self._latest.close()
        self._painter.close()

    def clear(self) -> None:
        """Show no points."""
        had = self._present is not None or self._wanted is not None
        self._wanted = self._present = None
        self._legend.set_classes(())
        if had:
            with self._framing.holding():
                self._view.set_points(NO_POINTS)
            self.shown.emit()

    def show(self, cloud: Cloud | None) -> None:
        """Show the codes where they are now."""
        dataset = self._session.dataset
        if cloud is None or dataset is None:
            self.clear()
            return
        classes = () if dataset.labels is None else dataset.classes
        self._legend.set_classes(classes)
        hidden, selected = frozenset(self._legend.hidden), self._session.selected
        self._want(Wanted(cloud, dataset.labels, classes, hidden, selected))

    @Slot()
    def _on_changed(self) -> None:
        last = self._wanted
        if last is not None:
            hidden, selected = frozenset(self._legend.hidden), self._session.selected
            self._want(Wanted(last.cloud, last.labels, last.classes, hidden, selected))

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        make = partial(_make, wanted, self._present, self._view.points)
        if len(wanted.cloud) <= FEW:
            self._on_made(make())
        else:
            self._latest.ask(make)

    @Slot(object)
    def _on_drawing(self, drawing: Drawing) -> None:
        self._painter.ask(drawing.draw)

    @Slot(object)
    def _on_made(self, made: Made) -> None:
        last, self_wanted = self._present, self._wanted
        if self_wanted is None or not _alike(made.wanted, self_wanted):
            return  # of data that are not there any more
        self._present = made.wanted
        with self._framing.holding():
            self._view.take_points(made.points, made.wanted.classes)
        if last is None or last.cloud is not made.wanted.cloud:
            moving = self._session.state in ("preparing", "training")
            if not (self._session.shown is not None and self._framing.home):
                self._framing.follow(made.wanted.cloud.xy, moving=moving)
        self.shown.emit()


def _make(wanted: Wanted, present: Wanted | None, points: Points) -> Made:
    """Put points in order, beginning with those that are shown, as far as they are the same."""
    cloud = wanted.cloud
    same = present is not None and _same(present, wanted) and len(points) == len(cloud)
    if same and present is not None:
        made = points.twin()
        if cloud is not present.cloud:
            made.move(cloud.xy)
    else:
        labels = None if wanted.labels is None else wanted.labels[cloud.indices]
        made = Points(cloud.xy, labels, mixed=True)  # the data are encoded in random order
        present = None
    if wanted.hidden != (frozenset() if present is None else present.hidden):
        made.hide(wanted.hidden)
    if wanted.selected is not (None if present is None else present.selected):
        made.select(_rows(wanted))
    if len(cloud) > FEW:
        made.index()
    return Made(wanted, made)


def _same(one: Wanted, other: Wanted) -> bool:
    """Whether these are the same points, wherever they lie."""
    same = one.labels is other.labels and one.classes == other.classes
    a, b = one.cloud.indices, other.cloud.indices
    return same and (a is b or np.array_equal(a, b))


def _alike(one: Wanted, other: Wanted) -> bool:
    return one.labels is other.labels and one.classes == other.classes


def _rows(wanted: Wanted) -> NDArray[np.bool_] | None:
    """Return which rows of the cloud are selected; None where nothing is."""
    if not len(wanted.selected):
        return None
    largest = max(int(wanted.selected[-1]), int(wanted.cloud.indices.max(initial=0)))
    chosen = np.zeros(largest + 1, bool)
    chosen[wanted.selected] = True
    return np.asarray(chosen[wanted.cloud.indices])


def chosen_rows(cloud: Any, selected: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places in a cloud of selected data points, in the order of the data."""
    if cloud is None or not len(selected):
        return np.zeros(0, np.int64)
    place = np.full(max(int(selected[-1]), int(cloud.indices.max(initial=0))) + 1, -1, np.int64)
    place[cloud.indices] = np.arange(len(cloud))
    rows = place[selected]
    return np.asarray(rows[rows >= 0])
