"""What all drawn sets share: settings, balanced factors, and threads that draw in parallel."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from genstudio.core.config import Hint
from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.core.sizes import megabytes
from genstudio.data.dataset import Progress, Stopped

SIDES = (16, 128)
Count = Annotated[int, Hint("images to draw", 1, 1_000_000, "images")]
Side = Annotated[int, Hint("side of the square images", *SIDES, "px")]
Seed = Annotated[int, Hint("seed of the drawing", 0, 2**31 - 1)]
Colours = Literal["rgb", "grey"]
MOST_BYTES = 2 << 30  # of images: they are kept in memory
AT_ONCE = 1 << 16  # pixels that a thread draws at once: what it works on stays in its cache
MOST_THREADS = 8

Drawer = Callable[[NDArray[np.int64]], NDArray[np.uint8]]  # rows [B] -> images [B, C, H, W]


def check_memory(count: int, side: int, channels: int) -> None:
    """Raise UserError, with what to do, for more than memory should hold."""
    size = count * channels * side * side
    if size > MOST_BYTES:
        raise UserError(
            tr(
                "{count:,} images of {side}x{side} pixels take {size}; at most {most} are drawn: "
                "choose fewer or smaller images.",
                count=count,
                side=side,
                size=megabytes(size),
                most=megabytes(MOST_BYTES),
            )
        )


def draw(
    count: int, side: int, channels: int, drawer: Drawer, progress: Progress, stop: Stop
) -> NDArray[np.uint8]:
    """Return images [count, channels, side, side], drawn in several threads.

    What is drawn must depend on the rows alone. Raise Stopped where stop() says so.
    """
    images = np.empty((count, channels, side, side), np.uint8)
    step = max(1, AT_ONCE // (side * side))
    done = 0

    def fill(start: int) -> int:
        if stop():
            return 0
        rows = np.arange(start, min(start + step, count))
        images[start : start + step] = drawer(rows)
        return len(rows)

    with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1), "draw") as pool:
        for part in as_completed([pool.submit(fill, start) for start in range(0, count, step)]):
            done += part.result()
            progress(done, count)
    if done < count:
        raise Stopped
    return images


def balanced(
    count: int, sizes: Sequence[int], generator: np.random.Generator
) -> list[NDArray[np.int64]]:
    """Return codes [count] for each of several factors of so many values, in random order.

    Every combination comes as often as `count` allows for all; for what is left, each value of
    each factor comes equally often to within one. So the factors tell nothing of each other.
    """
    cells = math.prod(sizes)
    whole = np.unravel_index(np.tile(np.arange(cells), count // cells), tuple(sizes))
    order = generator.permutation(count)
    codes = []
    for size, part in zip(sizes, whole):
        values = np.resize(generator.permutation(size), count - len(part))
        together = np.concatenate([part, generator.permutation(values)])
        codes.append(together[order].astype(np.int64))
    return codes


def uniform(
    count: int, low: float, high: float, generator: np.random.Generator
) -> NDArray[np.float32]:
    """Return numbers [count] between two bounds."""
    return (low + (high - low) * generator.random(count)).astype(np.float32)
