"""From arrays of pixels to Qt's images."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


def to_qimage(pixels: NDArray[np.uint8]) -> QImage:
    """Return a QImage that owns its pixels.

    Takes uint8 [H, W], [C, H, W] or [H, W, C] with 1, 3 or 4 channels; where both
    readings are possible the channels come first. Raises ValueError for any other shape.
    """
    array = _channels_last(np.asarray(pixels, np.uint8))
    height, width, channels = array.shape
    if channels == 1:
        layout = QImage.Format.Format_Grayscale8
    elif channels == 3:
        layout = QImage.Format.Format_RGB888
    else:
        layout = QImage.Format.Format_RGBA8888
    array = np.ascontiguousarray(array)
    # QImage shares the buffer: the copy makes it independent of an array used again.
    return QImage(array.data, width, height, width * channels, layout).copy()


def _channels_last(array: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if array.ndim == 2:
        return array[:, :, None]
    if array.ndim == 3 and array.shape[0] in (1, 3, 4):
        return array.transpose(1, 2, 0)
    if array.ndim == 3 and array.shape[2] in (1, 3, 4):
        return array
    raise ValueError(f"not an image: an array of shape {array.shape}")
