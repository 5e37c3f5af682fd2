"""The plane of codes: very many points, and the mouse that asks what lies where."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui.images import to_qimage
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.overlay import Overlay
from genstudio.gui.widgets.plane_scene import Scene
from genstudio.gui.widgets.raster import Points
from genstudio.gui.widgets.view import Point, Rect, View

EMPTY_VIEW: Rect = (-3.0, -3.0, 3.0, 3.0)  # three sigma of a standard normal prior
CLICK = 4  # pixels the mouse may move within a click
MANY = 300_000  # points above which a drag draws a sample
DRAGGED = 100_000
IDLE = 120  # ms without movement until all points are drawn again


class PlaneView(Described, QWidget):
    """Points on the plane, over an optional picture of it, under cross-hair, pins and path.

    Mouse: move = hovered((x, y)), click = pinned((x, y)), left drag = path_drawn(array
    [K, 2]), right or middle drag = pan, wheel or double-click = zoom. Keys: arrows move
    the cross-hair, Return pins, + and - zoom, Home fits, Esc clears.
    """

    ROLE = Role.Chart
    hovered = Signal(object)
    left = Signal()
    pinned = Signal(object)
    path_drawn = Signal(object)
    view_changed = Signal(object)
    cleared = Signal()

    ARROWS: ClassVar[dict[Qt.Key, Point]] = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, 1),
        Qt.Key.Key_Down: (0, -1),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = Scene()
        self._asked: Rect = EMPTY_VIEW
        self._automatic = True  # the view follows the points until somebody moves it
        self._view = View.around(EMPTY_VIEW, 100, 100)
        self._pressed: QPointF | None = None
        self._button = Qt.MouseButton.NoButton
        self._last = QPointF()
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self._on_idle)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 96)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(tr("Plane of codes"))
        accessible.install()
        self._describe()

    def sizeHint(self) -> QSize:
        """Ask for a comfortable square."""
        return QSize(560, 560)

    def spoken_value(self) -> str:
        """Return where the cross-hair is, and of which class the point is that lies there."""
        if self._scene.cursor is None:
            return ""
        x, y = (round(value, 2) + 0.0 for value in self._scene.cursor)
        near = self._scene.class_near(self._view)
        if near is None:
            return tr("at {x:.2f} across, {y:.2f} up", x=x, y=y)
        name = self._scene.class_name(near[1])
        return tr("at {x:.2f} across, {y:.2f} up, class {name}", x=x, y=y, name=name)

    # What is shown.

    def set_points(
        self,
        xy: NDArray[np.floating],
        labels: NDArray[np.integer] | None = None,
        classes: tuple[str, ...] = (),
    ) -> None:
        """Show points [N, 2] with their class numbers [N], -1 where there is none."""
        self._scene.set_points(Points(xy, labels), classes)
        self._automatic = True
        self._follow()
        self._describe()

    def move_points(self, xy: NDArray[np.floating]) -> None:
        """Give the same points new places [N, 2]."""
        self._scene.move_points(xy)
        self._follow()

    def set_hidden(self, classes: set[int]) -> None:
        """Grey these classes out."""
        self._scene.set_hidden(classes)
        self.update()

    def set_background(self, image: NDArray[np.uint8] | None, rect: Rect | None = None) -> None:
        """Draw uint8 [H, W] or [H, W, 3] behind the points, over (x0, y0, x1, y1)."""
        self._scene.background = None if image is None else to_qimage(image)
        self._scene.background_rect = rect or self.view_rect
        self.update()

    def set_pins(self, pins: list[Point]) -> None:
        """Show numbered pins at these points of the plane."""
        self._scene.pins = list(pins)
        self.update()

    def set_path(self, path: NDArray[np.floating] | None) -> None:
        """Show a path [K, 2], or none."""
        self._scene.path = [] if path is None else [(float(x), float(y)) for x, y in path]
        self.update()

    def set_marked(self, place: Point | None) -> None:
        """Ring one point of the plane, such as the nearest data point."""
        self._scene.marked = place
        self.update()

    def set_overlays(self, overlays: dict[str, Overlay]) -> None:
        """Draw these over the points, in this order."""
        self._scene.overlays = dict(overlays)
        self.update()

    def set_class_labels(self, shown: bool) -> None:
        """Name each class at the middle of its points."""
        self._scene.class_labels = shown
        self.update()

    def set_placeholder(self, text: str) -> None:
        """Say what to do, while there are no points."""
        self._scene.placeholder = text
        self.update()

    # The view.

    @property
    def view_rect(self) -> Rect:
        """The part of the plane in view, (x0, y0, x1, y1); both axes have equal units."""
        return self._view.rect

    def set_view(self, rect: Rect) -> None:
        """Show at least this rectangle, and as little else as the widget's shape allows."""
        self._automatic = False
        self._show(rect)

    @Slot()
    def fit(self) -> None:
        """Show all points, and follow them from now on."""
        self._automatic = True
        self._show(self._fitting())

    def nearest(self, x: float, y: float) -> int | None:
        """Return the data index of the point nearest to (x, y), hidden classes left out."""
        return self._scene.points.nearest(x, y)

    def to_pixels(self, x: float, y: float) -> QPointF:
        """Return where a point of the plane lies in the widget."""
        return QPointF(*self._view.to_pixels(x, y))

    def to_plane(self, place: QPointF) -> Point:
        """Return which point of the plane lies at a place of the widget."""
        return self._view.to_plane(place.x(), place.y())

    def _fitting(self) -> Rect:
        extent = self._scene.points.extent()
        if extent is None:
            return EMPTY_VIEW
        x0, y0, x1, y1 = extent
        margin = 0.08 * max(x1 - x0, y1 - y0, 1e-3)
        return x0 - margin, y0 - margin, x1 + margin, y1 + margin

    def _follow(self) -> None:
        """Fit again when the points left the view or became small in it, not at each move."""
        extent = self._scene.points.extent()
        if self._automatic and extent is not None:
            wanted = View.around(self._fitting(), self.width(), self.height())
            shrunk = wanted.pixel < 0.6 * self._view.pixel
            if shrunk or not self._view.holds(extent):
                self._show(wanted.rect)
        self.update()

    def _show(self, rect: Rect) -> None:
        self._asked = rect
        view = View.around(rect, self.width(), self.height())
        if view != self._view:
            self._view = view
            self.view_changed.emit(view.rect)
        self.update()

    def _move(self, rect: Rect) -> None:
        """Show what the user asked for; with very many points, draw a sample meanwhile."""
        self._automatic = False
        if len(self._scene.points) > MANY:
            self._scene.most = DRAGGED
            self._idle.start()
        self._show(rect)

    @Slot()
    def _on_idle(self) -> None:
        self._scene.most = None
        self.update()

    # Painting and events.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the points (kept as an image) and what lies over them."""
        painter = QPainter(self)
        self._scene.draw(painter, self._view, self.devicePixelRatioF(), self.hasFocus())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what was asked for in view."""
        super().resizeEvent(event)
        self._show(self._fitting() if self._automatic else self._asked)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the points in the colours of the new theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._scene.forget()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start a click, a path (left) or a pan (right, middle)."""
        self._pressed = self._last = event.position()
        self._button = event.button()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover, draw a path or pan."""
        place = event.position()
        if self._pressed is not None and self._button != Qt.MouseButton.LeftButton:
            moved = place - self._last
            self._last = place
            self._move(self._view.moved(moved.x(), moved.y()))
            return
        if self._pressed is not None and self._is_drag(place):
            if self._button is not None and not self._scene.drawing:
                self._scene.drawing = True
                self._scene.path = [self.to_plane(self._pressed)]
            self._scene.path.append(self.to_plane(place))
        self._hover(self.to_plane(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a path."""
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        if self._scene.drawing:
            self._scene.drawing = False
            self.path_drawn.emit(np.array(self._scene.path, np.float32))
        elif not self._is_drag(event.position(), pressed):
            self.pinned.emit(self.to_plane(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zoom in about the mouse, or out with Shift."""
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
        if key in self.ARROWS:
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

    def _is_drag(self, place: QPointF, pressed: QPointF | None = None) -> bool:
        start = pressed or self._pressed
        far = start is not None and (place - start).manhattanLength() > CLICK
        return far or self._scene.drawing

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

    def _clear(self) -> None:
        self._scene.drawing, self._pressed = False, None
        self._scene.pins, self._scene.path = [], []
        self.cleared.emit()
        self.update()

    def _describe(self) -> None:
        count = len(self._scene.points)
        self.setAccessibleDescription(tr("%n point(s); arrow keys explore, Return pins", "", count))
