"""Keeps the codes of the data up to date with the weights that are shown, a chunk at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from genstudio.gui import glance
from genstudio.gui.chores import Chores
from genstudio.gui.explorer_questions import Chunk, Cloud, Task

if TYPE_CHECKING:
    from genstudio.gui.session import Session

LIVE_POINTS = 10_000  # that move while a run trains; all others come when it rests
FIRST_CHUNK = 1_000
SMALLEST_CHUNK = 128
LIVE_SECONDS = 0.03  # processor time of a chunk: with a share of 3 %, one chunk a second
IDLE_SECONDS = 0.15
CHORE = "codes"


class Codes(QObject):
    """The cloud of codes; `changed` says that it is another one.

    The images are taken in an order that is random and fixed, round and round, so that
    any part of the set that has been encoded looks like the whole. New weights make one
    round due. A cloud that was handed out never changes.
    """

    changed = Signal()

    def __init__(self, session: Session, chores: Chores, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._chores = chores
        self._record: Any = None
        self._dataset: Any = None
        self._order = np.empty(0, np.int64)
        self._place = 0
        self._left = 0  # of the round that is due
        self._chunk = FIRST_CHUNK
        self.cloud: Cloud | None = None
        self.latent_dim = 0  # 0: not known yet
        self.encodes = True  # until a model says that it cannot
        self._asked: Any = None  # the record that the chunk on its way is for
        chores.answered.connect(self._on_answered)
        chores.failed.connect(self._on_failed)

    def refresh(self, *, seen: bool = True) -> None:
        """Make a round due: the weights, the data or the state of the run have changed.

        What nobody sees is not encoded; but codes of another model are forgotten.
        """
        view, dataset = self._session.view, self._session.dataset
        if view is None or dataset is None:
            return
        if not same_model(view.record, self._record) or dataset is not self._dataset:
            self._begin(view.record, dataset)
        if seen:
            self._left = self._limit()
            self._ask()

    def catch_up(self) -> None:
        """Encode what was left out while a run trained, now that it rests."""
        known = 0 if self.cloud is None else len(self.cloud)
        missing = self._limit() - known
        if self.cloud is not None and missing > 0 and self._session.state != "training":
            if self._left <= 0:
                self._place = known
            self._left = max(self._left, missing)
            self._ask()

    def _begin(self, record: Any, dataset: Any) -> None:
        self._record, self._dataset = record, dataset
        self._order = glance.of(dataset).order
        self._place, self._chunk = 0, FIRST_CHUNK
        self._chores.drop(CHORE)
        self.cloud, self.latent_dim, self.encodes = None, 0, True
        self.changed.emit()

    def _limit(self) -> int:
        count = len(self._order)
        return min(count, LIVE_POINTS) if self._session.state == "training" else count

    def _ask(self) -> None:
        """Ask for the next chunk of the round, unless one is on its way already."""
        if self._left <= 0 or not self.encodes or self._chores.wanted(CHORE):
            return
        limit = self._limit()
        cloud = self.cloud
        if cloud is not None and len(cloud) > limit:
            cloud = cloud.first(limit)
        known = 0 if cloud is None else len(cloud)
        begin = 0 if self._place >= limit else min(self._place, known)
        end = min(begin + self._chunk, limit)
        images, indices = self._dataset.images, self._order[:limit]
        labels = self._dataset.labels
        self._asked = self._record
        task = Task(self._record, images, indices, cloud, begin, end, labels)
        self._chores.want(CHORE, task)

    @Slot(str, object, float)
    def _on_answered(self, name: str, chunk: object, cost: float) -> None:
        if name != CHORE or not isinstance(chunk, Chunk):
            return
        if chunk.record is self._record:
            self._take(chunk, cost)
        self._ask()

    @Slot(str, object)
    def _on_failed(self, name: str, error: object) -> None:
        """Ask once more where it was another model that could not answer."""
        if name == CHORE and self._asked is not self._record:
            self._ask()

    def _take(self, chunk: Chunk, cost: float) -> None:
        self.cloud, self.latent_dim = chunk.cloud, chunk.latent_dim
        self.encodes = chunk.cloud is not None
        self._place = chunk.end
        self._left -= chunk.done
        training = self._session.state == "training"
        aim = LIVE_SECONDS if training else IDLE_SECONDS
        wanted = int(chunk.done * aim / max(cost, 1e-4))
        self._chunk = max(SMALLEST_CHUNK, min(wanted, 4 * self._chunk))
        self.changed.emit()


def same_model(one: Any, other: Any) -> bool:
    """Whether two records are of one run: its status and step may differ."""
    if one is other:
        return True
    if one is None or other is None:
        return False
    names = ("family", "model", "data", "created")
    return all(getattr(one, name, None) == getattr(other, name, None) for name in names)
