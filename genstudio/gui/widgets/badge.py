"""A few words over the lower edge of a picture, which do not move what is around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.widgets.text import tip

MARGIN = 4


class Badge(QLabel):
    """Lies over its parent; hidden at first. Its tooltip says more."""

    def __init__(self, parent: QWidget, name: str, text: str, about: str) -> None:
        super().__init__(text, parent)
        named(self, name, text, tip(about))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setContentsMargins(6, 2, 6, 2)
        parent.installEventFilter(self)
        self.hide()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ground of its own: the picture below has any colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        ground = QColor(colours.base)
        ground.setAlpha(230)
        painter.setBrush(ground)
        painter.setPen(QColor(colours.warning))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)
        painter.end()
        super().paintEvent(event)

    def _place(self) -> None:
        host = self.parentWidget()
        if host is None:
            return
        wide = max(1, min(host.width() - 2 * MARGIN, self.sizeHint().width() + 2))
        high = self.heightForWidth(wide)
        self.setGeometry((host.width() - wide) // 2, host.height() - high - MARGIN, wide, high)
