"""Work off the GUI thread. The only file that makes threads.

`Job` is a long iterator, `Once` a single call, `Latest` short questions of which only the
newest counts. Signals are to be connected to bound methods of QObjects that live in the
GUI thread: a lambda or a partial would run in the worker.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from genstudio.core import heap
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Snapshot, Stepped, Stop
from genstudio.core.language import tr

IDLE_EVERY = 0.5  # seconds
NICENESS = 10  # below the GUI and the decoder: 77 ms of hover latency become 7 on a full machine


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a background job ended early: a sentence for the user, and all there is to know.

    An error that nobody expected is logged too, and `report` is the file that tells about it.
    """

    text: str
    details: str = ""
    report: Path | None = None

    @classmethod
    def of(cls, error: BaseException) -> Failure:
        """Describe an error; only the unexpected ones carry a traceback."""
        if isinstance(error, UserError):
            return cls(str(error))
        from genstudio.core import crash_reports  # it reads files, and is rarely needed

        text = tr("Something went wrong: {what}", what=printable(error) or type(error).__name__)
        trace = "".join(traceback.format_exception(error))
        return cls(text, trace, crash_reports.of_error(error))


class Job(QThread):
    """Walks an engine iterator; what it yields waits in `events` for a timer of the GUI.

    `make` is called inside the thread, so everything it builds stays there; it is given a
    function that tells whether the job has been asked to stop. Of snapshots only the newest is
    kept, apart. After a `Stepped` the job pauses by itself, so that no further step is made.
    `yields` says that it gives way to the window; what is itself shown 60 times a second does not,
    or stands still where another program computes.
    """

    failed = Signal(object)
    ended = Signal()

    def __init__(
        self,
        make: Callable[[Stop], Iterator[Any]],
        parent: QObject | None = None,
        *,
        yields: bool = True,
    ) -> None:
        super().__init__(parent)
        self._yields = yields
        self.events: deque[Any] = deque()
        self._newest: deque[Snapshot] = deque(maxlen=1)
        self._make = make
        self._go = threading.Event()
        self._go.set()
        self._stopped = False
        self.idle: Callable[[], bool] | None = None  # asked, while paused, whether to go on

    def run(self) -> None:
        """Walk the iterator to its end, or until the job is stopped."""
        began = time.monotonic()
        if self._yields:
            lower_priority()
        try:
            for event in self._make(self.stopped):
                self._keep(event)
                self._wait()
        except BaseException as error:  # noqa: BLE001 -- whatever it is, the user must see it
            self.failed.emit(Failure.of(error))
        self.ended.emit()
        heap.tidy(began)

    def pause(self, paused: bool) -> None:
        """Do not ask for the next event until told otherwise; what was built stays alive."""
        if paused and not self._stopped:
            self._go.clear()
        else:
            self._go.set()

    @property
    def paused(self) -> bool:
        """Whether the job waits, or will after the event it is at."""
        return not self._go.is_set()

    def stop(self) -> None:
        """Ask the iterator to end; one that is paused goes on to its end."""
        self._stopped = True
        self._go.set()

    def stopped(self) -> bool:
        """Whether the job has been asked to stop."""
        return self._stopped

    def take(self) -> tuple[list[Any], Snapshot | None]:
        """Return the events since the last call, and the newest snapshot, if there is one."""
        events = [self.events.popleft() for _ in range(len(self.events))]
        return events, self._newest.pop() if self._newest else None

    def _wait(self) -> None:
        while not self._go.wait(IDLE_EVERY):
            if self.idle is not None and self.idle():
                self._go.set()

    def _keep(self, event: Any) -> None:
        if isinstance(event, Snapshot):
            self._newest.append(event)
            return
        if isinstance(event, Stepped) and not self._stopped:
            self._go.clear()
        self.events.append(event)


class Once(QThread):
    """Makes one call; `outcome` holds what it returned, or `failure` why it did not."""

    def __init__(self, call: Callable[[Stop], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outcome: Any = None
        self.failure: Failure | None = None
        self._call = call
        self._stopped = False

    def run(self) -> None:
        """Make the call, in this thread."""
        began = time.monotonic()
        try:
            self.outcome = self._call(self.stopped)
        except BaseException as error:  # noqa: BLE001 -- whatever it is, the user must see it
            self.failure = Failure.of(error)
        heap.tidy(began)

    def stop(self) -> None:
        """Tell the call that its answer is no longer wanted."""
        self._stopped = True

    def stopped(self) -> bool:
        """Whether the answer is no longer wanted."""
        return self._stopped


Done = Callable[[Any], None]
Failed = Callable[[Failure], None]


class Tasks(QObject):
    """Single background calls by name; a newer one of the same name replaces the older.

    The callbacks are called on the GUI thread. Those of a replaced call never are.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[tuple[Once, str, Done, Failed]] = []
        self._closed = False

    def start(self, name: str, call: Callable[[Stop], Any], done: Done, failed: Failed) -> None:
        """Make the call in a thread of its own, then `done(outcome)` or `failed(failure)`.

        Once closed it makes no call: signals still come to a window that is on its way out.
        """
        if self._closed:
            return
        self.cancel(name)
        once = Once(call, self)
        self._running.append((once, name, done, failed))
        once.finished.connect(self._reap)
        once.start()

    def cancel(self, name: str) -> None:
        """Forget the call of this name, if one is on its way."""
        for once, running, _, _ in self._running:
            if running == name:
                once.stop()

    def busy(self, name: str) -> bool:
        """Whether a call of this name is on its way."""
        return any(n == name and not once.stopped() for once, n, _, _ in self._running)

    def close(self, wait: bool = True) -> bool:
        """Stop all calls and wait for them; no callback is called any more.

        Returns whether all have ended. Where they have not, the process has to end without them.
        """
        self._closed = True
        for once, *_ in self._running:
            once.stop()
        if not wait and not all(once.isFinished() for once, *_ in self._running):
            return False
        for once, *_ in self._running:
            once.wait()
        self._running.clear()
        return True

    @Slot()
    def _reap(self) -> None:
        finished = [entry for entry in self._running if entry[0].isFinished()]
        self._running = [entry for entry in self._running if not entry[0].isFinished()]
        for once, _, done, failed in finished:
            once.wait()
            once.deleteLater()
            if once.stopped():
                continue
            if once.failure is None:
                done(once.outcome)
            else:
                failed(once.failure)


class Latest(QThread):
    """Answers questions one at a time; a newer one replaces the one that waits.

    The thread starts with the first question and computes with one core: more make it
    slower while something trains.
    """

    answered = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._question: Callable[[], Any] | None = None
        self._changed = threading.Condition()
        self._closed = False

    def ask(self, question: Callable[[], Any]) -> None:
        """Have the question answered soon, unless another one is asked before its turn."""
        with self._changed:
            self._question = question
            self._changed.notify()
        if not self._closed and not self.isRunning():
            self.start()

    def close(self) -> None:
        """End the thread, after the answer it is at."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self.wait()

    def run(self) -> None:
        """Answer questions until closed."""
        use_one_core()
        while (question := self._next()) is not None:
            try:
                answer = question()
            except Exception as error:  # noqa: BLE001 -- the thread must live on
                self.failed.emit(Failure.of(error).text)
            else:
                self.answered.emit(answer)

    def _next(self) -> Callable[[], Any] | None:
        with self._changed:
            self._changed.wait_for(self._ready)
            question, self._question = self._question, None
            return None if self._closed else question

    def _ready(self) -> bool:
        return self._closed or self._question is not None


def lower_priority() -> None:
    """Let the GUI and the decoder go first, where the system has priorities for threads."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            nice = os.getpriority(os.PRIO_PROCESS, 0) + NICENESS  # 0 is the calling thread
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), nice)


def stand_back() -> None:
    """Take what the calling thread computes out of everybody's way: it is long, and can wait."""
    lower_priority()
    use_one_core()


def use_one_core() -> None:
    """Compute with one core in the calling thread (torch keeps the count by thread)."""
    torch = sys.modules.get("torch")
    if torch is not None and hasattr(torch, "set_num_threads"):
        torch.set_num_threads(1)
