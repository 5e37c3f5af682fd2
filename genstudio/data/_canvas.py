"""Many small pictures drawn at once, without steps at the edges, from distances to outlines.

A figure is a function of the pixels' places that says how far each lies outside of it (negative:
inside), after https://iquilezles.org/articles/distfunctions2d/. Only sums, products, quotients,
square roots and comparisons are used: IEEE 754 gives them the same bits on every machine, so a
seed gives the same pictures everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Number = Floats | float
Figure = Callable[[Any, Any], Any]  # places x [1, 1, w], y [1, h, 1] -> distances [B, h, w]
Box = tuple[float, float, float, float]  # left, top, right, bottom
ALL: Box = (-1.0, -1.0, 1.0, 1.0)
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


class Canvas:
    """Pictures [B, 3, side, side] in [0, 1]; x goes right and y goes down, from -1 to 1."""

    def __init__(self, side: int, ground: Floats) -> None:
        """Begin with one colour each: `ground` [B, 3]."""
        self.side = side
        self.pixel = 2 / side
        places = (np.arange(side, dtype=np.float32) + np.float32(0.5)) * np.float32(2 / side) - 1
        self._x, self._y = places[None, None], places[None, :, None]
        shape = (len(ground), 3, side, side)
        self.pixels = np.broadcast_to(ground[:, :, None, None], shape).astype(np.float32)

    def paint(
        self,
        figure: Figure,
        colour: Floats,
        box: Box = ALL,
        rows: NDArray[np.int64] | None = None,
        alpha: float = 1.0,
    ) -> None:
        """Put a figure of the colours [B, 3] (or [3]) over what is there.

        Nothing of it may lie outside `box`: the smaller, the faster. With `rows` only these
        pictures get it, and the figure and its colours have as many.
        """
        if rows is not None and not len(rows):
            return
        xs, ys = self._span(box[0], box[2]), self._span(box[1], box[3])
        distance = figure(self._x[:, :, xs], self._y[:, ys])
        cover = np.clip(0.5 - distance / np.float32(self.pixel), 0, 1).astype(np.float32)
        if alpha != 1:
            cover *= np.float32(alpha)
        colours = np.broadcast_to(colour, (len(cover) if colour.ndim == 1 else len(colour), 3))
        for channel in range(3):
            below = self.pixels[:, channel, ys, xs]
            below = below if rows is None else below[rows]
            change = (colours[:, channel, None, None] - below) * cover
            if rows is None:
                below += change
            else:
                self.pixels[rows, channel, ys, xs] = below + change

    def bytes(self, grey: bool = False) -> NDArray[np.uint8]:
        """Return the pictures as uint8 [B, 3, side, side], or [B, 1, side, side] in grey."""
        pixels = self.pixels
        if grey:
            red, green, blue = (pixels[:, j] * LUMA[j] for j in range(3))
            pixels = (red + green + blue)[:, None]
        return (np.clip(pixels, 0, 1) * np.float32(255) + np.float32(0.5)).astype(np.uint8)

    def _span(self, low: float, high: float) -> slice:
        """Return the pixels from one place to another, and one more at each end."""
        first = int((low + 1) / self.pixel) - 1
        last = int((high + 1) / self.pixel) + 2
        return slice(max(0, first), max(0, min(self.side, last)))


def circle(x: Any, y: Any, radius: Number) -> Any:
    """Round the origin."""
    return np.sqrt(x * x + y * y) - radius


def ellipse(x: Any, y: Any, wide: Number, high: Number) -> Any:
    """Round the origin, with half axes; the distance is right near the outline."""
    u, v = x / wide, y / high
    length = np.sqrt(u * u + v * v)
    u, v = u / wide, v / high
    return length * (length - 1) / np.maximum(np.sqrt(u * u + v * v), np.float32(1e-6))


def box(x: Any, y: Any, wide: Number, high: Number, corner: Number = 0.0) -> Any:
    """Round the origin, with half sides; the corners are rounded by the radius `corner`."""
    u, v = np.abs(x) - wide + corner, np.abs(y) - high + corner
    outside = np.sqrt(np.maximum(u, 0) ** 2 + np.maximum(v, 0) ** 2)
    return outside + np.minimum(np.maximum(u, v), 0) - corner


def segment(x: Any, y: Any, start: Any, end: Any, radius: Number) -> Any:
    """From one point (x, y) to another, as thick as two radii, with round ends."""
    u, v = x - start[0], y - start[1]
    du, dv = end[0] - start[0], end[1] - start[1]
    along = np.clip((u * du + v * dv) / (du * du + dv * dv), 0, 1)
    u, v = u - along * du, v - along * dv
    return np.sqrt(u * u + v * v) - radius


def bow(x: Any, y: Any, wide: Number, sag: Number, radius: Number) -> Any:
    """Draw a parabola's line through the origin: `sag` is how far its ends at +-wide are up.

    The gap in y is divided by the slope's length, which is the distance to first order.
    """
    inside = np.clip(x, -wide, wide)
    slope = 2 * sag * inside / (wide * wide)
    across = (y + sag * inside * inside / (wide * wide)) / np.sqrt(1 + slope * slope)
    beyond = x - inside
    return np.sqrt(across * across + beyond * beyond) - radius


def polygon(x: Any, y: Any, normals: Any, inner: Number) -> Any:
    """Return a convex polygon round the origin by its sides' normals (x, y) and inner radius."""
    sides = [x * np.float32(u) + y * np.float32(v) for u, v in normals]
    distance = sides[0]
    for side in sides[1:]:
        distance = np.maximum(distance, side)
    return distance - inner
