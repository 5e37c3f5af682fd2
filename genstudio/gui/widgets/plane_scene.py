"""What the plane shows, and how it is painted: what stays once, what follows the mouse over it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.numbers import localised
from genstudio.gui.theme import Theme
from genstudio.gui.widgets import overlay, plane_marks
from genstudio.gui.widgets.drawn_apart import Drawing, Drawn, Maps
from genstudio.gui.widgets.labels import apart
from genstudio.gui.widgets.marks import mark_masks
from genstudio.gui.widgets.overlay import Overlay
from genstudio.gui.widgets.plane_marks import Shots, short, tag, tag_size
from genstudio.gui.widgets.raster import (
    DIMMED,
    HALO,
    HIDDEN,
    MOST_CLASSES,
    RIM,
    UNLABELLED,
    Marks,
    Points,
    Stamps,
)
from genstudio.gui.widgets.text import number
from genstudio.gui.widgets.view import Point, Rect, View, ticks

FEW = 3_000  # points up to which each one carries the mark of its class
NEAR = 8  # pixels within which the class of the nearest point is named
MOST_LABELS = 40
BEHIND = 0.65  # opacity of the picture behind points


class Scene:
    """Everything the plane shows. A picture of all that stays is kept until some of it changes."""

    def __init__(self) -> None:
        self.points = Points(np.zeros((0, 2), np.float32), None)
        self.classes: tuple[str, ...] = ()
        self.background: QImage | None = None
        self.background_rect: Rect = (0, 0, 1, 1)
        self.pins: list[tuple[Point, str]] = []
        self.path: list[Point] = []
        self.outline: list[Point] = []  # of what is about to be selected
        self.shots: Shots | None = None  # images that stand for points
        self.overlays: dict[str, Overlay] = {}
        self._layers = overlay.Layers()
        self.cursor: Point | None = None
        self.marked: Point | None = None
        self.class_labels = True
        self.placeholder = tr("No codes yet")
        self.most: int | None = None  # draw only so many points
        self.maps = Maps()
        self._ground: tuple[object, QImage] | None = None
        self._table: tuple[object, list[int]] | None = None
        self._hidden: set[int] = set()
        self._centres: dict[int, Point] | None = None

    def set_points(self, points: Points, classes: tuple[str, ...]) -> None:
        """Show other points."""
        if self._hidden:
            points.hide(self._hidden)
        self.take_points(points, classes)

    def take_points(self, points: Points, classes: tuple[str, ...]) -> None:
        """Show points that are arranged already."""
        if classes != self.classes or not len(points):
            self.maps.drawn = None
        self.points, self.classes = points, classes
        self.forget()

    def move_points(self, xy: NDArray[np.floating]) -> None:
        """Show the same points elsewhere."""
        self.maps.drawn = None
        self.points.move(xy)
        self.forget()

    def set_hidden(self, classes: set[int]) -> None:
        """Grey some classes out."""
        self._hidden, self.maps.drawn = set(classes), None
        self.points.hide(classes)
        self.forget()

    def set_selected(self, chosen: NDArray[np.bool_] | None) -> None:
        """Grey out all but these rows."""
        self.maps.drawn = None
        self.points.select(chosen)
        self.forget()

    def take_drawn(self, drawn: Drawn) -> None:
        """Show a map that a worker has drawn."""
        self.maps.drawn, self._ground = drawn, None

    def pin_at(self, x: float, y: float, view: View) -> int | None:
        """Return the number of the topmost pin at a pixel."""
        for index in reversed(range(len(self.pins))):
            px, py = view.to_pixels(*self.pins[index][0])
            if np.hypot(px - x, py - y) <= plane_marks.PIN + 2:
                return index
        return None

    def forget(self) -> None:
        """Draw the points anew next time."""
        self._ground = self._centres = None

    def draw(self, painter: QPainter, view: View, ratio: float, focus: bool) -> None:
        """Paint everything."""
        colours = theme.colours()
        whole = QRectF(0, 0, view.width, view.height)
        painter.drawImage(QPointF(0, 0), self._kept_ground(painter, view, ratio, colours))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._layers.draw(painter, self.overlays, view, ratio, colours)
        plane_marks.draw_path(painter, self.path, view, colours)
        plane_marks.draw_outline(painter, self.outline, view, colours)
        plane_marks.draw_pins(painter, self.pins, view, colours)
        self._draw_cursor(painter, view, colours)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(colours.accent if focus else colours.border))
        painter.drawRect(whole.adjusted(0, 0, -1, -1))

    def class_near(self, view: View) -> tuple[Point, int] | None:
        """Return place and class number of the point under the cursor, if there is one."""
        if self.cursor is None or not self.classes:
            return None
        return self.points.near(*self.cursor, NEAR * view.pixel)

    def class_name(self, index: int) -> str:
        """Return what a class is called."""
        return self.classes[index] if index < len(self.classes) else str(index)

    def _kept_ground(self, painter: QPainter, view: View, ratio: float, colours: Theme) -> QImage:
        """Return all that does not follow the mouse: drawing it takes far longer than copying."""
        behind = None if self.background is None else self.background.cacheKey()
        look = (colours.dark, painter.font().key(), self.placeholder, self.class_labels)
        key = (view, ratio, self.most, behind, self.background_rect, look, id(self.shots))
        if self._ground is None or self._ground[0] != key:
            size = QSize(*_pixels(view, ratio))
            image = QImage(size, QImage.Format.Format_RGB32)  # opaque: copied, not blended
            image.setDevicePixelRatio(ratio)
            onto = QPainter(image)
            onto.setFont(painter.font())
            self._draw_ground(onto, view, ratio, colours)
            onto.end()
            self._ground = key, image
        return self._ground[1]

    def _draw_ground(self, painter: QPainter, view: View, ratio: float, colours: Theme) -> None:
        whole = QRectF(0, 0, view.width, view.height)
        painter.fillRect(whole, QColor(colours.base))
        self._draw_background(painter, view)
        _draw_axes(painter, view, colours)
        if len(self.points):
            painter.drawImage(QPointF(0, 0), self._points_image(view, ratio, colours))
            if self.shots is not None:
                palette = colours.classes(max(1, len(self.classes)))
                plane_marks.draw_shots(painter, self.shots, view, colours, palette)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_labels(painter, view, colours)
        elif self.background is None:
            painter.setPen(QColor(colours.faint))
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(whole.adjusted(24, 24, -24, -24), wrap, self.placeholder)

    def _points_image(self, view: View, ratio: float, colours: Theme) -> QImage:
        stamps = self._stamps(ratio, colours)
        asked = Drawing(self.points, view, _pixels(view, ratio), stamps, colours.dark)
        codes = self.maps.codes(asked, self.most)
        height, width = codes.shape
        image = QImage(codes.data, width, height, width, QImage.Format.Format_Indexed8)
        image.setColorTable(self._colour_table(colours))
        # Drawing Indexed8 itself is six times slower than converting it first.
        image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        return image

    def _stamps(self, ratio: float, colours: Theme) -> Stamps:
        palette = colours.classes(max(1, len(self.classes)))
        faint = [i for i, colour in enumerate(palette) if not theme.visible(colour, colours)]
        if len(self.points) <= FEW and self.classes:
            return Marks(mark_masks(2 * round(4 * ratio) + 1), faint)
        return Stamps(3 if ratio < 1.75 else 5, faint)

    def _colour_table(self, colours: Theme) -> list[int]:
        """Return what each code looks like; kept, as a frame of a film would wait for it."""
        key = colours, max(1, len(self.classes)), self.points.selecting
        if self._table is None or self._table[0] != key:
            self._table = key, self._new_table(colours)
        return self._table[1]

    def _new_table(self, colours: Theme) -> list[int]:
        table = [0] * 256
        names = colours.classes(max(1, len(self.classes)))
        for code in range(MOST_CLASSES):
            table[code + 1] = QColor(names[code % len(names)]).rgba()
        table[UNLABELLED] = QColor(colours.accent).rgba()
        grey = QColor(colours.hidden)
        table[DIMMED] = grey.rgba()
        if self.points.selecting:  # hidden ones stay apart from those that are not selected
            grey.setAlpha(70)
        table[HIDDEN] = grey.rgba()
        halo = QColor(colours.base)
        halo.setAlpha(200)
        table[HALO] = halo.rgba()
        table[RIM] = QColor(colours.faint).rgba()
        return table

    def _draw_background(self, painter: QPainter, view: View) -> None:
        if self.background is None:
            return
        x0, y0, x1, y1 = self.background_rect
        place = QRectF(QPointF(*view.to_pixels(x0, y1)), QPointF(*view.to_pixels(x1, y0)))
        painter.setOpacity(BEHIND if len(self.points) else 1.0)
        painter.drawImage(place, self.background)
        painter.setOpacity(1.0)

    def _draw_labels(self, painter: QPainter, view: View, colours: Theme) -> None:
        if not self.class_labels or not 1 < len(self.classes) <= MOST_LABELS:
            return
        if self._centres is None:
            self._centres = self.points.centres()
        palette = colours.classes(len(self.classes))
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        if self._centres:
            names = [short(self.class_name(index)) for index in self._centres]
            centres = np.array([view.to_pixels(*centre) for centre in self._centres.values()])
            sizes = np.array([tag_size(painter, name) for name in names])
            places, drawn = apart(centres, sizes)
            for index, name, place, free in zip(self._centres, names, places, drawn):
                mark = (index, palette[index % len(palette)])
                if free:
                    tag(painter, QPointF(*place), name, colours, mark)
        font.setBold(False)
        painter.setFont(font)

    def _draw_cursor(self, painter: QPainter, view: View, colours: Theme) -> None:
        if self.marked is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, width in ((colours.base, 4.0), (colours.text, 1.5)):
                painter.setPen(QPen(QColor(colour), width))
                painter.drawEllipse(QPointF(*view.to_pixels(*self.marked)), 7, 7)
        if self.cursor is None:
            return
        x, y = view.to_pixels(*self.cursor)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(colours.faint), 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, view.height))
        painter.drawLine(QPointF(0, y), QPointF(view.width, y))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_hovered_class(painter, view, colours)

    def _draw_hovered_class(self, painter: QPainter, view: View, colours: Theme) -> None:
        """Name the class under the cursor: the cue for those who cannot tell the colours."""
        found = self.class_near(view)
        if found is None:
            return
        place, index = found
        palette = colours.classes(len(self.classes))
        x, y = view.to_pixels(*place)
        name, colour = short(self.class_name(index)), palette[index % len(palette)]
        wide = tag_size(painter, name)[0] / 2 + 12
        right = x < view.width - 2 * wide
        offset = QPointF(wide if right else -wide, -18 if y > 40 else 22)
        tag(painter, QPointF(x, y) + offset, name, colours, mark=(index, colour))


def _pixels(view: View, ratio: float) -> tuple[int, int]:
    """Return the view's width and height in the screen's own pixels."""
    return max(1, round(view.width * ratio)), max(1, round(view.height * ratio))


def _draw_axes(painter: QPainter, view: View, colours: Theme) -> None:
    """Thin lines through zero, short ticks and numbers along the left and lower edges."""
    metrics = painter.fontMetrics()
    faint, line = QColor(colours.faint), QColor(colours.border)
    bottom, height = view.height, metrics.height()
    x_zero, y_zero = view.to_pixels(0, 0)
    painter.setPen(QPen(line, 1, Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(x_zero, 0), QPointF(x_zero, bottom))
    painter.drawLine(QPointF(0, y_zero), QPointF(view.width, y_zero))
    for value in ticks(view.x0, view.x1, view.width / 90):
        x = view.to_pixels(value, 0)[0]
        painter.setPen(line)
        painter.drawLine(QPointF(x, bottom - 5), QPointF(x, bottom))
        painter.setPen(faint)
        box = QRectF(x - 40, bottom - height - 6, 80, height)
        if 24 < x < view.width - 16:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _tick(value))
    for value in ticks(view.y0, view.y1, view.height / 70):
        y = view.to_pixels(0, value)[1]
        painter.setPen(line)
        painter.drawLine(QPointF(0, y), QPointF(5, y))
        painter.setPen(faint)
        if 10 < y < bottom - 2 * height:
            left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(8, y - height / 2, 80, height), left, _tick(value))


def _tick(value: float) -> str:
    plain = f"{value:.6g}" if value else "0"
    return (localised(plain) if len(plain) <= 7 else number(value)).replace("-", "−")
