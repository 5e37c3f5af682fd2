"""Where a picture was changed: a map, and how much of the change lies where it should."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from genstudio.data.dataset import Dataset

THRESHOLD = 8  # grey levels: by so much two drawings differ inside a region
HALF = 0.5

Images = NDArray[np.uint8]
Map = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Locality:
    """Mean change inside and outside a region, in [0, 1], and one over the other."""

    inside: float
    outside: float

    @property
    def ratio(self) -> float:
        """How many times larger the change is inside; infinite where there is none outside."""
        if self.outside == 0:
            return math.inf if self.inside else math.nan
        return self.inside / self.outside


def change(before: Images, after: Images) -> Map:
    """Return the mean size of the change over the channels, in [0, 1], of images [..., C, H, W]."""
    difference = np.abs(after.astype(np.float32) - before.astype(np.float32))
    return np.asarray(difference.mean(-3) / 255, np.float32)


def locality(changed: Map, region: NDArray[np.bool_]) -> Locality:
    """Return the mean of a map [H, W] inside and outside a region [H, W]; 0 where it is empty."""
    parts = (changed[region], changed[~region])
    return Locality(*(float(part.mean()) if part.size else 0.0 for part in parts))


def concentration(changed: Map) -> float:
    """Return the smallest share of the pixels that holds half of the change: 0.5 is everywhere.

    NaN where nothing has changed. It needs no known region, so that it can be told of any data.
    """
    sizes = np.sort(changed.ravel().astype(np.float64))[::-1]
    total = sizes.sum()
    if total == 0:
        return math.nan
    needed = int(np.searchsorted(np.cumsum(sizes), HALF * total)) + 1
    return min(needed, len(sizes)) / len(sizes)


def region_of(
    dataset: Dataset, index: int, factor: str, values: tuple[int, int]
) -> NDArray[np.bool_] | None:
    """Return where a picture depends on an attribute, [H, W]: two drawings of it differ there.

    None for data that are not drawn faces, and for an attribute that changes nothing.
    """
    from genstudio.data import _face_pairs, faces

    if dataset.source != faces.NAME or factor not in faces.FACTORS:
        return None
    rows = np.array([index])
    one, other = (
        _face_pairs.drawn_with(dataset.options, rows, factor, value)[0] for value in values
    )
    apart = np.abs(one.astype(np.int16) - other.astype(np.int16)).max(0)
    region = np.asarray(apart > THRESHOLD)
    return region if region.any() else None
