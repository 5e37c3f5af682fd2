"""The line below the grid: what is shown, and what can be done with what is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.widgets.elided import Elided


class Foot(QWidget):
    """`liked`, `walked` and `fitted` say which button was pressed."""

    liked = Signal()
    walked = Signal()
    fitted = Signal()

    def __init__(self, save: QWidget, parent: QWidget | None = None) -> None:
        """Put the button that saves behind the others."""
        super().__init__(parent)
        self.text = named(Elided(parent=self), "galleryStatus", tr("What is shown"))
        self.text.setProperty("kind", "faint")
        tip = tr("Keep the chosen samples among the favourites, or no longer ({key})", key="F")
        self._like = self._button("likeChosen", "star", tr("Favourite"), tip)
        tip = tr("Walk through the chosen samples: choose two or more with Ctrl and a click")
        self._walk = self._button("walkChosen", "film", tr("Walk"), tip)
        tip = tr("Fit all images; the wheel, or Ctrl with + and -, enlarges them")
        self._fit = self._button("fitGrid", "fit", tr("Fit all images"), tip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.text, 1)
        for button in (self._like, self._walk, self._fit, save):
            row.addWidget(button)
        self._like.clicked.connect(self.liked)
        self._walk.clicked.connect(self.walked)
        self._fit.clicked.connect(self.fitted)
        self.allow(like=False, walk=False)
        self.show_zoom(None)

    def say(self, text: str) -> None:
        """Say what is shown."""
        self.text.setText(text)

    def allow(self, *, like: bool, walk: bool) -> None:
        """Enable what can be done."""
        self._like.setEnabled(like)
        self._walk.setEnabled(walk)

    def show_zoom(self, scale: float | None) -> None:
        """Offer to fit all again where something is enlarged (None: nothing is)."""
        self._fit.setEnabled(scale is not None)

    def _button(self, name: str, icon: str, meaning: str, tip: str) -> QToolButton:
        button = named(QToolButton(), name, meaning, tip)
        button.setIcon(theme.icon(icon))
        return button
