"""Two pictures in one place, and a line between them that is moved across."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.images import to_qimage
from genstudio.gui.numbers import number
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.picture import whole_scale

STEP, LEAP = 0.02, 0.1  # of the width: a key, and Page Up or Down
HANDLE = 7.0  # px: half of the grip's width
MARGIN = 4.0
KEYS = {
    Qt.Key.Key_Left: -STEP,
    Qt.Key.Key_Down: -STEP,
    Qt.Key.Key_Right: STEP,
    Qt.Key.Key_Up: STEP,
    Qt.Key.Key_PageDown: -LEAP,
    Qt.Key.Key_PageUp: LEAP,
}


class BeforeAfter(Described, QWidget):
    """Left of the line is the picture before, right of it the one after.

    The line follows the mouse, and the arrow keys; Home and End show one of them alone.
    """

    ROLE = Role.Slider
    moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self.share = 0.5  # of the width that shows what was before
        self._before: QImage | None = None
        self._after: QImage | None = None
        self._names = tr("before"), tr("after")
        self._placeholder = tr("Nothing here yet")
        self.setMinimumSize(96, 96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # What is shown

    def set_pictures(
        self, before: NDArray[np.uint8] | None, after: NDArray[np.uint8] | None
    ) -> None:
        """Show two pictures uint8 [C, H, W] of one size; None is the placeholder."""
        self._before = None if before is None else to_qimage(before)
        self._after = None if after is None else to_qimage(after)
        self.setCursor(Qt.CursorShape.SplitHCursor if self.shown else Qt.CursorShape.ArrowCursor)
        self.update()

    def set_names(self, before: str, after: str) -> None:
        """Say what the two are."""
        self._names = before, after
        self.update()

    def set_placeholder(self, text: str) -> None:
        """Say what to do, while there are no pictures."""
        self._placeholder = text
        self.update()

    @property
    def shown(self) -> bool:
        """Whether there are pictures."""
        return self._before is not None and self._after is not None

    def set_share(self, share: float) -> None:
        """Move the line: 0 shows only what is after, 1 only what was before."""
        share = min(1.0, max(0.0, share))
        if share != self.share:
            self.share = share
            self.moved.emit(share)
            accessible.changed(self, self.spoken_value())
            self.update()

    def spoken_value(self) -> str:
        """Return how much of either is seen."""
        if not self.shown:
            return self._placeholder
        return tr("{share} {before}", share=number(self.share, ".0%"), before=self._names[0])

    def picture_rect(self) -> QRectF:
        """Return where the pictures lie, in the widget's own coordinates."""
        if self._before is None:
            return QRectF()
        ratio = self.devicePixelRatioF()
        size = self._before.size()
        scale = whole_scale(size, self.size() * ratio) / ratio
        width, height = size.width() * scale, size.height() * scale
        left, top = (self.width() - width) / 2, (self.height() - height) / 2
        return QRectF(round(left * ratio) / ratio, round(top * ratio) / ratio, width, height)

    # Qt's own events

    def sizeHint(self) -> QSize:
        """Ask for a square."""
        return QSize(256, 256)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the line to the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and self.shown:
            self._follow(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the line follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton and self.shown:
            self._follow(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line a little, far, or to an end."""
        key = Qt.Key(event.key())
        if key in KEYS:
            self.set_share(round(self.share + KEYS[key], 6))
        elif key == Qt.Key.Key_Home:
            self.set_share(0.0)
        elif key == Qt.Key.Key_End:
            self.set_share(1.0)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys go here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both pictures, the line, and what is left and right of it."""
        painter, colours = QPainter(self), theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._before is None or self._after is None:
            self._paint_empty(painter, colours)
            return
        place = self.picture_rect()
        smooth = place.width() < self._before.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        x = place.left() + self.share * place.width()
        painter.drawImage(place, self._after)
        painter.setClipRect(QRectF(0, 0, x, self.height()))
        painter.drawImage(place, self._before)
        painter.setClipping(False)
        painter.setPen(QColor(colours.accent if self.hasFocus() else colours.border))
        painter.drawRect(place.adjusted(-0.5, -0.5, 0, 0))
        self._paint_line(painter, place, x, colours)
        self._paint_names(painter, place, x, colours)

    def _follow(self, point: QPointF) -> None:
        place = self.picture_rect()
        if place.width() > 0:
            self.set_share((point.x() - place.left()) / place.width())

    def _paint_empty(self, painter: QPainter, colours: theme.Theme) -> None:
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(colours.border))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(colours.faint))
        wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box.adjusted(8, 8, -8, -8), int(wrap), self._placeholder)

    def _paint_line(self, painter: QPainter, place: QRectF, x: float, colours: theme.Theme) -> None:
        """Draw the line, dark between two light ones: it is seen on any picture."""
        for width, colour in ((5.0, colours.base), (2.0, colours.accent)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
        grip = QRectF(x - HANDLE, place.center().y() - 2 * HANDLE, 2 * HANDLE, 4 * HANDLE)
        painter.setPen(QPen(QColor(colours.base), 1.5))
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(grip, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_names(
        self, painter: QPainter, place: QRectF, x: float, colours: theme.Theme
    ) -> None:
        """Write what is on either side, where that side has room for it."""
        metrics = self.fontMetrics()
        high = metrics.height() + 2
        for name, left in ((self._names[0], True), (self._names[1], False)):
            room = (x - place.left() if left else place.right() - x) - HANDLE - 2 * MARGIN
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(room - 2 * MARGIN))
            wide = metrics.horizontalAdvance(text) + 2 * MARGIN
            if room < 4 * HANDLE or len(text) < 2:
                continue
            start = place.left() + MARGIN if left else place.right() - MARGIN - wide
            box = QRectF(start, place.top() + MARGIN, wide, high)
            ground = QColor(colours.base)
            ground.setAlphaF(0.85)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QColor(colours.text))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.setBrush(Qt.BrushStyle.NoBrush)
