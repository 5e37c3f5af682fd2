"""Watches over an open window: what goes wrong is kept, and told now or at the next start."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

from genstudio.core import logs
from genstudio.core.crash import Ended, Session
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.state import Message, Mishap

if TYPE_CHECKING:
    from genstudio.gui.crash_report import ReportWindow
    from genstudio.gui.window import MainWindow

LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
PATIENCE = 2.0  # seconds for a report that is being written while the window closes
HELP = "troubleshooting"  # the page of the guide about reports
SHOWN = {"info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}

_log = logging.getLogger(__name__)


class Watch(QObject):
    """Logs, keeps the mark of this window, and tells how the one before ended.

    `begin` before the event loop starts, `end` after it; both are quick and never raise.
    """

    caught = Signal(object)  # Failure, from any thread

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._mark = Session()
        self._excepthooks = sys.excepthook, threading.excepthook
        self._qt_before: Any = None
        self._tasks = Tasks(self)
        self._report: Path | None = None
        self._shown: ReportWindow | None = None
        self._wanted = False
        self._run = ""
        self.caught.connect(self._tell)
        session = window.session
        session.message.connect(self._note_message)
        session.run_changed.connect(self._note_run)
        session.state_changed.connect(self._note_run)

    def begin(self) -> None:
        """Begin to watch, and tell about windows that were not closed."""
        problem = logs.start("window")
        if problem:
            self._window.session.say(problem, "warning")
        self._mark.begin()
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        self._qt_before = qInstallMessageHandler(_on_qt_message)
        ended = self._mark.ended()
        if ended:
            self._on_ended(ended)

    def end(self) -> None:
        """Note that the window was closed as it should be."""
        qInstallMessageHandler(self._qt_before)
        sys.excepthook, threading.excepthook = self._excepthooks
        self._tasks.close()
        reports = sys.modules.get("genstudio.core.crash_reports")
        if reports is not None:
            reports.finish(PATIENCE)
        _log.info("window closed")
        self._mark.end()
        logs.stop()

    # The window before

    def _on_ended(self, ended: Sequence[Ended]) -> None:
        call = partial(_write_reports, tuple(ended))
        self._tasks.start("reports", call, self._on_report, self._on_no_report)
        session = self._window.session
        for end in ended:
            _log.warning("process %d ended without being closed", end.pid)
        with_run = [end for end in ended if os.path.isdir(end.run)]
        last = next(reversed([e for e in with_run if e.training] or with_run), None)
        if last is not None:
            session.store.put("run", last.run)
            session.store.put("interrupted", last.training)
        if last is not None and last.training:
            session.mishap = Mishap(last.run, self.show_report)
        else:
            session.say_mishap(self.show_report)

    def _on_report(self, report: Path | None) -> None:
        self._report = report
        if self._wanted:
            self._wanted = False
            self.show_report()

    def _on_no_report(self, failure: Failure) -> None:
        self._wanted = False
        self._window.session.say(failure.text, "error", details=failure.details or None)

    def show_report(self) -> None:
        """Show the report of last time, as soon as it is written."""
        if self._tasks.busy("reports"):
            self._wanted = True
        elif self._report is not None:
            self.show_file(self._report)
        else:
            self._window.session.say(tr("The report could not be written."), "warning")

    def show_file(self, report: Path) -> None:
        """Show a report beside the window; it does not block anything."""
        from genstudio.gui.crash_report import ReportWindow
        from genstudio.gui.help import offer

        if self._shown is None:
            self._shown = ReportWindow(self._window)
            offer(self._shown, HELP, self._window.menus.open_guide)
            self._window.closing.connect(self._shown.end)
        self._shown.open_report(report)

    # This window

    @Slot()
    def _note_run(self) -> None:
        session = self._window.session
        folder = str(session.run.folder) if session.run is not None else ""
        self._mark.note(folder, session.state in ("training", "paused", "stopping"))
        if folder and folder != self._run:
            _log.info("run opened: %s", folder)
        self._run = folder

    @Slot(object)
    def _note_message(self, message: Message) -> None:
        _log.log(SHOWN[message.level], "shown: %s", message.text)

    @Slot(object)
    def _tell(self, failure: Failure) -> None:
        report = failure.report
        self._window.session.say(
            failure.text,
            "error",
            details=failure.details or None,
            other_text=tr("Show report") if report is not None else None,
            other=partial(self.show_file, report) if report is not None else None,
        )

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Called by Python in whichever thread the error was; Qt brings it to the window."""
        if sys.stderr is not None:
            sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            self.caught.emit(Failure.of(error))

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)


def _write_reports(ended: tuple[Ended, ...], stop: Stop) -> Path | None:
    """Write a report of each; return the newest."""
    from genstudio.core import crash_reports

    written = [crash_reports.of_ended(end) for end in ended]
    return next((path for path in reversed(written) if path is not None), None)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, text: Any) -> None:
    """Keep what Qt complains about: the last line before it gives up is the reason."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
    level = LEVELS.get(kind)
    if level is not None:
        _log.log(level, "Qt: %s", text)
