"""What has less room on the screen than it needs: words that are cut, controls that stick out."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from genstudio.gui.widgets.elided import Elided

QTS = ("qt_", "ScrollLeftButton", "ScrollRightButton")


def of_qt(widget: QObject) -> bool:
    """Whether a widget is a part that Qt or pyqtgraph makes for itself: it has Qt's own words."""
    return widget.objectName().startswith(QTS) or type(widget).__module__.startswith("pyqtgraph")


def cut(window: QWidget) -> list[str]:
    """Return what is on the screen and has less room than its words need."""
    faults = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or of_qt(widget):
            continue
        lack = lacking(widget)
        if lack > 0:
            text = getattr(widget, "text", str)()
            faults.append(f"{type(widget).__name__} {widget.objectName()} {text!r} lacks {lack} px")
    return faults


def lacking(widget: QWidget) -> int:
    """Return by how many pixels the words of a widget are cut; 0 when they fit."""
    if isinstance(widget, Elided):
        return 0 if widget.toolTip() or not widget.elided else 1
    if isinstance(widget, QLabel):
        rect = widget.contentsRect()
        if widget.wordWrap():
            return max(0, widget.heightForWidth(widget.width()) - widget.height())
        lines = widget.text().replace("&", "").split("\n")
        widest = max(widget.fontMetrics().horizontalAdvance(line) for line in lines)
        return max(0, widest - rect.width())
    if isinstance(widget, QAbstractButton):
        return max(0, widget.minimumSizeHint().width() - widget.width()) if widget.text() else 0
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        field = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            widget,
        )
        wide = widget.fontMetrics().horizontalAdvance(widget.currentText())
        return 0 if widget.toolTip() else max(0, wide - field.width())
    if isinstance(widget, QTabBar):
        whole = all(widget.tabRect(i).right() <= widget.width() for i in range(widget.count()))
        return 0 if whole else 1
    return 0


def outside(window: QWidget) -> list[str]:
    """Return the controls that stick out of what holds them, and so cannot be read or pressed."""
    faults = []
    for widget in window.findChildren(QWidget):
        shown = isinstance(widget, QLabel | QAbstractButton | QComboBox) and widget.isVisible()
        if shown and not of_qt(widget):
            seen = (
                widget.visibleRegion().boundingRect().width()
            )  # nothing where it is scrolled away
            if 0 < seen < widget.width():
                faults.append(f"{widget.objectName() or widget}: {seen} of {widget.width()} px")
    return faults
