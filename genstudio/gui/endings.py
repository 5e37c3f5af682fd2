"""How the system ends the program: by a signal, or because the user logs out.

Everything is saved first. A signal's number comes through a socket, which wakes Qt at once;
Python alone would notice it only when Qt hands control back.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtGui import QGuiApplication, QSessionManager
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
GRACE = 4.5  # seconds from a signal until the process ends in any case: shells wait no longer
LOGOUT = 4.0  # seconds that a desktop waits for the checkpoint before it kills


class Endings(QObject):
    """Closes the window, with a checkpoint, when the system asks the program to end.

    The process ends within GRACE seconds even where something does not: with 128 + the signal's
    number then, and with 0 where all was saved.
    """

    def __init__(self, application: QGuiApplication, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._deadline: threading.Timer | None = None
        self._before: dict[int, Any] = {}
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        self._wakeup = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, _go_on)
        application.commitDataRequest.connect(self._on_logout)
        application.saveStateRequest.connect(self._on_save_state)
        application.aboutToQuit.connect(window.close)
        self._xlib: tuple[Any, Any] | None = None
        if application.platformName() == "xcb":
            self._watch_screen()

    def close(self) -> None:
        """Leave signals as they were found."""
        if self._deadline is not None:
            self._deadline.cancel()
        if self._xlib is not None:
            self._xlib[0].XSetIOErrorHandler(None)
            self._xlib = None
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        self._heard.close()
        self._told.close()

    @Slot()
    def _on_signal(self) -> None:
        number = self._heard.recv(1)[0]
        if self._deadline is None:
            self._deadline = threading.Timer(GRACE, os._exit, [128 + number])
            self._deadline.daemon = True
            self._deadline.start()
        for _ in QApplication.topLevelWidgets():  # each time the uppermost
            above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if above is None:
                break
            above.close()
        self._window.close()
        QApplication.exit(0)

    def _watch_screen(self) -> None:
        """Have everything saved when the X server goes away in the midst of a call to Xlib.

        Xlib would end the process there and then. Qt notices it by itself only between two
        events.
        """
        import ctypes

        def broken(_display: int | None) -> int:
            self._window.session.close()
            os._exit(1)  # nothing that speaks to the screen may run any more

        try:
            library = ctypes.CDLL("libX11.so.6")
        except OSError:  # then Qt does without it, too
            return
        called = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(broken)
        library.XSetIOErrorHandler.argtypes = [ctypes.c_void_p]
        library.XSetIOErrorHandler.restype = ctypes.c_void_p
        library.XSetIOErrorHandler(ctypes.cast(called, ctypes.c_void_p))
        self._xlib = library, called  # kept as long as Xlib may call it

    @Slot(QSessionManager)
    def _on_logout(self, manager: QSessionManager) -> None:
        """Save; the window stays, because the user may take the logout back."""
        self._window.session.rest(LOGOUT)

    @Slot(QSessionManager)
    def _on_save_state(self, manager: QSessionManager) -> None:
        """Have the desktop open the window again after the next login."""
        manager.setRestartHint(QSessionManager.RestartHint.RestartIfRunning)
        manager.setRestartCommand(command())


def command() -> list[str]:
    """Return what opens the window anew: a program and its arguments."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, "app"] if frozen else [sys.executable, "-m", "genstudio", "app"]


def _go_on(number: int, frame: FrameType | None) -> None:
    """Take the signal's usual effect away; its number has gone through the socket."""
