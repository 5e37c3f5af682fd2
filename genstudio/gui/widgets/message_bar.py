"""What went wrong or well, in one line inside the window, never in a box of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.icons import tinted
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role

Level = Literal["info", "warning", "error"]


class MessageBar(Described, QWidget):
    """Takes no room until there is a message; text is plain, never rich.

    Signal: closed().
    """

    ROLE = Role.AlertMessage
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.setAccessibleName(tr("Message"))
        accessible.install()
        self._level: Level = "info"
        self._action: Callable[[], object] | None = None
        self._look: Callable[[], object] | None = None
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.setObjectName("messageAction")
        self._button.clicked.connect(self._act)
        self._other = QPushButton(tr("Show more"))
        self._other.setObjectName("messageOther")
        self._other.setToolTip(tr("Show more about this; the message stays"))
        self._other.clicked.connect(self._show_more)
        self._more = QPushButton(tr("Details"))
        self._more.setObjectName("messageDetails")
        self._more.setCheckable(True)
        self._more.setToolTip(tr("Show what happened in full, to read or to copy"))
        self._more.toggled.connect(self._show_details)
        self._close = QToolButton()
        self._close.setObjectName("messageClose")
        self._close.setIcon(theme.icon("close"))
        self._close.setProperty("kind", "flat")
        self._close.setAccessibleName(tr("Close message"))
        self._close.setToolTip(tr("Close this message (Esc)"))
        self._close.clicked.connect(self.dismiss)
        self._details = QPlainTextEdit(readOnly=True)
        self._details.setAccessibleName(tr("Details"))
        self._details.setMaximumHeight(140)
        self._arrange()
        self.hide()

    def show_message(
        self,
        text: str,
        level: Level = "info",
        action_text: str | None = None,
        action: Callable[[], object] | None = None,
        details: str | None = None,
        other_text: str | None = None,
        other: Callable[[], object] | None = None,
    ) -> None:
        """Show one message, with a button that does something about it where there is one.

        The message goes with that; it stays with `other`, which is there to look at something.
        """
        self._level, self._action, self._look = level, action, other
        self._other.setText(other_text or tr("Show more"))
        self._other.setVisible(bool(other_text and other))
        self._text.setText(text)
        self._button.setText(action_text or "")
        self._button.setVisible(bool(action_text and action))
        self._details.setPlainText(details or "")
        self._more.setChecked(False)
        self._more.setVisible(bool(details))
        self.setAccessibleDescription(text)
        self._colour_icon()
        self.show()
        self.update()
        accessible.announce(self, text, urgent=level == "error")

    def spoken_value(self) -> str:
        """Return the message."""
        return self.text

    @property
    def text(self) -> str:
        """The message in view, or nothing."""
        return "" if self.isHidden() else self._text.text()

    @property
    def level(self) -> Level:
        """How serious the last message is."""
        return self._level

    @Slot()
    def dismiss(self) -> None:
        """Take the message away and give its room back."""
        self._action = self._look = None
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Colour the icon anew when the theme changes."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colour_icon()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the background, tinted by the level, with a bar at the left edge."""
        colours = theme.colours()
        strong = getattr(colours, self._level)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.mix(colours.base, strong, 0.12))
        painter.fillRect(0, 0, 4, self.height(), strong)

    @Slot()
    def _act(self) -> None:
        action = self._action
        self.dismiss()
        if action is not None:
            action()

    @Slot()
    def _show_more(self) -> None:
        if self._look is not None:
            self._look()

    @Slot(bool)
    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)

    def _colour_icon(self) -> None:
        strong = getattr(theme.colours(), self._level)
        self._icon.setPixmap(tinted(self._level, strong, 20, self.devicePixelRatioF()))

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        for button in (self._more, self._other, self._button, self._close):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addLayout(line)
        layout.addWidget(self._details)
        self._details.hide()
