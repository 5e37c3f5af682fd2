"""A plane with the regions of one classifier, its margins, and the images as dots."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.images import to_qimage
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.chart_strokes import polygon

FAINT, FULL = 0.10, 0.42  # of a class's colour in its region: unsure and sure
DOT = 3.0  # px; less where the map is small
SMALL = 200  # px
STEPS = 40  # of the keyboard's cursor across the plane
HALO = ((-1, 0), (1, 0), (0, -1), (0, 1))


class RegionMap(Described, QWidget):
    """Signals: asked(x, y) for a click or Return, in the plane's units; pointed(term).

    Keys: arrows move a cursor, Return asks about the image that is nearest to it.
    """

    ROLE = Role.Chart
    asked = Signal(float, float)
    pointed = Signal(str)

    ARROWS: ClassVar[dict[Qt.Key, tuple[int, int]]] = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, 1),
        Qt.Key.Key_Down: (0, -1),
    }

    def __init__(self, term: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.term = term
        self._lit = False
        self._frame: Any = None
        self._regions: Any = None
        self._support: NDArray[np.int64] = np.empty(0, np.int64)
        self._drawn: tuple[Any, QPixmap] | None = None
        self._cursor: tuple[float, float] | None = None
        self.dots = True
        accessible.install()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(72, 72)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def show_regions(self, frame: Any, regions: Any, support: NDArray[np.int64]) -> None:
        """Show the regions of a frame; None where this classifier is not there."""
        before = self._frame
        same = before is not None and regions is self._regions and before.answer is frame.answer
        self._frame, self._regions, self._support = frame, regions, support
        if not same or before.ground is not frame.ground:
            self.update()

    def show_dots(self, shown: bool) -> None:
        """Show the training images as dots, or not."""
        self.dots = shown
        self.update()

    def highlight(self, term: str) -> None:
        """Draw a thick frame where the term is this one's."""
        lit = bool(term) and term == self.term
        if lit != self._lit:
            self._lit = lit
            self.update()

    def spoken_value(self) -> str:
        """Return the class of the region at the cursor."""
        if self._regions is None or self._cursor is None:
            return ""
        ground = self._frame.ground
        column = int(np.abs(ground.x - self._cursor[0]).argmin())
        row = int(np.abs(ground.y - self._cursor[1]).argmin())
        label = int(self._regions.label[row, column])
        return tr("region of {label}", label=self._frame.material.classes[label])

    def place_of(self, x: float, y: float) -> QPointF:
        """Return the pixel of a point of the plane."""
        return self._pixels(np.array([[x, y]], np.float64)).at(0)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask about the image that is nearest."""
        if event.button() == Qt.MouseButton.LeftButton and self._frame is not None:
            place = event.position()
            x, y = self._frame.ground.x, self._frame.ground.y
            right = place.x() / max(1, self.width())
            up = 1 - place.y() / max(1, self.height())
            self._cursor = x[0] + right * (x[-1] - x[0]), y[0] + up * (y[-1] - y[0])
            self.asked.emit(*self._cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, or ask."""
        key = Qt.Key(event.key())
        if self._frame is None or key not in (*self.ARROWS, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        x, y = self._frame.ground.x, self._frame.ground.y
        here = self._cursor or (float(x.mean()), float(y.mean()))
        if key in self.ARROWS:
            across, up = self.ARROWS[key]
            moved = np.array(here) + np.array(
                [across * (x[-1] - x[0]) / STEPS, up * (y[-1] - y[0]) / STEPS]
            )
            self._cursor = (
                float(moved[0].clip(x[0], x[-1])),
                float(moved[1].clip(y[0], y[-1])),
            )
            accessible.changed(self, self.spoken_value())
            self.update()
        else:
            self._cursor = here
            self.asked.emit(*here)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Point at the classifier's term."""
        self.pointed.emit(self.term)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self.pointed.emit("")
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Point by the keyboard."""
        self.pointed.emit(self.term)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing."""
        self.pointed.emit("")
        super().focusOutEvent(event)

    # Painting

    def sizeHint(self) -> QSize:
        """Ask for a square."""
        return QSize(220, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, which is kept, and over it the image that was asked about."""
        painter, colours = QPainter(self), theme.colours()
        painter.fillRect(self.rect(), QColor(colours.base))
        if self._regions is None:
            painter.setPen(QColor(colours.faint))
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            why = "" if self._frame is None else self._frame.why
            painter.drawText(self.rect().adjusted(6, 6, -6, -6), wrap, why)
        else:
            painter.drawPixmap(0, 0, self._ground(colours))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._frame.answer is not None:
                self._draw_asked(painter, self.place_of(*self._frame.answer.place), colours)
            if self._cursor is not None and self.hasFocus():
                painter.setPen(QPen(QColor(colours.accent), 1.5))
                place = self.place_of(*self._cursor)
                painter.drawLine(place - QPointF(7, 0), place + QPointF(7, 0))
                painter.drawLine(place - QPointF(0, 7), place + QPointF(0, 7))
        lit = self._lit or self.hasFocus()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent if lit else colours.border), 3 if lit else 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _draw_asked(self, painter: QPainter, place: QPointF, colours: theme.Theme) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((colours.base, 4.0), (colours.text, 2.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(place, 7, 7)

    def _ground(self, colours: theme.Theme) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (
            id(self._regions), id(self._frame.ground), self.size(), ratio, self.dots,
            colours.dark, self.font().key(),
        )  # fmt: skip
        if self._drawn is None or self._drawn[0] != key:
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            painter = QPainter(pixmap)
            self._draw_ground(painter, colours)
            painter.end()
            # The key holds identities: what they are of is kept with it.
            self._kept = self._regions, self._frame.ground
            self._drawn = key, pixmap
        return self._drawn[1]

    def _draw_ground(self, painter: QPainter, colours: theme.Theme) -> None:
        classes = self._frame.material.classes
        hues = colours.classes(len(classes))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), to_qimage(self._shaded(hues, colours)))
        labels = self._frame.material.train.labels
        points = self._frame.ground.train
        if self.dots:  # thousands of them: smooth ones would take several frames' time
            self._draw_dots(painter, hues, colours, points, labels)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thin = 1.0 if self.width() < SMALL else 1.5
        painter.setPen(QPen(QColor(colours.text), thin, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in self._regions.margins:
            painter.drawPolyline(self._pixels(line))
        self._draw_names(painter, classes, points, labels, colours)

    def _shaded(self, hues: tuple[str, ...], colours: theme.Theme) -> NDArray[np.uint8]:
        """Return the regions as pixels [SIDE, SIDE, 3], the fainter the less sure they are."""
        table = np.array([theme.rgb(hue) for hue in hues], np.float32)
        base = np.array(theme.rgb(colours.base), np.float32)
        sure = self._regions.confident
        share = np.full(self._regions.label.shape, FULL, np.float32)
        if sure is not None:
            least = 1 / len(hues)
            share = FAINT + (FULL - FAINT) * (sure.astype(np.float32) - least) / (1 - least)
        mixed = base + share[..., None] * (table[self._regions.label] - base)
        return np.ascontiguousarray(mixed[::-1].clip(0, 255).astype(np.uint8))

    def _draw_dots(
        self,
        painter: QPainter,
        hues: tuple[str, ...],
        colours: theme.Theme,
        points: NDArray[np.float32],
        labels: NDArray[np.int64],
    ) -> None:
        dot = DOT * min(1.0, max(0.5, self.width() / SMALL))
        if len(self._support) and self.width() >= SMALL:
            # Points below points: frames, drawn all at once.
            painter.setPen(QPen(QColor(colours.faint), dot + 2))
            painter.drawPoints(self._pixels(points[self._support]))
        for label, hue in enumerate(hues):
            painter.setPen(QPen(QColor(hue), dot))
            painter.drawPoints(self._pixels(points[labels == label]))

    def _draw_names(
        self,
        painter: QPainter,
        classes: tuple[str, ...],
        points: NDArray[np.float32],
        labels: NDArray[np.int64],
        colours: theme.Theme,
    ) -> None:
        """Write each class's name at the middle of its images: colours alone tell nobody enough."""
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        for label, name in enumerate(classes):
            place = self.place_of(*np.median(points[labels == label], 0))
            box = QRectF(place.x() - 60, place.y() - 12, 120, 24)
            painter.setPen(QColor(colours.base))
            for right, down in HALO:
                painter.drawText(box.translated(right, down), Qt.AlignmentFlag.AlignCenter, name)
            painter.setPen(QColor(colours.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _pixels(self, points: NDArray[Any]) -> QPolygonF:
        ground = self._frame.ground
        x = (points[:, 0] - ground.x[0]) / (ground.x[-1] - ground.x[0]) * self.width()
        y = (1 - (points[:, 1] - ground.y[0]) / (ground.y[-1] - ground.y[0])) * self.height()
        return polygon(x, y)
