"""Who compares samples with the data: made in the background when somebody asks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from genstudio.core.language import tr
from genstudio.gui.controls import named
from genstudio.gui.jobs import Failure, Tasks, stand_back

if TYPE_CHECKING:
    from genstudio.analysis.copies import Judge
    from genstudio.core.events import Stop
    from genstudio.data.dataset import Dataset
    from genstudio.gui.session import Session

EVERY = 100  # ms
NAME = "judge"


class Judges(QObject):
    """The judge of the session's data, once it is there; `changed` says that it is, or is not."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._judge: Judge | None = None
        self._tasks = Tasks(self)
        self.progress = (0, 1)  # written by the thread that makes it
        session.dataset_changed.connect(self._on_dataset)

    @property
    def judge(self) -> Judge | None:
        """Who compares with the session's data; None until there is one."""
        same = self._judge is not None and self._judge.dataset is self._session.dataset
        return self._judge if same else None

    @property
    def busy(self) -> bool:
        """Whether it is on its way."""
        return self._tasks.busy(NAME)

    def need(self) -> bool:
        """Make one, unless there is one already; return whether there is."""
        dataset = self._session.dataset
        if self.judge is not None:
            return True
        if dataset is not None and not self.busy:
            self.progress = (0, 1)
            call = partial(_make, dataset, self._note)
            self._tasks.start(NAME, call, self._on_made, self._on_failed)
            self.changed.emit()
        return False

    def cancel(self) -> None:
        """Make none after all."""
        self._tasks.cancel(NAME)
        self.changed.emit()

    def close(self) -> None:
        """End the thread."""
        self._tasks.close()

    def _note(self, done: int, total: int) -> None:
        self.progress = (done, total)

    def _on_made(self, judge: Any) -> None:
        self._judge = judge
        self.changed.emit()

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure.text)
        self.changed.emit()

    @Slot()
    def _on_dataset(self) -> None:
        if self._judge is not None and self.judge is None:
            self._judge = None
            self.cancel()


class JudgeRow(QWidget):
    """Says how far it is, with a way out; there only meanwhile."""

    def __init__(self, judges: Judges, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judges = judges
        label = QLabel(tr("Getting to know the data"))
        label.setProperty("kind", "faint")
        meaning = tr("Getting to know the data, to compare samples with them")
        self._bar = named(QProgressBar(), "judgeProgress", meaning)
        cancel = named(QPushButton(tr("Cancel")), "cancelJudge", tr("Do not compare"))
        cancel.clicked.connect(judges.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self._bar, 1)
        row.addWidget(cancel)
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(self._on_tick)
        judges.changed.connect(self._on_changed)
        self.hide()

    @Slot()
    def _on_changed(self) -> None:
        busy = self._judges.busy
        self.setVisible(busy)
        (self._clock.start if busy else self._clock.stop)()
        self._on_tick()

    @Slot()
    def _on_tick(self) -> None:
        done, total = self._judges.progress
        self._bar.setRange(0, total)
        self._bar.setValue(done)


def _make(dataset: Dataset, progress: Any, stop: Stop) -> Any:
    from genstudio.analysis import copies

    stand_back()
    return copies.judge_of(dataset, progress, stop)
