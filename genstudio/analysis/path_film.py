"""A path through the latent space as a file: a film, or a strip of pictures with its recipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import images as pictures
from genstudio.analysis import movie
from genstudio.analysis.recipe import Recipe, write_png
from genstudio.core.events import Stop, never

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens

AT_ONCE = 32  # frames decoded together: a stop is heard between them
FILM_SIDE, STRIP_SIDE = 256, 64  # pixels that small images are enlarged to at least

Codes = NDArray[np.float32]
Draw = Callable[[NDArray[Any]], NDArray[np.uint8]]


def write(
    path: Path,
    lens: Lens,
    codes: Codes,
    recipe: Recipe | None,
    *,
    draw: Draw | None = None,
    fps: float = 20.0,
    loop: bool = True,
    progress: movie.Progress | None = None,
    stop: Stop = never,
) -> int:
    """Write what codes [N, d] decode to, as the ending of the name says; return how many frames.

    A PNG is the strip of all frames side by side, and carries the recipe. `draw` turns what was
    decoded [B, ...] into images [B, C, H, W], where that is not images already. 0 when stopped:
    then there is no file. Raises UserError for a name that is no film's.
    """
    kind = movie.check(path)
    decoded = _decoded(lens, codes, draw, stop)
    if kind != ".png":
        frames = (_enlarged(image, FILM_SIDE) for image in decoded)
        count = len(codes)
        return movie.write(path, frames, fps, count=count, loop=loop, progress=progress, stop=stop)
    shown: list[NDArray[np.uint8]] = []
    for image in decoded:
        shown.append(_enlarged(image, STRIP_SIDE))
        if progress is not None:
            progress(len(shown), len(codes))
    if stop() or len(shown) < len(codes):
        return 0
    movie.check_strip(shown[0].shape, len(shown))
    write_png(path, np.concatenate(shown, axis=1), recipe)
    return len(shown)


def _decoded(
    lens: Lens, codes: Codes, draw: Draw | None, stop: Stop
) -> Iterator[NDArray[np.uint8]]:
    for start in range(0, len(codes), AT_ONCE):
        if stop():
            return
        images = lens.decode(codes[start : start + AT_ONCE])
        yield from images if draw is None else draw(images)


def _enlarged(image: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """Return [H, W, C], each pixel a square of whole pixels."""
    pixels = np.ascontiguousarray(image.transpose(1, 2, 0))
    return pictures.enlarge(pixels, max(1, side // pixels.shape[0]))
