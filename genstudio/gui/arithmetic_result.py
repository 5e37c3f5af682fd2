"""What comes of the three slots: the result among its neighbours, and the control in pixels."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QSize, Signal, Slot
from PySide6.QtGui import QKeySequence, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from genstudio.analysis.arithmetic import NARROW
from genstudio.core.language import mark, tr
from genstudio.gui import made, theme
from genstudio.gui.arithmetic_questions import Around, Sum
from genstudio.gui.carry import Carried
from genstudio.gui.chores import Chores
from genstudio.gui.controls import named
from genstudio.gui.drag_out import DragOut
from genstudio.gui.members import latent_dim
from genstudio.gui.numbers import number
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.grid import ImageGrid
from genstudio.gui.widgets.picture import Picture
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.gui.session import Session

NAME = "A − B + C"
HINT = mark("Drag samples, pins or a selection into A, B and C.")
CENTRE = 4  # of the nine pictures: the result
CONTROL = 72  # px


class Nine(ImageGrid):
    """The result and its neighbours, in a pane that has little height."""

    def sizeHint(self) -> QSize:
        """Ask for pictures of 40 px."""
        return QSize(130, 126)


class ArithmeticResult(QWidget):
    """Shows a Sum and an Around; `undo` and `changed` (of seed or length) say what is wanted."""

    undo = Signal()
    changed = Signal()

    def __init__(self, session: Session, chores: Chores, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chores = chores  # that saves
        self.seed = 0  # of the noise around the result
        self.formula = ""  # what was added up, with the names of the members
        self.sum: Sum | None = None
        self.around: Around | None = None
        self._undoable = False
        self._build()
        self.show_result()

    @property
    def keeps_length(self) -> bool:
        """Whether the result is to be scaled to the length of its members."""
        return self.keep.isChecked()

    def _build(self) -> None:
        self.grid = named(Nine(self), "arithmeticResult", tr("The result and its eight neighbours"))
        self.grid.setToolTip(
            tip(tr("In the middle the result, around it codes nearby. Drag one to take it along."))
        )
        self.grid.setMinimumSize(126, 126)
        self.grid.set_placeholder(tr(HINT))
        self.control = named(Picture(self, ""), "pixelControl", tr("The same sum in pixels"))
        self.control.setToolTip(
            tip(tr("A − B + C of the pictures themselves: what codes are better at"))
        )
        self.control.setMinimumSize(48, 48)
        self.control.setMaximumSize(CONTROL, CONTROL + 20)
        self.keep = named(
            QCheckBox(tr("Keep length")),
            "keepLength",
            tr("Keep the length"),
            tr("Scale the result to the length of its members where it is not typical"),
        )
        self.keep.setChecked(True)
        self.keep.toggled.connect(self.changed)
        self.status = named(Elided(), "arithmeticStatus", tr("About the result"))
        self.status.setProperty("kind", "faint")
        self.status.hide()
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(3)
        beside.addStretch(1)
        beside.addWidget(self.control)
        beside.addWidget(self.keep)
        beside.addLayout(self._build_buttons())
        beside.addStretch(1)
        pictures = QHBoxLayout()
        pictures.setSpacing(6)
        pictures.addWidget(self.grid, 3)
        pictures.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(pictures, 1)
        column.addWidget(self.status)
        self.grid.clicked.connect(self._on_clicked)
        self._out = DragOut(self.grid, self._dragged)

    def _build_buttons(self) -> QHBoxLayout:
        undo_key = QKeySequence(QKeySequence.StandardKey.Undo)
        key = undo_key.toString(QKeySequence.SequenceFormat.NativeText)
        undone = tr("Undo the last change of the slots ({key})", key=key)
        self._pin = self._button("pinResult", "pin", tr("Pin the chosen picture"), self._on_pin)
        self._save = self._button(
            "saveResult", "save", tr("Save the chosen picture"), self._on_save
        )
        self._other = self._button("otherNeighbours", "seed", tr("Other neighbours"), self._on_seed)
        self._undo = self._button("undoSlots", "undo", undone, self.undo.emit)
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in (self._pin, self._save, self._other, self._undo):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _button(self, name: str, icon: str, meaning: str, act: Callable[[], None]) -> QToolButton:
        button = named(QToolButton(), name, meaning)
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(14, 14))
        button.setStyleSheet("padding: 2px;")
        button.clicked.connect(act)
        return button

    def show_result(self, *, undoable: bool | None = None) -> None:
        """Show what is known; `undoable` says whether there is something to be undone."""
        if undoable is not None:
            self._undoable = undoable
        found, around = self.sum, self.around
        if found is None or found.image is None or found.result is None:
            self.grid.set_images(None)
            self.say("")
            self._allow()
            return
        near = np.repeat((found.image // 2 + 64)[None], 8, 0)  # until they are known
        if around is not None and around.images.shape[1:] == found.image.shape:
            near = around.images if len(around.images) == 8 else near
        chosen = self.chosen
        nine = np.concatenate([near[:CENTRE], found.image[None], near[CENTRE:]])
        self.grid.set_images(nine, columns=3)
        if not self.grid.selected:
            self.grid.selected = {chosen}
        control = None if around is None else around.control
        self.control.set_image(control, tr("in pixels"))
        self.say(_clipped(found))
        scale = found.result.scale
        self.keep.setText(
            tr("Keep length") if scale == 1 else tr("Length × {scale}", scale=number(scale, ".2f"))
        )
        self._allow()

    def say(self, text: str) -> None:
        """Say something below the pictures; an empty text takes the line away."""
        self.status.setText(text)
        self.status.setVisible(bool(text))

    def _allow(self) -> None:
        some = self.grid.count > 0
        self._beside.setVisible(some or self._undoable)
        self.control.setVisible(some and self.around is not None)
        for button in (self._pin, self._save, self._other):
            button.setEnabled(some)
        self._undo.setEnabled(self._undoable)
        self.keep.setVisible((latent_dim(self._session) or 0) >= NARROW)

    # What the user does with the result

    @property
    def chosen(self) -> int:
        """Which of the nine pictures is chosen; the result unless another one was clicked."""
        return next(iter(self.grid.selected), CENTRE)

    def code(self, place: int) -> NDArray[np.float32] | None:
        """Return the code [d] of one of the nine pictures."""
        if self.sum is None or self.sum.result is None:
            return None
        if place == CENTRE:
            return self.sum.result.code
        near = place - (place > CENTRE)
        return None if self.around is None else self.around.codes[near]

    def image(self, place: int) -> NDArray[np.uint8] | None:
        """Return one of the nine pictures, [C, H, W]."""
        if place == CENTRE:
            return None if self.sum is None else self.sum.image
        near = place - (place > CENTRE)
        return None if self.around is None else self.around.images[near]

    @Slot(object)
    def _on_clicked(self, place: object) -> None:
        code, image = self.code(int(str(place))), self.image(int(str(place)))
        if code is not None and image is not None:
            made.look_at(self._session, code, image)

    @Slot()
    def _on_seed(self) -> None:
        self.seed += 1
        self.changed.emit()

    @Slot()
    def _on_pin(self) -> None:
        code = self.code(self.chosen)
        if code is not None:
            self._session.pins.add(code, name=self._free_name())
            self._session.say(tr("Pinned as {name}.", name=self._session.pins.all[-1].name))

    def _free_name(self) -> str:
        taken = {pin.name for pin in self._session.pins.all}
        names = (NAME if n == 1 else f"{NAME} ({n})" for n in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    @Slot()
    def _on_save(self) -> None:
        code, image = self.code(self.chosen), self.image(self.chosen)
        if code is None or image is None:
            return
        edits = [f"A - B + C = {self.formula}"]
        if self.sum is not None and self.sum.result is not None and self.sum.result.scale != 1:
            edits.append(f"length x {self.sum.result.scale:.4g}")
        if self.chosen != CENTRE:
            edits.append(f"neighbour, noise U(-0.25, 0.25) of seed {self.seed}")
        path = made.ask_path(self, self._session, "arithmetic")
        if path is not None:
            recipe = made.recipe_of(self._session, code[None], edits)
            question = partial(made.save, path=path, image=image, recipe=recipe)
            self._chores.want("save", question, now=True)

    def _dragged(self, at: QPoint) -> tuple[Carried, QPixmap] | None:
        place = self.grid.index_at(at)
        if place is None:
            return None
        code, image = self.code(place), self.image(place)
        if code is None or image is None:
            return None
        return made.carried(NAME, code, image)


def _clipped(found: Sum) -> str:
    """Say of a prior with an edge that the result was beyond it."""
    if found.result is None or not found.result.clipped:
        return ""
    return tr("%n number(s) kept within the prior's edge", "", found.result.clipped)
