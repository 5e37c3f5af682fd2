"""One plot of the curves: lines, level lines, marks and a cursor (pyqtgraph, imported late).

Ranges are set by hand and change in steps: with pyqtgraph's own auto-range every update
is painted twice, which takes a third of a small model's training speed.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.numbers import localised
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.axis import Axis
from genstudio.gui.widgets.behind import Behind, BehindLines
from genstudio.gui.widgets.readout import DASHES, PAIRED, VALIDATION, pen
from genstudio.gui.widgets.series import Floats, Group, outline, round_up, spread, stepped

FAINT = 50  # opacity of the raw line behind the smoothed one, of 255
LABEL = 18  # pixels between two labels
NEAR = 12  # pixels around a label
MOST_LABEL = 0.5  # share of the width that labels may take
MOST_MARKS = 40


@dataclass(slots=True)
class Line:
    """A term as it is drawn: the raw line, the smoothed one over it, and its name."""

    term: str
    order: int
    raw: pg.PlotCurveItem
    smooth: pg.PlotCurveItem
    label: pg.TextItem
    name: str
    end: tuple[float, float] | None = None
    paired: bool = False  # it is the validation of a term that is drawn too

    @property
    def short(self) -> str:
        """What it is called beside its term, whose colour it shares: just "val"."""
        return tr(PAIRED) if self.paired else self.name

    @property
    def dash(self) -> tuple[float, ...]:
        """The pattern of its pen."""
        if self.term.startswith("val "):
            return VALIDATION
        return DASHES[self.order % len(DASHES)]

    def colour(self) -> str:
        """Return its colour: a validation term has that of its term."""
        curves = theme.colours().curves
        return curves[self.order % len(curves)]


@dataclass(frozen=True, slots=True)
class Trace:
    """What to draw of one term; `smooth` is empty where nothing is smoothed."""

    x: Floats
    y: Floats
    smooth_x: Floats = field(default_factory=lambda: np.zeros(0))
    smooth_y: Floats = field(default_factory=lambda: np.zeros(0))


class Plot(Described, pg.PlotWidget):
    """Signals: pointed(x or None) for the mouse above it, chosen(x) for a click or drag."""

    ROLE = Role.Chart
    pointed = Signal(object)
    chosen = Signal(object)

    def __init__(self, group: Group, parent: QWidget | None = None) -> None:
        axes = {side: Axis(side) for side in ("left", "bottom")}
        super().__init__(parent, axisItems=axes, enableMenu=False)
        self.group = group
        self._top = 0.0  # the right end of x, kept until it no longer fits
        self._last = 0.0  # where the lines end
        self.paint_seconds = 0.0  # what painting took since somebody set this to 0
        self._lines: dict[str, Line] = {}
        self._range: tuple[float, float] | None = None
        self._log = False
        self._levels = [_level(value, localised(text)) for value, text in group.lines]
        self.behind = BehindLines(self)
        self._marks: list[pg.InfiniteLine] = []
        self._marked: list[tuple[float, str]] = []
        self._hover = pg.InfiniteLine(angle=90, movable=False)
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        for item in (*self._levels, self._hover, self._cursor):
            item.setZValue(5)  # with its text, over the lines
            self.addItem(item, ignoreBounds=True)
        for item in (*self._levels, self._hover, self._cursor):
            item.hide()
        self._empty = QLabel(tr("Curves appear here while a model trains"), self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("kind", "faint")
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._set_up()
        self.recolour()

    def _set_up(self) -> None:
        item = self.getPlotItem()
        for drawn in (self, item):  # numbers and axes run to the right in every language
            drawn.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        item.setMenuEnabled(False)
        item.hideButtons()
        item.disableAutoRange()
        item.setMouseEnabled(x=False, y=False)
        item.setClipToView(False)
        self.setXRange(0, 100, padding=0)
        self.setYRange(0, 1, padding=0)
        for side in ("left", "bottom"):
            item.getAxis(side).setZValue(-1)  # its lines lie behind the curves
        item.vb.sigResized.connect(self._place_labels)
        self.setMouseTracking(True)
        self.setMinimumSize(120, 70)
        for shown in (self, self.viewport()):  # the keys are those of all plots together
            shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        accessible.install()
        self.setAccessibleName(tr("Curves of {title}", title=self.group.title))
        self._describe()

    @property
    def lines(self) -> dict[str, Line]:
        """The terms that are drawn."""
        return self._lines

    @property
    def ranges(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """((x low, x high), (y low, y high)) as shown; y in powers of ten where it is log."""
        x, y = self.viewRange()
        return (x[0], x[1]), (y[0], y[1])

    def draw(self, traces: dict[str, Trace], last: float, behind: Sequence[Behind] = ()) -> None:
        """Draw these terms, up to `last` along x, and forget others.

        `behind` are lines of other runs, the nearest first.
        """
        self.behind.draw(behind)
        for term in set(self._lines) - set(traces):
            line = self._lines.pop(term)
            for item in (line.raw, line.smooth, line.label):
                self.removeItem(item)
        for term, trace in traces.items():
            line = self._lines.get(term) or self._add(term)
            self._pair(line, term.startswith("val ") and term.removeprefix("val ") in traces)
            smoothed = len(trace.smooth_y) > 0
            line.raw.setData(trace.x, trace.y, skipFiniteCheck=True)
            line.smooth.setData(trace.smooth_x, trace.smooth_y, skipFiniteCheck=True)
            self._set_pens(line, smoothed)
            x, y = (trace.smooth_x, trace.smooth_y) if smoothed else (trace.x, trace.y)
            line.end = (float(x[-1]), float(y[-1])) if len(y) else None
        empty = not any(line.end for line in self._lines.values()) and not behind
        self._empty.setVisible(empty)
        for item, (value, _) in zip(self._levels, self.group.lines):
            item.setVisible(not empty and bool(value > 0 or not self._log))
        self._set_ranges(traces, behind, last)
        self._place_labels()

    def set_log(self, on: bool) -> None:
        """Show powers of ten along y; the traces are expected as logarithms."""
        self._log, self._range = on, None
        self.getPlotItem().getAxis("left").log = on
        for item, (value, _) in zip(self._levels, self.group.lines):
            item.setValue(np.log10(value) if on and value > 0 else value)

    def set_marks(self, marks: list[tuple[float, str]]) -> None:
        """Draw thin upright lines with text, the last forty of them."""
        if marks == self._marked:
            return
        self._marked = list(marks)
        for item in self._marks:
            self.removeItem(item)
        self._marks = []
        for x, text in marks[-MOST_MARKS:]:
            options = {"position": 0.97, "rotateAxis": (1, 0), "anchors": [(1, 0), (1, 0)]}
            item = pg.InfiniteLine(x, angle=90, label=text, labelOpts=options)
            item.setZValue(4)
            self.addItem(item, ignoreBounds=True)
            self._marks.append(item)
        self.recolour()

    def set_cursor_at(self, x: float | None) -> None:
        """Draw the line of the step that is shown everywhere, or none."""
        self._cursor.setVisible(x is not None)
        if x is not None:
            self._cursor.setValue(x)

    def set_hover_at(self, x: float | None) -> None:
        """Draw the line under the mouse, or none."""
        self._hover.setVisible(x is not None)
        if x is not None:
            self._hover.setValue(x)

    def recolour(self) -> None:
        """Take the colours of the theme."""
        colours = theme.colours()
        self.setBackground(colours.base)
        ground = pg.mkBrush(_faded(colours.base, 120))
        for line in self._lines.values():
            line.label.setColor(line.colour())
            line.label.fill = pg.mkBrush(_faded(colours.base, 210))  # over level lines
            self._set_pens(line, line.smooth.yData is not None and len(line.smooth.yData) > 0)
        self.behind.recolour()
        for level in self._levels:
            level.setPen(pen(colours.faint, (2, 4)))
            level.label.setColor(colours.text)
            level.label.fill = ground
        for mark in self._marks:
            mark.setPen(pen(colours.faint, (1, 3)))
            mark.label.setColor(colours.text)
            mark.label.fill = ground
        self._hover.setPen(pen(colours.faint, ()))
        self._cursor.setPen(pen(colours.accent, ()))

    def _describe(self) -> None:
        names = ", ".join(map(self.group.name, self.group.terms))
        self.setAccessibleDescription(tr("lines: {names}", names=names))

    def _label_share(self) -> float:
        """Return the share of the width that the names beside the lines' ends take."""
        metrics = self.fontMetrics()
        names = [*map(self.group.name, self.group.terms), tr(PAIRED)]
        room = self._label_room()
        widths = [metrics.horizontalAdvance(name) + NEAR for name in names]
        widest = max((width for width in widths if width <= room), default=0)
        return widest / max(1.0, float(self.getPlotItem().vb.width()))

    def _label_room(self) -> float:
        """Return the pixels that names may take; what is wider stands above the plot only."""
        return MOST_LABEL * float(self.getPlotItem().vb.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and take the time of it."""
        started = time.perf_counter()
        super().paintEvent(event)
        self.paint_seconds += time.perf_counter() - started

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say where the mouse is."""
        x = self._x_at(event.position())
        self.pointed.emit(x)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.chosen.emit(x)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the place under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._x_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Need nothing more of a click."""

    def leaveEvent(self, event: QEvent) -> None:
        """Take the line under the mouse away."""
        self.pointed.emit(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the placeholder in the middle."""
        super().resizeEvent(event)
        if hasattr(self, "_empty"):  # pyqtgraph resizes itself before it is made
            self._empty.setGeometry(self.rect())

    def _x_at(self, place: QPointF) -> float:
        scene = self.mapToScene(place.toPoint())
        return float(self.getPlotItem().vb.mapSceneToView(scene).x())

    def _add(self, term: str) -> Line:
        base = term.removeprefix("val ")
        order = self.group.terms.index(base) if base in self.group.terms else len(self._lines)
        items = pg.PlotCurveItem(), pg.PlotCurveItem(), pg.TextItem()
        line = Line(term, order, *items, self.group.name(base))
        line.label.setText(line.short)
        line.label.setAnchor((0, 0.5))
        line.label.setColor(line.colour())
        line.label.fill = pg.mkBrush(_faded(theme.colours().base, 210))
        line.label.setZValue(6)
        for item in (line.raw, line.smooth, line.label):
            self.addItem(item, ignoreBounds=True)
        self._lines[term] = line
        return line

    @staticmethod
    def _pair(line: Line, paired: bool) -> None:
        """Call a validation by the name of its term where that is not there itself."""
        if paired != line.paired:
            line.paired = paired
            line.label.setText(line.short)

    def _set_pens(self, line: Line, smoothed: bool) -> None:
        # The pattern is for the line that is read; a noisy one shows no pattern.
        raw = pen(_faded(line.colour(), FAINT), ()) if smoothed else pen(line.colour(), line.dash)
        for item, wanted in ((line.raw, raw), (line.smooth, pen(line.colour(), line.dash))):
            if item.opts["pen"] != wanted:
                item.setPen(wanted)

    def _set_ranges(self, traces: dict[str, Trace], behind: Sequence[Behind], last: float) -> None:
        self._last = last
        self._make_room()
        shown = [t.smooth_y if len(t.smooth_y) else t.y for t in traces.values()]
        wanted = outline([*shown, *(line.y for line in behind)])
        if wanted is None:
            return
        levels = [item.value() for item in self._levels if item.isVisible()]
        low, high = min([wanted[0], *levels]), max([wanted[1], *levels])
        new = stepped((low, high), self._range)
        if new != self._range:
            self._range = new
            self.setYRange(*new, padding=0)

    def _make_room(self) -> None:
        """Show so much of the axis that the names have room behind the last step."""
        needed = self._last / (1 - self._label_share())
        if not self._top * 0.4 < needed <= self._top:
            self._top = round_up(needed) if needed else 100.0
            self.setXRange(0, self._top, padding=0)

    @Slot()
    def _place_labels(self) -> None:
        """Name each line beside its end; where ends meet, the names give way to each other."""
        if self._last:
            self._make_room()  # a narrower plot needs a larger share of it
        (_, _), (low, high) = self.ranges
        pixel = (high - low) / max(1.0, float(self.getPlotItem().vb.height()))
        metrics, room = self.fontMetrics(), self._label_room()
        drawn = []
        for line in self._lines.values():
            fits = metrics.horizontalAdvance(line.short) + NEAR <= room
            line.label.setVisible(line.end is not None and fits)
            if line.end and fits:
                drawn.append(line)
        drawn.sort(key=_height)
        half = LABEL * pixel / 2  # a name lies wholly within the plot
        heights = [_height(line) for line in drawn]
        places = spread(heights, LABEL * pixel, high + half, low - half)
        right = max((line.end[0] for line in drawn if line.end), default=0.0)
        for line, y in zip(drawn, places):
            line.label.setPos(right, y)


def _level(value: float, text: str) -> pg.InfiniteLine:
    options = {"position": 0.02, "anchors": [(0, 1), (0, 1)]}
    return pg.InfiniteLine(value, angle=0, label=text, labelOpts=options)


def _faded(colour: str, alpha: int) -> QColor:
    result = QColor(colour)
    result.setAlpha(alpha)
    return result


def _height(line: Line) -> float:
    return line.end[1] if line.end else 0.0
