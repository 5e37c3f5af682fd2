"""The live table of a style transfer: A, A as B, and back again; and the other way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui.controls import named
from genstudio.gui.widgets.elided import Elided
from genstudio.gui.widgets.picture import Picture

GAP = 1  # px between the pictures


class Way(QWidget):
    """One direction: a row of pictures for each of original, translation and back again."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Elided(title)
        self.title.setProperty("kind", "heading")
        placeholder = tr("Pictures of the data appear here")
        self.rows = [
            named(Picture(self, placeholder if number == 0 else ""), f"{name}{number}", title)
            for number in range(3)
        ]
        self._labels = [Elided("") for _ in self.rows]
        lines = QGridLayout()
        lines.setSpacing(2)
        for number, (label, row) in enumerate(zip(self._labels, self.rows, strict=True)):
            label.setProperty("kind", "hint")
            lines.addWidget(label, 2 * number, 0)
            lines.addWidget(row, 2 * number + 1, 0)
            lines.setRowStretch(2 * number + 1, 1)
            row.setMinimumSize(48, 24)
            policy = row.sizePolicy()
            policy.setHeightForWidth(False)
            row.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addLayout(lines, 1)

    def show_rows(self, rows: NDArray[np.uint8] | None, names: Sequence[str]) -> None:
        """Show pictures [3, N, C, H, W], or nothing; `names` says what each row is."""
        for number, (picture, label, name) in enumerate(
            zip(self.rows, self._labels, names, strict=True)
        ):
            label.setText(name)
            picture.setAccessibleName(name)
            picture.set_image(None if rows is None else strip(rows[number]))


class LiveTable(QWidget):
    """Both directions side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("translateTable")
        self.ways = (
            Way("translateThere", tr("There and back")),
            Way("translateBack", tr("Back and there")),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for way in self.ways:
            row.addWidget(way, 1, Qt.AlignmentFlag(0))

    @property
    def filled(self) -> bool:
        """Whether there are pictures."""
        return self.ways[0].rows[0].image is not None

    def show_ways(
        self, there: NDArray[np.uint8] | None, back: NDArray[np.uint8] | None, kinds: Sequence[str]
    ) -> None:
        """Show what became of the fixed pictures; None for none. `kinds` names the two."""
        first, second = kinds
        for way, rows, start, end in zip(
            self.ways, (there, back), (first, second), (second, first), strict=True
        ):
            names = (
                start,
                tr("as “{kind}”", kind=end),
                tr("and back again"),
            )
            way.title.setText(tr("{first} → {second} → {first}", first=start, second=end))
            way.show_rows(rows, names)


def strip(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return images [N, C, H, W] side by side, as [C, H, W'], with a gap between them."""
    count, channels, height, width = images.shape
    wide = np.full((channels, height, count * (width + GAP) - GAP), 128, np.uint8)
    for number, image in enumerate(images):
        left = number * (width + GAP)
        wide[:, :, left : left + width] = image
    return wide
