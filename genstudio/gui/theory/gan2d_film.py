"""The button that makes a film of the frames that were kept: its progress, and a way to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.film_job import Count
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.theory.stage import Stage

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TASK = "theory film"
EVERY = 100  # ms between two looks at how far it is
HEIGHT = 720
FPS = 12.0


class FilmRow(QWidget):
    """Offers GIF and MP4; while a film is made, shows how far it is."""

    def __init__(self, session: Session, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._stage = session, stage
        self._tasks = Tasks(self)
        self._count = Count()
        self._path = Path()
        self._writing = threading.Lock()  # one that was cancelled has to end before the next
        self._button = named(
            QPushButton(tr("Film")), "gan2dFilm", tr("Film"),
            tr("Save what was kept of this game as a film, a picture for each mark of the time "
               "slider"),
        )  # fmt: skip
        self._button.setIcon(theme.icon("film-export"))
        menu = QMenu(self)
        menu.addAction(tr("Film as &GIF…")).triggered.connect(self._on_gif)
        menu.addAction(tr("Film as &MP4…")).triggered.connect(self._on_mp4)
        self._button.setMenu(menu)
        self._bar = named(QProgressBar(), "gan2dFilmProgress", tr("How far the film is"))
        self._cancel = named(
            QPushButton(tr("Cancel")), "gan2dFilmCancel", tr("Cancel"),
            tr("Make no film; nothing is written"),
        )  # fmt: skip
        self._cancel.clicked.connect(self._on_cancel)
        self._busy = QWidget(self)
        row = QHBoxLayout(self._busy)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._button)
        column.addWidget(self._busy)
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(self._on_tick)
        stage.checkpoints_changed.connect(self._on_kept)
        self._show_busy(False)

    def close_films(self) -> None:
        """End what is being made, and wait for that."""
        self._clock.stop()
        self._tasks.close()

    def make(self, path: Path) -> None:
        """Make a film of all frames that are kept now."""
        frames = self._stage.frames.all
        if not frames or self._tasks.busy(TASK):
            return
        self._path = path
        self._count = Count(0, len(frames))
        job = partial(_make, self._writing, frames, path, _colours(), self._count)
        self._tasks.start(TASK, job, self._on_done, self._on_failed)
        self._show_busy(True)

    @Slot()
    def _on_kept(self) -> None:
        if self._busy.isHidden():
            self._button.setEnabled(bool(self._stage.checkpoints))

    @Slot()
    def _on_gif(self) -> None:
        self._ask(".gif")

    @Slot()
    def _on_mp4(self) -> None:
        """Ask for the library first, in a worker: it takes its time to be loaded."""
        from genstudio.gui.film_dialog import check

        done = partial(self._on_checked, ".mp4")
        self._tasks.start("check", lambda _stop: check(".mp4"), done, self._on_failed)

    def _on_checked(self, kind: str, problem: str) -> None:
        if problem:
            self._session.say(problem, "error")
        else:
            self._ask(kind)

    def _ask(self, kind: str) -> None:
        known = tr("GIF (*.gif)") if kind == ".gif" else tr("MP4 (*.mp4)")
        start = str(Path.home() / f"gan2d{kind}")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Film"), start, known)
        if chosen:
            path = Path(chosen)
            self.make(path if path.suffix.lower() == kind else Path(f"{path}{kind}"))

    @Slot()
    def _on_cancel(self) -> None:
        self._tasks.cancel(TASK)
        self._show_busy(False)
        self._session.say(tr("No film was made."))

    def _on_done(self, count: int) -> None:
        self._show_busy(False)
        if count:
            name, folder = printable(self._path.name), printable(self._path.parent)
            self._session.say(tr("Saved {name} in {folder}.", name=name, folder=folder))

    def _on_failed(self, failure: Failure) -> None:
        self._show_busy(False)
        self._session.say(failure.text, "error", details=failure.details or None)

    def _show_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        self._button.setEnabled(not busy and bool(self._stage.checkpoints))
        (self._clock.start if busy else self._clock.stop)()
        if busy:
            self._on_tick()

    @Slot()
    def _on_tick(self) -> None:
        self._bar.setRange(0, max(1, self._count.total))
        self._bar.setValue(self._count.done)


def _colours() -> dict[str, Any]:
    """Return the colours of the theme, taken in the GUI thread."""
    colours = theme.colours()
    return {"dark": colours.dark, "real": colours.real, "fake": colours.fake,
            "gap": colours.warning}  # fmt: skip


def _make(
    writing: threading.Lock,
    frames: list[Any],
    path: Path,
    colours: dict[str, Any],
    count: Count,
    stop: Stop,
) -> int:
    """Write the film, in a worker."""
    from genstudio.analysis import movie
    from genstudio.analysis.film_picture import DARK, Look
    from genstudio.analysis.theory import _gan2d_film as film

    look = DARK if colours.pop("dark") else Look()
    shown = film.pictures(frames, HEIGHT, film.Style(look=look, **colours))
    tell: Callable[[int, int], None] = count.tell
    with writing:
        return movie.write(path, shown, FPS, count=len(frames), progress=tell, stop=stop)
