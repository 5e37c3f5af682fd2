"""How charts draw lines fast, and find what is near a pixel."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF
from shiboken6 import VoidPtr

from genstudio.gui.widgets.chart_axes import Array

_memory: Any = VoidPtr  # whose stub knows one argument only
FAR = float("inf")
DASHES = [8.0, 5.0]  # px


def polygon(x: Array, y: Array) -> QPolygonF:
    """Return points [N] as Qt wants them, copied at once."""
    points = QPolygonF()
    count = len(x)
    points.resize(count)
    if count:
        start: Any = points.data()
        memory: Any = _memory(start, count * 16, True)  # two doubles a point
        into = np.frombuffer(memory, np.float64).reshape(count, 2)
        into[:, 0], into[:, 1] = x, y
    return points


def strokes(
    painter: QPainter, colour: QColor, width: float, *, dash: bool = False
) -> Iterator[None]:
    """Set a pen of one pixel, and move it around so that what is drawn each time gets `width`.

    Qt has a fast way for such lines only: wider ones are outlined and filled, which takes
    twenty times as long.
    """
    ratio = painter.device().devicePixelRatioF()
    pen = QPen(colour, 1)
    pen.setCosmetic(True)
    if dash:
        pen.setDashPattern([part * ratio for part in DASHES])
    painter.setPen(pen)
    radius = (width * ratio - 1) / 2
    if radius < 0.2:
        yield
        return
    count = max(4, math.ceil(2 * math.pi * radius))
    for index in range(count):
        angle = 2 * math.pi * (index + 0.5) / count
        x, y = radius / ratio * math.cos(angle), radius / ratio * math.sin(angle)
        painter.translate(x, y)
        yield
        painter.translate(-x, -y)


def faded(colour: QColor, share: float) -> QBrush:
    """Return a brush that lets shine through what lies below."""
    thin = QColor(colour)
    thin.setAlphaF(share * colour.alphaF())
    return QBrush(thin)


def runs(good: NDArray[np.bool_]) -> Iterator[slice]:
    """Yield where values are good for two in a row or more."""
    if good.all():
        if len(good) > 1:
            yield slice(0, len(good))
        return
    edges = np.flatnonzero(np.diff(np.concatenate([[False], good, [False]]).astype(np.int8)))
    for start, stop in edges.reshape(-1, 2).tolist():
        if stop - start > 1:
            yield slice(start, stop)


def to_segments(at: QPointF, x0: Array, y0: Array, x1: Array, y1: Array) -> float:
    """Return the distance of a pixel from the nearest of straight lines, all [N]."""
    if not len(x0):
        return FAR
    dx, dy = x1 - x0, y1 - y0
    along = (at.x() - x0) * dx + (at.y() - y0) * dy
    share = np.clip(along / np.maximum(dx * dx + dy * dy, 1e-12), 0, 1)
    found = np.hypot(x0 + share * dx - at.x(), y0 + share * dy - at.y())
    found = found[~np.isnan(found)]
    return float(found.min()) if len(found) else FAR
