"""The line above a plot: its title, and each term with its pen, name and value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.text import number, tip

# One pattern a term, in pen widths: told apart without colours. The last is for validation.
DASHES: tuple[tuple[float, ...], ...] = ((), (12, 4), (8, 3, 2, 3), (2, 3))
VALIDATION: tuple[float, ...] = (4, 4)
SAMPLE = 24  # pixels of line shown before a name
GAP = 8  # pixels between two terms
PAIRED = mark("val")  # what follows its term in the same line, as a dashed sample and a number


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


class Readout(Described, QWidget):
    """Draws the title and the items, in as many lines as the width needs."""

    ROLE = Role.StaticText

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        accessible.install()
        self.setAccessibleName(title)
        said = tr("Solid: while training. Dashed: on the validation images.")
        self.setToolTip(tip(f"{title}\n{said}"))
        self._at = ""
        self._items: list[Item] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._line() + 2)

    def set_items(self, items: list[Item], at: str = "") -> None:
        """Show these terms; `at` says where on the x axis the values are taken."""
        self._items, self._at = items, at
        self.setAccessibleDescription(self.spoken_value())
        self._fit()
        self.update()

    def spoken_value(self) -> str:
        """Return all names and values, and where they are taken."""
        values = [f"{i.name} {number(i.value)}" for i in self._items if i.value is not None]
        if not values:
            return ""
        return tr(
            "{title}, {place}: {values}",
            title=self._title,
            place=self._at,
            values=", ".join(values),
        )

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
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the plot below
        metrics = painter.fontMetrics()
        painter.setFont(self._bold())
        painter.setPen(QColor(colours.text))
        width = metrics.horizontalAdvance(self._at)
        for index, line in enumerate(self._title_lines()):
            painter.drawText(QPoint(8, metrics.ascent() + 1 + index * self._line()), line)
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
        titles = self.fontMetrics().ascent() + 1 + (len(self._title_lines()) - 1) * self._line()
        wanted = max(titles, places[-1].y() if places else 0) + self.fontMetrics().descent() + 3
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def _places(self) -> list[QPoint]:
        """Return where each item's text stands: after the title, wrapped."""
        metrics = self.fontMetrics()
        titles = self._title_lines()
        x = 8 + QFontMetrics(self._bold()).horizontalAdvance(titles[-1]) + 18
        y = metrics.ascent() + 1 + (len(titles) - 1) * self._line()
        # The first line leaves room for the place on the x axis.
        first = self._title_room() + 4
        right = first if len(titles) == 1 else self.width() - 6
        # A value that gets longer must not make the names jump.
        widths = [_sample(i) + metrics.horizontalAdvance(_longest(i)) + GAP for i in self._items]
        places = []
        for index, width in enumerate(widths):
            paired = self._items[index + 1 : index + 2]
            whole = width + (widths[index + 1] if paired and _paired(paired[0]) else 0)
            least = width if index and _paired(self._items[index]) else whole
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

    def _title_room(self) -> int:
        """Return the width of the first line, beside the place on the x axis."""
        longest = max((self._at, tr("step {step:,}", step=888_888)), key=len)
        return self.width() - self.fontMetrics().horizontalAdvance(longest) - 24

    def _title_lines(self) -> list[str]:
        """Break the title into lines that fit, the first one beside the place."""
        metrics = QFontMetrics(self._bold())
        lines: list[str] = []
        for word in self._title.split():
            longer = f"{lines[-1]} {word}" if lines else word
            room = self._title_room() if len(lines) < 2 else self.width() - 14
            if lines and metrics.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1:] = [longer]
        return lines or [""]


def _paired(item: Item) -> bool:
    return item.name == tr(PAIRED)


def _sample(item: Item) -> int:
    return SAMPLE - 4 if _paired(item) else SAMPLE


def _longest(item: Item) -> str:
    """Return the widest text that this item is likely to need."""
    value = "−888.8" if item.value is not None and item.value < 0 else "8.888"
    return value if _paired(item) else f"{item.name} {value}"


def text_of(item: Item) -> str:
    """Return what stands beside the sample of its line."""
    if item.value is None:
        return item.name
    name = "" if _paired(item) else f"{item.name} "
    value = number(item.value).replace("-", "−")  # the hyphens of a run's name are none
    return f"{name}{value}"
