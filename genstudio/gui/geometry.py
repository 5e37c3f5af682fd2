"""Where the window was, and is again: always on a screen that is there."""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

SIZE = QSize(1280, 800)  # of the very first window, where the screen has room for it
FRAME = QSize(8, 48)  # px that a window manager's frame may take: nobody knows before it is shown


def restore(window: QWidget, text: str) -> bool:
    """Put a window where it was, by the text that `saved` has made; anything else is let go.

    It is moved, and made smaller, where it would stick out of all screens: one may be gone.
    Returns whether it is a first window that is best shown maximised, because the screen has
    hardly room for it.
    """
    available = QGuiApplication.primaryScreen().availableGeometry()
    size = first_size(available.size())
    window.resize(size)
    stored = decoded(text)
    if stored is None or not window.restoreGeometry(stored):
        return size != SIZE
    if _moves(window):
        window.setGeometry(fitted(window.geometry(), _rooms(), available))
    return False


def settle(window: QWidget) -> None:
    """Bring a window back whose frame sticks out of the screen, now that the frame is known."""
    frame, inside = window.frameGeometry(), window.geometry()
    if not _moves(window):
        return
    whole = fitted(frame, _rooms(), QGuiApplication.primaryScreen().availableGeometry())
    if whole != frame:
        window.setGeometry(
            whole.adjusted(
                inside.left() - frame.left(),
                inside.top() - frame.top(),
                inside.right() - frame.right(),
                inside.bottom() - frame.bottom(),
            )
        )


def first_size(room: QSize) -> QSize:
    """Return the size of the very first window: `SIZE`, or what the room has beside a frame."""
    return SIZE.boundedTo(room - FRAME)


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


def _moves(window: QWidget) -> bool:
    return not (window.isMaximized() or window.isFullScreen() or window.isMinimized())


def _rooms() -> list[QRect]:
    return [screen.availableGeometry() for screen in QGuiApplication.screens()]


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())
