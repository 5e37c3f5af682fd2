"""Small helpers for the controls of a panel: each has a name, a meaning and a tooltip."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

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
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    labelled(row, text, widget)
    return both


def labelled(row: QHBoxLayout, text: str, widget: QWidget) -> None:
    """Put a control into a row, with its label in front; the label's mnemonic leads to it."""
    label = QLabel(text)
    label.setBuddy(widget)
    row.addWidget(label)
    row.addWidget(widget)
