"""p_data on the line: one of the known densities, or one that was drawn by hand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data import _densities

Array = NDArray[np.float64]
LOW, HIGH = -8.0, 8.0  # what is shown, and what z is drawn from
MOST = 257  # heights of a drawn density


class Target(Protocol):
    """A density on the line, as the bench uses it."""

    @property
    def breaks(self) -> Array:
        """Where it jumps."""

    def density(self, x: Array) -> Array:
        """Return p(x) at places [N]."""

    def masses(self, edges: Array) -> Array:
        """Return the mass between edges [N + 1], as [N]."""

    def sample(self, count: int, generator: np.random.Generator) -> Array:
        """Draw values [N]."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """One of the densities that the program knows."""

    law: _densities.Density

    @property
    def breaks(self) -> Array:
        """The ends of boxes."""
        if not isinstance(self.law, _densities.Boxes):
            return np.empty(0)
        starts = self.law.corners[:, 0]
        return np.concatenate([starts, starts + self.law.sides[0]])

    def density(self, x: Array) -> Array:
        """Return exp(log p)."""
        return np.exp(self.law.log_prob(x[:, None]))

    def masses(self, edges: Array) -> Array:
        """Return exact masses."""
        return self.law.masses(edges)

    def sample(self, count: int, generator: np.random.Generator) -> Array:
        """Draw values."""
        return self.law.sample(count, generator)[0][:, 0]


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Straight lines between heights [K] at even places from LOW to HIGH, which integrate to 1."""

    x: Array
    heights: Array
    cumulated: Array

    @staticmethod
    def of(heights: Array) -> Drawn:
        """Normalise what was drawn; raises UserError where there is nothing."""
        if not 2 <= len(heights) <= MOST or not np.isfinite(heights).all() or heights.min() < 0:
            raise UserError(
                tr(
                    "A drawn density needs from 2 to {most} heights, none of them below 0: draw "
                    "it again.",
                    most=MOST,
                )
            )
        x = np.linspace(LOW, HIGH, len(heights))
        parts = 0.5 * (heights[1:] + heights[:-1]) * np.diff(x)
        total = parts.sum()
        if not total > 0:
            raise UserError(tr("Nothing was drawn: a density must be above 0 somewhere."))
        return Drawn(x, heights / total, np.concatenate([[0.0], np.cumsum(parts) / total]))

    @property
    def breaks(self) -> Array:
        """The ends, where it stops."""
        return self.x[[0, -1]]

    def density(self, x: Array) -> Array:
        """Interpolate; nothing outside."""
        return np.interp(x, self.x, self.heights, left=0.0, right=0.0)

    def masses(self, edges: Array) -> Array:
        """Return differences of the cumulated density."""
        return np.diff(self._cdf(np.clip(edges, LOW, HIGH)))

    def sample(self, count: int, generator: np.random.Generator) -> Array:
        """Invert the cumulated density, which is a parabola in each piece."""
        shares = (np.arange(count) + generator.random(count)) / count  # stratified
        mass = generator.permutation(shares)
        piece = np.clip(np.searchsorted(self.cumulated, mass, "right") - 1, 0, len(self.x) - 2)
        left = mass - self.cumulated[piece]
        step = self.x[1] - self.x[0]
        a, slope = self.heights[piece], (self.heights[piece + 1] - self.heights[piece]) / step
        # slope/2 t^2 + a t = left; this form holds where the slope is 0 too.
        root = np.sqrt(np.maximum(a * a + 2 * slope * left, 0))
        t = np.divide(2 * left, a + root, out=np.zeros_like(left), where=a + root > 0)
        return self.x[piece] + np.clip(t, 0, step)

    def _cdf(self, x: Array) -> Array:
        step = self.x[1] - self.x[0]
        piece = np.clip(((x - self.x[0]) / step).astype(np.int64), 0, len(self.x) - 2)
        t = x - self.x[piece]
        slope = (self.heights[piece + 1] - self.heights[piece]) / step
        return self.cumulated[piece] + self.heights[piece] * t + 0.5 * slope * t * t


def target(name: str, drawn: str) -> Target:
    """Return p_data by the settings; raises UserError where a drawing is none."""
    if name == "drawn":
        return Drawn.of(heights_of(drawn))
    return Known(_known(name))


def _known(name: str) -> _densities.Density:
    if name == "normal":
        # Nearly all of it within the first p_g = U(-4, 4): D* jumps at the ends, D cannot.
        return _densities.Mixture(np.array([[0.5]]), 1.0, np.ones(1))
    known = {"two bumps": "two-bumps-1d", "three bumps": "three-bumps-1d", "uniform": "uniform-1d"}
    return _densities.make(known[name])


def heights_of(text: str) -> Array:
    """Read heights that are written one after the other; raises UserError."""
    try:
        return np.array([float(word) for word in text.replace(",", " ").split()])
    except ValueError as error:
        raise UserError(
            tr(
                "The drawn density (drawn) is {text}; it must be heights with spaces between "
                "them, such as 0 1 3 1 0.",
                text=repr(text[:40]),
            )
        ) from error


def text_of(heights: Array) -> str:
    """Write heights as `heights_of` reads them, the highest as 1."""
    highest = float(heights.max(initial=0.0))
    if not (math.isfinite(highest) and highest > 0):
        return ""
    return " ".join(f"{height / highest:.3g}" for height in heights)
