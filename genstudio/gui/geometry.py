"""Where the window was, and is again: always on a screen that is there."""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

SIZE = (1280, 800)  # of the very first window, where the screen has room for it


def restore(window: QWidget, text: str) -> None:
    """Put a window where it was, by the text that `saved` has made; anything else is let go.

    It is moved, and made smaller, where it would stick out of all screens: one may be gone.
    """
    available = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(min(SIZE[0], available.width()), min(SIZE[1], available.height()))
    stored = decoded(text)
    if stored is None or not window.restoreGeometry(stored):
        return
    if not (window.isMaximized() or window.isFullScreen()):
        wanted = QRect(window.pos(), window.size())
        rooms = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        window.setGeometry(fitted(wanted, rooms, available))


def saved(window: QWidget) -> str:
    """Return a text that says where the window is."""
    return encoded(window.saveGeometry())


def fitted(wanted: QRect, rooms: list[QRect], otherwise: QRect) -> QRect:
    """Return the rectangle moved and cut so that all of it lies in one of the rooms.

    That is the one which holds most of it, or `otherwise` where none holds any.
    """
    room = max(rooms, key=lambda r: _area(r & wanted), default=otherwise)
    if not _area(room & wanted):
        room = otherwise
    width, height = min(wanted.width(), room.width()), min(wanted.height(), room.height())
    left = min(max(wanted.left(), room.left()), room.left() + room.width() - width)
    top = min(max(wanted.top(), room.top()), room.top() + room.height() - height)
    return QRect(left, top, width, height)


def encoded(data: QByteArray) -> str:
    """Return bytes as a text that fits in JSON."""
    return base64.b64encode(data.data()).decode()


def decoded(text: str) -> QByteArray | None:
    """Return what `encoded` was given; None where somebody has edited it to nonsense."""
    try:
        return QByteArray(base64.b64decode(text, validate=True)) if text else None
    except ValueError:
        return None


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())
