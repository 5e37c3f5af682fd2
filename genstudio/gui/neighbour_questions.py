"""The search for the real images nearest to a point; in worker threads. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import scatter
from genstudio.analysis.neighbours import NearestImages

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset
    from genstudio.gui.explorer_questions import Cloud

Measure = Literal["euclidean", "cosine", "pixels"]


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """What is asked about: a code [d], an image, or both; `index` is the data point it is."""

    code: NDArray[np.float32] | None
    image: NDArray[Any] | None
    index: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """The answer: data points, their distances and pictures, nearest first."""

    turn: int
    indices: NDArray[np.int64]
    distances: NDArray[np.float64]
    pictures: NDArray[np.uint8]


def find(
    lens: Lens,
    turn: int,
    point: Point,
    measure: Measure,
    count: int,
    cloud: Cloud | None,
    images: NearestImages,
    dataset: Dataset,
    stop: Callable[[], bool],
) -> Listed | None:
    """Search, in the worker; None when something else was asked meanwhile."""
    if stop():
        return None
    if measure == "pixels":
        image = point.image if point.image is not None else _image_of(lens, point, dataset)
        nearest = images.nearest(image[None], count, stop, without=point.index)
        if nearest is None:
            return None
        indices, distances = nearest.indices[0], nearest.distances[0]
    else:
        indices, distances = _by_codes(lens, point, measure, count, cloud, dataset)
    pictures = scatter.shown(np.asarray(dataset.images[indices]), dataset)
    return Listed(turn, indices, distances, pictures)


def _by_codes(
    lens: Lens,
    point: Point,
    measure: Literal["euclidean", "cosine"],
    count: int,
    cloud: Cloud | None,
    dataset: Dataset,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    nothing = np.zeros(0, np.int64), np.zeros(0)
    code = point.code
    if code is None and point.index is not None and "encode" in lens.capabilities:
        labels = None if dataset.labels is None else dataset.labels[point.index : point.index + 1]
        code = lens.encode(np.asarray(dataset.images[point.index])[None], labels=labels)[0]
    if code is None or cloud is None or cloud.codes.shape[1] != len(code):
        return nothing
    row = None
    if point.index is not None:
        rows = np.flatnonzero(cloud.indices == point.index)
        row = int(rows[0]) if len(rows) else None
    nearest = cloud.nearest.nearest(code[None], count, measure, without=row)
    return cloud.indices[nearest.indices[0]], nearest.distances[0]


def _image_of(lens: Lens, point: Point, dataset: Dataset) -> NDArray[Any]:
    """Return the picture of a data point, or what a code decodes to."""
    if point.index is not None:
        return np.asarray(dataset.images[point.index])
    assert point.code is not None  # a point is one or the other
    return lens.decode(point.code[None])[0]
