"""Makes the Python classes of Qt, all of them, before a worker asks for one.

PySide makes each class when it is asked for first, and two threads that do so at the same time
bring the process down (version 6.11; in an experiment that did little else 13 times out of 40).
pyqtgraph asks for all of them when it is imported, in a worker. So they are made before, on the
GUI thread, a few at a time: all at once would hold the window up for a tenth of a second.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import ModuleType

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject, QTimer, Signal, Slot

MODULES = (QtCore, QtGui, QtWidgets)
SLICE = 0.003  # seconds, and what the class takes that is being made
APART = 4  # ms between two slices, for the window


class Bindings(QObject):
    """Emits `made` once there is no class left to be made."""

    made = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.complete = False
        self._left = unmade()
        self._timer = QTimer(self, interval=APART)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin to make them."""
        self._timer.start()

    def stop(self) -> None:
        """Make no more; `made` does not come."""
        self._timer.stop()

    @Slot()
    def _go_on(self) -> None:
        until = time.perf_counter() + SLICE
        for module, name in self._left:
            getattr(module, name)
            if time.perf_counter() > until:
                return
        self._timer.stop()
        self.complete = True
        self.made.emit()


def unmade() -> Iterator[tuple[ModuleType, str]]:
    """Yield the names of Qt's classes that PySide has not made yet: `dir` knows them already."""
    for module in MODULES:
        for name in dir(module):
            if name not in vars(module):
                yield module, name
