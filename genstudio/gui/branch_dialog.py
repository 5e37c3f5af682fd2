"""The sheet that asks what is to be different in a branch of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.config import settings
from genstudio.core.errors import printable
from genstudio.core.events import Stop
from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import heading, labelled, named, paragraph
from genstudio.gui.form import Form
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.numbers import number
from genstudio.train.settings import MACHINE, WATCHING

if TYPE_CHECKING:
    from genstudio.gui.session import Session

SIZE = 460, 600  # px
NEWEST = -1  # where the run now stands
FORMS = (("branchModel", mark("Model")), ("branchTraining", mark("Training")))
ABOUT = mark(
    "A branch is a run of its own: it goes on from a checkpoint, with what you change here. The "
    "run that it comes from stays as it is, and its curves are shown behind those of the branch."
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of the run: the settings at a step, and which of them may be others."""

    family: str
    steps: list[int]
    step: int
    model: dict[str, Any]
    train: dict[str, Any]
    free: frozenset[str]


class BranchDialog(QDialog):
    """Shows the settings that a branch may change, with those that differ marked; not modal."""

    def __init__(self, session: Session, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("branchDialog")
        self.setWindowTitle(tr("Branch off {run}", run=printable(folder.name)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._folder = session, folder
        self._known: _Known | None = None
        self._forms: list[Form] = []
        self._tasks = Tasks(self)
        self._build()
        self.resize(*SIZE)
        self._read(self._begin_at())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for the thread that reads."""
        self.end()
        super().closeEvent(event)

    @Slot()
    def end(self) -> None:
        """End the thread; the window may be about to go."""
        self._tasks.close()

    # Building

    def _build(self) -> None:
        tip = tr("The checkpoint that the branch begins with")
        self._steps = named(QComboBox(), "branchStep", tr("Step"), tip)
        self._steps.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._steps.activated.connect(self._on_step)
        top = QHBoxLayout()
        labelled(top, tr("From &step"), self._steps)
        top.addStretch(1)
        self._place = QVBoxLayout()
        self._place.setSpacing(8)
        self._told = paragraph("faint", tr("Reading the run…"))
        self._told.setObjectName("branchTold")
        self._go = QPushButton(theme.icon("branch"), tr("&Branch and train"))
        named(self._go, "branchGo", tr("Branch and train"), tr("Make the branch, and train it"))
        self._go.setProperty("kind", "primary")
        self._go.setDefault(True)
        self._go.setEnabled(False)
        self._go.clicked.connect(self._on_go)
        cancel = named(
            QPushButton(tr("Cancel")), "branchCancel", tr("Cancel"), tr("Change nothing")
        )
        cancel.clicked.connect(self.close)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(cancel)
        bottom.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(paragraph("faint", tr(ABOUT)))
        column.addLayout(top)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self._told)
        column.addLayout(bottom)

    def _scrolled(self) -> QScrollArea:
        page = QWidget()
        page.setLayout(self._place)
        self._place.setContentsMargins(0, 0, 8, 0)
        self._place.addStretch(1)
        area = QScrollArea()
        area.setObjectName("branchSettings")
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        return area

    # Reading

    def _begin_at(self) -> int:
        """Return the step that is looked at, of the open run."""
        shown = self._session.shown if self._is_open else None
        return NEWEST if shown is None else shown

    @property
    def _is_open(self) -> bool:
        run = self._session.run
        return run is not None and run.folder == self._folder

    def _read(self, step: int) -> None:
        self._go.setEnabled(False)
        call = partial(_look, self._folder, step)
        self._tasks.start("read", call, partial(self._on_read, step), self._on_failed)

    def _on_failed(self, failure: Failure) -> None:
        self._told.setText(failure.text)
        self._told.setProperty("kind", "error")
        self._told.style().polish(self._told)

    def _on_read(self, wanted: int, known: _Known) -> None:
        choices = self._session.choices
        family, train = choices.families.get(known.family), choices.train_config
        if family is None or train is None:
            return
        if self._known is None:
            self._fill_steps(known, wanted)
            self._add_form(FORMS[0], family.config, known.model, known.free)
            shown = known.free - {*MACHINE, *WATCHING}
            self._add_form(FORMS[1], train, known.train, shown)
        before = self._changes() if self._known is not None else {}
        self._known = self._with_live(known, wanted)
        for form, values in zip(self._forms, (self._known.model, self._known.train)):
            form.set_value(values | {n: v for n, v in before.items() if n in values})
        self._go.setEnabled(True)
        self._on_changed()

    def _with_live(self, known: _Known, wanted: int) -> _Known:
        """Return what is known, with what has been changed live since the newest checkpoint."""
        if wanted != NEWEST or not self._is_open:
            return known
        choices, classes = self._session.choices, self._session.config_classes
        if classes is None or choices.family != known.family:
            return known
        model = known.model | _live(classes[0], choices.model)
        train = known.train | _live(classes[1], choices.train)
        return _Known(known.family, known.steps, known.step, model, train, known.free)

    def _fill_steps(self, known: _Known, wanted: int) -> None:
        newest = max(self._session.step, known.steps[-1]) if self._is_open else known.steps[-1]
        self._steps.addItem(tr("{step} (the newest)", step=number(newest)), NEWEST)
        for step in reversed(known.steps):
            if step != newest:
                self._steps.addItem(number(step), step)
        self._steps.setCurrentIndex(max(0, self._steps.findData(wanted)))

    def _add_form(
        self, which: tuple[str, str], config: type, values: Mapping[str, Any], free: frozenset[str]
    ) -> None:
        name, title = which
        form = Form(config, tr(title))
        form.setObjectName(name)
        form.set_value(values)
        form.show_only(free)
        form.changed.connect(self._on_changed)
        self._forms.append(form)
        place = self._place.count() - 1
        self._place.insertWidget(place, heading(tr(title)))
        self._place.insertWidget(place + 1, form)

    # What the user does

    @Slot(int)
    def _on_step(self, row: int) -> None:
        self._read(self._steps.itemData(row))

    @Slot()
    def _on_changed(self) -> None:
        """Mark what differs, and say it in words."""
        changes = self._changes()
        for form in self._forms:
            form.set_changed(changes.keys())
        known = self._known
        if known is None:
            return
        names = {s.name: tr(s.label) for form in self._forms for s in form.settings}
        before = known.model | known.train
        told = [f"{names[n]} {_short(before[n])} → {_short(v)}" for n, v in changes.items()]
        nothing = tr("Nothing is different yet: the branch would repeat what its parent did.")
        self._told.setText(tr("Different: {what}.", what="; ".join(told)) if told else nothing)

    def _changes(self) -> dict[str, Any]:
        """Return the settings that are others than at the checkpoint."""
        if self._known is None:
            return {}
        before = self._known.model | self._known.train
        now = {name: value for form in self._forms for name, value in form.value().items()}
        free = self._known.free
        return {n: v for n, v in now.items() if n in free and v != before.get(n, v)}

    @Slot()
    def _on_go(self) -> None:
        if self._known is None or not all(form.fits for form in self._forms):
            return
        chosen = self._steps.currentData()
        step = None if chosen == NEWEST else chosen
        if self._is_open and step is None:
            self._session.show_step(None)  # where it stands, not what is looked at
        self._session.branch(step, self._changes(), folder=self._folder)
        self.close()


def _look(folder: Path, step: int, stop: Stop) -> _Known:
    """Read a run's settings at a step, and find out which of them a branch may change."""
    from genstudio.core.errors import UserError
    from genstudio.train import branch
    from genstudio.train.runs import Run

    run = Run.open(folder)
    steps = run.checkpoints()
    if not steps:
        raise UserError(tr("This run has no checkpoint yet: train it first."))
    at = steps[-1] if step == NEWEST else step
    known = branch.settings_at(folder, at)
    free = frozenset(branch.branchable(run.record))
    return _Known(run.record.family, steps, at, known.model, known.train, free)


def _live(config: type, values: Mapping[str, Any]) -> dict[str, Any]:
    return {s.name: values[s.name] for s in settings(config) if s.hint.live and s.name in values}


def _short(value: Any) -> str:
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    return number(value, "g") if isinstance(value, int | float) else tr(str(value))
