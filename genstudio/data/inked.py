"""Handwritten digits as two kinds: white on black, and blue ink on yellow paper.

For style transfer, which learns from two kinds without pairs. No digit of the one kind is there in
the other, but the true partner of each image is known (`partner`): how far a translation is from
it can be measured, and is never trained on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from genstudio.core.events import Stop, never
from genstudio.core.language import mark
from genstudio.data import digits
from genstudio.data._builtin import Builtin
from genstudio.data._drawing import Count, Seed, Side, check_memory, draw, uniform
from genstudio.data.dataset import Dataset, Factor, Progress, make_split

RANK = 0
NAME = "inked"
BUILTIN = (
    Builtin(
        NAME,
        mark("Digits of two kinds, white on black and blue on yellow: for style transfer"),
        "drawn",
        mark("Inked digits"),
    ),
)
CLASSES = ("white on black", "blue on yellow")
INK, PAPER = (30, 70, 190), (250, 225, 110)  # of the second kind
HEIGHTS = 0.62, 0.84  # of the digits, as shares of the image
SHIFT, TURN, SLANT = 0.06, 0.2, 0.25  # shares of the image, radians, columns a row
LOW, HIGH = 0.3, 0.7  # levels of the enlarged digits that become black and white: sharp edges
BORDER = 2  # empty pixels around the original's 8 x 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """How many digits are drawn, and how large."""

    size: Side = 32
    count: Count = 6_000
    seed: Seed = 0


def accepts(source: str | Path) -> bool:
    """Take the bare name only; a folder of that name is `./inked`."""
    return source == NAME


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Draw the digits: uint8 [N, 3, H, W] of two classes, which share no handwriting."""
    check_memory(config.count, config.size, 3)
    written = digits.load("digits", digits.Config(), lambda done, total: None, never)
    assert written.labels is not None
    # A stream of its own: the split's would put all of its test digits into one kind.
    generator = np.random.Generator(np.random.PCG64([config.seed, len(NAME)]))
    kind = np.arange(config.count, dtype=np.int64) % 2
    halves = np.array_split(generator.permutation(len(written)), 2)
    chosen = np.empty(config.count, np.int64)
    for label, half in enumerate(halves):
        chosen[kind == label] = np.resize(half, int((kind == label).sum()))
    moves = _moves(config.count, generator)
    images = draw(
        config.count,
        config.size,
        3,
        lambda rows: _drawn(written.images[chosen[rows], 0], moves[rows], kind[rows], config.size),
        progress,
        stop,
    )
    return Dataset(
        name=NAME,
        source=NAME,
        images=images,
        split=make_split(len(written))[chosen],  # a handwriting is in one part only
        labels=kind,
        classes=CLASSES,
        factors={"digit": Factor(written.labels[chosen], tuple("0123456789"))},
    )


def partner(images: NDArray[np.uint8], forward: bool) -> NDArray[np.uint8]:
    """Return the true translation of images [N, 3, H, W]: to the second kind, or back.

    A level of ink v, which is the grey of the first kind, is the colour on the line from PAPER to
    INK; back, it is the place on that line that is nearest to the colour.
    """
    ink, paper = (np.array(colour, np.float64)[:, None, None] for colour in (INK, PAPER))
    if forward:
        level = images.mean(1, keepdims=True) / 255
        return np.round(paper + level * (ink - paper)).astype(np.uint8)
    line = ink - paper
    level = ((images - paper) * line).sum(1, keepdims=True) / (line * line).sum()
    grey = np.round(255 * level.clip(0, 1)).astype(np.uint8)
    return np.repeat(grey, 3, axis=1)


def _moves(count: int, generator: np.random.Generator) -> NDArray[np.float32]:
    """Return height, shifts in x and y, angle and slant of each digit, [N, 5]."""
    ranges = (HEIGHTS, (-SHIFT, SHIFT), (-SHIFT, SHIFT), (-TURN, TURN), (-SLANT, SLANT))
    return np.stack([uniform(count, *bounds, generator) for bounds in ranges], 1)


def _drawn(
    small: NDArray[np.uint8], moves: NDArray[np.float32], kind: NDArray[np.int64], side: int
) -> NDArray[np.uint8]:
    """Return images [N, 3, side, side] of digits [N, 8, 8]."""
    levels = np.stack([_enlarged(one, move, side) for one, move in zip(small, moves)])
    levels = ((levels / 255 - LOW) / (HIGH - LOW)).clip(0, 1)
    grey = np.repeat(np.round(255 * levels).astype(np.uint8)[:, None], 3, axis=1)
    return np.where(kind[:, None, None, None] == 0, grey, partner(grey, forward=True))


def _enlarged(small: NDArray[np.uint8], move: NDArray[np.float32], side: int) -> NDArray[np.uint8]:
    """Return one digit [8, 8] as [side, side], where and as large as `move` says."""
    height, x, y, angle, slant = (float(value) for value in move)
    padded = np.pad(small, BORDER)
    step = len(small) / (height * side)  # pixels of the original a pixel
    cos, sin = step * math.cos(angle), step * math.sin(angle)
    # From places in the result to places in the original, around the middle of both.
    across = np.array([[cos + slant * sin, slant * cos - sin], [sin, cos]])
    middle = np.array([side * (0.5 + x), side * (0.5 + y)])
    offset = len(padded) / 2 - across @ middle
    data = (*across[0], offset[0], *across[1], offset[1])
    picture = Image.fromarray(padded).transform(
        (side, side), Image.Transform.AFFINE, data, Image.Resampling.BICUBIC
    )
    return np.asarray(picture)
