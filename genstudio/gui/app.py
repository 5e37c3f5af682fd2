"""Starts the window."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from genstudio.gui.jobs import Failure
from genstudio.gui.window import MainWindow, create_window

NO_DISPLAY = (
    "There is no display to open a window on; `genstudio train --help` does the same job "
    "on the command line."
)
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
SIGNAL_CHECK = 200  # ms: how long Python may take to notice a signal while Qt waits


def run(argv: Sequence[str] = ()) -> int:
    """Open the window, with a run if one is named; return the exit code."""
    if not has_display():
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 2
    application = QApplication.instance() or QApplication(["genstudio"])
    window = create_window()
    sys.excepthook = _Hook(window)
    timer = _listen_for_signals(window)
    if argv:
        window.open_path(Path(argv[0]))
    window.show()
    code = application.exec()
    timer.stop()
    sys.excepthook = sys.__excepthook__
    if not window.ended:
        os._exit(code)  # a thread that would not end: Python would wait for it for ever
    return code


def has_display() -> bool:
    """Whether Qt could show a window; where it could not, it would abort the process."""
    if not sys.platform.startswith("linux") or "QT_QPA_PLATFORM" in os.environ:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class _Hook:
    """Shows an exception that nobody expected in the message bar, and prints it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        sys.__excepthook__(kind, error, trace)
        failure = Failure.of(error)
        self._window.session.say(failure.text, "error", details=failure.details or None)


def _listen_for_signals(window: MainWindow) -> QTimer:
    """Close the window, with a checkpoint, when the system asks the program to end."""

    def close(number: int, frame: FrameType | None) -> None:
        window.close()

    for name in SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), close)
    timer = QTimer(window, interval=SIGNAL_CHECK)
    timer.timeout.connect(window.isVisible)
    timer.start()
    return timer
