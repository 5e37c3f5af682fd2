"""A square in which a box is drawn, moved and resized: where the object is to be."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.numbers import localised
from genstudio.gui.undone import BackAndForth
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role

Box = tuple[float, float, float, float]  # left, top, right, bottom, in [0, 1]
LEAST = 0.08  # of a side: the model has hardly seen less
STEP = 1 / 32  # of an arrow key
HANDLE = 7.0  # px a side
NEAR = 9.0  # px from which a handle is taken
MIDDLE: Box = (0.25, 0.25, 0.75, 0.75)
UNDONE = 100  # boxes
FAINT, SEEN = 0.2, 0.6  # of the picture behind it
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
CURSORS = {
    (0, 0): Qt.CursorShape.SizeAllCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
}


class BoxEditor(Described, QWidget):
    """Draws one box; `changed` says that it is another one, `history_changed` what can be undone.

    The mouse draws a new one beside it, moves it from inside, and resizes it by its handles. Arrows
    move it, with Shift they resize it, Delete takes it away, Return puts one into the middle.
    """

    ROLE = Role.Graphic
    changed = Signal()
    history_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self.box: Box | None = None
        self._ground: QImage | None = None
        self._past: BackAndForth[Box | None] = BackAndForth(UNDONE)
        self._held: tuple[int, int] | None = None  # the sides that the mouse holds
        self._start = QPointF()
        self._from: Box | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(96, 96)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # What is shown

    def set_box(self, box: Box | None) -> None:
        """Have another box, which can be undone."""
        if box != self.box:
            self._past.keep(self.box)
            self._put(box)

    def set_ground(self, image: QImage | None) -> None:
        """Show a picture behind the box, faintly."""
        self._ground = image
        self.update()

    def undo(self) -> None:
        """Go back to the box before."""
        if self._past.can_undo:
            self._put(self._past.back(self.box))

    def redo(self) -> None:
        """Take what was undone last again."""
        if self._past.can_redo:
            self._put(self._past.forth(self.box))

    @property
    def can_undo(self) -> bool:
        """Whether there was another box before."""
        return self._past.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return self._past.can_redo

    def spoken_value(self) -> str:
        """Return where the box is, in percent of the picture."""
        if self.box is None:
            return tr("No box: the model chooses the place")
        left, top, right, bottom = (localised(f"{100 * side:.0f}") for side in self.box)
        return tr(
            "from {left} to {right} % across, from {top} to {bottom} % down",
            left=left,
            right=right,
            top=top,
            bottom=bottom,
        )

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle, or the box, or begin a new one."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._from, self._start = self.box, event.position()
        self._held = self._sides_at(event.position())
        if self._held is None:  # beside it: a new one, drawn from its corner
            self._held = (2, 2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move or resize what is held."""
        if self._held is None:
            sides = self._sides_at(event.position())
            cross = Qt.CursorShape.CrossCursor
            self.setCursor(cross if sides is None else CURSORS[_oriented(sides)])
            return
        if self._held == (2, 2):
            box = _between(self._share(self._start), self._share(event.position()))
        elif self._from is not None:
            moved = self._share(event.position()) - self._share(self._start)
            box = _dragged(self._from, self._held, moved.x(), moved.y())
        else:
            return
        if box != self.box:
            self._put(box)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; what was before can be had again."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = None
        if self.box != self._from:
            self._past.keep(self._from)
            self.history_changed.emit()

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, resize, take away, undo."""
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif key in ARROWS and self.box is not None:
            across, down = ARROWS[key]
            resize = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            sides = (1, 1) if resize else (0, 0)
            self.set_box(_dragged(self.box, sides, across * STEP, down * STEP))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.set_box(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, *ARROWS):
            self.set_box(self.box or MIDDLE)
        else:
            super().keyPressEvent(event)

    # Where it all is

    def sizeHint(self) -> QSize:
        """Ask for a square."""
        return QSize(150, 150)

    def hasHeightForWidth(self) -> bool:
        """Say that the height is that of a square."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of a square."""
        return width

    def field(self) -> QRectF:
        """Return the square that stands for the picture."""
        side = min(self.width(), self.height()) - HANDLE - 1
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        return QRectF(round(left) + 0.5, round(top) + 0.5, side, side)

    def rect_of(self, box: Box) -> QRectF:
        """Return where a box lies, in the widget's own coordinates."""
        field = self.field()
        left, top, right, bottom = box
        corner = QPointF(field.left() + left * field.width(), field.top() + top * field.height())
        return QRectF(
            corner.x(), corner.y(), (right - left) * field.width(), (bottom - top) * field.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, the box and its handles, or what to do."""
        colours = theme.colours()
        painter = QPainter(self)
        field = self.field()
        painter.fillRect(field, QColor(colours.base))
        if self._ground is not None:
            painter.setOpacity(FAINT if self.box is None else SEEN)
            painter.drawImage(field, self._ground)
            painter.setOpacity(1)
        painter.setPen(QColor(colours.border))
        painter.drawRect(field)
        if self.box is None:
            painter.setPen(QColor(colours.text))
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(field.adjusted(6, 6, -6, -6), wrap, tr("Draw a box here"))
            return
        rect = self.rect_of(self.box)
        for width, colour in ((4, colours.base), (2, colours.accent)):  # seen on any picture
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRect(rect)
        painter.setBrush(QColor(colours.accent))
        painter.setPen(QColor(colours.base))
        for place in _handles(rect).values():
            half = HANDLE / 2
            painter.drawRect(QRectF(place.x() - half, place.y() - half, HANDLE, HANDLE))

    def _share(self, place: QPointF) -> QPointF:
        field = self.field()
        x = (place.x() - field.left()) / max(1.0, field.width())
        y = (place.y() - field.top()) / max(1.0, field.height())
        return QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))

    def _sides_at(self, place: QPointF) -> tuple[int, int] | None:
        """Return which sides are held at a place: -1 left or top, 1 right or bottom, 0 0 inside."""
        if self.box is None:
            return None
        rect = self.rect_of(self.box)
        near = {s: (place - at).manhattanLength() for s, at in _handles(rect).items()}
        best = min(near, key=lambda sides: near[sides])
        if near[best] <= NEAR:
            return best
        return (0, 0) if rect.contains(place) else None

    def _put(self, box: Box | None) -> None:
        self.box = box
        self.update()
        self.changed.emit()
        self.history_changed.emit()
        if self.hasFocus():
            accessible.changed(self, self.spoken_value())


def _oriented(sides: tuple[int, int]) -> tuple[int, int]:
    """Return the key of a handle's cursor."""
    across, down = sides
    return (abs(across), abs(down)) if 0 in sides else sides


def _handles(rect: QRectF) -> dict[tuple[int, int], QPointF]:
    """Return the places of the eight handles, by the sides that they move."""
    xs = {-1: rect.left(), 0: rect.center().x(), 1: rect.right()}
    ys = {-1: rect.top(), 0: rect.center().y(), 1: rect.bottom()}
    return {(a, b): QPointF(xs[a], ys[b]) for a in xs for b in ys if (a, b) != (0, 0)}


def _between(start: QPointF, end: QPointF) -> Box | None:
    """Return the box with two corners; one that was hardly begun is as small as can be."""
    left, right = _ordered(start.x(), end.x())
    top, bottom = _ordered(start.y(), end.y())
    return (left, top, right, bottom)


def _ordered(a: float, b: float) -> tuple[float, float]:
    low, high = min(a, b), max(a, b)
    if high - low < LEAST:
        low = min(low, 1 - LEAST)
        high = low + LEAST
    return low, high


def _dragged(box: Box, sides: tuple[int, int], across: float, down: float) -> Box:
    """Return a box whose sides were moved (0 0: all of it), kept inside and large enough."""
    left, top, right, bottom = box
    left, right = _along(left, right, sides[0], across, whole=sides == (0, 0))
    top, bottom = _along(top, bottom, sides[1], down, whole=sides == (0, 0))
    return (left, top, right, bottom)


def _along(low: float, high: float, side: int, by: float, *, whole: bool) -> tuple[float, float]:
    if whole:
        by = min(1 - high, max(-low, by))
        return low + by, high + by
    if side < 0:
        return min(high - LEAST, max(0.0, low + by)), high
    if side > 0:
        return low, max(low + LEAST, min(1.0, high + by))
    return low, high
