"""Lines of other runs, faint and dashed behind a plot's own (pyqtgraph, imported late)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtGui import QColor

from genstudio.gui import theme
from genstudio.gui.widgets.readout import pen
from genstudio.gui.widgets.series import Floats

if TYPE_CHECKING:
    from genstudio.gui.widgets.plot import Plot

FAINT = 150  # opacity, of 255
DASH = (5, 4)
LONGEST = 26  # letters of a name


@dataclass(frozen=True, slots=True)
class Behind:
    """A line of another run: of a term, whose colour it has; `name` is written at its end."""

    term: str
    x: Floats
    y: Floats
    name: str = ""


class BehindLines:
    """The lines of other runs in one plot; items are kept and used again."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.items: list[tuple[Behind, Any, Any]] = []  # with its line, and its name

    def draw(self, lines: Sequence[Behind]) -> None:
        """Draw these lines, and forget others."""
        while len(self.items) > len(lines):
            _, curve, label = self.items.pop()
            self._plot.removeItem(curve)
            self._plot.removeItem(label)
        for place, line in enumerate(lines):
            if place == len(self.items):
                self.items.append((line, *self._add()))
            _, curve, label = self.items[place]
            self.items[place] = line, curve, label
            curve.setData(line.x, line.y, skipFiniteCheck=True)
            label.setText(line.name if len(line.name) <= LONGEST else f"…{line.name[-LONGEST:]}")
            label.setVisible(bool(line.name) and len(line.x) > 0)
            if len(line.x):
                label.setPos(float(line.x[-1]), float(line.y[-1]))
        self.place()
        self.recolour()

    def place(self) -> None:
        """Have names run towards the side on which there is room."""
        (left, right), _ = self._plot.ranges
        for line, _, label in self.items:
            if len(line.x):
                label.setAnchor((0 if line.x[-1] < (left + right) / 2 else 1, 1))

    def recolour(self) -> None:
        """Take the colours of the theme."""
        colours = theme.colours()
        terms = self._plot.group.terms
        for line, curve, label in self.items:
            base = line.term.removeprefix("val ")
            order = terms.index(base) if base in terms else 0
            colour = QColor(colours.curves[order % len(colours.curves)])
            colour.setAlpha(FAINT)
            wanted = pen(colour, DASH)
            if curve.opts["pen"] != wanted:
                curve.setPen(wanted)
            label.setColor(colours.faint)

    def _add(self) -> tuple[Any, Any]:
        curve, label = pg.PlotCurveItem(), pg.TextItem(anchor=(1, 1))
        curve.setZValue(-0.5)  # before the axes, behind the curves
        label.setZValue(3)
        for item in (curve, label):
            self._plot.addItem(item, ignoreBounds=True)
        return curve, label
