"""A set of images (or of points), with its split into train, validation and test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import UserError, printable
from genstudio.data._mapped import pieces

Progress = Callable[[int, int], None]  # (done, total)
Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = ("train", "validation", "test")


class Stopped(UserError):
    """Loading was stopped on request; nothing is wrong with the data."""

    def __init__(self) -> None:
        super().__init__("Loading the data was stopped.")


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that was left out, and why, in one plain sentence."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Factor:
    """What is known of every image: a number [N], or a code [N] into `names`."""

    values: NDArray[Any]  # int64 where there are names, float32 otherwise
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """uint8 images [N, C, H, W] with optional labels [N] and captions, and a fixed split.

    Points of a line or a plane are float32 [N, 1, 1, d], d being 1 or 2, in their own units.
    Images may lie on the disk (numpy's memmap). `split` holds an index into SPLITS for each
    image. `source` is what the user gave (`digits` or a path), so that a run can load the same
    data again; `options` are the source's own settings. `factors` are what the images were drawn
    from, by name, where that is known. `hashed` is the fingerprint, where it is known already.
    """

    name: str
    source: str
    images: NDArray[Any]
    split: NDArray[np.uint8]
    labels: NDArray[np.int64] | None = None
    classes: tuple[str, ...] = ()
    captions: tuple[str, ...] | None = None
    problems: tuple[Problem, ...] = ()
    options: dict[str, object] = field(default_factory=dict)
    factors: Mapping[str, Factor] = field(default_factory=dict)
    hashed: str = ""

    def __len__(self) -> int:
        return len(self.images)

    @property
    def shape(self) -> tuple[int, int, int]:
        """(channels, height, width) of every image."""
        channels, height, width = self.images.shape[1:]
        return channels, height, width

    def indices(self, split: Split) -> NDArray[np.int64]:
        """Return the positions of one split's images, ascending."""
        return np.flatnonzero(self.split == SPLITS.index(split))

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over pixels, labels, split and factors: equal data, equal fingerprint."""
        if self.hashed:
            return self.hashed
        digest = hashlib.sha256(repr(self.images.shape).encode())
        for array in (self.images, self.split, self.labels):
            for piece in () if array is None else pieces(array):
                digest.update(piece.data)
        for name, factor in sorted(self.factors.items()):
            digest.update(repr((name, factor.names)).encode())
            digest.update(np.ascontiguousarray(factor.values).data)
        return digest.hexdigest()

    @property
    def points(self) -> bool:
        """Whether these are points, not images."""
        return self.images.dtype == np.float32


def unit(images: NDArray[Any]) -> NDArray[np.float32]:
    """Return what models take: pixels as float32 in [0, 1], and points as they are."""
    if images.dtype == np.uint8:
        return images.astype(np.float32) / np.float32(255)
    return images.astype(np.float32)


def make_split(
    count: int, *, seed: int = 0, validation: float = 0.05, test: float = 0.2
) -> NDArray[np.uint8]:
    """Return a fixed random split of `count` images: train, 5 % validation, 20 % test.

    A set too small to spare any keeps everything in train. The same count and seed
    give the same split on every machine (numpy's PCG64 stream is stable).
    """
    order = np.random.Generator(np.random.PCG64(seed)).permutation(count)
    split = np.zeros(count, np.uint8)
    held_out = int(count * test)
    split[order[:held_out]] = SPLITS.index("test")
    split[order[held_out : held_out + int(count * validation)]] = SPLITS.index("validation")
    return split


def complete_split(given: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Keep the split that came with the data; take from train only the parts it lacks.

    `given` holds indices into SPLITS [N]; a set without validation images gives up 5 % of
    its train images for them, one without test images 20 %.
    """
    train = np.flatnonzero(given == SPLITS.index("train"))
    split = given.astype(np.uint8)
    split[train] = make_split(
        len(train),
        validation=0.0 if SPLITS.index("validation") in given else 0.05,
        test=0.0 if SPLITS.index("test") in given else 0.2,
    )
    return split


def summary(dataset: Dataset) -> dict[str, Any]:
    """Describe a data set in values that JSON can hold: counts, shape, problems.

    `splits` counts images a split, `classes` does so for each class; names from outside
    are made printable.
    """
    counts = {name: dataset.split == index for index, name in enumerate(SPLITS)}
    labels = dataset.labels
    classes = (
        {}
        if labels is None
        else {
            name: {split: int((where & (labels == label)).sum()) for split, where in counts.items()}
            for label, name in enumerate(dataset.classes)
        }
    )
    return {
        "name": printable(dataset.name),
        "source": printable(dataset.source),
        "images": len(dataset),
        "shape": list(dataset.shape),
        "splits": {split: int(where.sum()) for split, where in counts.items()},
        "classes": classes,
        "captions": sum(map(bool, dataset.captions or ())),
        "factors": {name: _described(factor) for name, factor in dataset.factors.items()},
        "fingerprint": dataset.fingerprint,
        "options": dict(dataset.options),
        "problems": [{"file": p.file, "reason": p.reason} for p in dataset.problems],
    }


def _described(factor: Factor) -> dict[str, Any]:
    """Return how often each value was taken, or the range of the numbers."""
    if not factor.names:
        return {"low": float(factor.values.min()), "high": float(factor.values.max())}
    counts = np.bincount(factor.values, minlength=len(factor.names))
    return {"values": dict(zip(factor.names, counts.tolist()))}
