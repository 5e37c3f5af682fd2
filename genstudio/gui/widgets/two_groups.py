"""Two histograms over one axis: where the codes of two groups lie along a direction."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role

BINS = 40
LOW, HIGH = -1.5, 2.5  # of the axis; 0 and 1 are the groups' means, what is farther is at the edge
HEIGHT = 50
Floats = NDArray[np.float64]


class TwoGroups(Described, QWidget):
    """The one group filled, the other as an outline, and a line where the subject lies."""

    ROLE = Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has: Floats | None = None
        self._without: Floats | None = None
        self._mark: float | None = None
        self._words = ""
        accessible.install()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def set_groups(self, has: ArrayLike | None, without: ArrayLike | None, words: str = "") -> None:
        """Show where the members of both groups lie; `words` say how well they are apart."""
        self._has, self._without = heights(has), heights(without)
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    def set_mark(self, place: float | None) -> None:
        """Show where the subject is now."""
        if place != self._mark:
            self._mark = place
            self.update()

    def spoken_value(self) -> str:
        """Return how well the groups are apart, in words."""
        return self._words

    def sizeHint(self) -> QSize:
        """Ask for a low, wide strip."""
        return QSize(220, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both groups, the axis with 0 and 1, and the mark."""
        if self._has is None or self._without is None:
            return
        colours, painter = theme.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        area = QRectF(self.rect()).adjusted(1, 2, -1, -line)
        top = max(float(self._has.max()), float(self._without.max()), 1e-9)
        self._draw(painter, area, self._has / top, colours.curves[0], filled=True)
        self._draw(painter, area, self._without / top, colours.curves[1], filled=False)
        painter.setPen(QColor(colours.border))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        for place, text in ((0.0, tr("has it not")), (1.0, tr("has it"))):
            x = self._x(area, place)
            painter.setPen(QPen(QColor(colours.faint), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.setPen(QColor(colours.text))
            box = QRectF(0, area.bottom() + 1, x + 4, line)
            if place:
                box = QRectF(x - 4, area.bottom() + 1, self.width() - x + 4, line)
            side = Qt.AlignmentFlag.AlignLeft if place else Qt.AlignmentFlag.AlignRight
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)
        if self._mark is not None:
            x = self._x(area, self._mark)
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _draw(
        self, painter: QPainter, area: QRectF, shares: Floats, colour: str, *, filled: bool
    ) -> None:
        """Draw one group as a shape; the outline is the second cue beside colour."""
        step = area.width() / BINS
        points = [area.bottomLeft()]
        for place, share in enumerate(shares):
            y = area.bottom() - float(share) * area.height()
            x = area.left() + place * step
            points += [QPointF(x, y), QPointF(x + step, y)]
        points.append(area.bottomRight())
        inside = QColor(colour)
        inside.setAlphaF(0.55)
        painter.setBrush(inside if filled else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 1.5))
        painter.drawPolygon(QPolygonF(points))

    def _x(self, area: QRectF, place: float) -> float:
        share = (min(max(place, LOW), HIGH) - LOW) / (HIGH - LOW)
        return area.left() + share * area.width()


def heights(places: ArrayLike | None) -> Floats | None:
    """Return the share of a group in each of BINS; what is beyond the axis counts at its edge."""
    if places is None:
        return None
    inside = np.clip(np.asarray(places, np.float64), LOW, HIGH)
    counts, _ = np.histogram(inside, BINS, (LOW, HIGH))
    return counts / max(1, len(inside))
