"""Exact log p(x) and p(z|x) of one data point where z is a single number.

    log p(x) = log int exp[log p(x|z) + log p(z)] dz

First all of the line is looked at in steps of 0.02, then what matters of it again in finer ones:
the trapezoidal rule, with Gauss-Legendre panels as a second opinion. In nats.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import UserError
from genstudio.core.language import tr

Values = NDArray[np.float64]
Joint = Callable[[Values], Values]  # z [G, 1] -> log p(x, z) [G]

COARSE = 0.02  # between two places of the first look
FINE = 1201  # places of the second
NEAR = 30.0  # nats below the top: what is lower holds e-13 of the mass or so
STEEP = 200.0  # nats at most that a peak may stand above the places beside it
HEAVY = 0.05  # of the mass at one place: finer steps would be needed
PANELS, NODES = 100, 6  # of the second rule


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """log p(x, z) at even places z [G] that hold all but a millionth of the mass of p(z|x)."""

    z: Values
    values: Values

    @property
    def log_evidence(self) -> float:
        """The logarithm of p(x), by the trapezoidal rule."""
        ends = np.zeros(len(self.z))
        ends[[0, -1]] = math.log(2)
        return float(np.logaddexp.reduce(self.values - ends) + math.log(self.z[1] - self.z[0]))

    @property
    def masses(self) -> Values:
        """The share of the mass at each place, [G]."""
        shifted = np.exp(self.values - self.values.max())
        return shifted / shifted.sum()

    @property
    def moments(self) -> tuple[float, float]:
        """The mean and the variance of p(z|x)."""
        mean = float(self.masses @ self.z)
        return mean, float(self.masses @ (self.z - mean) ** 2)

    @property
    def fine(self) -> bool:
        """Whether no place holds so much of the mass that the steps are too coarse."""
        return float(self.masses.max()) <= HEAVY


def closing_in(joint: Joint, extent: float) -> Line:
    """Return what matters of [-extent, extent]; raises UserError where no number is finite."""
    coarse = np.linspace(-extent, extent, 2 * math.ceil(extent / COARSE) + 1)
    values = joint(coarse[:, None])
    if not np.isfinite(values).any():
        raise UserError(
            tr("This checkpoint's numbers are not finite: choose one from before it diverged.")
        )
    top = int(np.nanargmax(values))
    beside = values[max(0, top - 1) : top + 2]
    fall = min(float(values[top] - beside[np.isfinite(beside)].min()), STEEP)
    matter = np.flatnonzero(values > values[top] - NEAR - fall)
    low = coarse[max(0, matter[0] - 1)]
    high = coarse[min(len(coarse) - 1, matter[-1] + 1)]
    z = np.linspace(low, high, FINE)
    return Line(z, joint(z[:, None]))


def second_opinion(joint: Joint, line: Line) -> float:
    """Return log p(x) by Gauss-Legendre panels: other places and other weights."""
    places, weights = np.polynomial.legendre.leggauss(NODES)
    edges = np.linspace(line.z[0], line.z[-1], PANELS + 1)
    half = 0.5 * (edges[1] - edges[0])
    z = (edges[:-1, None] + half * (places + 1)).ravel()
    return float(np.logaddexp.reduce(joint(z[:, None]) + np.log(np.tile(half * weights, PANELS))))
