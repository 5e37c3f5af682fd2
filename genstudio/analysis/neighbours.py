"""The nearest data: the real images most like a picture, and the points nearest a point.

Exact, by brute force: |x - q|^2 = |x|^2 - 2 x.q + |q|^2 with the norms kept and x.q a
matrix-vector product in float32. Its rounding error is bounded; whatever the bound cannot rule
out is measured again in float64, so the answer is that of the plain search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.core.events import Stop, never
from genstudio.data._mapped import AT_ONCE, forget, is_mapped

Metric = Literal["euclidean", "cosine"]
METRICS: tuple[Metric, ...] = ("euclidean", "cosine")
MOST = 100  # neighbours that can be asked for at once

CHUNK = 2**17  # pixels turned into floats at a time: half a MB stays in the cache
BLOCK = 1024  # scores of which first only the least is looked at
TOGETHER = 8  # questions that share a pass over the data
EXACT = 2**20  # numbers in float64 at a time
ROUNDING = float(np.finfo(np.float32).eps) / 2
TINY = float(np.finfo(np.float32).tiny)

Floats = NDArray[np.float32]
Scores = NDArray[np.float32]
Rows = NDArray[np.int64]
Measure = Callable[[Rows], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Which one it is, and how far away."""

    index: int
    distance: float


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """The k nearest of each of Q questions: `indices` and `distances` [Q, k], nearest first.

    Equally near ones stand in the order of the data. Where there are fewer than k, k is smaller.
    """

    indices: NDArray[np.int64]
    distances: NDArray[np.float64]

    def of(self, row: int = 0) -> list[Neighbour]:
        """Return the neighbours of one question."""
        pairs = zip(self.indices[row].tolist(), self.distances[row].tolist())
        return [Neighbour(index, distance) for index, distance in pairs]


class NearestImages:
    """Finds the closest of many images; they are not copied, and may lie on the disk.

    Distances are root-mean-square with pixels in [0, 1]; of points [N, 1, 1, d] they are in
    the points' own units. One thread at a time.
    """

    def __init__(self, images: NDArray[Any]) -> None:
        self._images = images
        self._flat = images.reshape(len(images), int(np.prod(images.shape[1:])))
        self._norms: Floats | None = None  # made by the first search, in the same pass
        self._largest = 0.0

    def __len__(self) -> int:
        return len(self._flat)

    def find(self, image: NDArray[Any]) -> Neighbour:
        """Return the nearest image."""
        found = self.nearest(image[None], 1)
        assert found is not None  # nobody stops it
        return found.of()[0]

    def nearest(
        self, images: NDArray[Any], k: int, stop: Stop = never, without: int | None = None
    ) -> Nearest | None:
        """Return the k (up to MOST) nearest to each of some images [Q, C, H, W].

        `without` is left out: the one that is asked about. None when stopped.
        """
        if not len(self):
            raise ValueError("there are no images to search")
        queries = images.reshape(len(images), -1)
        parts = []
        for start in range(0, len(queries), TOGETHER):
            some = queries[start : start + TOGETHER].astype(np.float32)
            dots = self._dots(some, stop)
            if dots is None:
                return None
            parts += [self._best(q, d, k, without) for q, d in zip(some, dots)]
        return _joined(parts, k)

    def _best(self, query: Floats, dots: Scores, k: int, without: int | None) -> _Pair:
        assert self._norms is not None  # made with the dots
        # What is not finite is infinitely far away, and never the nearest by accident.
        scores = np.nan_to_num(self._norms - 2 * dots, nan=np.inf, neginf=np.inf)
        if without is not None:
            scores[without] = np.inf
        scale = 255 if self._flat.dtype == np.uint8 else 1
        error = _error(query, self._largest)
        wide = query.astype(np.float64)

        def measure(rows: Rows) -> NDArray[np.float64]:
            difference = self._flat[rows].astype(np.float64) - wide
            return np.asarray(np.sqrt(np.mean(difference**2, axis=1)) / scale)

        return _winners(scores, k, error, measure, self._flat.shape[1])

    def _dots(self, queries: Floats, stop: Stop) -> Scores | None:
        """Return [Q, N] products, and keep the norms where they are not known yet."""
        dots = np.empty((len(queries), len(self)), np.float32)
        norms = np.empty(len(self), np.float32) if self._norms is None else None
        for start, x in self._chunks():
            if stop():
                return None
            span = slice(start, start + len(x))
            for row, query in enumerate(queries):
                dots[row, span] = x @ query
            if norms is not None:
                norms[span] = np.einsum("nd,nd->n", x, x)
        if norms is not None:
            self._norms = norms
            self._largest = float(norms.max(where=np.isfinite(norms), initial=0))
        return dots

    def _chunks(self) -> Iterator[tuple[int, Floats]]:
        size = max(1, CHUNK // max(1, self._flat.shape[1]))
        mapped, read = is_mapped(self._images), 0
        for start in range(0, len(self._flat), size):
            part = self._flat[start : start + size]
            yield start, part.astype(np.float32)
            read += part.nbytes
            if mapped and read > AT_ONCE:
                forget(self._images)
                read = 0


class NearestPoints:
    """Finds the closest of many points [N, d]; fast for many questions, from several threads."""

    def __init__(self, points: ArrayLike) -> None:
        self._points = np.ascontiguousarray(points, np.float32)
        norms = np.einsum("nk,nk->n", self._points, self._points)
        # A code that is not finite is infinitely far away, and never the nearest by accident.
        self._finite = np.isfinite(norms)
        self._whole = bool(self._finite.all())
        if not self._whole:
            self._points = np.where(self._finite[:, None], self._points, 0)
        self._norms = np.where(self._finite, norms, np.float32(np.inf))
        self._largest = float(norms.max(where=self._finite, initial=0))

    @cached_property
    def _lengths(self) -> Floats:
        """Never 0, so that a direction can be asked for everywhere."""
        return np.sqrt(np.maximum(self._norms, TINY))

    def __len__(self) -> int:
        return len(self._points)

    def find(self, point: ArrayLike) -> Neighbour | None:
        """Return the nearest point to a point [d], by Euclidean distance.

        None where no distance is finite: the codes of a model that has diverged.
        """
        point = np.asarray(point, np.float32)
        if len(self) and not (np.isfinite(point).all() and self._finite.any()):
            return None
        return next(iter(self.nearest(point[None], 1).of()), None)

    def nearest(
        self, points: ArrayLike, k: int, metric: Metric = "euclidean", without: int | None = None
    ) -> Nearest:
        """Return the k (up to MOST) nearest to each of some points [Q, d].

        The cosine distance is 1 - x.q / (|x| |q|), and 1 from or to the origin. `without` is
        left out: the one that is asked about.
        """
        if not len(self):
            raise ValueError("there are no points to search")
        search = self._by_angle if metric == "cosine" else self._by_length
        queries = np.array(points, np.float32, ndmin=2)
        return _joined([search(query, k, without) for query in queries], k)

    def _by_length(self, query: Floats, k: int, without: int | None) -> _Pair:
        scores = self._points @ query
        scores *= -2
        scores += self._norms
        self._leave_out(scores, without)
        wide = query.astype(np.float64)

        def measure(rows: Rows) -> NDArray[np.float64]:
            squares = ((self._points[rows].astype(np.float64) - wide) ** 2).sum(1)
            return np.where(self._finite[rows], np.sqrt(squares), np.inf)

        return _winners(scores, k, _error(query, self._largest), measure, len(query))

    def _by_angle(self, query: Floats, k: int, without: int | None) -> _Pair:
        length = float(np.sqrt((query.astype(np.float64) ** 2).sum()))
        scores = self._points @ (-query / np.float32(max(length, TINY)))
        scores /= self._lengths
        if not self._whole:
            scores[~self._finite] = np.inf
        self._leave_out(scores, without)
        wide = query.astype(np.float64)

        def measure(rows: Rows) -> NDArray[np.float64]:
            x = self._points[rows].astype(np.float64)
            product = np.linalg.norm(x, axis=1) * length
            cosine = (x @ wide) / np.where(product > 0, product, 1)
            return np.where(self._finite[rows], 1 - cosine, np.inf)

        return _winners(scores, k, 8 * (len(query) + 8) * ROUNDING, measure, len(query))

    def _leave_out(self, scores: Scores, without: int | None) -> None:
        if without is not None:
            scores[without] = np.inf


_Pair = tuple[NDArray[np.int64], NDArray[np.float64]]


def _error(query: Floats, largest: float) -> float:
    """Bound the rounding error of |x|^2 - 2 x.q in float32: d u per sum of d products."""
    square = float((query.astype(np.float64) ** 2).sum())
    return 2 * (len(query) + 4) * ROUNDING * (largest + square)


def _winners(scores: Scores, k: int, error: float, measure: Measure, width: int) -> _Pair:
    """Return the k nearest by exact distance, given scores that are right within `error`."""
    k = min(k, MOST, len(scores))
    limit = np.float64(_kth(scores, k)) + 2 * error
    rows = np.flatnonzero(scores <= limit)
    size = max(1, EXACT // max(1, width))
    parts = [measure(rows[start : start + size]) for start in range(0, len(rows), size)]
    distances = np.concatenate(parts) if parts else np.zeros(0)
    kept = np.isfinite(distances) & np.isfinite(scores[rows])
    rows, distances = rows[kept], distances[kept]
    order = np.argsort(distances, kind="stable")[:k]
    return rows[order].astype(np.int64), distances[order]


def _kth(scores: Scores, k: int) -> float:
    """Return the k-th least score, or a little more: quickly, for most lie far above it.

    The k-th least of the blocks' least ones has k scores at or below it.
    """
    whole = len(scores) // BLOCK * BLOCK
    if whole // BLOCK < k:
        return float(np.partition(scores, k - 1)[k - 1])
    least = scores[:whole].reshape(-1, BLOCK).min(1)
    bound = np.partition(least, k - 1)[k - 1]
    few = scores[scores <= bound]
    return float(np.partition(few, k - 1)[k - 1])


def _joined(parts: list[_Pair], k: int) -> Nearest:
    """Put the answers of all questions into one table."""
    if not parts:
        empty = np.zeros((0, k))
        return Nearest(empty.astype(np.int64), empty)
    width = min(len(indices) for indices, _ in parts)
    return Nearest(
        np.stack([indices[:width] for indices, _ in parts]),
        np.stack([distances[:width] for _, distances in parts]),
    )
