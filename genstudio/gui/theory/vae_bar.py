"""log p(x) = L + KL(q || p(z|x)) as bars on one axis of nats, and what L is made of below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.theory.pointing import Pointing
from genstudio.gui.widgets.accessible import Role
from genstudio.gui.widgets.text import number

ROOM = 0.18  # of the axis, left of the ELBO: bars have no beginning, nats go on to -inf
SHRINK = 0.45  # of the axis that must be in use: else it is fitted anew
SLIVER = 2.0  # px that a part is wide at least
GAP = 4.0  # px between the two bars
HATCH = {
    "kl": Qt.BrushStyle.BDiagPattern,
    "kl_gap": Qt.BrushStyle.Dense4Pattern,
}


@dataclass(frozen=True, slots=True)
class Parts:
    """All in nats: log p(x) = elbo + gap, elbo = reconstruction - kl."""

    log_px: float
    elbo: float
    gap: float
    reconstruction: float
    kl: float


class BoundBar(Pointing):
    """Two bars that share their left part, the ELBO.

    Above, the gap makes it log p(x); below, the KL to the prior makes it the reconstruction. To
    scale, but for where they begin. Signal: pointed(term); keys: Left and Right go through them.
    """

    ROLE = Role.Chart
    TERMS = ("elbo", "kl_gap", "log_px", "reconstruction", "kl")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("vaeBar")
        self.shown: Parts | None = None
        self._range = 0.0, 1.0
        self.setAccessibleName(tr("log p(x) = ELBO + gap"))
        self.setAccessibleDescription(tr("Left and right go through the parts"))
        self.setToolTip(
            tr("Above: the ELBO and the gap make log p(x). Below: reconstruction minus KL make it.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Parts) -> None:
        """Show other values; the axis stays while they fit well."""
        self.shown = parts
        high = max(parts.log_px, parts.reconstruction, parts.elbo)
        extent = max(high - parts.elbo, 0.05)
        low, top = self._range
        inside = low < parts.elbo - 0.05 * (top - low) and high < top
        if not inside or extent < SHRINK * (1 - ROOM) * (top - low):
            wide = extent * 1.15 / (1 - ROOM)
            self._range = parts.elbo - ROOM * wide, parts.elbo + (1 - ROOM) * wide
        self.update()

    def spoken_value(self) -> str:
        """Return the sum in words."""
        if self.shown is None:
            return ""
        return tr(
            "{evidence} = {elbo} + {gap} nats; the ELBO is {reconstruction} - {kl}",
            evidence=number(self.shown.log_px),
            elbo=number(self.shown.elbo),
            gap=number(self.shown.gap),
            reconstruction=number(self.shown.reconstruction),
            kl=number(self.shown.kl),
        )

    def boxes(self) -> dict[str, QRectF]:
        """Return where each part is drawn, by its term; log_px and reconstruction are ends."""
        if self.shown is None:
            return {}
        high = self._bar_height()
        upper, lower = 1.0, 1.0 + high + GAP
        start, elbo = 0.0, self._x(self.shown.elbo)
        right = max(self._x(self.shown.log_px), elbo + SLIVER)
        rest = max(self._x(self.shown.reconstruction), elbo + SLIVER)
        return {
            "elbo": QRectF(start, upper, elbo - start, 2 * high + GAP),
            "kl_gap": QRectF(elbo, upper, right - elbo, high),
            "kl": QRectF(elbo, lower, rest - elbo, high),
            "log_px": QRectF(right - 3, upper, 6, high),
            "reconstruction": QRectF(rest - 3, lower, 6, high),
        }

    def term_at(self, place: QPointF) -> str:
        """Return the part at a place; the narrow ones first."""
        boxes = self.boxes()
        ends = ("log_px", "reconstruction", "kl_gap", "kl", "elbo")
        return next((t for t in ends if t in boxes and boxes[t].contains(place)), "")

    def sizeHint(self) -> QSize:
        """Ask for two bars and the numbers below."""
        return QSize(320, round(2 * self._bar_height() + GAP + self.fontMetrics().height() + 6))

    def minimumSizeHint(self) -> QSize:
        """Need room for the two bars."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts, their names where there is room, and their values below."""
        if self.shown is None:
            return
        painter, colours = QPainter(self), theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self.boxes()
        fills = {"elbo": colours.accent, "kl_gap": colours.warning, "kl": colours.fake}
        for term, colour in fills.items():
            self._fill(painter, boxes[term], term, colour, colours)
        for term in ("log_px", "reconstruction"):
            self._end(painter, boxes[term], term, colours)
        self._numbers(painter, boxes, colours)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _fill(
        self, painter: QPainter, box: QRectF, term: str, colour: str, colours: theme.Theme
    ) -> None:
        lit = self._lit == term
        ground = QColor(theme.mix(colours.base, colour, 0.55 if lit else 0.3))
        painter.fillRect(box, ground)
        if term in HATCH:
            fine = QColor(colour)
            fine.setAlphaF(0.35)
            painter.setBrush(fine)
            painter.fillRect(box, QColor(0, 0, 0, 0))
            brush = painter.brush()
            brush.setStyle(HATCH[term])
            painter.fillRect(box, brush)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 2.0 if lit else 1.0))
        painter.drawRect(box)
        names = {"elbo": tr("ELBO"), "kl_gap": tr("gap"), "kl": tr("KL to the prior")}
        short = {"elbo": "L", "kl_gap": "KL", "kl": "KL"}
        for text in (names[term], short[term]):
            if QFontMetricsF(self.font()).horizontalAdvance(text) + 8 < box.width():
                painter.setPen(QColor(colours.text))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                return

    def _end(self, painter: QPainter, box: QRectF, term: str, colours: theme.Theme) -> None:
        """Draw where a bar ends, and its name beside it."""
        lit = self._lit == term
        x = box.center().x()
        painter.setPen(QPen(QColor(colours.text), 4.0 if lit else 2.5))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        text = "log p(x)" if term == "log_px" else tr("reconstruction")
        room = QRectF(x + 6, box.top(), self.width() - x - 6, box.height())
        if QFontMetricsF(self.font()).horizontalAdvance(text) < room.width():
            painter.setPen(QColor(colours.text))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _numbers(self, painter: QPainter, boxes: dict[str, QRectF], colours: theme.Theme) -> None:
        """Write the values below the ends they belong to, as far as they do not collide."""
        assert self.shown is not None
        metrics = QFontMetricsF(self.font())
        top = boxes["kl"].bottom() + 2
        painter.setPen(QColor(colours.faint))
        taken: list[QRectF] = []
        ends = (
            (boxes["kl_gap"].left(), self.shown.elbo),
            (boxes["log_px"].center().x(), self.shown.log_px),
            (boxes["reconstruction"].center().x(), self.shown.reconstruction),
        )
        for x, value in ends:
            text = number(value)
            wide = metrics.horizontalAdvance(text) + 8
            left = min(max(0.0, x - wide / 2), self.width() - wide)
            box = QRectF(left, top, wide, metrics.height())
            if not any(box.intersects(other) for other in taken):
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                taken.append(box)

    def _x(self, nats: float) -> float:
        low, high = self._range
        return max(8.0, min(self.width() - 4.0, (nats - low) / (high - low) * self.width()))

    def _bar_height(self) -> float:
        return self.fontMetrics().height() + 4.0
