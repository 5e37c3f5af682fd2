"""A line for a caption that knows the data's words: it completes them, and shows unknown ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QToolButton, QWidget

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.text import tip

if TYPE_CHECKING:
    from genstudio.analysis.lexicon import Lexicon, Spot

LONGEST = 300  # characters of a caption
COMPLETED = 10_000  # words that are completed: the most frequent ones
LEAST = 1  # characters before a word is completed
_LAST_WORD = re.compile(r"\w+$")


class CaptionLine(QLineEdit):
    """Completes the word that the cursor is behind; the rest of the line stays as it is.

    `edited` carries the caption whenever it is another one, typed or set.
    """

    edited = Signal(str)

    def __init__(self, name: str, meaning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, meaning)
        self.setMaxLength(LONGEST)
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(tr("What is to be drawn, in the words of the data's captions"))
        self._model = QStringListModel(self)
        self._words = QCompleter(self._model, self)
        self._words.setWidget(self)
        self._words.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._words.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._words.activated[str].connect(self._take)  # type: ignore[index]  # two kinds
        self.textEdited.connect(self._complete)
        self.textChanged.connect(self.edited)

    def set_lexicon(self, lexicon: Lexicon | None) -> None:
        """Complete the words of these captions."""
        words = [] if lexicon is None else lexicon.common()[:COMPLETED]
        self._model.setStringList([word for word in words if len(word) > LEAST])

    @Slot(str)
    def _complete(self, _text: str) -> None:
        begun = _LAST_WORD.search(self.text()[: self.cursorPosition()])
        prefix = "" if begun is None else begun.group()
        self._words.setCompletionPrefix(prefix)
        first = self._words.completionCount()
        whole = first == 1 and self._words.currentCompletion().lower() == prefix.lower()
        if len(prefix) < LEAST or not first or whole:
            self.close_words()
            return
        place = self.cursorRect()
        place.setWidth(self.fontMetrics().horizontalAdvance("m") * 16)
        self._words.complete(place)

    def close_words(self) -> None:
        """Put the list of words away."""
        popup = self._words.popup()
        if popup is not None:
            popup.hide()

    @Slot(str)
    def _take(self, word: str) -> None:
        """Put the whole word in the place of what was typed of it."""
        cursor, text = self.cursorPosition(), self.text()
        begun = _LAST_WORD.search(text[:cursor])
        start = cursor if begun is None else begun.start()
        self.setText(text[:start] + word + text[cursor:])
        self.setCursorPosition(start + len(word))


class Words(QWidget):
    """The caption's words, each a button; `chosen` carries the number of the one that is pressed.

    Words that the data's captions never have carry a sign, and their tooltip says so.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawWords")
        self.setAccessibleName(tr("Words of the caption"))
        self._shown: list[tuple[str, bool]] = []
        self.buttons: list[QToolButton] = []
        self._row = Flow(self, spacing=2)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, caption: str, spots: list[Spot], unknown: list[str]) -> None:
        """Show the words of a caption."""
        shown = [(caption[spot.start : spot.end], spot.word in unknown) for spot in spots]
        if shown == self._shown:
            return
        self._shown = shown
        while len(self.buttons) > len(shown):
            button = self.buttons.pop()
            self._row.removeWidget(button)
            button.deleteLater()
        while len(self.buttons) < len(shown):
            self._add(len(self.buttons))
        for button, (word, strange) in zip(self.buttons, shown):
            self._tell(button, word, strange)
        self.updateGeometry()

    def _add(self, number: int) -> None:
        button = QToolButton(self)
        button.setObjectName(f"drawWord{number}")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("word", number)
        button.clicked.connect(self._on_clicked)
        self._row.addWidget(button)
        self.buttons.append(button)

    def _tell(self, button: QToolButton, word: str, strange: bool) -> None:
        safe = printable(word)
        button.setText(safe.replace("&", "&&"))
        font = button.font()
        font.setUnderline(strange)
        button.setFont(font)
        button.setIcon(theme.icon("warning") if strange else QIcon())
        only = Qt.ToolButtonStyle.ToolButtonTextOnly
        with_sign = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        button.setToolButtonStyle(with_sign if strange else only)
        if strange:
            said = tr("{word}: no caption of the data has this word", word=safe)
            about = tr("What it looks like to the model is guessed from its letters.")
        else:
            said, about = tr("Change the word {word}", word=safe), ""
        button.setAccessibleName(said)
        button.setToolTip(tip(f"{said}\n{about}".strip()))

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(int(self.sender().property("word")))

    def event(self, event: QEvent) -> bool:
        """Lay out anew where a word has become longer."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
