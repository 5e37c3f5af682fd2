"""Where a picture was changed: colours over the picture in grey, and what the colours mean."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui import colour_maps, theme
from genstudio.gui.controls import named
from genstudio.gui.numbers import number
from genstudio.gui.widgets.picture import Picture

STOPS = 16
GREY = 0.25  # of the picture that shines through where nothing has changed
BUTTONS = 28  # px: what stands below the pictures beside this one
LEAST = 0.05  # of the range: a smaller top would make rounding look like a change

Pixels = NDArray[np.uint8]


class ChangeMap(QWidget):
    """The map, with its scale below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        empty = tr("Where it changes is shown here")
        self.picture = named(Picture(self, empty), "featuresMap", tr("Where the picture changed"))
        self.picture.setMinimumSize(80, 80)
        self.picture.square = False  # of a row that makes room for the figures
        self.scale = _Scale()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.picture, 1)
        column.addWidget(self.scale)

    def show_map(
        self, changed: NDArray[np.float32] | None, image: Pixels | None, top: float
    ) -> None:
        """Show a map [H, W] over the original [C, H, W]; `top` is the colours' upper end."""
        if changed is None or image is None:
            self.picture.set_image(None)
            self.scale.show_top(None)
            return
        top = max(top, LEAST)
        self.picture.set_image(overlay(changed, image, top), tr("Where it changed"))
        self.scale.show_top(top)


def overlay(changed: NDArray[np.float32], image: Pixels, top: float) -> Pixels:
    """Return colours for a map [H, W] over an image [C, H, W] in grey, as [3, H, W]."""
    colours = colour_maps.coloured(changed, 0.0, top, "viridis").astype(np.float32)
    grey = image.mean(0, dtype=np.float32)[..., None]
    cover = np.clip(changed / top, 0, 1)[..., None] * GREY + (1 - GREY)
    mixed = cover * colours + (1 - cover) * grey
    return np.ascontiguousarray(mixed.round().astype(np.uint8).transpose(2, 0, 1))


class _Scale(QWidget):
    """The colours from no change to the largest."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("featuresScale")
        self._top: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("What the colours mean"))

    def show_top(self, top: float | None) -> None:
        """Say what the brightest colour is, in shares of a pixel's range."""
        self._top = top
        said = "" if top is None else tr("from 0 to {top}", top=number(top, ".0%"))
        self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a strip and a line of text."""
        return QSize(80, max(BUTTONS, 10 + self.fontMetrics().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the strip with its two ends."""
        if self._top is None:
            return
        painter, colours = QPainter(self), theme.colours()
        bar = QRectF(4, 0, self.width() - 8, 8)
        sweep = QLinearGradient(bar.topLeft(), QPointF(bar.right(), 0))
        table = colour_maps.table("viridis")
        for place in range(STOPS + 1):
            red, green, blue = table[place * 255 // STOPS].tolist()
            sweep.setColorAt(place / STOPS, QColor(red, green, blue))
        painter.fillRect(bar, sweep)
        painter.setPen(QColor(colours.text))
        below = QRectF(4, 9, self.width() - 8, self.height() - 9)
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | top, tr("unchanged"))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | top, number(self._top, ".0%"))
