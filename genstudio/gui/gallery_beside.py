"""A second model beside the first: the same noise through another checkpoint or another run."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from genstudio.core.errors import UserError, printable
from genstudio.core.language import mark, tr
from genstudio.gui import background
from genstudio.gui import gallery_questions as questions
from genstudio.gui.controls import labelled, named
from genstudio.gui.gallery_wish import UNTOLD, Given, Sheet, Wish
from genstudio.gui.gallery_words import of_model
from genstudio.gui.jobs import Latest
from genstudio.gui.numbers import number
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.grid import ImageGrid

if TYPE_CHECKING:
    from genstudio.gui.session import Session

KINDS = (
    ("nothing", mark("Nothing")),
    ("checkpoint", mark("Another checkpoint")),
    ("run", mark("Another run")),
)


@dataclass(frozen=True, slots=True)
class Other:
    """A model: a run's folder, and a step of it; None is the newest."""

    folder: Path
    step: int | None


class BesideChooser(QWidget):
    """Chooses what stands beside; `changed` says that it is something else."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        tip = tr("The same noise through another model, side by side")
        self._kind = named(QComboBox(), "galleryBeside", tr("Beside"), tip)
        for _, text in KINDS:
            self._kind.addItem(tr(text))
        self._which = named(QComboBox(), "galleryOther", tr("Which one stands beside"))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for box, least in ((self._kind, 10), (self._which, 10)):
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(least)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        labelled(row, tr("&Beside"), self._kind)
        row.addWidget(self._which)
        self._which.hide()
        self._kind.currentIndexChanged.connect(self._on_kind)
        self._which.activated.connect(self.changed)
        session.checkpoints_changed.connect(self._fill)
        session.run_changed.connect(self._fill)
        session.shelf.changed.connect(self._fill)

    @property
    def kind(self) -> str:
        """What stands beside: nothing, a checkpoint or a run."""
        return KINDS[self._kind.currentIndex()][0]

    @property
    def other(self) -> Other | None:
        """The model that stands beside; None for nothing."""
        found = self._which.currentData() if self.kind != "nothing" else None
        return found if isinstance(found, Other) else None

    @Slot()
    def _on_kind(self) -> None:
        self._which.setVisible(self.kind != "nothing")
        self._fill()
        self.updateGeometry()
        self.changed.emit()

    @Slot()
    def _fill(self) -> None:
        """List what there is; the choice stays as long as it is there."""
        before = self.other
        choices = self._choices()
        with QSignalBlocker(self._which):
            self._which.clear()
            for text, other in choices:
                self._which.addItem(text, other)
            known = [other for _, other in choices]
            if before in known:
                self._which.setCurrentIndex(known.index(before))
        self._which.setEnabled(bool(choices))
        if not choices:
            self._which.setPlaceholderText(tr("There is none yet"))
        if self.other != before:
            self.changed.emit()

    def _choices(self) -> list[tuple[str, Other]]:
        run = self._session.run
        if self.kind == "checkpoint" and run is not None:
            steps = self._session.checkpoints
            return [
                (tr("Step {step}", step=number(step)), Other(run.folder, step)) for step in steps
            ]
        if self.kind == "run":
            here = None if run is None else run.folder
            runs = [r for r in self._session.shelf.runs if r.folder != here and not r.problem]
            return [(printable(r.folder.name), Other(r.folder, None)) for r in runs]
        return []


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The sheet of the other model, at which step it is, and what must be said of it."""

    key: Hashable
    sheet: Sheet | None
    step: int = 0
    note: str = ""


class Beside(QWidget):
    """The second grid, linked with the first: what is seen, chosen and under the mouse."""

    def __init__(self, session: Session, first: ImageGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._first = session, first
        self._other: Other | None = None
        self._asked: Hashable = None
        self.title = named(Elided(parent=self), "besideTitle", tr("What stands beside"))
        self.grid = named(ImageGrid(self), "besideGrid", tr("Images of the model beside"))
        self.grid.setToolTip("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.grid, 1)
        self._looker = _Looker(self)
        self._looker.answered.connect(self._on_answered)
        self._looker.failed.connect(self._on_failed)
        for one, two in ((first, self.grid), (self.grid, first)):
            one.view_changed.connect(partial(_link_view, one, two))
            one.hovered.connect(partial(_link_hover, two))
            one.selection_changed.connect(partial(_link_selection, one, two))
        self.hide()

    def close_beside(self) -> None:
        """End the thread that draws."""
        self._looker.close()

    def show_other(self, other: Other | None) -> None:
        """Show another model, or none."""
        if other != self._other:
            self._other, self._asked = other, None
            self.grid.set_images(None)
        self.setVisible(other is not None)

    def follow(self, sheet: Sheet) -> None:
        """Draw what the first grid shows with the other model, unless it is there already."""
        other = self._other
        if other is None:
            return
        key = _key(other, sheet, self._session.label)
        if key != self._asked:
            self._asked = key
            if not self.grid.count:
                self.grid.set_placeholder(tr("Being drawn…"))
                self.title.setText(printable(other.folder.name))
            label = self._session.label
            self._looker.ask_other(key, other, sheet, UNTOLD if label is None else label)

    @Slot(object)
    def _on_answered(self, answer: Answer) -> None:
        if answer.key != self._asked or self._other is None:
            return
        step = number(answer.step)
        title = of_model(self._other.folder.name, step)
        self.title.setText(f"{title} · {answer.note}" if answer.note else title)
        sheet = answer.sheet
        if sheet is None:
            self.grid.set_images(None)
            self.grid.set_placeholder(answer.note)
            return
        self.grid.set_images(sheet.drawn, columns=self._first.columns)
        self.grid.select(self._first.selected)
        _link_view(self._first, self.grid)

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        self.grid.set_images(None)
        self.grid.set_placeholder(tr("This cannot be shown: {reason}", reason=text))


class _Looker(Latest):
    """Keeps a lens on the other model."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lens: Any = None
        self._known: tuple[Other, int] | None = None

    def ask_other(self, key: Hashable, other: Other, sheet: Sheet, label: int) -> None:
        """Have the other model draw what is on a sheet."""
        self.ask(partial(self._draw, key, other, sheet, label))

    def _draw(self, key: Hashable, other: Other, sheet: Sheet, label: int) -> Answer:
        from genstudio.train.runs import Run

        if self._known is None or self._known[0] != other:
            view = background.checkpoint_view(Run.open(other.folder), other.step)
            self._lens, self._known = background.lens_of(view), (other, view.step)
        lens = self._lens
        lens.label = label if label < lens.classes else UNTOLD
        try:
            wish, note = like(sheet, lens.latent_dim, lens.capabilities, lens.shape)
            return Answer(key, questions.drawn(lens, wish), self._known[1], note)
        except UserError as error:
            return Answer(key, None, self._known[1], str(error))


def like(
    sheet: Sheet, latent_dim: int, able: frozenset[str], shape: tuple[int, ...]
) -> tuple[Wish, str]:
    """Return what another model is to draw so that it is comparable, and what to say of it."""
    wish = replace(sheet.wish, picked=None, judge=None, captions=False, order=sheet.order)
    if wish.ground is not None:
        return wish, ""
    if sheet.rebuilds and wish.real is not None:
        if "encode" not in able or wish.real.images.shape[1:] != shape:
            raise UserError(tr("This model cannot reconstruct these images."))
        return wish, ""
    codes = sheet.codes
    if codes is not None and codes.shape[1] == latent_dim:
        labels = sheet.labels if sheet.labels is not None else np.full(len(codes), UNTOLD)
        origins = tuple(sheet.origin(sample) for sample in range(len(codes)))
        return replace(wish, given=Given(codes, labels, origins)), ""
    if wish.mode != "samples":
        raise UserError(tr("Its latent space is another: these codes mean nothing there."))
    return wish, tr("another latent space: its own noise of the same seed")


def _key(other: Other, sheet: Sheet, label: int | None) -> Hashable:
    wish = sheet.wish
    codes = None if sheet.codes is None or sheet.rebuilds else sheet.codes.tobytes()
    given = wish.mode, wish.seed, wish.count, wish.truncation, id(wish.real)
    return other, given, label, codes, sheet.order.tobytes()


def _link_view(one: ImageGrid, two: ImageGrid) -> None:
    if one.count == two.count:
        two.set_viewed(one.viewed)


def _link_hover(two: ImageGrid, index: object) -> None:
    two.set_hover(None if index is None else int(str(index)))


def _link_selection(one: ImageGrid, two: ImageGrid) -> None:
    if one.count == two.count:
        two.select(set(one.selected))
