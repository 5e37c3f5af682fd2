"""Which part of the plane to show: steady, so that it is the points that move."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Rect = tuple[float, float, float, float]

HOME: Rect = (-3.0, -3.0, 3.0, 3.0)  # where N(0, I) draws nearly all its points
OUTLIERS = 0.25  # percent on each side that need not be in view
SAMPLED = 20_000  # points; the GUI thread has no time for a million
STEP = 1.4
LOOSE = 0.4
MARGIN = 1.1
AIR = 1.05


def home(points: NDArray[Any] | None, *, moving: bool) -> Rect:
    """Return the first view: the points, or, while they move, where they will come to lie.

    That is within three standard deviations of the prior.
    """
    if points is None:
        return HOME
    return followed(HOME, points) if moving else around(points)


def around(points: NDArray[Any]) -> Rect:
    """Return the square that just holds nearly all points."""
    bounds = _bounds(points)
    if bounds is None:
        return HOME
    low, high = bounds
    x, y = (low + high) / 2
    half = float(max((high - low).max() / 2, 1e-3)) * MARGIN
    return float(x - half), float(y - half), float(x + half), float(y + half)


def followed(rect: Rect, points: NDArray[Any]) -> Rect:
    """Return the view that holds nearly all points, changed only in large steps.

    It grows as soon as points leave it, about its middle. It shrinks only when they fill
    less than LOOSE of it, and not below HOME: a view that follows the points at every
    step would hide that they move.
    """
    needed = _share(rect, points)
    x0, y0, x1, y1 = rect
    middle = np.array([x0 + x1, y0 + y1]) / 2
    half = np.array([x1 - x0, y1 - y0]) / 2
    steps = np.ceil(np.log(max(needed, 1e-9)) / np.log(STEP))
    if LOOSE <= needed <= 1:
        return rect
    if needed < LOOSE:
        smallest = np.ceil(np.log(HOME[2] / half.min()) / np.log(STEP))
        steps = min(0.0, max(steps, smallest))
        if steps == 0:
            return rect
    (x0, y0), (x1, y1) = middle - half * STEP**steps, middle + half * STEP**steps
    return float(x0), float(y0), float(x1), float(y1)


def _share(rect: Rect, points: NDArray[Any]) -> float:
    """Return how much of the view's half side the farthest points need; above 1 they are out."""
    bounds = _bounds(points)
    if bounds is None:
        return 1.0
    low, high = bounds
    corners = np.array(rect).reshape(2, 2)
    middle, half = corners.mean(axis=0), (corners[1] - corners[0]) / 2
    return AIR * float((np.maximum(high - middle, middle - low) / half).max())


def _bounds(points: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]] | None:
    """Return the lowest and the highest x and y, outliers left out; None without any point."""
    some = points[:SAMPLED]  # they come in random order
    finite = some[np.isfinite(some).all(axis=1)]
    if not len(finite):
        return None
    low, high = np.percentile(finite, [OUTLIERS, 100 - OUTLIERS], axis=0)
    return low, high


def shows(view: Rect, asked: Rect) -> bool:
    """Whether a view is what a widget of some shape makes of the rectangle it was asked for.

    Then it was resized; otherwise somebody has moved it.
    """
    corners = np.array([view, asked]).reshape(2, 2, 2)  # which, low or high, x or y
    sides = corners[:, 1] - corners[:, 0]
    slack = 1e-3 * sides[1].max()
    centred = np.abs(np.diff(corners.mean(axis=1), axis=0)).max() < slack
    return bool(centred and np.abs(np.diff(sides, axis=0)).min() < slack)
