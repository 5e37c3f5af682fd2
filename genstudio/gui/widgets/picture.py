"""One image, enlarged by whole pixels."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.images import to_qimage
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role


def whole_scale(image: QSize, room: QSize) -> float:
    """Return the enlargement that fits the room: a whole number, or below 1 a fraction."""
    exact = min(room.width() / image.width(), room.height() / image.height())
    return float(int(exact)) if exact >= 1 else max(exact, 0.0)


class Picture(Described, QWidget):
    """Shows an image with hard pixel edges, a caption below, or a placeholder.

    `square` says that it asks for as much height as it has width; otherwise it takes what there is,
    and begins at the top, so that pictures in a row are aligned whatever is below them.
    """

    ROLE = Role.Graphic

    def __init__(self, parent: QWidget | None = None, placeholder: str | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self.square = True
        self._image: QImage | None = None
        self._caption = ""
        self._counted: tuple[Any, int] = (None, 1)  # lines of the caption, for what was asked
        self._placeholder = tr("Nothing here yet") if placeholder is None else placeholder
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(64, 64)
        self.setAccessibleName(tr("Picture"))
        self._describe()

    def set_image(self, image: NDArray[np.uint8] | None, caption: str = "") -> None:
        """Show uint8 [C, H, W], or the placeholder when it is None."""
        self._image = None if image is None else to_qimage(image)
        height = self._caption_height(self.width())
        self._caption = caption
        if height != self._caption_height(self.width()):
            self.updateGeometry()
        self._describe()
        self.update()

    def set_placeholder(self, text: str) -> None:
        """Say what to do, while there is no image."""
        self._placeholder = text
        self._describe()
        self.update()

    @property
    def image(self) -> QImage | None:
        """What is shown, at its own size."""
        return self._image

    @property
    def caption(self) -> str:
        """The line below the image."""
        return self._caption

    def sizeHint(self) -> QSize:
        """Ask for a square, with a line of text below it."""
        side = 224 if self.square else 120  # more comes by itself, and does not make a page scroll
        return QSize(side, self.heightForWidth(side))

    def hasHeightForWidth(self) -> bool:
        """Say whether the height follows the width."""
        return self.square

    def heightForWidth(self, width: int) -> int:
        """Return the height of a square of this width and its caption."""
        return width + self._caption_height(width)

    def picture_rect(self) -> QRectF:
        """Return where the image lies, in the widget's own coordinates."""
        if self._image is None:
            return QRectF()
        ratio = self.devicePixelRatioF()
        free = QSize(self.width(), self._free_height())
        scale = whole_scale(self._image.size(), free * ratio) / ratio
        width, height = self._image.width() * scale, self._image.height() * scale
        left, top = (free.width() - width) / 2, (free.height() - height) / 2
        if not self.square:
            top = 1.0  # the frame is around it
        # Edges on device pixels keep every enlarged pixel the same size.
        return QRectF(round(left * ratio) / ratio, round(top * ratio) / ratio, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the image and its caption, or the placeholder."""
        colours = theme.colours()
        painter = QPainter(self)
        free = QRect(0, 0, self.width(), self._free_height())
        if self._image is None:
            painter.setPen(colours.border)
            painter.drawRoundedRect(QRectF(free).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            painter.setPen(colours.faint)
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(free.adjusted(8, 8, -8, -8), wrap, self._placeholder)
            return
        place = self.picture_rect()
        smaller = place.width() < self._image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smaller)
        painter.drawImage(place, self._image)
        painter.setPen(colours.border)
        painter.drawRect(place.adjusted(-0.5, -0.5, 0, 0))
        painter.setPen(colours.text)
        above = free.bottom() + 1 if self.square else round(place.bottom()) + 1
        below = QRect(0, above, self.width(), self.height() - free.height())
        if self._lines(self.width()) > 1:
            wrap = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.setFont(self._fitting(painter.font()))
            painter.drawText(below.adjusted(0, 2, 0, 0), wrap, self._caption)
            return
        text = painter.fontMetrics().elidedText(
            self._caption, Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    def _describe(self) -> None:
        empty = self._image is None
        self.setAccessibleDescription(self._placeholder if empty else self._caption)

    def _free_height(self) -> int:
        return self.height() - self._caption_height(self.width())

    def _caption_height(self, width: int) -> int:
        return self._lines(width) * self.fontMetrics().lineSpacing() + 4

    def _fitting(self, font: QFont) -> QFont:
        """Return the font, smaller where one word of the caption is wider than the picture."""
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(word) for word in self._caption.split())
        if widest > self.width():
            font.setPointSizeF(font.pointSizeF() * self.width() / widest)
        return font

    def _lines(self, width: int) -> int:
        """Return 2 for a caption of several words that one line cannot hold, otherwise 1."""
        asked = (self._caption, width, self.font().key())
        if asked != self._counted[0]:  # a painting asks several times
            longer = self.fontMetrics().horizontalAdvance(self._caption) > width
            self._counted = asked, 2 if longer and len(self._caption.split()) > 1 else 1
        return self._counted[1]
