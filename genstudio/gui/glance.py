"""What the window shows of a dataset at once, read where it is loaded. No Qt.

The images may lie on the disk: they are looked at in the thread that loads, and never in the
window's own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import scatter
from genstudio.data.dataset import Dataset

COLUMNS, ROWS = 10, 2


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """Some images [N, C, H, W] (none of points), the classes and how many images each has.

    `order` [N] holds the positions of all images, in an order that is random and fixed.
    """

    images: NDArray[np.uint8] | None
    classes: tuple[str, ...]
    counts: tuple[int, ...]
    order: NDArray[np.int64]


def of(dataset: Dataset) -> Glance:
    """Return the glance at a dataset; one is made once."""
    kept = vars(dataset).get("_glance")
    if not isinstance(kept, Glance):
        kept = vars(dataset)["_glance"] = _make(dataset)  # as cached_property does
    return kept


def prepare(dataset: Dataset) -> None:
    """Read all that the window will ask of a dataset itself, its pictures of points included."""
    of(dataset)
    if dataset.points:
        scatter.of(dataset)
        scatter.of(dataset, scatter.LARGE)
    _ = dataset.fingerprint


def some_images(dataset: Dataset) -> NDArray[np.uint8]:
    """Return a few images, taking turns between the classes so that each is seen."""
    count = min(len(dataset), COLUMNS * ROWS)
    if dataset.labels is None or not dataset.classes:
        return _copied(dataset, np.linspace(0, len(dataset) - 1, count).astype(int))
    present, members = _members(dataset.labels)
    chosen: list[int] = []
    for turn in range(count):
        own = members[turn % len(present)]
        chosen.append(int(own[(turn // len(present)) % len(own)]))
    return _copied(dataset, np.array(chosen, int))


def class_counts(dataset: Dataset) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the classes and how many images each has."""
    if dataset.labels is None or not dataset.classes:
        return (), ()
    known = dataset.labels[dataset.labels >= 0]
    counts = np.bincount(known, minlength=len(dataset.classes))
    return dataset.classes, tuple(int(count) for count in counts)


def _make(dataset: Dataset) -> Glance:
    images = None if dataset.points else some_images(dataset)
    order = np.random.Generator(np.random.PCG64(0)).permutation(len(dataset))
    return Glance(images, *class_counts(dataset), order)


def _members(labels: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[NDArray[np.int64]]]:
    """Return the first classes that there are, and the positions of each one's images."""
    present = np.unique(labels)[:COLUMNS]
    return present, [np.flatnonzero(labels == label) for label in present]


def _copied(dataset: Dataset, chosen: NDArray[np.int64]) -> NDArray[np.uint8]:
    return np.array(dataset.images[chosen], np.uint8)
