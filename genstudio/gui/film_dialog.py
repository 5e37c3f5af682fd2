"""The window that makes a film of a run: which checkpoints, how large, how fast, and how far."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.gui import film_job
from genstudio.gui.controls import closing, named, paragraph
from genstudio.gui.film_job import Count, Order
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.loading_row import Speed
from genstudio.gui.numbers import number
from genstudio.gui.pace import in_words

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TASK = "film"
EVERY = 100  # ms between two looks at how far it is
SIZES = (360, 480, 720, 1080)  # px high
MOST_FPS = 30
LARGEST_SEED = 2**31 - 1


class FilmDialog(QDialog):
    """Asks what to film, and makes it while the main window can be used.

    `fps` are the checkpoints a second that are offered at first. `tasks` outlive the dialog.
    """

    def __init__(
        self, session: Session, tasks: Tasks, kind: str, fps: float, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._tasks = tasks
        self._count = Count()
        self._path = Path()
        self._speed = Speed()
        self.setObjectName("filmDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = tr("Film as GIF") if kind == ".gif" else tr("Film as MP4")
        self.setWindowTitle(title)
        self._build(fps)
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(self._on_tick)
        session.run_changed.connect(self._on_run)
        session.selected_changed.connect(self._describe)
        session.selection_changed.connect(self._describe)
        self._describe()
        self._show_busy(False)

    def _build(self, fps: float) -> None:
        what = paragraph("", tr(
            "One picture for each checkpoint: the points on the plane that you see, images of the "
            "same noise, and the curves with a cursor. The plane stays, the points move."
        ))  # fmt: skip
        self._settings = QWidget(self)
        form = QFormLayout(self._settings)
        form.setContentsMargins(0, 0, 0, 0)
        self._first = named(QComboBox(), "filmFirst", tr("First checkpoint of the film"))
        self._last = named(QComboBox(), "filmLast", tr("Last checkpoint of the film"))
        self._fill()
        form.addRow(tr("&From"), self._first)
        form.addRow(tr("&To"), self._last)
        self._size = named(QComboBox(), "filmSize", tr("Size of the pictures"))
        for height in SIZES:
            width = round(height * 16 / 9 / 2) * 2
            self._size.addItem(f"{width} \N{MULTIPLICATION SIGN} {height}", height)
        self._size.setCurrentIndex(1)
        form.addRow(tr("&Size"), self._size)
        self._fps = named(QSpinBox(), "filmSpeed", tr("Checkpoints a second"))
        self._fps.setRange(1, MOST_FPS)
        self._fps.setValue(max(1, min(MOST_FPS, round(fps))))
        self._fps.setSuffix(tr(" a second"))
        form.addRow(tr("Chec&kpoints"), self._fps)
        about = tr("The same seed gives images of the same noise, here and in the gallery")
        self._seed = named(QSpinBox(), "filmSeed", tr("Seed of the images"), about)
        self._seed.setRange(0, LARGEST_SEED)
        form.addRow(tr("S&eed"), self._seed)
        self._trails = named(QCheckBox(), "filmTrails", tr("Trails of the selected points"))
        self._trails.setChecked(True)
        form.addRow(self._trails)
        self._loop = named(QCheckBox(tr("&Begin again at the end")), "filmLoop", tr("Endless film"))
        self._loop.setChecked(True)
        self._loop.setVisible(self._kind == ".gif")
        form.addRow(self._loop)
        self._about = named(paragraph("faint"), "filmAbout", tr("What the film will be"))
        layout = QVBoxLayout(self)
        layout.addWidget(what)
        layout.addWidget(self._settings)
        layout.addWidget(self._about)
        layout.addWidget(self._build_progress())
        layout.addLayout(self._build_buttons())
        for box in (self._first, self._last, self._size):
            box.currentIndexChanged.connect(self._describe)
        self._fps.valueChanged.connect(self._describe)
        self.setMinimumWidth(380)

    def _build_progress(self) -> QWidget:
        self._progress = QWidget(self)
        row = QHBoxLayout(self._progress)
        row.setContentsMargins(0, 0, 0, 0)
        self._bar = named(QProgressBar(), "filmProgress", tr("How far the film is"))
        about = tr("Make no film; nothing is written")
        self._cancel = named(QPushButton(tr("Cancel")), "cancelFilm", tr("Cancel"), about)
        self._cancel.clicked.connect(self._on_cancel)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        return self._progress

    def _build_buttons(self) -> QHBoxLayout:
        text = tr("Save the film…")
        self._save = named(QPushButton(text), "saveFilm", tr("Choose a file and make the film"))
        self._save.setDefault(True)
        self._save.clicked.connect(self._on_save)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._save)
        row.addWidget(closing(self))
        return row

    def _fill(self) -> None:
        for box in (self._first, self._last):
            box.clear()
            for step in self._session.checkpoints:
                box.addItem(tr("step {step:,}", step=step), step)
        self._last.setCurrentIndex(self._last.count() - 1)

    def _steps(self) -> tuple[int, ...]:
        first, last = self._first.currentData(), self._last.currentData()
        known = self._session.checkpoints
        if first is None or last is None:  # while they are being filled
            return ()
        return tuple(s for s in known if first <= s <= last)

    @Slot()
    def _describe(self) -> None:
        steps = self._steps()
        seconds = number(len(steps) / self._fps.value(), ".1f")
        text = tr("%n picture(s), {seconds} s", "", len(steps), seconds=seconds)
        nothing = tr("There is no checkpoint in this order: choose an earlier one to begin with.")
        self._about.setText(text if steps else nothing)
        self._save.setEnabled(bool(steps) and not self._tasks.busy(TASK))
        count = len(film_job.trails_of(self._session))
        self._trails.setEnabled(count > 0)
        some = tr("Trai&ls of %n selected point(s)", "", count)
        self._trails.setText(some if count else tr("Trails: select points on the plane first"))

    @Slot()
    def _on_run(self) -> None:
        """Another run is open: its checkpoints are offered."""
        if not self._tasks.busy(TASK):
            self._fill()
            self._describe()

    @Slot()
    def _on_save(self) -> None:
        session, steps = self._session, self._steps()
        run = session.past.run
        if run is None or session.dataset is None or not steps:
            return
        known = tr("GIF (*.gif)") if self._kind == ".gif" else tr("MP4 (*.mp4)")
        start = str(Path.home() / f"{run.folder.name}{self._kind}")
        chosen, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), start, known)
        if not chosen:
            return
        path = Path(chosen)
        self._path = path if path.suffix.lower() == self._kind else Path(f"{path}{self._kind}")
        values = film_job.shown_values(session, trails=self._trails.isChecked())
        values |= {"size": self._size.currentData(), "seed": self._seed.value()}
        fps, loop = float(self._fps.value()), self._loop.isChecked()
        order = Order(run, session.dataset, steps, self._path, fps, loop, values)
        self._count = Count(0, len(steps))
        self._tasks.start(
            TASK, partial(film_job.make, order, self._count), self._on_done, self._on_failed
        )
        self._speed.begin()
        self._show_busy(True)

    @Slot()
    def _on_cancel(self) -> None:
        self._tasks.cancel(TASK)
        self._show_busy(False)
        self._about.setText(tr("No film was made."))

    def _on_done(self, frames: int) -> None:
        self._show_busy(False)
        name, folder = printable(self._path.name), printable(self._path.parent)
        text = tr("Saved {name} in {folder}.", name=name, folder=folder)
        self._session.say(text)
        count = tr("%n picture(s)", "", frames)
        self._about.setText(f"{text} {count}.")

    def _on_failed(self, failure: Failure) -> None:
        self._show_busy(False)
        self._about.setText(failure.text)
        self._session.say(failure.text, "error", details=failure.details or None)

    def _show_busy(self, busy: bool) -> None:
        self._progress.setVisible(busy)
        self._settings.setEnabled(not busy)
        self._save.setEnabled(not busy and bool(self._steps()))
        (self._clock.start if busy else self._clock.stop)()
        if busy:
            self._on_tick()

    @Slot()
    def _on_tick(self) -> None:
        done, total = self._count.done, max(1, self._count.total)
        left = self._speed.left(done, total, time.monotonic())
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        text = tr("{done} of {total}", done=number(done), total=number(total))
        if left is not None:
            text = tr("{done}, {time} left", done=text, time=in_words(left))
        self._bar.setFormat(text.replace("%", "%%"))

    def done(self, result: int) -> None:
        """Close, and give up what is being made."""
        self._clock.stop()
        self._tasks.cancel(TASK)
        super().done(result)


def check(kind: str) -> str:
    """Return why no film of this kind can be made here; nothing where one can."""
    from genstudio.analysis import movie

    try:
        movie.check(Path(f"film{kind}"))
    except UserError as error:
        return str(error)
    return ""
