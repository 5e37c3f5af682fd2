"""Keeps the session's picture of the user's own: prepared, encoded, judged, drawn on the plane."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from genstudio.core.events import Stop
from genstudio.gui import own_questions
from genstudio.gui.chores import Chores
from genstudio.gui.explorer_codes import same_model
from genstudio.gui.jobs import Failure, Job, Tasks
from genstudio.gui.own_questions import Answer, Source, Tests
from genstudio.gui.state import Own
from genstudio.gui.widgets.overlay import Dots, Line, Overlay

if TYPE_CHECKING:
    from genstudio.analysis.invert import Found
    from genstudio.analysis.own import Looks, Options
    from genstudio.analysis.typicality import Standing
    from genstudio.gui.session import Session

Pixels = NDArray[np.uint8]

LOOK, JUDGE, READ, LOOKS = "look", "judge", "read", "looks"
OVERLAY = "own"
POLLED = 100  # ms: how often a search is looked at
LARGEST = 4096  # px a side of a picture from the clipboard: a larger one is made smaller


class OwnPicture(QObject):
    """Holds the picture as it came, and follows the weights in view.

    `answered` carries an Answer, `judged` a Standing or None, `searched` what a search has Found
    so far or None once it has ended, `looks_changed` nothing, `failed` a sentence.
    """

    answered = Signal(object)
    judged = Signal(object)
    searched = Signal(object)
    looks_changed = Signal()
    forgotten = Signal()
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.looks: Looks | None = None
        self.source: Source | None = None
        self.answer: Answer | None = None
        self._tests: Tests | None = None
        self._record: Any = None  # of the model that was asked last
        self._closed = False
        self._tasks = Tasks(self)
        self._quick, self._slow = Chores(session, self), Chores(session, self)
        self._quick.answered.connect(self._on_answered)
        self._slow.answered.connect(self._on_judged)
        for chores in (self._quick, self._slow):
            chores.failed.connect(self._on_failed)
        self._job: Job | None = None
        self._job_source: Source | None = None
        self._began = 0.0
        self._poll = QTimer(self, interval=POLLED)
        self._poll.timeout.connect(self._on_poll)
        session.view_changed.connect(self._follow)
        session.label_changed.connect(self._follow)
        session.plane_changed.connect(self._draw)
        session.own_changed.connect(self._on_own)
        session.dataset_changed.connect(self._on_dataset)
        self._on_dataset()

    def close(self) -> None:
        """End every thread."""
        self._closed = True
        self.cancel()
        self._end_job()
        self._quick.close()
        self._slow.close()
        self._tasks.close()

    # Where a picture comes from

    def open(self, path: Path, options: Options) -> None:
        """Read a picture from a file."""
        session = self._session
        if session.dataset is None:
            return
        shape = session.dataset.shape
        done = partial(self._on_read, path.stem, options)
        self._tasks.start(READ, partial(_read, path, shape), done, self._on_unread)

    def take_image(self, name: str, image: QImage, options: Options) -> None:
        """Take a picture from the clipboard; it is converted in a thread."""
        done = partial(self._on_read, name, options)
        self._tasks.start(READ, partial(pixels_of, image), done, self._on_unread)

    def take(self, name: str, pixels: Pixels, options: Options, *, drawn: bool = False) -> None:
        """Take a picture [C, h, w]; what was found for the one before is dropped."""
        self.cancel()
        self._put(Source(name, pixels, options, self.looks, drawn=drawn))

    def restore(self, source: Source) -> None:
        """Bring back a picture that was forgotten."""
        self._put(source)

    def set_options(self, options: Options) -> None:
        """Prepare the same picture in another way."""
        source = self.source
        if source is not None and options != source.options:
            self.take(source.name, source.pixels, options, drawn=source.drawn)

    def forget(self) -> Source | None:
        """Take the picture away; returns what brings it back."""
        source = self.source
        self.cancel()
        self._drop()
        self._session.set_own(None)
        return source

    @property
    def seconds_left(self) -> float | None:
        """How long a search may still take."""
        return self._left

    # Searching for the code that a generator makes the picture from

    _left: float | None = None

    @property
    def searching(self) -> bool:
        """Whether a search is on."""
        return self._job is not None

    def search(self) -> None:
        """Look for the code of the picture, with the weights in view."""
        view, answer = self._session.view, self.answer
        if view is None or answer is None or self._job is not None or self._closed:
            return
        self._left, self._began = None, time.monotonic()
        self._job_source = answer.source
        make = own_questions.searcher(view, answer.prepared.image, self._session.label)
        self._job = Job(make, self)
        self._job.failed.connect(self._on_search_failed)
        self._job.start()
        self._poll.start()

    def cancel(self) -> None:
        """End the search; what it has found so far is kept."""
        if self._job is not None:
            self._job.stop()

    @Slot()
    def _on_poll(self) -> None:
        job = self._job
        if job is None:
            return
        ended = job.isFinished()
        events, _ = job.take()
        found = events[-1] if events else None
        if found is not None and self.source is self._job_source:
            self._tell(found)
        if ended:
            self._end_job()
            self.searched.emit(None)

    def _tell(self, found: Found) -> None:
        """Show what has been found so far, as the picture's code."""
        if found.step and not found.ended:
            passed = time.monotonic() - self._began
            self._left = passed * (found.total - found.step) / found.step
        source, answer = self.source, self.answer
        if source is None or answer is None:
            return
        kept = Source(
            source.name, source.pixels, source.options, source.looks, found.code, source.drawn
        )
        self.source = self._job_source = kept
        parts = found.code, None, None, found.image, found.error
        self._show(Answer(kept, answer.prepared, *parts))
        self.searched.emit(found)

    def _end_job(self) -> None:
        self._poll.stop()
        if self._job is not None:
            self._job.wait()
            self._job.deleteLater()
            self._job = self._job_source = None

    @Slot(object)
    def _on_search_failed(self, failure: Failure) -> None:
        self.failed.emit(failure.text)

    # Following the session

    @Slot()
    def _on_dataset(self) -> None:
        """Learn what drawings of the data look like; prepare the picture anew."""
        dataset = self._session.dataset
        self.looks = None
        self._tests = None if dataset is None else Tests(dataset)
        if dataset is not None:
            images = dataset.images
            self._tasks.start(LOOKS, partial(_looks, images), self._on_looks, self._on_unread)

    def _on_looks(self, looks: Looks | None) -> None:
        self.looks = looks
        self.looks_changed.emit()
        if self.source is not None:
            source = self.source
            self.take(source.name, source.pixels, source.options, drawn=source.drawn)

    @Slot()
    def _follow(self) -> None:
        """Ask again with other weights, when the time for it has come."""
        self._leave_model()
        if self.source is not None:
            self._ask(now=self._session.state != "training")

    def _leave_model(self) -> None:
        """Forget the code that was found, or is being looked for, where the model is another."""
        view, source = self._session.view, self.source
        if view is None or same_model(view.record, self._record):
            return
        self._record = view.record
        self.cancel()
        if source is not None:
            self.source = replace(source, code=None)  # a search that goes on is no more for it

    @Slot()
    def _on_own(self) -> None:
        """Drop the picture where somebody else took it away, such as with the data."""
        if self._session.own is None and self.answer is not None:
            self.cancel()
            self._drop()

    def _put(self, source: Source) -> None:
        self.source = source
        self._ask(now=True)

    def _ask(self, *, now: bool) -> None:
        if self.source is not None and not self._closed:
            self._quick.want(LOOK, partial(own_questions.look, source=self.source), now=now)

    def _drop(self) -> None:
        self.source = self.answer = None
        self._quick.drop(LOOK)
        self._slow.drop(JUDGE)
        self._session.set_overlay(OVERLAY, None)
        self.forgotten.emit()

    # Answers

    def _on_read(self, name: str, options: Options, pixels: Pixels) -> None:
        self.take(name, pixels, options)

    @Slot(str, object, float)
    def _on_answered(self, name: str, answer: Answer, cost: float) -> None:
        if answer.source is self.source:
            self._show(answer)

    def _show(self, answer: Answer) -> None:
        first = self.answer is None or self.answer.source.pixels is not answer.source.pixels
        self.answer = answer
        image, code = answer.prepared.image, answer.code
        self._session.set_own(Own(answer.source.name, image, code, answer.mean, answer.logvar))
        self._draw()
        self.answered.emit(answer)
        if answer.mean is not None and self._tests is not None:
            question = partial(
                own_questions.judge, image=image, tests=self._tests, stop=self._is_closed
            )
            self._slow.want(JUDGE, question, now=first)

    def _is_closed(self) -> bool:
        return self._closed

    @Slot(str, object, float)
    def _on_judged(self, name: str, standing: Standing | None, cost: float) -> None:
        if self.answer is not None:
            self.judged.emit(standing)

    @Slot(str, object)
    def _on_failed(self, name: str, error: Exception) -> None:
        self.failed.emit(Failure.of(error).text)

    def _on_unread(self, failure: Failure) -> None:
        self.failed.emit(failure.text)

    @Slot()
    def _draw(self) -> None:
        """Draw the picture's place on the plane, and how sure the model is of it."""
        answer, plane = self.answer, self._session.plane
        if answer is None or answer.code is None or plane is None:
            self._session.set_overlay(OVERLAY, None)
            return
        if plane.latent_dim != len(answer.code):
            self._session.set_overlay(OVERLAY, None)
            return
        dots = (Dots(plane.project(answer.code[None]), "accent", 11.0),)
        lines: tuple[Line, ...] = ()
        if answer.mean is not None and answer.logvar is not None:
            lines = (Line(outline(plane, answer.mean, answer.logvar), "accent", 2.0, closed=True),)
        self._session.set_overlay(OVERLAY, Overlay(lines, dots))


def outline(plane: Any, mean: NDArray[Any], logvar: NDArray[Any]) -> NDArray[np.float64]:
    """Return the ellipse [K, 2] at two sigma of q = N(mean, exp(logvar)) as the plane shows it.

    The covariance of the two coordinates is U' S U, with U the plane's axes; what the other
    components hold is left out, as in a shadow.
    """
    from genstudio.analysis.posterior import ellipse

    axes = plane.axes[:, :2]
    covariance = np.zeros((2, 2))
    shown = axes.shape[1]
    covariance[:shown, :shown] = (axes.T * np.exp(np.asarray(logvar, np.float64))) @ axes
    return np.asarray(ellipse(plane.project(mean[None])[0], covariance))


def _read(path: Path, shape: tuple[int, int, int], stop: Stop) -> Pixels:
    from genstudio.analysis import own

    return own.read(path, shape)


def _looks(images: NDArray[Any], stop: Stop) -> Looks | None:
    from genstudio.analysis import own

    return own.looks_of(images)


def pixels_of(image: QImage, stop: Stop) -> Pixels:
    """Return a picture of the clipboard as uint8 [3, h, w], on white where it is transparent."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QPainter

    if max(image.width(), image.height()) > LARGEST:
        keep = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(LARGEST, LARGEST, keep, smooth)
    paper = QImage(image.size(), QImage.Format.Format_RGB888)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    rows = np.frombuffer(paper.constBits(), np.uint8).reshape(paper.height(), -1)
    kept = rows[:, : 3 * paper.width()].reshape(paper.height(), paper.width(), 3)
    pixels = np.ascontiguousarray(kept.transpose(2, 0, 1))
    grey = (pixels[0] == pixels[1]).all() and (pixels[0] == pixels[2]).all()
    return pixels[:1] if grey else pixels
