"""How the bench in the plane is painted: heat maps, samples, the manifold, arrows. No state."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from genstudio.gui import theme
from genstudio.gui.widgets import chart_strokes

if TYPE_CHECKING:
    from genstudio.analysis.theory._gan2d_look import Floats

TINT = 0.5  # of a colour in a heat map: samples of the same colour must stand out
LEVELS = 256
VEIL = 130  # of 255: where p_g is densest
FAR = 1e5  # px: what lies farther out is not drawn
ARROW = 0.05  # of the view's width: an arrow of the median length
LONGEST = 0.16
HEAD = 0.3  # of an arrow
ELEMENT = np.dtype([("kind", ">i4"), ("at", ">f8", 2)])  # of a path, as Qt writes it


class Ground:
    """Where a pane is on the screen, and what part of the plane it shows."""

    def __init__(self, rect: QRectF, extent: tuple[float, float, float, float]) -> None:
        self.rect, self.extent = rect, extent
        left, right, bottom, top = extent
        self._scale = np.array([rect.width() / (right - left), -rect.height() / (top - bottom)])
        self._origin = np.array([left, top])
        self._corner = np.array([rect.left(), rect.top()])

    def pixels(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return pixels [..., 2] of points [..., 2]."""
        return self._corner + (points - self._origin) * self._scale

    def place(self, at: QPointF) -> tuple[float, float]:
        """Return the point of the plane under a pixel."""
        x, y = (np.array([at.x(), at.y()]) - self._corner) / self._scale + self._origin
        return float(x), float(y)


def diverging() -> NDArray[np.uint8]:
    """Return RGBA of D from 0 to 1: fake's colour, the ground, real's colour."""
    colours = theme.colours()
    ends = [theme.rgb(theme.mix(colours.base, end, TINT)) for end in (colours.fake, colours.real)]
    return _ramp((ends[0], theme.rgb(colours.base), ends[1]))


def rising() -> NDArray[np.uint8]:
    """Return RGBA of a difference from 0 to 1: the ground, then the warning's colour."""
    colours = theme.colours()
    return _ramp(
        (theme.rgb(colours.base), theme.rgb(theme.mix(colours.base, colours.warning, 0.85)))
    )


def heat(table: Floats, ramp: NDArray[np.uint8]) -> QImage:
    """Return a picture of a table [x, y] of values from 0 to 1; what is NaN is transparent."""
    upright = table.T[::-1]
    nothing = np.isnan(upright)
    levels = np.where(nothing, 0, upright) * (LEVELS - 1)
    index = np.minimum(np.maximum(levels, 0), LEVELS - 1).astype(np.uint8)
    pixels = ramp[index]
    pixels[nothing] = 0
    height, width = index.shape
    image = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.copy()


def hatch(rect: QRectF, painter: QPainter) -> None:
    """Draw the ground of a heat map that says nothing in places."""
    colours = theme.colours()
    painter.fillRect(rect, QColor(colours.base))
    painter.fillRect(rect, QBrush(QColor(colours.border), Qt.BrushStyle.BDiagPattern))


def draw_heat(painter: QPainter, rect: QRectF, image: QImage) -> None:
    """Draw a heat map, smooth."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(rect, image)


def draw_dots(
    painter: QPainter, ground: Ground, points: Floats, colour: QColor, size: float
) -> None:
    """Draw round dots."""
    painter.setPen(_pen(colour, size, Qt.PenCapStyle.RoundCap))
    painter.drawPoints(polygon(ground.pixels(points)))


def draw_crosses(
    painter: QPainter, ground: Ground, points: Floats, colour: QColor, size: float
) -> None:
    """Draw small crosses, x."""
    places, half = ground.pixels(points), size / 2
    arms = [np.array(arm) * half for arm in ((1, 1), (1, -1))]
    ends = np.concatenate([np.stack([places - arm, places + arm], 1) for arm in arms])
    painter.strokePath(segments(ends), _pen(colour, 1.6))


def draw_sized(
    painter: QPainter, ground: Ground, points: Floats, shares: Floats, colour: QColor
) -> None:
    """Draw rings around points, the larger the share (0 to 1)."""
    soft = QColor(colour)
    soft.setAlpha(70)
    painter.setPen(_pen(colour, 1.2))
    painter.setBrush(soft)
    for (x, y), share in zip(ground.pixels(points), shares):
        radius = 1.5 + 8 * float(share)
        painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_signs(
    painter: QPainter, ground: Ground, points: Floats, pushes: Floats, colour: QColor
) -> None:
    """Draw + where D should rise and - where it should fall, the larger the push."""
    largest = max(float(np.abs(pushes).max(initial=0.0)), 1e-9)
    places = ground.pixels(points)
    half = (1.5 + 5 * np.abs(pushes) / largest)[:, None]
    across, down = half * [1, 0], (half * [0, 1])[pushes > 0]
    rising = places[pushes > 0]
    ends = [np.stack([places - across, places + across], 1)]
    ends.append(np.stack([rising - down, rising + down], 1))
    painter.strokePath(segments(np.concatenate(ends)), _pen(colour, 1.8))


def draw_arrows(
    painter: QPainter, ground: Ground, points: Floats, pulls: Floats, colour: QColor
) -> None:
    """Draw arrows along pulls, as long as the pull is strong; the median one has one length."""
    lengths = np.sqrt((pulls.astype(np.float64) ** 2).sum(1))
    median = float(np.median(lengths)) if len(lengths) else 0.0
    if not np.isfinite(median) or median <= 0:
        return
    wide = ground.extent[1] - ground.extent[0]
    factor = np.minimum(ARROW * wide / median, LONGEST * wide / np.maximum(lengths, 1e-30))
    begin, end = ground.pixels(points), ground.pixels(points + pulls * factor[:, None])
    back = HEAD * (begin - end)
    aside = 0.6 * back[:, ::-1] * [-1, 1]
    ends = [np.stack([begin, end], 1)]
    ends += [np.stack([end, end + back + side], 1) for side in (aside, -aside)]
    painter.strokePath(segments(np.concatenate(ends)), _pen(colour, 1.3))


def draw_moves(
    painter: QPainter, ground: Ground, before: Floats, after: Floats, colour: QColor
) -> None:
    """Draw the way of each point, faint, and the point where it is now."""
    faint = QColor(colour)
    faint.setAlpha(120)
    ends = np.stack([ground.pixels(before), ground.pixels(after)], 1)
    painter.strokePath(segments(ends), _pen(faint, 1.2))


def draw_pieces(
    painter: QPainter, ground: Ground, pieces: Floats, colour: QColor, *, dotted: bool = False
) -> None:
    """Draw the pieces [K, 2, 2] of a line; of a dotted one every second piece."""
    shown = pieces[::2] if dotted else pieces
    painter.strokePath(segments(ground.pixels(shown)), _pen(colour, 1.6))


def draw_mesh(
    painter: QPainter, ground: Ground, mesh: Floats, colour: QColor, *, lit: bool
) -> None:
    """Draw the warped grid [M, M, 2]."""
    line = QColor(colour)
    line.setAlpha(220 if lit else 110)
    places = ground.pixels(mesh)
    ends = [np.stack([way[:-1], way[1:]], 2) for way in (places, places.transpose(1, 0, 2))]
    pieces = np.concatenate([part.reshape(-1, 2, 2) for part in ends])
    painter.strokePath(segments(pieces), _pen(line, 1.4 if lit else 0.8))


def density(table: Floats, colour: QColor) -> QImage:
    """Return p_g of the cells [x, y] as a veil, the denser the less transparent."""
    upright = np.sqrt(table.T[::-1] / max(float(table.max()), 1e-12))
    pixels = np.empty((*upright.shape, 4), np.uint8)
    pixels[..., :3] = colour.red(), colour.green(), colour.blue()
    pixels[..., 3] = (VEIL * upright).astype(np.uint8)
    height, width = upright.shape
    image = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.copy()


def polygon(places: NDArray[np.float64]) -> QPolygonF:
    """Return points [N, 2] as Qt wants them."""
    return chart_strokes.polygon(places[:, 0], places[:, 1])


def segments(ends: NDArray[np.float64]) -> QPainterPath:
    """Return lines [K, 2, 2] as one path, which is read from bytes: quicker than line by line."""
    count = 2 * len(ends)
    elements = np.zeros(count, ELEMENT)
    elements["kind"][1::2] = 1  # a line to here; 0 is where it begins
    if not np.isfinite(ends).all():
        ends = np.nan_to_num(ends)
    elements["at"] = np.minimum(np.maximum(ends, -FAR), FAR).reshape(-1, 2)
    tail = np.zeros(2, ">i4")  # where it goes on, and how it is filled
    data = np.array([count], ">i4").tobytes() + elements.tobytes() + tail.tobytes()
    path = QPainterPath()
    if count:
        QDataStream(QByteArray(data)) >> path
    return path


def draw_label(painter: QPainter, rect: QRectF, text: str, flags: Qt.AlignmentFlag) -> None:
    """Write a text on a ground of its own, so that it can be read on any picture."""
    metrics = painter.fontMetrics()
    inside = rect.adjusted(3, 2, -3, -2)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(inside.width() - 6))
    box = QRectF(metrics.boundingRect(inside.toRect(), int(flags), shown)).adjusted(-3, -1, 3, 1)
    ground = QColor(theme.colours().base)
    ground.setAlpha(215)
    painter.fillRect(box, ground)
    painter.setPen(QColor(theme.colours().text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


def draw_frame(
    rect: QRectF, edge: str, width: float, title: str, short: str, extent: str, painter: QPainter
) -> None:
    """Draw a pane's frame, with its title above, or a short one, and the extent below."""
    if painter.fontMetrics().horizontalAdvance(title) > rect.width() - 12:
        title = short
    painter.setPen(QPen(QColor(edge), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)
    draw_label(painter, rect, title, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    if extent:
        below = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
        draw_label(painter, rect, extent, below)


def _pen(colour: QColor, width: float, cap: Qt.PenCapStyle = Qt.PenCapStyle.FlatCap) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(cap)
    return pen


@cache
def _ramp(anchors: tuple[tuple[int, int, int], ...]) -> NDArray[np.uint8]:
    """Return RGBA [LEVELS, 4] between colours."""
    places = np.linspace(0, 1, len(anchors))
    wanted = np.linspace(0, 1, LEVELS)
    table = np.full((LEVELS, 4), 255, np.uint8)
    for channel in range(3):
        values = [anchor[channel] for anchor in anchors]
        table[:, channel] = np.interp(wanted, places, values).round()
    return table
