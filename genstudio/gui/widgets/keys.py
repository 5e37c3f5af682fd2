"""A line of a legend: how something is drawn, and what it is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from genstudio.gui import theme


class Key(QWidget):
    """A stroke in a colour of the theme, dashed or not, and words beside it."""

    def __init__(
        self, colour: str, text: str, *, dashed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(_Stroke(colour, dashed), 0, Qt.AlignmentFlag.AlignVCenter)
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        row.addWidget(label, 1)


class _Stroke(QWidget):
    def __init__(self, colour: str, dashed: bool) -> None:
        super().__init__()
        self._colour, self._dashed = colour, dashed
        self.setFixedSize(QSize(24, 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(getattr(theme.colours(), self._colour)), 2.5)
        pen.setStyle(Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(1, 6), QPointF(23, 6))
