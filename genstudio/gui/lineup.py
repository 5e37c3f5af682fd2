"""The queue of trainings as the window sees it: read and changed off the GUI thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.core.events import Stop
from genstudio.gui.jobs import Failure, Tasks

if TYPE_CHECKING:
    from genstudio.train.queue import Queue
    from genstudio.train.queued import Contents, Item

EVERY = 1000  # ms between two looks at what others have done
Act = Callable[["Queue"], Any]
Then = Callable[[Any], None]


class Lineup(QObject):
    """Mirrors the queue in the user's folder. What is asked of it is done in that order.

    `contents` is what it held at the last look; None until the first. `changed` follows where
    anything has.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.contents: Contents | None = None
        self._queue: Queue | None = None
        self._asked: deque[tuple[Act | None, Then | None]] = deque()
        self._busy = False
        self._closed = False
        self._tasks = Tasks(self)
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(self.refresh)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items at the last look."""
        return () if self.contents is None else self.contents.items

    @property
    def paused(self) -> bool:
        """Whether nobody takes an item."""
        return self.contents is not None and self.contents.paused

    def find(self, id: int) -> Item | None:
        """Return an item as it was at the last look."""
        return next((item for item in self.items if item.id == id), None)

    def watch(self, watched: bool) -> None:
        """Look again every second, while somebody wants to know; or no longer."""
        if watched and not self._closed:
            self.refresh()
            self._clock.start()
        else:
            self._clock.stop()

    @Slot()
    def refresh(self) -> None:
        """Look what the queue holds."""
        if not self._asked and not self._busy:
            self.act(None)

    def act(self, act: Act | None, then: Then | None = None) -> None:
        """Do something with the queue in a thread, then `then(its answer)` on this one."""
        if self._closed:
            return
        self._asked.append((act, then))
        self._next()

    def move(self, id: int, place: int) -> None:
        """Put an item at another place, from 0."""
        self.act(lambda queue: queue.move(id, place))

    def arrange(self, ids: Sequence[int]) -> None:
        """Put items into an order; those that others have removed or added meanwhile stay so."""

        def act(queue: Queue) -> None:
            there = [item.id for item in queue.read().items]
            for place, id in enumerate([id for id in ids if id in there]):
                queue.move(id, place)

        self.act(act)

    def skip(self, id: int, skipped: bool) -> None:
        """Pass an item over, or have it wait for its turn again."""
        self.act(lambda queue: queue.skip(id) if skipped else queue.release(id))

    def remove(self, ids: Sequence[int], then: Then) -> None:
        """Take items out, then tell what they were."""
        self.act(lambda queue: queue.remove(*ids), then)

    def clear_done(self, then: Then) -> None:
        """Take out what is done, then tell what that was."""
        self.act(lambda queue: queue.clear_done(), then)

    def restore(self, gone: Any) -> None:
        """Put back what was taken out."""
        self.act(lambda queue: queue.restore(gone))

    def close(self) -> None:
        """Do what was asked for, and end."""
        self._closed = True
        self._clock.stop()
        self._tasks.close()
        for act, _ in self._asked:
            if act is not None:  # a moment each: a file of a few thousand bytes
                _walk(act, self._queue, _never)
        self._asked.clear()

    def _next(self) -> None:
        if not self._busy and self._asked:
            self._busy = True
            act, then = self._asked[0]
            call = partial(_walk, act, self._queue)
            self._tasks.start("queue", call, partial(self._take, then), self._on_failed)

    def _take(self, then: Then | None, answer: tuple[Queue, Any, Contents]) -> None:
        self._asked.popleft()
        self._busy = False
        self._queue, told, contents = answer
        if contents != self.contents:
            self.contents = contents
            self.changed.emit()
        if then is not None:
            then(told)
        self._next()

    def _on_failed(self, failure: Failure) -> None:
        act, _ = self._asked.popleft()
        self._busy = False
        if act is None:
            self._clock.stop()  # what cannot be read is told once
        self.failed.emit(failure)
        self._next()


def _walk(act: Act | None, queue: Queue | None, stop: Stop) -> tuple[Queue, Any, Contents]:
    """Do it, then read what the queue holds now."""
    from genstudio.train.queue import Queue

    queue = queue or Queue()
    told = None if act is None else act(queue)
    return queue, told, queue.read()


def _never() -> bool:
    return False
