"""What each classifier says of one image: its class, why, and a bar for each class."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.images import to_qimage
from genstudio.gui.numbers import number
from genstudio.gui.theory import classify_words as words
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role

DEPTH = 100.0  # nats below the best class at which a bar of log p(x|y) ends
GAP = 10


class Opinions(Described, QWidget):
    """The image at the left, and one column a classifier. Signal: pointed(term)."""

    ROLE = Role.Chart
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Any = None
        self._lit = ""
        self._term = ""
        accessible.install()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("What the classifiers say"))

    def show_answer(self, frame: Any) -> None:
        """Show the answer of a frame, or how to get one."""
        if self._frame is not None and frame.answer is self._frame.answer:
            self._frame = frame
            return
        before = self.spoken_value()
        self._frame = frame
        if self.spoken_value() != before:
            self.setAccessibleDescription(self.spoken_value())
        self.update()

    def highlight(self, term: str) -> None:
        """Let the columns of a term stand out."""
        if term != self._lit:
            self._lit = term
            self.update()

    def spoken_value(self) -> str:
        """Return all verdicts in words."""
        if self._frame is None or self._frame.answer is None:
            return ""
        return "; ".join(f"{head}, {why}" for head, why, _ in self.lines().values())

    def lines(self) -> dict[str, tuple[str, str, str]]:
        """Return the two lines of each column, the second also in short."""
        frame = self._frame
        if frame is None or frame.answer is None:
            return {}
        classes = frame.material.classes
        return {
            name: (
                words.headline(name, opinion, classes),
                *words.reasons(opinion, frame.verdicts[name].threshold),
            )
            for name, opinion in frame.answer.opinions.items()
        }

    # Room

    def sizeHint(self) -> QSize:
        """Ask for three lines of text and bars."""
        return QSize(420, 9 * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Need the lines of text and small bars."""
        return QSize(200, 5 * self.fontMetrics().height())

    def column(self, name: str) -> QRectF:
        """Return where a classifier's column lies."""
        names = list(self.lines())
        picture = self._picture().right() + GAP
        width = (self.width() - picture) / max(1, len(names))
        left = picture + names.index(name) * width
        return QRectF(left, 0, width - GAP, self.height())

    def _picture(self) -> QRectF:
        high = self.fontMetrics().height()
        side = min(self.height() - 2 * high - 4, 0.2 * self.width())
        return QRectF(1, 1, max(24.0, side), max(24.0, side))

    # Mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the term of the column below the mouse."""
        self._point(self._term_at(event.position().toPoint()))

    def leaveEvent(self, event: Any) -> None:
        """Point at nothing."""
        self._point("")
        super().leaveEvent(event)

    def _term_at(self, place: QPoint) -> str:
        for name in self.lines():
            if self.column(name).contains(place):
                return words.TERMS[name]
        return ""

    def _point(self, term: str) -> None:
        if term != self._term:
            self._term = term
            self.pointed.emit(term)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the image, and what is said of it."""
        painter, colours = QPainter(self), theme.colours()
        if self._frame is None or self._frame.answer is None:
            painter.setPen(QColor(colours.faint))
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            text = tr("Click a dot: every classifier says what it is, and why.")
            painter.drawText(self.rect(), wrap, self._placeholder() or text)
            return
        self._draw_image(painter, colours)
        for name, lines in self.lines().items():
            self._draw_column(painter, name, lines, colours)

    def _placeholder(self) -> str:
        return self.property("placeholder") or ""

    def _draw_image(self, painter: QPainter, colours: theme.Theme) -> None:
        answer, box = self._frame.answer, self._picture()
        painter.drawImage(box, to_qimage(answer.image))
        painter.setPen(QColor(colours.border))
        painter.drawRect(box)
        below = QRectF(
            0, box.bottom() + 2, box.width() + GAP, max(0.0, self.height() - box.bottom() - 2)
        )
        painter.setPen(QColor(colours.faint))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(below, flags, words.asked(answer, self._frame.material.classes))

    def _draw_column(
        self, painter: QPainter, name: str, lines: tuple[str, str, str], colours: theme.Theme
    ) -> None:
        opinion, box = self._frame.answer.opinions[name], self.column(name)
        high = painter.fontMetrics().height()
        if self._lit and words.TERMS[name] == self._lit:
            tint = QColor(colours.accent)
            tint.setAlpha(40)
            painter.fillRect(box.adjusted(-4, 0, 4, 0), tint)
            painter.fillRect(QRectF(box.left() - 4, 0, 3, box.height()), QColor(colours.accent))
        head, long, short = lines
        truth = self._frame.answer.truth
        wrong = opinion.rejected or (truth >= 0 and opinion.said != truth)
        colour = colours.warning if wrong else colours.text
        line = QRectF(box.left(), 0, box.width(), high)
        _write(painter, line, f"✕ {head}" if wrong else head, colour, bold=True)
        room = painter.fontMetrics().horizontalAdvance(long) <= box.width()
        _write(painter, line.translated(0, high), long if room else short, colours.faint)
        bars = QRectF(box.left(), 2 * high + 4, box.width(), box.height() - 3 * high - 6)
        if bars.height() > 12:
            self._draw_bars(painter, opinion, bars, colours)

    def _draw_bars(
        self, painter: QPainter, opinion: Any, box: QRectF, colours: theme.Theme
    ) -> None:
        classes = self._frame.material.classes
        heights = bar_heights(opinion)
        hues = colours.classes(len(classes))
        width = box.width() / len(classes)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        for label, height in enumerate(heights):
            bar = QRectF(
                box.left() + label * width + 0.12 * width,
                box.bottom() - height * box.height(),
                0.76 * width,
                height * box.height(),
            )
            said = label == opinion.said
            full = QColor(hues[label])
            painter.fillRect(
                bar, full if said else QColor(theme.mix(colours.base, hues[label], 0.5))
            )
            if said:
                painter.setPen(QPen(QColor(colours.text), 1.5))
                painter.drawRect(bar)
            name = painter.fontMetrics().elidedText(classes[label], _RIGHT, int(width + 4))
            painter.setPen(QColor(colours.text if said else colours.faint))
            place = QRectF(box.left() + label * width - 2, box.bottom() + 1, width + 4, 40)
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, name)

    def about_bars(self) -> str:
        """Say what the bars are."""
        return tr(
            "Bars: p(y|x) of the SVM as calibrated; log p(x|y) of the others, from {depth} nats "
            "below the best class up to it.",
            depth=number(DEPTH, ".0f"),
        )


_RIGHT = Qt.TextElideMode.ElideRight


def _write(painter: QPainter, box: QRectF, text: str, colour: str, *, bold: bool = False) -> None:
    """Write a line, with its end left out where there is no room."""
    font = painter.font()
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(box, 0, painter.fontMetrics().elidedText(text, _RIGHT, int(box.width())))
    font.setBold(False)
    painter.setFont(font)


def bar_heights(opinion: Any) -> NDArray[np.float64]:
    """Return the height of each class's bar in [0, 1]."""
    if opinion.log_likelihood is None:
        return np.asarray(opinion.probability, np.float64).clip(0, 1)
    values = np.asarray(opinion.log_likelihood, np.float64)
    return (1 + (values - values.max()) / DEPTH).clip(0.01, 1)
