"""Looks again and again at a run that another window or a terminal trains."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.gui.following import News, Seen, look
from genstudio.gui.jobs import Failure, Tasks

INTERVAL = 1000  # ms


class Follower(QObject):
    """Reads once a second, in a thread, what the files of a run say; `news` carries a News."""

    news = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: Seen | None = None
        self._tasks = Tasks(self)
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self.look)

    @property
    def folder(self) -> Path | None:
        """The run that is followed."""
        return None if self._seen is None else self._seen.folder

    def follow(self, folder: Path) -> None:
        """Begin to follow a run, instead of the one before."""
        if folder != self.folder:
            self.stop()
            self._seen = Seen(folder)
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Follow nothing any more; what is being read is not told."""
        self._seen = None
        self._timer.stop()
        self._tasks.cancel("look")

    def close(self) -> None:
        """End, and wait for the thread."""
        self.stop()
        self._tasks.close()

    @Slot()
    def look(self) -> None:
        """Read what is new, unless that is being done."""
        if self._seen is not None and not self._tasks.busy("look"):
            self._tasks.start("look", partial(look, self._seen), self._on_news, self._on_failed)

    def _on_news(self, news: News) -> None:
        self._seen = news.seen
        self.news.emit(news)

    def _on_failed(self, failure: Failure) -> None:
        self.stop()
        self.failed.emit(failure)
