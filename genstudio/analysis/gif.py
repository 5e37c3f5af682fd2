"""Animated GIFs of any length, with the palette of all frames and only what changes in each.

Pillow's own writer keeps all frames in memory, chooses colours by the first, and drops a frame
that equals the one before. Here each frame is kept on the disk, packed, until the colours of all
are known; it is then written as the rectangle that differs, with what stays the same in it
transparent. See the GIF89a specification for the blocks.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.GifImagePlugin import getdata

Frame = NDArray[np.uint8]

EXACT = 16  # colours that fill most of the picture stay as they are
COMMON = 176  # for what else there is much of
RARE = 63  # and for what stands out, however small
COLOURS = EXACT + COMMON + RARE  # one of 256 means: as before
TRANSPARENT = 255
SHORTEST = 2  # 1/100 s: players take less for a mistake, and show it slowly
IN_MEMORY = 2**24  # bytes of packed frames; more go to the disk
MOST_SAMPLES = 2**18  # pixels that the palette is chosen from
KEEP = 1  # disposal method: leave the picture, the next frame is drawn over it


def write(
    path: Path,
    frames: Iterable[Frame],
    fps: float,
    *,
    loop: bool = True,
    between: Callable[[], None] = lambda: None,
) -> None:
    """Write uint8 frames [H, W, 1 or 3] of one size; `between` is called before each is drawn."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as store, open(path, "wb") as file:
        counts = np.zeros(2**24, np.uint32)  # pixels of each colour
        sizes: list[int] = []
        for frame in frames:
            picture = np.broadcast_to(frame, (*frame.shape[:2], 3))
            shape = picture.shape
            colours, pixels = np.unique(_packed(picture), return_counts=True)
            counts[colours] += pixels.astype(np.uint32)
            sizes.append(store.write(zlib.compress(picture.tobytes(), 1)))
        store.seek(0)
        palette = _palette(counts)
        _header(file, shape, palette, loop)
        _draw(file, _unpacked(store, sizes, shape), palette, _times(len(sizes), fps), between)
        file.write(b";")


def _times(count: int, fps: float) -> list[int]:
    """Return the time of each frame in 1/100 s; rounded so that the whole is as long as it is."""
    ends = np.round(np.arange(count + 1) * 100 / fps).astype(int)
    return [max(SHORTEST, int(time)) for time in np.diff(ends)]


def _unpacked(store: IO[bytes], sizes: list[int], shape: tuple[int, ...]) -> Iterator[Frame]:
    for size in sizes:
        yield np.frombuffer(zlib.decompress(store.read(size)), np.uint8).reshape(shape)


def _packed(picture: Frame) -> NDArray[np.uint32]:
    """Return each pixel's colour as one number, red first."""
    red, green, blue = picture.astype(np.uint32).reshape(-1, 3).T
    return (red << 16 | green << 8 | blue).astype(np.uint32)


def _palette(counts: NDArray[np.uint32]) -> Image.Image:
    """Choose COLOURS colours for all frames together.

    Each colour counts by the square root of its pixels, and some are kept for what is far from
    all others: a plot is nearly all ground, and its points and lines must keep their colours.
    """
    used = np.flatnonzero(counts).astype(np.uint32)
    table = np.stack([used >> 16, used >> 8 & 255, used & 255], 1).astype(np.uint8)
    if len(table) > COLOURS:
        weights = np.sqrt(counts[used])
        times = np.ceil(weights * min(1.0, MOST_SAMPLES / weights.sum())).astype(np.int64)
        samples = Image.fromarray(np.repeat(table, times, 0)[None])
        shared = (COMMON, Image.Quantize.MEDIANCUT), (RARE, Image.Quantize.MAXCOVERAGE)
        found = [samples.quantize(share, how).getpalette() or [] for share, how in shared]
        most = np.argsort(counts[used])[: -EXACT - 1 : -1]
        rows = [table[most]]
        rows += [np.reshape(colours, (-1, 3))[:share] for colours, (share, _) in zip(found, shared)]
        table = np.concatenate(rows).astype(np.uint8)
    # The places left over repeat the last colour: black would attract dark pixels.
    table = np.concatenate([table, np.repeat(table[-1:], 256 - len(table), 0)])
    image = Image.new("P", (1, 1))
    image.putpalette(table.tobytes())
    return image


def _header(file: IO[bytes], shape: tuple[int, ...], palette: Image.Image, loop: bool) -> None:
    height, width = shape[:2]
    file.write(b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF7, 0, 0))
    file.write(bytes(palette.getpalette() or ()))
    if loop:
        file.write(b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")


def _draw(
    file: IO[bytes],
    frames: Iterable[Frame],
    palette: Image.Image,
    times: list[int],
    between: Callable[[], None],
) -> None:
    before: NDArray[np.uint8] | None = None
    for frame, time in zip(frames, times):
        between()
        image = Image.fromarray(frame).quantize(palette=palette, dither=Image.Dither.NONE)
        now = np.minimum(np.asarray(image), COLOURS - 1)
        left, top, part = _difference(before, now)
        control = {"duration": 10 * time, "transparency": TRANSPARENT, "disposal": KEEP}
        for block in getdata(Image.fromarray(part), (left, top), **control):
            file.write(block)
        before = now


def _difference(
    before: NDArray[np.uint8] | None, now: NDArray[np.uint8]
) -> tuple[int, int, NDArray[np.uint8]]:
    """Return where the rectangle begins that differs, and it; a pixel where nothing does."""
    if before is None:
        return 0, 0, now
    changed = before != now
    rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
    if not len(rows):
        return 0, 0, np.full((1, 1), TRANSPARENT, np.uint8)
    area = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    part = np.where(changed[area], now[area], np.uint8(TRANSPARENT))
    return int(columns[0]), int(rows[0]), part
