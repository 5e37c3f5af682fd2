"""Densities on a line or a plane that are known exactly: drawn from, and evaluated.

The ring of 8 and the grid of 25 Gaussians are those by which mode collapse is measured (Lin et
al., arXiv:1712.04086, PacGAN): radius 1 with sigma 0.01, and {-4, -2, 0, 2, 4}^2 with 0.05.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Drawn = tuple[Array, NDArray[np.int64]]  # points [N, d], and the part [N] that each is of
CHUNK = 1 << 18  # distances held at a time: they stay in the cache
_erf = np.frompyfunc(math.erf, 1, 1)  # numpy has none
NODES = 8  # of a curve, in each piece of the length sigma


class Modes(NamedTuple):
    """Where the Gaussians of a mixture stand [K, d], their common sigma and their weights [K]."""

    centres: Array
    sigma: float
    weights: Array


class Density(Protocol):
    """A density on R^d that has parts (its modes, arms or squares), numbered from 0."""

    @property
    def dimensions(self) -> int:
        """1 or 2."""

    @property
    def parts(self) -> int:
        """How many parts there are."""

    def sample(self, count: int, generator: np.random.Generator) -> Drawn:
        """Draw points [N, d] and say which part each comes from [N]."""

    def log_prob(self, points: ArrayLike) -> Array:
        """Return log p(x) of points [N, d], in nats, as [N]; -inf where there is nothing."""

    def masses(self, *edges: Array) -> Array:
        """Return the probability of each cell of a grid [n_1, ...] between edges [n_j + 1].

        One array of ascending edges each dimension; the outermost may be infinite.
        """

    def modes(self) -> Modes | None:
        """Return the Gaussians, where it is a mixture of a few."""


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """Gaussians of one sigma at `centres` [K, d], with weights [K] that sum to 1."""

    centres: Array
    sigma: float
    weights: Array

    @property
    def dimensions(self) -> int:
        """1 or 2."""
        return self.centres.shape[1]

    @property
    def parts(self) -> int:
        """One each Gaussian."""
        return len(self.centres)

    def sample(self, count: int, generator: np.random.Generator) -> Drawn:
        """Draw points, the same share of them from every Gaussian as its weight is."""
        parts = stratified(self.weights, count, generator)
        noise = generator.standard_normal((count, self.dimensions))
        return self.centres[parts] + self.sigma * noise, parts

    def log_prob(self, points: ArrayLike) -> Array:
        """Return the logarithm of the weighted sum of normal densities."""
        return _log_mixture(points, self.centres, self.sigma, np.log(self.weights))

    def masses(self, *edges: Array) -> Array:
        """Return the sum of the Gaussians' masses, which are products of one each dimension."""
        return _gaussian_masses(self.centres, self.sigma, self.weights, edges)

    def modes(self) -> Modes:
        """Return all there is to it."""
        return Modes(self.centres, self.sigma, self.weights)


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Arms of equal weight, each a curve whose parameter is uniform in [0, 1], in Gaussian noise.

    `arms` map t [N] to points [N, 2]. The density is the integral of the noise's along the
    curves, which Gauss's rule gives to ten digits or so.
    """

    arms: tuple[Callable[[Array], Array], ...]
    sigma: float

    @property
    def dimensions(self) -> int:
        """Curves lie in the plane."""
        return 2

    @property
    def parts(self) -> int:
        """One each arm."""
        return len(self.arms)

    def sample(self, count: int, generator: np.random.Generator) -> Drawn:
        """Draw t, go there, and add noise."""
        equal = np.full(len(self.arms), 1 / len(self.arms))
        parts = stratified(equal, count, generator)
        t = generator.random(count)
        points = np.empty((count, 2))
        for index, arm in enumerate(self.arms):
            points[parts == index] = arm(t[parts == index])
        return points + self.sigma * generator.standard_normal((count, 2)), parts

    def log_prob(self, points: ArrayLike) -> Array:
        """Return the integral over t, taken at many nodes."""
        nodes, weights = self._all_nodes()
        return _log_mixture(points, nodes, self.sigma, np.log(weights))

    def masses(self, *edges: Array) -> Array:
        """Return the integral over t of the noise's mass in each cell, at the same nodes."""
        nodes, weights = self._all_nodes()
        return _gaussian_masses(nodes, self.sigma, weights, edges)

    def _all_nodes(self) -> tuple[Array, Array]:
        nodes, weights = zip(*(_nodes(arm, self.sigma) for arm in self.arms))
        return np.concatenate(nodes), np.concatenate(weights) / len(self.arms)

    def modes(self) -> None:
        """A curve has no few centres."""


@dataclass(frozen=True, slots=True, eq=False)
class Boxes:
    """Uniform on boxes of equal weight and size that do not overlap: corners [K, d], sides [d]."""

    corners: Array
    sides: Array

    @property
    def dimensions(self) -> int:
        """1 or 2."""
        return self.corners.shape[1]

    @property
    def parts(self) -> int:
        """One each box."""
        return len(self.corners)

    def sample(self, count: int, generator: np.random.Generator) -> Drawn:
        """Draw points from every box equally often."""
        equal = np.full(self.parts, 1 / self.parts)
        parts = stratified(equal, count, generator)
        inside = generator.random((count, self.dimensions))
        return self.corners[parts] + self.sides * inside, parts

    def log_prob(self, points: ArrayLike) -> Array:
        """Return the same within all boxes, and -inf outside."""
        points = np.asarray(points, np.float64)
        inside = np.zeros(len(points), bool)
        for corner in self.corners:
            inside |= ((points >= corner) & (points < corner + self.sides)).all(1)
        return np.where(inside, -math.log(self.parts * self.sides.prod()), -np.inf)

    def masses(self, *edges: Array) -> Array:
        """Return the share of the boxes that lies in each cell."""
        low, high = self.corners, self.corners + self.sides
        parts = [
            np.diff(np.clip(edge, low[:, j, None], high[:, j, None]), axis=1) / self.sides[j]
            for j, edge in enumerate(edges)
        ]
        return _product(parts, np.full(self.parts, 1 / self.parts))

    def modes(self) -> None:
        """A box has no peak."""


def stratified(weights: Array, count: int, generator: np.random.Generator) -> NDArray[np.int64]:
    """Return parts [N] in random order, each as often as its weight asks, to within one."""
    edges = np.round(np.cumsum(weights) * count).astype(np.int64)
    edges[-1] = count
    parts = np.searchsorted(edges, np.arange(count), side="right")
    return generator.permutation(parts).astype(np.int64)


def _log_mixture(points: ArrayLike, centres: Array, sigma: float, logs: Array) -> Array:
    points = np.asarray(points, np.float64)
    constant = -centres.shape[1] * math.log(sigma * math.sqrt(2 * math.pi))
    found = np.empty(len(points))
    step = max(1, CHUNK // len(centres))
    for start in range(0, len(points), step):
        here = points[start : start + step]
        squares = sum((here[:, None, j] - centres[:, j]) ** 2 for j in range(centres.shape[1]))
        terms = logs - squares / (2 * sigma * sigma)
        largest = terms.max(1)
        found[start : start + step] = largest + np.log(np.exp(terms - largest[:, None]).sum(1))
    return found + constant


def _gaussian_masses(centres: Array, sigma: float, weights: Array, edges: Sequence[Array]) -> Array:
    """Return the mass of Gaussians [K, d] in each cell, from differences of the normal law."""
    parts = []
    for j, edge in enumerate(edges):
        scaled = (edge - centres[:, j, None]) / (sigma * math.sqrt(2))
        parts.append(np.diff(0.5 * np.asarray(_erf(scaled), np.float64), axis=1))
    return _product(parts, weights)


def _product(parts: Sequence[Array], weights: Array) -> Array:
    """Return the weighted sum over K of products of [K, n_1] and, in the plane, [K, n_2]."""
    first = parts[0] * weights[:, None]
    return first.sum(0) if len(parts) == 1 else first.T @ parts[1]


def _nodes(arm: Callable[[Array], Array], sigma: float) -> tuple[Array, Array]:
    """Return nodes [K, 2] on the curve and their weights [K], which sum to 1.

    Gauss-Legendre in pieces no longer than sigma, of s with t = s^2: a root of t is smooth in s.
    """
    edges = arm(np.linspace(0, 1, 1001) ** 2)
    fastest = 1000 * np.sqrt((np.diff(edges, axis=0) ** 2).sum(1)).max()
    pieces = math.ceil(fastest / sigma)
    places, weights = np.polynomial.legendre.leggauss(NODES)
    s = (np.arange(pieces)[:, None] + (places + 1) / 2).ravel() / pieces
    return arm(s**2), 2 * s * np.tile(weights / 2, pieces) / pieces


# What there is, by name


def ring(sigma: float) -> Mixture:
    """8 Gaussians on the unit circle."""
    angles = np.arange(8) * (np.pi / 4)  # not linspace(0, 2 pi, 8), which has one mode twice
    return _equal(np.stack([np.cos(angles), np.sin(angles)], 1), sigma)


def grid(sigma: float) -> Mixture:
    """25 Gaussians, 2 apart."""
    steps = np.arange(-4.0, 5.0, 2.0)
    return _equal(np.stack(np.meshgrid(steps, steps), -1).reshape(-1, 2), sigma)


def line(sigma: float) -> Curves:
    """A diagonal from (-1, -1) to (1, 1)."""
    return Curves((lambda t: np.stack([2 * t - 1, 2 * t - 1], 1),), sigma)


def circle(sigma: float) -> Curves:
    """The unit circle."""

    def around(t: Array) -> Array:
        return np.stack([np.cos(2 * np.pi * t), np.sin(2 * np.pi * t)], 1)

    return Curves((around,), sigma)


def spirals(sigma: float) -> Curves:
    """Two arms around each other, evenly filled along their length."""

    def arm(t: Array) -> Array:
        turn = 3 * np.pi * np.sqrt(t)  # the root: the outer turns are longer
        return np.stack([turn * np.cos(turn), turn * np.sin(turn)], 1) / 3

    return Curves((arm, lambda t: -arm(t)), sigma)


def moons(sigma: float) -> Curves:
    """Two half circles that reach into each other."""

    def upper(t: Array) -> Array:
        return np.stack([np.cos(np.pi * t), np.sin(np.pi * t)], 1)

    return Curves((upper, lambda t: np.array([1.0, 0.5]) - upper(t)), sigma)


def swissroll(sigma: float) -> Curves:
    """One and a half turns of a spiral."""

    def roll(t: Array) -> Array:
        turn = 1.5 * np.pi * (1 + 2 * t)
        return np.stack([turn * np.cos(turn), turn * np.sin(turn)], 1) / 5

    return Curves((roll,), sigma)


def disjoint(sigma: float) -> Boxes:
    """Two squares with nothing between them."""
    return Boxes(np.array([[-2.0, -0.5], [1.0, -0.5]]), np.array([1.0, 1.0]))


def checkerboard(sigma: float) -> Boxes:
    """The 8 dark squares of a board of 4 by 4."""
    corners = [(x, y) for y in range(-4, 4, 2) for x in range(-4, 4, 2) if (x + y) % 4 == 0]
    return Boxes(np.array(corners, np.float64), np.array([2.0, 2.0]))


def normal(sigma: float) -> Mixture:
    """A Gaussian on the line, around 2."""
    return _equal(np.array([[2.0]]), sigma)


def two_bumps(sigma: float) -> Mixture:
    """Two Gaussians on the line, equally high."""
    return _equal(np.array([[-3.0], [3.0]]), sigma)


def three_bumps(sigma: float) -> Mixture:
    """Three Gaussians on the line, one lower than the other."""
    return Mixture(np.array([[-4.0], [0.0], [3.0]]), sigma, np.array([0.5, 0.3, 0.2]))


def uniform(sigma: float) -> Boxes:
    """All of the line between -2 and 2."""
    return Boxes(np.array([[-2.0]]), np.array([4.0]))


MAKERS: dict[str, tuple[Callable[[float], Density], float]] = {  # and the sigma of their own
    "ring": (ring, 0.01),
    "grid": (grid, 0.05),
    "line": (line, 0.05),
    "circle": (circle, 0.05),
    "spirals": (spirals, 0.08),
    "moons": (moons, 0.08),
    "swissroll": (swissroll, 0.1),
    "disjoint": (disjoint, 0.0),
    "checkerboard": (checkerboard, 0.0),
    "normal-1d": (normal, 1.0),
    "two-bumps-1d": (two_bumps, 0.7),
    "three-bumps-1d": (three_bumps, 0.5),
    "uniform-1d": (uniform, 0.0),
}


def make(name: str, sigma: float = 0.0) -> Density:
    """Return a density by its name; sigma 0 is its own, and those with sharp edges have none."""
    maker, own = MAKERS[name]
    return maker(sigma or own)


def _equal(centres: Array, sigma: float) -> Mixture:
    return Mixture(centres, sigma, np.full(len(centres), 1 / len(centres)))
