"""Very many coloured points as one small map of classes: numpy only, no Qt.

Drawing points one by one takes seconds for a million of them; writing their classes into
a map of the screen's pixels takes milliseconds.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Collection
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from genstudio.gui.widgets.cells import Cells
from genstudio.gui.widgets.view import Rect, View

EMPTY, DIMMED, RIM, UNLABELLED, HALO, HIDDEN = 0, 251, 252, 253, 254, 255
MOST_CLASSES = 250  # codes 1..250; further classes share colours
SAMPLE = 20_000  # points looked at for extent and centres

Floats = NDArray[np.float32]
Codes = NDArray[np.uint8]


class Points:
    """Points of the plane with their classes, in a fixed random order.

    In the order of the data, a class that comes last would cover the others. `mixed` says that
    they come in random order already: putting a million in order takes 0.1 s.
    """

    def __init__(
        self,
        xy: NDArray[np.floating],
        labels: NDArray[np.integer] | None,
        *,
        mixed: bool = False,
    ) -> None:
        count = len(xy)
        # numpy.random takes 9 ms to import: not for the empty plane of a window that opens.
        shuffled = bool(count) and not mixed
        self._shuffle = np.random.default_rng(0).permutation(count) if shuffled else None
        self._kinds = np.full(count, UNLABELLED, np.uint8)  # by row of the data
        if labels is not None:
            known = labels >= 0
            self._kinds[known] = labels[known] % MOST_CLASSES + 1
        self._hidden: frozenset[int] = frozenset()
        self._selected: NDArray[np.bool_] | None = None
        self._cells: Cells | None = None
        self._extent: Rect | None = None
        self._asked: tuple[tuple[float, float], int | None] | None = None
        self._arrange()
        self.move(xy)

    def __len__(self) -> int:
        return len(self._kinds)

    def move(self, xy: NDArray[np.floating]) -> None:
        """Give the same points new places; values that are not finite are put at 0."""
        xy = np.asarray(xy, np.float32)
        if not np.isfinite(xy).all():
            xy = np.nan_to_num(xy, posinf=0, neginf=0)
        self._xy, self._extent = xy, None
        self._gather()

    def hide(self, classes: Collection[int]) -> None:
        """Grey these classes out, behind the others; they are not picked either."""
        self._hidden = frozenset(c % MOST_CLASSES + 1 for c in classes)
        self._arrange()
        self._gather()

    def select(self, chosen: NDArray[np.bool_] | None) -> None:
        """Grey out all but these rows [N], behind them; None gives all their colours back."""
        self._selected = chosen
        self._arrange()
        self._gather()

    def twin(self) -> Points:
        """Return the same points as an object of its own: a worker may change one of them."""
        return copy.copy(self)

    def index(self) -> None:
        """Make `nearest` fast; for a million points this takes a while."""
        rows = np.flatnonzero(self.visible) if self._hidden else None
        self._cells = Cells(self._xy, rows)

    @property
    def xy(self) -> Floats:
        """Where the points are, [N, 2]."""
        return self._xy

    @property
    def kinds(self) -> Codes:
        """The class number of each point, plus one, or UNLABELLED, [N]."""
        return self._kinds

    @property
    def selecting(self) -> bool:
        """Whether some are selected, so that all others are grey."""
        return self._selected is not None

    @property
    def visible(self) -> NDArray[np.bool_]:
        """Which rows are of no hidden class, [N]."""
        if not self._hidden:
            return np.ones(len(self), bool)
        return ~np.isin(self._kinds, list(self._hidden))

    @property
    def bright(self) -> NDArray[np.bool_]:
        """Which rows are in their colours: neither hidden nor, beside selected ones, grey, [N]."""
        return self.visible if self._selected is None else self.visible & self._selected

    def extent(self) -> Rect | None:
        """Return (x0, y0, x1, y1) of all but the farthest 0.2 % of a sample of the points."""
        if self._extent is None and len(self):
            part = slice(None, SAMPLE)
            rows = part if self._shuffle is None else self._shuffle[part]
            x0, x1 = np.quantile(self._xy[rows, 0], (0.001, 0.999))
            y0, y1 = np.quantile(self._xy[rows, 1], (0.001, 0.999))
            self._extent = float(x0), float(y0), float(x1), float(y1)
        return self._extent

    def centres(self) -> dict[int, tuple[float, float]]:
        """Return the mean place of each class in colour, by class number."""
        part = slice(max(self._levels[1], len(self) - SAMPLE), None)
        codes = self.codes[part]
        count = np.bincount(codes, minlength=256)
        x = np.bincount(codes, self.x[part], 256) / np.maximum(count, 1)
        y = np.bincount(codes, self.y[part], 256) / np.maximum(count, 1)
        present = np.flatnonzero(count[: MOST_CLASSES + 1])
        return {int(c) - 1: (float(x[c]), float(y[c])) for c in present if c > 0}

    def nearest(self, x: float, y: float) -> int | None:
        """Return the data index of the nearest point that isn't hidden."""
        if self._asked is None or self._asked[0] != (x, y):
            self._asked = (x, y), self._nearest(x, y)
        return self._asked[1]

    def near(self, x: float, y: float, reach: float) -> tuple[tuple[float, float], int] | None:
        """Return place and class number of the nearest labelled point within `reach`."""
        row = self.nearest(x, y)
        if row is None or not 0 < self._kinds[row] <= MOST_CLASSES:
            return None
        place = float(self._xy[row, 0]), float(self._xy[row, 1])
        close = math.hypot(place[0] - x, place[1] - y) <= reach
        return (place, int(self._kinds[row]) - 1) if close else None

    def _nearest(self, x: float, y: float) -> int | None:
        if self._cells is not None:
            return self._cells.nearest(x, y)
        first = self._levels[0]
        if first >= len(self):
            return None
        dx, dy = self.x[first:] - np.float32(x), self.y[first:] - np.float32(y)
        dx *= dx
        dy *= dy
        dx += dy
        position = first + int(dx.argmin())
        return position if self._order is None else int(self._order[position])

    def class_map(
        self, view: View, size: tuple[int, int], stamps: Stamps, most: int | None = None
    ) -> Codes:
        """Return a code for every pixel, [height, width] for size (width, height).

        `most` draws only so many of the points that aren't hidden: a random sample.
        """
        ends = [len(self), self._levels[1], self._levels[0], 0]
        shown: Codes | None = None
        for end, begin in pairwise(ends):  # in colour, then what is grey behind it
            first = begin if most is None else max(begin, end - most)
            if shown is not None and begin == end:
                continue
            most = None if most is None else max(0, most - (end - first))
            drawn = self._draw(slice(first, end), view, size, stamps)
            if shown is None:
                shown = drawn
                continue
            drawn *= shown == EMPTY
            shown |= drawn
        assert shown is not None  # the first part is always drawn
        return shown

    def _draw(self, part: slice, view: View, size: tuple[int, int], stamps: Stamps) -> Codes:
        width, height = size
        edge = stamps.edge
        across = width + 2 * edge
        column = _to_pixels(self.x[part], view.x0, view.x1, width, edge)
        row = _to_pixels(self.y[part], view.y1, view.y0, height, edge)
        row *= across
        row += column
        canvas = np.zeros((height + 2 * edge, across), np.uint8)
        stamps.press(canvas.reshape(-1), row, self.codes[part], across)
        return np.ascontiguousarray(canvas[edge:-edge, edge:-edge])

    def _arrange(self) -> None:
        """Order the points: hidden ones first, then unselected ones, so that others cover them.

        `_levels` are the positions where the unselected and where the coloured ones begin.
        """
        plain = not self._hidden and self._selected is None
        self._levels = (0, 0)
        self._order = self._shuffle
        if not plain:
            level = np.full(len(self), 2, np.uint8)
            if self._selected is not None:
                level[~self._selected] = 1
            if self._hidden:
                level[~self.visible] = 0
            mixed = level if self._shuffle is None else level[self._shuffle]
            parts = [np.flatnonzero(mixed == wanted) for wanted in range(3)]
            order = np.concatenate(parts)
            self._order = order if self._shuffle is None else self._shuffle[order]
            self._levels = len(parts[0]), len(parts[0]) + len(parts[1])
        self.codes = self._kinds if self._order is None else self._kinds[self._order]
        if not plain:
            self.codes[: self._levels[0]] = HIDDEN
            self.codes[self._levels[0] : self._levels[1]] = DIMMED

    def _gather(self) -> None:
        self._cells = self._asked = None
        if self._order is None:
            self.x: Floats = np.ascontiguousarray(self._xy[:, 0])
            self.y: Floats = np.ascontiguousarray(self._xy[:, 1])
        else:
            self.x, self.y = self._xy[self._order, 0], self._xy[self._order, 1]


def _to_pixels(
    values: Floats, low: float, high: float, pixels: int, edge: int
) -> NDArray[np.int32]:
    """Map low..high to edge..pixels + edge; what lies outside goes to the rim."""
    scale = pixels / (high - low)
    place = values * np.float32(scale)
    place += np.float32(edge - low * scale)
    rim = edge // 2
    np.clip(place, rim, pixels + 2 * edge - 1 - rim, out=place)
    return place.astype(np.int32)


class Stamps:
    """How a point looks: a square of 3 pixels (5 on dense screens).

    Points of the `faint` classes, whose colours the ground nearly has, get a rim; where points
    lie close together, their heap gets one.
    """

    def __init__(self, width: int = 3, faint: Collection[int] = ()) -> None:
        self.edge = width + 2
        self._rounds = width // 2
        self._rims = np.zeros(256, np.uint8)  # what surrounds each code
        self._rims[[index % MOST_CLASSES + 1 for index in faint]] = RIM

    def press(self, flat: Codes, places: NDArray[np.int32], codes: Codes, across: int) -> None:
        """Write the codes at the places of a flat canvas and grow them into empty pixels."""
        flat[places] = codes
        for _ in range(self._rounds):
            for distance in (1, across):
                before = flat.copy()
                _grow(flat[distance:], before[:-distance])
                _grow(flat[:-distance], before[distance:])
        if self._rims.any():
            rims = self._rims[flat]
            for distance in (1, across):
                _grow(flat[distance:], rims[:-distance])
                _grow(flat[:-distance], rims[distance:])


class Marks(Stamps):
    """Few points: each with the mark of its class, and a halo or a rim that sets it apart.

    `masks` [classes, S, S] holds 0 outside, 1 in the halo, 2 in the mark.
    """

    def __init__(self, masks: NDArray[np.uint8], faint: Collection[int] = ()) -> None:
        side = masks.shape[1]
        super().__init__(side, faint)
        self._masks = masks
        self._side = side

    def press(self, flat: Codes, places: NDArray[np.int32], codes: Codes, across: int) -> None:
        """Write halo and mark of each point, one point after the other."""
        half = self._side // 2
        rows, columns = np.mgrid[-half : half + 1, -half : half + 1]
        offsets = (rows * across + columns).reshape(-1).astype(np.int32)
        kinds = np.where(codes <= MOST_CLASSES, codes - np.uint8(1), 0) % len(self._masks)
        masks = self._masks.reshape(len(self._masks), -1)[kinds]
        point, cell = np.nonzero(masks)
        around = np.where(self._rims[codes] == RIM, RIM, HALO)
        value = np.where(masks[point, cell] == 2, codes[point], around[point]).astype(np.uint8)
        flat[places[point] + offsets[cell]] = value


def _grow(into: Codes, source: Codes) -> None:
    # Only into empty pixels: taking the maximum would favour high class numbers. As
    # equal, multiply, or: several times faster than np.copyto(where=).
    step = (into == EMPTY).view(np.uint8)
    step *= source
    into |= step
