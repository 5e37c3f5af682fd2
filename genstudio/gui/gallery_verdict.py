"""Is it a copy? The verdict on the enlarged image, in a sentence, a histogram and neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.gui.controls import named, paragraph
from genstudio.gui.gallery_words import how_far
from genstudio.gui.numbers import number
from genstudio.gui.widgets.distances import Distances
from genstudio.gui.widgets.grid import ImageGrid

if TYPE_CHECKING:
    from genstudio.analysis.copies import Judge, Verdict

ROW = 58  # px: the height of a row of neighbours with their distances


class VerdictView(QWidget):
    """`asked` says that a verdict is wanted; `chosen` carries a training image's index."""

    asked = Signal()
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._indices: list[int] = []
        text = tr("Is it a copy?")
        tip = tr("Compare it with the training images; the first time that takes a while")
        self.ask = named(QPushButton(text), "askVerdict", text, tip)
        self.ask.clicked.connect(self.asked)
        self._sentence = named(paragraph("faint"), "verdict", tr("Whether it is a copy"))
        self._distances = named(Distances(), "verdictDistances", tr("Distances of real images"))
        self._rows: dict[str, tuple[QLabel, ImageGrid]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.ask)
        column.addWidget(self._sentence)
        column.addWidget(self._distances)
        for by, meaning in (
            ("features", tr("Nearest training images, by features")),
            ("pixels", tr("Nearest training images, by pixels")),
        ):
            label = paragraph("faint", meaning)
            grid = named(ImageGrid(), f"nearestBy{by.capitalize()}", meaning)
            grid.setToolTip("")
            grid.setMinimumSize(40, ROW)
            grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.setFixedHeight(ROW)
            column.addWidget(label)
            column.addWidget(grid)
            self._rows[by] = label, grid
        self._rows["features"][1].clicked.connect(self._on_by_features)
        self._rows["pixels"][1].clicked.connect(self._on_by_pixels)
        self.clear()

    def clear(self, *, able: bool = True) -> None:
        """Show no verdict, but the way to one."""
        self.ask.setVisible(able)
        self._show_rest(False)

    def wait(self) -> None:
        """Take the button away: the verdict is on its way."""
        self.ask.setVisible(False)

    def show_verdict(self, judge: Judge, verdict: Verdict, images: NDArray[np.uint8]) -> None:
        """Show a verdict and the images of its neighbours, by features and then by pixels."""
        self.wait()
        self._show_rest(True)
        self._sentence.setText(sentence(verdict))
        self._sentence.setProperty("kind", "error" if verdict.is_copy else "")
        self._sentence.style().polish(self._sentence)
        yardstick = judge.by_features
        self._distances.show_distances(yardstick.distances, yardstick.threshold, verdict.distance)
        count = len(verdict.features.neighbours)
        self._indices = []
        for place, by in enumerate(("features", "pixels")):
            neighbours = getattr(verdict, by).neighbours
            grid = self._rows[by][1]
            grid.set_images(images[place * count : place * count + count], columns=count)
            grid.set_captions([how_far(n.distance) for n in neighbours])
            self._indices += [n.index for n in neighbours]
        name = printable(judge.features.name)
        self._rows["features"][0].setToolTip(name)

    def _show_rest(self, shown: bool) -> None:
        self._sentence.setVisible(shown)
        self._distances.setVisible(shown)
        for label, grid in self._rows.values():
            label.setVisible(shown)
            grid.setVisible(shown)

    @Slot(object)
    def _on_by_features(self, place: object) -> None:
        self.chosen.emit(self._indices[int(str(place))])

    @Slot(object)
    def _on_by_pixels(self, place: object) -> None:
        half = len(self._indices) // 2
        self.chosen.emit(self._indices[half + int(str(place))])


def sentence(verdict: Verdict) -> str:
    """Say what the verdict is, and why."""
    index = verdict.neighbours[0].index
    if verdict.is_copy:
        return tr(
            "A copy: nearer to training image {index} than 99 % of the training images are to "
            "each other, by features and by pixels.",
            index=number(index),
        )
    if verdict.features.suspicious:
        return tr(
            "Very near to training image {index} by features, but not by pixels: a variant of "
            "it perhaps, no copy.",
            index=number(index),
        )
    if verdict.pixels.suspicious:
        return tr(
            "Very near to training image {index} by pixels, but not by features: blurred "
            "images are. No copy.",
            index=number(verdict.pixels.neighbours[0].index),
        )
    share = number(verdict.quantile, ".0%")
    return tr(
        "No copy: {share} of the training images are nearer to another one than this image is.",
        share=share,
    )
