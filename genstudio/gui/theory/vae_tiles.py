"""Small images side by side, one of them chosen; painted at once from uint8 arrays."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.images import to_qimage
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role

Images = NDArray[np.uint8]
LEAST, MOST = 14, 64  # px a side of a tile
BETWEEN = 2


class Tiles(Described, QWidget):
    """Images [N, C, H, W] in rows of `columns`. Signal: picked(index), by a click or the arrows.

    With `choosing` off nothing can be picked, and the keyboard passes it by.
    """

    ROLE = Role.Graphic
    picked = Signal(int)

    def __init__(
        self, columns: int, *, choosing: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns, self._choosing = columns, choosing
        self._images: Images | None = None
        self._drawn: list[QImage] = []
        self.chosen = -1
        accessible.install()
        if choosing:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def count(self) -> int:
        """How many images there are."""
        return len(self._drawn)

    def set_images(self, images: Images) -> None:
        """Show other images; the same array again costs nothing."""
        if images is self._images:
            return
        before = len(self._drawn)
        self._images, self._drawn = images, [to_qimage(image) for image in images]
        if len(self._drawn) != before:
            self.updateGeometry()
        self.update()

    def choose(self, index: int) -> None:
        """Mark an image, -1 for none."""
        if index != self.chosen:
            self.chosen = index
            self.update()

    def spoken_value(self) -> str:
        """Say which image is chosen."""
        if not self._choosing or self.chosen < 0:
            return ""
        return tr("{number} of {count}", number=self.chosen + 1, count=self.count)

    def box(self, index: int) -> QRectF:
        """Return where an image is."""
        side = self._side()
        row, column = divmod(index, self._columns)
        return QRectF(column * (side + BETWEEN), row * (side + BETWEEN), side, side)

    def sizeHint(self) -> QSize:
        """Ask for rows of tiles of the size that the width allows."""
        rows = max(1, math.ceil(self.count / self._columns))
        side = self._side()
        return QSize(self._columns * (LEAST + BETWEEN), round(rows * (side + BETWEEN)))

    def minimumSizeHint(self) -> QSize:
        """Need the least tiles."""
        return QSize(self._columns * (LEAST + BETWEEN), self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Take another height with another width."""
        self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the image under the mouse."""
        if not self._choosing or event.button() != Qt.MouseButton.LeftButton:
            return
        for index in range(self.count):
            if self.box(index).contains(event.position()):
                self._pick(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick a neighbour."""
        ways = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        way = ways.get(Qt.Key(event.key()))
        if way is None or not self._choosing or not self.count:
            super().keyPressEvent(event)
        elif 0 <= max(self.chosen, 0) + way < self.count:
            self._pick(max(self.chosen, 0) + way)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw all, and a frame around the chosen one."""
        painter, colours = QPainter(self), theme.colours()
        for index, image in enumerate(self._drawn):
            box = self.box(index)
            painter.drawImage(box, image)
            if index == self.chosen:
                painter.setPen(QPen(QColor(colours.accent), 3))
                painter.drawRect(box.adjusted(1.5, 1.5, -1.5, -1.5))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _side(self) -> float:
        wide = (self.width() - (self._columns - 1) * BETWEEN) / self._columns
        return max(LEAST, min(MOST, math.floor(wide)))

    def _pick(self, index: int) -> None:
        self.choose(index)
        self.picked.emit(index)
        accessible.changed(self, self.spoken_value())
