"""The user's preferences while the window is open: changed at once, written in a thread."""

from __future__ import annotations

import dataclasses
import threading
from collections import deque
from typing import Any

from PySide6.QtCore import QObject, Signal

from genstudio.core import preferences
from genstudio.core.events import Stop
from genstudio.core.preferences import Preferences
from genstudio.gui.jobs import Tasks


class Preferred(QObject):
    """Holds the preferences. Only what is changed here is written over what others have written.

    Signals: changed(); failed(Failure) where they could not be written.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.values: Preferences = preferences.load()
        self._unwritten: deque[dict[str, Any]] = deque()  # both ends are safe between threads
        self._writing = threading.Lock()
        self._tasks = Tasks(self)

    def change(self, **values: Any) -> None:
        """Take over other values, and have them written."""
        self.values = dataclasses.replace(self.values, **values)
        self._unwritten.append(values)
        self._tasks.start("write", self._write, _nothing_more, self.failed.emit)
        self.changed.emit()

    def close(self) -> None:
        """Wait until all is written."""
        self._tasks.close()

    def _write(self, stop: Stop) -> None:
        """Write what nobody has written yet; in a thread, one at a time."""
        with self._writing:
            values: dict[str, Any] = {}
            while self._unwritten:
                values |= self._unwritten.popleft()
            if values:
                preferences.change(**values)


def _nothing_more(answer: None) -> None:
    """All is written: there is nothing to be told."""
