"""Keeps the codes of the data up to date with the weights that are shown, a chunk at a time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.gui import ahead, glance
from genstudio.gui.chores import Chores
from genstudio.gui.explorer_questions import Chunk, Cloud, Task

if TYPE_CHECKING:
    from genstudio.gui.session import Session
    from genstudio.gui.state import View

LIVE_POINTS = ahead.POINTS  # that move while a run trains; all others come when it rests
FIRST_CHUNK = 1_000
SMALLEST_CHUNK = 128
LIVE_SECONDS = 0.03  # processor time of a chunk: with a share of 3 %, one chunk a second
IDLE_SECONDS = 0.15
CHORE = "codes"
SETTLED = 700  # ms at one checkpoint until all its points are encoded
PATIENCE = 0.4  # seconds until the points of a checkpoint are shown that are there


class Codes(QObject):
    """The cloud of codes; `changed` says that it is another one.

    The images are taken in an order that is random and fixed, round and round, so that
    any part of the set that has been encoded looks like the whole. New weights make one
    round due. A cloud that was handed out never changes.

    Checkpoints of the past come from what the session keeps of them, whole and on the plane that
    was there before, so that it is the points that move; and so does the live model when one
    comes back to it.
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
        self._asked_view: View | None = None
        self._came: View | None = None  # the live view that the cloud is of, wholly
        self._known: tuple[View, Cloud] | None = None  # the newest live view and its cloud
        self._since = 0.0  # when a checkpoint was asked for that is not encoded yet
        self._rest = QTimer(self, singleShot=True, interval=SETTLED)
        self._rest.timeout.connect(self._fill)
        session.ahead.changed.connect(self._on_ahead)
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
        self._session.ahead.watch(seen)
        self._rest.stop()
        if seen and self._past:
            self._left = 0
            self._since = time.monotonic()
            self._show_past(view.step)
        elif seen and self._known is not None and self._known[0] is view:
            self._left = 0
            self._show(self._known[1])
        elif seen and self._session.shown is None:
            self._came = view
            self._left = self._limit()
            self._ask()

    def catch_up(self) -> None:
        """Encode what was left out while a run trained, now that it rests."""
        if self._past:
            self._rest.start()
            return
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
        self._known = None
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
        self._asked, self._asked_view = self._record, self._session.view
        plane = cloud.plane if self._past and cloud is not None else None
        task = Task(self._record, images, indices, cloud, begin, end, labels, plane)
        self._chores.want(CHORE, task)

    @Slot(str, object, float)
    def _on_answered(self, name: str, chunk: object, cost: float) -> None:
        if name != CHORE or not isinstance(chunk, Chunk):
            return
        asked, view = self._asked_view, self._session.view
        late = self._past or asked is None or not asked.live  # a live view may be a little older
        if chunk.record is self._record and (asked is view or not late):
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
        if self._asked_view is self._session.view:
            self._left -= chunk.done
        training = self._session.state == "training"
        aim = LIVE_SECONDS if training else IDLE_SECONDS
        wanted = int(chunk.done * aim / max(cost, 1e-4))
        self._chunk = max(SMALLEST_CHUNK, min(wanted, 4 * self._chunk))
        view = self._session.view
        if self._left <= 0 and view is not None and view is self._came and self.cloud is not None:
            self._known = view, self.cloud
        self.changed.emit()

    @property
    def _past(self) -> bool:
        """Whether the weights in view are those of the checkpoint that was asked for."""
        view, shown = self._session.view, self._session.shown
        return shown is not None and view is not None and not view.live and view.step == shown

    def _show(self, cloud: Cloud) -> None:
        if cloud is not self.cloud:
            self.cloud = cloud
            self.latent_dim = cloud.codes.shape[1]
            self.changed.emit()

    def _show_past(self, step: int) -> None:
        """Show the points of a checkpoint as far as they are known; the others come soon."""
        if not self._session.ahead.encodes:
            self.encodes, self.latent_dim = False, self._session.ahead.latent_dim
            self.changed.emit()
            return
        before = self.cloud
        plane = None if before is None else before.plane
        known = self._session.ahead.cloud(step, plane)
        if known is not None:
            self._show(known)
            self._rest.start()
            return
        stack = self._session.ahead.stack(step)
        slow = time.monotonic() - self._since > PATIENCE
        if before is None or stack is None or not stack.done or not slow:
            return
        if len(before) >= len(stack.codes):
            codes = before.codes[: len(stack.codes)].copy()
            codes[: stack.done] = stack.codes[: stack.done]
            indices = before.indices[: len(codes)]
            self._show(Cloud(indices, codes, before.plane.project(codes), before.plane))

    @Slot(int)
    def _on_ahead(self, step: int) -> None:
        """Take over what has come of the checkpoint that is shown."""
        if self._past and self._session.shown == step:
            self._show_past(step)

    @Slot()
    def _fill(self) -> None:
        """Encode the other points of a checkpoint, now that one stays there."""
        known = 0 if self.cloud is None else len(self.cloud)
        missing = len(self._order) - known
        if self._past and missing > 0 and known and self._session.state != "training":
            self._place, self._left = known, missing
            self._ask()


def same_model(one: Any, other: Any) -> bool:
    """Whether two records are of one run: its status and step may differ."""
    if one is other:
        return True
    if one is None or other is None:
        return False
    names = ("family", "model", "data", "created")
    return all(getattr(one, name, None) == getattr(other, name, None) for name in names)
