"""What is no image of any class, and how well a score tells it from those that are.

Four kinds: grey levels of real images, shuffled; dark and bright exchanged; turned by a quarter;
and capital letters that look like no digit, drawn with a font that comes along.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from genstudio.analysis import own
from genstudio.analysis.theory._classify_data import Material
from genstudio.core.language import mark

Floats = NDArray[np.float64]

KINDS = {
    "noise": mark("Noise"),
    "inverted": mark("Inverted"),
    "rotated": mark("Turned"),
    "letters": mark("Letters"),
}
LETTERS = "ACEFHJKMNPRTUVWXY"  # without those that digits look like: B, D, G, I, L, O, Q, S, Z
EACH = 100  # images of a kind
FIELD = 64  # px that letters are drawn in


@dataclass(frozen=True, slots=True, eq=False)
class Others:
    """Images uint8 [N, C, H, W] that belong to no class, and the kind of each, into KINDS."""

    images: NDArray[np.uint8]
    kind: NDArray[np.int64]


def others(material: Material, seed: int) -> Others:
    """Make EACH images of each kind, from test images where they are made of some."""
    generator = np.random.Generator(np.random.PCG64([seed, 11]))
    test = material.test.images
    chosen = test[generator.permutation(len(test))[: min(EACH, len(test))]]
    flat = chosen.reshape(len(chosen), chosen.shape[1], -1)
    order = np.argsort(generator.random((len(flat), 1, flat.shape[2])), 2)
    noise = np.take_along_axis(flat, order, 2).reshape(chosen.shape)
    square = chosen.shape[2] == chosen.shape[3]
    turned = np.rot90(chosen, 1, (2, 3)) if square else chosen[:, :, ::-1]
    parts = [noise, 255 - chosen, turned, _letters(material, generator)]
    kind = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    return Others(np.ascontiguousarray(np.concatenate(parts)), kind)


def _letters(material: Material, generator: np.random.Generator) -> NDArray[np.uint8]:
    """Draw letters at the place, size and thickness that the data's drawings have."""
    looks = own.looks_of(material.train.images)
    images = []
    for number in range(EACH):
        drawn = _letter(LETTERS[number % len(LETTERS)], int(generator.integers(0, 3)))
        images.append(own.prepare(drawn, material.shape, own.Options(), looks).image)
    return np.stack(images)


@cache
def _letter(letter: str, bold: int) -> NDArray[np.uint8]:
    """Return one letter [1, FIELD, FIELD], white on black."""
    image = Image.new("L", (FIELD, FIELD))
    font = ImageFont.load_default(0.7 * FIELD)
    middle = FIELD / 2, FIELD / 2
    draw = ImageDraw.Draw(image)
    draw.text(middle, letter, fill=255, font=font, anchor="mm", stroke_width=1 + bold)
    return np.asarray(image)[None]


@dataclass(frozen=True, slots=True, eq=False)
class Roc:
    """How a score tells images of the classes (high) from others (low).

    `false` and `true` are the shares of the others and of the images that a threshold lets
    pass, from the highest threshold to the lowest; `area` that below the curve: how often an
    image has a higher score than one of the others, ties counting half.
    """

    false: NDArray[np.float32]
    true: NDArray[np.float32]
    area: float


def roc(inside: Floats, outside: Floats) -> Roc:
    """Return the curve for the scores of images [N] and of others [M]."""
    scores = np.concatenate([inside, outside])
    is_inside = np.arange(len(scores)) < len(inside)
    order = np.argsort(-scores, kind="stable")
    ends = np.append(np.diff(scores[order]) != 0, True)  # ties pass together
    true = np.append(0.0, np.cumsum(is_inside[order])[ends] / len(inside))
    false = np.append(0.0, np.cumsum(~is_inside[order])[ends] / len(outside))
    area = float(np.trapezoid(true, false)) if hasattr(np, "trapezoid") else _area(true, false)
    return Roc(false.astype(np.float32), true.astype(np.float32), area)


def _area(true: Floats, false: Floats) -> float:
    return float((np.diff(false) * (true[1:] + true[:-1]) / 2).sum())


def threshold(scores: Floats, share: float) -> float:
    """Return the score below which this share of the held-out images lies."""
    return float(np.quantile(scores, share))
