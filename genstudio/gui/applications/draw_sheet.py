"""Pictures of a caption as a sheet: each stage in a row of its own. In workers; arrays only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from genstudio.gui import colour_maps

if TYPE_CHECKING:
    from genstudio.analysis.text_looks import Change, Drawn

Images = NDArray[np.uint8]
FAR = 0.5  # of the range of pixels: a change that has the brightest colour


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Images [M, C, H, W] for a grid, and of which picture and stage each is.

    The last stage is the picture itself.
    """

    images: Images
    picture: tuple[int, ...]
    stage: tuple[int, ...]
    columns: int


def enlarged(images: Images, height: int, width: int) -> Images:
    """Return images [N, C, h, w] at another size, with hard edges: what is coarse looks coarse."""
    rows = np.arange(height) * images.shape[2] // height
    columns = np.arange(width) * images.shape[3] // width
    return np.ascontiguousarray(images[:, :, rows][:, :, :, columns])


def sheet(drawn: Drawn, columns: int, stages: bool) -> Sheet:
    """Return rows of `columns` pictures, each below its coarser stages where these are wanted.

    With stages, `columns` has to divide the number of pictures.
    """
    count, _, height, width = drawn.images.shape
    layers = [enlarged(c, height, width) for c in drawn.coarse] if stages else []
    layers.append(drawn.images)
    parts, picture, stage = [], [], []
    for start in range(0, count, columns):
        part = range(start, min(start + columns, count))
        for number, layer in enumerate(layers):
            parts.append(layer[start : start + len(part)])
            picture += list(part)
            stage += [number] * len(part)
    return Sheet(np.concatenate(parts), tuple(picture), tuple(stage), columns)


def across(count: int, rows: int, width: int, height: int) -> int:
    """Return how many pictures stand side by side so that they are largest in a room.

    Each of them takes `rows` places, one below the other; if these are several, all lines of
    pictures are full.
    """

    def side(columns: int) -> float:
        lines = rows * -(-count // columns)
        return min(width / columns, height / lines)

    able = [n for n in range(1, count + 1) if rows == 1 or count % n == 0]
    return max(able, key=lambda columns: (side(columns), -columns))


def compared(change: Change) -> Images:
    """Return for each picture itself, the same one after, and where it changed: [3 N, 3, H, W]."""
    before, after = (_coloured(drawn.images) for drawn in (change.before, change.after))
    every = np.stack([before, after, maps(change.difference)], 1)
    return every.reshape(-1, *every.shape[2:])


def triples(count: int, width: int, height: int) -> int:
    """Return how many images stand side by side, where three of them belong together."""
    return 3 * across(count, 1, width // 3, height)


def maps(difference: NDArray[np.float32]) -> Images:
    """Return changes [N, H, W] in [0, 1] as colours [N, 3, H, W]; FAR and more is brightest."""
    found = [colour_maps.coloured(one, 0, FAR, "viridis") for one in difference]
    return np.stack(found).transpose(0, 3, 1, 2)


def _coloured(images: Images) -> Images:
    return images if images.shape[1] == 3 else np.repeat(images, 3, axis=1)


def changed_share(difference: NDArray[np.float32], least: float = 0.1) -> float:
    """Return the share of pixels [N, H, W] that changed by more than `least`."""
    return float((difference > least).mean())
