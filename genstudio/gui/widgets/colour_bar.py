"""A small bar that says which colour is which number, over a corner of a picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from genstudio.core.language import tr
from genstudio.gui import colour_maps, theme
from genstudio.gui.controls import named
from genstudio.gui.widgets.text import number

MARGIN = 10  # px from the corner
LIFT = 30  # px above the lower edge: the axis' numbers stand there
STOPS = 16


class ColourBar(QWidget):
    """Lies over the lower right corner of its parent; `rescale`: the limits shall be found anew."""

    rescale = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("colourBar")
        self.limits = (0.0, 1.0)
        self._title = named(QLabel(), "colourBarTitle", tr("What the colours show"))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        tip = tr("Find the colours' limits anew; they stay as they are while a run trains")
        text = tr("Rescale")
        self._button = named(QPushButton(text), "rescaleColours", text, tip)
        self._button.setProperty("kind", "flat")
        self._button.clicked.connect(self.rescale)
        self._strip = _Strip()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title, 1)
        row.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 4)
        column.setSpacing(1)
        column.addLayout(row)
        column.addWidget(self._strip)
        parent.installEventFilter(self)
        self.hide()

    def show_scale(
        self, name: colour_maps.Name, limits: tuple[float, float], title: str, opacity: float
    ) -> None:
        """Show a map from limits[0] to limits[1]; the picture is drawn with this opacity."""
        self.limits = limits
        self._title.setText(title)
        self._strip.name, self._strip.limits, self._strip.opacity = name, limits, opacity
        low, high = (number(value) for value in limits)
        self.setAccessibleName(title)
        self.setAccessibleDescription(tr("from {low} to {high}", low=low, high=high))
        self.show()
        self._place()
        self._strip.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ground that the picture shines through a little."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        ground = QColor(colours.base)
        ground.setAlpha(225)
        painter.setBrush(ground)
        painter.setPen(QColor(colours.border))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _place(self) -> None:
        self.adjustSize()
        host = self.parentWidget()
        assert host is not None
        right, bottom = host.width() - MARGIN, host.height() - LIFT
        self.move(max(0, right - self.width()), max(0, bottom - self.height()))


class _Strip(QWidget):
    """The colours, and the numbers at their ends."""

    def __init__(self) -> None:
        super().__init__()
        self.name: colour_maps.Name = "viridis"
        self.limits, self.opacity = (0.0, 1.0), 1.0
        self.setMinimumSize(170, 10 + self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.colours()
        bar = QRectF(0, 0, self.width(), 9)
        painter.fillRect(bar, QColor(colours.base))
        sweep = QLinearGradient(QPointF(0, 0), QPointF(self.width(), 0))
        table = colour_maps.table(self.name)
        for place in range(STOPS + 1):
            red, green, blue = table[place * 255 // STOPS].tolist()
            sweep.setColorAt(place / STOPS, QColor(red, green, blue))
        painter.setOpacity(self.opacity)
        painter.fillRect(bar, sweep)
        painter.setOpacity(1.0)
        painter.setPen(QColor(colours.text))
        below = QRectF(0, 10, self.width(), self.height() - 10)
        ends = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        for value, side in zip(self.limits, ends):
            text = number(value).replace("-", "−")
            painter.drawText(below, side | Qt.AlignmentFlag.AlignTop, text)
