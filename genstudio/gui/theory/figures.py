"""The figures of a bench: name, value and what it should come to; each is linked to its term."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.numbers import localised, number
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.flow import Flow
from genstudio.gui.widgets.text import tip

TINT = 45  # of 255: behind a figure that is pointed at


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a bench: its key in the frame, and how it is shown.

    `title` and `about` are marked texts, `target` says what it should come to, as in
    Python ("−1.386").
    """

    key: str
    title: str
    about: str
    term: str = ""
    style: str = ".3f"
    target: str = ""


class Figures(QWidget):
    """Cells side by side, as many lines of them as are needed. Signal: pointed(term)."""

    pointed = Signal(str)

    def __init__(self, figures: Sequence[Figure], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = {figure.key: Cell(figure, self) for figure in figures}
        flow = Flow(self, spacing=4)
        for cell in self.cells.values():
            flow.addWidget(cell)
            cell.pointed.connect(self.pointed)

    def show_values(self, values: Mapping[str, float]) -> None:
        """Show the values by their keys; one that is not there is a dash."""
        for key, cell in self.cells.items():
            cell.put(values.get(key))

    def highlight(self, term: str) -> None:
        """Tint the figures of a term."""
        for cell in self.cells.values():
            cell.tint(bool(term) and cell.figure.term == term)


class Cell(Described, QWidget):
    """One figure. Signal: pointed(term) when the mouse or the keyboard is on it, "" when gone."""

    ROLE = Role.StaticText
    pointed = Signal(str)

    def __init__(self, figure: Figure, parent: QWidget) -> None:
        super().__init__(parent)
        self.figure = figure
        self._tinted = False
        self.setObjectName(f"figure-{figure.key}")
        self.setAccessibleName(tr(figure.title))
        self.setToolTip(tip(tr(figure.about)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._value = QLabel()
        self._value.setTextFormat(Qt.TextFormat.PlainText)
        font = self._value.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self._value.setFont(font)
        title = tr(figure.title)
        if figure.target:
            title = tr("{figure} → {target}", figure=title, target=localised(figure.target))
        caption = QLabel(title)
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setProperty("kind", "faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 3, 8, 3)
        column.setSpacing(0)
        column.addWidget(caption)
        column.addWidget(self._value)
        self.put(None)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._value.setMinimumSize(0, 0)

    def put(self, value: float | None) -> None:
        """Show another value."""
        text = shown(value, self.figure.style)
        if text != self._value.text():
            needed = self._value.fontMetrics().horizontalAdvance(text) + 2
            if needed > self._value.width() or self._value.minimumWidth() == 0:
                self._value.setFixedSize(needed, self._value.sizeHint().height())
            # Of a fixed size: numbers that change 60 times a second ask for no new layout.
            self._value.setText(text)

    def text(self) -> str:
        """Return the value as it is shown."""
        return self._value.text()

    def spoken_value(self) -> str:
        """Return the value, for a screen reader."""
        return self._value.text()

    def tint(self, on: bool) -> None:
        """Show that the term is pointed at somewhere."""
        if on != self._tinted:
            self._tinted = on
            self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Point at the term."""
        self.pointed.emit(self.figure.term)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self.pointed.emit("")
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Point at the term by the keyboard."""
        self.pointed.emit(self.figure.term)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing."""
        self.pointed.emit("")
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a tint, with a bar at the side as the second cue, and a frame for the keyboard."""
        painter = QPainter(self)
        accent = QColor(theme.colours().accent)
        if self.hasFocus():
            painter.setPen(accent)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if not self._tinted:
            return
        painter.fillRect(QRect(0, 0, 3, self.height()), accent)
        accent.setAlpha(TINT)
        painter.fillRect(self.rect(), accent)


def shown(value: float | None, style: str) -> str:
    """Write a value as people read it; what is infinite has a sign for it."""
    if value is None or math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return number(value, f"z{style}").replace("-", "−")  # z: what is rounded to 0 has no sign
