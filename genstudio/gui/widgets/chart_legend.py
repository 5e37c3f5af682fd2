"""The legend of a chart: a sample and a name each, in rows above the frame."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QStaticText

from genstudio.gui import theme
from genstudio.gui.widgets.chart_marks import Mark

SAMPLE = 18.0  # px, of the line that is shown
GAP, APART = 5.0, 14.0  # px between sample and name, and between entries
SUB = re.compile(r"_\{([^}]*)\}")


def plain(name: str) -> str:
    """Return a name as it is spoken: `p_{data}` is "p data"."""
    return SUB.sub(r" \1", name)


def rich(name: str) -> str:
    """Return a name as it is drawn: what stands in `_{...}` is set lower."""
    return SUB.sub(r"<sub>\1</sub>", html.escape(name))


@dataclass(slots=True)
class Entry:
    """One name, and where it stands."""

    mark: Mark
    text: QStaticText
    box: QRectF


class Legend:
    """Lays the names out anew only where they, the width or the font change."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._laid: tuple[object, ...] = ()
        self.height = 0.0

    def lay_out(self, marks: Iterable[Mark], left: float, width: float, font: QFont) -> float:
        """Place the entries in rows from the top; return how high they are together."""
        named = [mark for mark in marks if mark.name]
        key = (tuple((m.term, m.name) for m in named), left, width, font.key())
        if key == self._laid:
            for entry, mark in zip(self.entries, named):
                entry.mark = mark
            return self.height
        self._laid, self.entries = key, []
        x, y, high = left, 2.0, 0.0
        for mark in named:
            text = QStaticText(rich(mark.name))
            text.setTextFormat(Qt.TextFormat.RichText)
            text.prepare(font=font)
            size = text.size()
            wide = SAMPLE + GAP + size.width()
            if x > left and x + wide > left + width:
                x, y = left, y + high
            high = max(high, size.height() + 1)
            self.entries.append(Entry(mark, text, QRectF(x, y, wide, size.height())))
            x += wide + APART
        self.height = y + high + 2 if named else 0.0
        return self.height

    def paint(
        self, painter: QPainter, paint_of: Callable[[Mark], QColor], lit: str, colours: theme.Theme
    ) -> None:
        """Draw samples and names; the one that is pointed at stands on a ground of its own."""
        for entry in self.entries:
            box = entry.box
            if entry.mark.term == lit:
                ground = QColor(theme.mix(colours.background, colours.accent, 0.2))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                painter.drawRoundedRect(box.adjusted(-3, 0, 3, 0), 3, 3)
            sample = QRectF(box.left(), box.center().y() - 5, SAMPLE, 10)
            entry.mark.swatch(painter, sample, paint_of(entry.mark))
            painter.setPen(QColor(colours.text))
            painter.drawStaticText(QPointF(box.left() + SAMPLE + GAP, box.top()), entry.text)

    def replace(self, former: Mark, mark: Mark) -> None:
        """Show another mark of the same name where the former was."""
        for entry in self.entries:
            if entry.mark is former:
                entry.mark = mark

    def term_at(self, place: QPointF) -> str:
        """Return the term whose entry is there, or ""."""
        for entry in self.entries:
            if entry.box.adjusted(-3, 0, 3, 0).contains(place):
                return entry.mark.term
        return ""
