"""Which points show their images: at most one in each cell of a grid that moves with the plane.

The cells belong to the plane and not to the screen, and their sides are powers of two: while
the view moves, every image stays with its point; while it zooms, the images grow until the cells
are halved. An image stays inside its cell, so no two of them overlap. No Qt.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from genstudio.gui.widgets.view import Rect, View

SMALLEST = 40  # px: the side of a cell is this to twice as much
SHARE = 0.86  # of a cell that an image takes
BESIDE = 0.5  # views more on each side: a drag shows them without waiting
SPARSE, CROWDED = 3.0, 5.0  # points a cell up to which, and from which on, dots say more


@dataclass(frozen=True, slots=True, eq=False)
class Picked:
    """Rows [K] of points whose images are shown, their middles [K, 2] and side in plane units."""

    rows: NDArray[np.int64]
    middles: NDArray[np.float64]
    side: float


def cell_side(view: View) -> float:
    """Return the side of a cell in units of the plane: the power of two from SMALLEST px on."""
    return float(2.0 ** math.ceil(math.log2(SMALLEST * view.pixel)))


def around(view: View) -> Rect:
    """Return the view and what lies beside it."""
    x0, y0, x1, y1 = view.rect
    more_x, more_y = BESIDE * (x1 - x0), BESIDE * (y1 - y0)
    return x0 - more_x, y0 - more_y, x1 + more_x, y1 + more_y


def sparse(xy: NDArray[np.floating], view: View, *, shown: bool) -> bool:
    """Say whether so few points share a cell that images may stand for those in view.

    Only cells with points count: a small heap in an empty view is still a heap. Where images are
    shown already it takes more points to hide them: nothing flickers.
    """
    rows = _within(xy, view.rect)
    side = cell_side(view)
    most = (view.width * view.pixel / side + 1) * (view.height * view.pixel / side + 1)
    limit = CROWDED if shown else SPARSE
    if len(rows) > limit * most:
        return False
    cells = np.floor(xy[rows].astype(np.float64) / side)
    return len(rows) <= limit * len(np.unique(cells, axis=0))


def pick(xy: NDArray[np.floating], rect: Rect, side: float) -> Picked:
    """Take the point nearest to the middle of each cell in a rectangle, of points [N, 2]."""
    x0, y0, x1, y1 = rect
    whole = (
        math.floor(x0 / side) * side,
        math.floor(y0 / side) * side,
        math.ceil(x1 / side) * side,
        math.ceil(y1 / side) * side,
    )  # a cell at the rim is looked at whole, or a drag would change its image
    rows = _within(xy, whole)
    places = xy[rows].astype(np.float64)
    cells = np.floor(places / side)
    gaps = np.square(places - (cells + 0.5) * side).sum(1)
    best = _least(cells - np.floor(np.array(whole[:2]) / side + 0.5), gaps)
    room = 0.5 * side * (1 - SHARE)  # how far an image may move within its cell
    middle = (cells[best] + 0.5) * side
    middles = np.clip(places[best], middle - room, middle + room)
    return Picked(rows[best].astype(np.int64), middles, SHARE * side)


def _least(cells: NDArray[np.float64], gaps: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the position of the least gap in each cell [N, 2] counted from 0; ties: the first."""
    if not len(gaps):
        return np.zeros(0, np.int64)
    flat = (cells[:, 1] * (cells[:, 0].max() + 1) + cells[:, 0]).astype(np.int64)
    least = np.full(int(flat.max()) + 1, np.inf)
    np.minimum.at(least, flat, gaps)
    few = np.flatnonzero(gaps == least[flat])
    return few[np.unique(flat[few], return_index=True)[1]]


def _within(xy: NDArray[np.floating], rect: Rect) -> NDArray[np.int64]:
    x0, y0, x1, y1 = rect
    x, y = xy[:, 0], xy[:, 1]
    return np.flatnonzero((x >= x0) & (x < x1) & (y >= y0) & (y < y1))
