"""Where the mass of p(z|x) lies for one image, and there p(z|x) on fine grids: 2-D codes.

First all of [-6, 6]^2 is looked at in coarse cells; then windows close in on what matters.
A peak that is narrower than a cell stands between the cells: how much higher it may be is told
by how steeply the cells fall, and what is that much lower is not thrown away yet.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.grid import EXTENT
from genstudio.core.errors import UserError
from genstudio.core.language import tr

Values = NDArray[np.float64]
Box = tuple[float, float, float, float]  # x0, y0, x1, y1
Joint = Callable[[Values], Values]  # z [G, 2] -> log p(x, z) [G]

COARSE = 60  # cells a side of the first look: 0.2 wide
SIDE = 56  # cells a side of a window
FINEST = 224
NEAR = 16.0  # nats below the top: what is lower holds some e-7 of the mass
STEEP = 200.0  # nats at most that a peak may stand above the cells beside it
HEAVY = 0.02  # of the mass in one cell: finer cells are needed
ROUNDS = 8
MOST = 6  # windows: a posterior with more separate modes shows its heaviest


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """log p(x, z) at the middles of even cells: x [n], y [m], values [m, n]."""

    x: Values
    y: Values
    values: Values

    @property
    def log_area(self) -> float:
        """Log of a cell's area."""
        return math.log((self.x[1] - self.x[0]) * (self.y[1] - self.y[0]))

    @property
    def points(self) -> Values:
        """The middles of the cells, [m n, 2], in the order of the values."""
        return np.stack(np.meshgrid(self.x, self.y), -1).reshape(-1, 2)

    @property
    def masses(self) -> Values:
        """Log of each cell's part of p(x), [m, n]."""
        return self.values + self.log_area


def closing_in(joint: Joint, extent: float = EXTENT) -> list[Window]:
    """Return windows that do not overlap and hold all but some e-6 of the mass of p(z|x).

    They lie within [-extent, extent]^2. Raises UserError where no number is finite.
    """
    side = math.ceil(COARSE * extent / EXTENT)
    windows = [look(joint, (-extent, -extent, extent, extent), side)]
    if not np.isfinite(windows[0].values).any():
        raise UserError(
            tr("This checkpoint's numbers are not finite: choose one from before it diverged.")
        )
    area = 4 * extent**2
    for _ in range(ROUNDS):
        boxes = _boxes(windows, extent)
        windows = [look(joint, box, SIDE) for box in boxes]
        before, area = area, sum(_area(box) for box in boxes)
        if area > 0.7 * before:
            break
    side = SIDE
    while side < FINEST and heaviest(windows) > HEAVY:
        side *= 2
        windows = [look(joint, box, side) for box in boxes]
    return windows


def look(joint: Joint, box: Box, side: int) -> Window:
    """Evaluate p(x, z) at the middles of side x side cells of a box."""
    x0, y0, x1, y1 = box
    middles = (np.arange(side) + 0.5) / side
    x, y = x0 + (x1 - x0) * middles, y0 + (y1 - y0) * middles
    points = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
    return Window(x, y, joint(points).reshape(side, side))


def log_evidence(windows: list[Window]) -> float:
    """Return log p(x): the sum over all cells."""
    return float(np.logaddexp.reduce(np.concatenate([w.masses.ravel() for w in windows])))


def heaviest(windows: list[Window]) -> float:
    """Return the largest share of the mass that one cell holds."""
    top = max(float(w.masses.max()) for w in windows)
    return math.exp(top - log_evidence(windows))


def moments(windows: list[Window]) -> tuple[Values, Values]:
    """Return the mean [2] and the covariance [2, 2] of p(z|x)."""
    whole = log_evidence(windows)
    share = np.concatenate([np.exp(w.masses.ravel() - whole) for w in windows])
    points = np.concatenate([w.points for w in windows])
    mean = share @ points
    return mean, (points - mean).T @ ((points - mean) * share[:, None])


def _boxes(windows: list[Window], extent: float) -> list[Box]:
    """Return boxes around what may matter, the heaviest ones, grown together where they meet."""
    top = max(float(window.values.max()) for window in windows)
    found: list[tuple[float, Box]] = []
    for window in windows:
        lowest = top - NEAR - _steepness(window)
        for cells in _islands(window.values > lowest):
            peak = float(window.values[cells].max())
            found.append((peak, _around(window, cells, extent)))
    found.sort(key=lambda each: -each[0])
    return _merged([box for _, box in found[:MOST]])


def _steepness(window: Window) -> float:
    """Return how far the values fall from the highest cell to the ones beside it, in nats."""
    j, i = np.unravel_index(window.values.argmax(), window.values.shape)
    beside = window.values[max(0, j - 1) : j + 2, max(0, i - 1) : i + 2]
    finite = beside[np.isfinite(beside)]
    fall = float(window.values[j, i] - finite.min()) if len(finite) else 0.0
    return min(fall, STEEP)


def _islands(mask: NDArray[np.bool_]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Split cells into those that touch each other, corners included: (rows, columns) each."""
    left = set(zip(*(axis.tolist() for axis in np.nonzero(mask))))
    found = []
    while left:
        island, edge = [], [left.pop()]
        while edge:
            j, i = edge.pop()
            island.append((j, i))
            for other in [(j + a, i + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]:
                if other in left:
                    left.remove(other)
                    edge.append(other)
        rows, columns = np.array(island).T
        found.append((rows, columns))
    return found


def _around(
    window: Window, cells: tuple[NDArray[np.int64], NDArray[np.int64]], extent: float
) -> Box:
    """Return the box that holds these cells and one more on each side, within the plane."""
    rows, columns = cells
    wide, high = window.x[1] - window.x[0], window.y[1] - window.y[0]
    return (
        max(-extent, float(window.x[columns.min()] - 1.5 * wide)),
        max(-extent, float(window.y[rows.min()] - 1.5 * high)),
        min(extent, float(window.x[columns.max()] + 1.5 * wide)),
        min(extent, float(window.y[rows.max()] + 1.5 * high)),
    )


def _merged(boxes: list[Box]) -> list[Box]:
    """Replace boxes that overlap by one around them: no cell may count twice."""
    done: list[Box] = []
    for box in boxes:
        while (other := next((b for b in done if _overlap(b, box)), None)) is not None:
            done.remove(other)
            box = (*np.minimum(box[:2], other[:2]), *np.maximum(box[2:], other[2:]))
        done.append(tuple(float(side) for side in box))  # type: ignore[arg-type]
    return done


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
