"""D, D* and |D - D*| side by side: one of them large, with the samples, the others small."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.numbers import number
from genstudio.gui.theory import gan2d_paint as paint
from genstudio.gui.theory import gan2d_scene as scenes
from genstudio.gui.theory.gan2d_paint import Ground
from genstudio.gui.theory.gan2d_pen import Pen
from genstudio.gui.theory.stills import Stills
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role

HEATS = ("d", "d_star", "d_gap")
TITLES = {
    "d": mark("D(x)"),
    "d_star": mark("D*(x), the best D"),
    "d_gap": mark("|D − D*|"),
}
SHORT = {"d": mark("D"), "d_star": mark("D*"), "d_gap": mark("|D − D*|")}
CARRIED = ("d_star", "p_g")  # are the same in several frames
ROOM = 9  # lines of text: a pane that is not wider has no numbers in its corner
LAYERS = ("real", "fake", "manifold", "arrows", "half", "z")
GAP = 6  # px
ALIKE = 0.85  # of the large pane's side: three of this one are better than one and two small
STEP = 0.02  # of the view: an arrow key
KEYS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}  # fmt: skip


class Planes(Described, QWidget):
    """Three panes. A click on a small one makes it the large one; so do the keys 1, 2, 3.

    Signals: pointed(term); read(text), the numbers under the mouse or under the mark that the
    arrow keys move; chosen(heat).
    """

    ROLE = Role.Chart
    pointed = Signal(str)
    read = Signal(str)
    chosen = Signal(str)

    def __init__(self, pen: Pen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self.pen = pen
        self.drawing = False
        self.main = "d"
        self.layers = {"real", "fake", "manifold", "arrows", "half", "z"}
        self.brush, self.paper = 0.12, (-2.0, 2.0, -2.0, 2.0)
        self._frame: Any = None
        self._heats: dict[str, QImage] = {}
        self._stills = Stills()
        self._term = ""
        self._over = ""
        self._mark: tuple[float, float] | None = None
        self.setObjectName("gan2dChart")
        self.setAccessibleName(tr("D, D* and their difference in the plane"))
        self.setAccessibleDescription(tr(
            "The keys 1, 2 and 3 choose the large picture; the arrow keys read it off."
        ))  # fmt: skip
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        pen.moved.connect(self.update)
        pen.drawn.connect(self.update)

    def sizeHint(self) -> QSize:
        """Ask for a large pane and two small ones beside it."""
        return QSize(480, 320)

    def minimumSizeHint(self) -> QSize:
        """Do with little."""
        return QSize(150, 120)

    def show_frame(self, frame: Any) -> None:
        """Draw another frame."""
        known = self._frame
        self._frame = frame
        same = known is not None and known.d_star is frame.d_star and known.p_g is frame.p_g
        self._heats = {n: h for n, h in self._heats.items() if same and n in CARRIED}
        if self._mark is not None:
            self.read.emit(self.words_at(*self._mark))
        self.update()

    def set_main(self, heat: str) -> None:
        """Show one of HEATS in the large pane."""
        if heat != self.main:
            self.main = heat
            self.chosen.emit(heat)
            self.update()

    def set_layer(self, layer: str, shown: bool) -> None:
        """Show one of LAYERS, or not."""
        (self.layers.add if shown else self.layers.discard)(layer)
        self.update()

    def set_drawing(self, on: bool) -> None:
        """Draw with the mouse and the keys, or look."""
        self.drawing = on
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        left, right, *_ = self.extent
        self.pen.wide = right - left
        self.update()

    def highlight(self, term: str) -> None:
        """Make what a term stands for stand out."""
        if term != self._term:
            self._term = term
            self.update()

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """What part of the plane is shown: left, right, bottom, top."""
        if self.drawing or self._frame is None:
            return self.paper
        found: tuple[float, float, float, float] = self._frame.extent
        return found

    def ground(self) -> Ground:
        """Return the large pane, as it lies on the screen."""
        return Ground(self.rects()[self.main], self.extent)

    def rects(self) -> dict[str, QRectF]:
        """Return where each pane is: all alike in a row where it is long, else one large."""
        wide, high = self.width() - 2.0, self.height() - 2.0
        others = [heat for heat in HEATS if heat != self.main]
        alike = max(40.0, min(high, (wide - 2 * GAP) / 3))
        beside = wide >= high
        long, short = (wide, high) if beside else (high, wide)
        large = max(40.0, min(short, (2 * long - 3 * GAP) / 3))
        if alike >= ALIKE * large:
            left, top = 1 + (wide - 3 * alike - 2 * GAP) / 2, 1 + (high - alike) / 2
            return {
                heat: QRectF(left + index * (alike + GAP), top, alike, alike)
                for index, heat in enumerate([self.main, *others])
            }
        small = (large - GAP) / 2
        left = 1 + (wide - (large + GAP + small if beside else large)) / 2
        top = 1 + (high - (large if beside else large + GAP + small)) / 2
        found = {self.main: QRectF(left, top, large, large)}
        for index, heat in enumerate(others):
            along, across = index * (small + GAP), large + GAP
            x, y = (left + across, top + along) if beside else (left + along, top + across)
            found[heat] = QRectF(x, y, small, small)
        return found

    def spoken_value(self) -> str:
        """Return what is to be seen, in words."""
        if self._frame is None:
            return ""
        figures = self._frame.figures
        text = tr("Step {step}; the mean of D is {mean}.", step=number(self._frame.step),
                  mean=number(figures.get("mean_d", 0.5), ".2f"))  # fmt: skip
        if "captured" in figures:
            text += " " + tr(
                "{captured} of {modes} modes are captured.",
                captured=number(int(figures["captured"])),
                modes=number(int(figures["modes"])),
            )
        return text

    def words_at(self, x: float, y: float) -> str:
        """Return the place, and D, D* and the densities in its cell."""
        frame, (left, right, bottom, top) = self._frame, self.extent
        if frame is None or not (left <= x < right and bottom <= y < top):
            return ""
        count = len(frame.d)
        i, j = int((x - left) / (right - left) * count), int((y - bottom) / (top - bottom) * count)
        area = (right - left) * (top - bottom) / count**2
        best = float(frame.d_star[i, j])
        return tr(
            "x = ({x}, {y}): D = {d}, D* = {best}, p_data = {real}, p_g = {fake}",
            x=number(x, ".2f"),
            y=number(y, ".2f"),
            d=number(float(frame.d[i, j]), ".2f"),
            best="–" if np.isnan(best) else number(best, ".2f"),
            real=number(float(frame.p_data[i, j]) / area, ".3f"),
            fake=number(float(frame.p_g[i, j]) / area, ".3f"),
        )

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panes."""
        if self._frame is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for heat, rect in self.rects().items():
            painter.save()
            painter.setClipRect(rect)
            large = heat == self.main
            if large and self.drawing:
                self._draw_paper(painter, Ground(rect, self.extent))
            else:
                if heat != "d":  # it says nothing in places: hatches show through there
                    self._stills.draw(
                        painter, f"hatches {heat}", rect, (), partial(paint.hatch, rect)
                    )
                paint.draw_heat(painter, rect, self._heat(heat))
            if large and not self.drawing:
                ground = Ground(rect, self.extent)
                veil = self._heat("p_g")
                known = veil, self._stills
                scenes.draw(painter, ground, self._frame, self.layers, self._term, *known)
                self._draw_mark(painter, ground)
            painter.restore()
            self._draw_frame(painter, heat, rect, large=large)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._heats.clear()
            self.update()

    def _heat(self, name: str) -> QImage:
        if name not in self._heats:
            frame = self._frame
            if name == "p_g":
                self._heats[name] = paint.density(frame.p_g, QColor(theme.colours().fake))
                return self._heats[name]
            table = np.abs(frame.d - frame.d_star) if name == "d_gap" else getattr(frame, name)
            ramp = paint.rising() if name == "d_gap" else paint.diverging()
            self._heats[name] = paint.heat(table, ramp)
        return self._heats[name]

    def _draw_frame(self, painter: QPainter, heat: str, rect: QRectF, *, large: bool) -> None:
        colours = theme.colours()
        lit = self._term == heat or self._over == heat
        focused = large and self.hasFocus()
        edge = colours.accent if lit or focused else colours.border
        width = 2.5 if lit else 1.5 if focused else 1.0
        title = tr("Draw here") if large and self.drawing else tr(TITLES[heat])
        text = ""
        if large and rect.width() >= ROOM * painter.fontMetrics().height():
            left, right, *_ = self.extent
            text = tr("{left} to {right}", left=number(left, ".1f"), right=number(right, ".1f"))
        key = (edge, width, title, tr(SHORT[heat]), text)
        self._stills.draw(painter, heat, rect, key, partial(paint.draw_frame, rect, *key))

    def _draw_paper(self, painter: QPainter, ground: Ground) -> None:
        """Draw the strokes so far as wide as the brush; two sigmas hold most of a stroke."""
        colours = theme.colours()
        painter.fillRect(ground.rect, QColor(colours.base))
        left, right, *_ = self.extent
        width = 4 * self.brush / (right - left) * ground.rect.width()
        soft = QColor(colours.real)
        soft.setAlpha(90)
        for colour, wide in ((soft, width), (QColor(colours.real), 1.5)):
            pen = QPen(colour, wide)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            for stroke in self.pen.strokes:
                places = [QPointF(x, y) for x, y in ground.pixels(np.array(stroke))]
                if len(places) == 1:
                    painter.drawPoint(places[0])
                else:
                    painter.drawPolyline(places)
        if self.hasFocus():
            x, y = ground.pixels(np.array(self.pen.at))
            painter.setPen(QPen(QColor(colours.text), 1.5))
            painter.drawEllipse(QPointF(x, y), 5, 5)

    def _draw_mark(self, painter: QPainter, ground: Ground) -> None:
        if self._mark is None or not self.hasFocus():
            return
        x, y = ground.pixels(np.array(self._mark))
        painter.setPen(QPen(QColor(theme.colours().text), 1.5))
        painter.drawLine(QPointF(x - 8, y), QPointF(x + 8, y))
        painter.drawLine(QPointF(x, y - 8), QPointF(x, y + 8))

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke, or choose a small pane."""
        at = event.position()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        heat = self._pane(at)
        if heat and heat != self.main:
            self.set_main(heat)
        elif heat and self.drawing:
            self.pen.press(*self.ground().place(at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a stroke; tell what is under the mouse."""
        at = event.position()
        heat = self._pane(at)
        if self.drawing and self.pen.down:
            ground = self.ground()
            inside = QPointF(
                min(max(at.x(), ground.rect.left()), ground.rect.right()),
                min(max(at.y(), ground.rect.top()), ground.rect.bottom()),
            )
            self.pen.drag(*ground.place(inside))
            return
        self._set_over("" if self.drawing and heat == self.main else heat)
        text = ""
        if heat and not self.drawing:
            text = self.words_at(*Ground(self.rects()[heat], self.extent).place(at))
        self.read.emit(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a stroke."""
        if self.drawing and event.button() == Qt.MouseButton.LeftButton:
            self.pen.release()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self._set_over("")
        self.read.emit("")

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the pen from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and self.drawing:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Space, *KEYS):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draw; choose the large pane; read off."""
        if self.drawing and self.pen.key(event):
            return
        key = Qt.Key(event.key())
        if event.text() in ("1", "2", "3"):
            self.set_main(HEATS[int(event.text()) - 1])
        elif key in KEYS:
            self._move_mark(*KEYS[key])
        elif key == Qt.Key.Key_Escape and self._mark is not None:
            self._mark = None
            self.read.emit("")
            self.update()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def _move_mark(self, x: int, y: int) -> None:
        left, right, bottom, top = self.extent
        at = self._mark or ((left + right) / 2, (bottom + top) / 2)
        step = STEP * (right - left)
        nearly = 1e-6 * (right - left)
        self._mark = (
            min(max(at[0] + step * x, left), right - nearly),
            min(max(at[1] + step * y, bottom), top - nearly),
        )
        words = self.words_at(*self._mark)
        self.read.emit(words)
        accessible.announce(self, words)
        self.update()

    def _pane(self, at: QPointF) -> str:
        return next((heat for heat, rect in self.rects().items() if rect.contains(at)), "")

    def _set_over(self, heat: str) -> None:
        if heat != self._over:
            self._over = heat
            self.setToolTip(tr("Click to see this large") if heat not in ("", self.main) else "")
            self.pointed.emit(heat)
            self.update()
