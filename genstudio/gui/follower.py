"""Notices that a run's folder has changed: another window or a terminal trains it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

INTERVAL = 1000  # ms
WATCHED = ("history.jsonl", "run.genstudio", "checkpoints")


class Follower(QObject):
    """Looks once a second at the files that a training run writes."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._seen: list[tuple[int, int]] = []
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self.look)

    def follow(self, folder: Path) -> None:
        """Begin to watch a folder, instead of the one before."""
        if folder != self._folder:
            self._folder = folder
            self._seen = _stamps(folder)
        self._timer.start()

    def stop(self) -> None:
        """Watch nothing any more."""
        self._folder = None
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Report a change since the last look."""
        if self._folder is None:
            return
        stamps = _stamps(self._folder)
        if stamps != self._seen:
            self._seen = stamps
            self.changed.emit()


def _stamps(folder: Path) -> list[tuple[int, int]]:
    stamps = []
    for name in WATCHED:
        with contextlib.suppress(OSError):
            stat = (folder / name).stat()
            stamps.append((stat.st_size, stat.st_mtime_ns))
    return stamps
