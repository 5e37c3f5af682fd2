"""How a run stands in the list of runs: two lines, below the run that it branched off."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from genstudio.core.errors import printable
from genstudio.core.language import tr
from genstudio.core.status import STATUS
from genstudio.gui import theme
from genstudio.gui.best import described
from genstudio.gui.numbers import number
from genstudio.gui.widgets.text import tip
from genstudio.gui.widgets.time_handle import star

if TYPE_CHECKING:
    from genstudio.train.lineage import Node

FOLDER = Qt.ItemDataRole.UserRole
OPEN = Qt.ItemDataRole.UserRole + 1
BEST = Qt.ItemDataRole.UserRole + 2
DEPTH = Qt.ItemDataRole.UserRole + 3
ELIDE = Qt.TextElideMode.ElideMiddle
Index = QModelIndex | QPersistentModelIndex
PADDING = 7  # px
INDENT = 14  # px a generation
MOST_INDENTS = 6  # beyond which a family is as deep as that


class TwoLines(QStyledItemDelegate):
    """Draws a run as its name, bold when it is open, over what is to be said about it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for two lines."""
        return QSize(80, 2 * option.fontMetrics.height() + 2 * PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        self.initStyleOption(option, index)
        first, _, second = str(index.data()).partition("\n")
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = option.palette.ColorRole
        inwards = INDENT * min(int(index.data(DEPTH) or 0), MOST_INDENTS)
        box = option.rect.adjusted(PADDING + inwards, PADDING, -PADDING, -PADDING)
        painter.save()
        font = option.font
        font.setBold(bool(index.data(OPEN)))
        painter.setFont(font)
        if inwards:
            self._draw_elbow(painter, box, option.palette.color(role.PlaceholderText))
        painter.setPen(option.palette.color(role.HighlightedText if chosen else role.Text))
        line = box
        if index.data(BEST):
            line = box.adjusted(0, 0, -2 * PADDING - 2, 0)
            self._draw_star(painter, box, chosen)
        name = painter.fontMetrics().elidedText(first, ELIDE, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignTop, name)
        font.setBold(False)
        painter.setFont(font)
        faint = role.HighlightedText if chosen else role.PlaceholderText
        painter.setPen(option.palette.color(faint))
        told = painter.fontMetrics().elidedText(second, ELIDE, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom, told)
        painter.restore()

    def _draw_elbow(self, painter: QPainter, box: QRect, colour: QColor) -> None:
        """Draw the line that leads down from the parent."""
        left, middle = box.left() - INDENT + 4, box.top() + painter.fontMetrics().height() // 2
        painter.setPen(colour)
        painter.drawLine(left, box.top() - PADDING, left, middle)
        painter.drawLine(left, middle, box.left() - 3, middle)

    def _draw_star(self, painter: QPainter, box: QRect, chosen: bool) -> None:
        """Mark a run whose best checkpoint is known; the tooltip says by what."""
        colours = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_text if chosen else colours.warning))
        middle = painter.fontMetrics().height() / 2
        painter.drawPolygon(star(QPointF(box.right() - PADDING + 1, box.top() + middle), PADDING))
        painter.restore()


def tell(item: QListWidgetItem, node: Node) -> None:
    """Write down what there is to say of a run."""
    summary = node.run
    best, origin = described(summary.best), _origin(node)
    item.setText(_describe(node))
    item.setData(BEST, best)
    item.setData(DEPTH, node.depth)
    spoken = " ".join(filter(None, (origin, best)))
    item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, spoken)
    about = [str(summary.problem or summary.folder), origin, best]
    item.setToolTip(tip("\n".join(filter(None, about))))


def _origin(node: Node) -> str:
    """Say where a run branched off; and that the run it came from is gone, if it is."""
    parent = node.run.parent
    if parent is None:
        return ""
    name, step = printable(parent.run), number(parent.step)
    text = tr("Branched off {parent} at step {step}.", parent=name, step=step)
    gone = tr("That run is not here any more.")
    return f"{text} {gone}" if node.orphan else text


def _describe(node: Node) -> str:
    """Say in two lines what a run is."""
    summary: Any = node.run
    name = printable(summary.folder.name)
    if summary.problem:
        problem = tr("cannot be opened")
        return f"{name}\n{problem}"
    told = tr(
        "{status}, step {step}, {when}",
        status=tr(STATUS.get(summary.status, summary.status)),
        step=number(summary.step),
        when=_when(summary.created),
    )
    if summary.parent is not None:
        told = tr("from {step}: {told}", step=number(summary.parent.step), told=told)
    return f"{name}\n{told}"


def _when(created: str) -> str:
    """Say a time the way people do; nothing for what is no time."""
    try:
        moment = datetime.fromisoformat(created).astimezone()
    except ValueError:
        return ""
    today = moment.date() == datetime.now(moment.tzinfo).date()
    if today:
        return tr("today {time}", time=f"{moment:%H:%M}")
    month = QLocale().monthName(moment.month, QLocale.FormatType.ShortFormat)
    day, year = f"{moment:%d}", str(moment.year)
    return tr("{day} {month} {year}", day=day, month=month, year=year)
