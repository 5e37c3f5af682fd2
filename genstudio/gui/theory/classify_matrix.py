"""Which classes are taken for which: the confusion matrix of each classifier."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.controls import named, pair
from genstudio.gui.theory import classify_words as words
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.elided import Elided


class Confusion(QWidget):
    """The matrix, a chooser of the classifier, and what the mouse is on in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Any = None
        self._names: list[str] = []
        about = tr("Whose answers are counted")
        self._box = named(QComboBox(), "confusionOf", tr("Classifier"), about)
        accessible.label_box(self._box)
        self._box.currentIndexChanged.connect(self._on_chosen)
        self.matrix = named(Matrix(self), "confusionMatrix", tr("Confusion matrix"))
        self.matrix.hovered.connect(self._on_hovered)
        self._said = Elided(parent=self, least=10)
        self._said.setObjectName("confusionSaid")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(pair(tr("Classifier"), self._box), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.matrix, 1)
        column.addWidget(self._said)

    def show_frame(self, frame: Any) -> None:
        """Show the counts of a frame."""
        self._frame = frame
        names = [name for name in words.NAMES if name in frame.verdicts]
        if names != self._names:
            self._names = names
            self._box.clear()
            self._box.addItems([tr(words.NAMES[name]) for name in names])
        self._show()

    @Slot(int)
    def _on_chosen(self, _index: int) -> None:
        self._show()

    def _show(self) -> None:
        place = self._box.currentIndex()
        if self._frame is not None and 0 <= place < len(self._names):
            verdict = self._frame.verdicts[self._names[place]]
            self.matrix.show_counts(verdict.confusion, self._frame.material.classes)

    @Slot(str)
    def _on_hovered(self, text: str) -> None:
        self._said.setText(text)


class Matrix(Described, QWidget):
    """Rows are the true classes, columns what was said. Signal: hovered(text).

    The mouse or the arrow keys choose a cell.
    """

    ROLE = Role.Chart
    hovered = Signal(str)

    ARROWS: ClassVar[dict[Qt.Key, tuple[int, int]]] = {
        Qt.Key.Key_Left: (0, -1),
        Qt.Key.Key_Right: (0, 1),
        Qt.Key.Key_Up: (-1, 0),
        Qt.Key.Key_Down: (1, 0),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: NDArray[np.int32] = np.zeros((0, 0), np.int32)
        self._classes: tuple[str, ...] = ()
        self._cell: tuple[int, int] | None = None
        accessible.install()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 100)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def show_counts(self, counts: NDArray[np.int32], classes: tuple[str, ...]) -> None:
        """Show counts [true, said] and the classes' names."""
        if counts is self._counts and classes == self._classes:
            return
        self._counts, self._classes = counts, classes
        if self._cell is not None and max(self._cell) >= len(counts):
            self._cell = None
        high = self.fontMetrics().height()
        self.setMinimumHeight(2 * high + 4 + len(counts) * (high - 2))  # more is scrolled
        self._tell()
        self.update()

    def spoken_value(self) -> str:
        """Return what is counted in the chosen cell."""
        if self._cell is None:
            return ""
        true, said = self._cell
        return tr(
            "%n image(s) of {true} taken for {said}",
            "",
            int(self._counts[true, said]),
            true=self._classes[true],
            said=self._classes[said],
        )

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Return where a cell lies."""
        left, top, width, height = self._grid()
        return QRectF(left + column * width, top + row * height, width, height)

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the cell below the mouse."""
        self._choose(self._cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Choose none."""
        if not self.hasFocus():
            self._choose(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next cell."""
        key = Qt.Key(event.key())
        count = len(self._counts)
        if key not in self.ARROWS or not count:
            super().keyPressEvent(event)
            return
        down, right = self.ARROWS[key]
        row, column = self._cell or (-down, -right)
        self._choose((min(max(row + down, 0), count - 1), min(max(column + right, 0), count - 1)))
        accessible.changed(self, self.spoken_value())

    def _choose(self, cell: tuple[int, int] | None) -> None:
        if cell != self._cell:
            self._cell = cell
            self._tell()
            self.update()

    def _tell(self) -> None:
        self.hovered.emit(self.spoken_value())

    def _cell_at(self, place: QPointF) -> tuple[int, int] | None:
        left, top, width, height = self._grid()
        row, column = int((place.y() - top) // height), int((place.x() - left) // width)
        inside = 0 <= row < len(self._counts) and 0 <= column < len(self._counts)
        return (row, column) if inside else None

    # Painting

    def sizeHint(self) -> QSize:
        """Ask for a square."""
        return QSize(300, 300)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, cells and counts."""
        painter, colours = QPainter(self), theme.colours()
        centre = Qt.AlignmentFlag.AlignCenter
        high = self.fontMetrics().height()
        left, top, width, height = self._grid()
        painter.setPen(QColor(colours.faint))
        across = QRectF(left, 0, self.width() - left, high)
        painter.drawText(across, Qt.AlignmentFlag.AlignLeft, tr("said →   true ↓"))
        for row, name in enumerate(self._classes):
            text = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(left - 4))
            painter.drawText(QRectF(0, top + row * height, left - 4, height), centre, text)
            text = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(QRectF(left + row * width, top - high, width, high), centre, text)
        for row in range(len(self._counts)):
            for column in range(len(self._counts)):
                box = QRectF(left + column * width, top + row * height, width, height)
                self._draw_cell(painter, (row, column), box, colours)

    def _draw_cell(
        self, painter: QPainter, cell: tuple[int, int], box: QRectF, colours: theme.Theme
    ) -> None:
        row, column = cell
        count = int(self._counts[row, column])
        hue = colours.accent if row == column else colours.warning
        share = count / max(1, int(self._counts[row].sum()))
        # A single mistake must be seen: the shade rises with the root.
        painter.fillRect(box, QColor(theme.mix(colours.base, hue, 0.75 * share**0.5)))
        chosen = cell == self._cell
        painter.setPen(QPen(QColor(colours.text if chosen else colours.border), 2 if chosen else 1))
        painter.drawRect(box)
        if count and box.height() >= self.fontMetrics().height() - 3:
            painter.setPen(QColor(colours.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))

    def _grid(self) -> tuple[float, float, float, float]:
        """Return left, top, and the width and height of a cell."""
        metrics = self.fontMetrics()
        count = max(1, len(self._counts))
        widest = max((metrics.horizontalAdvance(name) for name in self._classes), default=0)
        left = min(widest + 12.0, 0.3 * self.width())
        top = 2.0 * metrics.height() + 2
        width = min((self.width() - left - 2) / count, 3.2 * metrics.height())
        height = min((self.height() - top - 2) / count, 1.8 * metrics.height())
        return left, top, max(width, 1.0), max(height, 1.0)
