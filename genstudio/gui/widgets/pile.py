"""A row of small pictures that takes what is dropped on it, and gives up each one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from genstudio.core.language import tr
from genstudio.gui import carry, theme
from genstudio.gui.images import to_qimage
from genstudio.gui.numbers import number
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.text import tip

SIDE = 28  # px of a picture
GAP = 3
HEIGHT = SIDE + 2 * GAP + 2
BADGE = 12  # px of the cross that takes a picture away
MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}
TAKES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Pile(Described, QWidget):
    """Shows the members of a pile, as many as there is room for, and how many more there are.

    Signals: dropped(Carried), refused() for a drop that makes no sense, removed(place).
    """

    ROLE = Role.List
    dropped = Signal(object)
    refused = Signal()
    removed = Signal(object)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._images: list[QImage] = []
        self._placeholder = placeholder
        self._current = 0
        self._hover: int | None = None
        self._over = False  # something that it takes is over it
        accessible.install()
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(3 * (SIDE + GAP) + GAP)
        self.setFixedHeight(HEIGHT)
        self._describe()

    def set_members(self, names: Sequence[str]) -> None:
        """Show members by their names, [N]; their pictures come later."""
        self._names = tuple(names)
        self._images = []
        self._current = max(0, min(self._current, len(names) - 1))
        self._hover = None
        self._describe()
        self.update()

    def set_images(self, images: NDArray[np.uint8]) -> None:
        """Show the pictures of the first members, uint8 [K, C, H, W]."""
        self._images = [to_qimage(image) for image in images]
        self.update()

    @property
    def count(self) -> int:
        """How many members there are."""
        return len(self._names)

    @property
    def current(self) -> int:
        """The member that the keys are at, or that was clicked last."""
        return self._current

    @property
    def pictures(self) -> int:
        """How many members have a picture by now."""
        return len(self._images)

    def picture(self, place: int) -> QImage | None:
        """Return the picture of a member."""
        return self._images[place] if place < len(self._images) else None

    def spoken_value(self) -> str:
        """Return which member the keys are at."""
        if not self._names:
            return ""
        return tr(
            "{name}, {number} of {count}",
            name=self._names[self._current],
            number=self._current + 1,
            count=self.count,
        )

    def sizeHint(self) -> QSize:
        """Ask for room for five."""
        return QSize(5 * (SIDE + GAP) + GAP, HEIGHT)

    def cell_rect(self, place: int) -> QRect:
        """Return where a member's picture lies."""
        return QRect(GAP + 1 + place * (SIDE + GAP), GAP + 1, SIDE, SIDE)

    def place_at(self, point: QPoint | QPointF) -> int | None:
        """Return the member at a point of the widget."""
        where = QPointF(point).toPoint()
        shown = range(self._shown())
        return next((i for i in shown if self.cell_rect(i).contains(where)), None)

    def badge_rect(self, place: int) -> QRect:
        """Return the place of the cross that takes a member away."""
        cell = self.cell_rect(place)
        return QRect(cell.right() + 1 - BADGE, cell.top(), BADGE, BADGE)

    # What is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take codes, and say so by a frame."""
        if carry.holds(event.mimeData()):
            self._set_over(True)
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take them anywhere on the pile."""
        if carry.holds(event.mimeData()):
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the frame away."""
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped; what another program calls codes may be none."""
        self._set_over(False)
        carried = carry.unpack(event.mimeData())
        if carried is None:
            self.refused.emit()
            return
        event.acceptProposedAction()
        self.dropped.emit(carried)

    # The mouse and the keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Offer to take away what is under the mouse."""
        self._set_hover(self.place_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Offer nothing."""
        self._set_hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to a member."""
        place = self.place_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._current = place
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a member away by its cross."""
        place = self.place_at(event.position())
        where = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if left and place is not None and self.badge_rect(place).contains(where):
            self.removed.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, Home and End; Delete takes the member away."""
        key = Qt.Key(event.key())
        if key in MOVES and self.count:
            self._current = max(0, min(self._current + MOVES[key], self.count - 1))
            self.update()
            accessible.changed(self, self.spoken_value())
        elif key in TAKES and self.count:
            self.removed.emit(self._current)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Name the member under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.place_at(event.pos())
            if place is not None:
                QToolTip.showText(event.globalPos(), tip(self._names[place]), self)
                return True
        return super().event(event)

    # How it looks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictures, or what can be dropped here."""
        colours, painter = theme.colours(), QPainter(self)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QPen(
            QColor(colours.accent if self._over else colours.border), 2 if self._over else 1
        )
        if not self._names and not self._over:
            line.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(line)
        painter.setBrush(QColor(colours.base))
        painter.drawRoundedRect(frame, 5, 5)
        if not self._names:
            painter.setPen(QColor(colours.faint))
            room = self.rect().adjusted(8, 0, -8, 0)
            text = painter.fontMetrics().elidedText(
                self._placeholder, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
            return
        for place in range(self._shown()):
            self._draw(painter, place)
        self._draw_rest(painter)

    def _draw(self, painter: QPainter, place: int) -> None:
        colours, cell = theme.colours(), QRectF(self.cell_rect(place))
        image = self.picture(place)
        if image is None:
            painter.fillRect(cell, QColor(colours.hidden))
        else:
            painter.drawImage(fitted(cell, image), image)
        if self.hasFocus() and place == self._current:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell)
        if place == self._hover:
            badge = QRectF(self.badge_rect(place))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.base))
            painter.drawEllipse(badge)
            painter.setPen(QPen(QColor(colours.text), 1.5))
            inner = badge.adjusted(3.5, 3.5, -3.5, -3.5)
            painter.drawLine(inner.topLeft(), inner.bottomRight())
            painter.drawLine(inner.topRight(), inner.bottomLeft())

    def _draw_rest(self, painter: QPainter) -> None:
        rest = self.count - self._shown()
        if rest:
            painter.setPen(QColor(theme.colours().text))
            painter.drawText(
                self.cell_rect(self._shown()), Qt.AlignmentFlag.AlignCenter, f"+{number(rest)}"
            )

    def _shown(self) -> int:
        """Return how many members have a place; the last place says how many more there are."""
        room = max(1, (self.width() - GAP - 2) // (SIDE + GAP))
        known = len(self._images) or self.count
        if self.count <= min(room, known):
            return self.count
        return min(room - 1, known, self.count)

    def _describe(self) -> None:
        said = tr("%n code(s); arrow keys walk, Delete takes one away", "", self.count)
        self.setAccessibleDescription(said if self.count else self._placeholder)

    def _set_hover(self, place: int | None) -> None:
        if place != self._hover:
            self._hover = place
            self.update()

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()


def fitted(cell: QRectF, image: QImage) -> QRectF:
    """Return the largest rectangle of an image's shape in the middle of a cell."""
    size = image.size().scaled(cell.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    left = cell.left() + (cell.width() - size.width()) / 2
    return QRectF(left, cell.top() + (cell.height() - size.height()) / 2, *size.toTuple())
