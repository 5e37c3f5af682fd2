"""The handle of the time slider: goes where it is clicked, and tells what is where."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSlider, QStyle, QToolTip

from genstudio.gui import theme
from genstudio.gui.widgets.text import tip

STAR = 4.5  # px from the star's centre to its points
MARK = 2.0  # px across the mark of a checkpoint that is ready


class Handle(QSlider):
    """A slider that goes where it is clicked, instead of a page in that direction.

    `best` is the value that is starred, if one is; `ready` are those that can be shown at once,
    marked under the groove; `describe(value)` says what the tooltip tells of one. `approached`
    says that the mouse or the keyboard has come.
    """

    approached = Signal()

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.best: int | None = None
        self.ready: frozenset[int] = frozenset()
        self.describe: Callable[[int], str] = str

    def value_at(self, x: float) -> int:
        """Return the value whose place is nearest to a horizontal position."""
        length = self._length()
        place, room = round(x) - length // 2, self.width() - length
        least, most, turned = self.minimum(), self.maximum(), self.isRightToLeft()
        return QStyle.sliderValueFromPosition(least, most, place, room, turned)

    def place_of(self, value: int) -> float:
        """Return where a value lies, in pixels from the left."""
        return self._place_of(value, self._length())

    def _place_of(self, value: int, length: int) -> float:
        least, most, turned = self.minimum(), self.maximum(), self.isRightToLeft()
        room = self.width() - length
        return QStyle.sliderPositionFromValue(least, most, value, room, turned) + length / 2

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move under the mouse, then let it be dragged on."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setValue(self.value_at(event.position().x()))
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the step while it is dragged."""
        super().mouseMoveEvent(event)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._tell(self.value(), event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the best one with B."""
        if event.key() == Qt.Key.Key_B and self.best is not None:
            self.setValue(self.best)
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Say that somebody is about to look."""
        super().enterEvent(event)
        self.approached.emit()

    def event(self, event: QEvent) -> bool:
        """Tell which step is under the mouse; hear that the keyboard has come."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(self.value_at(event.pos().x()), event.globalPos())
            return True
        if event.type() == QEvent.Type.FocusIn:
            self.approached.emit()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark what is ready under the groove, and draw a star above the best one."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours().accent))
        low = self.height() - 1.5 * MARK
        length = self._length()  # once: the style computes it anew at each question
        for value in self.ready:
            left = self._place_of(value, length) - MARK / 2
            painter.drawEllipse(QRectF(left, low, MARK, MARK))
        if self.best is not None:
            painter.setPen(QPen(QColor(theme.colours().background), 1))
            painter.setBrush(QColor(theme.colours().warning))
            painter.drawPolygon(star(QPointF(self.place_of(self.best), STAR + 0.5), STAR))

    def _length(self) -> int:
        return self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)

    def _tell(self, value: int, place: QPoint) -> None:
        QToolTip.showText(place, tip(self.describe(value)), self)


def star(centre: QPointF, size: float) -> QPolygonF:
    """Return a star of five points around a centre, of which the uppermost is `size` away."""
    radii = (size, 0.42 * size)
    turns = [(radii[i % 2], math.pi * (i / 5 - 0.5)) for i in range(10)]
    return QPolygonF([centre + QPointF(r * math.cos(a), r * math.sin(a)) for r, a in turns])
