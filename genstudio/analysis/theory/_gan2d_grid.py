"""p_g on a grid of the plane, and the figures of the game that follow from it.

A fine lattice of the prior is pushed through G: every point of it carries the same share of the
mass, and falls into a cell. Nothing is lost: what falls outside the picture counts in the cells
at its edge, as p_data's mass does. Between the z at which G is evaluated it is interpolated.
Divergences of the cells' masses are those of the two laws seen through the grid, a lower bound
of the true ones (data processing inequality); V(D, G) takes D as constant in a cell.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import divergences

Array = NDArray[np.float64]
Prior = str  # "normal" or "uniform", which has the same variance: on [-sqrt 3, sqrt 3]^2

CELLS = 48  # a side
KNOTS = 60  # a side, where G is evaluated
FINER = 4  # points of the lattice from one knot to the next
NOTHING = 1e-6  # of mass in a cell: where there is less of both, D* says nothing
WIDEST = math.sqrt(3)
LARGEST = 1 - 1e-7  # of D: log(1 - D) stays finite


class Grid(NamedTuple):
    """Square cells of a square view: edges [n + 1] of both axes, in the data's units."""

    x: Array
    y: Array

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, right, bottom and top."""
        return float(self.x[0]), float(self.x[-1]), float(self.y[0]), float(self.y[-1])

    @property
    def side(self) -> int:
        """Cells a side."""
        return len(self.x) - 1

    def centres(self) -> NDArray[np.float32]:
        """Return the middles of all cells [n * n, 2], x slowest."""
        x, y = ((edges[1:] + edges[:-1]) / 2 for edges in self)
        return np.stack(np.meshgrid(x, y, indexing="ij"), -1).reshape(-1, 2).astype(np.float32)

    def open_edges(self) -> tuple[Array, Array]:
        """Return the edges with the outermost ones at infinity, as masses are counted."""
        found = []
        for edges in self:
            opened = edges.copy()
            opened[[0, -1]] = -np.inf, np.inf
            found.append(opened)
        return found[0], found[1]

    def masses(self, points: NDArray[np.floating]) -> Array:
        """Return the share of points [N, 2] in each cell [n, n], x first; it sums to 1."""
        scale = self.side / (self.x[-1] - self.x[0])
        flat = np.zeros(len(points), np.intp)
        for axis, edges in enumerate(self):
            places = (points[:, axis] - edges[0]) * scale
            inside = np.clip(places, 0, self.side - 1)
            flat = flat * self.side + inside.astype(np.intp)
        counts = np.bincount(flat, minlength=self.side**2)
        return counts.reshape(self.side, self.side) / len(points)


def around(points: NDArray[np.floating], margin: float = 1.3, cells: int = CELLS) -> Grid:
    """Return a square grid around points [N, 2], so much larger than they need."""
    low, high = points.min(0), points.max(0)
    middle, half = (low + high) / 2, margin * max(float((high - low).max()) / 2, 1e-3)
    x, y = (np.linspace(m - half, m + half, cells + 1) for m in middle)
    return Grid(x, y)


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """Where G is evaluated, `z` [KNOTS^2, 2], and how points between are made of that."""

    z: NDArray[np.float32]
    left: NDArray[np.intp]  # [points a side]: the knot before each point
    share: NDArray[np.float32]  # [points a side]: how far it is to the next

    def spread(self, images: NDArray[np.floating]) -> NDArray[np.float32]:
        """Return the whole lattice's images [N, 2] from those of the knots [KNOTS^2, 2]."""
        side = math.isqrt(len(images))
        knots = images.reshape(side, side, 2).astype(np.float32)
        across = self.share[:, None]
        # By hand: a matrix product would wake numpy's threads, which the training has no core for.
        low = knots[self.left]  # [points, KNOTS, 2]
        rows = low + across[:, None] * (knots[self.left + 1] - low)
        low = rows[:, self.left]
        return (low + across * (rows[:, self.left + 1] - low)).reshape(-1, 2)


def lattice(prior: Prior, knots: int = KNOTS, finer: int = FINER) -> Lattice:
    """Return a lattice of equally probable points of the prior, with knots evenly among them."""
    shares = (np.arange(knots * finer) + 0.5) / (knots * finer)
    points = quantiles(prior, shares)
    at = quantiles(prior, np.linspace(shares[0], shares[-1], knots))
    z = np.stack(np.meshgrid(at, at, indexing="ij"), -1).reshape(-1, 2)
    right = np.clip(np.searchsorted(at, points), 1, knots - 1)
    share = (points - at[right - 1]) / (at[right] - at[right - 1])
    return Lattice(z.astype(np.float32), right - 1, share.astype(np.float32))


def quantiles(prior: Prior, shares: Array) -> Array:
    """Return the values of one coordinate of z below which these shares of it lie."""
    if prior == "uniform":
        return WIDEST * (2 * shares - 1)
    law = NormalDist()
    return np.array([law.inv_cdf(float(share)) for share in shares])


def optimal(p_data: Array, p_g: Array) -> NDArray[np.float32]:
    """Return D* = p_data / (p_data + p_g) of cells' masses; NaN where there is nothing of both."""
    both = p_data + p_g
    with np.errstate(invalid="ignore", divide="ignore"):
        found = p_data / both
    found[both < NOTHING] = np.nan
    return found.astype(np.float32)


def jsd(p: Array, q: Array) -> float:
    """Return the Jensen-Shannon divergence of two laws on the same cells, in nats: 0 to log 2."""
    return divergences.jsd(p, q, np.ones_like(p))  # masses: a cell weighs one


def value(d: NDArray[np.floating], p_data: Array, p_g: Array) -> float:
    """Return V(D, G) = E_data log D + E_g log(1 - D), D constant in each cell, in nats."""
    safe = np.clip(d.astype(np.float64), 1 - LARGEST, LARGEST)
    return float((p_data * np.log(safe) + p_g * np.log1p(-safe)).sum())


def figures(d: NDArray[np.floating], p_data: Array, p_g: Array) -> dict[str, float]:
    """Return V, its maximum over D, JSD, the mean of D and of |D - D*| over the mixture."""
    divergence = jsd(p_data, p_g)
    middle = (p_data + p_g) / 2
    gap = np.abs(d - p_data / np.maximum(p_data + p_g, 1e-300))
    return {
        "v": value(d, p_data, p_g),
        "v_optimal": 2 * divergence - divergences.LOG4,
        "jsd": divergence,
        "mean_d": float((middle * d).sum()),
        "mean_d_gap": float((middle * gap).sum()),
    }


def line(grid: Grid, table: NDArray[np.float32], height: float) -> NDArray[np.float32]:
    """Return pieces [K, 2, 2] of the line where a table of the cells' middles has a height.

    Each square between four middles is cut into two triangles, which a level line crosses once
    or not at all: all pieces are found at once, where chains of them would take a loop.
    """
    x, y = ((edges[1:] + edges[:-1]) / 2 for edges in grid)
    places = np.stack(np.meshgrid(x, y, indexing="ij"), -1)
    corners = [(slice(i, i - 1 or None), slice(j, j - 1 or None)) for i in (0, 1) for j in (0, 1)]
    a, b, c, d = ((places[at].reshape(-1, 2), table[at].ravel() - height) for at in corners)
    pieces = [_cut(a, b, c), _cut(d, b, c)]
    return np.concatenate(pieces).astype(np.float32)


def _cut(*corners: tuple[Array, NDArray[np.float32]]) -> Array:
    """Return the pieces [K, 2, 2] on which the values at three corners, interpolated, are 0."""
    above = np.stack([value > 0 for _, value in corners])
    crossed = above.any(0) & ~above.all(0)
    where = np.stack([place[crossed] for place, _ in corners])  # [3, K, 2]
    values = np.stack([value[crossed] for _, value in corners]).astype(np.float64)
    sides = above[:, crossed]
    # The corner that is alone on its side: the line crosses both edges that lead to it.
    alone = np.argmax(sides == (sides.sum(0) == 1), axis=0)
    index = np.arange(len(alone))
    ends = []
    for other in (1, 2):
        far = (alone + other) % 3
        near_value, far_value = values[alone, index], values[far, index]
        share = (near_value / (near_value - far_value))[:, None]
        ends.append(where[alone, index] * (1 - share) + where[far, index] * share)
    return np.stack(ends, 1)
