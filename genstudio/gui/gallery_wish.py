"""What the gallery shall show, and what it is shown: plain values between panel and worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from genstudio.analysis.copies import Judge
    from genstudio.analysis.scatter import Scatter
    from genstudio.data.dataset import Dataset

Images = NDArray[np.uint8]
Codes = NDArray[np.float32]
Labels = NDArray[np.int64]
Mode = Literal["samples", "reconstructions", "favourites", "around", "file"]
Sort = Literal["none", "realness", "features", "pixels", "class"]
UNTOLD = -1  # of a class


@dataclass(frozen=True, eq=False)
class HeldOut:
    """Images that training never saw: always the same ones. They are read by who asks first."""

    dataset: Dataset
    count: int

    @cached_property
    def images(self) -> Images:
        """The images, [N, C, H, W]."""
        held_out = self.dataset.indices("test")
        pool = held_out if len(held_out) else np.arange(len(self.dataset))
        order = np.random.Generator(np.random.PCG64(0)).permutation(len(pool))
        return np.array(self.dataset.images[pool[order[: self.count]]])


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sample comes from: number `index` (from 0) of a seed; None where it was given.

    `step` is the one at which it was kept, `edit` what was done to it since, in a few words.
    """

    seed: int | None = None
    index: int | None = None
    truncation: float = 1.0
    step: int | None = None
    edit: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """Codes [N, d] that are shown as they are, the class of each, and where each comes from."""

    codes: Codes
    labels: Labels
    origins: tuple[Origin, ...]
    columns: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """What the gallery shall show; `real` are the images to reconstruct.

    `picked` is the sample that is enlarged, `order` one that is to be kept, `judge` who compares
    with the data, where that is known.
    """

    mode: Mode
    seed: int
    count: int
    truncation: float
    real: HeldOut | None = None
    picked: int | None = None
    ground: Scatter | None = None  # where the data are, if they are points
    given: Given | None = None
    sort: Sort = "none"
    order: NDArray[np.int64] | None = None
    captions: bool = False
    judge: Judge | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What is known of samples, each [N], by the sample's number; None where it was not asked.

    `realness` is D(x), `features` and `pixels` the distances to the nearest training image,
    `classes` the likeliest class of each.
    """

    realness: NDArray[np.float32] | None = None
    features: NDArray[np.float64] | None = None
    pixels: NDArray[np.float64] | None = None
    classes: Labels | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The images of a wish by the sample's number, and the `order` in which they are shown.

    `codes` and `labels` are what was decoded, `realness` is D(x) of the enlarged image. `drawn`
    is what the grid draws, made in the worker.
    """

    wish: Wish
    images: Images
    realness: float | None
    encodes: bool
    codes: Codes | None = None
    labels: Labels | None = None
    scores: Scores = field(default_factory=Scores)
    order: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    discriminates: bool = False
    drawn: Any = None

    @property
    def rebuilds(self) -> bool:
        """Whether these are real images, each followed by its reconstruction."""
        return self.wish.real is not None and self.encodes and self.wish.ground is None

    def place(self, sample: int) -> int:
        """Return where a sample is shown."""
        return int(np.flatnonzero(self.order == sample)[0])

    def origin(self, sample: int) -> Origin:
        """Return where a sample comes from."""
        if self.wish.given is not None:
            return self.wish.given.origins[sample]
        if self.wish.mode == "samples" or not self.encodes:
            return Origin(self.wish.seed, sample, self.wish.truncation)
        return Origin()
