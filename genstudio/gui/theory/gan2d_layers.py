"""What is drawn over the large picture: a row of switches that is its legend too."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from genstudio.core.language import mark, tr
from genstudio.gui import theme
from genstudio.gui.controls import named
from genstudio.gui.widgets.flow import Flow

SIDE = 16  # px of a sign
SWITCHES = (  # the layer, its term, its text, and what it is
    ("real", "p_data", mark("real x"), mark("Points drawn from p_data: dots")),
    ("fake", "p_g", mark("fake G(z)"), mark("Points that the generator makes: crosses")),
    ("manifold", "g", mark("manifold"),
     mark("A grid of z as G warps it, and p_g under it: the darker, the denser")),
    ("arrows", "gradient", mark("gradients"),
     mark("Where the generator's loss wants each fake to move")),
    ("half", "d", mark("D = ½"), mark("The line on which D is undecided")),
    ("z", "z", mark("z"), mark("The z that the fakes are made of, in a corner")),
)  # fmt: skip


class Layers(QWidget):
    """Switches of the layers. Signals: switched(layer, on); pointed(term)."""

    switched = Signal(str, bool)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gan2dLayers")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.buttons: dict[str, QToolButton] = {}
        flow = Flow(self, spacing=2)
        for layer, term, text, about in SWITCHES:
            button = named(_Switch(term, self), f"layer-{layer}", tr(text), tr(about))
            button.setText(tr(text))
            button.setCheckable(True)
            button.setChecked(True)
            button.setProperty("kind", "flat")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(SIDE, SIDE))
            button.toggled.connect(partial(self._on_toggled, layer))
            button.pointed.connect(self.pointed)
            self.buttons[layer] = button
            flow.addWidget(button)
        self._paint()
        self._whole = sum(b.sizeHint().width() + 2 for b in self.buttons.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do without texts where there is no room for them in one line."""
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle
        roomy = self.width() >= self._whole
        wanted = style.ToolButtonTextBesideIcon if roomy else style.ToolButtonIconOnly
        for button in self.buttons.values():
            button.setToolButtonStyle(wanted)

    def highlight(self, term: str) -> None:
        """Underline the switch of a term."""
        for layer, own, *_ in SWITCHES:
            button = self.buttons[layer]
            font = button.font()
            if font.underline() != (bool(term) and own == term):
                font.setUnderline(not font.underline())
                button.setFont(font)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "buttons", None):
            self._paint()

    def _on_toggled(self, layer: str, on: bool) -> None:
        self.switched.emit(layer, on)

    def _paint(self) -> None:
        for layer, button in self.buttons.items():
            button.setIcon(_sign(layer, self.devicePixelRatioF()))


class _Switch(QToolButton):
    """A switch that points at its term while the mouse or the focus is on it."""

    pointed = Signal(str)

    def __init__(self, term: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._term = term
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event: QEvent) -> bool:
        """Point at the term, or no longer."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            self.pointed.emit(self._term)
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut):
            self.pointed.emit("")
        return super().event(event)


def _sign(layer: str, ratio: float) -> QIcon:
    """Return how a layer looks in the picture."""
    colours = theme.colours()
    pixmap = QPixmap(round(SIDE * ratio), round(SIDE * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = {"real": colours.real, "arrows": colours.warning, "half": colours.text}
    painter.setPen(QPen(QColor(colour.get(layer, colours.fake)), 1.8))
    if layer == "real":
        painter.setBrush(QColor(colours.real))
        painter.drawEllipse(QPointF(8, 8), 3.5, 3.5)
    elif layer == "fake":
        _lines(painter, (4, 4, 12, 12), (4, 12, 12, 4))
    elif layer == "manifold":
        painter.setPen(QPen(QColor(colours.fake), 1))
        _lines(painter, *((x, 2, x + 2, 14) for x in (2, 7, 12)))
        _lines(painter, *((2, y, 14, y + 1) for y in (3, 8, 12)))
    elif layer == "arrows":
        _lines(painter, (2, 13, 13, 3), (13, 3, 8, 4), (13, 3, 12, 8))
    elif layer == "half":
        _lines(painter, (2, 12, 6, 6), (6, 6, 14, 4))
    else:
        painter.drawRect(2, 2, 12, 12)
        painter.drawPoints([QPointF(5, 6), QPointF(9, 8), QPointF(7, 11), QPointF(11, 5)])
    painter.end()
    return QIcon(pixmap)


def _lines(painter: QPainter, *ends: tuple[int, int, int, int]) -> None:
    for x0, y0, x1, y1 in ends:
        painter.drawLine(x0, y0, x1, y1)
