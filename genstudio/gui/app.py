"""Starts the window, and ends it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFileOpenEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

import genstudio
from genstudio.core import paths
from genstudio.core.language import tr
from genstudio.gui import openable
from genstudio.gui.crash_offer import Watch
from genstudio.gui.endings import Endings
from genstudio.gui.handover import Claim
from genstudio.gui.window import MainWindow, create_window

if TYPE_CHECKING:
    from genstudio.gui.single import Door


class Application(QApplication):
    """A Qt application under this program's name; `file_asked` carries a Path (on macOS)."""

    file_asked = Signal(object)

    def __init__(self) -> None:
        name_program()
        super().__init__([paths.APP])
        self.setWindowIcon(program_icon())

    def event(self, event: QEvent) -> bool:
        """See the desktop ask for a file: on macOS it comes as an event."""
        if event.type() == QEvent.Type.FileOpen:
            url = cast(QFileOpenEvent, event).url()
            if url.isLocalFile():
                self.file_asked.emit(Path(url.toLocalFile()))
            return True
        return super().event(event)


def run(arguments: Sequence[str] = (), claim: Claim | None = None, hung: bool = False) -> int:
    """Open the window with what the arguments name; return the exit code.

    `claim` makes it the window that later starts find. `hung` says that there is one already,
    which does not answer.
    """
    application = QApplication.instance() or Application()
    window = create_window()
    window.final = True
    watch = Watch(window)
    watch.begin()
    endings = Endings(cast(QApplication, application), window)
    if isinstance(application, Application):
        application.file_asked.connect(window.open_path)
    guard = _Guard(window, claim) if claim is not None else None
    if hung:
        window.session.say(
            tr("genstudio is open already but does not answer, so this is a second window."),
            "warning",
        )
    window.open_paths([openable.path_of(argument) for argument in arguments])
    if window.cramped:
        window.showMaximized()
    else:
        window.show()
    code = application.exec()
    endings.close()
    watch.end()
    if guard is not None:
        guard.close()
    if code or not window.ended:
        # A thread goes on, an import say, and Python would wait for it; or the screen has broken
        # down, all is saved, and whatever else speaks to the screen would bring the process down.
        os._exit(code)
    return code


def name_program() -> None:
    """Tell the desktop who this is: it groups windows, and finds entry and icon, by these names."""
    QCoreApplication.setApplicationName(paths.APP)
    QCoreApplication.setApplicationVersion(genstudio.__version__)
    QGuiApplication.setApplicationDisplayName(paths.APP)
    QGuiApplication.setDesktopFileName(paths.APP_ID)
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(paths.APP_ID)


def program_icon() -> QIcon:
    """Return the program's icon, in every size that there is a file of."""
    folder = paths.resource("icons") / "app"
    icon = QIcon()
    for file in sorted(folder.rglob(f"{paths.APP_ID}*.png")):
        icon.addFile(str(file))
    return icon


class _Guard(QObject):
    """Lets later starts in once the window is there, and sends them away when it closes."""

    def __init__(self, window: MainWindow, claim: Claim) -> None:
        super().__init__(window)
        self._window = window
        self._claim = claim
        self._door: Door | None = None
        self._closed = False
        window.first_shown.connect(self._open, Qt.ConnectionType.QueuedConnection)
        window.closing.connect(self.close)

    @Slot()
    def close(self) -> None:
        """The next start is the first one again."""
        self._closed = True
        if self._door is not None:
            self._door.close()
        self._claim.release()

    @Slot()
    def _open(self) -> None:
        if self._closed:  # at the very first moment
            return
        from genstudio.gui.single import Door  # Qt's network module: not before the first frame

        self._door = Door(self._claim, self)
        self._door.asked.connect(self._on_asked)

    @Slot(object)
    def _on_asked(self, request: object) -> None:
        from genstudio.gui.single import Request

        if isinstance(request, Request):
            self._window.come_forward(request.token)
            self._window.open_paths([openable.path_of_url(url) for url in request.urls])
