"""The ring around whatever has the keyboard: the same for every kind of widget, in both themes.

Styles draw the focus of a check box as a dotted line and that of a slider not at all. This
ring has the accent colour, which stands out of every ground by 3:1 (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QMenuBar,
    QProxyStyle,
    QScrollArea,
    QSlider,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from genstudio.gui import theme

WIDTH = 2  # px
MARGIN = 24  # px of what is around a control that was scrolled to
SMALL = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QSlider)


class FocusRing(QFocusFrame):
    """Around small widgets, on the edge of large ones, which may fill the window."""

    _around: QWidget | None = None  # Qt resizes a widget before it is made

    def __init__(self, widget: QWidget, style: QStyle) -> None:
        super().__init__(widget.window())
        self.setStyle(style)
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._around = widget
        self.setWidget(widget)
        if isinstance(widget, QTabBar):
            widget.currentChanged.connect(self._on_tab)

    def line(self) -> QRectF:
        """Return where the middle of the ring's line runs, in the frame's coordinates."""
        around, half = self._around, WIDTH / 2
        if around is None or not isValid(around):
            return QRectF()
        origin = self.mapFromGlobal(around.mapToGlobal(QPoint(0, 0)))
        if isinstance(around, QTabBar):
            tab = around.tabRect(around.currentIndex()).translated(origin)
            return QRectF(tab).adjusted(3, 3, -3, -3)
        edge = QRectF(QRect(origin, around.size()))
        if isinstance(around, SMALL):
            return edge.adjusted(-half, -half, half, half)
        return edge.adjusted(half, half, -half, -half)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colour()), WIDTH))
        corner = 6 if isinstance(self._around, SMALL) else 2
        painter.drawRoundedRect(self.line(), corner, corner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cover nothing but the ring: what is painted below must not be painted twice."""
        super().resizeEvent(event)
        self._cut()

    def _colour(self) -> str:
        """Return the accent colour, or, around a widget of that colour, the text's."""
        colours = theme.colours()
        primary = self._around is not None and self._around.property("kind") == "primary"
        return colours.text if primary else colours.accent

    @Slot()
    def _on_tab(self) -> None:
        self._cut()
        self.update()

    def _cut(self) -> None:
        line = self.line()
        outer, inner = line.adjusted(-2, -2, 2, 2), line.adjusted(6, 6, -6, -6)
        self.setMask(QRegion(outer.toAlignedRect()) - QRegion(inner.toAlignedRect()))


class _Above(QProxyStyle):
    """Has Qt lay the ring over the widget, whole: on a large one it would not be seen else."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        """Answer two questions otherwise than the style."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returnData)


class FocusRings(QObject):
    """Keeps the ring about the widget that has the keyboard, in whichever window."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.setObjectName("focusRings")
        self._ring: FocusRing | None = None
        self._style = _Above("Fusion")
        self._style.setParent(self)
        application.focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        if new is None:
            return
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            bring_into_view(new)  # under a mouse that presses, nothing must move
        if _wants(new):
            self._ring = FocusRing(new, self._style)


def bring_into_view(widget: QWidget) -> None:
    """Scroll whatever a widget lies in so that it is seen: Qt does that for Tab only."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and around.widget() is not None:
            around.ensureWidgetVisible(widget, MARGIN, MARGIN)
        around = around.parentWidget()


def _wants(widget: QWidget) -> bool:
    """Say whether a widget shows by a ring that it has the keyboard."""
    popup = widget.window().windowType() == Qt.WindowType.Popup
    bare = widget.isWindow() or isinstance(widget, QMenuBar)
    return not (popup or bare)
