"""Lines of equal height through a table of values, by marching squares."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Line = NDArray[np.float64]  # points [K, 2]; the last is the first where the line is closed

# Which edges of a cell a line joins, by which of its corners are above: bit 0 is the corner at
# (x, y), 1 at (x+1, y), 2 at (x+1, y+1), 3 at (x, y+1). The edges: 0 is the one at low y, 1 at
# high x, 2 at high y, 3 at low x.
_JOINS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 6: ((0, 2),), 7: ((3, 2),),
    8: ((2, 3),), 9: ((2, 0),), 11: ((2, 1),), 12: ((1, 3),), 13: ((1, 0),), 14: ((0, 3),),
}  # fmt: skip
_SADDLES = {5: ((3, 0), (1, 2)), 10: ((0, 1), (2, 3))}  # low middle: the high corners are apart
_SADDLES_HIGH = {5: ((3, 2), (1, 0)), 10: ((0, 3), (2, 1))}


def contours(x: ArrayLike, y: ArrayLike, values: ArrayLike, height: float) -> list[Line]:
    """Return the lines along which values [len(y), len(x)] equal a height, between the samples.

    A line that leaves the table ends at its rim. Marching squares; where two opposite corners
    of a cell are above, the mean of the four decides which are joined.
    """
    axes = np.asarray(x, np.float64), np.asarray(y, np.float64)
    table = np.asarray(values, np.float64)
    above = table > height
    kinds = (
        above[:-1, :-1]
        + 2 * above[:-1, 1:].astype(np.int64)
        + 4 * above[1:, 1:]
        + 8 * above[1:, :-1]
    )
    joined: dict[tuple[int, int, int], list[tuple[int, int, int]]] = {}
    for j, i in zip(*np.nonzero((kinds > 0) & (kinds < 15))):
        for first, last in _edges(int(kinds[j, i]), table[j : j + 2, i : i + 2], height):
            a, b = _edge(int(i), int(j), first), _edge(int(i), int(j), last)
            joined.setdefault(a, []).append(b)
            joined.setdefault(b, []).append(a)
    return [
        np.array([_crossing(edge, axes, table, height) for edge in chain])
        for chain in _chains(joined)
    ]


def _edges(kind: int, corners: NDArray[np.float64], height: float) -> tuple[tuple[int, int], ...]:
    if kind in _SADDLES:
        return (_SADDLES_HIGH if corners.mean() > height else _SADDLES)[kind]
    return _JOINS[kind]


def _edge(i: int, j: int, side: int) -> tuple[int, int, int]:
    """Name an edge of the table by its lower sample and its direction (0 along x, 1 along y)."""
    return ((i, j, 0), (i + 1, j, 1), (i, j + 1, 0), (i, j, 1))[side]


def _crossing(
    edge: tuple[int, int, int],
    axes: tuple[NDArray[np.float64], NDArray[np.float64]],
    table: NDArray[np.float64],
    height: float,
) -> tuple[float, float]:
    i, j, along = edge
    (x, y), low = axes, table[j, i]
    if along == 0:
        share = (height - low) / (table[j, i + 1] - low)
        return float(x[i] + share * (x[i + 1] - x[i])), float(y[j])
    share = (height - low) / (table[j + 1, i] - low)
    return float(x[i]), float(y[j] + share * (y[j + 1] - y[j]))


def _chains(
    joined: dict[tuple[int, int, int], list[tuple[int, int, int]]],
) -> list[list[tuple[int, int, int]]]:
    """Follow the joints: first the lines that end at the rim, then those that are closed."""
    left = {edge: list(others) for edge, others in joined.items()}
    chains = []
    for start in [e for e, others in joined.items() if len(others) == 1] + list(joined):
        if not left[start]:
            continue
        chain = [start]
        while left[chain[-1]]:
            after = left[chain[-1]].pop()
            left[after].remove(chain[-1])
            chain.append(after)
        chains.append(chain)
    return chains
