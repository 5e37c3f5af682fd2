"""Who takes the space bar: with most controls it trains, but some need it themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

TAKERS = QAbstractButton, QComboBox, QAbstractItemView, QPlainTextEdit, QTextEdit


class SpaceBar(QObject):
    """Has the window's shortcut yield where the control with the keyboard has a use for the key.

    Qt asks the control, and then what it lies in, before it looks for a shortcut. The floating
    panes are asked too: they are windows of their own.
    """

    def __init__(self, window: QWidget, panes: Sequence[QWidget]) -> None:
        super().__init__(window)
        for asked in (window, *panes):
            asked.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Answer for the control."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Space and plain and takes(QApplication.focusWidget()):
            event.accept()
            return True
        return False


def takes(widget: QWidget | None) -> bool:
    """Say whether a control has a use for the space bar."""
    return isinstance(widget, TAKERS) or (isinstance(widget, QGroupBox) and widget.isCheckable())
