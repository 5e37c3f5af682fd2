"""The report on the system: a table to read, text to copy, and the folders to open."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui import about_facts, theme
from genstudio.gui.controls import heading, named, paragraph
from genstudio.gui.crash_report import COPIED, open_folder
from genstudio.gui.jobs import Failure
from genstudio.gui.widgets.text import tip

PADDING = 6  # px between the lines of the table


class System(QWidget):
    """Shows what was found out; empty until then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[about_facts.Row] = []
        self.table = QTableWidget(0, 2)
        self.table.setObjectName("systemReport")
        self.table.setAccessibleName(tr("What genstudio runs on"))
        self.table.horizontalHeader().hide()
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._note = paragraph("faint", tr("Finding out…"))
        self._copy = named(
            QPushButton(theme.icon("copy"), tr("&Copy")),
            "systemCopy",
            tr("Copy"),
            tr("Copy all of it, for a bug report"),
        )
        self._copy.setEnabled(False)
        self._copy.clicked.connect(self._copy_all)
        self._timer = QTimer(self, singleShot=True, interval=COPIED)
        self._timer.timeout.connect(self._restore)
        self._folders = QGridLayout()
        self._folders.setHorizontalSpacing(8)
        self._folders.setVerticalSpacing(4)
        self._folders.setColumnStretch(1, 1)
        line = QHBoxLayout()
        line.addWidget(self._note, 1)
        line.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 8)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addWidget(heading(tr("Folders")))
        column.addLayout(self._folders)

    def show_facts(self, found: dict[str, Any]) -> None:
        """Fill the table and the list of folders."""
        self._note.clear()
        self._rows = about_facts.rows(found)
        self.table.setRowCount(len(self._rows))
        for row, texts in enumerate(self._rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(printable(text))
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.table.setItem(row, column, item)
        self.table.resizeRowsToContents()
        self._copy.setEnabled(True)
        self._show_folders(found["folders"])

    def show_failure(self, failure: Failure) -> None:
        """Say why there is nothing to be shown."""
        self._note.setText(failure.text)

    def text(self) -> str:
        """Return the report, one fact a line."""
        return "\n".join(f"{name}: {value}" for name, value in self._rows) + "\n"

    def _show_folders(self, folders: dict[str, Path]) -> None:
        while (item := self._folders.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row, (name, folder) in enumerate(folders.items()):
            title = tr(about_facts.TITLES[name])
            place = QLabel(printable(folder))
            place.setTextFormat(Qt.TextFormat.PlainText)
            place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            place.setMinimumWidth(1)  # a long path is cut rather than widening the window
            place.setToolTip(tip(printable(folder)))
            button = named(
                QPushButton(theme.icon("open-folder"), tr("Open", "a folder")),
                f"{name}FolderOpen",
                tr("Open the folder: {name}", name=title),
            )
            button.setEnabled(os.path.isdir(folder))
            button.clicked.connect(partial(_open, folder))
            self._folders.addWidget(QLabel(title), row, 0)
            self._folders.addWidget(place, row, 1)
            self._folders.addWidget(button, row, 2)

    @Slot()
    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._copy.setText(tr("Copied"))
        self._timer.start()

    @Slot()
    def _restore(self) -> None:
        self._copy.setText(tr("&Copy"))


def _open(folder: Path, checked: bool = False) -> None:
    open_folder(folder)
