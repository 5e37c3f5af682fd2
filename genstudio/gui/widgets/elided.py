"""A label that gives way: what does not fit ends in "…", and all of it is in its tooltip."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption, QWidget

from genstudio.gui.widgets.text import tip

WAYS = {"R": Qt.LayoutDirection.RightToLeft, "AL": Qt.LayoutDirection.RightToLeft}
COMFORT = 21  # digits


class Elided(QLabel):
    """One line of plain text, at least `least` digits wide, and `usual` where there is room.

    Between the two it keeps its width while a number in it changes.
    """

    def __init__(
        self, text: str = "", *, least: int = 4, usual: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least, self._usual = least, usual
        self._about = ""
        self._preferred = 0
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def text(self) -> str:
        """Return the text, all of it."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text; one that asks for the same room does not lay the window out anew."""
        before = self.sizeHint() if self.isVisible() else None
        self._text = text
        if before is not None and self.sizeHint() == before:
            self.setAccessibleDescription(text)  # what the label itself would tell is the old one
            self.update()
        else:
            super().setText(text)
        self._explain()

    def setToolTip(self, text: str) -> None:
        """Say more about it; where a part of the text is not to be seen, below all of it."""
        self._about = text
        self._explain()

    @property
    def elided(self) -> bool:
        """Whether a part of the text is not to be seen."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def sizeHint(self) -> QSize:
        """Return room for all of the text, and for what is usual."""
        hint = super().sizeHint()
        return QSize(self._preferred or max(self.whole(), self._digits(self._usual)), hint.height())

    def prefer(self, width: int) -> None:
        """Ask for this width (pixels) rather than for that of the text."""
        if width != self._preferred:
            self._preferred = width
            self.updateGeometry()

    def whole(self) -> int:
        """Return the width of all of the text."""
        margins = self.contentsMargins()
        wide = self.fontMetrics().horizontalAdvance(self._text)
        return wide + margins.left() + margins.right() + 1

    def comfortable(self) -> int:
        """Return the width of the text, but no more than fits beside an editor in a dock."""
        return min(self.whole(), self._digits(COMFORT))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few characters."""
        return QSize(self._digits(self._least), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the whole text in the tooltip where the new width cuts it."""
        super().resizeEvent(event)
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as fits, as QLabel would."""
        option = QStyleOption()
        option.initFrom(self)
        rect = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        align = int(QStyle.visualAlignment(self.layoutDirection(), self.alignment()).value)
        painter = QPainter(self)
        painter.setLayoutDirection(direction(text))  # a run's name is not turned about
        self.style().drawItemText(
            painter,
            rect,
            align,
            option.palette,
            self.isEnabled(),
            text,
            self.foregroundRole(),
        )

    def _digits(self, count: int) -> int:
        return self.fontMetrics().horizontalAdvance("0") * count

    def _explain(self) -> None:
        told = (tip(self._text) if self.elided else "") + self._about
        if told != self.toolTip():
            super().setToolTip(told)


def direction(text: str) -> Qt.LayoutDirection:
    """Return which way a text runs: that of its first letter."""
    kinds = (bidirectional(character) for character in text)
    first = next((kind for kind in kinds if kind in ("L", *WAYS)), "L")
    return WAYS.get(first, Qt.LayoutDirection.LeftToRight)
