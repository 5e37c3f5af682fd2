"""What the gallery asks a lens. In worker threads; arrays in, arrays out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.analysis.scatter import Scatter
    from genstudio.data.dataset import Dataset

Images = NDArray[np.uint8]
Mode = Literal["samples", "reconstructions"]
POINTS = 5000  # that are drawn, where data are points: all in one picture


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


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """What the gallery shall show; `real` are the images to reconstruct."""

    mode: Mode
    seed: int
    count: int
    truncation: float
    real: HeldOut | None = None
    picked: int | None = None  # of the images shown: the one that is enlarged
    ground: Scatter | None = None  # where the data are, if they are points


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The images of a wish, and what the discriminator says of the enlarged one."""

    wish: Wish
    images: Images
    realness: float | None
    encodes: bool


def draw(lens: Lens, wish: Wish) -> Sheet:
    """Draw samples, or real images each followed by its reconstruction.

    The noise is that of the seed whatever the weights are: the same z, better by and by.
    A model that cannot encode is shown by its samples.
    """
    from genstudio.analysis.scatter import shown

    able = lens.capabilities
    rebuilds = wish.mode == "reconstructions" and wish.real is not None and "encode" in able
    if wish.ground is not None:
        return _points(lens, wish, wish.ground, rebuilds)
    if rebuilds and wish.real is not None:
        images = interleaved(wish.real.images, lens.reconstruct(wish.real.images))
    else:
        images = lens.samples(lens.noise(wish.count, wish.seed, wish.truncation))
    realness = None
    if wish.picked is not None and wish.picked < len(images) and "discriminate" in able:
        realness = float(lens.discriminate(images[wish.picked][None])[0])
    return Sheet(wish, shown(images, None), realness, "encode" in able)


def _points(lens: Lens, wish: Wish, ground: Scatter, rebuilds: bool) -> Sheet:
    """Draw many points into one picture, over those of the data."""
    if rebuilds and wish.real is not None:
        points = lens.reconstruct(wish.real.images)
    else:
        points = lens.samples(lens.noise(POINTS, wish.seed, wish.truncation))
    return Sheet(wish, ground.over(points)[None], None, "encode" in lens.capabilities)


def save(lens: Lens, path: Path, images: Images, columns: int | None) -> Path:
    """Write images as one PNG; needs the lens for nothing but its thread."""
    from genstudio.analysis.images import grid, save_png

    save_png(path, grid(images, columns))
    return path


def interleaved(first: Images, second: Images) -> Images:
    """Return first[0], second[0], first[1], second[1] and so on."""
    return np.stack([first, second], axis=1).reshape(-1, *first.shape[1:])
