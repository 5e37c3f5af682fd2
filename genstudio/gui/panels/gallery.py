"""The gallery: the same z again and again, from weights that get better; and reconstructions."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.analysis import scatter
from genstudio.core.errors import UserError, printable
from genstudio.core.language import mark, tr
from genstudio.gui import gallery_questions as questions
from genstudio.gui.chores import Chores
from genstudio.gui.class_chooser import ClassChooser
from genstudio.gui.controls import named
from genstudio.gui.gallery_bar import GalleryBar
from genstudio.gui.gallery_questions import HeldOut, Sheet, Wish
from genstudio.gui.numbers import number
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.grid import ImageGrid
from genstudio.gui.widgets.picture import Picture

if TYPE_CHECKING:
    from genstudio.gui.session import Session

TITLE = mark("Gallery")
ORDER = 20
AREA = "centre"
NEEDS = ("Decodes",)

NOTHING = mark("Nothing to show yet.\nPress Train: the samples appear here and get better.")
ENLARGED_WIDTH = 230


class Panel(QWidget):
    """A grid of samples or reconstructions that follows what the session shows."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sampleGallery")
        self._session = session
        self._sheet: Sheet | None = None
        self._picked: int | None = None
        self._real: HeldOut | None = None
        self._chores = Chores(session, self)
        self._chores.answered.connect(self._on_answered)
        self._chores.failed.connect(self._on_failed)
        self._build()
        session.view_changed.connect(self._on_view)
        session.dataset_changed.connect(self._on_view)
        session.label_changed.connect(self._on_wish)
        self._on_view()

    def close_panel(self) -> None:
        """End the thread that draws."""
        self._chores.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up: nothing is drawn while nobody looks."""
        super().showEvent(event)
        self._refresh(now=True)

    def _build(self) -> None:
        self.bar = GalleryBar(ClassChooser(self._session, "galleryClass"), self)
        self.grid = named(ImageGrid(self), "sampleGrid", tr("Samples of the model"))
        self.grid.set_placeholder(tr(NOTHING))
        self._status = Elided(parent=self)
        self._status.setProperty("kind", "faint")
        middle = QHBoxLayout()
        middle.addWidget(self.grid, 1)
        middle.addWidget(self._build_side())
        layout = QVBoxLayout(self)
        layout.addWidget(self.bar)
        layout.addLayout(middle, 1)
        layout.addWidget(self._status)
        self.bar.changed.connect(self._on_wish)
        self.bar.save_all.connect(self._on_save_all)
        self.bar.save_selected.connect(self._on_save_selected)
        self.grid.clicked.connect(self._on_clicked)
        self.grid.selection_changed.connect(self._on_selection)

    def _build_side(self) -> QWidget:
        """Build the place where one image is enlarged."""
        self.enlarged = named(Picture(), "enlargedSample", tr("Enlarged image"))
        self._facts = named(QLabel(), "sampleFacts", tr("About the enlarged image"))
        self._facts.setWordWrap(True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        escape = QKeySequence(Qt.Key.Key_Escape)
        shrink = named(
            QPushButton(tr("Close")),
            "closeEnlarged",
            tr("Close the enlarged image"),
            escape.toString(QKeySequence.SequenceFormat.NativeText),
        )
        shrink.clicked.connect(self._on_shrink)
        self._side = QWidget(self)
        self._side.setFixedWidth(ENLARGED_WIDTH)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.enlarged)
        column.addWidget(self._facts)
        column.addWidget(shrink)
        column.addStretch()
        self._side.hide()
        shortcut = QShortcut(escape, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_shrink)
        return self._side

    # What is wanted

    def _wish(self) -> Wish:
        bar = self.bar
        real = self._held_out() if bar.mode == "reconstructions" else None
        dataset = self._session.dataset
        points = dataset is not None and dataset.points
        ground = scatter.of(dataset, scatter.LARGE) if dataset is not None and points else None
        picked = None if ground is not None else self._picked
        return Wish(bar.mode, bar.seed, bar.count, bar.truncation, real, picked, ground)

    def _held_out(self) -> HeldOut | None:
        """Return the images to reconstruct, which are read by the worker."""
        dataset, count = self._session.dataset, self.bar.count // 2
        if dataset is not None and dataset.points:
            count = questions.POINTS
        if dataset is None:
            return None
        if self._real is None or self._real.dataset is not dataset or self._real.count != count:
            self._real = HeldOut(dataset, count)
        return self._real

    def _refresh(self, *, now: bool = False) -> None:
        if self._session.view is not None and self.isVisible():
            self._chores.want("sheet", partial(questions.draw, wish=self._wish()), now=now)

    @Slot()
    def _on_view(self) -> None:
        if self._session.view is None:
            self._sheet = None
            self._on_shrink()
            self.grid.set_images(None)
            self._status.setText("")
            self.bar.allow(save=False, selected=False)
        self._refresh()

    @Slot()
    def _on_wish(self) -> None:
        self._refresh(now=True)

    # What came

    @Slot(str, object, float)
    def _on_answered(self, name: str, answer: object, cost: float) -> None:
        if isinstance(answer, Sheet) and self._session.view is not None:
            self._show(answer)
        elif isinstance(answer, Path):
            name, folder = printable(answer.name), printable(answer.parent)
            self._session.say(tr("Saved {name} in {folder}.", name=name, folder=folder))

    @Slot(str, object)
    def _on_failed(self, name: str, error: object) -> None:
        if name == "save":
            reason = printable(error)
            known = isinstance(error, UserError)
            text = reason if known else tr("Saving failed: {reason}", reason=reason)
            self._session.say(text, "error")
        else:
            reason = printable(error)
            self._status.setText(tr("This cannot be shown: {reason}", reason=reason))

    def _show(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.grid.set_images(sheet.images, columns=_columns(sheet))
        self.bar.allow_reconstructions(sheet.encodes)
        self.bar.allow(save=True, selected=bool(self.grid.selected))
        self._status.setText(self._describe(sheet))
        self._show_enlarged()

    def _describe(self, sheet: Sheet) -> str:
        view = self._session.view
        step = "–" if view is None else number(view.step)
        if sheet.wish.ground is not None:
            return _of_points(sheet, step)
        if len(sheet.images) and sheet.wish.real is not None and sheet.encodes:
            return tr("Step {step} · test images, each followed by its reconstruction", step=step)
        wish = sheet.wish
        return tr(
            "Step {step} · %n sample(s), seed {seed}, ψ {truncation:g}",
            "",
            wish.count,
            step=step,
            seed=wish.seed,
            truncation=wish.truncation,
        )

    def _show_enlarged(self) -> None:
        sheet, picked = self._sheet, self._picked
        if sheet is None or picked is None or picked >= len(sheet.images):
            self._side.hide()
            return
        self._side.show()
        self.enlarged.set_image(sheet.images[picked])
        self._facts.setText(_facts(sheet, picked))

    # What the user does

    @Slot(object)
    def _on_clicked(self, index: object) -> None:
        self._picked = int(str(index))
        self._show_enlarged()
        self._refresh(now=True)

    @Slot()
    def _on_shrink(self) -> None:
        self._picked = None
        self._show_enlarged()

    @Slot()
    def _on_selection(self) -> None:
        self.bar.allow(save=self._sheet is not None, selected=bool(self.grid.selected))

    @Slot()
    def _on_save_all(self) -> None:
        if self._sheet is not None:
            self._save(self._sheet.images, _columns(self._sheet), "grid")

    @Slot()
    def _on_save_selected(self) -> None:
        if self._sheet is not None and self.grid.selected:
            chosen = sorted(self.grid.selected)
            self._save(self._sheet.images[chosen], None, "selection")

    def _save(self, images: NDArray[np.uint8], columns: int | None, what: str) -> None:
        step = self._session.view.step if self._session.view is not None else 0
        suggestion = str(Path.home() / f"{what}-step-{step}.png")
        title, kind = tr("Save images"), tr("PNG (*.png)")
        path, _ = QFileDialog.getSaveFileName(self, title, suggestion, kind)
        if path:
            target = Path(path) if path.lower().endswith(".png") else Path(f"{path}.png")
            question = partial(questions.save, path=target, images=images, columns=columns)
            self._chores.want("save", question, now=True)


def _of_points(sheet: Sheet, step: str) -> str:
    """Say what a picture of points shows."""
    if sheet.wish.real is not None and sheet.encodes:
        return tr("Step {step} · test points (green) and their reconstructions (pink)", step=step)
    return tr("Step {step} · samples (pink) over the data (green)", step=step)


def _columns(sheet: Sheet) -> int:
    """Return the side of the square; pairs are never torn apart."""
    columns = max(1, math.ceil(math.sqrt(len(sheet.images))))
    return columns + columns % 2 if sheet.wish.real is not None and sheet.encodes else columns


def _facts(sheet: Sheet, picked: int) -> str:
    if sheet.wish.real is not None and sheet.encodes:
        image = picked // 2 + 1
        if picked % 2:
            lines = [tr("Reconstruction of test image {number}", number=image)]
        else:
            lines = [tr("Real test image {number}", number=image)]
    else:
        text = tr(
            "Sample {number} of seed {seed}, ψ {truncation:g}",
            number=picked + 1,
            seed=sheet.wish.seed,
            truncation=sheet.wish.truncation,
        )
        lines = [text]
    if sheet.realness is not None and sheet.wish.picked == picked:
        lines.append(f"D(x) = {number(sheet.realness, '.3f')}")
    return "\n".join(lines)
