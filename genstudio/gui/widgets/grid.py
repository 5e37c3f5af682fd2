"""Many small images side by side, to look at, to choose from and to drag away."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.widgets import accessible, grid_paint
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.grid_layout import GAP, Layout
from genstudio.gui.widgets.grid_paint import Atlas
from genstudio.gui.widgets.grid_view import GridView, Room, Viewed

__all__ = ["GAP", "ImageGrid", "Layout"]

FAR = 5  # images that an arrow goes with Shift
NOTCH = 120  # of a wheel
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
ZOOMS = {
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,  # the same key without Shift
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_0: 0,
}


class ImageGrid(Described, QWidget):
    """A grid of equal images; click, Ctrl, Shift and the keys choose, the wheel enlarges.

    Signals: clicked(index) for a click or Return; selection_changed(); hovered(index or None);
    view_changed() when the user zooms or moves it; dragged(list of indices) when the mouse takes
    images away.
    """

    ROLE = Role.Canvas
    clicked = Signal(object)
    selection_changed = Signal()
    hovered = Signal(object)
    view_changed = Signal()
    dragged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._atlas: Atlas | None = None
        self._count = 0
        self._cell = QSize(1, 1)
        self._wanted: int | None = None
        self.captions: tuple[str, ...] = ()  # written below the images
        self.marked: frozenset[int] = frozenset()  # with a star
        self._view = GridView()
        self._drawn: tuple[object, QPixmap] | None = None
        self._placeholder = tr("No images yet")
        self._hover: int | None = None
        self._current = 0
        self._pressed: tuple[int, QPointF] | None = None
        self._moving: QPointF | None = None
        self._turned = 0
        self.selected: set[int] = set()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 96)
        self.setAccessibleName(tr("Images"))
        accessible.install()
        self._describe()

    # What is shown

    def set_images(
        self, images: NDArray[np.uint8] | Atlas | None, columns: int | None = None
    ) -> None:
        """Show uint8 [N, C, H, W], or what another thread has made of many of them.

        `columns` None chooses the largest enlargement. The selection and the enlargement stay as
        long as the number of images does.
        """
        if isinstance(images, np.ndarray):
            images = Atlas(images) if len(images) else None
        count = 0 if images is None else images.count
        self._wanted, self._drawn, self._atlas = columns, None, images
        if self._atlas is not None:
            self._cell = self._atlas.cell
        if count != self._count:
            self._count, self._current, self._hover = count, 0, None
            self._view.reset()
            self.captions, self.marked = (), frozenset()
            self._select(set())
        self._describe()
        self.update()

    def set_captions(self, captions: Sequence[str]) -> None:
        """Write a few words below each image; none takes them away."""
        if tuple(captions) != self.captions:
            self.captions = tuple(captions)
            self.update()

    def set_marked(self, marked: Set[int]) -> None:
        """Put a star on some images."""
        if marked != self.marked:
            self.marked = frozenset(marked)
            self.update()

    def set_placeholder(self, text: str) -> None:
        """Say what to do, while there are no images."""
        self._placeholder = text
        self._describe()
        self.update()

    def select(self, chosen: Set[int]) -> None:
        """Choose images by the program: the same ones in another order, say."""
        self._select({index for index in chosen if index < self._count})

    def spoken_value(self) -> str:
        """Return which image the keys are at, what is said of it, and whether it is chosen."""
        if not self._count:
            return ""
        place = {"number": self._current + 1, "count": self._count}
        if self._current in self.selected:
            said = tr("Image {number:,} of {count:,}, chosen", **place)
        else:
            said = tr("Image {number:,} of {count:,}", **place)
        caption = self.captions[self._current] if self.captions else ""
        return f"{said}, {caption}" if caption else said

    @property
    def count(self) -> int:
        """How many images there are."""
        return self._count

    @property
    def current(self) -> int:
        """The image that the keys are at."""
        return self._current

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

    def picture_of(self, indices: Sequence[int]) -> QPixmap:
        """Return a small picture of some images, to be dragged."""
        return grid_paint.bundle(self._atlas, indices, self.devicePixelRatioF())

    # Enlarging

    @property
    def scale(self) -> float:
        """How many device pixels a pixel of an image has."""
        return self._layout().scale

    @property
    def zoomed(self) -> bool:
        """Whether it is larger than what fits."""
        return self._view.zoomed

    @property
    def viewed(self) -> Viewed:
        """What part is seen, to be given to another grid."""
        return self._view.viewed

    def set_viewed(self, viewed: Viewed) -> None:
        """See the part that another grid shows."""
        self._view.see(viewed, self._room())
        self.update()

    def zoom(self, steps: int, about: QPointF | None = None) -> None:
        """Enlarge by steps (negative: make smaller) about a point of the widget; 0 fits all."""
        if self._count:
            self._view.zoom(steps, about or QRectF(self.rect()).center(), self._room())
            self._tell_view()

    def pan(self, by: QPointF) -> None:
        """Move the images by so many pixels, where they are larger than the room."""
        if self.zoomed and not by.isNull():
            self._view.pan(by, self._room())
            self._tell_view()

    def _tell_view(self) -> None:
        self.update()
        self.view_changed.emit()

    # Qt's events

    def sizeHint(self) -> QSize:
        """Ask for a comfortable square."""
        return QSize(420, 420)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew; an enlargement that fits now is none."""
        super().resizeEvent(event)
        self._view.settle(self._room())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every image, the selection and the cursor."""
        painter = QPainter(self)
        if self._atlas is None:
            painter.setPen(theme.colours().faint)
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), wrap, self._placeholder)
            return
        layout = self._layout()
        painter.drawPixmap(0, 0, self._picture(self._atlas, layout))
        cursor = self._current if self.hasFocus() else None
        grid_paint.rings(painter, layout, self.selected, self._hover, cursor)

    def _picture(self, atlas: Atlas, layout: Layout) -> QPixmap:
        """Return all images as they stand; kept, so that a ring costs next to nothing."""
        ratio, dark = self.devicePixelRatioF(), theme.colours().dark
        key = (layout, self.size(), ratio, self.captions, self.marked, dark)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (
                key,
                grid_paint.sheet(
                    atlas, layout, self.size(), ratio, self.captions, self.marked, self.font()
                ),
            )
        return self._drawn[1]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Enlarge about the mouse, or make smaller; with Shift, move."""
        turned = event.angleDelta()
        event.accept()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(QPointF(turned) / 2)
            return
        self._turned += turned.y()
        steps = int(self._turned / NOTCH)
        if steps:
            self._turned -= steps * NOTCH
            self.zoom(steps, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ring the image under the mouse; with a button, move all or drag some away."""
        place = event.position()
        if self._moving is not None:
            self.pan(place - self._moving)
            self._moving = place
        elif self._pressed is not None:
            index, start = self._pressed
            if (place - start).manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                self.dragged.emit(sorted(self.selected | {index}))
        else:
            self._set_hover(self.index_at(place))

    def leaveEvent(self, event: QEvent) -> None:
        """Take the ring away."""
        self._set_hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose: alone, one more (Ctrl), or all from the last one to here (Shift).

        The right or middle button takes hold of all of it, to move it.
        """
        if event.button() in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
            self._moving = event.position() if self.zoomed else None
            return
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
        if index not in self.selected:  # otherwise all that are chosen may be dragged away
            self._select({index})
        self._pressed = index, event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click, or let go of what was moved."""
        self._moving = None
        if self._pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            index, self._pressed = self._pressed[0], None
            self._select({index})
            self.clicked.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows (far with Shift), Home and End; choose with Return.

        Insert chooses one more or one less, Ctrl+A all, Esc none. Ctrl with +, - and 0 enlarges,
        makes smaller and fits all; Ctrl with an arrow moves what is enlarged.
        """
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not self._count:
            super().keyPressEvent(event)
        elif control and key in ZOOMS:
            self.zoom(ZOOMS[key])
        elif control and key in ARROWS and self.zoomed:
            across, down = ARROWS[key]
            self.pan(QPointF(-across * self.width() / 4, -down * self.height() / 4))
        elif key in ARROWS:
            self._walk(ARROWS[key], bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key == Qt.Key.Key_Home else self._count - 1)
        elif not self._choose(key, control):
            super().keyPressEvent(event)

    def _choose(self, key: Qt.Key, control: bool) -> bool:
        """Choose by a key; say whether it was one that chooses."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._select({self._current})
            self.clicked.emit(self._current)
        elif key == Qt.Key.Key_Insert:
            self._select(self.selected ^ {self._current})
            accessible.changed(self, self.spoken_value())
        elif key == Qt.Key.Key_A and control:
            self._select(set(range(self._count)))
        elif key == Qt.Key.Key_Escape and self.selected:
            self._select(set())
        else:
            return False
        return True

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
        self.pan(self._view.needed(index, self._room()))
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

    def set_hover(self, index: int | None) -> None:
        """Ring an image by the program, as the mouse does."""
        if index != self._hover:
            self._hover = index if index is None or index < self._count else None
            self.update()

    def _set_hover(self, index: int | None) -> None:
        if index != self._hover:
            self.set_hover(index)
            self.hovered.emit(index)

    # Where it all lies

    def _layout(self) -> Layout:
        return self._view.layout(self._room())

    def _room(self) -> Room:
        foot = float(self.fontMetrics().height()) if self.captions else 0.0
        ratio = self.devicePixelRatioF()
        return Room(self._count, self._cell, self.size(), ratio, self._wanted, foot)
