"""A picture of the user's own: made to be like the data, so that a model can be asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data._decode import as_channels, decode_whole
from genstudio.data._faults import explained
from genstudio.data._resize import Fit, fit_image
from genstudio.models import Shape, is_points

Pixels = NDArray[np.uint8]
Invert = Literal["auto", "yes", "no"]

EVEN = 24  # grey levels: a border that varies less is a ground
INK = 0.25  # of the range: what differs more from the ground has been drawn
LOOKED_AT = 500  # images of the data
SHARE = 0.8  # of them that have an even border and ink inside it: drawings
FIELD = 4096  # px: side of what a drawing is laid on before it gets the data's size, at most
SIDE = 64  # px: of the data, at most


@dataclass(frozen=True, slots=True)
class Looks:
    """What drawings of a data set have in common.

    `ground` is the grey level (0..255) of their border; `extent` the share of the picture's
    side that the longer side of a drawing takes, and `centre` (y, x) where its centre of mass
    lies, in shares of the sides: 20 / 28 and the middle for MNIST. `stroke` is how thick a line
    is, in the same shares.
    """

    ground: int
    extent: float
    centre: tuple[float, float]
    stroke: float = 2 / 28


@dataclass(frozen=True, slots=True)
class Options:
    """How a picture becomes one like the data; `like_data` moves and scales a drawing."""

    fit: Fit = "crop"
    invert: Invert = "auto"
    like_data: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A picture in the data's shape, uint8 [C, H, W], and what was done to it, in words."""

    image: Pixels
    done: tuple[str, ...]


def read(path: Path, shape: Shape) -> Pixels:
    """Return a file's picture as uint8 [C, h, w], C = 1 or 3, of any size.

    Raises UserError for what is no picture, too large or damaged; nothing in it is trusted.
    """
    with explained(path.name):
        return decode_whole(str(path), max(shape[1:]), "auto")


def looks_of(images: Pixels) -> Looks | None:
    """Return what drawings [N, 1, H, W] have in common; None for other pictures."""
    some = images[:: max(1, len(images) // LOOKED_AT)][:LOOKED_AT]
    if some.dtype != np.uint8 or some.shape[1] != 1 or not len(some):
        return None
    pictures = np.asarray(some[:, 0])
    ground = int(np.median([_border(picture) for picture in pictures]))
    found = [measure for p in pictures if (measure := _measure(p, ground)) is not None]
    if len(found) < SHARE * len(pictures) or EVEN < ground < 255 - EVEN:
        return None
    extents, ys, xs, strokes = zip(*found)
    centre = float(np.mean(ys)), float(np.mean(xs))
    return Looks(ground, float(np.median(extents)), centre, float(np.median(strokes)))


def prepare(picture: Pixels, shape: Shape, options: Options, looks: Looks | None) -> Prepared:
    """Return a picture [C, h, w] in the shape of the data, and say what was done.

    `looks` are those of the data where these are drawings. Raises UserError for data that are
    no pictures.
    """
    if is_points(shape):
        raise UserError(tr("These data are points: a picture has no place among them."))
    done: list[str] = []
    image = _coloured(picture, shape[0], done)
    if _inverts(image, options.invert, looks):
        image = 255 - image
        done.append(tr("dark and bright exchanged"))
    drawing = looks is not None and options.like_data
    moved = _like(image[0], shape, looks) if drawing and looks is not None else None
    if moved is not None:
        done.append(tr("scaled and centred like the data"))
        return Prepared(moved[None], tuple(done))
    return Prepared(_fitted(image, shape, options.fit, done), tuple(done))


def _coloured(picture: Pixels, channels: int, done: list[str]) -> Pixels:
    if len(picture) == channels:
        return picture
    if channels == 3:
        return np.repeat(picture, 3, axis=0)
    done.append(tr("colours left out"))
    pixels = np.ascontiguousarray(picture.transpose(1, 2, 0))
    return np.asarray(Image.fromarray(pixels).convert("L"))[None]


def _inverts(image: Pixels, wish: Invert, looks: Looks | None) -> bool:
    """Say whether dark and bright are to be exchanged: automatically, where the grounds differ."""
    if wish != "auto":
        return wish == "yes"
    return looks is not None and (_border(image[0]) > 127) != (looks.ground > 127)


def _fitted(image: Pixels, shape: Shape, fit: Fit, done: list[str]) -> Pixels:
    """Return the picture at the data's size; a square in between where the data are squares."""
    channels, height, width = shape
    if image.shape == shape:
        return image
    pixels = image[0] if channels == 1 else np.ascontiguousarray(image.transpose(1, 2, 0))
    whole = Image.fromarray(pixels)
    if whole.width * height != whole.height * width:
        done.append(_said(fit))
    if height == width:
        square = fit_image(whole, height, fit)
    else:
        square = whole.resize((width, height), Image.Resampling.BICUBIC)
    size = tr("made {width} x {height} pixels", width=width, height=height)
    return _noted(as_channels(square, "grey" if channels == 1 else "rgb"), done, size)


def _noted(image: Pixels, done: list[str], text: str) -> Pixels:
    done.append(text)
    return image


def _said(fit: Fit) -> str:
    said = {"crop": tr("its ends cut off"), "pad": tr("a border added")}
    return said.get(fit, tr("stretched"))


def _like(picture: Pixels, shape: Shape, looks: Looks) -> Pixels | None:
    """Scale and move a drawing [h, w] as those of the data are; None where nothing is drawn.

    The box around the ink gets the data's extent, its aspect kept, and the centre of mass comes
    to lie where theirs does, as LeCun's MNIST was made (20 x 20 px in a field of 28 x 28). All
    in one resampling, so that lines stay as sharp as can be.
    """
    height, width = shape[1:]
    ground = _border(picture)
    box = _box(picture, ground)
    if box is None:
        return None
    top, bottom, left, right = box
    # What antialiasing has left around the strokes belongs to them.
    top, left = max(0, top - 1), max(0, left - 1)
    ink = _bounded(picture[top : bottom + 1, left : right + 1], looks.extent)
    scale = looks.extent * max(height, width) / max(ink.shape)
    y, x = _mass(ink, ground)
    # The picture's pixel that comes to lie at the new one's upper left corner.
    x0 = x - looks.centre[1] * width / scale
    y0 = y - looks.centre[0] * height / scale
    wide, high = width / scale, height / scale
    margins = [int(np.ceil(max(0.0, m))) for m in (-x0, -y0, x0 + wide - ink.shape[1])]
    bottom_margin = int(np.ceil(max(0.0, y0 + high - ink.shape[0])))
    around = ((margins[1], bottom_margin), (margins[0], margins[2]))
    field = np.pad(ink, around, constant_values=ground)
    x0, y0 = x0 + margins[0], y0 + margins[1]
    area = (max(0.0, x0), max(0.0, y0))
    corner = (min(field.shape[1], x0 + wide), min(field.shape[0], y0 + high))
    kind = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
    resized = Image.fromarray(field).resize((width, height), kind, box=(*area, *corner))
    # The ground of the data, not that of a scan, which may be grey.
    return _grounded(np.asarray(resized), ground, looks.ground)


def _bounded(ink: Pixels, extent: float) -> Pixels:
    """Average ink [h, w] down where the field around it would be huge: it becomes a dot there."""
    factor = int(np.ceil(max(ink.shape) / extent / FIELD))
    return ink if factor <= 1 else np.asarray(Image.fromarray(ink).reduce(factor))


def _grounded(picture: Pixels, ground: int, wanted: int) -> Pixels:
    """Stretch the levels so that the ground is that of the data, and the ink's end the other."""
    values = picture.astype(np.float32)
    end = float(values.max() if wanted < 128 else values.min())
    if abs(end - ground) < EVEN or abs(ground - wanted) <= 2:
        return picture
    stretched = wanted + (values - ground) * ((end - wanted) / (end - ground))
    return np.clip(np.round(stretched), 0, 255).astype(np.uint8)


def _border(picture: Pixels) -> int:
    """Return the median grey level of the outermost pixels of [H, W]."""
    edges = picture[0], picture[-1], picture[1:-1, 0], picture[1:-1, -1]
    return int(np.median(np.concatenate(edges)))


def _box(picture: Pixels, ground: int) -> tuple[int, int, int, int] | None:
    """Return the first and last row and column with ink; None where there is none."""
    away = np.abs(picture.astype(np.int16) - ground)
    strongest = int(away.max(initial=0))
    if strongest < EVEN:
        return None
    ink = away > INK * strongest
    rows, columns = np.flatnonzero(ink.any(1)), np.flatnonzero(ink.any(0))
    return int(rows[0]), int(rows[-1]), int(columns[0]), int(columns[-1])


def _mass(picture: Pixels, ground: int) -> tuple[float, float]:
    """Return the centre of mass (y, x) of the ink in pixels, 0 being the upper left corner."""
    weight = np.abs(picture.astype(np.float64) - ground)
    total = weight.sum()
    height, width = picture.shape
    y = (weight.sum(1) @ (np.arange(height) + 0.5)) / total
    x = (weight.sum(0) @ (np.arange(width) + 0.5)) / total
    return float(y), float(x)


def _measure(picture: Pixels, ground: int) -> tuple[float, float, float, float] | None:
    """Return extent, centre of mass and stroke of a drawing; None where its border is no ground.

    Twice the area of a long line over its outline's length is how thick it is, and the pixels
    it was averaged over, by which it has been spread.
    """
    if abs(_border(picture) - ground) > EVEN:
        return None
    box = _box(picture, ground)
    if box is None:
        return None
    height, width = picture.shape
    longer = max(box[1] - box[0], box[3] - box[2]) + 1
    y, x = _mass(picture, ground)
    ink = np.pad(np.abs(picture.astype(np.float64) - ground), 1)
    outline = np.hypot(np.diff(ink, axis=0)[:, 1:], np.diff(ink, axis=1)[1:]).sum()
    spread = 2 * ink.sum() / outline
    stroke = np.sqrt(max(spread**2 - 1, 0.25))
    return longer / max(height, width), y / height, x / width, stroke / max(height, width)


def described(done: Sequence[str]) -> str:
    """Return what was done to a picture as one line; empty where nothing was."""
    return ", ".join(done)
