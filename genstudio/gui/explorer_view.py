"""Which part of the plane to show: steady, so that it is the points that move."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Rect = tuple[float, float, float, float]

HOME: Rect = (-3.0, -3.0, 3.0, 3.0)  # where N(0, I) draws nearly all its points
OUTLIERS = 0.25  # percent on each side that need not be in view
GROWTH = 1.4
MARGIN = 1.1
AIR = 1.05


def home(points: NDArray[Any] | None, *, moving: bool) -> Rect:
    """Return the first view: the points, or, while they move, where they will come to lie.

    That is within three standard deviations of the prior.
    """
    if points is None:
        return HOME
    return grown(HOME, points) if moving else around(points)


def around(points: NDArray[Any]) -> Rect:
    """Return the square that just holds nearly all points."""
    finite = points[np.isfinite(points).all(axis=1)]
    if not len(finite):
        return HOME
    low, high = np.percentile(finite, [OUTLIERS, 100 - OUTLIERS], axis=0)
    x, y = (low + high) / 2
    half = float(max((high - low).max() / 2, 1e-3)) * MARGIN
    return float(x - half), float(y - half), float(x + half), float(y + half)


def grown(rect: Rect, points: NDArray[Any]) -> Rect:
    """Return the view, enlarged in steps about its middle until nearly all points are in it.

    It never shrinks: a view that follows the points hides that they move.
    """
    finite = points[np.isfinite(points).all(axis=1)]
    if not len(finite):
        return rect
    low, high = np.percentile(finite, [OUTLIERS, 100 - OUTLIERS], axis=0)
    x0, y0, x1, y1 = rect
    middle = np.array([x0 + x1, y0 + y1]) / 2
    half = np.array([x1 - x0, y1 - y0]) / 2
    needed = AIR * float((np.maximum(high - middle, middle - low) / half).max())
    if needed <= 1:
        return rect
    half = half * GROWTH ** np.ceil(np.log(needed) / np.log(GROWTH))
    (x0, y0), (x1, y1) = middle - half, middle + half
    return float(x0), float(y0), float(x1), float(y1)


def shows(view: Rect, asked: Rect) -> bool:
    """Whether a view is what a widget of some shape makes of the rectangle it was asked for.

    Then it was resized; otherwise somebody has moved it.
    """
    corners = np.array([view, asked]).reshape(2, 2, 2)  # which, low or high, x or y
    sides = corners[:, 1] - corners[:, 0]
    slack = 1e-3 * sides[1].max()
    centred = np.abs(np.diff(corners.mean(axis=1), axis=0)).max() < slack
    return bool(centred and np.abs(np.diff(sides, axis=0)).min() < slack)
