"""The long questions of the posterior lens: the best Gaussian, and the chains, step by step."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.gui import posterior_questions as questions
from genstudio.gui.jobs import Failure, Job
from genstudio.gui.posterior_questions import Subject
from genstudio.gui.state import View

Kind = Literal["refine", "walk"]
EVERY = 60  # ms from one picture to the next


class Work(QObject):
    """Runs one of them at a time. `moved`: there is more to show; `ended`: none runs any more.

    `refined` is the newest step of the search, `walked` that of the chains, whose draws after
    the warm-up are `chain` [S, C, 2]; both stay when they have ended, until `clear`.
    """

    moved = Signal()
    ended = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.kind: Kind | None = None  # of what runs
        self.refined: Any = None
        self.walked: Any = None
        self._draws: list[NDArray[np.float64]] = []
        self._job: Job | None = None
        self._old: list[Job] = []  # stopped, and not yet at their end
        self._walks = 0
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._collect)

    @property
    def chain(self) -> NDArray[np.float64] | None:
        """The draws so far, [S, C, 2]."""
        return np.stack(self._draws) if self._draws else None

    @property
    def known(self) -> bool:
        """Whether anything was found out that `clear` would forget."""
        return self.refined is not None or self.walked is not None

    def refine(self, subject: Subject, view: View) -> None:
        """Look for the best Gaussian."""
        self.stop()
        self.refined = None
        self._start("refine", questions.refine(subject, view))

    def walk(self, subject: Subject, view: View) -> None:
        """Let chains walk; each walk has other random numbers than the one before."""
        self.stop()
        self.walked, self._draws = None, []
        self._start("walk", questions.walk(subject, view, self._walks))
        self._walks += 1

    def stop(self) -> None:
        """End what runs, after its step; what it found stays."""
        if self._job is not None:
            self._job.stop()
            self._collect()
            self._old.append(self._job)
            self._finish()

    def clear(self) -> None:
        """End what runs, and forget what was found."""
        self.stop()
        self.refined, self.walked, self._draws = None, None, []

    def close(self) -> None:
        """End the thread and wait for it."""
        self.stop()
        for job in self._old:
            job.wait()

    def _start(self, kind: Kind, make: Any) -> None:
        self._old = [job for job in self._old if not job.isFinished()]
        self.kind = kind
        self._job = Job(make, self)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._on_finished)
        self._job.start()
        self._timer.start()

    def _finish(self) -> None:
        self._timer.stop()
        self._job, self.kind = None, None
        self.ended.emit()

    @Slot()
    def _collect(self) -> None:
        """Take what the job has found since the last time."""
        if self._job is None:
            return
        events, _ = self._job.take()
        if not events:
            return
        if self.kind == "refine":
            self.refined = events[-1]
        else:
            self.walked = events[-1]
            self._draws += [event.z for event in events if not event.warming]
        self.moved.emit()

    @Slot()
    def _on_finished(self) -> None:
        if self._job is not None and self.sender() is self._job:
            self._collect()
            self._job.wait()
            self._job.deleteLater()
            self._finish()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        if self.sender() is self._job:
            self.failed.emit(failure.text)
