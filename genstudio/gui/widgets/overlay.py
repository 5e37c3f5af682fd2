"""Lines and dots over the plane: ellipses, contours, trails, chains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from genstudio.gui.theme import Theme
from genstudio.gui.widgets.view import View

Colour = Literal["accent", "text", "faint", "real", "fake", "warning", "error", "info"]
Points = NDArray[np.floating]
FEW_LINES = 40  # that are painted anew each time


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line through points [K, 2] of the plane, `width` px wide.

    `colour` is a name in the theme, or "#rrggbb" such as that of a class; `halo` sets the line
    apart from the points below it.
    """

    points: Points
    colour: Colour | str = "text"
    width: float = 1.5
    closed: bool = False
    dashed: bool = False
    opacity: float = 1.0
    halo: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Dots:
    """Filled discs at points [K, 2] of the plane, `size` px across."""

    points: Points
    colour: Colour | str = "accent"
    size: float = 5.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What one part of the program draws over the plane."""

    lines: tuple[Line, ...] = ()
    dots: tuple[Dots, ...] = ()


class Layers:
    """Paints overlays by name; one of many lines is kept as a picture until it changes.

    The plane is painted anew with every move of the mouse, and there is no time for a thousand
    lines in that.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, QImage]] = {}

    def draw(
        self,
        painter: QPainter,
        overlays: Mapping[str, Overlay],
        view: View,
        ratio: float,
        colours: Theme,
    ) -> None:
        """Paint all of them; the painter is antialiased."""
        for gone in self._kept.keys() - overlays.keys():
            del self._kept[gone]
        for name, overlay in overlays.items():
            if len(overlay.lines) <= FEW_LINES:
                draw(painter, overlay, view, colours)
                continue
            key = (overlay, view, ratio, colours.dark)
            if name not in self._kept or self._kept[name][0] != key:
                self._kept[name] = key, _picture(overlay, view, ratio, colours)
            painter.drawImage(QPointF(0, 0), self._kept[name][1])


def _picture(overlay: Overlay, view: View, ratio: float, colours: Theme) -> QImage:
    width, height = round(view.width * ratio), round(view.height * ratio)
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    onto = QPainter(image)
    onto.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(onto, overlay, view, colours)
    onto.end()
    return image


def draw(painter: QPainter, overlay: Overlay, view: View, colours: Theme) -> None:
    """Paint an overlay; the painter is antialiased."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in overlay.lines:
        _draw_line(painter, line, view, colours)
    for dots in overlay.dots:
        _draw_dots(painter, dots, view, colours)
    painter.setOpacity(1.0)


def _draw_line(painter: QPainter, line: Line, view: View, colours: Theme) -> None:
    if len(line.points) < 2:
        return
    shape = QPolygonF(_placed(line.points, view))
    painter.setOpacity(line.opacity)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    strokes = [(_colour(line.colour, colours), line.width)]
    if line.halo:
        strokes.insert(0, (QColor(colours.base), line.width + 2.5))
    for colour, width in strokes:
        pen = QPen(colour, width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if line.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        (painter.drawPolygon if line.closed else painter.drawPolyline)(shape)


def _draw_dots(painter: QPainter, dots: Dots, view: View, colours: Theme) -> None:
    painter.setOpacity(dots.opacity)
    painter.setPen(QPen(QColor(colours.base), 1))
    painter.setBrush(_colour(dots.colour, colours))
    for place in _placed(dots.points, view):
        painter.drawEllipse(place, dots.size / 2, dots.size / 2)


def _placed(points: Points, view: View) -> list[QPointF]:
    finite = np.asarray(points)[np.isfinite(points).all(1)]
    x = (finite[:, 0] - view.x0) / view.pixel  # View.to_pixels, for all at once
    y = (view.y1 - finite[:, 1]) / view.pixel
    return [QPointF(*place) for place in zip(x.tolist(), y.tolist())]


def _colour(name: str, colours: Theme) -> QColor:
    return QColor(name if name.startswith("#") else getattr(colours, name))
