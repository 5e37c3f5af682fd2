"""How a frame of a film is painted: by numpy and Pillow, so that it needs no screen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Picture = NDArray[np.uint8]
Points = NDArray[np.floating]
Rect = tuple[float, float, float, float]
Box = tuple[int, int, int, int]  # left, top, right, bottom, in pixels
Series = tuple[NDArray[np.float64], NDArray[np.float64]]  # steps and values

FINER = 2  # lines and dots are drawn so many times larger, and shrunk: no stairs
DOT = 1.7  # px: radius of a point on a picture 480 px high
SHARP = 3  # px: a pixel of an image that large stays a square
FADED = 0.12  # of its colour is left of the oldest part of a trail
OUTLIERS = 1.0  # percent of a curve's values at each end that need not be in view


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as `#rrggbb`; `classes` are those of the classes, and more repeat them."""

    ground: str = "#f4f5f7"
    base: str = "#ffffff"
    border: str = "#c9ced6"
    text: str = "#1c2128"
    faint: str = "#5c6570"
    accent: str = "#1f6fd1"
    hidden: str = "#dfe2e6"
    classes: tuple[str, ...] = (
        "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd",
        "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf",
    )  # fmt: skip
    curves: tuple[str, ...] = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")


DARK = Look(
    ground="#25282d", base="#1e1e1e", border="#4a505a", text="#e6e8eb", faint="#a3abb6",
    accent="#5b9df0", hidden="#3a3d42",
)  # fmt: skip


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the typeface that Pillow brings, `size` px high."""
    return ImageFont.load_default(max(8, size))


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of `#rrggbb`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(colour: str, ground: str, share: float) -> tuple[int, int, int]:
    """Return a colour of which only a share is left over a ground."""
    pairs = zip(rgb(colour), rgb(ground))
    red, green, blue = (round(share * one + (1 - share) * other) for one, other in pairs)
    return red, green, blue


def dots(
    canvas: Picture, xy: Points, colours: NDArray[np.uint8], rect: Rect, radius: float
) -> None:
    """Draw discs [N, 2] in their colours [N, 3] into [H, W, 3]; later ones cover earlier ones."""
    height, width = canvas.shape[:2]
    places = _pixels(xy, rect, width, height)
    seen = np.isfinite(places).all(1)
    reach = math.ceil(radius)
    seen &= (
        np.abs(places - [width / 2, height / 2]) < [width / 2 + reach, height / 2 + reach]
    ).all(1)
    columns, rows = np.floor(places[seen]).astype(np.int64).T
    inside = colours[seen]
    for down in range(-reach, reach + 1):
        for right in range(-reach, reach + 1):
            if math.hypot(down, right) > radius:
                continue
            y, x = rows + down, columns + right
            valid = (y >= 0) & (y < height) & (x >= 0) & (x < width)
            canvas[y[valid], x[valid]] = inside[valid]


def trails(
    canvas: Picture,
    paths: Points,
    colours: Sequence[str],
    rect: Rect,
    ground: str,
    width: int,
) -> None:
    """Draw paths [T, M, 2] of M points through T times into [H, W, 3], the newest part darkest."""
    count = len(paths) - 1
    if count < 1:
        return
    image = Image.fromarray(canvas)
    painter = ImageDraw.Draw(image)
    height, wide = canvas.shape[:2]
    places = _pixels(paths.reshape(-1, 2), rect, wide, height).reshape(paths.shape)
    for age in range(count):
        share = FADED + (1 - FADED) * (age + 1) / count
        for point, colour in enumerate(colours):
            ends = places[age : age + 2, point]
            if np.isfinite(ends).all():
                painter.line(list(ends.ravel()), mixed(colour, ground, share), width)
    canvas[:] = np.asarray(image)


def shrunk(canvas: Picture) -> Picture:
    """Return [H, W, 3] in its final size: the mean of FINER x FINER pixels."""
    return np.asarray(Image.fromarray(canvas).reduce(FINER))


def paste(frame: Picture, picture: Picture, box: Box) -> None:
    """Put [h, w, 1 or 3] into the middle of a box, as large as it fits.

    Large pixels stay squares; where they would be of two sizes one could see, they are blended.
    """
    left, top, right, bottom = box
    height, width = picture.shape[:2]
    scale = min((right - left) / width, (bottom - top) / height)
    if scale >= SHARP:
        scale = math.floor(scale)  # pixels of one size
    size = max(1, round(width * scale)), max(1, round(height * scale))
    flat = Image.fromarray(picture[:, :, 0] if picture.shape[2] == 1 else picture).convert("RGB")
    how = Image.Resampling.NEAREST if scale >= SHARP else Image.Resampling.BICUBIC
    shown = np.asarray(flat.resize(size, how))
    x, y = left + (right - left - size[0]) // 2, top + (bottom - top - size[1]) // 2
    frame[y : y + size[1], x : x + size[0]] = shown


def curves(
    frame: Picture, box: Box, series: Mapping[str, Series], look: Look, size: int
) -> tuple[int, int, float, float]:
    """Draw curves with their names; return the plot's left and right end in px and in steps."""
    left, top, right, bottom = box
    high = round(1.5 * size)
    fill(frame, box, look.base, look.border)
    inner = left + 4, top + high + 2, right - 4, bottom - 4
    image = Image.new("RGB", (FINER * (inner[2] - inner[0]), FINER * (inner[3] - inner[1])))
    image.paste(rgb(look.base), (0, 0, *image.size))
    painter = ImageDraw.Draw(image)
    first, last, low, high_value = _range(series)
    span = max(last - first, 1e-9), max(high_value - low, 1e-9)
    for number, (steps, values) in enumerate(series.values()):
        x = (steps - first) / span[0] * (image.width - 1)
        y = (high_value - values) / span[1] * (image.height - 1)
        places = np.stack(_thinned(x, y, image.width), 1)
        if len(places) > 1:
            paint = rgb(look.curves[number % len(look.curves)])
            painter.line([tuple(place) for place in places], paint, FINER + 1, "curve")
    part = np.asarray(image.reduce(FINER))
    frame[inner[1] : inner[1] + part.shape[0], inner[0] : inner[0] + part.shape[1]] = part
    text = Image.fromarray(frame)
    names, place = ImageDraw.Draw(text), float(left + 6)
    for number, name in enumerate(series):
        colour = look.curves[number % len(look.curves)]
        names.text((place, top + 2), name, rgb(colour), font(size))
        place += names.textlength(name, font(size)) + size
    frame[:] = np.asarray(text)
    return inner[0], inner[2], first, last


def fill(frame: Picture, box: Box, colour: str, border: str) -> None:
    """Fill a box, with a thin border inside."""
    left, top, right, bottom = box
    frame[top:bottom, left:right] = rgb(border)
    frame[top + 1 : bottom - 1, left + 1 : right - 1] = rgb(colour)


def write(
    frame: Picture, place: tuple[float, float], text: str, colour: str, size: int, anchor: str
) -> None:
    """Write a line of text; `anchor` says which point of it is at the place, as in Pillow."""
    image = Image.fromarray(frame)
    ImageDraw.Draw(image).text(place, text, rgb(colour), font(size), anchor)
    frame[:] = np.asarray(image)


def _pixels(xy: Points, rect: Rect, width: int, height: int) -> NDArray[np.float64]:
    x0, y0, x1, y1 = rect
    x = (xy[:, 0] - x0) / (x1 - x0) * width
    y = (y1 - xy[:, 1]) / (y1 - y0) * height
    return np.stack([x, y], 1)


def _range(series: Mapping[str, Series]) -> tuple[float, float, float, float]:
    """Return the first and last step, and the values between which nearly all others lie."""
    steps = np.concatenate([steps for steps, _ in series.values() if len(steps)] or [np.zeros(1)])
    values = np.concatenate([values for _, values in series.values()] or [np.zeros(1)])
    finite = values[np.isfinite(values)]
    low, high = np.percentile(finite, [OUTLIERS, 100 - OUTLIERS]) if len(finite) else (0.0, 1.0)
    first = float(steps.min())  # a branch begins late: its curves have the whole width
    return first, max(first + 1, float(steps.max())), float(low), float(high)


def _thinned(
    x: NDArray[np.float64], y: NDArray[np.float64], width: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Average the values of a curve that fall on one column."""
    known = np.isfinite(y)
    x, y = x[known], y[known]
    columns = np.clip(np.round(x), 0, width - 1).astype(np.int64)
    counts = np.bincount(columns, minlength=width)
    means = np.bincount(columns, y, width) / np.maximum(counts, 1)
    used = np.flatnonzero(counts)
    return used.astype(np.float64), means[used]
