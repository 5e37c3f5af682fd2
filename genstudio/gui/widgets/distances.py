"""A small histogram of distances, with a threshold and the place of one of them marked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.numbers import number
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role

BINS = 28
HEIGHT = 58
MARK = 4  # px: half the width of the triangle that marks


class Distances(Described, QWidget):
    """Shows how the distances between real images are spread, and where one image's is.

    What lies below the threshold has another colour and a pattern, the mark a triangle.
    """

    ROLE = Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = np.zeros(BINS)
        self._highest = 1.0
        self._threshold = self._marked = 0.0
        self.setAccessibleName(tr("Distances between real images"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        accessible.install()

    def show_distances(
        self, distances: NDArray[np.float64], threshold: float, marked: float
    ) -> None:
        """Show distances [Q] of real images, and mark that of one image."""
        self._highest = max(float(distances[-1]), marked, 1e-9) * 1.02
        self._counts = np.histogram(distances, BINS, (0, self._highest))[0].astype(float)
        self._threshold, self._marked = threshold, marked
        self.setAccessibleDescription(self.spoken_value())
        self.setToolTip(self.spoken_value())
        self.update()

    @property
    def marked(self) -> float:
        """The distance that is marked."""
        return self._marked

    def spoken_value(self) -> str:
        """Return the distance and the threshold in words."""
        return tr(
            "Distance {distance}; 1 % of the real images are nearer than {threshold} to another",
            distance=number(self._marked, ".3g"),
            threshold=number(self._threshold, ".3g"),
        )

    def sizeHint(self) -> QSize:
        """Ask for a strip."""
        return QSize(180, HEIGHT)

    def place(self, distance: float) -> float:
        """Return where a distance is, in pixels from the left."""
        return distance / self._highest * (self.width() - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, the threshold and the mark."""
        painter = QPainter(self)
        colours = theme.colours()
        text = self._small(painter.font())
        painter.setFont(text)
        line = painter.fontMetrics().height()
        floor = self.height() - line
        width = self.width() / BINS
        tallest = max(1.0, float(self._counts.max()))
        for index, count in enumerate(self._counts):
            tall = (floor - MARK * 2) * count / tallest
            bar = QRectF(index * width, floor - tall, width - 1, tall)
            painter.fillRect(bar, QColor(colours.real))
        x = self.place(self._threshold)
        painter.setPen(QPen(QColor(colours.text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, 0), QPointF(x, floor))
        self._draw_mark(painter, floor)
        painter.setPen(QColor(colours.faint))
        below = QRectF(0, floor, self.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, number(0))
        far = number(self._highest, ".2g")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, far)

    def _draw_mark(self, painter: QPainter, floor: float) -> None:
        colours = theme.colours()
        x = self.place(self._marked)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.fake), 2))
        painter.drawLine(QPointF(x, MARK), QPointF(x, floor))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.fake))
        tip = [QPointF(x - MARK, 0), QPointF(x + MARK, 0), QPointF(x, 2 * MARK)]
        painter.drawPolygon(QPolygonF(tip))

    def _small(self, font: QFont) -> QFont:
        font.setPointSizeF(max(6.5, 0.8 * font.pointSizeF()))
        return font
