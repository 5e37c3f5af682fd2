"""The part of the plane that is in view, and the way between it and the pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

Rect = tuple[float, float, float, float]
Point = tuple[float, float]
SMALLEST, LARGEST = 1e-5, 1e7  # side of a view; float32 points need no more


@dataclass(frozen=True, slots=True)
class View:
    """A rectangle of the plane shown in width x height pixels, with y upwards."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    height: float

    @staticmethod
    def around(rect: Rect, width: float, height: float) -> View:
        """Return the smallest view that holds the rectangle with equal units on both axes."""
        x0, y0, x1, y1 = rect
        width, height = max(width, 1.0), max(height, 1.0)
        wide = min(max(x1 - x0, SMALLEST), LARGEST)
        high = min(max(y1 - y0, SMALLEST), LARGEST)
        unit = max(wide / width, high / height) / 2  # half a pixel in units of the plane
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        return View(
            x - unit * width, y - unit * height, x + unit * width, y + unit * height, width, height
        )

    @property
    def rect(self) -> Rect:
        """(x0, y0, x1, y1)."""
        return self.x0, self.y0, self.x1, self.y1

    @property
    def pixel(self) -> float:
        """The side of a pixel, in units of the plane."""
        return (self.x1 - self.x0) / self.width

    def to_pixels(self, x: float, y: float) -> Point:
        """Return where a point of the plane lies in the widget."""
        return (x - self.x0) / self.pixel, (self.y1 - y) / self.pixel

    def to_plane(self, px: float, py: float) -> Point:
        """Return which point of the plane lies at a pixel."""
        return self.x0 + px * self.pixel, self.y1 - py * self.pixel

    def zoomed(self, px: float, py: float, factor: float) -> Rect:
        """Return the view `factor` times closer, with the pixel staying where it is."""
        side = (self.x1 - self.x0) / factor
        if not SMALLEST < side < LARGEST:
            return self.rect
        x, y = self.to_plane(px, py)
        return (
            x - (x - self.x0) / factor,
            y - (y - self.y0) / factor,
            x + (self.x1 - x) / factor,
            y + (self.y1 - y) / factor,
        )

    def moved(self, dx: float, dy: float) -> Rect:
        """Return the view after its contents were dragged by (dx, dy) pixels."""
        across, up = -dx * self.pixel, dy * self.pixel
        return self.x0 + across, self.y0 + up, self.x1 + across, self.y1 + up

    def holds(self, rect: Rect) -> bool:
        """Say whether a rectangle lies inside the view."""
        return (
            self.x0 <= rect[0] and self.y0 <= rect[1] and rect[2] <= self.x1 and rect[3] <= self.y1
        )


def nice_step(span: float, parts: float) -> float:
    """Return the step of 1, 2, 2.5 or 5 times a power of ten nearest above span / parts."""
    raw = span / max(parts, 1.0)
    if not (raw > 0 and math.isfinite(raw)):
        return 1.0
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= raw * (1 - 1e-9))


def ticks(low: float, high: float, parts: float) -> list[float]:
    """Return round values between low and high, about `parts` of them."""
    step = nice_step(high - low, parts)
    first = math.ceil(low / step)
    last = math.floor(high / step)
    return [i * step for i in range(first, last + 1)]
