"""A small canvas to draw on with the mouse or the keyboard, at many times the data's resolution."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.images import to_qimage
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.strokes import BUTTONS, Strokes

FINE = 224  # px a side at least: strokes stay smooth when they are averaged down
BRUSHES = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)  # pixels of a picture that is 28 pixels wide
USUAL = 2  # of the brushes: about what a digit of MNIST is drawn with
STEP = 1 / 56  # of the side: what an arrow key moves the pen


class Canvas(Strokes[QImage]):
    """Strokes on a ground. `changed` says that there is another picture; it carries nothing.

    The left button draws, the right one erases; the keys are those of all strokes.
    """

    UNDONE = 60
    brush_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground, self._ink = QColor("black"), QColor("white")
        self._coloured = False
        self._side = 0
        self._image = QImage()
        self._last: QPointF | None = None  # where the stroke has come to, in shares of the side
        self.eraser = False
        self._pen = QPointF(0.5, 0.5)  # of the keyboard
        self._keyed = False
        self.brush = USUAL
        self.touched = False
        self.set_kind(28)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(96, 96)
        self.setAccessibleName(tr("Canvas"))
        self.setAccessibleDescription(
            tr("Draw with the mouse, or with arrow keys and Return to set the pen down.")
        )

    def set_kind(self, side: int, *, coloured: bool = False, dark: bool = True) -> None:
        """Begin anew for pictures `side` px wide, in colour or not, on a dark ground or a light."""
        fine = side * max(1, math.ceil(FINE / side))
        if (fine, coloured, dark) == (self._side, self._coloured, self._ground.lightness() < 128):
            return
        self._side, self._coloured = fine, coloured
        self._ground = QColor("black" if dark else "white")
        self._ink = QColor("white" if dark else "black")
        kind = QImage.Format.Format_RGB888 if coloured else QImage.Format.Format_Grayscale8
        self._image = QImage(fine, fine, kind)
        self._image.fill(self._ground)
        self.touched = False
        self.forget()
        self.update()

    def pixels(self) -> NDArray[np.uint8]:
        """Return the picture as uint8 [C, side, side], a copy."""
        image = self._image
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(self._side, image.bytesPerLine())
        channels = 3 if self._coloured else 1
        kept = rows[:, : self._side * channels].reshape(self._side, self._side, channels)
        return np.ascontiguousarray(kept.transpose(2, 0, 1))

    def show_picture(self, pixels: NDArray[np.uint8]) -> None:
        """Show a picture [C, H, W] to be drawn over; nothing is emitted but the history."""
        self.remember()
        keep, fast = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation
        enlarged = to_qimage(pixels).scaled(self._side, self._side, keep, fast)
        self._image = enlarged.convertToFormat(self._image.format())
        self.touched = True
        self.update()

    @property
    def empty(self) -> bool:
        """Whether nothing has been drawn yet."""
        return not self.touched

    @property
    def ink(self) -> QColor:
        """The colour that is drawn with."""
        return self._ink

    def set_ink(self, colour: QColor) -> None:
        """Draw with another colour from now on."""
        self._ink = QColor(colour)
        self.eraser = False

    def set_brush(self, brush: int) -> None:
        """Choose one of BRUSHES."""
        brush = max(0, min(len(BRUSHES) - 1, brush))
        if brush != self.brush:
            self.brush = brush
            self.brush_changed.emit(brush)
            self.update()

    def set_stroke(self, share: float) -> None:
        """Choose the brush that is nearest to a thickness given in shares of the side."""
        self.set_brush(int(np.argmin([abs(width / 28 - share) for width in BRUSHES])))

    def clear(self) -> None:
        """Begin with an empty ground; that can be undone."""
        self.remember()
        self._image.fill(self._ground)
        self._note()

    def drawn(self) -> QImage:
        """Return the picture; it is copied when it is drawn on."""
        return QImage(self._image)

    def draw(self, state: QImage) -> None:
        """Show another picture."""
        self._image = state
        self._note()

    def spoken_value(self) -> str:
        """Return where the pen is, and whether it draws."""
        across, down = round(100 * self._pen.x()), round(100 * self._pen.y())
        place = tr("pen at {across} % across, {down} % down", across=across, down=down)
        return tr("{place}, drawing", place=place) if self._down else place

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() not in BUTTONS:
            return
        self._lift()
        self._keyed = False
        self._erasing = self.eraser or event.button() == Qt.MouseButton.RightButton
        self.remember()
        self._last = self._share(event.position())
        self._stroke(self._last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        if self._last is not None:
            self._stroke(self._share(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        self._last = None

    # Brush and keyboard

    def thicken(self, by: int) -> None:
        """Take the brush that is so many places further in BRUSHES."""
        self.set_brush(self.brush + by)

    def move_pen(self, across: int, down: int) -> None:
        """Move the pen by so many steps."""
        x = min(1.0, max(0.0, self._pen.x() + across * STEP))
        y = min(1.0, max(0.0, self._pen.y() + down * STEP))
        self._pen, self._keyed = QPointF(x, y), True
        if self._down:
            self._stroke(self._pen)
        self.update()
        accessible.changed(self, self.spoken_value())

    def press_pen(self) -> None:
        """Set the pen down, or lift it."""
        if self._down:
            self._lift()
        else:
            self._set_down()

    def _set_down(self) -> None:
        self._down = self._keyed = True
        self._erasing = self.eraser
        self.remember()
        self._last = QPointF(self._pen)
        self._stroke(self._pen)
        accessible.changed(self, self.spoken_value())

    def _lift(self) -> None:
        if self._down:
            self._down, self._last = False, None
            self.update()
            accessible.changed(self, self.spoken_value())

    # Strokes

    def _stroke(self, to: QPointF) -> None:
        """Draw a line with round ends from the last point, antialiased."""
        width = BRUSHES[self.brush] * self._side / 28
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._ground if self._erasing else self._ink
        round_ends = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, *round_ends))
        start = self._last if self._last is not None else to
        if start == to:
            painter.drawPoint(to * self._side)
        else:
            painter.drawLine(start * self._side, to * self._side)
        painter.end()
        self._last = QPointF(to)
        self._note()

    def _note(self) -> None:
        self.touched = True
        self.update()
        self.changed.emit()

    # Painting

    def sizeHint(self) -> QSize:
        """Ask for a small square."""
        return QSize(150, 150)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of a square."""
        return width

    def field(self) -> QRectF:
        """Return the square that is drawn in, in the widget's own coordinates."""
        side = min(self.width(), self.height())
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _share(self, place: QPointF) -> QPointF:
        field = self.field()
        return (place - field.topLeft()) / max(1.0, field.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, a hint while it is empty, and the keyboard's pen."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self.field()
        painter.drawImage(field, self._image)
        painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.border), 1))
        painter.drawRect(field.adjusted(0.5, 0.5, -0.5, -0.5))
        if not self.touched:
            painter.setPen(QColor("#9aa3ad" if self._ground.lightness() < 128 else "#5c6570"))
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(field.adjusted(8, 8, -8, -8), wrap, tr("Draw here"))
        if self.hasFocus() and self._keyed:
            radius = max(3.0, BRUSHES[self.brush] * field.width() / 56)
            centre = field.topLeft() + self._pen * field.width()
            filled = QColor(colours.accent) if self._down else QColor(0, 0, 0, 0)
            painter.setBrush(filled)
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.drawEllipse(centre, radius, radius)
