"""Which part of a grid is seen: all of it, or an enlarged part."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize

from genstudio.gui.widgets.grid_layout import LEAST_CAPTION, Layout, next_scale

MIDDLE = QPointF(0.5, 0.5)
Viewed = tuple[float | None, float, float]  # scale, and the shares that are in the middle


@dataclass(frozen=True, slots=True)
class Room:
    """What the layout follows from: the images, and the room (pixels) that they have."""

    count: int
    cell: QSize
    room: QSize
    ratio: float
    columns: int | None
    foot: float


class GridView:
    """Keeps the scale (device pixels an image pixel; None fits all) and what is in the middle."""

    def __init__(self) -> None:
        self._scale: float | None = None
        self._middle = MIDDLE
        self._fitted: tuple[Room, Layout] | None = None

    @property
    def zoomed(self) -> bool:
        """Whether it is larger than what fits."""
        return self._scale is not None

    @property
    def viewed(self) -> Viewed:
        """What part is seen."""
        return self._scale, self._middle.x(), self._middle.y()

    def reset(self) -> None:
        """Fit all."""
        self._scale, self._middle = None, MIDDLE

    def see(self, viewed: Viewed, room: Room) -> None:
        """See a part that another one sees."""
        scale, x, y = viewed
        self._scale = scale
        self._middle = QPointF(x, y)
        self.settle(room)

    def fit(self, room: Room) -> Layout:
        """Return the layout that fits all."""
        if self._fitted is None or self._fitted[0] != room:
            sizes = room.count, room.cell, room.room, room.ratio, room.columns
            layout = Layout.best(*sizes, room.foot)
            if room.foot and layout.size[0] < LEAST_CAPTION:
                layout = Layout.best(*sizes)
            self._fitted = room, layout
        return self._fitted[1]

    def layout(self, room: Room) -> Layout:
        """Return where everything lies."""
        return self._enlarged(room, self._scale, self._middle)

    def zoom(self, steps: int, about: QPointF, room: Room) -> None:
        """Enlarge by steps (negative: make smaller) about a point; 0 fits all."""
        before = self.layout(room)
        scale = next_scale(before.scale, self.fit(room).scale, steps) if steps else None
        if scale is None:
            self.reset()
            return
        width, height = self._enlarged(room, scale, MIDDLE).extent
        aim, away = before.share(about), about - _centre(room)
        self._scale = scale
        self._middle = QPointF(aim.x() - away.x() / width, aim.y() - away.y() / height)
        self.settle(room)

    def pan(self, by: QPointF, room: Room) -> None:
        """Move the images by so many pixels, where they are larger than the room."""
        width, height = self.layout(room).extent
        self._middle -= QPointF(by.x() / width, by.y() / height)
        self.settle(room)

    def settle(self, room: Room) -> None:
        """Keep the middle where it can be, so that moving back does not start from nowhere."""
        if self._scale is None or self._scale <= self.fit(room).scale:
            self.reset()
        else:
            self._middle = self.layout(room).share(_centre(room))

    def needed(self, index: int, room: Room) -> QPointF:
        """Return how far the images must be moved for one to be seen as a whole."""
        place, free = self.layout(room).rect(index), QRectF(QPointF(0, 0), room.room.toSizeF())
        x = max(0.0, free.left() - place.left()) - max(0.0, place.right() - free.right())
        y = max(0.0, free.top() - place.top()) - max(0.0, place.bottom() - free.bottom())
        return QPointF(x, y)

    def _enlarged(self, room: Room, scale: float | None, middle: QPointF) -> Layout:
        fit = self.fit(room)
        if scale is None:
            return fit
        if scale * room.cell.width() / room.ratio >= LEAST_CAPTION:
            fit = replace(fit, foot=room.foot)
        return fit.enlarged(scale, middle, room.cell, room.room, room.ratio)


def _centre(room: Room) -> QPointF:
    return QPointF(room.room.width() / 2, room.room.height() / 2)
