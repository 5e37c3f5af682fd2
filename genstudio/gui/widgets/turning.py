"""Widgets side by side: as many as have room are shown, buttons at both ends turn to the others."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QToolButton, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.widgets.text import tip

LEAST = 196  # px: in less, a plot has no room for its names and numbers
BUTTON = 18  # px
GAP = 6  # px


class Turning(QWidget):
    """A row of widgets with names. Signal: turned() when others are shown than before."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QWidget] = []
        self._names: list[str] = []
        self._first = 0
        self._count = 0
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the plots' axes
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        # How many are shown follows from the width, and not the other way round.
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumWidth(LEAST)
        self.back = self._button("plotsBefore", tr("Plots before"), "chevron-left", self._on_back)
        self.on = self._button("morePlots", tr("More plots"), "chevron-right", self._on_on)
        self._row.addWidget(self.back)
        self._row.addWidget(self.on)

    @property
    def shown(self) -> range:
        """The places of the widgets that are shown."""
        return range(self._first, self._first + self._count)

    def sizeHint(self) -> QSize:
        """Ask for a wide strip."""
        return QSize(720, 200)

    def add(self, widget: QWidget, name: str) -> None:
        """Add a widget at the end; `name` is said by the button that turns to it."""
        widget.hide()
        self._row.insertWidget(1 + len(self._items), widget, 1)
        self._items.append(widget)
        self._names.append(name)
        self._arrange()

    def clear(self) -> None:
        """Take all widgets away; they stay hidden children, for whoever added them to drop."""
        for widget in self._items:
            self._row.removeWidget(widget)
            widget.hide()
        self._items, self._names = [], []
        self._first = self._count = 0
        self._arrange()

    def picture(self, scale: int) -> QImage:
        """Paint all widgets beside each other, in the size that they are shown in."""
        size = self._items[self._first].size() if self._items else self.size()
        step = size.width() + GAP
        wide = max(step * len(self._items) - GAP, self.width())
        image = QImage(QSize(wide, self.height()) * scale, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        image.fill(self.palette().window().color())
        painter = QPainter(image)
        first = self._first
        for start in range(0, len(self._items), max(1, self._count)):
            self._show(start)  # what is hidden has no size of its own
            for place in self.shown:
                self._items[place].render(painter, QPoint(place * step, 0))
        painter.end()
        self._show(first)
        return image

    def turn(self, pages: int) -> None:
        """Show the widgets so many pages further on; there is always a full page."""
        self._show(self._first + pages * max(1, self._count))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as have room now."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _on_back(self) -> None:
        self.turn(-1)

    @Slot()
    def _on_on(self) -> None:
        self.turn(1)

    def _show(self, first: int) -> None:
        self._first = first
        self._arrange()
        self._row.activate()

    def _arrange(self) -> None:
        before = self.shown
        self._count = fitting(self.width(), len(self._items))
        self._first = max(0, min(self._first, len(self._items) - self._count))
        for place, widget in enumerate(self._items):
            widget.setVisible(place in self.shown)
        names = ", ".join(self._names[: self._first])
        self._offer(self.back, tr("Plots before: {names}", names=names) if names else "")
        names = ", ".join(self._names[self.shown.stop :])
        self._offer(self.on, tr("More plots: {names}", names=names) if names else "")
        if self.shown != before:
            self.turned.emit()

    def _offer(self, button: QToolButton, text: str) -> None:
        """Say where a button turns to; at the end of the way it stays, and nothing jumps."""
        button.setVisible(self._count < len(self._items))
        button.setEnabled(bool(text))
        button.setToolTip(tip(text) if text else button.accessibleName())

    def _button(self, name: str, meaning: str, icon: str, slot: Callable[[], None]) -> QToolButton:
        button = named(QToolButton(self), name, meaning)
        button.setIcon(theme.icon(icon))
        button.setFixedWidth(BUTTON)
        button.setIconSize(QSize(16, 16))
        button.setStyleSheet("padding: 0;")  # the arrow has all of the width
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        button.setProperty("kind", "flat")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(slot)
        button.hide()
        return button


def fitting(width: int, count: int) -> int:
    """Return how many of `count` widgets have room, at least one where there is one."""
    if count * (LEAST + GAP) - GAP <= width:
        return count
    room = width - 2 * (BUTTON + GAP)
    return min(count, max(1, (room + GAP) // (LEAST + GAP)))
