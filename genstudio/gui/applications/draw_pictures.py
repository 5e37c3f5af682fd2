"""The pictures of a caption: several at once with their stages, and one of them large."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDrag, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui import carry, gallery_questions, made, theme
from genstudio.gui.applications import draw_sheet
from genstudio.gui.applications.draw_room import Part
from genstudio.gui.applications.draw_sheet import Sheet
from genstudio.gui.carry import Carried
from genstudio.gui.controls import gap, named, pair
from genstudio.gui.images import to_qimage
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.grid import ImageGrid
from genstudio.gui.widgets.picture import Picture

if TYPE_CHECKING:
    from genstudio.analysis.text_looks import Drawn
    from genstudio.gui.chores import Chores
    from genstudio.gui.session import Session

MOST = 64
FIRST = 8
LARGEST_SEED = 2**31 - 1
SIDE = 210  # px of the large picture's pane
NARROW = 460  # px of the part below which there is no room for it


class Pictures(Part):
    """Shows what was drawn; `wanted` says that other pictures are: count, seed.

    `looked` carries the picture that is large, [C, H, W].
    """

    wanted = Signal()
    looked = Signal(object)

    def __init__(self, session: Session, chores: Chores, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._chores = session, chores
        self.drawn: Drawn | None = None
        self._sheet: Sheet | None = None
        self._pinned = 0
        self._over: int | None = None
        self._random = np.random.default_rng()
        self.grid = named(ImageGrid(), "drawGrid", tr("Pictures of the caption"))
        self.grid.hovered.connect(self._on_hover)
        self.grid.clicked.connect(self._on_click)
        self.grid.dragged.connect(self._on_drag)
        self.grid.installEventFilter(self)
        self._side = self._build_side()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.grid, 1)
        row.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(row, 1)
        column.addLayout(self._build_foot())
        self.show_drawn(None)

    @property
    def count(self) -> int:
        """How many pictures are wanted."""
        return self._count.value()

    @property
    def seed(self) -> int:
        """The seed of their noise."""
        return self._seed.value()

    # What is shown

    def show_drawn(self, drawn: Drawn | None, why: str = "") -> None:
        """Show pictures, or say why there are none."""
        self.drawn = drawn
        self._stages.setVisible(drawn is not None and bool(drawn.coarse))
        for button in (self._save, self._copy):
            button.setEnabled(drawn is not None)
        if drawn is None:
            self._sheet = None
            self.grid.set_placeholder(why)
            self.grid.set_images(None)
            self._large.set_image(None)
            self._coarse.hide()
            self._large.setVisible(not why)
            return
        self._pinned = min(self._pinned, len(drawn.images) - 1)
        self._lay_out()
        self._enlarge()

    @property
    def picture(self) -> int:
        """The number of the picture that is large."""
        return self._pinned if self._over is None else self._over

    def _lay_out(self) -> None:
        """Make rows of the pictures, as large as the room allows."""
        drawn = self.drawn
        if drawn is None:
            return
        stages, columns = self._staged(), self._columns()
        self._sheet = draw_sheet.sheet(drawn, columns, stages)
        self.grid.set_images(self._sheet.images, columns)
        names = [*_stage_names(len(drawn.coarse))] if stages else [""]
        self.grid.set_captions([names[stage] for stage in self._sheet.stage] if stages else ())

    def _staged(self) -> bool:
        """Say whether the stages are shown."""
        return self._stages.isChecked() and self.drawn is not None and bool(self.drawn.coarse)

    def _columns(self) -> int:
        """Return how many pictures stand side by side."""
        if self.drawn is None:
            return 1
        rows = 1 + (len(self.drawn.coarse) if self._staged() else 0)
        size = self.grid.size()
        return draw_sheet.across(len(self.drawn.images), rows, size.width(), size.height())

    def _enlarge(self) -> None:
        drawn = self.drawn
        if drawn is None:
            return
        number = min(self.picture, len(drawn.images) - 1)
        image = drawn.images[number]
        self._large.show()
        self._large.set_image(image, self._words(number))
        self._coarse.setVisible(bool(drawn.coarse))
        if drawn.coarse:
            self._coarse.set_image(drawn.coarse[0][number], tr("stage I"))
        self.looked.emit(image)

    def _words(self, number: int) -> str:
        drawn = self.drawn
        seed = 0 if drawn is None else drawn.wish.seed
        return tr("picture {number} of seed {seed}", number=number + 1, seed=seed)

    # Building

    def _build_side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(SIDE)
        self._large = named(Picture(), "drawLarge", tr("Large picture"))
        self._coarse = named(Picture(), "drawCoarse", tr("Its stage I"))
        free = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        for picture in (self._large, self._coarse):
            picture.setMinimumSize(48, 48)
            picture.setSizePolicy(free)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._large, 3)
        column.addWidget(self._coarse, 2)
        return side

    def _build_foot(self) -> Flow:
        self._count = named(
            QSpinBox(),
            "drawCount",
            tr("Pictures"),
            tr("How many pictures of the caption are drawn"),
        )
        self._count.setRange(1, MOST)
        self._count.setValue(FIRST)
        self._seed = named(
            QSpinBox(),
            "drawSeed",
            tr("Seed"),
            tr("The number that the noise is made from: the same one makes the same pictures"),
        )
        self._seed.setRange(0, LARGEST_SEED)
        self._stages = named(
            QCheckBox(tr("Stage I")),
            "drawStages",
            tr("Stage I"),
            tr("Show above each picture the small one that it was refined from"),
        )
        self._stages.setChecked(True)
        others = self._button("seed", tr("Others"), "drawOthers", tr("Draw with other noise"))
        self._copy = self._button(
            "copy", tr("Copy"), "drawCopy", tr("Copy the large picture, to be pasted elsewhere")
        )
        self._save = self._button(
            "save",
            tr("Save…"),
            "drawSave",
            tr("Save the pictures as one PNG, which remembers how they were made"),
        )
        others.clicked.connect(self._on_others)
        self._copy.clicked.connect(self._on_copy)
        self._save.clicked.connect(self._on_save)
        self._count.valueChanged.connect(self.wanted)
        self._seed.valueChanged.connect(self.wanted)
        self._stages.toggled.connect(self._on_stages)
        foot = Flow(spacing=8)
        foot.addWidget(pair(tr("Pictures"), self._count))
        foot.addWidget(pair(tr("Seed"), self._seed))
        for part in (others, self._stages, gap(), self._copy, self._save):
            foot.addWidget(part)
        return foot

    def _button(self, icon: str, text: str, name: str, about: str) -> QPushButton:
        return named(QPushButton(theme.icon(icon), text), name, text, about)

    # What happens

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Arrange the pictures anew where the grid gets another size."""
        resized = watched is self.grid and event.type() == QEvent.Type.Resize
        if resized and self._sheet is not None and self._columns() != self._sheet.columns:
            self._lay_out()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show no large picture where there is no room."""
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= NARROW)

    @Slot(bool)
    def _on_stages(self, _shown: bool) -> None:
        self._lay_out()

    @Slot()
    def _on_others(self) -> None:
        self._seed.setValue(int(self._random.integers(0, LARGEST_SEED)))

    @Slot(object)
    def _on_hover(self, place: int | None) -> None:
        self._over = self._picture_at(place)
        self._enlarge()

    @Slot(object)
    def _on_click(self, place: int) -> None:
        found = self._picture_at(place)
        if found is not None:
            self._pinned = found
            self._enlarge()

    def _picture_at(self, place: int | None) -> int | None:
        if place is None or self._sheet is None or place >= len(self._sheet.picture):
            return None
        return self._sheet.picture[place]

    # What leaves

    @Slot(object)
    def _on_drag(self, places: list[int]) -> None:
        """Carry the codes of some pictures away, and the first of them as an image."""
        drawn = self.drawn
        numbers = sorted({n for p in places if (n := self._picture_at(p)) is not None})
        if drawn is None or not numbers:
            return
        data = QMimeData()
        if drawn.codes is not None:
            name = printable(drawn.wish.caption)
            data = carry.pack(Carried(name, drawn.codes[numbers]))
        data.setImageData(to_qimage(drawn.images[numbers[0]]))
        drag = QDrag(self.grid)
        drag.setMimeData(data)
        drag.setPixmap(self.grid.picture_of(places))
        drag.exec(Qt.DropAction.CopyAction)

    @Slot()
    def _on_copy(self) -> None:
        if self.drawn is not None:
            copy(self.drawn.images[min(self.picture, len(self.drawn.images) - 1)])

    @Slot()
    def _on_save(self) -> None:
        drawn = self.drawn
        if drawn is not None:
            edits = [tr("caption: {caption}", caption=drawn.wish.caption)]
            columns = 1 if self._sheet is None else self._sheet.columns
            save(self, self._session, self._chores, drawn.images, drawn.codes, columns, edits)

    def sizeHint(self) -> QSize:
        """Ask for a comfortable room."""
        return QSize(620, 340)


def copy(image: NDArray[np.uint8]) -> None:
    """Put a picture [C, H, W] into the clipboard."""
    QApplication.clipboard().setImage(to_qimage(image))


def save(
    parent: QWidget,
    session: Session,
    chores: Chores,
    images: NDArray[np.uint8],
    codes: NDArray[np.float32] | None,
    columns: int,
    edits: list[str],
) -> None:
    """Ask for a file, and have pictures written into it with what they were made from."""
    path = made.ask_path(parent, session, "drawn")
    if path is None:
        return
    recipe = None if codes is None else made.recipe_of(session, codes, edits)
    if recipe is not None:
        import msgspec

        recipe = msgspec.structs.replace(recipe, columns=columns)
    question = partial(
        gallery_questions.save, path=path, images=images, columns=columns, recipe=recipe
    )
    chores.want("save", question, now=True)


def _stage_names(coarse: int) -> list[str]:
    numerals = ("I", "II", "III", "IV")
    return [tr("stage {number}", number=numerals[n]) for n in range(min(coarse + 1, 4))]
