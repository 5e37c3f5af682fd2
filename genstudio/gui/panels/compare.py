"""Runs side by side: their curves, settings, figures, samples and reconstructions."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import mark, tr
from genstudio.gui import comparing, theme
from genstudio.gui.compare_pages import Overlay, Settings, Sheets, Table, faint
from genstudio.gui.comparing import PAIR_COLUMNS, Begun, Seen, Written
from genstudio.gui.controls import named
from genstudio.gui.jobs import Failure, Job
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLE = mark("Compare")
ORDER = 30
AREA = "centre"
NEEDS: tuple[str, ...] = ()

INTERVAL = 100  # ms between two looks at what the job has found
EMPTY = mark(
    "Here runs stand side by side.\n\nChoose two or more in the list of runs at the left "
    "(Ctrl or Shift and a click), then press Compare."
)
NO_SAMPLES = mark("This model cannot draw samples.")
NO_RECONSTRUCTIONS = mark(
    "Nothing is reconstructed: the model cannot encode, or its data are gone."
)


class Panel(QWidget):
    """Mirrors what the session compares. One job at a time works for it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparePanel")
        self._session = session
        self._begun: Begun | None = None
        self._looks: list[Any] = []
        self._job: Job | None = None
        self._next: Any = None  # what is to be done once the job has ended
        self._left = 0
        self._build()
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self._drain)
        session.compared_changed.connect(self.refresh)

    def close_panel(self) -> None:
        """End the work."""
        self._next = None
        if self._job is not None:
            self._job.stop()
            self._job.wait()
            self._end()

    # Building

    def _build(self) -> None:
        self._stack = QStackedLayout()
        self._stack.addWidget(faint(tr(EMPTY), self))
        self._stack.addWidget(self._build_pages())
        layout = QVBoxLayout(self)
        layout.addLayout(self._stack)

    def _build_pages(self) -> QWidget:
        page = QWidget(self)
        self._warning = Wrapped(parent=page)
        self._warning.setObjectName("compareWarning")
        self._warning.setProperty("kind", "heading")
        self.pages = named(QTabWidget(documentMode=True), "comparePages", tr("Parts"))
        self.pages.setToolTip("")
        self.overlay, self.settings = Overlay(), Settings()
        self.figures = Table("compareFigures", tr("Figures of the runs"))
        self.samples = Sheets("compareSamples", tr(NO_SAMPLES))
        self.rebuilt = Sheets("compareRebuilt", tr(NO_RECONSTRUCTIONS))
        self.pages.addTab(self.overlay, tr("Curves"))
        self.pages.addTab(self.settings, tr("Settings"))
        self.pages.addTab(self.figures, tr("Figures"))
        self.pages.addTab(self.samples, tr("Samples"))
        self.pages.addTab(self.rebuilt, tr("Reconstructions"))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._warning)
        column.addWidget(self.pages, 1)
        column.addLayout(self._build_bar(page))
        return page

    def _build_bar(self, page: QWidget) -> QHBoxLayout:
        self.status = Elided(parent=page)
        self.status.setObjectName("compareStatus")
        self.status.setProperty("kind", "faint")
        self._stop = self._button(
            "stop", mark("Stop"), "compareStop", mark("Stop the work"), self._on_stop
        )
        self._again = self._button(
            "reset", mark("Refresh"), "compareAgain", mark("Read the runs again"), self.refresh
        )
        self._measure = self._button(
            "info",
            mark("Measure"),
            "compareMeasure",
            mark("Measure every run on the test images; this takes a while"),
            self._on_measure,
        )
        self._save = self._button(
            "save",
            mark("Save report…"),
            "compareSave",
            mark("Save all of this as one HTML file that any browser shows"),
            self._on_save,
        )
        bar = QHBoxLayout()
        bar.addWidget(self.status, 1)
        for button in (self._stop, self._again, self._measure, self._save):
            bar.addWidget(button)
        return bar

    def _button(self, icon: str, text: str, name: str, meaning: str, act: Any) -> QPushButton:
        button = named(QPushButton(theme.icon(icon), tr(text)), name, tr(meaning))
        button.clicked.connect(act)
        return button

    # What is asked for

    @Slot()
    def refresh(self) -> None:
        """Read the runs that the session compares, and draw their pictures."""
        if self._session.compared:
            self._work(partial(comparing.read, list(self._session.compared)), tr("Reading…"))

    @Slot()
    def _on_measure(self) -> None:
        if self._begun is not None and self._job is None:
            self._left = len(self._looks)
            self.pages.setCurrentWidget(self.figures)
            self._work(partial(comparing.measure, self._begun, list(self._looks)), "")
            self._tell()

    @Slot()
    def _on_save(self) -> None:
        """Ask for a file, and write the report into it."""
        if self._begun is None or self._job is not None:
            return
        start, kind = str(Path.home() / "comparison.html"), tr("HTML (*.html)")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save the report"), start, kind)
        if chosen:
            path = Path(chosen)
            path = path if path.suffix.lower() in (".html", ".htm") else Path(f"{chosen}.html")
            call = partial(comparing.write, path, self._begun, list(self._looks))
            self._work(call, tr("Saving…"))

    @Slot()
    def _on_stop(self) -> None:
        self._next = None
        if self._job is not None:
            self._job.stop()
            self.status.setText(tr("Stopping…"))

    # The work

    def _work(self, make: Any, told: str) -> None:
        """Have a job do it; one that is on is stopped first."""
        if self._job is not None:
            self._next = (make, told)
            self._job.stop()
            return
        self._job = Job(make, self)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._on_finished)
        self.status.setText(told)
        self._enable()
        self._job.start()
        self._timer.start()

    @Slot()
    def _drain(self) -> None:
        if self._job is None:
            return
        for found in self._job.take()[0]:
            match found:
                case Begun():
                    self._begin(found)
                case Seen():
                    self._show(found)
                case Written(path):
                    name, folder = printable(path.name), printable(path.parent)
                    self._session.say(tr("Saved {name} in {folder}.", name=name, folder=folder))

    @Slot()
    def _on_finished(self) -> None:
        if self._job is not None and self._job.isFinished():
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._drain()
        job, self._job = self._job, None
        if job is not None:
            job.wait()
            job.deleteLater()
        self._left = 0
        self.status.setText("")
        self._enable()
        if self._next is not None:
            (make, told), self._next = self._next, None
            self._work(make, told)

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._session.say(failure.text, "error", details=failure.details or None)

    # What came

    def _begin(self, begun: Begun) -> None:
        comparison = begun.comparison
        self._begun, self._looks = begun, [None] * len(comparison.subjects)
        names = [one.name for one in comparison.subjects]
        self._left = len(names)
        self.overlay.show_comparison(comparison)
        self.settings.show_comparison(comparison)
        for sheets in (self.samples, self.rebuilt):
            sheets.show_runs(names)
        self._stack.setCurrentIndex(1)
        self._tabulate()
        self._tell()

    def _show(self, seen: Seen) -> None:
        self._looks[seen.index] = seen.look
        self._left -= 1
        if not seen.look.figures:  # the pictures are those of before
            self.samples.show_images(seen.index, seen.look.samples)
            self.rebuilt.show_images(seen.index, seen.pairs, PAIR_COLUMNS)
        self._tabulate()
        self._tell()

    def _tabulate(self) -> None:
        from genstudio.analysis.compare_table import rows

        if self._begun is None:
            return
        comparison = self._begun.comparison
        names = [one.name for one in comparison.subjects]
        self.figures.show_rows(names, rows(comparison, self._looks))
        problems = [
            f"{one.name}: {problem}"
            for one, look in zip(comparison.subjects, self._looks)
            for problem in ([] if look is None else look.problems)
        ]
        said = "\n".join([*comparison.warnings, *problems])
        self._warning.setText(said)
        self._warning.setVisible(bool(said))

    def _tell(self) -> None:
        if self._left > 0 and self._begun is not None:
            names = self._begun.comparison.subjects
            run = names[max(0, len(names) - self._left)].name
            self.status.setText(tr("Looking at {run}: %n run(s) to go", "", self._left, run=run))

    def _enable(self) -> None:
        busy = self._job is not None
        self._stop.setVisible(busy)
        for button in (self._measure, self._save):
            button.setEnabled(not busy and self._begun is not None)
