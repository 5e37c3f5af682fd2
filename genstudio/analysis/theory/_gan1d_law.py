"""p_g, the law of G(z) for z ~ U: exact by change of variables, or by a histogram. No torch.

Where G is monotone, p_g(G(z)) = p_z(z) / |G'(z)|. Where it folds, cells hold the mass that G puts
into them: each piece between two knots of z goes, as a straight line, to an interval of x over
which its mass is spread evenly, so that no mass is lost. Divergences of the cells' masses are
lower bounds of those of the densities (data processing inequality).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import divergences
from genstudio.analysis.theory._gan1d_data import HIGH, LOW, Target

Array = NDArray[np.float64]
KNOTS = 1025  # of z, where G and its slope are evaluated
PLACES = 512  # of x, that are drawn
FLAT = 1e-6  # a slope below which G counts as folded: p_g would be a spike


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """p_data and p_g at nodes x with weights w, all [N], and how p_g was found."""

    x: Array
    w: Array
    p: Array
    q: Array
    exact: bool


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """What G makes of the knots z: g = G(z) and slope = G'(z), all [KNOTS]."""

    z: Array
    g: Array
    slope: Array

    @property
    def monotone(self) -> bool:
        """Whether G rises everywhere, or falls everywhere."""
        rising, falling = self.slope > FLAT, self.slope < -FLAT
        steps = np.diff(self.g)
        return bool((rising.all() and (steps > 0).all()) or (falling.all() and (steps < 0).all()))

    @property
    def ends(self) -> Array:
        """The least and the greatest x that G reaches."""
        return np.array([self.g.min(), self.g.max()])

    def density(self, x: Array) -> Array:
        """Return p_g at places [N], by the way that holds."""
        if self.monotone:
            return self._by_change(x)
        edges = self._edges()
        cell = np.clip(np.searchsorted(edges, x, "right") - 1, 0, len(edges) - 2)
        found = (self.masses(edges) / np.diff(edges))[cell]
        return np.where((x < edges[0]) | (x > edges[-1]), 0.0, found)

    def masses(self, edges: Array) -> Array:
        """Return the mass in each cell between edges [N + 1], as [N]; G is straight in pieces."""
        mass = np.diff(self.z) / (HIGH - LOW)
        long = np.maximum(np.abs(np.diff(self.g)), FLAT)
        low = 0.5 * (self.g[1:] + self.g[:-1] - long)
        height = mass / long
        rise, fall = _ramps(low, height, edges), _ramps(low + long, height, edges)
        return np.maximum(np.diff(rise - fall), 0.0)

    def pair(self, target: Target) -> Pair:
        """Return both densities where integrals need them."""
        if not self.monotone:
            edges = self._edges()
            wide = np.diff(edges)
            middles = 0.5 * (edges[1:] + edges[:-1])
            p, q = target.masses(edges) / wide, self.masses(edges) / wide
            return Pair(middles, wide, p, q, exact=False)
        low, high = self._range()
        breaks = divergences.both_sides(np.concatenate([self.ends, target.breaks]))
        x = divergences.nodes(low, high, PLACES, breaks, self.g)
        w = divergences.trapezoid(x)
        return Pair(x, w, target.density(x), self._by_change(x), exact=True)

    def _by_change(self, x: Array) -> Array:
        way = 1 if self.g[-1] > self.g[0] else -1
        g, slope = self.g[::way], np.abs(self.slope[::way])
        # The logarithm of the slope is straighter between two knots than the density.
        found = np.exp(-np.interp(x, g, np.log(slope))) / (HIGH - LOW)
        return np.where((x < g[0]) | (x > g[-1]), 0.0, found)

    def _range(self) -> tuple[float, float]:
        low, high = self.ends
        return min(LOW, float(low)), max(HIGH, float(high))

    def _edges(self) -> Array:
        low, high = self._range()
        return np.linspace(low - FLAT, high + FLAT, PLACES + 1)


def _ramps(starts: Array, heights: Array, at: Array) -> Array:
    """Return sum_k h_k max(0, x - s_k) at places x [N]: sorted once, not every pair."""
    order = np.argsort(starts)
    starts, heights = starts[order], heights[order]
    count = np.searchsorted(starts, at)
    sums = np.concatenate([[0.0], np.cumsum(heights)])
    moments = np.concatenate([[0.0], np.cumsum(heights * starts)])
    return at * sums[count] - moments[count]
