"""One message bar for many messages: one at a time, none that matters is lost."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, QTimer, Slot

from genstudio.gui.state import Message
from genstudio.gui.widgets.message_bar import MessageBar

BRIEF = 8000  # ms that a message stays which asks for nothing


class Notices(QObject):
    """Shows messages in turn; a mere note makes room for the next one by itself."""

    def __init__(self, bar: MessageBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._shown: Message | None = None
        self._waiting: deque[Message] = deque()
        self._timer = QTimer(self, singleShot=True, interval=BRIEF)
        self._timer.timeout.connect(bar.dismiss)
        bar.closed.connect(self._next)

    @Slot(object)
    def add(self, message: Message) -> None:
        """Show a message now, or after those that have to be closed first."""
        if any(message.text == m.text for m in self._waiting):
            return
        if self._shown is None or _brief(self._shown) or self._shown.text == message.text:
            self._show(message)
        else:
            self._waiting.append(message)

    @Slot()
    def review(self) -> None:
        """Take away what has been overtaken by events."""
        self._waiting = deque(message for message in self._waiting if _valid(message))
        if self._shown is not None and not _valid(self._shown):
            self._bar.dismiss()

    @Slot()
    def _next(self) -> None:
        self._timer.stop()
        self._shown = None
        if self._waiting:
            self._show(self._waiting.popleft())

    def _show(self, message: Message) -> None:
        self._shown = message
        self._bar.show_message(
            message.text,
            message.level,
            message.action_text,
            message.action,
            message.details,
            message.other_text,
            message.other,
        )
        if _brief(message):
            self._timer.start()
        else:
            self._timer.stop()


def _valid(message: Message) -> bool:
    return message.valid is None or message.valid()


def _brief(message: Message) -> bool:
    asks = message.action or message.other or message.details
    return message.level == "info" and not asks
