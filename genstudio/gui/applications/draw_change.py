"""One word of a caption is exchanged for another: before, after, and where the pictures changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.applications import draw_sheet
from genstudio.gui.applications.draw_room import Part
from genstudio.gui.controls import gap, named, pair
from genstudio.gui.numbers import localised
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.grid import ImageGrid
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.analysis.lexicon import Lexicon, Spot
    from genstudio.analysis.text_looks import Change

SHOWN = 6  # pictures side by side
WIDE = 12  # letters of a box of words


class ChangeWord(Part):
    """Offers the caption's words and what could stand in their places.

    `wanted` says that another exchange is; `taken` carries the caption that is to be the new one.
    """

    wanted = Signal()
    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = ""
        self._spots: list[Spot] = []
        self._lexicon: Lexicon | None = None
        self._word = self._box("drawWhich", tr("Word"), tr("The word of the caption to change"))
        about = tr("What stands in its place: words of the data that fit there, or your own")
        self._other = self._box("drawOther", tr("Other word"), about)
        self._other.setEditable(True)
        self._other.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._word.currentIndexChanged.connect(self._on_word)
        self._other.currentTextChanged.connect(self.wanted)
        self._take = named(
            QPushButton(theme.icon("check"), tr("Take over")),
            "drawTake",
            tr("Take over"),
            tr("Go on with the changed caption"),
        )
        self._take.clicked.connect(self._on_take)
        self.grid = named(ImageGrid(), "drawChanged", tr("Before, after, and what changed"))
        self.said = Wrapped(parent=self)
        self.said.setObjectName("drawChangedWords")
        row = Flow(spacing=8)
        row.addWidget(pair(tr("Change"), self._word))
        row.addWidget(pair(tr("to"), self._other))
        row.addWidget(self._take)
        row.addWidget(gap())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.grid, 1)
        column.addWidget(self.said)
        self.show_change(None)

    # What is asked

    def set_caption(self, caption: str, spots: list[Spot], lexicon: Lexicon | None) -> None:
        """Offer the words of a caption; the one that was chosen stays chosen, by its place."""
        if caption == self._caption and lexicon is self._lexicon:
            return
        self._caption, self._spots, self._lexicon = caption, spots, lexicon
        index = max(0, self._word.currentIndex())
        with QSignalBlocker(self._word):
            self._word.clear()
            self._word.addItems([printable(caption[spot.start : spot.end]) for spot in spots])
            self._word.setCurrentIndex(min(index, len(spots) - 1))
        self._offer()

    def choose(self, index: int) -> None:
        """Choose a word of the caption."""
        if index != self._word.currentIndex():
            self._word.setCurrentIndex(index)
        self._other.setFocus()

    @property
    def changed_caption(self) -> str | None:
        """The caption with the other word; None where nothing is to be exchanged."""
        from genstudio.analysis.lexicon import replaced

        index, other = self._word.currentIndex(), self._other.currentText().strip()
        if not 0 <= index < len(self._spots) or not other:
            return None
        return replaced(self._caption, self._spots[index], other)

    # What came

    def show_change(self, change: Change | None, why: str = "") -> None:
        """Show what an exchange does, or say why nothing is shown."""
        self._take.setEnabled(change is not None)
        if change is None:
            self.grid.set_placeholder(why or tr("Write a caption first, then change a word of it."))
            self.grid.set_images(None)
            self.said.setText("")
            return
        count, size = len(change.difference), self.grid.size()
        columns = draw_sheet.triples(count, size.width(), size.height())
        self.grid.set_images(draw_sheet.compared(change), columns)
        self.grid.set_captions([tr("before"), tr("after"), tr("changed")] * count)
        share = localised(f"{draw_sheet.changed_share(change.difference):.0%}")
        mean = localised(f"{float(change.difference.mean()):.1%}")
        text = tr(
            "The same noise with both captions. {share} of the pixels changed by more than a tenth "
            "of their range, all of them by {mean} on average; the brighter on the map, the "
            "more.",
            share=share,
            mean=mean,
        )
        self.said.setText(text)

    # What happens

    def _box(self, name: str, meaning: str, about: str) -> QComboBox:
        box = named(QComboBox(self), name, meaning, about)
        box.setMinimumContentsLength(WIDE)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        accessible.label_box(box)
        return box

    def _offer(self) -> None:
        """Offer what could stand in the place of the chosen word."""
        index = self._word.currentIndex()
        offered: list[str] = []
        if self._lexicon is not None and 0 <= index < len(self._spots):
            offered = self._lexicon.instead(self._caption, index)
        with QSignalBlocker(self._other):
            self._other.clear()
            self._other.addItems(offered)
            self._other.setCurrentIndex(0 if offered else -1)
        self.wanted.emit()

    @Slot()
    def _on_word(self) -> None:
        self._offer()

    @Slot()
    def _on_take(self) -> None:
        caption = self.changed_caption
        if caption is not None:
            self.taken.emit(caption)
