"""A set of images in memory, with its split into train, validation and test."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = ("train", "validation", "test")


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that was left out, and why, in one plain sentence."""

    file: str
    reason: str


@dataclass(frozen=True)
class Dataset:
    """uint8 images [N, C, H, W] with optional labels [N] and captions, and a fixed split.

    `split` holds an index into SPLITS for each image. `source` is what the user gave
    (`digits` or a path), so that a run can load the same data again; `options` are
    the source's own settings.
    """

    name: str
    source: str
    images: NDArray[np.uint8]
    split: NDArray[np.uint8]
    labels: NDArray[np.int64] | None = None
    classes: tuple[str, ...] = ()
    captions: tuple[str, ...] | None = None
    problems: tuple[Problem, ...] = ()
    options: dict[str, object] = field(default_factory=dict)

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
        """SHA-256 over pixels, labels and split: equal data, equal fingerprint."""
        digest = hashlib.sha256(repr(self.images.shape).encode())
        for array in (self.images, self.split, self.labels):
            if array is not None:
                digest.update(np.ascontiguousarray(array).data)
        return digest.hexdigest()


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
