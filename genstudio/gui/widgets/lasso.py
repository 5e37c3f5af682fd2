"""Which of very many points lie inside a line that was drawn around some of them. No Qt."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def inside(points: ArrayLike, outline: ArrayLike) -> NDArray[np.bool_]:
    """Say which points [N, 2] lie inside a closed outline [K, 2].

    By the winding number, so that where a freehand line crosses itself there is no hole. The
    points are sorted by height: each edge then looks only at those that lie beside it.
    """
    xy, corners = np.asarray(points, np.float64), np.asarray(outline, np.float64)
    chosen = np.zeros(len(xy), bool)
    if len(corners) < 3 or not len(xy):
        return chosen
    low, high = corners.min(0), corners.max(0)
    near = np.flatnonzero(((xy >= low) & (xy <= high)).all(1))
    near = near[np.argsort(xy[near, 1])]
    turns = _windings(xy[near, 0], xy[near, 1], corners)
    chosen[near[turns != 0]] = True
    return chosen


def _windings(
    x: NDArray[np.float64], y: NDArray[np.float64], corners: NDArray[np.float64]
) -> NDArray[np.int32]:
    """Return how often the outline goes round each point; y is ascending.

    A ray from the point to the right counts upward edges +1 and downward ones -1 (Sunday's
    algorithm); an edge owns its lower end, not its upper one.
    """
    turns = np.zeros(len(x), np.int32)
    for (ax, ay), (bx, by) in zip(corners, np.roll(corners, -1, axis=0)):
        if ay == by:
            continue
        first, last = np.searchsorted(y, (min(ay, by), max(ay, by)))
        part = slice(first, last)
        crossing = ax + (y[part] - ay) * ((bx - ax) / (by - ay))
        turns[part][x[part] < crossing] += 1 if by > ay else -1
    return turns


def rectangle(one: tuple[float, float], other: tuple[float, float]) -> NDArray[np.float32]:
    """Return the outline [4, 2] of the rectangle between two corners."""
    (x0, y0), (x1, y1) = one, other
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)
