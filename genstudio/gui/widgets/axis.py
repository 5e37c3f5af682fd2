"""A plot's axis that draws only what is read: a few lines and numbers (pyqtgraph).

pyqtgraph's own axes, with their finer ticks and grid, take most of a plot's paint time.
"""

from __future__ import annotations

import math

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from genstudio.gui import theme
from genstudio.gui.numbers import localised
from genstudio.gui.widgets.view import ticks

APART = {"left": 22, "bottom": 64}  # pixels between two numbers
WIDTH, HEIGHT = 48, 20


class Axis(pg.AxisItem):
    """The left or the lower axis; `log` says that values are powers of ten."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self._side = side
        self.log = False
        if side == "left":
            self.setWidth(WIDTH)
        else:
            self.setHeight(HEIGHT)
        self.setGrid(255 if side == "left" else False)  # makes room to draw the lines in

    def places(self) -> list[tuple[float, str]]:
        """Return where ticks stand, in units of the view, and their numbers."""
        low, high = self.range
        upright = self._side == "left"
        length = self.size().height() if upright else self.size().width()
        parts = max(1.0, length / APART[self._side])
        if self.log:
            return _decades(low, high, parts)
        return [(v, _text(v)) for v in ticks(low, high, parts)]

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the axis, its ticks and, for the left one, faint lines across the plot."""
        colours = theme.colours()
        low, high = self.range
        width, height = self.size().width(), self.size().height()
        line, faint = QColor(colours.border), QColor(colours.faint)
        grid = QColor(theme.mix(colours.base, colours.border, 0.35))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        upright = self._side == "left"
        painter.setPen(line)
        if upright:
            painter.drawLine(QPointF(width - 1, 0), QPointF(width - 1, height))
        else:
            painter.drawLine(QPointF(0, 0), QPointF(width, 0))
        across = self.linkedView().width()
        for value, text in self.places():
            share = (value - low) / (high - low)
            if upright:
                y = round(height * (1 - share)) + 0.5
                painter.setPen(grid)
                painter.drawLine(QPointF(width, y), QPointF(width + across, y))
                self._number(painter, QRectF(0, y - 10, width - 5, 20), text, faint)
            else:
                x = round(width * share) + 0.5
                painter.setPen(line)
                painter.drawLine(QPointF(x, 0), QPointF(x, 4))
                self._number(painter, QRectF(x - 40, 3, 80, height - 3), text, faint)

    def _number(self, painter: QPainter, box: QRectF, text: str, colour: QColor) -> None:
        size = self.size()
        if self._side == "left" and not 5 <= box.center().y() <= size.height() - 5:
            return
        half = painter.fontMetrics().horizontalAdvance(text) / 2
        if self._side == "bottom" and box.center().x() + half > size.width():
            return
        painter.setPen(colour)
        across = (
            Qt.AlignmentFlag.AlignRight if self._side == "left" else Qt.AlignmentFlag.AlignHCenter
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | across, text)


def _decades(low: float, high: float, parts: float) -> list[tuple[float, str]]:
    """Return 1, 2, 5 times powers of ten; only the powers, or fewer, where it gets tight."""
    span = high - low
    if span * 3 <= 2 * parts:
        mantissas: tuple[int, ...] = (1, 2, 5) if span > 0.5 else tuple(range(1, 10))
    else:
        mantissas = (1,)
    every = max(1, math.ceil(span / parts)) if mantissas == (1,) else 1
    powers = range(math.floor(low), math.ceil(high) + 1)
    found = [(p + math.log10(m), m * 10.0**p) for p in powers if p % every == 0 for m in mantissas]
    shown = [(place, _text(value)) for place, value in found if low <= place <= high]
    room = math.ceil(len(shown) / (2 * parts))
    return shown[:: max(1, room)]


def _text(value: float) -> str:
    """Return a tick's number by the locale, with a true minus sign."""
    return localised(_short(value)).replace("-", "−")


def _short(value: float) -> str:
    if abs(value) >= 1e5 or 0 < abs(value) < 1e-3:
        for limit, suffix in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
            if abs(value) >= limit:
                return f"{value / limit:g}{suffix}"
        return f"{value:.0e}"
    return f"{round(value, 10):g}"
