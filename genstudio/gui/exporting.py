"""An export that is on its way: started, watched, stopped. One at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.core.errors import printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui.jobs import Failure, Job

if TYPE_CHECKING:
    from genstudio.gui.session import Session

EVERY = 50  # ms


class Exporting(QObject):
    """Walks an export in a job; `progress` carries done and total, `ended` nothing."""

    progress = Signal(int, int)
    ended = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._drain)

    @property
    def busy(self) -> bool:
        """Whether an export is on its way."""
        return self._job is not None

    def start(self, make: Callable[[Stop], Iterator[Any]]) -> None:
        """Begin, unless one is on its way."""
        if self._job is not None:
            return
        self._job = Job(make, self)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._on_finished)
        self._job.start()
        self._timer.start()

    @Slot()
    def stop(self) -> None:
        """Give it up; nothing of it is left."""
        if self._job is not None:
            self._job.stop()

    def close(self) -> None:
        """Give it up, and wait for that."""
        job, self._job = self._job, None
        self._timer.stop()
        if job is not None:
            job.stop()
            job.wait()

    @Slot()
    def _drain(self) -> None:
        if self._job is None:
            return
        for exported in self._job.take()[0]:
            self.progress.emit(exported.done, exported.total)
            if exported.folder is not None:
                name, place = printable(exported.folder.name), printable(exported.folder.parent)
                self._session.say(tr("Saved {name} in {folder}.", name=name, folder=place))

    @Slot()
    def _on_finished(self) -> None:
        if self._job is not None and self._job.isFinished():
            self._timer.stop()
            self._drain()
            job, self._job = self._job, None
            job.wait()
            job.deleteLater()
            self.ended.emit()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._session.say(failure.text, "error", details=failure.details or None)
