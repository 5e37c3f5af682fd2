"""Two pictures beside what the model makes of them, and the way between: strip and slider."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QToolButton, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui.applications.interpolate_work import FRAMES, SHOWN, strip_of
from genstudio.gui.applications.slot import PictureSlot
from genstudio.gui.controls import named
from genstudio.gui.numbers import number
from genstudio.gui.widgets.grid import ImageGrid
from genstudio.gui.widgets.picture import Picture

if TYPE_CHECKING:
    from genstudio.analysis.interpolation import End, Way
    from genstudio.gui.session import Session

STRIP = 88  # px high, where there is room
LEAST_STRIP = 48  # px
LEAST = 72  # px: side of a picture


class Stage(QWidget):
    """Shows a search and what came of it; `moved` says that another place of the way is shown."""

    moved = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way: Way | None = None
        first, last = tr("First picture"), tr("Last picture")
        self.slots = (
            PictureSlot(session, "interpolateFirst", first, self),
            PictureSlot(session, "interpolateLast", last, self),
        )
        self.again = (
            self._picture("interpolateFirstAgain", tr("What the model makes of the first picture")),
            self._picture("interpolateLastAgain", tr("What the model makes of the last picture")),
        )
        self.between = self._picture("interpolateBetween", tr("The picture on the way"))
        self.strip = named(ImageGrid(), "interpolateStrip", tr("The way from first to last"))
        self.strip.setMinimumHeight(LEAST_STRIP)
        self.strip.setMaximumHeight(STRIP)
        self.strip.clicked.connect(self._on_strip)
        self.slider = named(
            QSlider(Qt.Orientation.Horizontal),
            "interpolateSlider",
            tr("Place on the way"),
            tr("Drag it, or use the arrow keys, to go from one picture to the other"),
        )
        self.slider.setRange(0, FRAMES - 1)
        self.slider.valueChanged.connect(self._on_slider)
        self._lay_out()
        self.clear()

    def hasHeightForWidth(self) -> bool:
        """Take the height there is: pictures are as large as it lets them, and nothing scrolls."""
        return False

    def say(self, *, searching: bool) -> None:
        """Say why there is no way yet."""
        wanted = tr("Choose two pictures: here comes what lies between them.")
        self.between.set_placeholder(tr("Looking for the codes…") if searching else wanted)

    def clear(self) -> None:
        """Show neither reconstructions nor a way."""
        self.way = None
        for picture in self.again:
            picture.set_image(None)
        self.between.set_image(None)
        self.strip.set_images(None)
        self.slider.setEnabled(False)

    def show_ends(self, ends: tuple[End | None, ...]) -> None:
        """Show the reconstructions as they are so far, and how far off they are."""
        for picture, end in zip(self.again, ends, strict=True):
            if end is not None:
                error = number(end.error, ".3f")
                picture.set_image(end.image, tr("again: error {error}", error=error))

    def show_way(self, way: Way) -> None:
        """Show a way, and its middle first."""
        self.way = way
        self.strip.set_images(np.ascontiguousarray(way.images[strip_of(len(way.images))]), SHOWN)
        self.slider.setEnabled(True)
        self.slider.setRange(0, len(way.images) - 1)
        self.slider.setValue(len(way.images) // 2)
        self._on_slider(self.slider.value())

    @property
    def pictures(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8]] | None:
        """Both pictures that were chosen; None while one is missing."""
        first, last = (slot.image for slot in self.slots)
        return None if first is None or last is None else (first, last)

    @Slot(int)
    def _on_slider(self, place: int) -> None:
        if self.way is None:
            return
        share = place / max(1, len(self.way.images) - 1)
        said = tr("{share:.0%} of the way", share=share)
        self.between.set_image(self.way.images[place], said)
        self.slider.setToolTip(said)
        near = int(np.abs(strip_of(len(self.way.images)) - place).argmin())
        self.strip.select({near})
        self.moved.emit(place)

    @Slot(object)
    def _on_strip(self, index: int) -> None:
        if self.way is not None:
            self.slider.setValue(int(strip_of(len(self.way.images))[index]))

    def _picture(self, name: str, meaning: str) -> Picture:
        picture = named(Picture(placeholder=tr("again")), name, meaning)
        picture.setToolTip(meaning)
        picture.setMinimumSize(LEAST, LEAST)
        picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        return picture

    def _above_buttons(self, picture: Picture) -> QVBoxLayout:
        """Let a picture end where those of the slots do, which have buttons below them."""
        buttons = self.slots[0].findChildren(QToolButton)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(picture, 1)
        column.addSpacing(max((button.sizeHint().height() for button in buttons), default=0))
        return column

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.slots[0], 3)
        row.addLayout(self._above_buttons(self.again[0]), 3)
        row.addLayout(self._above_buttons(self.between), 4)
        row.addLayout(self._above_buttons(self.again[1]), 3)
        row.addWidget(self.slots[1], 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row, 3)
        column.addWidget(self.strip, 1)
        column.addWidget(self.slider)
