"""How a grid of images is drawn: the images, what is written below them, and rings."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap

from genstudio.gui import theme
from genstudio.gui.widgets.grid_layout import Layout

STAR = "\N{BLACK STAR}"
DRAGGED = 48  # px: the side of an image that is dragged
SHOWN = 4  # of those that are dragged
AWAY = 7  # px from one of them to the next


class Atlas:
    """All images [N, C, H, W] in one picture, in which they stand in a square.

    It may be made in any thread: for many images that takes longer than a frame.
    """

    def __init__(self, images: NDArray[np.uint8]) -> None:
        self.count, _, height, width = images.shape
        self.cell = QSize(width, height)
        # A square: Qt's coordinates end at 32,767 pixels, which a column of images may exceed.
        self._columns = max(1, math.ceil(math.sqrt(self.count)))
        rows = -(-self.count // self._columns)
        whole = np.zeros((rows * self._columns, height, width), np.uint32)
        whole[: self.count] = _packed(images)
        square = whole.reshape(rows, self._columns, height, width).swapaxes(1, 2)
        self._pixels = np.ascontiguousarray(square).reshape(rows * height, self._columns * width)
        across, down = self._pixels.shape[1], self._pixels.shape[0]
        self.picture = QImage(
            self._pixels.data, across, down, 4 * across, QImage.Format.Format_RGB32
        )
        self._smaller: tuple[QSize, QImage] | None = None

    def source(self, index: int, cell: QSize) -> QRectF:
        """Return where an image is in the picture, whose images have that size."""
        row, column = divmod(index, self._columns)
        width, height = cell.width(), cell.height()
        return QRectF(column * width, row * height, width, height)

    def drawn(self, scale: float) -> tuple[QImage, QSize]:
        """Return the picture to draw from, and the size of its images: its own, or smaller."""
        if scale >= 1:
            return self.picture, self.cell
        width = max(1, round(self.cell.width() * scale))
        cell = QSize(width, max(1, round(self.cell.height() * scale)))
        if self._smaller is None or self._smaller[0] != cell:
            across = self.picture.width() // self.cell.width() * cell.width()
            down = self.picture.height() // self.cell.height() * cell.height()
            exactly, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
            smaller = self.picture.scaled(across, down, exactly, smooth.SmoothTransformation)
            self._smaller = cell, smaller
        return self._smaller[1], cell


def _packed(images: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Return pixels [N, H, W] as 0xffRRGGBB."""
    wide = images[:, :3].astype(np.uint32)
    red, green, blue = (wide[:, min(c, wide.shape[1] - 1)] for c in range(3))
    return np.asarray(0xFF000000 | (red << 16) | (green << 8) | blue, np.uint32)


def sheet(
    atlas: Atlas,
    layout: Layout,
    room: QSize,
    ratio: float,
    captions: Sequence[str],
    marked: Set[int],
    font: QFont,
) -> QPixmap:
    """Draw the images that are in the room."""
    pixmap = QPixmap(room * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    visible = layout.visible(room)
    picture, cell = atlas.drawn(layout.scale)
    for index in visible:
        painter.drawImage(layout.rect(index), picture, atlas.source(index, cell))
    if captions and layout.foot:
        _write(painter, layout, visible, captions, font)
    for index in marked & set(visible):
        _star(painter, layout.rect(index))
    painter.end()
    return pixmap


def rings(
    painter: QPainter, layout: Layout, selected: Set[int], hover: int | None, cursor: int | None
) -> None:
    """Draw the rings of what is chosen, under the mouse, and where the keys are."""
    colours = theme.colours()
    for index in selected:
        _ring(painter, layout.rect(index), colours.accent, 3)
    if hover is not None:
        _ring(painter, layout.rect(hover), colours.text, 1)
    if cursor is not None:
        # Inside: around it is the selection's ring. Light beside dark stands out of any image.
        place = layout.rect(cursor).adjusted(3, 3, -3, -3)
        _ring(painter, place, colours.base, 3)
        _ring(painter, place, colours.text, 1.5)


def bundle(atlas: Atlas | None, indices: Sequence[int], ratio: float) -> QPixmap:
    """Draw some images one over the other, and how many there are."""
    shown = list(indices[:SHOWN])
    side = DRAGGED + AWAY * max(0, len(shown) - 1) + 2
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    if atlas is None:
        return pixmap
    painter = QPainter(pixmap)
    colours = theme.colours()
    for step in reversed(range(len(shown))):
        place = QRectF(1 + AWAY * step, 1 + AWAY * step, DRAGGED, DRAGGED)
        painter.drawImage(place, atlas.picture, atlas.source(shown[step], atlas.cell))
        _ring(painter, place, colours.accent, 1)
    if len(indices) > 1:
        text = str(len(indices))
        metrics = QFontMetricsF(painter.font())
        badge = QRectF(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height())
        badge.moveBottomRight(QPointF(side, side))
        painter.fillRect(badge, QColor(colours.accent))
        painter.setPen(QColor(colours.accent_text))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return pixmap


def _write(
    painter: QPainter, layout: Layout, visible: Sequence[int], captions: Sequence[str], font: QFont
) -> None:
    small = QFont(font)
    small.setPointSizeF(max(6.5, 0.8 * font.pointSizeF()))
    painter.setFont(small)
    painter.setPen(QColor(theme.colours().faint))
    metrics = QFontMetricsF(small)
    for index in visible:
        if index >= len(captions):
            continue
        place = layout.rect(index)
        below = QRectF(place.left() - 1, place.bottom(), place.width() + 2, layout.foot)
        text = metrics.elidedText(captions[index], Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)


def _star(painter: QPainter, place: QRectF) -> None:
    """Put a star into the corner: on a ground of its own, since images are of any colour."""
    side = min(15.0, max(8.0, place.width() / 3))
    corner = QRectF(place.right() - side, place.top(), side, side)
    colours = theme.colours()
    painter.fillRect(corner, QColor(colours.base))
    font = painter.font()
    font.setPixelSize(max(6, int(side * 0.85)))
    painter.setFont(font)
    painter.setPen(QColor(colours.accent))
    painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, STAR)


def _ring(painter: QPainter, place: QRectF, colour: str, width: float) -> None:
    painter.setPen(QPen(QColor(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    grow = width / 2
    painter.drawRect(place.adjusted(-grow, -grow, grow, grow))
