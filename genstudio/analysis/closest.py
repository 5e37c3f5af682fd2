"""The nearest of many rows to many questions at once, by products of matrices.

neighbours.py answers single questions; here whole sheets of images are compared with whole data
sets. Products in float32 choose candidates, among which exact distances decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.neighbours import Nearest

Floats = NDArray[np.float32]
Watch = Callable[[float], None]

BLOCK = 2**22  # numbers of the rows that are looked at together
TOGETHER = 64  # questions at a time
SPARE = 8  # candidates beyond those wanted: rounding may swap neighbours
SAME = 0.01  # root-mean-square difference (pixels in [0, 1]) below which pictures are one


class Rows(Protocol):
    """Rows [N, d] that are searched."""

    unit: float

    def __len__(self) -> int: ...

    def blocks(self) -> Iterator[tuple[int, Floats]]:
        """Yield all rows in order, some at a time, each time with the place of the first."""

    def at(self, places: NDArray[np.int64]) -> Floats:
        """Return some rows."""


class Coordinates:
    """Rows of features [N, d]; distances are Euclidean."""

    def __init__(self, rows: Floats) -> None:
        self._rows = rows
        self.unit = 1.0

    def __len__(self) -> int:
        return len(self._rows)

    def blocks(self) -> Iterator[tuple[int, Floats]]:
        """Yield the rows, some at a time."""
        size = max(1, BLOCK // max(1, self._rows.shape[1]))
        for start in range(0, len(self._rows), size):
            yield start, self._rows[start : start + size]

    def at(self, places: NDArray[np.int64]) -> Floats:
        """Return some rows."""
        return self._rows[places]


class Pixels:
    """Some images of a set [N, C, H, W], which may lie on the disk.

    Distances are root-mean-square with pixels in [0, 1].
    """

    def __init__(self, images: NDArray[Any], rows: NDArray[np.int64]) -> None:
        self._images, self._rows = images, rows
        self._width = int(np.prod(images.shape[1:]))
        self.unit = float(255 * np.sqrt(self._width))

    def __len__(self) -> int:
        return len(self._rows)

    def blocks(self) -> Iterator[tuple[int, Floats]]:
        """Yield the images flattened, some at a time."""
        size = max(1, BLOCK // self._width)
        for start in range(0, len(self._rows), size):
            yield start, self.at(np.arange(start, min(start + size, len(self._rows))))

    def at(self, places: NDArray[np.int64]) -> Floats:
        """Return some images, flattened."""
        some = self._images[self._rows[places]]
        return some.reshape(len(places), self._width).astype(np.float32)


def nearest(rows: Rows, questions: Floats, k: int) -> Nearest:
    """Return the k rows nearest to each question [Q, d], nearest first, and their distances."""
    k = min(k, len(rows))
    wanted = min(k + SPARE, len(rows))
    best = np.full((len(questions), 0), np.inf, np.float32)
    places = np.zeros((len(questions), 0), np.int64)
    for start, block in rows.blocks():
        squares = _squares(questions, block)
        here = np.broadcast_to(np.arange(start, start + len(block)), squares.shape)
        best, places = np.hstack([best, squares]), np.hstack([places, here])
        if best.shape[1] > wanted:
            chosen = np.argpartition(best, wanted - 1, axis=1)[:, :wanted]
            best = np.take_along_axis(best, chosen, 1)
            places = np.take_along_axis(places, chosen, 1)
    exact = np.array([_exact(rows, q, p) for q, p in zip(questions, places)])
    exact = exact.reshape(len(questions), -1)
    # Equally near ones stand in the order of the data.
    order = np.lexsort((places, exact), axis=1)[:, :k]
    return Nearest(np.take_along_axis(places, order, 1), np.take_along_axis(exact, order, 1))


def usual(
    features: Rows, pixels: Rows, asked: NDArray[np.int64], watch: Watch
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how near real images are to the nearest other one, by features and by pixels.

    `asked` are the places of those that are asked about; a picture that cannot be told apart from
    one is no other one. Those without any other are left out.
    """
    found: tuple[list[float], list[float]] = [], []
    for start in range(0, len(asked), TOGETHER):
        watch(start / max(1, len(asked)))
        some = asked[start : start + TOGETHER]
        square = _all_squares(pixels, some)
        same = square < (SAME * pixels.unit) ** 2
        same[np.arange(len(some)), some] = True
        for rows, squares, distances in zip(
            (features, pixels), (_all_squares(features, some), square), found
        ):
            squares[same] = np.inf
            winners = squares.argmin(1)
            questions = rows.at(some)
            for row, winner in enumerate(winners):
                if not same[row, winner]:
                    distances += _exact(rows, questions[row], winner[None]).tolist()
    return np.array(found[0]), np.array(found[1])


def _all_squares(rows: Rows, asked: NDArray[np.int64]) -> Floats:
    """Return the squared distances of some rows from all, [Q, N]."""
    questions = rows.at(asked)
    return np.hstack([_squares(questions, block) for _, block in rows.blocks()])


def _squares(questions: Floats, block: Floats) -> Floats:
    """Return |q - x|^2 = |q|^2 - 2 q.x + |x|^2, rounded: [Q, n]."""
    lengths = np.einsum("nd,nd->n", block, block)
    own = np.einsum("qd,qd->q", questions, questions)
    squares = questions @ block.T
    squares *= -2
    squares += lengths
    squares += own[:, None]
    return np.asarray(np.maximum(squares, 0))


def _exact(rows: Rows, question: Floats, places: NDArray[np.int64]) -> NDArray[np.float64]:
    difference = rows.at(places).astype(np.float64) - question.astype(np.float64)
    return np.asarray(np.sqrt((difference**2).sum(1)) / rows.unit)
