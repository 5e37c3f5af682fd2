"""Marks the tiles of a decoded grid that show what the model was never taught."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.analysis.density import Support
from genstudio.analysis.project import Plane

Rect = tuple[float, float, float, float]

FADED = 0.6  # share of mid-grey in a tile without data
GREY = 128.0
HATCH = 40.0  # grey levels that the hatching differs by
EVERY = 8  # pixels of a tile from one line of the hatching to the next


def tiles_outside(
    support: Support,
    plane: Plane,
    rect: Rect,
    columns: int,
    rows: int,
    rest: ArrayLike | None = None,
) -> NDArray[np.bool_]:
    """Say of the middle of each tile whether there are no training data, [rows, columns].

    The tiles are those of `lens.manifold`: the first row is at the top, y1 of rect.
    """
    x0, y0, x1, y1 = rect
    x = x0 + (x1 - x0) * (np.arange(columns) + 0.5) / columns
    y = y1 + (y0 - y1) * (np.arange(rows) + 0.5) / rows
    points = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
    return support.outside(plane.lift(points, rest)).reshape(rows, columns)


def faded(mosaic: NDArray[np.uint8], marked: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return a mosaic [H, W] or [H, W, 3] in which the marked tiles are grey and hatched."""
    height, width = (side // count for side, count in zip(mosaic.shape, marked.shape))
    mask = np.kron(marked, np.ones((height, width), bool))
    pale = mosaic.astype(np.float32)
    if pale.ndim == 3:
        pale = np.broadcast_to(pale.mean(2, keepdims=True), pale.shape)
    pale = (1 - FADED) * pale + FADED * GREY
    row, column = np.indices(mask.shape)
    lines = (row + column) % min(EVERY, max(2, height // 2)) == 0
    pale = pale + (HATCH * lines)[(..., None) if pale.ndim == 3 else ...]
    chosen = mask[(..., None) if mosaic.ndim == 3 else ...]
    return np.where(chosen, pale.clip(0, 255).round(), mosaic).astype(np.uint8)
