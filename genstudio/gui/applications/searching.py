"""A search that takes seconds: its results on the way, how far it is, and a way to cancel it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui.controls import named
from genstudio.gui.jobs import Failure, Job
from genstudio.gui.loading_row import Speed
from genstudio.gui.pace import in_words

POLLED = 50  # ms
Make = Callable[[Stop], Iterator[Any]]


class Search(QObject):
    """Walks an iterator on a thread of its own; only one at a time, a newer one replaces it.

    `step` carries the newest of what was yielded since the last look (with `every`, all of it),
    `failed` a Failure. `ended` comes when it is over, cancelled or not; not for one replaced.
    """

    step = Signal(object)
    failed = Signal(object)
    ended = Signal()
    running_changed = Signal()

    def __init__(self, parent: QObject | None = None, *, every: bool = False) -> None:
        super().__init__(parent)
        self._every = every
        self._job: Job | None = None
        self._old: list[Job] = []
        self._cancelled = self._closed = False
        self._poll = QTimer(self, interval=POLLED)
        self._poll.timeout.connect(self._on_poll)

    @property
    def running(self) -> bool:
        """Whether a search is on, and nobody has cancelled it."""
        return self._job is not None

    @property
    def cancelled(self) -> bool:
        """Whether somebody has cancelled the search that is on, or that was the last."""
        return self._cancelled

    def start(self, make: Make) -> None:
        """Begin a search; `make` is called in its thread. The one before is dropped."""
        self._drop()
        if self._closed:
            return
        self._cancelled = False
        self._job = Job(make, self)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._on_finished)
        self._job.start()
        self._poll.start()
        self.running_changed.emit()

    def cancel(self) -> None:
        """Have the search end soon: what it yields at its end still comes."""
        if self._job is not None:
            self._cancelled = True
            self._job.stop()

    def forget(self) -> None:
        """Drop the search: nothing comes of it any more."""
        if self._job is not None:
            self._drop()
            self.running_changed.emit()

    def close(self, wait: bool = True) -> bool:
        """End all threads; without `wait` they are asked to, and it is to be called again.

        Once closed it begins nothing: signals still come to a window that is on its way out.
        """
        self._closed = True
        self._drop()
        if not wait:
            return False
        for job in self._old:
            job.wait()
        self._old.clear()
        return True

    def _drop(self) -> None:
        self._poll.stop()
        if self._job is not None:
            self._job.stop()
            self._old.append(self._job)
            self._job = None

    @Slot()
    def _on_poll(self) -> None:
        if self._job is None:
            return
        found, _ = self._job.take()
        for one in found if self._every else found[-1:]:
            self.step.emit(one)

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        if self.sender() is self._job:
            self._on_poll()
            self.failed.emit(failure)

    @Slot()
    def _on_finished(self) -> None:
        job = self.sender()
        if job is self._job:
            self._on_poll()
            self._poll.stop()
            self._job = None
            self.ended.emit()
            self.running_changed.emit()
        elif isinstance(job, Job) and job in self._old:
            self._old.remove(job)
        if isinstance(job, Job):
            job.wait()
            job.deleteLater()


class SearchRow(QWidget):
    """How far a search is, how long it takes still, and the button that cancels it."""

    def __init__(
        self, search: Search, name: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._search, self._title = search, title
        self._speed = Speed()
        self.bar = named(QProgressBar(), f"{name}Progress", title)
        about = tr("End it now; what has been found so far stays")
        self.button = named(QPushButton(tr("Cancel")), f"{name}Cancel", tr("Cancel"), about)
        self.button.clicked.connect(search.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.bar, 1)
        row.addWidget(self.button)
        search.running_changed.connect(self._on_running)
        self._on_running()

    def set_title(self, title: str) -> None:
        """Say that something else is done now, whose speed is not yet known."""
        if title != self._title:
            self._title = title
            self.bar.setAccessibleName(title)
            self._speed.begin()

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is; a total of 0 is unknown."""
        left = self._speed.left(done, total, time.monotonic())
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        text = self._title if left is None else f"{self._title}, {_left(left)}"
        self.bar.setFormat(text.replace("%", "%%"))
        self.bar.setToolTip(text)

    @Slot()
    def _on_running(self) -> None:
        self.setVisible(self._search.running)
        if self._search.running:
            self._speed.begin()
            self.show_progress(0, 0)


def _left(seconds: float) -> str:
    return tr("{time} left", time=in_words(seconds))
