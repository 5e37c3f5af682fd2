"""The shapes that tell classes apart where colours do not."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from genstudio.gui import theme
from genstudio.gui.theme import CLASS_MARKS

POLYGONS = {
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "triangle": ((0, -1), (1, 0.8), (-1, 0.8)),
    "down": ((0, 1), (1, -0.8), (-1, -0.8)),
    "diamond": ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
    "bar": ((-1, -0.4), (1, -0.4), (1, 0.4), (-1, 0.4)),
}


def _arms(half: float) -> list[tuple[float, float]]:
    """Return the outline of a plus whose arms are 2 x half wide."""
    a, b = half, 1.0
    return [
        (-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a),
        (a, b), (-a, b), (-a, a), (-b, a), (-b, -a), (-a, -a),
    ]  # fmt: skip


@cache
def mark_path(index: int) -> QPainterPath:
    """Return the shape of class `index`, about the origin with radius 1."""
    name = CLASS_MARKS[index % len(CLASS_MARKS)]
    path = QPainterPath()
    if name in POLYGONS:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in POLYGONS[name]]))
    elif name == "plus":
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in _arms(0.35)]))
    elif name == "cross":
        turned = [QPointF((x - y) * 0.88, (x + y) * 0.88) for x, y in _arms(0.24)]
        path.addPolygon(QPolygonF(turned))
    elif name == "ring":
        path.addEllipse(QPointF(0, 0), 1, 1)
        path.addEllipse(QPointF(0, 0), 0.55, 0.55)
    elif name == "frame":
        path.addRect(QRectF(-0.9, -0.9, 1.8, 1.8))
        path.addRect(QRectF(-0.4, -0.4, 0.8, 0.8))
    else:
        path.addEllipse(QPointF(0, 0), 0.95, 0.95)
    path.closeSubpath()
    return path


def draw_mark(painter: QPainter, centre: QPointF, radius: float, index: int, colour: str) -> None:
    """Fill the mark of one class about a point; a rim sets off a colour that is hard to see."""
    colours = theme.colours()
    rim = None if theme.visible(colour, colours) else colours.text
    _draw(painter, centre, radius, index, colour, rim)


def _draw(
    painter: QPainter, centre: QPointF, radius: float, index: int, colour: str, rim: str | None
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.scale(radius, radius)
    painter.fillPath(mark_path(index), QColor(colour))
    if rim is not None:
        painter.strokePath(mark_path(index), QPen(QColor(rim), 0.8 / radius))
    painter.restore()


def mark_pixmap(index: int, colour: str, size: int, ratio: float) -> QPixmap:
    """Return the mark of one class as a small picture."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_mark(painter, QPointF(size / 2, size / 2), size * 0.4, index, colour)
    painter.end()
    return picture


@cache
def mark_masks(side: int) -> NDArray[np.uint8]:
    """Return all marks as masks [marks, side, side]: 2 in the mark, 1 in a halo about it."""
    masks = np.zeros((len(CLASS_MARKS), side, side), np.uint8)
    for index, mask in enumerate(masks):
        picture = QImage(side, side, QImage.Format.Format_Grayscale8)
        picture.fill(0)
        painter = QPainter(picture)
        _draw(painter, QPointF(side / 2, side / 2), side / 2 - 1.3, index, "#ffffff", None)
        painter.end()
        rows = np.frombuffer(picture.constBits(), np.uint8).reshape(side, -1)
        inside = rows[:, :side] > 110
        around = np.zeros_like(inside)
        around[1:-1, 1:-1] = inside[1:-1, 1:-1]
        for axis in (0, 1):
            around |= np.roll(inside, 1, axis) | np.roll(inside, -1, axis)
        mask[:] = np.where(inside, 2, around)
    return masks
