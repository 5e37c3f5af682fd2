"""Background questions that are asked again and again, and never take more than their share."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.gui.lookers import Looker

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.gui.session import Session

Question = Callable[["Lens"], Any]

# While a run is training:
SHARE = 0.03  # of one core at most
SOONEST = 0.25  # seconds: what is painted on the GUI thread is taken from the training's time


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    name: str
    value: Any
    cost: float  # seconds of processor time


@dataclass(frozen=True, slots=True, eq=False)
class _Failed:
    name: str
    error: Exception


class Chores(QObject):
    """Asks questions by name, one at a time; a newer one of the same name replaces the older.

    While a run trains, a chore that took t seconds of processor time is not begun again
    before t / share seconds have passed, nor before SOONEST. Nothing is lost by that: the
    question that waits is answered from the newest weights when its turn comes.
    """

    answered = Signal(str, object, float)  # name, answer, seconds that it took
    failed = Signal(str, object)  # name, error

    def __init__(self, session: Session, parent: QObject, share: float = SHARE) -> None:
        super().__init__(parent)
        self._session = session
        self._share = share
        self._waiting: dict[str, Question] = {}
        self._due: dict[str, float] = {}
        self._asked: str | None = None
        self._looker = Looker(session, self)
        self._looker.answered.connect(self._on_answered)
        self._looker.failed.connect(self._on_failed)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._next)
        session.view_changed.connect(self._next)
        session.state_changed.connect(self._on_state)

    def want(self, name: str, question: Question, *, now: bool = False) -> None:
        """Have the question answered when its turn comes; `now` skips the waiting time."""
        self._waiting[name] = question
        if now:
            self._due.pop(name, None)
        self._next()

    def drop(self, name: str) -> None:
        """Forget a question that has not been asked yet."""
        self._waiting.pop(name, None)

    def wanted(self, name: str) -> bool:
        """Whether an answer of this name is still to come."""
        return name in self._waiting or name == self._asked

    def close(self) -> None:
        """Forget what waits and end the thread."""
        self._waiting.clear()
        self._timer.stop()
        self._looker.close()

    @Slot()
    def _next(self) -> None:
        if self._asked is not None or not self._waiting or self._session.view is None:
            return
        name = min(self._waiting, key=self._due_at)
        wait = self._due_at(name) - time.monotonic()
        if wait > 0:
            self._timer.start(int(1000 * wait) + 1)
            return
        self._asked = name
        question = self._waiting.pop(name)
        self._looker.ask(partial(_timed, name, question))

    @Slot()
    def _on_state(self) -> None:
        """Wait no longer once the run rests."""
        if self._session.state != "training" and self._due:
            self._due.clear()
            self._next()

    def _due_at(self, name: str) -> float:
        return self._due.get(name, 0.0)

    @Slot(object)
    def _on_answered(self, answer: _Answer | _Failed) -> None:
        self._asked = None
        if isinstance(answer, _Failed):
            self.failed.emit(answer.name, answer.error)
        else:
            busy = self._session.state == "training"
            if busy:
                wait = max(answer.cost / self._share, SOONEST)
                self._due[answer.name] = time.monotonic() + wait
            self.answered.emit(answer.name, answer.value, answer.cost)
        self._next()

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        """The lens itself could not be made ready for the question."""
        name, self._asked = self._asked, None
        self.failed.emit(name or "", RuntimeError(text))
        self._next()


def _timed(name: str, question: Question, lens: Lens) -> _Answer | _Failed:
    """Answer in the worker; processor time, so that a busy machine is not held against it."""
    begin = time.thread_time()
    try:
        value = question(lens)
    except Exception as error:  # noqa: BLE001 -- told to whoever asked
        return _Failed(name, error)
    return _Answer(name, value, time.thread_time() - begin)
