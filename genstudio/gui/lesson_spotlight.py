"""A ring around the thing that a lesson speaks of. The mouse goes through it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QScrollArea, QWidget

from genstudio.gui import theme
from genstudio.gui.lesson_places import nearest, outline

GAP = 3  # px between the widget and the ring
WIDTH = 3  # px of the ring
HALO = 1  # px of a second ring on either side, in the opposite colour: seen on any ground
ROUND = 7  # px
AGAIN = 150  # ms: forms are made anew and tabs change without a word
MOVES = (
    QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide,
    QEvent.Type.ParentChange,
)  # fmt: skip


class Spotlight(QObject):
    """Keeps a ring around a place of the window, wherever it goes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._place: str | None = None
        self._watched: list[QWidget] = []
        self.ring = Ring(window)
        self._timer = QTimer(self, interval=AGAIN)
        self._timer.timeout.connect(self.follow)

    def point(self, place: str | None) -> None:
        """Ring a place, and scroll to it; None rings nothing."""
        self._place = place
        self._unwatch()
        if place is None:
            self._timer.stop()
            self.ring.hide()
            return
        target = nearest(self._window, place)
        if target is not None:
            _scroll_to(target)
        self.follow()
        self._timer.start()

    @Slot()
    def follow(self) -> None:
        """Put the ring where the place is now."""
        target = nearest(self._window, self._place) if self._place is not None else None
        if target is None:
            self.ring.hide()
            return
        self._watch(target)
        window, area = outline(target)
        self.ring.surround(window, area)

    def close(self) -> None:
        """Take the ring away for good."""
        self.point(None)
        self.ring.deleteLater()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow at once what moves."""
        if event.type() in MOVES:
            self.follow()
        return False

    def _watch(self, target: QWidget) -> None:
        chain: list[QWidget] = []
        widget: QWidget | None = target
        while widget is not None:
            chain.append(widget)
            widget = None if widget.isWindow() else widget.parentWidget()
        if chain != self._watched:
            self._unwatch()
            self._watched = chain
            for one in chain:
                one.installEventFilter(self)

    def _unwatch(self) -> None:
        for widget in self._watched:
            try:
                widget.removeEventFilter(self)
            except RuntimeError:  # Qt has destroyed it since: nothing left to watch
                continue
        self._watched = []


class Ring(QWidget):
    """A frame of a few pixels; everything inside it belongs to what is below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("lessonRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def surround(self, window: QWidget, area: QRect) -> None:
        """Lie around an area of a window; an empty one hides the ring."""
        if area.isEmpty():
            self.hide()
            return
        edge = GAP + WIDTH + 2 * HALO
        outer = area.adjusted(-edge, -edge, edge, edge).intersected(window.rect())
        moved = outer != self.geometry() or self.parentWidget() is not window
        if self.parentWidget() is not window:
            self.setParent(window)
        if moved:
            self.setGeometry(outer)
            inside = self.rect().adjusted(edge, edge, -edge, -edge)
            self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)))
        if self.isHidden():
            self.show()
        if window.children()[-1] is not self:
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring between two thin ones of the opposite colour."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = WIDTH + 2 * HALO
        middle = QRectF(self.rect()).adjusted(whole / 2, whole / 2, -whole / 2, -whole / 2)
        for colour, width in ((colours.base, whole), (colours.accent, WIDTH)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(middle, ROUND, ROUND)


def _scroll_to(target: QWidget) -> None:
    above = target.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(target, 0, 24)
        above = above.parentWidget()
