"""Bars of success: the share of trials for each number of exemplars, and what chance would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.numbers import number
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role

if TYPE_CHECKING:
    from genstudio.analysis.arithmetic_bench import Measured, Success

BAR = 0.34  # of the room of a number of exemplars that each of its two bars takes
TICKS = (0.0, 0.5, 1.0)
CAP = 4  # px, half of an error bar's ends


class SuccessBars(Described, QWidget):
    """For each k two bars, of codes (filled) and of pixels (hatched), with standard errors."""

    ROLE = Role.Chart

    def __init__(self, counts: tuple[int, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = counts
        self._shown: Measured | None = None
        accessible.install()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 130)

    @property
    def shown(self) -> Measured | None:
        """What the bars show."""
        return self._shown

    def show_measured(self, measured: Measured | None) -> None:
        """Show what is measured by now."""
        self._shown = measured
        self.setAccessibleDescription(self.spoken_value())
        self.update()

    def spoken_value(self) -> str:
        """Return the shares in words."""
        if self._shown is None or not self._shown.results:
            return tr("Nothing is measured yet.")
        said = [
            tr(
                "k = {k}: {share} of the trials (in pixels {pixels})",
                k=one.k,
                share=_percent(one.share),
                pixels=_percent(one.pixels),
            )
            for one in self._shown.results
        ]
        return "; ".join([*said, tr("chance {share}", share=_percent(self._shown.chance))])

    def sizeHint(self) -> QSize:
        """Ask for a small chart."""
        return QSize(280, 150)

    def area(self) -> QRectF:
        """Return where the bars stand: 0 at the bottom, 1 at the top."""
        high = self.fontMetrics().height()
        left = self.fontMetrics().horizontalAdvance("100 %") + 6
        return QRectF(
            left, high, max(1, self.width() - left - 2), max(1, self.height() - 3.5 * high)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the axis, the bars and the line of chance."""
        painter, colours = QPainter(self), theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.area()
        self._draw_axis(painter, area, colours)
        results = {} if self._shown is None else {one.k: one for one in self._shown.results}
        step = area.width() / len(self._counts)
        for place, k in enumerate(self._counts):
            cell = QRectF(area.left() + place * step, area.top(), step, area.height())
            if k in results:
                self._draw_pair(painter, cell, results[k], colours)
            painter.setPen(QColor(colours.text))
            below = QRectF(cell.left(), area.bottom() + 2, step, self.fontMetrics().height())
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, f"k = {k}")
        self._draw_chance(painter, area, colours)
        self._draw_key(painter, area, colours)

    def _draw_axis(self, painter: QPainter, area: QRectF, colours: theme.Theme) -> None:
        high = self.fontMetrics().height()
        for share in TICKS:
            y = area.bottom() - share * area.height()
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.faint))
            box = QRectF(0, y - high / 2, area.left() - 4, high)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, _percent(share))

    def _draw_pair(
        self, painter: QPainter, cell: QRectF, one: Success, colours: theme.Theme
    ) -> None:
        shares = ((one.share, one.error), (one.pixels, one.pixels_error))
        fills = (
            QBrush(QColor(colours.fake)),
            QBrush(QColor(colours.faint), Qt.BrushStyle.BDiagPattern),
        )
        for place, ((share, error), fill) in enumerate(zip(shares, fills)):
            width = BAR * cell.width()
            left = cell.center().x() + (place - 1) * width + (2 * place - 1)
            height = share * cell.height()
            bar = QRectF(left, cell.bottom() - height, width, height)
            painter.setPen(QPen(QColor(colours.fake if place == 0 else colours.faint), 1))
            painter.setBrush(fill)
            painter.drawRect(bar)
            self._draw_error(painter, bar, error * cell.height(), colours)
            painter.setPen(QColor(colours.text))
            high = self.fontMetrics().height()
            top = max(0.0, bar.top() - error * cell.height() - high)
            box = QRectF(left - width / 2, top, 2 * width, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _percent(share))

    def _draw_error(
        self, painter: QPainter, bar: QRectF, height: float, colours: theme.Theme
    ) -> None:
        x, y = bar.center().x(), bar.top()
        painter.setPen(QPen(QColor(colours.text), 1.5))
        painter.drawLine(QPointF(x, y - height), QPointF(x, y + height))
        for end in (y - height, y + height):
            painter.drawLine(QLineF(x - CAP, end, x + CAP, end))

    def _draw_chance(self, painter: QPainter, area: QRectF, colours: theme.Theme) -> None:
        if self._shown is None or self._shown.chance != self._shown.chance:
            return
        y = area.bottom() - self._shown.chance * area.height()
        painter.setPen(QPen(QColor(colours.warning), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _draw_key(self, painter: QPainter, area: QRectF, colours: theme.Theme) -> None:
        """Say below what is what."""
        high = self.fontMetrics().height()
        chance = "" if self._shown is None else self._shown.chance
        parts = [(colours.fake, tr("codes")), (colours.faint, tr("pixels (hatched)"))]
        if isinstance(chance, float) and chance == chance:
            parts.append((colours.warning, tr("chance {share} (dashed)", share=_percent(chance))))
        x, y = area.left(), self.height() - high
        for place, (colour, text) in enumerate(parts):
            hatched = place == 1
            painter.setPen(QPen(QColor(colour)) if hatched else QPen(Qt.PenStyle.NoPen))
            pattern = Qt.BrushStyle.BDiagPattern if hatched else Qt.BrushStyle.SolidPattern
            painter.setBrush(QBrush(QColor(colour), pattern))
            painter.drawRect(QRectF(x, y + high / 2 - 4, 8, 8))
            painter.setPen(QColor(colours.text))
            width = self.fontMetrics().horizontalAdvance(text)
            painter.drawText(QRectF(x + 12, y, width + 4, high), 0, text)
            x += width + 24


def _percent(share: float) -> str:
    return number(share, ".0%")
