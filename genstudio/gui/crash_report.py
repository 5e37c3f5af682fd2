"""A report in a window of its own, to be read, copied and sent."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import closing, named
from genstudio.gui.jobs import Failure, Tasks

SIZE = (720, 560)
COPIED = 2000  # ms for which a button says that it has copied
LONGEST = 1_000_000  # letters of a report that are shown


class ReportWindow(QDialog):
    """Shows one report at a time; not modal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crashReport")
        self.setModal(False)
        self.setWindowTitle(tr("Report"))
        self._folder: Path | None = None
        self._tasks = Tasks(self)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setObjectName("reportText")
        self.text.setAccessibleName(tr("Report"))
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        about = QLabel(
            tr(
                "This is what is known about the error. Your name and your home folder have "
                "been taken out; nothing has been sent."
            )
        )
        about.setWordWrap(True)
        self._copy = CopyButton(tr("Copy for a bug report"), self.text)
        self._copy.setObjectName("reportCopy")
        self._open = named(
            QPushButton(theme.icon("open-folder"), tr("Open folder")),
            "reportFolder",
            tr("Open folder"),
            tr("Show the folder with this and earlier reports"),
        )
        self._open.clicked.connect(self._open_folder)
        buttons = closing(self)
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self._open, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(about)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.resize(*SIZE)

    def open_report(self, report: Path) -> None:
        """Show a report; it is read in a thread."""
        self._folder = report.parent
        self.text.setPlainText("")
        self._tasks.start("read", partial(_read, report), self.text.setPlainText, self._on_failed)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go what is being read; nobody waits for a slow disk."""
        self._tasks.cancel("read")
        super().closeEvent(event)

    @Slot()
    def end(self) -> None:
        """Wait for the threads: the window is about to go."""
        self._tasks.close()

    def _on_failed(self, failure: Failure) -> None:
        self.text.setPlainText(failure.text)

    @Slot()
    def _open_folder(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)


class CopyButton(QPushButton):
    """Copies the whole text of an editor, and says so for a moment."""

    def __init__(self, title: str, source: QPlainTextEdit) -> None:
        super().__init__(theme.icon("copy"), title)
        self._title = title
        self._source = source
        self._timer = QTimer(self, singleShot=True, interval=COPIED)
        self._timer.timeout.connect(self._restore)
        self.clicked.connect(self._copy)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._source.toPlainText())
        self.setMinimumWidth(self.width())
        self.setText(tr("Copied"))
        self._timer.start()

    @Slot()
    def _restore(self) -> None:
        self.setText(self._title)


def open_folder(folder: Path) -> None:
    """Show a folder in the desktop's file manager, where it is a folder."""
    if os.path.isdir(folder):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _read(report: Path, stop: Stop) -> str:
    with open(report, encoding="utf-8", errors="replace") as file:
        return file.read(LONGEST)
