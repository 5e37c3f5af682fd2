"""The one window: what it opens, when its work begins, and how it is closed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QDockWidget, QFileDialog

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui import geometry, language, openable, theme
from genstudio.gui.clearing import Clearing
from genstudio.gui.frame import Frame
from genstudio.gui.jobs import Failure
from genstudio.gui.loader import Loader
from genstudio.gui.menus import Menus
from genstudio.gui.notices import Notices
from genstudio.gui.numbers import number
from genstudio.gui.pairing import open_pair
from genstudio.gui.room import Room
from genstudio.gui.session import Session
from genstudio.gui.welcome import Welcome

if TYPE_CHECKING:
    from genstudio.gui.lessons import Lessons

UNSEEN = 2000  # ms after which a window that nobody has seen yet, minimised say, begins its work


class MainWindow(Frame):
    """Holds the session, the loader, and what opens files.

    `first_shown` comes once it has been painted, `closing` before it saves. `ended` tells, once
    it is closed, whether every thread has ended; where `final` says that the process ends with
    this window, an import that is still on is not waited for. `openers` says who opens files of
    a suffix of their own; whoever adds such a kind puts a function there.
    """

    first_shown = Signal()
    closing = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.ended = self.final = False
        self._closed = self._shown = False
        self.openers: dict[str, Callable[[Path], None]] = {
            ".genstudio": self._open_run_file,
            ".genlesson": self._open_lesson,
            **dict.fromkeys(openable.PICTURES, self._open_picture),
        }
        self._loader = Loader(self)
        self._loader.ready.connect(self.session.set_engine)
        self._loader.failed.connect(self._on_no_engine)
        self.first_shown.connect(self._loader.start, Qt.ConnectionType.QueuedConnection)
        self._notices = Notices(self.bar, self)
        self.welcome = cast(Welcome, self.findChild(Welcome))
        self.menus = Menus(self)
        self.restore()
        self._room = Room(self, self.docks)
        self._clearing = Clearing(session, self.docks, self)
        self.first_shown.connect(self._room.begin)
        self._room.taken.connect(self._on_taken)
        self.closing.connect(self._clearing.give_back)
        self.closing.connect(self._room.give_back)
        session.message.connect(self._notices.add)
        session.dataset_changed.connect(self._on_dataset)
        session.state_changed.connect(self._name_window)
        session.run_changed.connect(self._name_window)
        for signal in (session.state_changed, session.run_changed, session.shelf.changed):
            signal.connect(self._notices.review)
        self._name_window()

    @cached_property
    def lessons(self) -> Lessons:
        """What leads through lessons; it is imported when one is wanted, not at every start."""
        from genstudio.gui.lessons import Lessons

        lessons = Lessons(self)
        lessons.moved.connect(self._notices.review)
        return lessons

    @Slot()
    def begin_tour(self) -> None:
        """Show the user around."""
        self.lessons.tour()

    @Slot(object)
    def open_path(self, path: Path) -> None:
        """Open whatever the path holds: a run, a lesson, a picture, or data.

        What cannot be opened is said.
        """
        opener = self.openers.get(path.suffix.lower())
        folder = openable.run_folder(path)
        if not os.path.exists(path):
            name = printable(path)
            self.session.say(tr("There is no file or folder {name}.", name=name), "error")
        elif opener is not None and os.path.isfile(path):
            opener(path)
        elif folder is not None:
            self.leave_theory()
            self.session.open_run(folder)
        else:
            if not getattr(self.session.guest, "takes_data", False):
                self.leave_theory()
            self.session.open_source(path)

    def leave_theory(self) -> None:
        """Bring the plane to the front where a bench hides what is to be seen of the run."""
        front = self._modules.get(self.tabs.currentWidget())
        if front is not None and front.__name__.endswith(".theory"):
            self.session.workspace_wanted.emit("explorer")

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open the first of several, and say that the others are left alone.

        Two folders are a pair: two kinds of pictures, which style transfer turns into each other.
        """
        if len(paths) == 2 and all(map(openable.holds_pictures, paths)):
            self.leave_theory()
            open_pair(self.session, *paths)
            return
        if len(paths) > 1:
            name = printable(paths[0].name)
            self.session.say(
                tr("Only one thing can be open at a time: {name} was opened.", name=name), "warning"
            )
        if paths:
            self.open_path(paths[0])

    def come_forward(self, token: str = "") -> None:
        """Show the window above all others; `token` is the desktop's leave to do so."""
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt's plugin for Wayland looks there
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_theme(self, mode: theme.Mode) -> None:
        """Change the colours, now and for the next time."""
        theme.apply(cast(QApplication, QApplication.instance()), mode)
        self.session.preferred.change(theme=mode)

    # Qt's own events

    def showEvent(self, event: QShowEvent) -> None:
        """Begin the work a little later even where nothing is painted."""
        super().showEvent(event)
        QTimer.singleShot(UNSEEN, self, self._on_seen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin to load the engine once the window has been painted for the first time."""
        super().paintEvent(event)
        if not self._shown:
            QTimer.singleShot(0, self, self._on_seen)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save and end everything; nothing is asked."""
        if not self._closed:
            self._closed = True
            self.closing.emit()
            self.save()
            self.hide()
            self.session.begin_to_close()
            closing = [panel for panel in self.panels() if hasattr(panel, "close_panel")]
            left = [panel for panel in closing if panel.close_panel() is False]
            saved = self.session.close()
            self.ended = self._loader.close(wait=not self.final) and saved and not left
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files only: Qt's own formats would be unpickled."""
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file or folder."""
        paths = self._dropped(event)
        if paths:
            event.acceptProposedAction()
            self.open_paths(paths)

    @staticmethod
    def _dropped(event: QDropEvent) -> list[Path]:
        data = event.mimeData()
        urls = data.urls() if data.hasFormat("text/uri-list") else []
        return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]

    @Slot()
    def _on_seen(self) -> None:
        if not self._shown and not self._closed:
            self._shown = True
            geometry.settle(self)
            self.first_shown.emit()

    def _open_lesson(self, path: Path) -> None:
        self.lessons.open(path)

    def _open_picture(self, path: Path) -> None:
        """Restore what the picture was made with, or take it as the user's own."""
        self.session.open_picture(path, self._ask_for_runs)

    def _ask_for_runs(self) -> Path | None:
        """Ask where the run is that is not among the others."""
        title, start = tr("Choose the run, or the folder that holds it"), self.session.runs_dir
        chosen = QFileDialog.getExistingDirectory(self, title, str(start))
        return Path(chosen) if chosen else None

    def _open_run_file(self, path: Path) -> None:
        """Open the run that the file describes; a run is its whole folder."""
        folder = openable.run_folder(path)
        if folder is not None:
            self.leave_theory()
            self.session.open_run(folder)
            return
        self.session.say(
            tr(
                "{name} only describes a run. Open it in the run's own folder, "
                "which also holds what was trained.",
                name=printable(path.name),
            ),
            "error",
        )

    @Slot()
    def _name_window(self) -> None:
        run = self.session.run
        title = "genstudio"
        if run is not None:
            title = tr("{run} – genstudio", run=printable(run.folder.name))
        share = self.session.progress
        if share is not None:
            title = tr("{share} – {title}", share=number(share, ".0%"), title=title)
        if title != self.windowTitle():
            self.setWindowTitle(title)

    @Slot(object)
    def _on_taken(self, dock: QDockWidget) -> None:
        """Say where a pane is that the screen has no room for."""
        key = dock.toggleViewAction().shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.session.say(
            tr(
                "The pane “{pane}” has no room on this screen. {key} shows it as a window.",
                pane=dock.windowTitle(),
                key=key,
            )
        )

    @Slot()
    def _on_dataset(self) -> None:
        """There is something to be seen: what is wanted later may be imported now."""
        if self.session.dataset is not None or self.session.dataset_error is not None:
            self._loader.finish()

    @Slot(object)
    def _on_no_engine(self, failure: Failure) -> None:
        self.session.say(failure.text, "error", details=failure.details or None)


def create_window(runs_dir: Path | None = None) -> MainWindow:
    """Make the window, not yet shown; runs are kept in `runs_dir` (the user's own by default)."""
    application = QApplication.instance() or QApplication(["genstudio"])
    session = Session(runs_dir)
    language.apply(cast(QApplication, application), session.preferred.values.language)
    theme.apply(cast(QApplication, application), session.preferred.values.theme)
    window = MainWindow(session)
    session.setParent(window)
    return window
