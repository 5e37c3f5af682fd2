"""How p(z|x), q(z|x) and the prior are drawn: as curves over a line, or as outlines in a plane."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.language import tr
from genstudio.gui.widgets.chart import Chart

Values = NDArray[np.float64]
SPAN = -4.0, 4.0  # of z
DEVIATIONS = 2.0  # of the ellipses
GROW = 1.12  # room above the highest curve
HIGHEST = 12.0  # of a density that is shown: a needle would press the others flat
ANGLES = np.linspace(0, 2 * np.pi, 73)


class Room:
    """An axis that grows at once and shrinks late: it must not tremble with the curves."""

    def __init__(self) -> None:
        self._low, self._high = math.inf, -math.inf

    def of(self, low: float, high: float) -> tuple[float, float]:
        """Return an extent in which these values are."""
        margin = 0.06 * (high - low) + 1e-6
        outside = low < self._low or high > self._high
        if outside or (high - low) < 0.4 * (self._high - self._low):
            self._low, self._high = low - margin, high + 2 * margin
        return self._low, self._high


def drop(chart: Chart, *terms: str) -> None:
    """Take away what is there of these; a chart that has none of them is not laid out anew."""
    if there := [term for term in terms if term in chart.marks]:
        chart.remove(*there)


def normal(z: Values, mean: float, sd: float) -> Values:
    """Return the density of N(mean, sd^2) at z."""
    found: Values = np.exp(-0.5 * ((z - mean) / sd) ** 2) / (sd * math.sqrt(2 * math.pi))
    return found


def curves(chart: Chart, frame: Any, room: Room) -> None:
    """Draw the three densities over a line."""
    look = frame.look
    q = normal(look.axis, float(look.q_mean[0]), float(look.q_sd[0]))
    top = float(max(q.max(), look.posterior.max(), 0.5))
    _, high = room.of(0.0, min(top * GROW, HIGHEST))
    chart.set_range(SPAN, (0.0, high))
    chart.set_titles("z", tr("density"))
    prior = normal(look.axis, 0.0, 1.0)
    chart.set_curve("prior", look.axis, prior, name="p(z)", colour="faint", dash=True)
    chart.set_curve("q", look.axis, q, name="q(z|x)", colour="fake", fill=True)
    chart.set_curve("posterior", look.axis, look.posterior, name="p(z|x)", colour="real", width=2.5)


def outlines(chart: Chart, frame: Any, close: tuple[Room, Room]) -> None:
    """Draw the contours of p(z|x), and ellipses for q and the prior; `close` fits the view."""
    look = frame.look
    lines = [line for share in look.lines.values() for line in share]
    chart.set_titles("z1", "z2")
    circle = DEVIATIONS * np.cos(ANGLES), DEVIATIONS * np.sin(ANGLES)
    chart.set_curve("prior", *circle, name="p(z)", colour="faint", dash=True)
    x, y = joined(lines)
    chart.set_curve("posterior", x, y, name="p(z|x)", colour="real", width=2.0)
    mean, sd = look.q_mean, look.q_sd
    ring = [mean[i] + DEVIATIONS * sd[i] * f(ANGLES) for i, f in enumerate((np.cos, np.sin))]
    chart.set_curve("q", *ring, name="q(z|x)", colour="fake", dash=True, width=2.5)
    across, up = _extent(x, ring[0]), _extent(y, ring[1])
    level(chart, close[0].of(*across), close[1].of(*up))


def level(chart: Chart, x: tuple[float, float], y: tuple[float, float]) -> None:
    """Show at least these extents, a unit of x as long as one of y: circles stay circles."""
    area = chart.axes().area
    unit = max((x[1] - x[0]) / area.width(), (y[1] - y[0]) / area.height())
    wide, high = 0.5 * unit * area.width(), 0.5 * unit * area.height()
    middle = 0.5 * (x[0] + x[1]), 0.5 * (y[0] + y[1])
    chart.set_range((middle[0] - wide, middle[0] + wide), (middle[1] - high, middle[1] + high))


def joined(lines: list[Values]) -> tuple[Values, Values]:
    """Return closed or open lines [K, 2] as one that breaks between them."""
    if not lines:
        return np.full(1, np.nan), np.full(1, np.nan)
    gap = np.full((1, 2), np.nan)
    whole = np.concatenate([part for line in lines for part in (line, gap)])
    return whole[:, 0], whole[:, 1]


def _extent(*values: Values) -> tuple[float, float]:
    """Return the least and the largest value, at least a little apart."""
    low = min(float(np.nanmin(v)) for v in values if np.isfinite(v).any())
    high = max(float(np.nanmax(v)) for v in values if np.isfinite(v).any())
    rest = max(0.0, 0.5 - (high - low)) / 2
    return low - rest, high + rest
