"""What is painted over the points of the plane: images, names, pins, a path, an outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from genstudio.gui.theme import Theme
from genstudio.gui.widgets.marks import draw_mark
from genstudio.gui.widgets.view import Point, View

PIN = 9  # px: the radius of a pin
INSIDE = 2  # letters of a name that have room in a pin
LONGEST = 16  # letters of a name beside one, and of a class


@dataclass(frozen=True, slots=True, eq=False)
class Shots:
    """Images that stand for points: middles [K, 2] and side in plane units.

    `classes` [K] are class numbers, -1 where there is none; `atlas` holds all K images below
    one another.
    """

    middles: NDArray[np.float64]
    side: float
    classes: NDArray[np.int64]
    atlas: QImage


def draw_shots(
    painter: QPainter, shots: Shots, view: View, colours: Theme, palette: Sequence[str]
) -> None:
    """Paint each image in its place, in a border of the colour of its class."""
    count = len(shots.middles)
    if not count or shots.atlas.isNull():
        return
    width, height = shots.atlas.width(), shots.atlas.height() // count
    side = shots.side / view.pixel
    scale = side / max(width, height)
    size = width * scale, height * scale
    border = 2.0 if side >= 28 else 1.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for place, (middle, label) in enumerate(zip(shots.middles.tolist(), shots.classes.tolist())):
        x, y = view.to_pixels(*middle)
        if not (-side < x < view.width + side and -side < y < view.height + side):
            continue
        box = QRectF(x - size[0] / 2, y - size[1] / 2, *size)
        painter.drawImage(box, shots.atlas, QRectF(0, place * height, width, height))
        colour = palette[label % len(palette)] if label >= 0 else colours.accent
        painter.setPen(QPen(QColor(colour), border))
        painter.drawRect(box)


def draw_pins(
    painter: QPainter, pins: Sequence[tuple[Point, str]], view: View, colours: Theme
) -> None:
    """Paint pins with their names: inside where they are short, beside them otherwise."""
    for place, name in pins:
        middle = QPointF(*view.to_pixels(*place))
        painter.setPen(QPen(QColor(colours.base), 1.5))
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(middle, PIN, PIN)
        painter.setPen(QColor(colours.accent_text))
        if len(name) <= INSIDE:
            box = QRectF(middle.x() - PIN, middle.y() - PIN, 2 * PIN, 2 * PIN)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
            continue
        painter.setBrush(QColor(colours.accent_text))
        painter.drawEllipse(middle, 2.5, 2.5)
        _beside(painter, middle, short(name), view, colours)


def _beside(painter: QPainter, middle: QPointF, name: str, view: View, colours: Theme) -> None:
    """Write a name beside a pin, on the side where there is room."""
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(name) + 12, metrics.height() + 2
    right = middle.x() + PIN + 3
    left = right if right + width < view.width else middle.x() - PIN - 3 - width
    box = QRectF(left, middle.y() - height / 2, width, height)
    ground = QColor(colours.base)
    ground.setAlpha(225)
    painter.setPen(QPen(QColor(colours.accent), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(colours.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)


def draw_path(painter: QPainter, path: Sequence[Point], view: View, colours: Theme) -> None:
    """Paint a path that was drawn, and its end."""
    if len(path) < 2:
        return
    line = QPolygonF([QPointF(*view.to_pixels(*p)) for p in path])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((colours.base, 5.0), (colours.accent, 2.0)):
        pen = QPen(QColor(colour), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(line)
    painter.setBrush(QColor(colours.accent))
    painter.drawEllipse(line.last(), 3, 3)


def draw_outline(painter: QPainter, outline: Sequence[Point], view: View, colours: Theme) -> None:
    """Paint the line around what is about to be selected."""
    if len(outline) < 2:
        return
    line = QPolygonF([QPointF(*view.to_pixels(*p)) for p in outline])
    inside = QColor(colours.accent)
    inside.setAlpha(56)
    painter.setBrush(inside)
    painter.setPen(QPen(QColor(colours.base), 5))
    painter.drawPolygon(line, Qt.FillRule.WindingFill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.text), 2, Qt.PenStyle.DashLine))
    painter.drawPolygon(line)


def short(name: str) -> str:
    """Cut a name that is too long for a label."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def tag_size(painter: QPainter, name: str) -> tuple[int, int]:
    """Return the width and height of a label."""
    metrics = painter.fontMetrics()
    return metrics.horizontalAdvance(name) + 26, metrics.height() + 4


def tag(
    painter: QPainter, place: QPointF, name: str, colours: Theme, mark: tuple[int, str]
) -> None:
    """Draw a rounded label about a point: the mark of a class and its name."""
    width, height = tag_size(painter, name)
    box = QRectF(place.x() - width / 2, place.y() - height / 2, width, height)
    ground = QColor(colours.base)
    ground.setAlpha(225)
    painter.setPen(QPen(QColor(mark[1]), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, height / 2, height / 2)
    draw_mark(painter, QPointF(box.left() + 12, place.y()), 4.5, *mark)
    painter.setPen(QColor(colours.text))
    text = box.adjusted(20, 0, -4, 0)
    left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(text, left, name)
