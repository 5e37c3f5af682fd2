"""What can stand in a chart: curves, dots, arrows, bars, bands and lines, each under a term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from genstudio.gui.widgets.chart_axes import Array, Axes
from genstudio.gui.widgets.chart_strokes import FAR, faded, polygon, runs, strokes, to_segments

FILL, FILL_LIT = 0.22, 0.45  # how much of a filled region's colour there is
ARROW = 5.0  # px of an arrow's head


@dataclass(slots=True, eq=False)
class Mark:
    """Something drawn under a term; `place` must be called before the others."""

    term: str
    name: str = ""
    colour: str = "text"  # a colour of the theme, or #rrggbb
    dash: bool = False
    width: float = 2.0
    fill: bool = False

    @property
    def look(self) -> tuple[object, ...]:
        """What its sample in the legend depends on."""
        size, ticks = getattr(self, "size", 0.0), getattr(self, "ticks", False)
        return self.term, self.name, self.colour, self.dash, self.width, self.fill, size, ticks

    def place(self, axes: Axes) -> None:
        """Work out the pixels."""

    def paint(self, painter: QPainter, colour: QColor, *, lit: bool) -> None:
        """Draw it; `lit` for the one that is pointed at."""

    def distance(self, at: QPointF) -> float:
        """Return how far the line or point is from a pixel."""
        return FAR

    def covers(self, at: QPointF) -> float:
        """Return the area [px^2] of its filled region, where that is under a pixel; else inf."""
        return FAR

    def value(self, x: float) -> float | None:
        """Return what it says at x, where that is a number."""
        return None

    def strokes(self, painter: QPainter, colour: QColor, *, lit: bool) -> Iterator[None]:
        """Set the pen, and yield as often as its lines are to be drawn with it."""
        return strokes(painter, colour, self.width + (1.5 if lit else 0), dash=self.dash)

    def swatch(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        """Draw a small sample for the legend."""
        middle = box.center().y()
        if self.fill:
            painter.fillRect(box, faded(colour, FILL_LIT))
        for _ in self.strokes(painter, colour, lit=False):
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))


@dataclass(slots=True, eq=False)
class Curve(Mark):
    """y over x, both [N]; it breaks where y is NaN. Filled down to `base` where asked for."""

    x: Array = field(default_factory=lambda: np.empty(0))
    y: Array = field(default_factory=lambda: np.empty(0))
    base: float = 0.0
    _px: Array = field(default_factory=lambda: np.empty(0))
    _py: Array = field(default_factory=lambda: np.empty(0))
    _floor: float = 0.0
    _pieces: list[QPolygonF] = field(default_factory=list)
    _fills: list[QPolygonF] = field(default_factory=list)

    def place(self, axes: Axes) -> None:
        """Make polygons of the pixels, one for each piece without NaN."""
        self._px, self._py = axes.to_x(self.x), axes.to_y(self.y)
        self._floor = float(axes.to_y(np.array(self.base)))
        self._pieces, self._fills = [], []
        for piece in runs(~np.isnan(self._py)):
            x, y = self._px[piece], self._py[piece]
            self._pieces.append(polygon(x, y))
            if self.fill:
                ends = np.array([x[-1], x[0]]), np.array([self._floor, self._floor])
                self._fills.append(
                    polygon(np.concatenate([x, ends[0]]), np.concatenate([y, ends[1]]))
                )

    def paint(self, painter: QPainter, colour: QColor, *, lit: bool) -> None:
        """Fill first, the line above it."""
        if self._fills:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(colour, FILL_LIT if lit else FILL))
            for piece in self._fills:
                painter.drawPolygon(piece)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for _ in self.strokes(painter, colour, lit=lit):
            for piece in self._pieces:
                painter.drawPolyline(piece)

    def distance(self, at: QPointF) -> float:
        """Measure to every piece of the line."""
        x, y = self._px, self._py
        return to_segments(at, x[:-1], y[:-1], x[1:], y[1:])

    def covers(self, at: QPointF) -> float:
        """Ask whether the pixel is between the curve and its base."""
        if not self.fill or len(self._px) < 2 or not self._px[0] <= at.x() <= self._px[-1]:
            return FAR
        y = float(np.interp(at.x(), self._px, self._py))
        low, high = min(y, self._floor), max(y, self._floor)
        if not low <= at.y() <= high:
            return FAR
        heights = np.abs(self._py - self._floor)
        return float(np.nansum(0.5 * (heights[1:] + heights[:-1]) * np.diff(self._px)))

    def value(self, x: float) -> float | None:
        """Interpolate, within the curve's extent."""
        if not len(self.x) or not self.x[0] <= x <= self.x[-1]:
            return None
        found = float(np.interp(x, self.x, self.y))
        return None if np.isnan(found) else found


@dataclass(slots=True, eq=False)
class Dots(Mark):
    """Points (x, y), both [N], as discs, or as upright ticks of `size` pixels."""

    x: Array = field(default_factory=lambda: np.empty(0))
    y: Array = field(default_factory=lambda: np.empty(0))
    size: float = 6.0
    ticks: bool = False
    _px: Array = field(default_factory=lambda: np.empty(0))
    _py: Array = field(default_factory=lambda: np.empty(0))
    _points: QPolygonF = field(default_factory=QPolygonF)

    def place(self, axes: Axes) -> None:
        """Leave out what is NaN."""
        x, y = axes.to_x(self.x), axes.to_y(self.y)
        good = ~(np.isnan(x) | np.isnan(y))
        self._px, self._py = x[good], y[good]
        self._points = polygon(self._px, self._py)

    def paint(self, painter: QPainter, colour: QColor, *, lit: bool) -> None:
        """Draw all in one call."""
        size = self.size + (3 if lit else 0)
        if self.ticks:
            half = size / 2
            lines = [QLineF(x, y - half, x, y + half) for x, y in zip(self._px, self._py)]
            for _ in strokes(painter, colour, 2.0 if lit else 1.0):
                painter.drawLines(lines)
            return
        pen = QPen(colour, size)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPoints(self._points)

    def distance(self, at: QPointF) -> float:
        """Measure to the rim of the nearest."""
        if not len(self._px):
            return FAR
        to = np.hypot(self._px - at.x(), self._py - at.y()).min()
        return max(0.0, float(to) - self.size / 2)

    def swatch(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        """Draw a disc, or three ticks."""
        middle = box.center()
        if self.ticks:
            painter.setPen(QPen(colour, 1.2))
            for x in (-5, 0, 5):
                painter.drawLine(
                    QPointF(middle.x() + x, middle.y() - 4), QPointF(middle.x() + x, middle.y() + 4)
                )
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(middle, min(5.0, self.size / 2 + 1), min(5.0, self.size / 2 + 1))


@dataclass(slots=True, eq=False)
class Arrows(Mark):
    """Arrows from (x0, y0) to (x1, y1), all [N]."""

    x0: Array = field(default_factory=lambda: np.empty(0))
    y0: Array = field(default_factory=lambda: np.empty(0))
    x1: Array = field(default_factory=lambda: np.empty(0))
    y1: Array = field(default_factory=lambda: np.empty(0))
    width: float = 1.2
    _ends: tuple[Array, Array, Array, Array] | None = None
    _lines: list[QLineF] = field(default_factory=list)

    def place(self, axes: Axes) -> None:
        """Work out shafts and heads."""
        ends = axes.to_x(self.x0), axes.to_y(self.y0), axes.to_x(self.x1), axes.to_y(self.y1)
        good = ~np.isnan(sum(ends))
        x0, y0, x1, y1 = (end[good] for end in ends)
        self._ends = x0, y0, x1, y1
        length = np.maximum(np.hypot(x1 - x0, y1 - y0), 1e-9)
        head = np.minimum(ARROW, 0.6 * length) / length
        dx, dy = (x0 - x1) * head, (y0 - y1) * head
        sides = [(x1 + dx - s * dy / 2, y1 + dy + s * dx / 2) for s in (1, -1)]
        parts = [np.stack([x0, y0, x1, y1], 1)]
        parts += [np.stack([x1, y1, x, y], 1) for x, y in sides]
        self._lines = [QLineF(*four) for four in np.concatenate(parts).tolist()]

    def paint(self, painter: QPainter, colour: QColor, *, lit: bool) -> None:
        """Draw all in one call."""
        for _ in self.strokes(painter, colour, lit=lit):
            painter.drawLines(self._lines)

    def distance(self, at: QPointF) -> float:
        """Measure to the nearest shaft."""
        return FAR if self._ends is None else to_segments(at, *self._ends)

    def swatch(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        """Draw one arrow."""
        y = box.center().y()
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        for side in (-3, 3):
            painter.drawLine(QPointF(box.right(), y), QPointF(box.right() - 4, y + side))


@dataclass(slots=True, eq=False)
class Bars(Mark):
    """Upright bars from `base` to y at x, both [N], each `thick` units of x wide."""

    x: Array = field(default_factory=lambda: np.empty(0))
    y: Array = field(default_factory=lambda: np.empty(0))
    base: Array | float = 0.0
    thick: float = 0.8
    fill: bool = True
    _boxes: list[QRectF] = field(default_factory=list)

    def place(self, axes: Axes) -> None:
        """Work out the rectangles; one that is NaN is left out."""
        base = np.broadcast_to(np.asarray(self.base, np.float64), self.y.shape)
        left, right = axes.to_x(self.x - self.thick / 2), axes.to_x(self.x + self.thick / 2)
        top, bottom = axes.to_y(np.maximum(self.y, base)), axes.to_y(np.minimum(self.y, base))
        all_of = zip(left.tolist(), top.tolist(), right.tolist(), bottom.tolist())
        self._boxes = [QRectF(a, t, b - a, o - t) for a, t, b, o in all_of if t == t and o == o]

    def paint(self, painter: QPainter, colour: QColor, *, lit: bool) -> None:
        """Fill them, with a rim."""
        painter.setPen(QPen(colour, 2.0 if lit else 1.0))
        painter.setBrush(
            faded(colour, 0.85 if lit else 0.6) if self.fill else Qt.BrushStyle.NoBrush
        )
        painter.drawRects(self._boxes)

    def covers(self, at: QPointF) -> float:
        """Return the area of the bar under a pixel."""
        sizes = (b.width() * b.height() for b in self._boxes if b.contains(at))
        return min(sizes, default=FAR)

    def value(self, x: float) -> float | None:
        """Return the height of the bar at x."""
        if not len(self.x):
            return None
        nearest = int(np.abs(self.x - x).argmin())
        inside = abs(self.x[nearest] - x) <= self.thick / 2
        return float(self.y[nearest]) if inside and np.isfinite(self.y[nearest]) else None

    def swatch(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        """Draw a small bar."""
        painter.setPen(QPen(colour, 1.0))
        painter.setBrush(faded(colour, 0.6) if self.fill else Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(3, 1, -3, -1))


@dataclass(slots=True, eq=False)
class Band(Mark):
    """Everything from one value to another, on x or (`upright` off) on y."""

    low: float = 0.0
    high: float = 1.0
    upright: bool = True
    fill: bool = True
    _box: QRectF = field(default_factory=QRectF)

    def place(self, axes: Axes) -> None:
        """Cut it to the frame."""
        area, ends = axes.area, np.array([self.low, self.high])
        if self.upright:
            left, right = axes.to_x(ends)
            box = QRectF(QPointF(left, area.top()), QPointF(right, area.bottom()))
        else:
            bottom, top = axes.to_y(ends)
            box = QRectF(QPointF(area.left(), top), QPointF(area.right(), bottom))
        self._box = box.normalized() & area

    def paint(self, painter: QPainter, colour: QColor, *, lit: bool) -> None:
        """Fill it, faintly."""
        painter.fillRect(self._box, faded(colour, FILL if lit else FILL / 2))

    def covers(self, at: QPointF) -> float:
        """Return its area."""
        return self._box.width() * self._box.height() if self._box.contains(at) else FAR


@dataclass(slots=True, eq=False)
class Line(Mark):
    """A line across the whole frame, at x or (`upright` off) at y."""

    at: float = 0.0
    upright: bool = True
    width: float = 1.4
    _line: QLineF = field(default_factory=QLineF)

    def place(self, axes: Axes) -> None:
        """Draw it from edge to edge."""
        area, here = axes.area, np.array(self.at)
        if self.upright:
            x = float(axes.to_x(here))
            self._line = QLineF(x, area.top(), x, area.bottom())
        else:
            y = float(axes.to_y(here))
            self._line = QLineF(area.left(), y, area.right(), y)

    def paint(self, painter: QPainter, colour: QColor, *, lit: bool) -> None:
        """Draw it, unless it is nowhere."""
        if self.at == self.at:
            for _ in self.strokes(painter, colour, lit=lit):
                painter.drawLine(self._line)

    def distance(self, at: QPointF) -> float:
        """Measure straight to it."""
        if self.at != self.at:
            return FAR
        first = self._line.p1()
        return abs(at.x() - first.x()) if self.upright else abs(at.y() - first.y())

    def value(self, x: float) -> float | None:
        """Return where a level line is."""
        return None if self.upright else self.at
