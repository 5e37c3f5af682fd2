"""What the probes of the window share: a window, waiting, and what was measured."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow


SIZE = 1280, 800


class FirstPaint(QObject):
    """Notes when a widget has been painted for the first time."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.at: float | None = None
        self.torch_was_there = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the paint event pass; the moment counts once its painting is over."""
        if event.type() == QEvent.Type.Paint and self.at is None:
            QTimer.singleShot(0, self._note)
        return False

    @Slot()
    def _note(self) -> None:
        if self.at is None:
            self.at, self.torch_was_there = time.time(), "torch" in sys.modules


def application() -> QApplication:
    """Return the application, which is made where there is none."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(["genstudio"])


def child(window: QWidget, name: str) -> Any:
    """Return a part of a window by its name; raises LookupError where there is none."""
    found = window.findChild(QWidget, name)
    if found is None:
        raise LookupError(f"the window has no {name}")
    return found


def wait(until: Callable[[], bool], seconds: float) -> None:
    """Let the window live until something holds; raise TimeoutError when it never does."""
    end = time.perf_counter() + seconds
    while not until():
        if time.perf_counter() > end:
            raise TimeoutError("the window did not get there in time")
        QApplication.processEvents()
        time.sleep(0.001)


def live(seconds: float) -> None:
    """Let the window live for a while, in a real event loop: a wait would add gaps of its own."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def spread(values: list[float]) -> dict[str, float]:
    """Return the quantiles of some times, and how many they are."""
    data = np.array(values or [np.nan])
    p50, p99 = np.percentile(data, [50, 99])
    figures = {"p50": p50, "p99": p99, "max": data.max(), "count": len(values)}
    return {name: round(float(value), 2) for name, value in figures.items()}


def open_window(folder: Path) -> tuple[MainWindow, FirstPaint]:
    """Open a window that works in a folder of its own, and wait until it is painted."""
    from genstudio.gui.window import create_window

    application()
    window = create_window(folder / "runs")
    painted = FirstPaint(window)
    window.resize(*SIZE)  # a screen that is only pretended is smaller
    window.show()
    wait(lambda: painted.at is not None, 20)
    return window, painted
