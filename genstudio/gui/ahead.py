"""The codes of the data at checkpoints, found before somebody looks and kept afterwards."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.analysis.project import Plane
from genstudio.gui import glance
from genstudio.gui.chores import SHARE
from genstudio.gui.explorer_questions import Cloud
from genstudio.gui.kept import Kept
from genstudio.gui.lookers import Looker

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset
    from genstudio.gui.past import Past
    from genstudio.gui.session_state import SessionState
    from genstudio.gui.state import View

POINTS = 10_000  # of a checkpoint: as many as move while a run trains
MOST_BYTES = 2**27  # of codes that are kept
FIRST_CHUNK = 500
SMALLEST_CHUNK = 64
CHUNK_SECONDS = 0.06  # of a checkpoint: then a newer request is heard
LIVE_SECONDS = 0.02  # the same while a run trains


@dataclass(slots=True, eq=False)
class Stack:
    """Codes [N, d] of the first N images in the fixed order, `done` of which are there."""

    codes: NDArray[np.float32]
    done: int = 0
    plane: Plane | None = None  # through its own codes
    cloud: Cloud | None = None  # on the plane that was asked for last

    @property
    def whole(self) -> bool:
        """Whether all codes are there."""
        return self.done >= len(self.codes)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What was asked; the codes [M, d] of the next images, or None from a model without any."""

    view: View
    dataset: Dataset
    begin: int
    codes: NDArray[np.float32] | None
    latent_dim: int
    plane: Plane | None
    cost: float


class Ahead(QObject):
    """Encodes the checkpoints that `past` holds, a chunk at a time, what is shown first.

    `changed` says that more is known of the step it carries, `kept_changed` that one more
    checkpoint is ready. A training keeps all but SHARE of a core.
    """

    changed = Signal(int)
    kept_changed = Signal()

    def __init__(self, session: SessionState, past: Past, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._past = session, past
        self._stacks: Kept[Stack] = Kept(MOST_BYTES)
        self._generation = -1
        self._dataset: Any = None
        self._order = np.empty(0, np.int64)
        self._asked: View | None = None
        self._seen = False
        self._chunk = FIRST_CHUNK
        self._looker = Looker(session, self)
        self._looker.answered.connect(self._on_answered)
        self._looker.failed.connect(self._on_failed)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._next)
        self.encodes = True
        self.latent_dim = 0
        past.kept_changed.connect(self._on_past)
        past.shown_changed.connect(self._on_past)

    def watch(self, seen: bool) -> None:
        """Say whether somebody sees the codes: nothing is encoded for nobody."""
        self._seen = seen
        self._on_past()

    def stack(self, step: int) -> Stack | None:
        """Return what is known of a checkpoint of the open run."""
        self._keep_up()
        return self._stacks.get(step)

    def cloud(self, step: int, plane: Plane | None) -> Cloud | None:
        """Return a checkpoint's codes on a plane (None: on their own), once all are there."""
        stack = self.stack(step)
        if stack is None or not stack.whole:
            return None
        plane = plane or stack.plane
        if plane is None:
            return None
        if stack.cloud is None or stack.cloud.plane is not plane:
            indices = self._order[: len(stack.codes)]
            stack.cloud = Cloud(indices, stack.codes, plane.project(stack.codes), plane)
        return stack.cloud

    def rows(self, indices: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where images stand in a whole stack; -1 for those that are not in it."""
        self._keep_up()
        places = np.full(len(self._order), -1, np.int64)
        first = self._order[:POINTS]
        places[first] = np.arange(len(first))
        return places[indices]

    @property
    def ready(self) -> frozenset[int]:
        """The checkpoints that can be shown at once."""
        kept = self._past.kept_steps
        if not self.encodes or not self._seen:
            return kept
        return frozenset(step for step in kept if (stack := self._stacks.get(step)) and stack.whole)

    def close(self) -> None:
        """End the thread that encodes."""
        self._timer.stop()
        self._seen = False
        self._looker.close()

    @Slot()
    def _on_past(self) -> None:
        self._keep_up()
        if self._asked is None:
            self._next()
        self.kept_changed.emit()

    def _keep_up(self) -> None:
        """Forget what is known of another run, of other data, or of checkpoints that are gone."""
        generation, dataset = self._past.generation, self._session.dataset
        if generation != self._generation or dataset is not self._dataset:
            self._generation, self._dataset = generation, dataset
            self._stacks.clear()
            self._chunk, self.encodes, self.latent_dim = FIRST_CHUNK, True, 0
            self._order = np.empty(0, np.int64) if dataset is None else glance.of(dataset).order
        self._stacks.only(self._past.checkpoints)

    @Slot()
    def _next(self) -> None:
        """Ask for the next chunk: of what is shown, else of what is nearest to it."""
        if self._asked is not None or not self._seen or not self.encodes or self._dataset is None:
            return
        shown, past = self._past.shown, self._past
        for step in self._stacks.near(past.checkpoints, shown):
            view, stack = past.kept(step), self._stacks.get(step)
            if view is None and step == shown:
                return  # it is being read: the others wait
            if view is not None and (stack is None or not stack.whole):
                self._ask(view, 0 if stack is None else stack.done, stack)
                return

    def _ask(self, view: View, begin: int, stack: Stack | None) -> None:
        self._asked = view
        count = min(POINTS, len(self._order))
        end = min(begin + self._chunk, count)
        before = None if stack is None or end < count else stack.codes[:begin]
        chosen = self._order[begin:end]
        question = partial(_encode, view, self._dataset, begin, chosen, before, end == count)
        self._looker.ask_of(view, question)

    @Slot(object)
    def _on_answered(self, found: _Found) -> None:
        self._asked = None
        self._keep_up()
        same = self._past.kept(found.view.step) is found.view and found.dataset is self._dataset
        if same and found.codes is None:
            self.encodes, self.latent_dim = False, found.latent_dim
            self.changed.emit(found.view.step)
        elif same:
            self._take(found)
        trains = self._past.trains()
        aim = LIVE_SECONDS if trains else CHUNK_SECONDS
        if found.codes is not None:
            wanted = int(len(found.codes) * aim / max(found.cost, 1e-4))
            self._chunk = max(SMALLEST_CHUNK, min(wanted, 4 * self._chunk))
        self._timer.start(int(1000 * found.cost / SHARE) if trains else 0)

    def _take(self, found: _Found) -> None:
        codes, step = found.codes, found.view.step
        if codes is None:
            return
        self.latent_dim = found.latent_dim
        stack = self._stacks.get(step)
        if stack is None:
            count = min(POINTS, len(self._order))
            stack = Stack(np.zeros((count, codes.shape[1]), np.float32))
            steps, shown = self._past.checkpoints, self._past.shown
            self._stacks.put(step, stack, 2 * stack.codes.nbytes, steps, shown)
        if stack.done != found.begin:
            return
        stack.done += len(codes)
        stack.codes[found.begin : stack.done] = codes
        stack.plane = found.plane
        if stack.whole:
            self.kept_changed.emit()
        self.changed.emit(step)

    @Slot(str)
    def _on_failed(self, _text: str) -> None:
        """Give up on what could not be encoded: the explorer's own question says why."""
        self._asked = None
        self.encodes = False


def _encode(
    view: View,
    dataset: Dataset,
    begin: int,
    chosen: NDArray[np.int64],
    before: NDArray[np.float32] | None,
    last: bool,
    lens: Lens,
) -> _Found:
    """Encode some images, in the worker; with the last ones comes the plane through all."""
    if "encode" not in lens.capabilities:
        return _Found(view, dataset, begin, None, lens.latent_dim, None, 0.0)
    start = time.thread_time()
    labels = None if dataset.labels is None else dataset.labels[chosen]
    codes = lens.encode(dataset.images[chosen], labels=labels)
    whole = codes if before is None else np.concatenate([before, codes])
    plane = Plane.fit(whole) if last else None
    cost = time.thread_time() - start
    return _Found(view, dataset, begin, codes, lens.latent_dim, plane, cost)
