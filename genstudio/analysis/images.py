"""Pictures made of pictures, and how they reach a file."""

from __future__ import annotations

import io
import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from genstudio.core import atomic
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

Picture = NDArray[np.uint8]


def grid(images: Picture, columns: int | None = None, gap: int = 1, ground: int = 128) -> Picture:
    """Lay images [N, C, H, W] out row by row on a grey ground: [height, width, C].

    Without `columns` the grid is as square as it can be. `gap` is in pixels, and
    there is none around the outside.
    """
    count, channels, height, width = images.shape
    if not count:
        raise ValueError("there are no images to lay out")
    columns = min(count, columns or math.ceil(math.sqrt(count)))
    rows = math.ceil(count / columns)
    cells = np.full((rows * columns, height + gap, width + gap, channels), ground, np.uint8)
    cells[:count, :height, :width] = images.transpose(0, 2, 3, 1)
    sheet = cells.reshape(rows, columns, height + gap, width + gap, channels)
    sheet = sheet.swapaxes(1, 2).reshape(rows * (height + gap), columns * (width + gap), channels)
    return np.ascontiguousarray(
        sheet[: rows * (height + gap) - gap, : columns * (width + gap) - gap]
    )


def enlarge(picture: Picture, factor: int) -> Picture:
    """Repeat each pixel of [H, W, C] `factor` times both ways: nearest neighbour, no blur."""
    return picture.repeat(factor, 0).repeat(factor, 1)


def save_png(path: Path, picture: Picture) -> None:
    """Write [H, W], [H, W, 1] or [H, W, 3] as PNG, whole or not at all."""
    check_png(path)
    if picture.ndim == 3 and picture.shape[2] == 1:
        picture = picture[:, :, 0]
    data = io.BytesIO()
    Image.fromarray(picture).save(data, "PNG")
    atomic.write_bytes(path, data.getvalue())


def check_png(path: Path) -> None:
    """Raise UserError unless a name is a PNG file's."""
    if path.suffix.lower() != ".png":
        raise UserError(
            tr(
                "{name} is not the name of a PNG file; give it the ending .png.",
                name=printable(path.name),
            )
        )
