"""The plane of codes, and the mouse and the keys that ask what lies where."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from genstudio.core.language import tr
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.drawn_apart import DRAGGED, MANY
from genstudio.gui.widgets.lasso import rectangle
from genstudio.gui.widgets.plane_canvas import IDLE, PlaneCanvas
from genstudio.gui.widgets.plane_gesture import Gesture, begin
from genstudio.gui.widgets.view import Point

__all__ = ["DRAGGED", "IDLE", "MANY", "PlaneView"]


class PlaneView(PlaneCanvas):
    """Points on the plane, over an optional picture of it, under cross-hair, pins and path.

    Mouse: move = hovered((x, y)), click = pinned((x, y)), left drag = path_drawn(array
    [K, 2]), on a pin = pin_moved(number, (x, y), whether it is the end) or, without a move,
    pin_chosen(number), right or middle drag = pan, wheel or double-click = zoom (unpinned()
    where its first click has pinned). Shift and drag, or the lasso = region_drawn(outline
    [K, 2], "replace", "add" or "remove"). Keys: arrows move the cross-hair, Ctrl+arrows the pin
    under it, Delete = pin_removed(number), Return pins, + and - zoom, Home fits, Esc gives up
    what is being drawn, or cleared(), Ctrl+Z undone().
    """

    hovered = Signal(object)
    left = Signal()
    pinned = Signal(object)
    unpinned = Signal()
    pin_chosen = Signal(int)
    pin_moved = Signal(int, object, bool)
    pin_removed = Signal(int)
    path_drawn = Signal(object)
    region_drawn = Signal(object, str)
    cleared = Signal()
    undone = Signal()

    ARROWS: ClassVar[dict[Qt.Key, Point]] = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, 1),
        Qt.Key.Key_Down: (0, -1),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pinned_now = False  # by the click that may turn out to be half a double-click
        self.lasso = False  # a drag with the left button selects

    # Painting and events.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag: of a path, a pin, the view, or around points."""
        self._pinned_now = False
        place = event.position()
        pin = self._scene.pin_at(place.x(), place.y(), self._view)
        self._gesture = begin(event, pin, lasso=self.lasso)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover, or go on with what was begun."""
        place, held = event.position(), self._gesture
        if held is not None and held.kind == "pan":
            moved = place - held.last
            held.last = place
            self._move(self._view.moved(moved.x(), moved.y()))
            return
        if held is not None and held.drags_at(place):
            self._drag(held, place)
            if held.kind == "pin":
                return
        self._hover(self.to_plane(place))

    def _drag(self, held: Gesture, place: QPointF) -> None:
        point = self.to_plane(place)
        if held.kind == "pin":
            self._move_pin(held.pin, point, done=False)
            return
        if not held.drawn:
            held.drawn.append(self.to_plane(held.pressed))
        if held.kind == "rectangle":
            corners = rectangle(held.drawn[0], point)
            self._scene.outline = [(float(x), float(y)) for x, y in corners]
            return
        held.drawn.append(point)
        if held.kind == "lasso":
            self._scene.outline = held.drawn
        else:
            self._scene.path = held.drawn

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what was begun."""
        held, self._gesture = self._gesture, None
        if event.button() != Qt.MouseButton.LeftButton or held is None or held.kind == "pan":
            return
        place = event.position()
        if not held.drags_at(place):
            if held.kind == "path" or (held.kind == "lasso" and held.tool):
                self._pinned_now = True
                self.pinned.emit(self.to_plane(place))
            elif held.kind == "pin":
                self.pin_chosen.emit(held.pin)
        elif held.kind == "pin":
            self._move_pin(held.pin, self.to_plane(place), done=True)
        elif held.kind == "path":
            self.path_drawn.emit(np.array(held.drawn, np.float32))
        else:
            outline, self._scene.outline = self._scene.outline, []
            self.update()
            if len(outline) > 2:
                asked = held.operation(event.modifiers())
                self.region_drawn.emit(np.array(outline, np.float64), asked)

    def _move_pin(self, number: int, point: Point, *, done: bool) -> None:
        if number < len(self._scene.pins):
            self._scene.pins[number] = point, self._scene.pins[number][1]
            self._scene.cursor = point
            self.update()
            self.pin_moved.emit(number, point, done)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zoom in about the mouse, or out with Shift; its first click was no pin then."""
        if self._pinned_now:
            self._pinned_now = False
            self.unpinned.emit()
        out = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._zoom(event.position(), 0.5 if out else 2.0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse: a notch is a quarter."""
        turns = event.angleDelta().y() / 120
        if turns:
            self._zoom(event.position(), 1.25**turns)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the cross-hair away."""
        self._scene.cursor = None
        self.left.emit()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do with keys what the mouse does."""
        key = Qt.Key(event.key())
        middle = QPointF(self.width() / 2, self.height() / 2)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in self.ARROWS and control:
            self._step_pin(self.ARROWS[key])
        elif key == Qt.Key.Key_Delete and (pin := self._pin_under()) is not None:
            self.pin_removed.emit(pin)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
        elif key in self.ARROWS:
            far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._step(self.ARROWS[key], 40 if far else 8)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._scene.cursor:
            self.pinned.emit(self._scene.cursor)
            accessible.announce(self, tr("pinned {place}", place=self.spoken_value()))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(middle, 1.25)
        elif key == Qt.Key.Key_Minus:
            self._zoom(middle, 0.8)
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key == Qt.Key.Key_Escape:
            self._clear()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys work here."""
        super().focusInEvent(event)
        self.update()

    def _zoom(self, place: QPointF, factor: float) -> None:
        self._move(self._view.zoomed(place.x(), place.y(), factor))

    def _hover(self, place: Point) -> None:
        self._scene.cursor = place
        self.hovered.emit(place)
        self.update()

    def _step(self, direction: Point, pixels: float) -> None:
        x0, y0, x1, y1 = self.view_rect
        x, y = self._scene.cursor or ((x0 + x1) / 2, (y0 + y1) / 2)
        step = pixels * self._view.pixel
        x = min(max(x + direction[0] * step, x0), x1)
        y = min(max(y + direction[1] * step, y0), y1)
        self._hover((x, y))
        accessible.changed(self, self.spoken_value())

    def _pin_under(self) -> int | None:
        """Return the pin that the cross-hair is on."""
        if self._scene.cursor is None:
            return None
        return self._scene.pin_at(*self._view.to_pixels(*self._scene.cursor), self._view)

    def _step_pin(self, direction: Point) -> None:
        pin = self._pin_under()
        if pin is None:
            accessible.announce(self, tr("There is no pin at the cross-hair."))
            return
        (x, y), step = self._scene.pins[pin][0], 8 * self._view.pixel
        self._move_pin(pin, (x + direction[0] * step, y + direction[1] * step), done=True)

    def _clear(self) -> None:
        """Give up what is being drawn; where nothing is, ask for something to be taken away."""
        held, self._gesture = self._gesture, None
        if held is None or held.kind == "pan":
            self.cleared.emit()
        elif held.kind == "pin" and held.moved:
            self._scene.pins = list(self._pins)
        elif held.kind == "path":
            self._scene.path = []
        self._scene.outline = []
        self.update()
