"""What a widget says of itself at a point: the text in which words are looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QTabBar,
    QWidget,
)

from genstudio.gui.mnemonics import plain
from genstudio.gui.widgets.accessible import Described
from genstudio.gui.widgets.equation import Equation

TAG = re.compile(r"<[^>]*>")
LONGEST = 400  # characters: longer texts are prose, not names


@dataclass(frozen=True, slots=True)
class Place:
    """A widget, or a part of it: its rectangle on the screen, what it says, and its tooltip.

    A term of an equation lights up in the picture below it, which has to stay in sight.
    """

    widget: QWidget  # that tooltips are asked of
    area: QRect
    text: str
    tip: str
    control: str = ""
    term: bool = False


def place_at(widget: QWidget, point: QPoint) -> Place | None:
    """Return what a widget says at one of its points; None where it says nothing of itself."""
    parent = widget.parentWidget()
    if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
        if isinstance(parent, QHeaderView):
            return _head(parent, point)
        if isinstance(parent, QAbstractItemView):
            return _cell(parent, parent.indexAt(point))
        return _whole(parent, widget)
    if isinstance(widget, QTabBar):
        return _tab(widget, widget.tabAt(point))
    if isinstance(widget, Equation):
        return _term(widget, point)
    if isinstance(widget, QLabel) and not _written(widget).contains(point):
        return None
    if isinstance(parent, QAbstractSpinBox | QComboBox):  # the line in it
        return _whole(parent, widget)
    return _whole(widget, widget)


def place_of(widget: QWidget) -> Place | None:
    """Return what a widget says that has the keyboard, at the place where the keyboard is."""
    if isinstance(widget, QTabBar):
        return _tab(widget, widget.currentIndex())
    if isinstance(widget, QAbstractItemView):
        found = _cell(widget, widget.currentIndex())
        return found if found and found.text else _whole(widget, widget)
    if isinstance(widget, Equation):
        boxes = widget.boxes(widget.highlighted)
        return _term(widget, boxes[0].center().toPoint() if boxes else QPoint(-1, -1))
    if isinstance(widget, QLabel):
        return _whole(widget, widget)
    return place_at(widget, widget.rect().center())


def text_of(widget: QWidget) -> str:
    """Return what a widget shows and what it is called, without marks of any kind."""
    said = [widget.accessibleName()]
    if isinstance(widget, QLabel):
        said.insert(0, widget.text())
    elif isinstance(widget, QAbstractButton):
        said.insert(0, plain(widget.text()))
    elif isinstance(widget, QGroupBox):
        said.insert(0, plain(widget.title()))
    elif isinstance(widget, QComboBox):
        said.append(widget.currentText())
    text = " · ".join(part for part in said if part)
    return unescape(TAG.sub(" ", text)) if "<" in text else text


def _whole(widget: QWidget, under: QWidget) -> Place | None:
    """Return all of a widget; None for one that only holds others."""
    kinds = (QLabel, QAbstractButton, QGroupBox, QComboBox, QAbstractSpinBox, Described)
    if not isinstance(widget, kinds) and widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return None
    buddy = widget.buddy() if isinstance(widget, QLabel) else None
    tip = widget.toolTip() or (buddy.toolTip() if buddy is not None else "")
    control = buddy.objectName() if buddy is not None else widget.objectName()
    text = text_of(widget)
    if len(text) > LONGEST:
        return None
    area = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
    return Place(under, area, text, tip, control)


def _written(label: QLabel) -> QRect:
    """Return where a label's text is: it may be far wider than that."""
    if "<" in label.text():
        return label.rect()
    wrap = Qt.TextFlag.TextWordWrap.value if label.wordWrap() else 0
    flags = label.alignment().value | wrap
    box = label.fontMetrics().boundingRect(label.contentsRect(), flags, label.text())
    return box.adjusted(-4, -4, 4, 4)


def _tab(bar: QTabBar, index: int) -> Place | None:
    if index < 0:
        return None
    box = bar.tabRect(index)
    area = QRect(bar.mapToGlobal(box.topLeft()), box.size())
    return Place(bar, area, plain(bar.tabText(index)), bar.tabToolTip(index) or bar.toolTip())


def _cell(view: QAbstractItemView, index: QModelIndex) -> Place | None:
    if not index.isValid():
        return None
    box = view.visualRect(index)
    area = QRect(view.viewport().mapToGlobal(box.topLeft()), box.size())
    tip = index.data(Qt.ItemDataRole.ToolTipRole) or view.toolTip()
    return Place(view.viewport(), area, str(index.data() or ""), str(tip))


def _head(head: QHeaderView, point: QPoint) -> Place | None:
    at = head.logicalIndexAt(point)
    model = head.model()
    if at < 0 or model is None:
        return None
    text = str(model.headerData(at, head.orientation()) or "")
    tip = str(model.headerData(at, head.orientation(), Qt.ItemDataRole.ToolTipRole) or "")
    area = QRect(head.viewport().mapToGlobal(QPoint(0, 0)), head.viewport().size())
    if head.orientation() == Qt.Orientation.Horizontal:
        left = head.viewport().mapToGlobal(QPoint(head.sectionViewportPosition(at), 0)).x()
        area.setLeft(left)
        area.setWidth(head.sectionSize(at))
    return Place(head.viewport(), area, text, tip)


def _term(equation: Equation, point: QPoint) -> Place | None:
    found = equation.term_and_box(point)
    if found is None:
        return None
    name, box = found
    area = QRect(equation.mapToGlobal(box.topLeft()), box.size())
    return Place(equation, area, name, name, term=True)
