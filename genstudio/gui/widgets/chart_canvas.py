"""What a chart shows and how it is painted; `chart` adds the mouse and the keys."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.gui import theme
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.chart_axes import TICK, Array, Axes, Range, fitting, widest_tick
from genstudio.gui.widgets.chart_legend import Legend, plain
from genstudio.gui.widgets.chart_marks import Arrows, Band, Bars, Curve, Dots, Line, Mark
from genstudio.gui.widgets.chart_reading import paint_reading
from genstudio.gui.widgets.text import number

FADED = 0.35  # what is left of the other marks' colours while one is pointed at


class ChartCanvas(Described, QWidget):
    """Draws what was set under each term; setting a term anew replaces it, in its old place."""

    ROLE = Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: dict[str, Mark] = {}
        self._ranges: list[Range] = [(0.0, 1.0), (0.0, 1.0)]
        self._titles = "", ""
        self._named: tuple[tuple[float, str], ...] = ()
        self._legend = Legend()
        self._axes: Axes | None = None
        self._painted: tuple[object, ...] = ()  # what the picture of the ground is of
        self._pixmap = QPixmap()
        self._lit = ""
        self._ticks_from = -math.inf
        self._cursor: float | None = None
        self._beside: list[ChartCanvas] = []
        accessible.install()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # numbers grow to the right
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What is shown

    def set_range(self, x: Range | None = None, y: Range | None = None) -> None:
        """Show these data; without an extent, some room around."""
        for index, given in enumerate((x, y)):
            if given is not None:
                self._ranges[index] = fitting(*given)
        self._refit()

    def set_ticks_from(self, y: float) -> None:
        """Number the scale beside the frame from here upwards only."""
        self._ticks_from = y
        self._refit()

    def set_titles(self, x: str, y: str = "") -> None:
        """Name the axes: below the frame, and at its upper left."""
        self._titles = x, y
        self._refit()

    def name_ticks(self, named: Iterable[tuple[float, str]]) -> None:
        """Write these texts below the frame at their places, instead of numbers."""
        self._named = tuple(named)
        self._refit()

    def set_curve(self, term: str, x: ArrayLike, y: ArrayLike, **look: Any) -> None:
        """Draw y over x, both [N], ascending; look: name, colour, dash, fill, width, base."""
        self._put(Curve(term, x=_floats(x), y=_floats(y), **look))

    def set_dots(self, term: str, x: ArrayLike, y: ArrayLike, **look: Any) -> None:
        """Draw points, both [N]; look: name, colour, size, ticks."""
        self._put(Dots(term, x=_floats(x), y=_floats(y), **look))

    def set_arrows(
        self, term: str, x0: ArrayLike, y0: ArrayLike, x1: ArrayLike, y1: ArrayLike, **look: Any
    ) -> None:
        """Draw arrows from (x0, y0) to (x1, y1), all [N]; look: name, colour, dash, width."""
        x0, y0, x1, y1 = (_floats(v) for v in (x0, y0, x1, y1))
        self._put(Arrows(term, x0=x0, y0=y0, x1=x1, y1=y1, **look))

    def set_bars(self, term: str, x: ArrayLike, y: ArrayLike, **look: Any) -> None:
        """Draw bars, both [N]; look: name, colour, thick (units of x), base, fill."""
        self._put(Bars(term, x=_floats(x), y=_floats(y), **look))

    def set_band(self, term: str, low: float, high: float, **look: Any) -> None:
        """Fill from one x to another; look: name, colour, upright (off: from y to y)."""
        self._put(Band(term, low=low, high=high, **look))

    def set_line(self, term: str, at: float, **look: Any) -> None:
        """Draw a line across at x; look: name, colour, dash, width, upright (off: at y)."""
        self._put(Line(term, at=at, **look))

    def remove(self, *terms: str) -> None:
        """Take away what is under these terms; those that are not there are ignored."""
        gone = [self._marks.pop(term) for term in terms if term in self._marks]
        if any(mark.name for mark in gone):
            self._refit()
        elif gone:
            self.update()  # the frame and the legend stay as they are

    @property
    def marks(self) -> dict[str, Mark]:
        """What is shown, by term, in the order it is drawn in."""
        return self._marks

    def highlight(self, term: str) -> None:
        """Let one term stand out, "" for none."""
        if term not in self._marks:
            term = ""
        if term != self._lit:
            self._lit = term
            self.update()

    @property
    def highlighted(self) -> str:
        """The term that stands out."""
        return self._lit

    @property
    def cursor_x(self) -> float | None:
        """Where values are read."""
        return self._cursor

    def set_cursor(self, x: float | None) -> None:
        """Read values at x, in charts that share the axis too; None reads none."""
        if x is not None:
            x = min(max(x, self._ranges[0][0]), self._ranges[0][1])
        for chart in (self, *self._beside):
            chart._show_cursor(x)

    def share_x(self, *others: ChartCanvas) -> None:
        """Have frames that stand below one another begin at the same pixel, and one cursor."""
        group = [self, *others]
        for chart in group:
            chart._beside = [other for other in group if other is not chart]
            chart._refit()

    def axes(self) -> Axes:
        """Return where data lie in pixels now."""
        if self._axes is None:
            self._axes = self._fitted()
            for mark in self._marks.values():
                mark.place(self._axes)
        return self._axes

    def place_of(self, x: float, y: float) -> QPointF:
        """Return the pixel of a point, for whoever draws or clicks there."""
        return self.axes().point(x, y)

    def spoken_value(self) -> str:
        """Return what is read at the cursor, or which curves there are."""
        if self._cursor is None:
            return ", ".join(plain(m.name) for m in self._marks.values() if m.name)
        values = [f"{plain(m.name)} {number(v)}" for m, v in self._values(self._cursor)]
        return ", ".join([f"{plain(self._titles[0]) or 'x'} {number(self._cursor)}", *values])

    # Painting

    def sizeHint(self) -> QSize:
        """Ask for a picture twice as wide as high."""
        return QSize(520, 280)

    def minimumSizeHint(self) -> QSize:
        """Need room for a few numbers on each axis."""
        high = self.fontMetrics().height()
        return QSize(12 * high, 9 * high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, marks, cursor and legend."""
        painter, colours, axes = QPainter(self), theme.colours(), self.axes()
        painter.drawPixmap(0, 0, self._ground(axes, colours))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(axes.area.adjusted(1, 1, 0, 0))
        last = self._marks.get(self._lit)
        for mark in self._marks.values():
            if mark is not last:
                mark.paint(painter, self._colour(mark, colours), lit=False)
        if last is not None:
            last.paint(painter, self._colour(last, colours), lit=True)
        if self._cursor is not None:
            paint_reading(painter, axes, self._cursor, self._rows(self._cursor, colours), colours)
        painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(axes.area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Work the pixels out anew."""
        super().resizeEvent(event)
        self._refit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font; colours are read when painting."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._refit()

    def _ground(self, axes: Axes, colours: theme.Theme) -> QPixmap:
        """Return frame, numbers, titles and legend: painted once, their text takes the longest."""
        looks = tuple(entry.mark.look for entry in self._legend.entries)
        ratio = self.devicePixelRatioF()
        key = axes, colours, looks, self._titles, self._lit, self.size(), ratio, self.font().key()
        if key != self._painted:
            self._painted = key
            self._pixmap = QPixmap(self.size() * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._pixmap)
            painter.setFont(self.font())
            axes.paint(painter, colours)
            self._paint_titles(painter, axes, colours)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._legend.paint(painter, lambda m: _resolved(m, colours), self._lit, colours)
            painter.end()
        return self._pixmap

    def _paint_titles(self, painter: QPainter, axes: Axes, colours: theme.Theme) -> None:
        painter.setPen(QColor(colours.faint))
        high = QFontMetricsF(painter.font()).height()
        x, y = (plain(title) for title in self._titles)
        if x:
            below = QRectF(
                axes.area.left(), axes.area.bottom() + TICK + high, axes.area.width(), high
            )
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, x)
        if y:
            # Half a line higher than the area: that half is of the highest number.
            above = QRectF(2, axes.area.top() - 1.5 * high - 2, self.width() - 4, high)
            painter.drawText(above, Qt.AlignmentFlag.AlignLeft, y)

    def _fitted(self) -> Axes:
        metrics = QFontMetricsF(self.font())
        high = metrics.height()
        bottom = self.height() - TICK - high * (2 if self._titles[0] else 1) - 2
        left = max(chart._numbers(metrics) for chart in (self, *self._beside)) + TICK + 4
        width = self.width() - left - high
        legend = self._legend.lay_out(self._marks.values(), left, width, self.font())
        titled = bool(self._titles[1])
        top = legend + 1.5 * high + 2 if titled else max(high / 2, legend) + 2
        area = QRectF(round(left) + 0.5, round(top) + 0.5, 0, 0)
        area.setSize(QRectF(0, 0, max(20.0, round(width)), max(20.0, round(bottom - top))).size())
        x, y = self._ranges
        return Axes(area, x, y, named=self._named, ticks_from=self._ticks_from)

    def _numbers(self, metrics: QFontMetricsF) -> float:
        return widest_tick(
            self._ranges[1], max(20.0, self.height() - 4 * metrics.height()), metrics
        )

    def _colour(self, mark: Mark, colours: theme.Theme) -> QColor:
        found = _resolved(mark, colours)
        if self._lit and mark.term != self._lit:
            return QColor(theme.mix(colours.base, found.name(), FADED))
        return found

    def _rows(self, x: float, colours: theme.Theme) -> list[tuple[str, str, QColor]]:
        return [(m.name, number(v), _resolved(m, colours)) for m, v in self._values(x)]

    def _values(self, x: float) -> Iterator[tuple[Mark, float]]:
        for mark in self._marks.values():
            value = mark.value(x) if mark.name else None
            if value is not None:
                yield mark, value

    # Changes

    def _show_cursor(self, x: float | None) -> None:
        self._cursor = x
        self.update()

    def _put(self, mark: Mark) -> None:
        former = self._marks.get(mark.term)
        self._marks[mark.term] = mark
        if self._axes is not None and mark.name == (former.name if former is not None else ""):
            mark.place(self._axes)  # the frame and the legend stay as they are
            if former is not None:
                self._legend.replace(former, mark)
            self.update()
        else:
            self._refit()

    def _refit(self) -> None:
        for chart in (self, *self._beside):
            chart._axes = None
            chart.update()


def _resolved(mark: Mark, colours: theme.Theme) -> QColor:
    """Return a mark's colour in this theme."""
    name = mark.colour
    if name.startswith("curve"):
        return QColor(colours.curves[int(name[5:])])
    return QColor(name if name.startswith("#") else getattr(colours, name))


def _floats(values: ArrayLike) -> Array:
    return np.atleast_1d(np.asarray(values, np.float64))
