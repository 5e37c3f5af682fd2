"""Both terms of a completion over the steps, for all restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui.controls import named
from genstudio.gui.widgets.chart import Chart

if TYPE_CHECKING:
    from genstudio.analysis.completion import Completed

EARLY = 12  # the first of so many parts falls from far above, where nothing is to be read
SMALLEST = 84  # px: the height of a chart
# What the terms are, by the kind of prior: the context, and what is likely.
NAMES = {
    "map": (mark("−log p(known | z) [nats]"), mark("½|z|² [nats]")),
    "energy": (mark("context loss"), mark("energy")),
    "discriminator": (mark("context loss"), mark("prior loss")),
    "none": (mark("context loss"), mark("no prior")),
}


class Low(Chart):
    """A chart that asks for little height, and takes what there is."""

    def sizeHint(self) -> QSize:
        """Ask for the least."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Need room for two or three numbers on each axis."""
        return QSize(160, SMALLEST)


class CompleteCurves(QWidget):
    """Two charts below one another that share the axis of the steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = named(Low(self), "completeContext", tr("Context loss of the restarts"))
        self.prior = named(Low(self), "completePrior", tr("Prior of the restarts"))
        self.context.share_x(self.prior)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for chart in (self.context, self.prior):
            chart.setMinimumHeight(SMALLEST)
            column.addWidget(chart, 1)
        self._steps: list[int] = []
        self._terms: list[np.ndarray] = []
        self._total = 1
        self._kind = "discriminator"
        self.clear()

    def set_kind(self, kind: str) -> None:
        """Name the terms as this kind of prior has them."""
        self._kind = kind
        self._title()

    def clear(self) -> None:
        """Begin anew."""
        for chart in (self.context, self.prior):
            chart.remove(*tuple(chart.marks))
            chart.set_range((0, self._total), (0, 1))
        self._steps, self._terms = [], []
        self._title()

    def add(self, found: Completed) -> None:
        """Add what a look has found."""
        terms = np.stack([found.context, found.prior]).astype(np.float64)
        if self._terms and self._terms[0].shape != terms.shape:
            self.clear()
        if not self._steps or found.step > self._steps[-1]:
            self._steps.append(found.step)
            self._terms.append(terms)
        self._total = found.total

    def draw(self, chosen: int) -> None:
        """Draw all restarts, the chosen one above the others."""
        if not self._steps:
            return
        x = np.array(self._steps, float)
        values = np.stack(self._terms)  # steps, terms, restarts
        for row, chart in enumerate((self.context, self.prior)):
            y = values[:, row]
            count = y.shape[1]
            order = [r for r in range(count) if r != chosen] + [chosen]
            # Each stays in its old place: taken away first, the chosen one comes to lie on top.
            chart.remove(*tuple(chart.marks))
            for restart in order:
                first = restart == chosen
                look = {"colour": "fake", "width": 2.4} if first else {"colour": "faint"}
                # One legend is enough, and there is little height.
                named_here = first and chart is self.context
                name = tr("restart {number}", number=restart + 1) if named_here else ""
                width = {} if first else {"width": 1.0, "dash": True}
                chart.set_curve(f"r{restart}", x, y[:, restart], name=name, **look, **width)
            chart.set_range((0, max(1, self._total)), _range(y[len(y) // EARLY :]))

    def _title(self) -> None:
        context, prior = NAMES[self._kind]
        self.context.set_titles("", tr(context))
        self.prior.set_titles(tr("step"), tr(prior))


def _range(values: np.ndarray) -> tuple[float, float]:
    """Return what the values span, with some room where they are all alike."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    return (low, high) if high > low else (low - 0.5, high + 0.5)
