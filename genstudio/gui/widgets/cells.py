"""An index of very many points of a plane: the nearest of a million in microseconds. No Qt."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

PER_CELL = 16  # points on average
MOST = 512  # cells a side
CORE = (0.5, 99.5)  # percent of the points that the cells are laid over
SAMPLE = 20_000

Floats = NDArray[np.float32]


class Cells:
    """Points sorted into the cells of a square grid; those far out share the cells at its rim.

    `xy` [N, 2] is finite; of these only `rows` count, where they are given.
    """

    def __init__(self, xy: Floats, rows: NDArray[np.int64] | None = None) -> None:
        chosen = xy if rows is None else xy[rows]
        self._side = min(MOST, max(1, round(math.sqrt(len(chosen) / PER_CELL))))
        low, span = _core(chosen)
        self._low, self._cell = low, span / self._side
        column, row = self._columns(chosen[:, 0], 0), self._columns(chosen[:, 1], 1)
        cells = row * np.int32(self._side) + column
        order = np.argsort(cells)
        counts = np.bincount(cells, minlength=self._side**2)
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        self._rows = order if rows is None else rows[order]
        sorted_xy = chosen[order]
        self._x = np.ascontiguousarray(sorted_xy[:, 0])
        self._y = np.ascontiguousarray(sorted_xy[:, 1])

    def nearest(self, x: float, y: float) -> int | None:
        """Return the row of the point nearest to (x, y); None without points.

        A square of cells about the place is doubled until it holds a point; then all cells are
        looked at that something nearer might be in.
        """
        if not len(self._rows):
            return None
        x, y = float(np.float32(x)), float(np.float32(y))
        column, row = self._column(x, 0), self._column(y, 1)
        reach, found = 1, None
        while found is None:
            found = self._best((column - reach, column + reach), (row - reach, row + reach), x, y)
            reach *= 2
        gap = found[0]
        across = self._column(x - gap, 0) - 1, self._column(x + gap, 0) + 1  # 1: rounding
        up = self._column(y - gap, 1) - 1, self._column(y + gap, 1) + 1
        nearest = self._best(across, up, x, y)
        return int(self._rows[(nearest or found)[1]])

    def _best(
        self, across: tuple[int, int], up: tuple[int, int], x: float, y: float
    ) -> tuple[float, int] | None:
        """Return distance and position of the nearest point in some columns and rows of cells."""
        left, right = max(0, across[0]), min(self._side - 1, across[1])
        best: tuple[float, int] | None = None
        for line in range(max(0, up[0]), min(self._side - 1, up[1]) + 1):
            begin = self._starts[line * self._side + left]
            end = self._starts[line * self._side + right + 1]
            if begin == end:
                continue
            dx, dy = self._x[begin:end] - np.float32(x), self._y[begin:end] - np.float32(y)
            squares = dx * dx + dy * dy
            place = int(squares.argmin())
            gap = math.sqrt(float(squares[place]))
            if best is None or gap < best[0]:
                best = gap, int(begin) + place
        return best

    def _columns(self, values: Floats, axis: int) -> NDArray[np.int32]:
        places = (values - np.float32(self._low[axis])) / np.float32(self._cell[axis])
        return np.asarray(np.clip(places, 0, self._side - 1)).astype(np.int32)

    def _column(self, value: float, axis: int) -> int:
        return int(self._columns(np.array([value], np.float32), axis)[0])


def _core(xy: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the lower corner and the sides of the part that holds nearly all points."""
    if not len(xy):
        return np.zeros(2), np.ones(2)
    some = xy[:: max(1, len(xy) // SAMPLE)].astype(np.float64)
    low, high = np.percentile(some, CORE, axis=0)
    return low, np.maximum(high - low, 1e-6 * np.maximum(1, np.abs(high)))
