"""The card that explains words beside what is pointed at: tooltip, word, sentences, equation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.glossary import Entry
from genstudio.gui.glossary_places import TAG
from genstudio.gui.widgets import accessible, equation_art
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.equation import Equation

WIDTH = 58  # average characters
PAD = 10  # px around
GAP = 6  # px between the card and what it stands beside
EDGE = 4  # px kept from the screen's edge


class Card(Described, QFrame):
    """A window without a frame that takes neither the keyboard nor the mouse."""

    ROLE = Role.ToolTip

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        accessible.install()
        self.setObjectName("glossaryCard")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.entries: tuple[Entry, ...] = ()
        self._page: QWidget | None = None

    def show_words(
        self,
        entries: Sequence[Entry],
        tip: str,
        beside: QRect,
        room: QRect,
        *,
        hint: str = "",
        above: bool = False,
    ) -> None:
        """Explain words under a tooltip's text, beside a rectangle and within another one.

        `above` keeps what is below the rectangle in sight: so that there is room for it, it shows
        no equations, and the tooltip's text instead of a single word's.
        """
        self.entries = tuple(entries)
        width = min(self._wide(), room.width() - 2 * EDGE)
        title = tip if above and len(self.entries) == 1 else ""
        self._fill("" if title else tip, hint, width, title=title, equations=not above)
        self.setAccessibleName(self.said(tip))
        self.move(placed(self.size(), beside, room, above=above))
        self.show()
        self.raise_()

    def said(self, tip: str = "") -> str:
        """Return the whole card in words, equations too."""
        parts = [TAG.sub(" ", tip).strip()] if tip else []
        for entry in self.entries:
            parts.append(f"{entry.word}: {entry.text}")
            if entry.equation:
                parts.append(equation_art.art(entry.equation).spoken)
        return "\n".join(part for part in parts if part)

    def spoken_value(self) -> str:
        """Return what is explained."""
        return ", ".join(entry.word for entry in self.entries)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and edge."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.base))
        painter.setPen(QColor(colours.faint))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _wide(self) -> int:
        return WIDTH * self.fontMetrics().averageCharWidth() + 2 * PAD

    def _fill(self, tip: str, hint: str, width: int, *, title: str, equations: bool) -> None:
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        page = self._page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(4)
        inner = width - 2 * PAD
        if tip:
            column.addWidget(_text(tip, inner, Qt.TextFormat.AutoText))
        for number, entry in enumerate(self.entries):
            if tip or number:
                column.addWidget(Line())
            _add(column, entry, inner, title or entry.word, equations=equations)
        if hint:
            column.addWidget(_faint(hint, inner))
        size = QSize(width, column.totalHeightForWidth(width))
        page.setGeometry(QRect(QPoint(0, 0), size))
        self.setFixedSize(size)
        page.show()


def placed(size: QSize, beside: QRect, room: QRect, *, above: bool = False) -> QPoint:
    """Return where a card goes: below or above what it stands beside, else at a side; never on it.

    With `above` that is tried first. Where there is no room anywhere, it is put below, or above
    where that is larger, and cut.
    """
    x = min(max(beside.left(), room.left() + EDGE), room.right() - EDGE - size.width() + 1)
    x = max(x, room.left())
    under, over = beside.bottom() + 1 + GAP, beside.top() - GAP - size.height()
    fits_under = under + size.height() <= room.bottom() + 1 - EDGE
    fits_over = over >= room.top() + EDGE
    if fits_under or fits_over:
        return QPoint(x, over if fits_over and (above or not fits_under) else under)
    y = max(room.top(), min(beside.top(), room.bottom() + 1 - EDGE - size.height()))
    right, left = beside.right() + 1 + GAP, beside.left() - GAP - size.width()
    if right + size.width() <= room.right() + 1 - EDGE:
        return QPoint(right, y)
    if left >= room.left() + EDGE:
        return QPoint(left, y)
    return QPoint(x, under if room.bottom() - beside.bottom() >= beside.top() else over)


def _add(column: QVBoxLayout, entry: Entry, width: int, title: str, *, equations: bool) -> None:
    word = _text(title, width)
    word.setProperty("kind", "heading")
    column.addWidget(word)
    column.addWidget(_text(entry.text, width))
    if entry.equation and equations:
        equation = Equation(entry.equation)
        equation.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        equation.fit(width)
        column.addWidget(equation)


def _text(text: str, width: int, kind: Qt.TextFormat = Qt.TextFormat.PlainText) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(kind)
    label.setWordWrap(True)
    label.setFixedWidth(width)
    return label


def _faint(text: str, width: int) -> QLabel:
    label = _text(text, width)
    label.setProperty("kind", "faint")
    return label


class Line(QWidget):
    """A line between two words, in the theme's colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), QColor(theme.colours().border))


def hint(keys: str) -> str:
    """Return what the keys do once more."""
    return tr("{keys} again: the glossary", keys=keys)
