"""What is shown in place of a bench's picture: how far it is being made, or why it failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui.controls import named
from genstudio.gui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from genstudio.gui.theory.stage import Stage

INTERVAL = 100  # ms between two looks at the progress
WIDTH = 260  # px


class Waiting(QWidget):
    """Says that the bench is being made, with a bar once there is something to measure."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._text = Wrapped(tr("Preparing the bench…"), self)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(tr("Progress"))
        self._bar.setMaximumWidth(WIDTH)
        self._bar.hide()
        self._again = named(
            QPushButton(tr("Start again")), f"{stage.name}Again", tr("Start again"),
            tr("Make the bench anew, with the same settings"),
        )  # fmt: skip
        self._again.clicked.connect(self._on_again)
        self._again.hide()
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._text)
        for widget in (self._bar, self._again):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()

    def fail(self, text: str) -> None:
        """Say why there is nothing to see, and offer to begin again."""
        self._text.setText(text)
        self._bar.hide()
        self._again.show()

    @Slot()
    def refresh(self) -> None:
        """Show how far it is."""
        if self._stage.frame is not None:
            self._timer.stop()
            return
        if not self._stage.broken and not self._again.isHidden():
            self._prepare()  # it was begun again, from elsewhere
        self._timer.start()
        progress = self._stage.progress
        self._bar.setVisible(progress is not None and self._again.isHidden())
        if progress is not None:
            done, total = progress
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    @Slot()
    def _on_again(self) -> None:
        self._prepare()
        self._stage.reset()

    def _prepare(self) -> None:
        self._again.hide()
        self._text.setText(tr("Preparing the bench…"))
