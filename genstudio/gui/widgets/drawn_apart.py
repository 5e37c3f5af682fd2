"""Very many points, drawn by a worker: a million take 25 ms, too long for the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from genstudio.gui.widgets.raster import Points, Stamps
from genstudio.gui.widgets.view import View

MANY = 300_000  # points above which a drag draws a sample, and a worker all of them
DRAGGED = 100_000

Codes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A map of points that is to be drawn, `size` (width, height) in the screen's own pixels."""

    points: Points
    view: View
    size: tuple[int, int]
    stamps: Stamps
    dark: bool

    def draw(self, most: int | None = None) -> Drawn:
        """Draw it, in any thread: the points are not to change meanwhile."""
        return Drawn(self, self.points.class_map(self.view, self.size, self.stamps, most))

    def alike(self, other: Drawing) -> bool:
        """Whether the other one shows the same part of the plane, maybe of other points."""
        return (self.view, self.size, self.dark) == (other.view, other.size, other.dark)


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A map of classes [height, width] that has been drawn."""

    drawing: Drawing
    codes: Codes


class Maps:
    """The newest map of the points. `wanted` is one that a worker is to draw."""

    def __init__(self) -> None:
        self.apart = False  # whether there is such a worker
        self.wanted: Drawing | None = None
        self.drawn: Drawn | None = None

    def codes(self, asked: Drawing, most: int | None) -> Codes:
        """Return a map at once; of very many points an older one, or a sample, until it is drawn.

        `most` is how many points are drawn while the plane is dragged.
        """
        if most is not None or not self.apart or len(asked.points) <= MANY:
            return asked.draw(most).codes
        known = self.drawn
        if known is not None and asked.alike(known.drawing):
            if known.drawing.points is not asked.points:
                self.wanted = asked
            return known.codes
        self.wanted = asked
        return asked.draw(DRAGGED).codes

    def take(self) -> Drawing | None:
        """Hand over what a worker is to draw."""
        wanted, self.wanted = self.wanted, None
        return wanted
