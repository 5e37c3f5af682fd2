"""The cursor of a chart: a line at x, and beside it what each curve says there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from genstudio.gui import theme
from genstudio.gui.widgets.chart_axes import Axes
from genstudio.gui.widgets.chart_legend import plain
from genstudio.gui.widgets.text import number

PAD, BETWEEN = 5.0, 10.0  # px around the rows, and between names and values
CHIP = 8.0  # px of the coloured piece in front of a name

Row = tuple[str, str, QColor]  # name, value and colour


def paint_reading(
    painter: QPainter, axes: Axes, x: float, rows: list[Row], colours: theme.Theme
) -> None:
    """Draw the line and, on the side where there is more room, a small table."""
    area = axes.area
    at = round(axes.point(x, 0).x()) + 0.5
    painter.setPen(QPen(QColor(colours.faint), 1, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()))
    metrics = QFontMetricsF(painter.font())
    high = metrics.height()
    shown = rows[: max(0, int((area.height() - 2 * PAD) / high) - 1)]
    table = [("x", number(x), QColor(Qt.GlobalColor.transparent)), *shown]
    names = max(metrics.horizontalAdvance(plain(name)) for name, _, _ in table)
    values = max(metrics.horizontalAdvance(value) for _, value, _ in table)
    wide = 2 * PAD + CHIP + 4 + names + BETWEEN + values
    right = at + 8 + wide <= area.right() or at - area.left() < area.right() - at
    box = QRectF(
        at + 8 if right else at - 8 - wide, area.top() + 4, wide, 2 * PAD + high * len(table)
    )
    ground = QColor(colours.base)
    ground.setAlphaF(0.88)
    painter.setPen(QColor(colours.border))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    for index, (name, value, colour) in enumerate(table):
        row = QRectF(box.left() + PAD, box.top() + PAD + index * high, wide - 2 * PAD, high)
        painter.fillRect(QRectF(row.left(), row.center().y() - CHIP / 2, CHIP, CHIP), colour)
        painter.setPen(QColor(colours.text))
        words = row.adjusted(CHIP + 4, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, plain(name))
        painter.drawText(words, Qt.AlignmentFlag.AlignRight, value)
