"""A map of neighbours (t-SNE, UMAP): codes have places on it, but places have no codes.

There is no inverse. What a place of the map decodes to is a guess: the mean of the codes of the
8 nearest points on the map, weighted by 1 / distance^2. Farther from the nearest point than
three times the median distance of neighbours there is nothing to guess from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.analysis.project import Plane, Points
from genstudio.core.events import Stop, never

NEIGHBOURS = 8
FAR = 3.0  # median distances of neighbours
RANKED = 10  # neighbours that trustworthiness looks at
ROWS = 256  # of a table of distances at a time
CLOSE = 1e-12  # of the map's extent, squared: the same place


@dataclass(frozen=True, slots=True)
class Map(Plane):
    """Codes [M, d] and their `places` [M, 2]; `near` is the median distance of neighbours there.

    As a Plane it has no components outside: what it hides cannot be moved along. `figure` is the
    trustworthiness with 10 neighbours. `step` is the one of the weights that it was made with.
    """

    codes: Points = field(kw_only=True, repr=False)
    places: Points = field(kw_only=True, repr=False)
    near: float = field(kw_only=True)

    @property
    def linear(self) -> bool:
        """It is not."""
        return False

    @property
    def components(self) -> int:
        """There are none to move along."""
        return 0

    def project(self, codes: ArrayLike) -> Points:
        """Return where codes [N, d] belong: at the weighted mean of the 8 nearest codes' places.

        A code that is on the map has its own place.
        """
        return _blended(np.asarray(codes, np.float64), self.codes, self.places)

    def rest(self, codes: ArrayLike) -> Points:
        """Return no components, [N, 0]."""
        return np.zeros((len(np.asarray(codes)), 0), np.float32)

    def lift(self, points: ArrayLike, rest: ArrayLike | None = None) -> Points:
        """Return what may be at points [M, 2], [M, d]; `rest` has no part in it."""
        return _blended(np.asarray(points, np.float64)[:, :2], self.places, self.codes)

    def far(self, points: ArrayLike) -> NDArray[np.bool_]:
        """Return at which of points [M, 2] there is nothing to guess from."""
        points = np.asarray(points, np.float64)
        least = np.concatenate(
            [_squares(part, self.places).min(1) for part in _parts(points)] or [np.zeros(0)]
        )
        return np.asarray(np.sqrt(least) > FAR * self.near)

    def turned(self, codes: ArrayLike, near: ArrayLike) -> Map:
        """Return the map as it is: it is not laid again."""
        return self


def map_of(codes: ArrayLike, places: ArrayLike, kind: str, stop: Stop = never) -> Map:
    """Make a map of codes [M, d] whose places [M, 2] a library has found."""
    codes, places = np.asarray(codes, np.float32), np.asarray(places, np.float32)
    linear = Plane.fit(codes)
    trust = trustworthiness(codes, places, RANKED, stop)
    return Map(
        linear.mean,
        linear.axes,
        linear.scales,
        linear.explained,
        kind=kind,
        figure=trust,
        codes=codes,
        places=places,
        near=_median_gap(places),
    )


def trustworthiness(
    codes: ArrayLike, places: ArrayLike, k: int = RANKED, stop: Stop = never
) -> float:
    """Return the trustworthiness of places [N, 2] of codes [N, d], in [0, 1].

    T(k) = 1 - 2 / (n k (2n - 3k - 1)) sum_i sum_{j in U_k(i)} (r(i, j) - k), with U_k(i) the k
    neighbours of i on the map and r(i, j) the rank of j among the neighbours of i by code (Venna
    and Kaski 2001). 1 where every neighbour on the map is one by code. NaN when stopped.
    """
    codes, places = np.asarray(codes, np.float64), np.asarray(places, np.float64)
    n = len(codes)
    k = min(k, (n - 1) // 2)
    if k < 1:
        return 1.0
    penalty = 0.0
    for start in range(0, n, ROWS):
        if stop():
            return float("nan")
        rows = np.arange(start, min(start + ROWS, n))
        here = np.arange(len(rows))
        seen = _squares(places[rows], places)
        seen[here, rows] = np.inf
        neighbours = np.argpartition(seen, k - 1, axis=1)[:, :k]
        true = _squares(codes[rows], codes)
        true[here, rows] = -np.inf  # rank 0 is the point itself
        ranks = np.empty((len(rows), n), np.int64)
        np.put_along_axis(ranks, true.argsort(1, kind="stable"), np.arange(n)[None], 1)
        excess = np.take_along_axis(ranks, neighbours, 1) - k
        penalty += float(excess[excess > 0].sum())
    return 1 - 2 * penalty / (n * k * (2 * n - 3 * k - 1))


def _median_gap(places: Points) -> float:
    """Return the median distance from a place to its nearest other."""
    if len(places) < 2:
        return 0.0
    gaps = []
    for start in range(0, len(places), ROWS):
        squares = _squares(places[start : start + ROWS].astype(np.float64), places)
        squares[np.arange(len(squares)), np.arange(start, start + len(squares))] = np.inf
        gaps.append(np.sqrt(squares.min(1)))
    return float(np.median(np.concatenate(gaps)))


def _blended(asked: NDArray[np.float64], known: Points, values: Points) -> Points:
    """Return the mean [M, b] of the values [N, b] of the 8 known [N, a] nearest to asked [M, a]."""
    found = [_blend(part, known, values) for part in _parts(asked)]
    return np.concatenate(found) if found else np.zeros((0, values.shape[1]), np.float32)


def _blend(asked: NDArray[np.float64], known: Points, values: Points) -> Points:
    squares = _squares(asked, known)
    count = min(NEIGHBOURS, len(known))
    nearest = np.argpartition(squares, count - 1, axis=1)[:, :count]
    gaps = np.take_along_axis(squares, nearest, 1)
    size = float(np.ptp(known, axis=0).max()) ** 2 or 1.0
    same = gaps <= CLOSE * size
    alone = same.any(1)
    weights = 1 / np.maximum(gaps, CLOSE * size)
    weights[alone] = same[alone]  # at a known one it is that one alone: 1 / 0 would be everything
    weights /= weights.sum(1, keepdims=True)
    return np.einsum("mk,mkb->mb", weights, values[nearest]).astype(np.float32)


def _squares(asked: NDArray[np.float64], known: ArrayLike) -> NDArray[np.float64]:
    """Return squared distances [M, N], exact for near ones: differences, not the expansion."""
    known = np.asarray(known, np.float64)
    total = np.zeros((len(asked), len(known)))
    for column in range(asked.shape[1]):
        total += np.square(asked[:, column, None] - known[None, :, column])
    return total


def _parts(rows: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    return [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)]
