"""A picture with a hole, enlarged by whole pixels, and the brush over it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.images import to_qimage
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.picture import whole_scale

FILLED = 150  # of 255: how much the hole's colour covers, so that what was there shimmers through
LEAST = 96  # px a side


class PaintCanvas(Described, QWidget):
    """Shows pixels [C, H, W] and a hole, bool [H, W]; places are in pixels of the picture."""

    ROLE = Role.Canvas

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self._image: QImage | None = None
        self._hole = np.zeros((0, 0), bool)
        self._veil: tuple[object, QPixmap] | None = None  # the hole's colour, painted once
        self._placeholder = tr("No picture yet")
        self._cursor: tuple[QPointF, float] | None = None  # the brush: where, and its radius
        self._frame: QRectF | None = None  # a rectangle that is being drawn
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(LEAST, LEAST)

    def set_placeholder(self, text: str) -> None:
        """Say what to do, while there is no picture."""
        self._placeholder = text
        self.update()

    @property
    def empty(self) -> bool:
        """Whether there is no picture."""
        return self._image is None

    @property
    def hole(self) -> NDArray[np.bool_]:
        """Where the picture is missing, [H, W]; a copy."""
        return self._hole.copy()

    @property
    def share(self) -> float:
        """The share of the area that is missing."""
        return float(self._hole.mean()) if self._hole.size else 0.0

    def sizeHint(self) -> QSize:
        """Ask for little: it grows where there is room."""
        return QSize(160, 120)

    def field(self) -> QRect:
        """Return where the picture is, in the widget's own coordinates."""
        if self._image is None:
            return QRect()
        scale = whole_scale(self._image.size(), self.size() - QSize(2, 2))
        size = QSize(round(self._image.width() * scale), round(self._image.height() * scale))
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        return QRect(left, top, max(1, size.width()), max(1, size.height()))

    def place_of(self, x: float, y: float) -> QPointF:
        """Return where a place of the picture is in the widget."""
        field, scale = self.field(), self._scale()
        return QPointF(field.left() + x * scale, field.top() + y * scale)

    def _inside(self, at: QPointF) -> NDArray[np.float64]:
        """Return the place (x, y) in the picture of a place in the widget."""
        field = self.field()
        return np.array([at.x() - field.left(), at.y() - field.top()]) / self._scale()

    def _scale(self) -> float:
        return self.field().width() / max(1, self._hole.shape[1])

    def _show(self, pixels: NDArray[np.uint8] | None) -> None:
        self._image = None if pixels is None else to_qimage(pixels)
        self.update()

    def _refresh(self) -> None:
        """Draw another hole."""
        self._veil = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the hole at another size."""
        super().resizeEvent(event)
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, the hole hatched over it, and the brush."""
        colours, painter = theme.colours(), QPainter(self)
        if self._image is None:
            painter.setPen(QColor(colours.faint))
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(12, 12, -12, -12), wrap, self._placeholder)
            painter.setPen(QPen(QColor(colours.border), 1, Qt.PenStyle.DashLine))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            return
        field = self.field()
        painter.drawImage(field, self._image)
        painter.drawPixmap(field.topLeft(), self._covered(field, colours))
        painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.border), 1))
        painter.drawRect(field.adjusted(-1, -1, 0, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in (("#000000", 3.0), ("#ffffff", 1.2)):  # seen on any picture
            painter.setPen(QPen(QColor(colour), width))
            self._paint_tool(painter)

    def _paint_tool(self, painter: QPainter) -> None:
        if self._frame is not None:
            corners = self._frame.topLeft(), self._frame.bottomRight()
            first, second = (self.place_of(corner.x(), corner.y()) for corner in corners)
            painter.drawRect(QRectF(first, second))
        if self._cursor is not None:
            place, radius = self._cursor
            painter.drawEllipse(place, radius * self._scale(), radius * self._scale())

    def _covered(self, field: QRect, colours: theme.Theme) -> QPixmap:
        """Return the hole's colour with a hatching: the second cue, on purple pictures too."""
        ratio = self.devicePixelRatioF()
        key = field.size(), colours.fake, ratio
        if self._veil is not None and self._veil[0] == key:
            return self._veil[1]
        veil = QPixmap(field.size() * ratio)
        veil.setDevicePixelRatio(ratio)
        veil.fill(Qt.GlobalColor.transparent)
        whole = QRect(0, 0, field.width(), field.height())
        colour = QColor(colours.fake)
        colour.setAlpha(FILLED)
        painter = QPainter(veil)
        painter.fillRect(whole, colour)
        painter.fillRect(whole, Qt.BrushStyle.BDiagPattern)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawImage(whole, self._stencil())
        painter.end()
        self._veil = key, veil
        return veil

    def _stencil(self) -> QImage:
        """Return the hole as an image that is opaque there."""
        height, width = self._hole.shape
        pixels = np.zeros((height, width, 4), np.uint8)
        pixels[self._hole] = 255
        return to_qimage(pixels)
