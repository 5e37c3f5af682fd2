"""Which pixels of a picture are missing: holes of the usual kinds, from files, and painted ones.

A mask is a bool array [H, W] that is True where the picture is missing (the hole): the opposite
of the papers' M, which is 1 where it is known. Shares are of the picture's area, or of its
sides where that is said; they lie between 0 and 1.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import UserError, printable
from genstudio.core.language import mark, tr

Mask = NDArray[np.bool_]
Size = tuple[int, int]  # height, width

SIDES = ("left", "right", "top", "bottom")
WHITE = 128  # of 255: from here on a pixel of a mask's picture counts as white
KINDS = ("random", "centre", "half", "lowres", "frame")
USUAL = {"random": 0.5, "centre": 0.25, "half": 0.0, "lowres": 4.0, "frame": 0.5}
FORMS = mark(
    "Give random:SHARE, centre:SHARE, half:SIDE (left, right, top or bottom), lowres:STEP, "
    "frame:SHARE, or a picture's file that is white where the hole is."
)


def random(size: Size, share: float = 0.5, seed: int = 0) -> Mask:
    """Lose this share of the pixels, each anywhere; as near to the share as whole pixels go."""
    count = size[0] * size[1]
    lost = np.zeros(count, bool)
    lost[: round(_share(share) * count)] = True
    return np.random.Generator(np.random.PCG64(seed)).permuted(lost).reshape(size)


def centre(size: Size, share: float = 0.25) -> Mask:
    """Lose a rectangle in the middle that takes this share of the area (1/4: half of each side)."""
    hole = np.zeros(size, bool)
    hole[_middle(size[0], share), _middle(size[1], share)] = True
    return hole


def half(size: Size, side: str = "left") -> Mask:
    """Lose one half of the picture: left, right, top or bottom."""
    if side not in SIDES:
        raise UserError(
            tr(
                "There is no half {name}: it is left, right, top or bottom.",
                name=printable(side),
            )
        )
    hole = np.zeros(size, bool)
    rows, columns = size[0] // 2, size[1] // 2
    if side in ("left", "right"):
        hole[:, slice(columns) if side == "left" else slice(columns, None)] = True
    else:
        hole[slice(rows) if side == "top" else slice(rows, None)] = True
    return hole


def low_resolution(size: Size, step: int = 4) -> Mask:
    """Keep one pixel of each square of `step` x `step`, lose the others (super-resolution)."""
    if not 2 <= step <= max(size):
        raise UserError(
            tr("The step of a low resolution must be 2 to {most} pixels.", most=max(size))
        )
    hole = np.ones(size, bool)
    hole[step // 2 :: step, step // 2 :: step] = False
    return hole


def frame(size: Size, share: float = 0.5) -> Mask:
    """Lose all around a rectangle in the middle; `share` of the area is lost (outpainting)."""
    return ~centre(size, 1 - _share(share))


def from_picture(pixels: NDArray[np.uint8], size: Size, *, scale: bool = False) -> Mask:
    """Take the white pixels of a picture [C, h, w] for the hole.

    A picture of another size than `size` is refused, unless it is to be scaled: each pixel of
    the mask then looks at the nearest one.
    """
    white = pixels.mean(0) >= WHITE
    if white.shape == size:
        return np.asarray(white)
    if not scale:
        raise UserError(
            tr(
                "The mask is {width} x {height} pixels, but the pictures are {right_width} x "
                "{right_height}: make it that size, or have it scaled.",
                width=white.shape[1],
                height=white.shape[0],
                right_width=size[1],
                right_height=size[0],
            )
        )
    rows = (np.arange(size[0]) + 0.5) * white.shape[0] / size[0]
    columns = (np.arange(size[1]) + 0.5) * white.shape[1] / size[1]
    return np.asarray(white[np.ix_(rows.astype(int), columns.astype(int))])


def read(path: Path, size: Size, *, scale: bool = False) -> Mask:
    """Read a mask from a picture's file: white is the hole. Raises UserError as `from_picture`."""
    from genstudio.analysis import own

    return from_picture(own.read(path, (1, *size)), size, scale=scale)


def named(text: str, size: Size, seed: int = 0, *, scale: bool = False) -> Mask:
    """Return the mask of a description such as `random:0.5`, `half:left` or a file's name.

    Raises UserError for what is neither, for a hole over everything and for none.
    """
    kind, _, amount = text.partition(":")
    if kind not in KINDS:
        path = Path(text).expanduser()
        if not path.is_file():
            raise UserError(tr("There is no mask {name}.", name=printable(text)) + " " + tr(FORMS))
        return check(read(path, size, scale=scale))
    if kind == "half":
        return check(half(size, amount or "left"))
    value = USUAL[kind] if not amount else _number(amount, text)
    if kind == "random":
        return check(random(size, value, seed))
    if kind == "lowres":
        return check(low_resolution(size, int(value)))
    return check(centre(size, value) if kind == "centre" else frame(size, value))


def from_strokes(
    size: Size, strokes: list[tuple[NDArray[np.floating], float, bool]], start: Mask | None = None
) -> Mask:
    """Paint strokes one after the other: places [N, 2] (x, y), a radius, and whether they erase.

    Places and radius are in pixels of the picture, (0, 0) being its upper left corner.
    """
    hole = np.zeros(size, bool) if start is None else start.copy()
    for places, radius, erases in strokes:
        for first, second in zip(places, places[1:] if len(places) > 1 else places):
            paint(hole, first, second, radius, value=not erases)
    return hole


def paint(
    hole: Mask,
    start: NDArray[np.floating],
    end: NDArray[np.floating],
    radius: float,
    *,
    value: bool,
) -> None:
    """Set the pixels whose middle is within `radius` of the line from start to end (x, y).

    The pixel that a place lies in is always set, however thin the brush is.
    """
    low = np.floor(np.minimum(start, end) - radius).astype(int)
    high = np.ceil(np.maximum(start, end) + radius).astype(int) + 1
    x0, y0 = np.maximum(low, 0)
    x1, y1 = np.minimum(high, (hole.shape[1], hole.shape[0]))
    if x0 >= x1 or y0 >= y1:
        return
    x, y = np.arange(x0, x1) + 0.5, np.arange(y0, y1)[:, None] + 0.5
    (ax, ay), (bx, by) = start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = np.clip(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / (length or 1.0), 0, 1)
    off = np.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))
    hole[y0:y1, x0:x1][off <= max(radius, 0.5)] = value
    for x_end, y_end in (np.floor(start).astype(int), np.floor(end).astype(int)):
        if 0 <= x_end < hole.shape[1] and 0 <= y_end < hole.shape[0]:
            hole[y_end, x_end] = value


def check(hole: Mask) -> Mask:
    """Return the mask; raise UserError where nothing is missing, or everything."""
    if not hole.any():
        raise UserError(tr("There is no hole: paint what is to be completed."))
    if hole.all():
        raise UserError(
            tr(
                "The hole covers the whole picture: nothing is left to complete it from. Leave "
                "some of it."
            )
        )
    return hole


def share_of(hole: Mask) -> float:
    """Return the share of the area that is missing, 0 to 1."""
    return float(hole.mean())


def _middle(length: int, share: float) -> slice:
    """Return the middle of a side; at least a pixel of it, with margins that are alike."""
    wanted = math.sqrt(_share(share)) * length
    margin = min(round((length - wanted) / 2), (length - 1) // 2)
    return slice(margin, length - margin)


def _share(share: float) -> float:
    if not 0 < share < 1:
        raise UserError(tr("The share of a mask must lie between 0 and 1, such as 0.5."))
    return share


def _number(amount: str, text: str) -> float:
    try:
        value = float(amount)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UserError(tr("{name} names no mask.", name=printable(text)) + " " + tr(FORMS))
    return value
