"""All that is shipped and its licences, to be read in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.core.licences import Licence
from genstudio.gui.controls import paragraph

LEFT, RIGHT = 180, 600  # px


class Licences(QWidget):
    """A list of what is shipped, and beside it the licence of what is chosen.

    `filled` tells whether the list has been read.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filled = False
        self._entries: list[Licence] = []
        self.list = QListWidget()
        self.list.setObjectName("licenceList")
        self.list.setAccessibleName(tr("What is shipped"))
        self.list.currentRowChanged.connect(self._show)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setObjectName("licenceText")
        self.text.setAccessibleName(tr("The licence in full"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._title = QLabel(tr("Reading…"))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("kind", "heading")
        self._about = paragraph("faint")
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._title, self._about):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        splitter = QSplitter(childrenCollapsible=False)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LEFT, RIGHT])
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 8)
        row.addWidget(splitter)

    def fill(self, entries: Sequence[Licence]) -> None:
        """List what is shipped, and show the first licence."""
        self.filled = True
        self._entries = list(entries)
        self.list.clear()
        for entry in self._entries:
            self.list.addItem(QListWidgetItem(f"{entry.name} {entry.version}".strip()))
        self.list.setCurrentRow(0)

    @Slot(int)
    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._entries):
            return
        entry = self._entries[row]
        self._title.setText(printable(f"{entry.name} {entry.version}".strip()))
        self._about.setText(
            printable(" · ".join(part for part in (entry.licence, entry.home) if part))
        )
        self.text.setPlainText(entry.text)
