"""An equation set in type, whose terms light up: under the mouse, by keys, and from outside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontInfo,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.widgets import accessible, equation_art, equation_layout
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.equation_art import MARGIN, Term, exists

__all__ = ["Equation", "exists"]

SIZE = 1.3  # of the font's size: the letters of equations are small for theirs
AROUND = 2.0  # px that a lit term's ground reaches beyond its signs
TINT = 0.22  # of the accent colour in that ground
EDGE = 18  # px of the mark that there is more at a side


class Equation(Described, QWidget):
    """Draws an equation of resources/equations: `Equation("gan-d-star", parent)`.

    Signal: pointed(term), "" for none. Mouse: hovering points. Keys: Left, Right, Home and End go
    through the terms, Esc leaves them, Ctrl+C copies the LaTeX source. It breaks into lines, then
    shrinks; what is wider still is scrolled by the wheel or the keys. LookupError for a name
    that there is not.
    """

    ROLE = Role.Equation

    pointed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, size: float = SIZE) -> None:
        super().__init__(parent)
        accessible.install()
        self.art = equation_art.art(name)
        self.setObjectName(f"equation-{name}")
        self._size = size
        self._term = ""  # that is lit
        self._place: int | None = None  # of the term that the keys are at
        self._scrolled = 0.0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.art.spoken)
        self.setAccessibleDescription(tr("The arrow keys go through its terms."))
        self._lay_out()

    @property
    def name(self) -> str:
        """The equation's name."""
        return self.art.name

    @property
    def spoken(self) -> str:
        """The equation in words."""
        return self.art.spoken

    @property
    def terms(self) -> list[str]:
        """The terms, each once, in the order of reading."""
        return list(dict.fromkeys(term.name for term in self.art.terms))

    @property
    def highlighted(self) -> str:
        """The term that is lit; "" for none."""
        return self._term

    @property
    def scale(self) -> float:
        """Pixels a unit of the picture, as it is drawn."""
        return self._layout.scale

    def highlight(self, term: str) -> None:
        """Light a term up wherever it stands, "" for none; a term that is not here is none."""
        if term == self._term:
            return
        self._term = term
        if term == "":
            self._place = None
        self.update()

    def spoken_value(self) -> str:
        """Return the name of the term that is lit."""
        here = self._term in self.terms
        return equation_art.term_name(self._term) if here else ""

    def term_at(self, point: QPointF) -> str:
        """Return the term at a place, the innermost of several; "" for none."""
        found = [t for t in self.art.terms if self._ground(t).contains(point)]
        return min(found, key=lambda term: term.area).name if found else ""

    def term_and_box(self, point: QPoint) -> tuple[str, QRect] | None:
        """Return what the term at a place is called, and its rectangle; None where none is."""
        at = QPointF(point)
        term = self.term_at(at)
        box = next((box for box in self.boxes(term) if box.contains(at)), None)
        return None if box is None else (equation_art.term_name(term), box.toAlignedRect())

    def fit(self, width: int) -> None:
        """Take a width, and the height that it needs, at once: before it is shown."""
        self.setFixedWidth(width)
        self._lay_out(width)

    def boxes(self, term: str) -> list[QRectF]:
        """Return where a term stands."""
        return [self._ground(place) for place in self.art.terms if place.name == term]

    # Size

    def sizeHint(self) -> QSize:
        """Ask for one line at full size."""
        return QSize(round(equation_layout.natural_width(self.art, self._wanted())) + 1, self._high)

    def minimumSizeHint(self) -> QSize:
        """Ask for little: what does not fit is scrolled."""
        least = equation_layout.least_width(self.art, self._wanted())
        return QSize(min(120, round(least) + 1), self._high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_out()
            self.updateGeometry()
        elif event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _wanted(self) -> float:
        return self._size * QFontInfo(self.font()).pixelSize() / equation_art.units()

    def _lay_out(self, width: int = 0) -> None:
        wide = max(1, width or self.width())
        self._layout = equation_layout.fitted(self.art, self._wanted(), wide)
        self._high = round(self._layout.height + 2 * AROUND + 1)
        self._scroll(0.0)
        if self._high != self.height():
            self.setFixedHeight(self._high)  # as layouts do not ask for another height in time
        self.update()

    def _overflow(self) -> float:
        return max(0.0, self._layout.width - self.width())

    def _scroll(self, step: float) -> None:
        self._scrolled = min(self._overflow(), max(0.0, self._scrolled + step))
        self.update()

    def _ground(self, term: Term) -> QRectF:
        box = self._layout.box(term).translated(-self._scrolled, AROUND)
        return box.adjusted(-AROUND, -AROUND, AROUND, AROUND)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of what is lit, the parts, and a mark where there is more."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        ratio = self.devicePixelRatioF()
        self._draw_lit(painter, colours)
        for i, start in enumerate(self._layout.starts):
            part, scale = self.art.parts[i], self._layout.scale
            x = start.x() - MARGIN * scale - self._scrolled
            y = start.y() - (part.height + MARGIN) * scale + AROUND
            drawn = equation_art.picture(self.name, i, scale, ratio)
            painter.drawPixmap(QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio), drawn)
        self._draw_edges(painter, colours)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _draw_lit(self, painter: QPainter, colours: theme.Theme) -> None:
        ground = QColor(colours.accent)
        ground.setAlphaF(TINT)
        for number, place in enumerate(self.art.terms):
            if place.name != self._term:
                continue
            box = self._ground(place)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 3, 3)
            wide = 3.0 if number == self._place else 1.5
            painter.setPen(QPen(QColor(colours.accent), wide))
            painter.drawLine(
                QPointF(box.left() + 1, box.bottom()), QPointF(box.right() - 1, box.bottom())
            )

    def _draw_edges(self, painter: QPainter, colours: theme.Theme) -> None:
        """Say at a side that there is more: an arrow on a ground of its own."""
        for more, x in (
            (self._scrolled > 0.5, 0.0),
            (self._scrolled < self._overflow() - 0.5, self.width() - float(EDGE)),
        ):
            if more:
                box = QRectF(x, 0, EDGE, self.height())
                painter.fillRect(box, QColor(colours.raised))
                painter.setPen(QColor(colours.faint))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "‹" if x == 0 else "›")

    # What the user does

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what is under the mouse."""
        self._point(self.term_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._point("")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll what is wider than the widget; otherwise leave the wheel to what is around."""
        turned = event.angleDelta().x() or event.angleDelta().y()
        if self._overflow() > 0 and turned:
            self._scroll(-turned / 3)
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the terms, or copy the source."""
        last = len(self.art.terms) - 1
        at = -1 if self._place is None else self._place
        goals = {
            Qt.Key.Key_Right: min(at + 1, last),
            Qt.Key.Key_Left: max(at - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        goal = goals.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif goal is not None and last >= 0:
            self._go_to(goal)
        elif event.key() == Qt.Key.Key_Escape and self._place is not None:
            self._point("")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the term that the keys were at."""
        super().focusOutEvent(event)
        if self._place is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._point("")

    def event(self, event: QEvent) -> bool:
        """Name the term under the mouse where a tooltip is asked for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            term = self.term_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), equation_art.term_name(term) if term else "", self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the source."""
        menu = QMenu(self)
        menu.setObjectName("equationMenu")
        copy = QAction(tr("Copy LaTeX"), menu)
        copy.triggered.connect(self.copy)
        menu.addAction(copy)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def copy(self) -> None:
        """Put the LaTeX source on the clipboard."""
        QGuiApplication.clipboard().setText(self.art.tex)

    def _go_to(self, place: int) -> None:
        """Light the term of a place up, bring it into sight, and say its name."""
        term = self.art.terms[place]
        self._place = place
        box = self._ground(term)
        if box.left() < EDGE:
            self._scroll(box.left() - EDGE)
        elif box.right() > self.width() - EDGE:
            self._scroll(box.right() - self.width() + EDGE)
        self._point(term.name, place)
        self.update()
        accessible.changed(self, equation_art.term_name(term.name))

    def _point(self, term: str, place: int | None = None) -> None:
        self._place = place
        if term != self._term:
            self.highlight(term)
            self._place = place
            self.pointed.emit(term)
