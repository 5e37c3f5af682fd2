"""Puts the cloud of codes on the plane that the person has chosen, off the GUI thread."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.analysis import projections
from genstudio.core.events import Stop
from genstudio.gui.chores import Chores
from genstudio.gui.explorer_codes import Codes
from genstudio.gui.explorer_questions import Cloud, Relaid, Relay
from genstudio.gui.jobs import Failure, Tasks

if TYPE_CHECKING:
    from genstudio.analysis.project_map import Map
    from genstudio.gui.session import Session

CHORE = "projection"
MAP = "map"
TICK = 200  # ms between two looks at how far a map is


class Projector(QObject):
    """The cloud as it is shown; `changed` says that it is another one.

    Codes come on their principal axes. Where another plane is wanted they are laid on it by a
    chore, and until the first answer the principal axes are shown. A map of neighbours is made in
    the background (`making` says that it is, `share` how far) and then stays as it is, whatever
    the weights do since. `failed` carries a sentence.
    """

    changed = Signal()
    progressed = Signal()
    failed = Signal(str)

    def __init__(self, session: Session, chores: Chores, codes: Codes, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._chores, self._codes = session, chores, codes
        self._tasks = Tasks(self)
        self.cloud: Cloud | None = None
        self.kl: NDArray[np.float64] | None = None
        self.map_step: int | None = None  # of the weights that the map was made with
        self._source: Cloud | None = None  # that the cloud was made of
        self._asked: Cloud | None = None
        self._model = 0  # counts the models: late answers about another one are dropped
        self._asked_model = 0
        self._share = 0.0
        self._lock = threading.Lock()
        self._began = 0.0
        self._before = projections.Projection()  # to go back to when a map is given up
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.progressed)
        codes.changed.connect(self._on_codes)
        chores.answered.connect(self._on_answered)
        session.projection_changed.connect(self._on_projection)

    @property
    def making(self) -> bool:
        """Whether a map is being made."""
        return self._tasks.busy(MAP)

    @property
    def share(self) -> float:
        """How far the map is, in [0, 1]."""
        with self._lock:
            return self._share

    @property
    def seconds_left(self) -> float | None:
        """How long it will take yet; None until that can be told."""
        share, spent = self.share, time.monotonic() - self._began
        return spent * (1 - share) / share if share > 0.05 else None

    def make_map(self) -> None:
        """Make the map that is wanted anew, from the codes of this moment."""
        cloud, wanted = self._codes.cloud, self._session.projection
        if cloud is None or not projections.is_map(wanted.kind) or self.making:
            return
        view = self._session.view
        step = 0 if view is None else view.step
        self._tell(0.0)
        self._began = time.monotonic()
        self._timer.start()
        call = partial(_make, wanted.kind, wanted.seed, cloud, self._tell)
        done = partial(self._on_map, self._model, wanted, step)
        self._tasks.start(MAP, call, done, self._on_map_failed)
        self.progressed.emit()

    def cancel(self) -> None:
        """Give the map up, and go back to what was shown before."""
        self._end_map()
        if not self._has_map(self._session.projection):
            self._session.set_projection(self._before)

    def close(self) -> None:
        """End what is being made."""
        self._timer.stop()
        self._tasks.close()

    @Slot()
    def _on_codes(self) -> None:
        cloud, wanted = self._codes.cloud, self._wanted
        if cloud is None:
            self._model += 1
            self._end_map()
            self._show(None, None)
        elif wanted.kind == "pca" or cloud.codes.shape[1] <= 2:
            self._show(cloud, cloud)
        elif not projections.is_map(wanted.kind):
            if self.cloud is None:
                self._show(cloud, cloud)  # until the answer is there
            self._ask(cloud)

    @Slot()
    def _on_projection(self) -> None:
        wanted = self._session.projection
        self._end_map()
        self._on_codes()
        if projections.is_map(wanted.kind):
            self.make_map()
        else:
            self._before = wanted

    @property
    def _wanted(self) -> projections.Projection:
        """What is to be shown: while a map is not there yet, what was shown before it."""
        wanted = self._session.projection
        missing = projections.is_map(wanted.kind) and not self._has_map(wanted)
        return self._before if missing else wanted

    def _has_map(self, wanted: projections.Projection) -> bool:
        return self.cloud is not None and self.cloud.plane.kind == wanted.kind

    def _ask(self, cloud: Cloud) -> None:
        dataset, wanted = self._session.dataset, self._wanted
        if dataset is None:
            return
        shown, source = self.cloud, self._source
        same = shown is not None and shown.plane.kind == wanted.kind
        before = shown if same and wanted == self._laid else None
        # Where the codes kept their plane (while one scrubs) this one is kept as well.
        keep = before is not None and source is not None and source.plane is cloud.plane
        self._asked, self._asked_model = cloud, self._model
        self._chores.want(CHORE, Relay(cloud, wanted, before, keep, dataset.images, dataset.labels))

    _laid: projections.Projection | None = None  # what the cloud was laid by

    @Slot(str, object, float)
    def _on_answered(self, name: str, answer: object, cost: float) -> None:
        if name != CHORE or not isinstance(answer, Relaid):
            return
        if self._asked_model != self._model or answer.wanted != self._wanted:
            return
        self._laid = answer.wanted
        if answer.kl is not None:
            self.kl = answer.kl
        self._show(answer.cloud, self._asked)

    def _show(self, cloud: Cloud | None, source: Cloud | None) -> None:
        self.cloud, self._source = cloud, source
        if cloud is None:
            self.kl, self._laid, self.map_step = None, None, None
        self.changed.emit()

    def _tell(self, share: float) -> None:
        """Keep how far the map is; from any thread."""
        with self._lock:
            self._share = share

    def _on_map(self, model: int, wanted: projections.Projection, step: int, found: Any) -> None:
        self._timer.stop()
        if found is not None and model == self._model and wanted == self._session.projection:
            self.map_step = step
            indices, made = found
            self._show(Cloud(indices, made.codes, made.places, made), None)
        self.progressed.emit()

    def _on_map_failed(self, failure: Failure) -> None:
        self.cancel()
        self.failed.emit(failure.text)

    def _end_map(self) -> None:
        self._timer.stop()
        self._tasks.cancel(MAP)
        self.progressed.emit()


def _make(
    kind: str, seed: int, cloud: Cloud, tell: Any, stop: Stop
) -> tuple[NDArray[np.int64], Map] | None:
    """Make a map of the first codes of a cloud, which are in a random order; in a thread."""
    from genstudio.analysis import project_embed

    rows = np.flatnonzero(np.isfinite(cloud.codes).all(1))[: project_embed.MOST]
    made = project_embed.embed(kind, cloud.codes[rows], seed, tell, stop)
    return None if made is None else (cloud.indices[rows], made)
