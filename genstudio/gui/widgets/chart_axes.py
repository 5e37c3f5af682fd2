"""The frame of a chart: where data lie in pixels, the ticks, the grid and the titles."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from genstudio.gui import theme
from genstudio.gui.numbers import localised
from genstudio.gui.widgets.view import ticks

Array = NDArray[np.float64]
Range = tuple[float, float]
FARTHEST = 1e5  # px outside the frame that anything is drawn at: infinities end there
TICK = 4  # px
APART_X, APART_Y = 5.0, 2.2  # between two numbers, in heights of the text


@dataclass(frozen=True, slots=True)
class Axes:
    """Data ranges shown in a rectangle of pixels, with y upwards.

    `named` are the texts below the frame and their places, where they are not numbers.
    """

    area: QRectF
    x: Range
    y: Range
    named: tuple[tuple[float, str], ...] = ()
    ticks_from: float = -math.inf  # of y: what lies below is no scale

    def to_x(self, x: Array) -> Array:
        """Return pixels of x values; those far outside end at FARTHEST."""
        share = (np.asarray(x, np.float64) - self.x[0]) / (self.x[1] - self.x[0])
        return _near(self.area.left() + self.area.width() * share)

    def to_y(self, y: Array) -> Array:
        """Return pixels of y values; NaN stays NaN."""
        share = (np.asarray(y, np.float64) - self.y[0]) / (self.y[1] - self.y[0])
        return _near(self.area.bottom() - self.area.height() * share)

    def point(self, x: float, y: float) -> QPointF:
        """Return where one point lies."""
        return QPointF(float(self.to_x(np.array(x))), float(self.to_y(np.array(y))))

    def to_data(self, place: QPointF) -> tuple[float, float]:
        """Return the values at a pixel."""
        across = (place.x() - self.area.left()) / max(1.0, self.area.width())
        up = (self.area.bottom() - place.y()) / max(1.0, self.area.height())
        (x0, x1), (y0, y1) = self.x, self.y
        return x0 + across * (x1 - x0), y0 + up * (y1 - y0)

    def x_ticks(self, metrics: QFontMetricsF) -> list[float]:
        """Return the values that have a number below the frame."""
        if self.named:
            return [place for place, _ in self.named]
        return ticks(*self.x, max(1.0, self.area.width() / (APART_X * metrics.height())))

    def y_ticks(self, metrics: QFontMetricsF) -> list[float]:
        """Return the values that have a number beside the frame."""
        parts = max(1.0, self.area.height() / (APART_Y * metrics.height()))
        return [value for value in ticks(*self.y, parts) if value >= self.ticks_from]

    def paint(self, painter: QPainter, colours: theme.Theme, *, numbers_x: bool = True) -> None:
        """Draw the ground, a faint grid and the numbers; without antialiasing."""
        area, metrics = self.area, QFontMetricsF(painter.font())
        painter.fillRect(area, QColor(colours.base))
        grid = QColor(theme.mix(colours.base, colours.border, 0.35))
        faint, line = QColor(colours.faint), QColor(colours.border)
        high = metrics.height()
        for value in self.y_ticks(metrics):
            y = round(float(self.to_y(np.array(value)))) + 0.5
            painter.setPen(grid)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(faint)
            box = QRectF(0, y - high / 2, area.left() - TICK, high)
            painter.drawText(box, RIGHT, tick_text(value))
        for value in self.x_ticks(metrics) if numbers_x else ():
            x = round(float(self.to_x(np.array(value)))) + 0.5
            painter.setPen(line)
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + TICK))
            painter.setPen(faint)
            box = QRectF(x - 3 * high, area.bottom() + TICK, 6 * high, high)
            painter.drawText(box, CENTRE, dict(self.named).get(value) or tick_text(value))
        painter.setPen(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)


RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


def _near(pixels: Array) -> Array:
    # What np.clip does, without its Python, which takes longer than the numbers of a curve.
    return np.minimum(np.maximum(pixels, -FARTHEST), FARTHEST)


def widest_tick(y: Range, height: float, metrics: QFontMetricsF) -> float:
    """Return how many pixels the numbers beside a frame of this height need."""
    axes = Axes(QRectF(0, 0, 1, height), (0, 1), y)
    texts = [tick_text(value) for value in axes.y_ticks(metrics)]
    return max((metrics.horizontalAdvance(text) for text in texts), default=0.0)


def tick_text(value: float) -> str:
    """Return a tick's number by the locale, with a true minus sign."""
    if value != 0 and not 1e-3 <= abs(value) < 1e5:
        return localised(f"{value:.0e}").replace("-", "−")
    return localised(f"{round(value, 10):g}").replace("-", "−")


def fitting(low: float, high: float) -> Range:
    """Return a range that has an extent, whatever was asked for."""
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
        middle = low if math.isfinite(low) else 0.0
        return middle - 0.5, middle + 0.5
    return float(low), float(high)
