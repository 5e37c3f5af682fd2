"""The line above a plot: its title, and each term with its pen, name and value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.gui import theme
from genstudio.gui.widgets.text import number, tip

# One pattern a term, in pen widths: told apart without colours. The last is for validation.
DASHES: tuple[tuple[float, ...], ...] = ((), (12, 4), (8, 3, 2, 3), (2, 3))
VALIDATION: tuple[float, ...] = (4, 4)
SAMPLE = 24  # pixels of line shown before a name
GAP = 8  # pixels between two terms
PAIRED = "val"  # what follows its term in the same line, as a dashed sample and a number


@dataclass(frozen=True, slots=True)
class Item:
    """One term as the readout shows it."""

    name: str
    colour: str
    dash: tuple[float, ...]
    value: float | None = None


def pen(colour: str | QColor, dash: tuple[float, ...], width: float = 1) -> QPen:
    """Return a thin pen of this colour and pattern."""
    result = QPen(QColor(colour), width)
    result.setCosmetic(True)
    if dash:
        result.setDashPattern([float(d) for d in dash])
    return result


class Readout(QWidget):
    """Draws the title and the items, in as many lines as the width needs."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setToolTip(tip(f"{title}\nSolid: while training. Dashed: on the validation images."))
        self._at = ""
        self._items: list[Item] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._line() + 2)

    def set_items(self, items: list[Item], at: str = "") -> None:
        """Show these terms; `at` says where on the x axis the values are taken."""
        self._items, self._at = items, at
        said = ", ".join(f"{i.name} {number(i.value)}" for i in items if i.value is not None)
        self.setAccessibleName(f"{self._title} {at}: {said}")
        self._fit()
        self.update()

    @property
    def items(self) -> list[Item]:
        """The terms as they are shown."""
        return self._items

    @property
    def at(self) -> str:
        """Where on the x axis the values are taken."""
        return self._at

    def sizeHint(self) -> QSize:
        """Ask for little width: the lines wrap."""
        return QSize(160, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as the new width needs."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw title and items."""
        colours = theme.colours()
        painter = QPainter(self)
        metrics = painter.fontMetrics()
        painter.setFont(self._bold())
        painter.setPen(QColor(colours.text))
        width = metrics.horizontalAdvance(self._at)
        room = self.width() - width - 6 - 8 - 10
        title = painter.fontMetrics().elidedText(
            self._title, Qt.TextElideMode.ElideRight, max(room, 0)
        )
        painter.drawText(QPoint(8, metrics.ascent() + 1), title)
        painter.setFont(self.font())
        painter.setPen(QColor(colours.faint))
        painter.drawText(QPoint(self.width() - width - 6, metrics.ascent() + 1), self._at)
        for item, place in zip(self._items, self._places()):
            middle = place.y() - metrics.ascent() / 2 + 1
            painter.setPen(pen(item.colour, item.dash, 2))
            start = QPointF(place.x(), middle)
            painter.drawLine(start, start + QPointF(_sample(item) - 6, 0))
            painter.setPen(QColor(colours.text))
            painter.drawText(place + QPoint(_sample(item), 0), text_of(item))

    def _fit(self) -> None:
        places = self._places()
        bottom = places[-1].y() if places else self.fontMetrics().ascent() + 1
        wanted = bottom + self.fontMetrics().descent() + 3
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def _places(self) -> list[QPoint]:
        """Return where each item's text stands: after the title, wrapped."""
        metrics = self.fontMetrics()
        x = 8 + self._title_width() + 18
        y = metrics.ascent() + 1
        # The first line leaves room for the place on the x axis.
        right = self.width() - metrics.horizontalAdvance(self._at or "step 888,888") - 20
        # A value that gets longer must not make the names jump.
        widths = [_sample(i) + metrics.horizontalAdvance(_longest(i)) + GAP for i in self._items]
        places = []
        for index, width in enumerate(widths):
            paired = self._items[index + 1 : index + 2]
            whole = width + (widths[index + 1] if paired and paired[0].name == PAIRED else 0)
            least = width if index and self._items[index].name == PAIRED else whole
            if x + least - GAP > right and x > 8:
                x, y, right = 8, y + self._line(), self.width() - 6
            places.append(QPoint(x, y))
            x += width
        return places

    def _line(self) -> int:
        return self.fontMetrics().height() + 1

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _title_width(self) -> int:
        return QFontMetrics(self._bold()).horizontalAdvance(self._title)


def _sample(item: Item) -> int:
    return SAMPLE - 4 if item.name == PAIRED else SAMPLE


def _longest(item: Item) -> str:
    """Return the widest text that this item is likely to need."""
    value = "−888.8" if item.value is not None and item.value < 0 else "8.888"
    return value if item.name == PAIRED else f"{item.name} {value}"


def text_of(item: Item) -> str:
    """Return what stands beside the sample of its line."""
    if item.value is None:
        return item.name
    name = "" if item.name == PAIRED else f"{item.name} "
    return f"{name}{number(item.value)}".replace("-", "−")
