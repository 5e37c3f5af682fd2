"""The list of lessons: what each is about, how long it takes, and how far the user has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import delete

from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.core.lesson import Lesson, read
from genstudio.gui.controls import named
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.lesson_files import say, shipped
from genstudio.gui.lessons import Lessons
from genstudio.gui.widgets.wrapped import Wrapped

SIZE = 520, 560  # px


@dataclass(frozen=True, slots=True)
class Entry:
    """A lesson that can be begun, and the file it is in."""

    path: Path
    lesson: Lesson


class LessonPicker(QDialog):
    """Shows a row for each lesson; not modal. Signal: own_wanted, to open a file."""

    own_wanted = Signal()

    def __init__(self, lessons: Lessons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonPicker")
        self.setWindowTitle(tr("Lessons"))
        self._lessons = lessons
        self._tasks = Tasks(self)
        self._rows: list[Row] = []
        self._build()
        self.resize(*SIZE)

    @Slot()
    def look(self) -> None:
        """Read the lessons' files, and show what is in them."""
        paths = [*shipped().values(), *self._lessons.progress.others()]
        self._tasks.start("list", partial(_read, paths), self._on_read, self._on_failed)

    @Slot()
    def end(self) -> None:
        """Wait for the thread that reads."""
        self._tasks.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give up what is being read."""
        self._tasks.cancel("list")
        super().closeEvent(event)

    def _build(self) -> None:
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setAccessibleName(tr("Lessons"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inside)
        about = tr("A lesson is one text file; the user guide says how to write your own.")
        own = named(QPushButton(tr("&Open a file…")), "lessonFile", tr("Open a lesson"), about)
        own.clicked.connect(self.own_wanted)
        close = named(QPushButton(tr("&Close")), "lessonPickerClose", tr("Close"))
        close.clicked.connect(self.close)
        for button in (own, close):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(own)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addLayout(row)

    @Slot(object)
    def _on_read(self, entries: Sequence[Entry]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            delete(row)  # at once: a ring about a button of it would go on looking for its place
        self._rows = [self._row(entry) for entry in entries]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(place, row)
            row.show()

    def _row(self, entry: Entry) -> Row:
        progress = self._lessons.progress
        name = progress.name(entry.path)
        reached = min(progress.reached(name), len(entry.lesson.steps) - 1)
        row = Row(entry, reached, finished=progress.finished(name))
        row.begun.connect(partial(self._begin, entry.path))
        return row

    def _begin(self, path: Path, on: bool) -> None:
        self._lessons.open(path, on=on)
        self.close()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._column.insertWidget(0, Wrapped(failure.text))


class Row(QFrame):
    """One lesson. Signal: begun, with whether to go on where the user left it."""

    begun = Signal(bool)

    def __init__(self, entry: Entry, reached: int, *, finished: bool) -> None:
        super().__init__()
        lesson = entry.lesson
        title = say(lesson.title)
        self.setObjectName("lessonRow")
        self.setAccessibleName(title)
        head = Wrapped(tr("✓ {title}", title=title) if finished else title)
        head.setProperty("kind", "heading")
        if finished:
            head.setAccessibleName(tr("{title}, finished", title=title))
        about = Wrapped(say(lesson.summary))
        facts = Wrapped(" · ".join(_facts(entry, reached)))
        facts.setProperty("kind", "faint")
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (head, about, facts):
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 10, 2, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addLayout(self._buttons(entry, title, reached, finished=finished))

    def _buttons(self, entry: Entry, title: str, reached: int, *, finished: bool) -> QVBoxLayout:
        key, text = entry.path.stem, tr("Start again") if reached or finished else tr("Begin")
        begin = named(QPushButton(text), f"lessonBegin-{key}", f"{text}: {title}")
        begin.clicked.connect(partial(self._tell, False))
        buttons = [begin]
        if reached:
            about = tr("Go on with {title} at step {number}", title=title, number=reached + 1)
            go_on = named(QPushButton(tr("Go on")), f"lessonOn-{key}", about)
            go_on.setProperty("kind", "accent")
            go_on.clicked.connect(partial(self._tell, True))
            buttons.insert(0, go_on)
        column = QVBoxLayout()
        column.setSpacing(4)
        for button in buttons:
            button.setAutoDefault(False)
            column.addWidget(button)
        column.addStretch(1)
        return column

    def _tell(self, on: bool, _checked: bool = False) -> None:
        self.begun.emit(on)


def _facts(entry: Entry, reached: int) -> list[str]:
    """Return what there is to know of a lesson beside its words."""
    lesson = entry.lesson
    facts = []
    if lesson.minutes is not None:
        facts.append(tr("about %n minute(s)", "", lesson.minutes))
    if reached:
        count = len(lesson.steps)
        facts.append(tr("step {number} of {count} reached", number=reached + 1, count=count))
    else:
        facts.append(tr("%n step(s)", "", len(lesson.steps)))
    if entry.path not in shipped().values():
        facts.append(printable(entry.path.name))
    return facts


def _read(paths: Sequence[Path], stop: Stop) -> list[Entry]:
    """Return the lessons whose files can be read, those that are shipped in their order."""
    entries = []
    for path in paths:
        try:
            entries.append(Entry(path, read(path)))
        except UserError:
            continue  # moved or damaged since: it is said when somebody opens it
    return sorted(entries, key=lambda entry: entry.lesson.order)
