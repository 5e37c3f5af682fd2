"""Many small images side by side, to look at and to choose from."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.images import to_qimage
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.picture import whole_scale

GAP = 3
FAR = 5  # images that an arrow goes with Shift
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where `count` equal images lie, in a widget's coordinates, on whole device pixels."""

    count: int
    columns: int
    scale: float  # device pixels per image pixel
    size: tuple[float, float]
    origin: tuple[float, float]

    @staticmethod
    def best(count: int, cell: QSize, room: QSize, ratio: float, columns: int | None) -> Layout:
        """Return the layout with the largest images and, if possible, full rows."""
        wanted = [max(1, min(columns, count))] if columns else range(1, max(1, count) + 1)
        side = math.sqrt(max(1, count))
        scales = {c: _scale(count, cell, room, ratio, c) for c in wanted}
        # A last row that is not full looks like a mistake: worth a fifth of the size.
        worth = {c: scale * (0.8 if count % c else 1.0) for c, scale in scales.items()}
        chosen = max(worth, key=lambda c: (worth[c], -abs(c - side)))
        scale = scales[chosen] / ratio
        size = cell.width() * scale, cell.height() * scale
        rows = -(-count // chosen)
        left = (room.width() - chosen * (size[0] + GAP) + GAP) / 2
        top = (room.height() - rows * (size[1] + GAP) + GAP) / 2
        origin = round(left * ratio) / ratio, round(top * ratio) / ratio
        return Layout(count, chosen, scales[chosen], size, origin)

    def rect(self, index: int) -> QRectF:
        """Return the place of one image."""
        row, column = divmod(index, self.columns)
        (width, height), (left, top) = self.size, self.origin
        return QRectF(left + column * (width + GAP), top + row * (height + GAP), width, height)

    def index_at(self, place: QPointF) -> int | None:
        """Return the image under a point."""
        column = math.floor((place.x() - self.origin[0]) / (self.size[0] + GAP))
        row = math.floor((place.y() - self.origin[1]) / (self.size[1] + GAP))
        index = row * self.columns + column
        inside = 0 <= column < self.columns and row >= 0 and index < self.count
        return index if inside and self.rect(index).contains(place) else None


class ImageGrid(Described, QWidget):
    """A grid of equal images; click, Ctrl, Shift and the keys choose.

    Signals: clicked(index) for a click or Return; selection_changed().
    """

    ROLE = Role.Canvas
    clicked = Signal(object)
    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._atlas: QImage | None = None  # all images below one another
        self._count = 0
        self._cell = QSize(1, 1)
        self._wanted: int | None = None
        self._laid_out: tuple[tuple[int, QSize, QSize, float, int | None], Layout] | None = None
        self._placeholder = tr("No images yet")
        self._hover: int | None = None
        self._current = 0
        self.selected: set[int] = set()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 96)
        self.setAccessibleName(tr("Images"))
        accessible.install()
        self._describe()

    def set_images(self, images: NDArray[np.uint8] | None, columns: int | None = None) -> None:
        """Show uint8 [N, C, H, W]; `columns` None chooses the largest enlargement.

        The selection stays as long as the number of images does.
        """
        count = 0 if images is None else len(images)
        self._wanted = columns
        if images is None or not count:
            self._atlas = None
        else:
            _, channels, height, width = images.shape
            tall = np.ascontiguousarray(images.transpose(1, 0, 2, 3))
            self._atlas = to_qimage(tall.reshape(channels, count * height, width))
            self._cell = QSize(width, height)
        if count != self._count:
            self._count, self._current, self._hover = count, 0, None
            self._select(set())
        self._describe()
        self.update()

    def set_placeholder(self, text: str) -> None:
        """Say what to do, while there are no images."""
        self._placeholder = text
        self._describe()
        self.update()

    def spoken_value(self) -> str:
        """Return which image the keys are at, and whether it is chosen."""
        if not self._count:
            return ""
        place = {"number": self._current + 1, "count": self._count}
        if self._current in self.selected:
            return tr("Image {number:,} of {count:,}, chosen", **place)
        return tr("Image {number:,} of {count:,}", **place)

    @property
    def count(self) -> int:
        """How many images there are."""
        return self._count

    @property
    def columns(self) -> int:
        """How many images stand in a row."""
        return self._layout().columns

    def index_at(self, place: QPoint | QPointF) -> int | None:
        """Return the image under a point of the widget."""
        return self._layout().index_at(QPointF(place)) if self._count else None

    def cell_rect(self, index: int) -> QRectF:
        """Return where an image lies, in the widget's own coordinates."""
        return self._layout().rect(index)

    def sizeHint(self) -> QSize:
        """Ask for a comfortable square."""
        return QSize(420, 420)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every image, the selection and the cursor."""
        painter = QPainter(self)
        colours = theme.colours()
        if self._atlas is None:
            painter.setPen(colours.faint)
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), wrap, self._placeholder)
            return
        layout, width, height = self._layout(), self._cell.width(), self._cell.height()
        place = layout.rect
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, layout.scale < 1)
        for index in range(self._count):
            source = QRectF(0, index * height, width, height)
            painter.drawImage(place(index), self._atlas, source)
        for index in self.selected:
            _ring(painter, place(index), colours.accent, 3)
        if self._hover is not None:
            _ring(painter, place(self._hover), colours.text, 1)
        if self.hasFocus():
            _cursor(painter, place(self._current))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ring the image under the mouse."""
        self._set_hover(self.index_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Take the ring away."""
        self._set_hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose: alone, one more (Ctrl), or all from the last one to here (Shift)."""
        index = self.index_at(event.position())
        if index is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            low, high = sorted((self._current, index))
            self._select(set(range(low, high + 1)))
            return
        self._current = index
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._select(self.selected ^ {index})
            return
        self._select({index})
        self.clicked.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows (far with Shift), Home and End; choose with Return.

        Insert chooses one more or one less, Ctrl+A all, Esc none.
        """
        key = Qt.Key(event.key())
        if not self._count:
            super().keyPressEvent(event)
        elif key in ARROWS:
            self._walk(ARROWS[key], bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key == Qt.Key.Key_Home else self._count - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._select({self._current})
            self.clicked.emit(self._current)
        elif key == Qt.Key.Key_Insert:
            self._select(self.selected ^ {self._current})
            accessible.changed(self, self.spoken_value())
        elif key == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._select(set(range(self._count)))
        elif key == Qt.Key.Key_Escape and self.selected:
            self._select(set())
        else:
            super().keyPressEvent(event)

    def _walk(self, direction: tuple[int, int], far: bool) -> None:
        """Go one image on, or FAR; past an edge only as far as there are images."""
        across, down = direction
        for _ in range(FAR if far else 1):
            target = self._current + across + down * self.columns
            if 0 <= target < self._count:
                self._current = target
        self._go_to(self._current)

    def _go_to(self, index: int) -> None:
        self._current = index
        self.update()
        accessible.changed(self, self.spoken_value())

    def _describe(self) -> None:
        said = tr("%n image(s); arrow keys walk, Return enlarges, Insert chooses", "", self._count)
        self.setAccessibleDescription(said if self._count else self._placeholder)

    def _select(self, chosen: set[int]) -> None:
        if chosen != self.selected:
            self.selected = chosen
            self.selection_changed.emit()
        self.update()

    def _set_hover(self, index: int | None) -> None:
        if index != self._hover:
            self._hover = index
            self.update()

    def _layout(self) -> Layout:
        key = (self._count, self._cell, self.size(), self.devicePixelRatioF(), self._wanted)
        if self._laid_out is None or self._laid_out[0] != key:
            self._laid_out = key, Layout.best(*key)
        return self._laid_out[1]


def _scale(count: int, cell: QSize, room: QSize, ratio: float, columns: int) -> float:
    rows = -(-count // columns)
    width = max(1, int(((room.width() - GAP) / columns - GAP) * ratio))
    height = max(1, int(((room.height() - GAP) / max(1, rows) - GAP) * ratio))
    return whole_scale(cell, QSize(width, height))


def _cursor(painter: QPainter, place: QRectF) -> None:
    """Ring the image that the keys are at, inside: around it is the selection's ring.

    Light beside dark stands out of images of any kind.
    """
    colours = theme.colours()
    place = place.adjusted(3, 3, -3, -3)
    _ring(painter, place, colours.base, 3)
    _ring(painter, place, colours.text, 1.5)


def _ring(painter: QPainter, place: QRectF, colour: str, width: float) -> None:
    painter.setPen(QPen(QColor(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    grow = width / 2
    painter.drawRect(place.adjusted(-grow, -grow, grow, grow))
