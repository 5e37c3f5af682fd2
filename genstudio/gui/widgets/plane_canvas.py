"""The plane of codes as a picture: very many points, what lies over them, and the view of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui.images import to_qimage
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.drawn_apart import DRAGGED, MANY, Drawn
from genstudio.gui.widgets.overlay import Overlay
from genstudio.gui.widgets.plane_gesture import Gesture
from genstudio.gui.widgets.plane_marks import Shots
from genstudio.gui.widgets.plane_scene import Scene
from genstudio.gui.widgets.raster import Points
from genstudio.gui.widgets.view import Point, Rect, View

EMPTY_VIEW: Rect = (-3.0, -3.0, 3.0, 3.0)  # three sigma of a standard normal prior
IDLE = 120  # ms without movement until all points are drawn again


class PlaneCanvas(Described, QWidget):
    """Points on the plane, over an optional picture of it, under pins, a path and overlays."""

    ROLE = Role.Chart
    view_changed = Signal(object)
    points_changed = Signal()
    drawing_wanted = Signal(object)  # a Drawing of very many points

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = Scene()
        self._asked: Rect = EMPTY_VIEW
        self._automatic = True  # the view follows the points until somebody moves it
        self._view = View.around(EMPTY_VIEW, 100, 100)
        self._gesture: Gesture | None = None
        self._pins: list[tuple[Point, str]] = []  # as they were given
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
        self.points_changed.emit()

    def take_points(self, points: Points, classes: tuple[str, ...] = ()) -> None:
        """Show points that are arranged, with what is hidden and selected; the view stays."""
        self._scene.take_points(points, classes)
        self.update()
        self._describe()
        self.points_changed.emit()

    def draw_apart(self) -> None:
        """From now on have `drawing_wanted` answered with `take_drawn`, by a worker."""
        self._scene.maps.apart = True

    def take_drawn(self, drawn: Drawn) -> None:
        """Show very many points as a worker has drawn them."""
        self._scene.take_drawn(drawn)
        self.update()

    def move_points(self, xy: NDArray[np.floating]) -> None:
        """Give the same points new places [N, 2]."""
        self._scene.move_points(xy)
        self._follow()
        self.points_changed.emit()

    @property
    def points(self) -> Points:
        """The points that are shown, for workers that ask something about them."""
        return self._scene.points

    def set_hidden(self, classes: set[int]) -> None:
        """Grey these classes out."""
        self._scene.set_hidden(classes)
        self.update()
        self.points_changed.emit()

    def set_selected(self, chosen: NDArray[np.bool_] | None) -> None:
        """Grey out all but these rows [N]; None shows all in their colours."""
        self._scene.set_selected(chosen)
        self.update()
        self.points_changed.emit()

    def set_shots(self, shots: Shots | None) -> None:
        """Show images in the place of some points."""
        self._scene.shots = shots
        self.update()

    def set_background(self, image: NDArray[np.uint8] | None, rect: Rect | None = None) -> None:
        """Draw uint8 [H, W] or [H, W, 3] behind the points, over (x0, y0, x1, y1)."""
        self._scene.background = None if image is None else to_qimage(image)
        self._scene.background_rect = rect or self.view_rect
        self.update()

    def set_pins(self, pins: Sequence[Point], names: Sequence[str] = ()) -> None:
        """Show pins at these points of the plane; without names they get numbers.

        One that is being dragged stays with the mouse.
        """
        called = names or [str(number + 1) for number in range(len(pins))]
        self._pins = list(zip(pins, called))
        shown = list(self._pins)
        held = self._gesture
        if held is not None and held.kind == "pin" and held.moved and held.pin < len(shown):
            shown[held.pin] = self._scene.pins[held.pin][0], shown[held.pin][1]
        self._scene.pins = shown
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

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the points (kept as an image) and what lies over them."""
        painter = QPainter(self)
        self._scene.draw(painter, self._view, self.devicePixelRatioF(), self.hasFocus())
        wanted = self._scene.maps.take()
        if wanted is not None:
            self.drawing_wanted.emit(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what was asked for in view."""
        super().resizeEvent(event)
        self._show(self._fitting() if self._automatic else self._asked)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the points in the colours of the new theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._scene.forget()
        super().changeEvent(event)

    def _describe(self) -> None:
        count = len(self._scene.points)
        self.setAccessibleDescription(tr("%n point(s); arrow keys explore, Return pins", "", count))
