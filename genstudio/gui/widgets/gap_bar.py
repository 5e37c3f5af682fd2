"""A bar that adds up: log p(x) = ELBO + gap, and what the gap is made of."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.text import number

WIDEST = 0.75  # of the bar that the largest gap takes: the rest stands for the ELBO
SLIVER = 2  # px that a gap is wide at least, so that it can be seen


@dataclass(frozen=True, slots=True)
class Gap:
    """In nats: the whole gap of the encoder's q, and what the best Gaussian would leave of it.

    `best` is None until it is known; `first` is the gap when this data point was looked at first.
    """

    evidence: float
    gap: float
    best: float | None = None
    first: float | None = None


class GapBar(Described, QWidget):
    """The whole length is log p(x): the ELBO from the left, and what is missing at the right.

    The ELBO's part is cut short, which the slanted gap in it says: only the gap is to scale.
    """

    ROLE = Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gapBar")
        self._shown: Gap | None = None
        self._scale = 1.0  # nats of the widest gap
        accessible.install()
        self.setAccessibleName(tr("log p(x) = ELBO + gap"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def shown(self) -> Gap | None:
        """What the bar shows."""
        return self._shown

    def show_gap(self, gap: Gap | None) -> None:
        """Show a gap; the scale stays that of the largest gap until None is shown."""
        self._scale = 0.0 if gap is None else max(self._scale, gap.gap, gap.first or 0.0)
        self._shown = gap
        self.setAccessibleDescription(self.spoken_value())
        self.update()

    def spoken_value(self) -> str:
        """Return the sum in words."""
        if self._shown is None:
            return ""
        gap = self._shown
        return tr(
            "{evidence} = {elbo} + {gap} nats",
            evidence=number(gap.evidence),
            elbo=number(gap.evidence - gap.gap),
            gap=number(gap.gap),
        )

    def width_of(self, nats: float) -> float:
        """Return how many pixels so many nats of the gap take."""
        whole = WIDEST * self.width()
        return min(whole, whole * max(0.0, nats) / self._scale) if self._scale > 0 else 0.0

    def sizeHint(self) -> QSize:
        """Ask for a bar as high as a line of text, and a mark below it."""
        return QSize(220, self.fontMetrics().height() + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts, their names where there is room, and where the gap was."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        bar = QRectF(0.5, 0.5, self.width() - 1, self.height() - 6)
        painter.fillRect(bar, QColor(colours.base))
        if self._shown is not None:
            self._draw_parts(painter, bar, self._shown, colours)
        painter.setPen(QColor(colours.border))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)

    def _draw_parts(self, painter: QPainter, bar: QRectF, shown: Gap, colours: theme.Theme) -> None:
        gap = max(self.width_of(shown.gap), SLIVER)
        elbo = bar.adjusted(0, 0, -gap, 0)
        painter.fillRect(elbo, QColor(theme.mix(colours.base, colours.accent, 0.35)))
        _draw_break(painter, bar, colours)
        _draw_text(painter, elbo.adjusted(26, 0, 0, 0), tr("ELBO"), colours.text)
        rest = QRectF(elbo.right(), bar.top(), gap, bar.height())
        best = gap if shown.best is None else min(gap, self.width_of(shown.best))
        missed = rest.adjusted(0, 0, -best, 0)  # by the encoder
        painter.fillRect(missed, QColor(theme.mix(colours.base, colours.real, 0.55)))
        lasting = rest.adjusted(gap - best, 0, 0, 0)
        painter.fillRect(lasting, QColor(theme.mix(colours.base, colours.warning, 0.55)))
        _draw_text(painter, lasting, tr("gap"), colours.text)
        if shown.first is not None:
            x = bar.right() - max(self.width_of(shown.first), SLIVER)
            painter.setPen(QPen(QColor(colours.faint), 1.5))
            painter.drawLine(QPointF(x, bar.top()), QPointF(x, self.height()))


def _draw_break(painter: QPainter, bar: QRectF, colours: theme.Theme) -> None:
    painter.setPen(QPen(QColor(colours.base), 2))
    for x in (10.0, 15.0):
        painter.drawLine(QPointF(x + 4, bar.top()), QPointF(x - 4, bar.bottom()))


def _draw_text(painter: QPainter, box: QRectF, text: str, colour: str) -> None:
    if painter.fontMetrics().horizontalAdvance(text) + 6 < box.width():
        painter.setPen(QColor(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
