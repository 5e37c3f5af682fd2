"""A small plot of one curve, with the lines that it is held against: evidence at a glance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.text import number

POINTS = 240  # drawn at most: each stands for the mean of its share of the curve
HEIGHT = 62  # px
AIR = 0.08  # of the range, above and below
OUTLIERS = 1.0  # percent of the values at each end that may lie outside


class Spark(Described, QWidget):
    """Draws a curve from its first step to its last; the newest value is written beside it."""

    ROLE = Role.Chart

    def __init__(
        self,
        title: str,
        steps: NDArray[np.float64],
        values: NDArray[np.float64],
        lines: tuple[float, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self.set_curve(steps, values, lines)
        accessible.install()
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT + self.fontMetrics().height())

    def set_curve(
        self,
        steps: NDArray[np.float64],
        values: NDArray[np.float64],
        lines: tuple[float, ...] = (),
    ) -> None:
        """Show another curve, or more of it."""
        self._steps, self._values = thinned(steps, values)
        self._last = float(values[-1]) if len(values) else float("nan")
        self._lines = lines
        self.update()

    def spoken_value(self) -> str:
        """Return the newest value, and what it is held against."""
        held = ", ".join(number(line) for line in self._lines)
        if held:
            return tr("now {value}, the line is at {line}", value=number(self._last), line=held)
        return tr("now {value}", value=number(self._last))

    def sizeHint(self) -> QSize:
        """Ask for a narrow strip."""
        return QSize(120, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw title, value, lines and curve."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        top = self.fontMetrics().height() + 2
        area = QRectF(0.5, top, self.width() - 1, self.height() - top - 1)
        painter.fillRect(area, QColor(colours.base))
        painter.setPen(QColor(colours.border))
        painter.drawRect(area)
        self._draw_words(painter, top)
        finite = self._values[np.isfinite(self._values)]
        if len(finite) < 2:
            return
        low, high = self._range(finite)
        painter.setClipRect(area)
        self._draw_lines(painter, area, low, high)
        place = self._placed(area, low, high)
        painter.setPen(QPen(QColor(colours.curves[0]), 1.6))
        painter.drawPolyline(place)

    def _draw_words(self, painter: QPainter, height: int) -> None:
        colours = theme.colours()
        said = number(self._last)
        room = self.fontMetrics().horizontalAdvance(said) + 8
        box = QRectF(0, 0, self.width(), height)
        painter.setPen(QColor(colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, said)
        title = self.fontMetrics().elidedText(
            self._title, Qt.TextElideMode.ElideRight, int(self.width() - room)
        )
        painter.setPen(QColor(colours.faint))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, title)

    def _draw_lines(self, painter: QPainter, area: QRectF, low: float, high: float) -> None:
        pen = QPen(QColor(theme.colours().warning), 1.2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        for line in self._lines:
            y = area.bottom() - (line - low) / (high - low) * area.height()
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _placed(self, area: QRectF, low: float, high: float) -> QPolygonF:
        first, last = self._steps[0], max(self._steps[-1], self._steps[0] + 1)
        across = area.left() + (self._steps - first) / (last - first) * area.width()
        up = area.bottom() - (self._values - low) / (high - low) * area.height()
        return QPolygonF([QPointF(x, y) for x, y in zip(across, up) if np.isfinite(y)])

    def _range(self, finite: NDArray[np.float64]) -> tuple[float, float]:
        low, high = np.percentile(finite, [OUTLIERS, 100 - OUTLIERS])
        low, high = min([low, *self._lines]), max([high, *self._lines])
        margin = AIR * max(high - low, 1e-9)
        return float(low - margin), float(high + margin)


def thinned(
    steps: NDArray[np.float64], values: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return at most POINTS points, each the mean of as many neighbours."""
    each = -(-len(values) // POINTS)
    if each <= 1:
        return steps, values
    ends = np.arange(0, len(values), each)
    counts = np.diff([*ends, len(values)])
    return np.add.reduceat(steps, ends) / counts, np.add.reduceat(values, ends) / counts
