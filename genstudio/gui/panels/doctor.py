"""What is wrong with the training, in plain words: each finding with evidence and a remedy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import mark, tr
from genstudio.gui.controls import named
from genstudio.gui.doctor_card import Card
from genstudio.gui.doctor_questions import Chart, Examination, examine
from genstudio.gui.explorer_codes import same_model
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.numbers import number
from genstudio.gui.train_groups import PROFILE
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.analysis.doctor import Report, Verdict
    from genstudio.gui.session import Session

TITLE = mark("Doctor")
ORDER = 30
AREA = "left"
NEEDS: tuple[str, ...] = ()

EVERY = 4000  # ms between two looks at a run that trains
EMPTY = mark(
    "Train a model: what goes wrong with it is said here, with what shows it and what helps."
)
NO_RUN = mark("This model was not trained, so there is nothing to examine.")


class Panel(QWidget):
    """Asks the rules about the open run, now and then; a fault is said once, wherever one looks."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doctor")
        self._session = session
        self._tasks = Tasks(self)
        self._report: Report | None = None
        self._all: list[Card] = []
        self._said: set[tuple[Any, str]] = set()
        self._examined: Examination | None = None
        self._progress = (0, 0)
        self._build()
        self._later = QTimer(self, singleShot=True, interval=EVERY)
        self._later.timeout.connect(self._ask)
        self._clock = QTimer(self, interval=100)
        self._clock.timeout.connect(self._on_clock)
        session.history_changed.connect(self._on_history)
        session.run_changed.connect(self._on_run)
        session.state_changed.connect(self._enable)
        session.view_changed.connect(self._enable)
        self._on_run()

    def close_panel(self) -> None:
        """End what is asked."""
        self._later.stop()
        self._clock.stop()
        self._tasks.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Do not let a person who looks wait."""
        super().showEvent(event)
        self._ask()

    def _build(self) -> None:
        self.summary = named(Wrapped(tr(EMPTY)), "doctorSummary", tr("What the doctor says"))
        self._rest = Wrapped()
        self._rest.setProperty("kind", "faint")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.addLayout(self._cards)
        column.addWidget(self._rest)
        column.addStretch()
        area = named(QScrollArea(widgetResizable=True), "doctorFindings", tr("Findings"))
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setToolTip("")
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 12)
        layout.setSpacing(8)
        layout.addWidget(self.summary)
        layout.addWidget(area, 1)
        layout.addLayout(self._build_bar())

    def _build_bar(self) -> QHBoxLayout:
        text, tip = (
            tr("Examine samples"),
            tr(
                "Draw samples and count the classes (or modes) that they reach: finds a collapse "
                "that no curve shows"
            ),
        )
        self._examine = named(QPushButton(text), "examineSamples", text, tip)
        self._examine.clicked.connect(self._on_examine)
        text = tr("Cancel")
        self._cancel = named(QPushButton(text), "cancelExamination", tr("Cancel the examination"))
        self._cancel.clicked.connect(self._on_cancel)
        self._bar = named(QProgressBar(), "examination", tr("Progress of the examination"))
        row = QHBoxLayout()
        row.addWidget(self._examine)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        row.addStretch()
        self._bar.hide()
        self._cancel.hide()
        return row

    # What the session reports

    @Slot()
    def _on_run(self) -> None:
        self._report = None
        self._tasks.cancel("diagnose")
        self._show_cards([])
        self.summary.setText(tr(EMPTY))
        self._rest.setText("")
        self._enable()
        self._ask()

    @Slot()
    def _on_history(self) -> None:
        if not self._later.isActive():
            self._later.start()

    @Slot()
    def _enable(self) -> None:
        session = self._session
        able = session.run is not None and session.view is not None and session.dataset is not None
        self._examine.setEnabled(able and not self._tasks.busy("examine"))

    @Slot()
    def _ask(self) -> None:
        if self._session.run is None or self._tasks.busy("diagnose"):
            return
        self._tasks.start("diagnose", self._chart(), self._on_report, self._on_failed)

    def _chart(self) -> Chart:
        session = self._session
        history, record = session.history, session.record
        curves = {}
        for term in history.terms():
            steps, _, _, values = history.series(term)
            curves[term] = steps, values
        examined = self._examined
        known = examined is not None and same_model(examined.record, record)
        return Chart(
            record,
            curves,
            tuple(history.profile(PROFILE)),
            history.diverged,
            tuple(session.checkpoints),
            session.dataset,
            examined.figures if examined is not None and known else {},
        )

    # What came

    def _on_report(self, report: Report) -> None:
        if self._session.run is None:
            return
        self._report = report
        self.summary.setText(report.summary)
        if [_key(verdict) for verdict in report.verdicts] == [_key(c.verdict) for c in self._all]:
            for card, verdict in zip(self._all, report.verdicts):
                card.renew(verdict)
        else:
            self._show_cards(list(report.verdicts))
        self._rest.setText(_rest(report, self._examined))
        for verdict in report.verdicts:
            self._say_once(verdict)

    def _say_once(self, verdict: Verdict) -> None:
        """Tell those who look elsewhere of a fault, once a run."""
        run = self._session.run
        key = (run.folder if run is not None else None, verdict.rule)
        if verdict.severity != "fault" or key in self._said:
            return
        self._said.add(key)
        if self.isVisible() or self._session.state not in ("training", "paused"):
            return
        self._session.say(
            verdict.sentence,
            "warning",
            action_text=tr("What to do"),
            action=partial(self._session.workspace_wanted.emit, "doctor"),
            valid=lambda: self._session.run is run,
        )

    def _show_cards(self, verdicts: list[Verdict]) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._all = []
        for verdict in verdicts:
            card = Card(verdict)
            card.wanted.connect(self._on_wanted)
            self._cards.addWidget(card)
            self._all.append(card)

    def _on_failed(self, failure: Failure) -> None:
        self.summary.setText(failure.text)

    # What the user does

    @Slot(object)
    def _on_wanted(self, verdict: Verdict) -> None:
        if verdict.remedy is not None:
            self._session.branch(verdict.remedy.step, dict(verdict.remedy.changes))

    @Slot()
    def _on_examine(self) -> None:
        session = self._session
        if session.view is None or session.dataset is None:
            return
        call = partial(examine, session.view, session.dataset, self._on_progress)
        self._progress = (0, 0)
        self._tasks.start("examine", call, self._on_examined, self._on_not_examined)
        self._busy(on=True)

    def _on_progress(self, done: int, total: int) -> None:
        """Called in the worker's thread: one assignment, which is atomic."""
        self._progress = (done, total)

    @Slot()
    def _on_clock(self) -> None:
        done, total = self._progress
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    @Slot()
    def _on_cancel(self) -> None:
        self._tasks.cancel("examine")
        self._busy(on=False)

    def _on_examined(self, examined: Examination) -> None:
        self._examined = examined
        self._busy(on=False)
        self._ask()

    def _on_not_examined(self, failure: Failure) -> None:
        self._busy(on=False)
        self._session.say(failure.text, "error", details=failure.details or None)

    def _busy(self, *, on: bool) -> None:
        self._examine.setVisible(not on)
        self._bar.setVisible(on)
        self._cancel.setVisible(on)
        (self._clock.start if on else self._clock.stop)()
        self._enable()


def _key(verdict: Verdict) -> tuple[str, Any]:
    """Return what a card cannot change: its rule, and what its button does."""
    remedy = verdict.remedy
    return verdict.rule, None if remedy is None else (dict(remedy.changes), remedy.step)


def _rest(report: Report, examined: Examination | None) -> str:
    """Say what was looked at without a finding, and what it is too early for."""
    lines = []
    if examined is not None and examined.figures:
        lines.append(_kinds(examined))
    if report.healthy:
        lines.append(tr("No sign of: {faults}.", faults=_listed(report.healthy)))
    if report.waiting:
        lines.append(
            tr("Too early to tell, or not measured: {faults}.", faults=_listed(report.waiting))
        )
    return "\n\n".join(lines)


def _kinds(examined: Examination) -> str:
    figures, step = examined.figures, number(examined.step)
    name = "modes" if "modes" in figures else "labels"
    found, of = number(figures[f"{name}_covered"], ".0f"), number(figures[name], ".0f")
    if name == "modes":
        return tr(
            "Samples of step {step} reach {found} of {of} modes.", step=step, found=found, of=of
        )
    return tr(
        "Samples of step {step} reach {found} of {of} classes.", step=step, found=found, of=of
    )


def _listed(names: tuple[str, ...]) -> str:
    return "; ".join(tr(name) for name in names)
