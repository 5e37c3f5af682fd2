"""Where the object of a picture is: the box around what differs from the border's colour."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.data.dataset import Dataset

SIDES = ("left", "top", "right", "bottom")
WHOLE = (0.0, 0.0, 1.0, 1.0)
DIFFERENT = 24  # grey levels of 255, in any channel
AT_ONCE = 1 << 22  # values


def boxes(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return left, top, right and bottom [N, 4] in [0, 1] for images [N, C, H, W].

    The border's colour is the median of the outermost pixels, channel by channel. A picture
    in which nothing differs from it has the whole as its box. Images may lie on the disk.
    """
    step = max(1, AT_ONCE // max(1, int(np.prod(images.shape[1:]))))
    parts = [_boxes(np.asarray(images[i : i + step])) for i in range(0, len(images), step)]
    return np.concatenate(parts) if parts else np.zeros((0, 4), np.float32)


def boxes_of(dataset: Dataset, rows: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the boxes [N, 4] of some of a data set's images.

    Those that the data know, as four numbers `left`, `top`, `right` and `bottom` of every
    image, are taken; otherwise they are found in the pictures.
    """
    factors = dataset.factors
    if all(name in factors and not factors[name].names for name in SIDES):
        known = [factors[name].values[rows] for name in SIDES]
        return np.stack(known, 1).astype(np.float32).clip(0, 1)
    return boxes(dataset.images[rows])


def _boxes(images: NDArray[Any]) -> NDArray[np.float32]:
    count, channels, height, width = images.shape
    border = [images[:, :, 0], images[:, :, -1], images[:, :, :, 0], images[:, :, :, -1]]
    colour = np.median(np.concatenate(border, 2), 2).reshape(count, channels, 1, 1)
    object_ = (np.abs(images - colour) > DIFFERENT).any(1)
    left, right = _ends(object_.any(1), width)
    top, bottom = _ends(object_.any(2), height)
    found = np.stack([left, top, right, bottom], 1)
    found[~object_.any((1, 2))] = WHOLE
    return found.astype(np.float32)


def _ends(line: NDArray[np.bool_], length: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return where the object begins and ends along one side, of lines [N, length]."""
    return line.argmax(1) / length, 1 - line[:, ::-1].argmax(1) / length
