"""The judge's verdict as bars: how sure it is of what was wanted, before and after."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.numbers import number
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role

GAP = 4  # px
BAR = 10


class VerdictBars(Described, QWidget):
    """Two bars from 0 to 100 %: an outline for the original, filled for the changed picture."""

    ROLE = Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before: float | None = None
        self.after: float | None = None
        accessible.install()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_verdict(self, before: float | None, after: float | None) -> None:
        """Show the probabilities that a judge gives; None for neither takes the bars away."""
        self.before, self.after = before, after
        self.setAccessibleDescription(self.spoken_value())
        self.update()

    def spoken_value(self) -> str:
        """Return both numbers in words."""
        if self.before is None or self.after is None:
            return ""
        before, after = (number(share, ".0%") for share in (self.before, self.after))
        return tr("before {before}, after {after}", before=before, after=after)

    def sizeHint(self) -> QSize:
        """Ask for two lines of text."""
        return QSize(160, 2 * self.fontMetrics().height() + GAP)

    def minimumSizeHint(self) -> QSize:
        """Need the same height."""
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a bar for each, with its name in front and its number behind."""
        if self.before is None or self.after is None:
            return
        painter, colours = QPainter(self), theme.colours()
        metrics = self.fontMetrics()
        rows = ((tr("before"), self.before, False), (tr("after"), self.after, True))
        left = max(metrics.horizontalAdvance(name) for name, _, _ in rows) + 8
        right = metrics.horizontalAdvance(number(1.0, ".0%")) + 8
        room = max(1.0, self.width() - left - right)
        for place, (name, share, filled) in enumerate(rows):
            top = place * (metrics.height() + GAP)
            line = QRectF(0, top, self.width(), metrics.height())
            painter.setPen(QColor(colours.text))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            painter.drawText(
                line,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                number(share, ".0%"),
            )
            bar = QRectF(left, top + (metrics.height() - BAR) / 2, room, BAR)
            painter.setPen(QPen(QColor(colours.border)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(bar)
            bar.setWidth(room * min(max(share, 0.0), 1.0))
            painter.setPen(QPen(QColor(colours.curves[0]), 1.5))
            inside = QColor(colours.curves[0])
            painter.setBrush(inside if filled else Qt.BrushStyle.NoBrush)
            painter.drawRect(bar)
