"""The classifiers' regions side by side, and what they say of an image that is clicked."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui.controls import named, turn
from genstudio.gui.theory import classify_words as words
from genstudio.gui.theory.classify_map import RegionMap
from genstudio.gui.theory.classify_opinions import Opinions
from genstudio.gui.theory.linking import Linker
from genstudio.gui.widgets.elided import Elided

NONE = np.empty(0, np.int64)
BESIDE, HIGH, WIDE = 2.4, 400, 640  # times as wide as high; px that are low, and wide


class Regions(QWidget):
    """Signal: wanted(kind, index): the image nearest to a click, of a part of the data."""

    wanted = Signal(str, int)

    def __init__(self, linker: Linker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Any = None
        self._dots = True
        self.maps: dict[str, RegionMap] = {}
        self._titles: dict[str, Elided] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for column, name in enumerate(words.NAMES):
            title = Elided(tr(words.NAMES[name]), least=6)
            title.setToolTip(tr(words.LONG[name]))
            about = tr("A click asks all classifiers about the image that is nearest.")
            drawn = named(RegionMap(words.TERMS[name], self), f"map-{name}", "", about)
            drawn.setAccessibleName(tr("Regions of {name}", name=tr(words.NAMES[name])))
            drawn.asked.connect(self._on_asked)
            linker.attach(drawn)
            grid.addWidget(title, 0, column)
            grid.addWidget(drawn, 1, column)
            grid.setColumnStretch(column, 1)
            self.maps[name], self._titles[name] = drawn, title
        grid.setRowStretch(1, 1)
        self.opinions = Opinions(self)
        self.opinions.setObjectName("classifyOpinions")
        self.opinions.setToolTip(self.opinions.about_bars())
        linker.attach(self.opinions)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 4, 0, 0)
        self._box.setSpacing(6)
        self._box.addLayout(grid, 3)
        self._box.addWidget(self.opinions, 2)

    def fit(self, width: int, height: int) -> None:
        """Have the answers beside the maps where the room is low and wide."""
        turn(self._box, beside=is_low(width, height))

    def show_frame(self, frame: Any) -> None:
        """Show the regions and the last answer."""
        self._frame = frame
        for name, drawn in self.maps.items():
            regions = frame.regions.get(name)
            support = frame.support if name == "svm" and frame.what == "plane" else NONE
            drawn.show_regions(frame, regions, support)
            share = "–" if regions is None else words.percent(regions.accuracy)
            text = tr("{name}: {share}", name=titled(name, frame.what), share=share)
            if self._titles[name].text() != text:
                self._titles[name].setText(text)
        self.opinions.show_answer(frame)

    @Slot(float, float)
    def _on_asked(self, x: float, y: float) -> None:
        """Find the image that is nearest to a point, among those that are shown."""
        ground = self._frame.ground
        best: tuple[float, str, int] | None = None
        for kind, points in (("test", ground.test), ("train", ground.train)):
            if kind == "train" and not self._dots:
                continue
            away = points - np.array([x, y], np.float32)
            away = away / [ground.x[-1] - ground.x[0], ground.y[-1] - ground.y[0]]
            square = (away**2).sum(1)
            index = int(square.argmin())
            if best is None or square[index] < best[0]:
                best = float(square[index]), kind, index
        if best is not None:
            self.wanted.emit(best[1], best[2])

    @Slot(bool)
    def show_dots(self, shown: bool) -> None:
        """Show the training images as dots, or not."""
        self._dots = shown
        for drawn in self.maps.values():
            drawn.show_dots(shown)


def is_low(width: int, height: int) -> bool:
    """Say whether what would stand below one another has its place beside."""
    return height < HIGH and width > max(WIDE, BESIDE * height)


def titled(name: str, what: str) -> str:
    """Return a map's title: the SVM of two coordinates is another one."""
    if name == "svm" and what == "plane":
        return tr("SVM in 2-D")
    return tr(words.NAMES[name])


def honest(frame: Any) -> str:
    """Say what the pictures are of: not all three are the classifiers of all pixels."""
    pixels = int(np.prod(frame.material.shape))
    if frame.what == "slice":
        return tr(
            "The classifiers of all {pixels} pixels, asked about the mean image at each point.",
            pixels=pixels,
        )
    if "svm" not in frame.verdicts:
        return tr(
            "The generative models of all {pixels} pixels, integrated over what the plane hides.",
            pixels=pixels,
        )
    return tr(
        "The SVM of the picture knows only the two coordinates; that of all {pixels} pixels is "
        "right in {share}. The generative models are those of all pixels, integrated over what "
        "the plane hides.",
        pixels=pixels,
        share=words.percent(frame.verdicts["svm"].accuracy),
    )
