"""A density that is drawn by hand: heights at even places, strokes, and the way back. No Qt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.theory import _gan1d_data as data
from genstudio.gui.undone import Former

PLACES = 65  # heights, a quarter of a unit apart
LIFT = 0.05  # what a key adds to a height, in units of the picture
AROUND = np.array([0.5, 1.0, 0.5])  # the share of it that the place and its neighbours get

Heights = NDArray[np.float64]


class Drawing:
    """What was drawn last; `text` is the setting that it makes, "" where nothing is drawn."""

    def __init__(self) -> None:
        self.x = np.linspace(data.LOW, data.HIGH, PLACES)
        self.heights: Heights = np.zeros(PLACES)
        self._last: tuple[float, float] | None = None
        self._former: Former[Heights] = Former()

    @property
    def text(self) -> str:
        """The heights as the setting `drawn` has them."""
        return data.text_of(self.heights)

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier drawing."""
        return bool(self._former)

    def begin(self, x: float, y: float) -> None:
        """Begin a stroke."""
        self._remember()
        self._last = (x, y)
        self._pull(x, y, x, y)

    def go_on(self, x: float, y: float) -> None:
        """Draw a straight line from the stroke's last place to here."""
        if self._last is not None:
            self._pull(*self._last, x, y)
            self._last = (x, y)

    def end(self) -> None:
        """End the stroke."""
        self._last = None

    def lift(self, x: float, way: int) -> None:
        """Raise or lower the curve around x by a little."""
        self._remember()
        here = int(np.abs(self.x - x).argmin())
        for place, share in zip(range(here - 1, here + 2), AROUND):
            if 0 <= place < PLACES:
                self.heights[place] = max(0.0, self.heights[place] + way * share * LIFT)

    def clear(self) -> None:
        """Draw nothing."""
        self._remember()
        self.heights = np.zeros(PLACES)

    def undo(self) -> None:
        """Go back to the drawing before."""
        before = self._former.take()
        if before is not None:
            self.heights = before

    def _remember(self) -> None:
        self._former.keep(self.heights.copy())

    def _pull(self, x0: float, y0: float, x1: float, y1: float) -> None:
        low, high = sorted((x0, x1))
        step = self.x[1] - self.x[0]
        near = (self.x >= low - step / 2) & (self.x <= high + step / 2)
        places = self.x[near]
        if x1 == x0:
            self.heights[near] = max(0.0, y1)
            return
        share = np.clip((places - x0) / (x1 - x0), 0, 1)
        self.heights[near] = np.maximum(0.0, y0 + share * (y1 - y0))
