"""The table of keys. It stays open beside the work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

ELSEWHERE = (
    ("Arrows", "Move the cursor over the plane, or over the images of a gallery"),
    ("Return", "Pin the point under the cursor; enlarge an image"),
    ("+ and -, wheel, double click", "Zoom the plane"),
    ("Right or middle button, dragging", "Move the plane"),
    ("Left button, dragging", "Draw a path on the plane"),
    ("Esc", "Take back pins and paths; close the message"),
    ("Tab, Shift+Tab", "Go to the next or previous control"),
)


class KeyTable(QDialog):
    """Every shortcut of the menus, and the keys that work inside the pictures."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keyTable")
        self.setWindowTitle("Keyboard")
        self.setModal(False)
        rows = [(_keys(a), _name(a)) for a in actions if not a.shortcut().isEmpty()]
        rows += ELSEWHERE
        table = QTableWidget(len(rows), 2)
        table.setAccessibleName("Keys and what they do")
        table.setHorizontalHeaderLabels(["Keys", "What they do"])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                table.setItem(row, column, item)
        table.resizeColumnsToContents()
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        self.resize(560, 520)


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _name(action: QAction) -> str:
    return action.text().replace("&", "").removesuffix("…")
