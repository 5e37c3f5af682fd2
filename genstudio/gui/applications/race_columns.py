"""Samples side by side: a title, how it stands, and a grid of images, each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui.controls import named
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.grid import ImageGrid

LEAST = 130  # px of a column; where there is no room for it, the rest goes below


class Column(QWidget):
    """One that takes part."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Elided(title, parent=self)
        self.title.setProperty("kind", "heading")
        self.state = Elided("", parent=self)
        self.state.setObjectName(f"{name}State")
        self.state.setProperty("kind", "hint")
        self.grid = named(ImageGrid(self), name, tr("Samples of {model}", model=title))
        self.grid.setToolTip("")
        self.grid.set_placeholder(tr("Not trained yet"))
        self.images: Any = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part, stretch in ((self.title, 0), (self.state, 0), (self.grid, 1)):
            column.addWidget(part, stretch)

    def show_images(self, images: Any) -> None:
        """Show samples; points have none that are pictures."""
        self.images = images
        if images is None:
            self.grid.set_placeholder(tr("Points, not pictures: see the figures"))
        self.grid.set_images(images)


class Columns(QWidget):
    """All that take part, and the real images last; beside each other as far as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[Column] = []
        self._across = 0
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.real: Column | None = None

    @property
    def columns(self) -> list[Column]:
        """Those that take part, without the real images."""
        return self._all[:-1]

    def show_titles(self, titles: Sequence[str]) -> None:
        """Make a column for each title, and one for the real images."""
        for old in self._all:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._all = [Column(f"raceSamples{i}", title, self) for i, title in enumerate(titles)]
        self.real = Column("raceReal", tr("Real images"), self)
        self._all.append(self.real)
        self._across = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many beside each other as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        across = max(1, min(len(self._all), self.width() // LEAST))
        if not self._all or across == self._across:
            return
        self._across = across
        for column in self._all:
            self._layout.removeWidget(column)
        for place, column in enumerate(self._all):
            row, across_ = divmod(place, across)
            self._layout.addWidget(column, row, across_)
            column.show()
        for place in range(self._layout.columnCount()):
            self._layout.setColumnStretch(place, 1 if place < across else 0)
        rows = -(-len(self._all) // across)
        self.setMinimumHeight(rows * (LEAST + 2 * self.fontMetrics().height() + 8))
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Expanding)
        self._layout.setAlignment(Qt.AlignmentFlag(0))
