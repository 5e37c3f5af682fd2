"""The graph z = mu + sigma * eps of one draw: values flow forward, gradients back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.numbers import number
from genstudio.gui.theory.pointing import Pointing
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Role

# Where the nodes are, in shares of the width and the height.
PLACES = {
    "x": (0.05, 0.5),
    "mu": (0.27, 0.14),
    "sigma": (0.27, 0.86),
    "eps": (0.80, 0.86),
    "z": (0.62, 0.52),
    "likelihood": (0.88, 0.13),
}
EDGES = (
    ("x", "mu", 1),
    ("x", "sigma", 1),
    ("mu", "z", 2),
    ("sigma", "z", 2),
    ("eps", "z", 2),
    ("z", "likelihood", 3),
)
BACK = (("likelihood", "z"), ("z", "mu"), ("z", "sigma"), ("mu", "x"), ("sigma", "x"))
GRADIENTS = 4  # the part of a step in which they flow
NODES = tuple(PLACES)
ASIDE = 7.0  # px that a gradient runs beside its edge


class GraphView(Pointing):
    """Nodes with the numbers of one draw. Signal: pointed(term); Left and Right go through them.

    In slow motion only what the parts of the step so far have made is shown.
    """

    ROLE = Role.Graphic
    TERMS = NODES

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("vaeGraph")
        self._graph: Any = None
        self._reached = 0
        self._offset = 0.0
        self.setAccessibleName(tr("The graph z = mu + sigma eps"))
        self.setAccessibleDescription(tr("Left and right go through the nodes"))
        self.setToolTip(tr("One draw for the chosen x: solid forward, dashed the gradients back"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_graph(self, graph: Any, reached: int) -> None:
        """Show a draw; `reached` is the part of the step that is done, 0 for all of it."""
        self._graph, self._reached = graph, reached
        self._offset = (self._offset + 1.0) % 12  # the dashes move with the steps
        self.update()

    def spoken_value(self) -> str:
        """Return the numbers of the node that stands out, or of z."""
        if self._graph is None:
            return ""
        name = self._lit if self._lit in PLACES else "z"
        return ", ".join(self._words(name))

    def sizeHint(self) -> QSize:
        """Ask for a flat picture."""
        high = self.fontMetrics().height()
        return QSize(26 * high, 10 * high)

    def minimumSizeHint(self) -> QSize:
        """Need room for three rows of nodes."""
        high = self.fontMetrics().height()
        return QSize(18 * high, 9 * high)

    def box(self, name: str) -> QRectF:
        """Return where a node is."""
        metrics = QFontMetricsF(self.font())
        lines = self._words(name)
        wide = max(metrics.horizontalAdvance(line) for line in lines) + 14
        high = metrics.height() * len(lines) + 8
        x, y = PLACES[name][0] * self.width(), PLACES[name][1] * self.height()
        left = min(max(1.0, x - wide / 2), self.width() - wide - 1)
        top = min(max(1.0, y - high / 2), self.height() - high - 1)
        return QRectF(left, top, wide, high)

    def term_at(self, place: QPointF) -> str:
        """Return the node at a place."""
        return next((name for name in NODES if self.box(name).contains(place)), "")

    def step(self, way: int) -> None:
        """Go through the nodes, and have the numbers of each spoken."""
        super().step(way)
        accessible.changed(self, self.spoken_value())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw edges, gradients, and nodes over them."""
        if self._graph is None:
            return
        painter, colours = QPainter(self), theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = {name: self.box(name) for name in NODES}
        for first, last, part in EDGES:
            lit = self._reached == part
            colour = colours.accent if lit else colours.faint
            painter.setPen(QPen(QColor(colour), 3.0 if lit else 1.5))
            if self._shows(part):
                _arrow(painter, *_between(boxes[first], boxes[last]))
        if self._shows(GRADIENTS):
            pen = QPen(QColor(colours.warning), 2.5 if self._reached == GRADIENTS else 1.6)
            pen.setDashPattern([4, 3])
            pen.setDashOffset(-self._offset)
            painter.setPen(pen)
            for first, last in BACK:
                start, end = _between(boxes[first], boxes[last])
                _arrow(painter, *_beside(start, end))
        self._captions(painter, colours)
        for name in NODES:
            self._node(painter, boxes[name], name, colours)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _captions(self, painter: QPainter, colours: theme.Theme) -> None:
        """Name the two networks, where there is room."""
        metrics = QFontMetricsF(self.font())
        painter.setPen(QColor(colours.faint))
        for text, x, y in ((tr("encoder"), 0.22, 0.5), (tr("decoder"), 0.90, 0.36)):
            wide = metrics.horizontalAdvance(text) + 4
            if wide < 0.2 * self.width():
                box = QRectF(
                    x * self.width() - wide / 2,
                    y * self.height() - metrics.height() / 2,
                    wide,
                    metrics.height(),
                )
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _node(self, painter: QPainter, box: QRectF, name: str, colours: theme.Theme) -> None:
        lit = self._lit == name
        painter.setBrush(QColor(theme.mix(colours.base, colours.accent, 0.25 if lit else 0.08)))
        painter.setPen(QPen(QColor(colours.accent if lit else colours.border), 2 if lit else 1))
        painter.drawRoundedRect(box, 6, 6)
        metrics = QFontMetricsF(self.font())
        for index, line in enumerate(self._words(name)):
            back = index > 0 and line.startswith("∂")
            painter.setPen(QColor(colours.warning if back else colours.text))
            at = QRectF(
                box.left(), box.top() + 4 + index * metrics.height(), box.width(), metrics.height()
            )
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, line)

    def _words(self, name: str) -> list[str]:
        """Return what stands in a node: its value, and its gradient once it has one."""
        if self._graph is None or name == "x":
            return ["x"]
        g = self._graph
        part = next(part for _, last, part in EDGES if last == name) if name != "eps" else 2
        names = {"mu": "μ", "sigma": "σ", "eps": "ε", "z": "z", "likelihood": "log p(x|z)"}
        if not self._shows(part):
            return [names[name]]
        value = [g.log_p] if name == "likelihood" else list(getattr(g, name))
        lines = [f"{names[name]} = {', '.join(_short(v) for v in value)}"]
        gradient = {"mu": g.to_mu, "sigma": g.to_sigma, "z": g.to_z}.get(name)
        if gradient is not None and self._shows(GRADIENTS):
            what = "log p" if name == "z" else "L"
            lines.append(f"∂{what}/∂{names[name]} = {', '.join(_short(v) for v in gradient)}")
        return lines

    def _shows(self, part: int) -> bool:
        return self._reached == 0 or part <= self._reached


def _short(value: float) -> str:
    return number(float(value), ".2f" if abs(value) < 100 else ".0f")


def _between(a: QRectF, b: QRectF) -> tuple[QPointF, QPointF]:
    """Return where the line between the middles of two boxes leaves one and enters the other."""
    return _rim(a, b.center()), _rim(b, a.center())


def _rim(box: QRectF, to: QPointF) -> QPointF:
    way = to - box.center()
    shares = [
        half / abs(part)
        for half, part in ((box.width() / 2, way.x()), (box.height() / 2, way.y()))
        if abs(part) > 1e-6
    ]
    return box.center() + way * min(1.0, *shares) if shares else box.center()


def _beside(start: QPointF, end: QPointF) -> tuple[QPointF, QPointF]:
    way = end - start
    length = max(1.0, (way.x() ** 2 + way.y() ** 2) ** 0.5)
    aside = QPointF(-way.y(), way.x()) * (ASIDE / length)
    return start + aside, end + aside


def _arrow(painter: QPainter, start: QPointF, end: QPointF) -> None:
    painter.drawLine(start, end)
    way = end - start
    length = max(1.0, (way.x() ** 2 + way.y() ** 2) ** 0.5)
    along = way * (8 / length)
    across = QPointF(-along.y(), along.x()) * 0.5
    pen = painter.pen()
    solid = QPen(pen)
    solid.setStyle(Qt.PenStyle.SolidLine)
    painter.setPen(solid)
    for side in (across, -across):
        painter.drawLine(end, end - along + side)
    painter.setPen(pen)
