"""Small helpers for the controls of a panel: each has a name, a meaning and a tooltip."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, meaning: str, tip: str = "") -> W:
    """Give a control its object name, its accessible name and its tooltip; return it."""
    widget.setObjectName(name)
    widget.setAccessibleName(meaning)
    widget.setToolTip(tip or meaning)
    return widget


def pair(text: str, widget: QWidget) -> QWidget:
    """Return a control with its label in front, as one thing that a row may wrap."""
    both = QWidget()
    both.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    labelled(row, text, widget)
    return both


def gap() -> QWidget:
    """Return what takes the room that a row has left, so that what follows stands at its end."""
    empty = QWidget()
    empty.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return empty


def no_taller(widget: QWidget) -> None:
    """Have what is as high as it is wide take no more than that, and less where room is scarce."""
    policy = widget.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
    widget.setSizePolicy(policy)


def labelled(row: QHBoxLayout, text: str, widget: QWidget) -> None:
    """Put a control into a row, with its label in front; the label's mnemonic leads to it."""
    label = QLabel(text)
    label.setBuddy(widget)
    row.addWidget(label)
    row.addWidget(widget)


def turn(layout: QBoxLayout, *, beside: bool) -> None:
    """Put the parts of a layout beside one another, or below."""
    way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
    if layout.direction() != way:
        layout.setDirection(way)


def closing(dialog: QDialog) -> QDialogButtonBox:
    """Return the button that closes a dialog; without Qt's icon, which knows no dark theme."""
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    close = buttons.button(QDialogButtonBox.StandardButton.Close)
    close.setIcon(QIcon())
    close.setObjectName(f"{dialog.objectName()}Close")
    buttons.rejected.connect(dialog.close)
    return buttons


def heading(text: str, buddy: QWidget | None = None) -> QLabel:
    """Return a title, which leads to a control where one is given."""
    label = QLabel(text)
    label.setProperty("kind", "heading")
    label.setContentsMargins(0, 6, 0, 0)
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def paragraph(kind: str, text: str = "") -> QLabel:
    """Return plain text that wraps, in the style of its kind."""
    label = QLabel(text)
    label.setProperty("kind", kind)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
