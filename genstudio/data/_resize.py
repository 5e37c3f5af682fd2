"""Bring pictures of any size to the squares that the models take."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from genstudio.core.config import Hint
from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data.dataset import Progress, Stopped

SIDES = range(8, 65)  # what the networks are built for
Fit = Literal["crop", "pad", "stretch"]
Size = Annotated[
    int,
    Hint("side of the square images; 0 keeps 8 to 64 px squares, otherwise chooses", 0, 64, "px"),
]
Fitting = Annotated[
    Fit, Hint("how a picture becomes a square: cut its ends off, add a border, or distort it")
]


def choose_side(wanted: int, sizes: Sequence[tuple[int, int]]) -> int:
    """Return the side in pixels for pictures of these (width, height).

    0 keeps squares that are all of one size the models take; otherwise 32, or less where
    the typical picture has less to show.
    """
    if wanted:
        if wanted not in SIDES:
            raise UserError(
                tr(
                    "Size (size) is {wanted}; it must be 0 (automatic) or from 8 to 64 px.",
                    wanted=wanted,
                )
            )
        return wanted
    if len(set(sizes)) == 1 and sizes[0][0] == sizes[0][1] and sizes[0][0] in SIDES:
        return sizes[0][0]
    typical = median(min(size) for size in sizes) if sizes else 32
    return 8 if typical < 12 else 16 if typical < 24 else 32


def fit_image(image: Image.Image, side: int, fit: Fit) -> Image.Image:
    """Return the picture (mode L or RGB) as a square of `side` pixels, antialiased."""
    width, height = image.size
    if width == height == side:
        return image
    if fit == "stretch":
        return image.resize((side, side), Image.Resampling.BICUBIC)
    if fit == "crop":
        short = min(width, height)
        left, top = (width - short) / 2, (height - short) / 2
        box = (left, top, left + short, top + short)
        return image.resize((side, side), Image.Resampling.BICUBIC, box=box)
    scale = side / max(width, height)
    inner = (max(1, round(width * scale)), max(1, round(height * scale)))
    square = Image.new(image.mode, (side, side), _corner_colour(image))
    offset = ((side - inner[0]) // 2, (side - inner[1]) // 2)
    square.paste(image.resize(inner, Image.Resampling.BICUBIC), offset)
    return square


def fit_images(
    images: NDArray[np.uint8], wanted: int, fit: Fit, progress: Progress, stop: Stop
) -> NDArray[np.uint8]:
    """Return uint8 images [N, C, H, W], C = 1 or 3, as squares; as they are where they fit."""
    count, channels, height, width = images.shape
    side = choose_side(wanted, [(width, height)])
    if height == width == side:
        progress(count, count)
        return images
    result = np.empty((count, channels, side, side), np.uint8)
    for index, image in enumerate(images):
        if stop():
            raise Stopped
        pixels = image[0] if channels == 1 else np.ascontiguousarray(image.transpose(1, 2, 0))
        square = np.asarray(fit_image(Image.fromarray(pixels), side, fit))
        result[index] = square if channels == 1 else square.transpose(2, 0, 1)
        progress(index + 1, count)
    return result


def _corner_colour(image: Image.Image) -> int | tuple[int, ...]:
    """Return the median of the corners: a border of it is hardly seen."""
    right, bottom = image.width - 1, image.height - 1
    corners = [image.getpixel(xy) for xy in ((0, 0), (right, 0), (0, bottom), (right, bottom))]
    colour = np.median(np.array(corners), axis=0).astype(int)
    return int(colour) if colour.ndim == 0 else tuple(colour.tolist())
