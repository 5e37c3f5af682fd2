"""Where the images of a grid lie: fitted to the room, or enlarged and moved."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize

from genstudio.gui.widgets.picture import whole_scale

GAP = 3
LEAST_CAPTION = 22  # px: below images that are narrower nothing could be read
LARGEST = 64  # device pixels an image pixel


@dataclass(frozen=True, slots=True)
class Layout:
    """Where `count` equal images lie, in a widget's coordinates, on whole device pixels.

    Below each is room for a caption, `foot` high.
    """

    count: int
    columns: int
    scale: float  # device pixels per image pixel
    size: tuple[float, float]
    origin: tuple[float, float]
    foot: float = 0.0

    @staticmethod
    def best(
        count: int, cell: QSize, room: QSize, ratio: float, columns: int | None, foot: float = 0.0
    ) -> Layout:
        """Return the layout with the largest images and, if possible, full rows."""
        wanted = [max(1, min(columns, count))] if columns else range(1, max(1, count) + 1)
        side = math.sqrt(max(1, count))
        scales = {c: _scale(count, cell, room, ratio, c, foot) for c in wanted}
        # A last row that is not full looks like a mistake: worth a fifth of the size.
        worth = {c: scale * (0.8 if count % c else 1.0) for c, scale in scales.items()}
        chosen = max(worth, key=lambda c: (worth[c], -abs(c - side)))
        scale = scales[chosen] / ratio
        size = cell.width() * scale, cell.height() * scale
        layout = Layout(count, chosen, scales[chosen], size, (0.0, 0.0), foot)
        width, height = layout.extent
        left, top = (room.width() - width) / 2, (room.height() - height) / 2
        return replace(layout, origin=(_whole(left, ratio), _whole(top, ratio)))

    def enlarged(
        self, scale: float, middle: QPointF, cell: QSize, room: QSize, ratio: float
    ) -> Layout:
        """Return the same with another scale; `middle` is the share of it in the room's middle.

        What is smaller than the room is in its middle; otherwise no room is left empty.
        """
        size = cell.width() * scale / ratio, cell.height() * scale / ratio
        grown = replace(self, scale=scale, size=size)
        places = zip(grown.extent, (middle.x(), middle.y()), (room.width(), room.height()))
        left, top = (_held(extent, share, free) for extent, share, free in places)
        return replace(grown, origin=(_whole(left, ratio), _whole(top, ratio)))

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return -(-self.count // self.columns)

    @property
    def step(self) -> tuple[float, float]:
        """How far one image is from the next, to the right and down."""
        return self.size[0] + GAP, self.size[1] + self.foot + GAP

    @property
    def extent(self) -> tuple[float, float]:
        """The width and height of all of it."""
        across, down = self.step
        return self.columns * across - GAP, self.rows * down - GAP

    def share(self, place: QPointF) -> QPointF:
        """Return a point of the widget as shares of all of it."""
        width, height = self.extent
        return QPointF((place.x() - self.origin[0]) / width, (place.y() - self.origin[1]) / height)

    def rect(self, index: int) -> QRectF:
        """Return the place of one image."""
        row, column = divmod(index, self.columns)
        (left, top), (across, down) = self.origin, self.step
        return QRectF(left + column * across, top + row * down, *self.size)

    def index_at(self, place: QPointF) -> int | None:
        """Return the image under a point."""
        across, down = self.step
        column = math.floor((place.x() - self.origin[0]) / across)
        row = math.floor((place.y() - self.origin[1]) / down)
        index = row * self.columns + column
        inside = 0 <= column < self.columns and row >= 0 and index < self.count
        return index if inside and self.rect(index).contains(place) else None

    def visible(self, room: QSize) -> list[int]:
        """Return the images of which a part is in the room."""
        (left, top), (across, down) = self.origin, self.step
        first, last = math.floor(-top / down), math.floor((room.height() - top) / down)
        begin, end = math.floor(-left / across), math.floor((room.width() - left) / across)
        columns = range(max(0, begin), min(self.columns, end + 1))
        rows = range(max(0, first), min(self.rows, last + 1))
        found = (row * self.columns + column for row in rows for column in columns)
        return [index for index in found if index < self.count]


def next_scale(scale: float, fitting: float, steps: int) -> float | None:
    """Return a scale some steps of the ladder away: whole numbers above the one that fits.

    None stands for the one that fits: whole pixels stay whole, so nothing is blurred.
    """
    for _ in range(abs(steps)):
        if steps > 0:
            grown = max(math.floor(scale) + 1, math.floor(scale * 1.25))
            scale = min(float(grown), max(LARGEST, scale))
        else:
            scale = float(min(math.ceil(scale) - 1, math.ceil(scale / 1.25)))
            if scale <= fitting:
                return None
    return scale if scale > fitting else None


def _held(extent: float, share: float, free: float) -> float:
    """Return where it begins so that the share of it is in the middle, and no room is empty."""
    if extent <= free:
        return (free - extent) / 2
    return min(0.0, max(free - extent, free / 2 - share * extent))


def _whole(value: float, ratio: float) -> float:
    return round(value * ratio) / ratio


def _scale(count: int, cell: QSize, room: QSize, ratio: float, columns: int, foot: float) -> float:
    rows = -(-count // columns)
    width = max(1, int(((room.width() - GAP) / columns - GAP) * ratio))
    height = max(1, int(((room.height() - GAP) / max(1, rows) - GAP - foot) * ratio))
    return whole_scale(cell, QSize(width, height))
