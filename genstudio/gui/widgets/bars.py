"""A small bar chart of one number a latent dimension, the largest first."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.numbers import localised
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.text import number

USED = 0.01  # nats: a dimension with less says nothing about the image
SPOKEN = 10  # bars that are read out
MARGIN = 8
TURNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -1000, Qt.Key.Key_End: 1000}


class Bars(Described, QWidget):
    """Bars of the KL of each dimension, sorted; those above 0.01 nats in full colour.

    The mouse or the arrow keys choose a bar, whose dimension and value are shown.
    """

    ROLE = Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dimensionBars")
        self._values: list[float] = []
        self._order: list[int] = []
        self._current: int | None = None  # a place in the order
        accessible.install()
        self.setAccessibleName(self.title)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # What is beside the curves decides on the room: a narrow window must stay possible.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(0, 70)

    @property
    def title(self) -> str:
        """What the chart is of."""
        return tr("KL by dimension (nats)")

    @property
    def order(self) -> list[int]:
        """The dimensions as they stand from left to right, counted from 1."""
        return [index + 1 for index in self._order]

    def set_values(self, values: Sequence[float]) -> None:
        """Show one bar a dimension; what is not a number is left at 0."""
        if list(values) == self._values:
            return
        self._values = list(values)
        sizes = [value if math.isfinite(value) else 0.0 for value in self._values]
        self._order = sorted(range(len(sizes)), key=lambda i: -sizes[i])
        if self._current is not None and self._current >= len(self._order):
            self._current = None
        self.setAccessibleDescription(self.spoken_value())
        self.update()

    def said(self) -> str:
        """Return the line below the title: the chosen dimension, or how many are used."""
        if self._current is not None:
            index = self._order[self._current]
            value = number(self._values[index])
            return tr("Dimension {index}: {value}", index=index + 1, value=value)
        used = sum(value >= USED for value in self._values)
        return tr("{used} of {count} above 0.01", used=used, count=len(self._values))

    def spoken_value(self) -> str:
        """Return the chosen bar, or the count and the largest bars, in words."""
        if not self._values or self._current is not None:
            return self.said() if self._values else ""
        first = [f"{i + 1}: {number(self._values[i])}" for i in self._order[:SPOKEN]]
        return f"{self.said()}. {', '.join(first)}"

    def sizeHint(self) -> QSize:
        """Ask for a narrow column beside the curves."""
        return QSize(190, 200)

    # Choosing a bar

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the bar under the mouse."""
        self._choose(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Choose none."""
        self._choose(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrow keys, Home and End; Escape chooses none."""
        turn = TURNS.get(Qt.Key(event.key()))
        if turn is not None and self._order:
            start = -1 if self._current is None else self._current
            self._choose(min(max(start + turn, 0), len(self._order) - 1))
            accessible.changed(self, self.spoken_value())
        elif event.key() == Qt.Key.Key_Escape and self._current is not None:
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int | None) -> None:
        if place != self._current:
            self._current = place
            self.update()

    def _at(self, point: QPointF) -> int | None:
        area = self._area()
        if not self._order or not area.left() <= point.x() < area.right():
            return None
        return int((point.x() - area.left()) / area.width() * len(self._order))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw title, scale and bars."""
        colours, area = theme.colours(), self._area()
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        metrics = painter.fontMetrics()
        painter.setFont(self._bold())
        painter.setPen(QColor(colours.text))
        lines = self._title_lines()
        for row, line in enumerate(lines):
            painter.drawText(QPointF(MARGIN, metrics.ascent() + 1 + row * self._line()), line)
        painter.setFont(self.font())
        below = metrics.ascent() + 1 + len(lines) * self._line()
        painter.drawText(QPointF(MARGIN, below), self.said())
        painter.fillRect(area, QColor(colours.base))
        top = self._top()
        self._draw_scale(painter, area, top)
        self._draw_bars(painter, area, top)

    def _draw_scale(self, painter: QPainter, area: QRectF, top: float) -> None:
        colours = theme.colours()
        metrics = painter.fontMetrics()
        for value in (0.0, top / 2, top):
            y = area.bottom() - area.height() * value / top
            painter.setPen(QColor(theme.mix(colours.base, colours.border, 0.5)))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            text = localised(f"{value:g}")
            painter.setPen(QColor(colours.faint))
            x = area.left() - metrics.horizontalAdvance(text) - 4
            painter.drawText(QPointF(x, y + metrics.ascent() / 2 - 2), text)

    def _draw_bars(self, painter: QPainter, area: QRectF, top: float) -> None:
        if not self._order:
            return
        colours = theme.colours()
        full, weak = QColor(colours.curves[0]), QColor(colours.border)
        step = area.width() / len(self._order)
        gap = 1.0 if step >= 4 else 0.0
        for place, index in enumerate(self._order):
            value = self._values[index]
            height = area.height() * min(value / top, 1.0) if value > 0 else 0.0
            # Also what is next to nothing has a foot to be seen and pointed at.
            height = max(height, 2.0)
            left = area.left() + place * step
            bar = QRectF(left + gap, area.bottom() - height, max(step - 2 * gap, 0.7), height)
            chosen = QColor(colours.accent) if place == self._current else None
            painter.fillRect(bar, chosen or (full if value >= USED else weak))
        self._draw_numbers(painter, area, step)

    def _draw_numbers(self, painter: QPainter, area: QRectF, step: float) -> None:
        metrics = painter.fontMetrics()
        if metrics.horizontalAdvance(str(len(self._order))) + 4 > step:
            box = QRectF(MARGIN, area.bottom() + 4, self.width() - 2 * MARGIN, metrics.height())
            text = tr("dimensions, sorted")
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.setPen(QColor(theme.colours().faint))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            return
        painter.setPen(QColor(theme.colours().faint))
        for place, index in enumerate(self._order):
            box = QRectF(area.left() + place * step, area.bottom() + 1, step, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(index + 1))

    def _area(self) -> QRectF:
        metrics = self.fontMetrics()
        left = MARGIN + metrics.horizontalAdvance(localised(f"{self._top() / 2:g}")) + 6
        above = (len(self._title_lines()) + 1) * self._line() + metrics.ascent() / 2
        below = metrics.height() + 4
        return QRectF(left, above, self.width() - left - 6, max(self.height() - above - below, 8))

    def _top(self) -> float:
        """Return the upper end of the scale: 1, 2 or 5 times a power of ten."""
        largest = max((v for v in self._values if math.isfinite(v)), default=0.0)
        power = 10.0 ** math.floor(math.log10(max(largest, 0.1)))
        return next(m * power for m in (1, 2, 5, 10) if m * power >= largest or m == 10)

    def _title_lines(self) -> list[str]:
        """Break the title into lines that fit."""
        metrics, lines = QFontMetrics(self._bold()), [""]
        for word in self.title.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and metrics.horizontalAdvance(longer) > self.width() - 2 * MARGIN:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _line(self) -> int:
        return self.fontMetrics().height() + 1  # as above the curves

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font
