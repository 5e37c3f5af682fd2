"""Turn arrays of any usual layout and range into uint8 [N, C, H, W]."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.language import tr
from genstudio.data._faults import Faulty

CHANNELS = (1, 3, 4)
CHUNK = 1 << 22  # values converted at a time, so that floats never double a large array
SLACK = 1e-3  # how far rounding may have carried a float out of its range


def to_images(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Return [N, H, W], [N, H, W, C] or [N, C, H, W] as uint8 [N, 1 or 3, H, W].

    Rows [N, H * W] are square images too, from 4x4 pixels on.

    Raise Faulty, with what is wrong as a half sentence, for any other shape or range.
    A fourth channel is opacity: the picture is put on white.
    """
    images = to_uint8(_channels_first(values))
    return on_white(images) if images.shape[1] == 4 else np.ascontiguousarray(images)


def to_uint8(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Return numbers of a usual range as uint8 0..255, rounded.

    Integers may be in 0..1, 0..255 or 0..65535, floats in [0, 1], [-1, 1] or [0, 255].
    Raise Faulty for any others.
    """
    if values.dtype.kind not in "buif":
        raise Faulty(tr("holds {dtype}, not numbers that can be pixels", dtype=values.dtype))
    if values.dtype == np.uint8 and values.max() > 1:
        return values
    low, high = float(values.min()), float(values.max())
    if not np.isfinite([low, high]).all():
        raise Faulty(tr("holds NaN or infinite values"))
    scale, shift = _range(low, high, values.dtype.kind == "f")
    flat, result = values.reshape(-1), np.empty(values.size, np.uint8)
    for start in range(0, flat.size, CHUNK):
        part = flat[start : start + CHUNK].astype(np.float64)
        result[start : start + CHUNK] = np.clip(np.round((part + shift) * scale), 0, 255)
    return result.reshape(values.shape)


def on_white(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Put RGBA images [N, 4, H, W] on white: [N, 3, H, W]."""
    result = np.empty((len(images), 3, *images.shape[2:]), np.uint8)
    for target, image in zip(result, images):  # one at a time: small in memory
        opacity = image[3:].astype(np.float32) / 255
        target[:] = np.round(image[:3] * opacity + 255 * (1 - opacity))
    return result


def _range(low: float, high: float, floats: bool) -> tuple[float, float]:
    """Return (scale, shift) so that (value + shift) * scale is in 0..255."""
    if low >= -SLACK and high <= 1 + SLACK:
        return 255.0, 0.0
    if floats and low >= -1 - SLACK and high <= 1 + SLACK:
        return 127.5, 1.0
    if low >= -SLACK and high <= 255 + SLACK:
        return 1.0, 0.0
    if not floats and low >= 0 and high <= 65535:
        return 1 / 257, 0.0
    raise Faulty(
        tr(
            "holds values from {low:g} to {high:g}; pixels are bytes, or floats in [0, 1], "
            "[-1, 1] or [0, 255]",
            low=low,
            high=high,
        )
    )


def _channels_first(values: NDArray[Any]) -> NDArray[Any]:
    """Return a view [N, C, H, W]; where both ends could be channels, the squarer wins."""
    wrong = Faulty(
        tr(
            "has the shape {shape}; images are [N, H, W], [N, H, W, C] or [N, C, H, W] with"
            " 1, 3 or 4 channels and at least one image",
            shape=values.shape,
        )
    )
    side = math.isqrt(values.shape[1]) if values.ndim == 2 else 0
    if values.size and side >= 4 and side * side == values.shape[1]:
        return values.reshape(-1, 1, side, side)
    if values.size == 0 or values.ndim not in (3, 4):
        raise wrong
    if values.ndim == 3:
        return values[:, None]
    _, first, middle, last = values.shape
    is_first, is_last = first in CHANNELS, last in CHANNELS
    if is_first and is_last:
        is_last = abs(first - middle) <= abs(middle - last)
    if is_last:
        return values.transpose(0, 3, 1, 2)
    if is_first:
        return values
    raise wrong
