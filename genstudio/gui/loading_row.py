"""How far the loading of data is: what is done, how long it takes still, and a way out."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from genstudio.core.language import tr
from genstudio.core.sizes import how_far
from genstudio.gui.controls import named
from genstudio.gui.pace import in_words

if TYPE_CHECKING:
    from genstudio.gui.session import Session

EVERY = 200  # ms
LARGEST = 1_000_000  # of the bar, whose numbers have 32 bits
REMEMBERED = 50  # reports that the speed is measured by: ten seconds
NEEDED = 2.0  # seconds of them before the time left is said


class LoadingRow(QWidget):
    """Is there while data are loaded."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._bar = named(QProgressBar(), "dataProgress", tr("Loading the data"))
        about = tr("Stop loading; what has been downloaded stays for the next time")
        self._cancel = named(QPushButton(tr("Cancel")), "cancelLoading", tr("Cancel"), about)
        self._cancel.clicked.connect(session.cancel_loading)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        self._speed = Speed()
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(self.show_progress)
        session.dataset_changed.connect(self._on_dataset)
        self._on_dataset()

    @Slot()
    def _on_dataset(self) -> None:
        loading = self._session.dataset_loading is not None
        self.setVisible(loading)
        if loading:
            self._speed.begin()
            self.show_progress()
        (self._clock.start if loading else self._clock.stop)()

    @Slot()
    def show_progress(self) -> None:
        """Show how far it is now."""
        done, total = self._session.dataset_progress
        left = self._speed.left(done, total, time.monotonic())
        scale = max(1, total // LARGEST)
        self._bar.setRange(0, total // scale)
        self._bar.setValue(done // scale)
        text = how_far(done, total) if total else tr("Loading")
        if left is not None:
            text = tr("{done}, {time} left", done=text, time=in_words(left))
        self._bar.setFormat(text.replace("%", "%%"))
        self._bar.setToolTip(text)


class Speed:
    """How fast something counts, by its last reports."""

    def __init__(self) -> None:
        self._reports: deque[tuple[float, int]] = deque(maxlen=REMEMBERED)
        self._total = 0

    def begin(self) -> None:
        """Forget what was before."""
        self._reports.clear()

    def left(self, done: int, total: int, now: float) -> float | None:
        """Return the seconds left at the present speed; None as long as nobody can tell."""
        if total != self._total or (self._reports and done < self._reports[-1][1]):
            self._reports.clear()  # something else has begun
        self._total = total
        self._reports.append((now, done))
        (then, before) = self._reports[0]
        if now - then < NEEDED or done <= before or done >= total:
            return None
        return (total - done) * (now - then) / (done - before)
