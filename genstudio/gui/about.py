"""Help > About genstudio: what it is, what it runs on, and the licences of all that is in it."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

import genstudio
from genstudio.core import facts
from genstudio.core.events import Stop
from genstudio.core.language import mark, tr
from genstudio.gui import about_facts
from genstudio.gui.about_licences import Licences
from genstudio.gui.about_system import System
from genstudio.gui.controls import closing, named, paragraph
from genstudio.gui.jobs import Failure, Tasks

if TYPE_CHECKING:
    from genstudio.gui.window import MainWindow

SUMMARY = mark("Train, explore and understand deep generative models by pointing and clicking.")
SIZE = (800, 640)
ICON = 96  # px


class AboutDialog(QDialog):
    """Three tabs; what has to be found out is found out in a thread. Not modal."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("about")
        self.setWindowTitle(tr("About genstudio"))
        self.setModal(False)
        self._window = window
        self._tasks = Tasks(self)
        window.closing.connect(self.end)
        self.system = System()
        self.licences = Licences()
        self._front = Front()
        self._front.licences_wanted.connect(self._show_licences)
        self._front.guide_wanted.connect(window.menus.show_guide)
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.setObjectName("aboutTabs")
        self.tabs.setAccessibleName(tr("About genstudio"))
        self.tabs.addTab(self._front, tr("About"))
        self.tabs.addTab(self.system, tr("System"))
        self.tabs.addTab(self.licences, tr("Licences"))
        buttons = closing(self)
        buttons.setContentsMargins(0, 0, 14, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs, 1)
        column.addWidget(buttons)
        self.resize(*SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        """Find out anew: torch may have been loaded since, or a folder have been changed."""
        super().showEvent(event)
        torch = sys.modules.get("torch") if self._window.session.engine_loaded else None
        call = partial(_find_out, torch, about_facts.of_window(self))
        self._tasks.start("system", call, self.system.show_facts, self.system.show_failure)
        if not self.licences.filled:
            self._tasks.start("licences", _read_licences, self.licences.fill, self._on_failed)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go what is being found out; nobody waits for a GPU to wake up."""
        for name in ("system", "licences"):
            self._tasks.cancel(name)
        super().closeEvent(event)

    @Slot()
    def end(self) -> None:
        """Wait for the threads: the window is about to go."""
        self._tasks.close()

    def _on_failed(self, failure: Failure) -> None:
        self._window.session.say(failure.text, "error", details=failure.details or None)

    @Slot()
    def _show_licences(self) -> None:
        self.tabs.setCurrentWidget(self.licences)


class Front(QWidget):
    """Icon, name, version, and what it is. Signals: licences_wanted(), guide_wanted()."""

    licences_wanted = Signal()
    guide_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 24)
        column.setSpacing(8)
        column.addStretch(1)
        for widget in (self._picture(), self._name(), *self._texts()):
            column.addWidget(widget)
        column.addSpacing(16)
        column.addLayout(self._links())
        column.addStretch(2)

    def _picture(self) -> QLabel:
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        icon = about_facts.program_icon()
        picture.setPixmap(icon.pixmap(QSize(ICON, ICON), self.devicePixelRatioF()))
        picture.setAccessibleName(tr("The icon of genstudio"))
        return picture

    @staticmethod
    def _name() -> QLabel:
        name = QLabel("genstudio", alignment=Qt.AlignmentFlag.AlignHCenter)
        font = name.font()
        font.setPointSizeF(2.2 * font.pointSizeF())
        font.setBold(True)
        name.setFont(font)
        return name

    @staticmethod
    def _texts() -> list[QLabel]:
        frozen = getattr(sys, "frozen", False)
        version = tr("Version {version}", version=genstudio.__version__)
        if frozen:
            version = tr("Version {version}, with all it needs", version=genstudio.__version__)
        texts = [
            paragraph("faint", version),
            paragraph("", tr(SUMMARY)),
            paragraph("faint", tr("Free software under the MIT licence.")),
        ]
        for text in texts:
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return texts

    def _links(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        guide = named(QPushButton(tr("&User guide")), "aboutGuide", tr("User guide"))
        guide.clicked.connect(self.guide_wanted)
        licences = named(QPushButton(tr("&Licences")), "aboutLicences", tr("Licences"))
        licences.clicked.connect(self.licences_wanted)
        row.addWidget(guide)
        row.addWidget(licences)
        row.addStretch(1)
        return row


def _find_out(torch: Any, own: dict[str, str], stop: Stop) -> dict[str, Any]:
    """Collect what takes a moment: a GPU has to be woken, files have to be read."""
    return {
        "versions": facts.versions(),
        "system": facts.system(),
        "torch": facts.engine(torch),
        "window": own,
        "missing": facts.missing_packages(),
        "folders": facts.folders(),
    }


def _read_licences(stop: Stop) -> list[Any]:
    from genstudio.core.licences import shipped

    return shipped()
