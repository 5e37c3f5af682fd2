"""What is to be drawn: the caption, its words, what is wrong with it, and examples of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui.applications.draw_words import CaptionLine, Words
from genstudio.gui.controls import labelled, named
from genstudio.gui.widgets.text import tip
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.analysis.lexicon import Lexicon, Spot

EXAMPLES = 3
LISTED = 15  # in the menu
LETTERS = 46  # of an example that are shown


class Head(QWidget):
    """`changed` says that the caption is another one; `word_chosen` carries a word's number."""

    changed = Signal()
    word_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lexicon: Lexicon | None = None
        self.spots: list[Spot] = []
        self._random = np.random.default_rng(2)
        self.line = CaptionLine("drawCaption", tr("Caption"))
        self.line.edited.connect(self._on_caption)
        self.words = Words()
        self.words.chosen.connect(self.word_chosen)
        self.note = Wrapped(parent=self)
        self.note.setObjectName("drawNote")
        self.note.setProperty("kind", "faint")
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self._more = named(
            QPushButton(tr("Examples")),
            "drawExamples",
            tr("Examples"),
            tr("Captions of the data, other ones each time"),
        )
        self._more.setMenu(self.menu)
        top = QHBoxLayout()
        top.setSpacing(6)
        labelled(top, tr("Caption"), self.line)
        top.setStretch(1, 1)
        top.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(top)
        column.addWidget(self._build_examples())
        column.addWidget(self.words)
        column.addWidget(self.note)
        self._offer()
        self._on_caption()

    @property
    def caption(self) -> str:
        """What is written there."""
        return self.line.text()

    @property
    def empty(self) -> bool:
        """Whether the caption has no word."""
        return not self.spots

    def set_lexicon(self, lexicon: Lexicon | None) -> None:
        """Know the words of other data; an example of them stands there at first."""
        self.lexicon = lexicon
        self.line.set_lexicon(lexicon)
        self._offer()
        if not self.caption and lexicon is not None and lexicon.examples:
            self.line.setText(lexicon.examples[0])
        else:
            self._on_caption()

    def _build_examples(self) -> QWidget:
        """Return captions to begin with, which stand there while there is none."""
        self._examples = QWidget(self)
        row = QHBoxLayout(self._examples)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.offered: list[QPushButton] = []
        for number in range(EXAMPLES):
            button = QPushButton()
            button.setObjectName(f"drawExample{number}")
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._on_example)
            row.addWidget(button, 1)
            self.offered.append(button)
        return self._examples

    def _some(self, most: int) -> list[str]:
        """Return some captions of the data, other ones each time."""
        known = () if self.lexicon is None else self.lexicon.examples
        return [known[int(i)] for i in self._random.permutation(len(known))[:most]]

    def _offer(self) -> None:
        """Offer some captions of the data to begin with."""
        some = self._some(EXAMPLES)
        self._more.setEnabled(bool(some))
        for button in self.offered[len(some) :]:
            button.hide()
        for button, caption in zip(self.offered, some):
            button.setProperty("caption", caption)
            safe = printable(caption)
            button.setText(_short(safe, LETTERS))
            button.setAccessibleName(tr("Draw: {caption}", caption=safe))
            button.setToolTip(tip(safe))
            button.show()

    @Slot()
    def _fill_menu(self) -> None:
        self.menu.clear()
        for caption in self._some(LISTED):
            action = self.menu.addAction(_short(printable(caption), 2 * LETTERS))
            action.setData(caption)
            action.triggered.connect(self._on_listed)

    @Slot()
    def _on_example(self) -> None:
        self.line.setText(str(self.sender().property("caption")))

    @Slot()
    def _on_listed(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.line.setText(str(action.data()))

    @Slot()
    def _on_caption(self) -> None:
        """Show the caption's words, and say what is wrong with it."""
        from genstudio.analysis.lexicon import spots  # not at the start of the window

        self.spots = spots(self.caption)
        unknown = [] if self.lexicon is None else self.lexicon.unknown(self.caption)
        self.words.show_words(self.caption, self.spots, unknown)
        self.words.setVisible(bool(self.spots))
        self._examples.setVisible(not self.spots and self._more.isEnabled())
        said = self._said(unknown)
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self.changed.emit()

    def _said(self, unknown: list[str]) -> str:
        if not self.spots:
            return tr(
                "The caption is empty: write what is to be drawn, or click on one of the captions."
            )
        if unknown:
            words = ", ".join(printable(word) for word in unknown)
            return tr(
                "No caption of the data has: {words}. The model can only guess such words from "
                "their letters; do not expect to see them.",
                words=words,
            )
        if self.lexicon is None:
            return tr(
                "The open data have no captions, so words can be neither checked nor completed."
            )
        return ""


def _short(text: str, most: int) -> str:
    """Return a text for a button: no longer than that, and without mnemonics."""
    return (text if len(text) <= most else f"{text[:most]}…").replace("&", "&&")
