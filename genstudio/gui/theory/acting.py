"""How far the action of a bench is, and the button that cancels it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from genstudio.core.language import tr
from genstudio.gui.controls import named

if TYPE_CHECKING:
    from genstudio.gui.theory.stage import Stage

PARTS = 1000  # of the bar
PATIENCE = 400  # ms until it is there


class Acting(QWidget):
    """There while an action is on that takes its time."""

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._bar = QProgressBar()
        self._bar.setRange(0, PARTS)
        self._bar.setAccessibleName(tr("Progress"))
        self._cancel = named(
            QPushButton(tr("Cancel")), f"{stage.name}Cancel", tr("Cancel"),
            tr("End this here; what was done so far stays"),
        )  # fmt: skip
        self._cancel.clicked.connect(stage.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        self.hide()
        self._late = QTimer(self, interval=PATIENCE, singleShot=True)
        self._late.timeout.connect(self.show)
        stage.framed.connect(self.refresh)
        stage.state_changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Show how far it is; go away at its end."""
        on = bool(self._stage.action)
        if not on:
            self._late.stop()
            self.hide()
        elif self.isHidden() and not self._late.isActive():
            self._late.start()  # what is done at once needs no bar, and would move the picture
        if on:
            self._bar.setValue(round(PARTS * self._stage.share))
