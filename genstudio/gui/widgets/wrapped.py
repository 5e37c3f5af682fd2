"""A line of text that is broken to the width it gets, and asks for no width of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Wrapped(QLabel):
    """A label that wraps, and whose height is right inside of any layout.

    A QLabel that wraps tells a layout, in a box in a box, the least height of another width.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for no width: the text wraps."""
        return QSize(1, self.height())

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: the text wraps."""
        return QSize(1, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as the new width needs."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take the height of another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def hasHeightForWidth(self) -> bool:
        """Say that the height is settled here, not by the layout."""
        return False

    def _fit(self) -> None:
        self.setMinimumHeight(0)  # a label asks for no less than that, so that it never shrinks
        wanted = max(self.fontMetrics().height(), self.heightForWidth(max(1, self.width())))
        self.setFixedHeight(wanted)
