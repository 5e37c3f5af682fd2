"""The question of a lesson's step, what the user expects, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.widgets.text import tip

STRIPE = 3  # px


class Question(QWidget):
    """A question with its choices, and what is said in the end. Signal: answered(index)."""

    answered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonQuestion")
        self._text = _plain("lessonAsk", "heading")
        self._reply = Reply()
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.answered)
        self._rows: list[Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._text)
        self._column.addWidget(self._reply)

    def ask(self, question: str, choices: Sequence[str], answer: int | None) -> None:
        """Ask something else; without choices, nothing."""
        for row in self._rows:
            self._group.removeButton(row.button)
            row.hide()
            self._column.removeWidget(row)
            row.setParent(None)  # nothing finds the old one while it waits to be deleted
            row.deleteLater()
        self._rows = [Row(text, index) for index, text in enumerate(choices)]
        for index, row in enumerate(self._rows):
            self._group.addButton(row.button, index)
            self._column.insertWidget(1 + index, row)
            row.show()
        if answer is not None:
            self._rows[answer].button.setChecked(True)
        self._text.setText(question)
        self._text.setVisible(bool(question))
        self.setVisible(bool(choices))

    def reply(self, text: str, right: Collection[int] = ()) -> None:
        """Say what became of the prediction, which stands from then on; tick what was right.

        No text takes the reply away.
        """
        self._reply.setText(text)
        self._reply.setVisible(bool(text))
        self.setVisible(bool(text or self._rows))  # what was measured is said without a question
        for index, row in enumerate(self._rows):
            row.setEnabled(not text)
            row.tick(bool(text) and index in right)


class Reply(QLabel):
    """Plain text with a stripe in front of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lessonReply")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(STRIPE + 8, 2, 0, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stripe, then the text."""
        QPainter(self).fillRect(0, 0, STRIPE, self.height(), theme.colours().real)
        super().paintEvent(event)


class Row(QWidget):
    """A choice whose text wraps; a click on the text chooses it."""

    def __init__(self, text: str, index: int) -> None:
        super().__init__()
        self.button = QRadioButton()
        self.button.setObjectName(f"lessonChoice{index + 1}")
        self.button.setAccessibleName(text)
        self.button.setToolTip(tip(tr("Choose what you expect, then try it out")))
        self._label = label = _plain("", "")
        self._text = text
        label.setText(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)

    def tick(self, right: bool) -> None:
        """Mark it as what is right, or as nothing."""
        text = tr("✓ {choice}", choice=self._text) if right else self._text
        self._label.setText(text)
        self.button.setAccessibleName(text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        self.button.click()


def _plain(name: str, kind: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("kind", kind)
    return label
