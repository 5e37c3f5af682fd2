"""A slider over the checkpoints of a run; its right end is the live model."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QStyle, QToolButton, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.text import tip

FRAME = 250  # ms a checkpoint while playing
LEAST = 96  # px: a shorter slider cannot be aimed at
STAR = 4.5  # px from the star's centre to its points
STARRED = " \N{BLACK STAR}"


class _Handle(QSlider):
    """A slider that goes where it is clicked, instead of a page in that direction.

    `best` is the value that is starred, if one is.
    """

    best: int | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move under the mouse, then let it be dragged on."""
        if event.button() == Qt.MouseButton.LeftButton:
            length = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
            place, room = round(event.position().x()) - length // 2, self.width() - length
            least, most, turned = self.minimum(), self.maximum(), self.isRightToLeft()
            value = QStyle.sliderValueFromPosition(least, most, place, room, turned)
            self.setValue(value)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the best one with B."""
        if event.key() == Qt.Key.Key_B and self.best is not None:
            self.setValue(self.best)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a star above the place of the best one."""
        super().paintEvent(event)
        if self.best is None:
            return
        length = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
        least, most, turned = self.minimum(), self.maximum(), self.isRightToLeft()
        room = self.width() - length
        place = QStyle.sliderPositionFromValue(least, most, self.best, room, turned)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colours().background), 1))
        painter.setBrush(QColor(theme.colours().warning))
        painter.drawPolygon(star(QPointF(place + length / 2, STAR + 0.5), STAR))


def star(centre: QPointF, size: float) -> QPolygonF:
    """Return a star of five points around a centre, of which the uppermost is `size` away."""
    radii = (size, 0.42 * size)
    turns = [(radii[i % 2], math.pi * (i / 5 - 0.5)) for i in range(10)]
    return QPolygonF([centre + QPointF(r * math.cos(a), r * math.sin(a)) for r, a in turns])


class TimeSlider(Described, QWidget):
    """Chooses a kept step, or the live model. Signal: step_chosen(step or None)."""

    ROLE = Role.Grouping
    step_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self.setObjectName("timeSlider")
        self.setAccessibleName(tr("Time"))
        self._steps: list[int] = []
        self._best: tuple[int, str] | None = None
        self._play = QToolButton()
        self._play.setObjectName("timePlay")
        self._play.setIcon(theme.icon("film"))
        self._play.setCheckable(True)
        self._play.setAccessibleName(tr("Play the training as a film"))
        self._play.setToolTip(tr("Play all kept checkpoints, one after the other"))
        self._play.toggled.connect(self._on_play)
        self._slider = _Handle(Qt.Orientation.Horizontal)
        self._slider.setObjectName("timeHandle")
        self._slider.setAccessibleName(tr("Checkpoint shown"))
        self._slider.setPageStep(1)
        self._slider.setMinimumWidth(LEAST)
        self._slider.valueChanged.connect(self._on_moved)
        self._label = QLabel()
        longest = (_step(88_888_888) + STARRED, tr("live"), tr("no checkpoints"))
        metrics = self._label.fontMetrics()
        self._label.setMinimumWidth(max(metrics.horizontalAdvance(text) for text in longest) + 2)
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._advance)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._play)
        layout.addWidget(self._slider, 1)
        layout.addWidget(self._label)
        self.setFocusProxy(self._slider)
        self.set_steps([])

    def spoken_value(self) -> str:
        """Return which step is shown, in words."""
        return self._label.text()

    @property
    def value(self) -> int | None:
        """The step chosen; None is the live model."""
        index = self._slider.value()
        return self._steps[index] if index < len(self._steps) else None

    def set_steps(self, steps: list[int]) -> None:
        """Offer these steps, ascending; keeps what is shown where that is still possible.

        Emits nothing, unless the step that was shown is gone (then: live).
        """
        shown = self.value
        self._steps = list(steps)
        lost = shown is not None and shown not in self._steps
        with QSignalBlocker(self._slider):
            self._slider.setRange(0, len(self._steps))
        self._place_star()
        self.set_value(None if lost else shown)
        self._slider.setEnabled(bool(self._steps))
        self._play.setEnabled(bool(self._steps))
        if lost:
            self.step_chosen.emit(None)

    def set_best(self, step: int | None, why: str = "") -> None:
        """Star the best of the steps; `why` says by what it is the best."""
        best = None if step is None else (step, why)
        if best != self._best:
            self._best = best
            self._place_star()
            self._name_value()

    def set_value(self, step: int | None) -> None:
        """Show a step without announcing it."""
        index = len(self._steps) if step is None else self._steps.index(step)
        with QSignalBlocker(self._slider):
            self._slider.setValue(index)
        self._name_value()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the film when nobody sees it."""
        self._play.setChecked(False)
        super().hideEvent(event)

    @Slot(int)
    def _on_moved(self, _index: int) -> None:
        self._name_value()
        if self._slider.hasFocus() and not self._play.isChecked():
            accessible.announce(self._slider, self._label.text())
        self.step_chosen.emit(self.value)

    @Slot(bool)
    def _on_play(self, playing: bool) -> None:
        self._play.setIcon(theme.icon("pause" if playing else "film"))
        if not playing:
            self._timer.stop()
            return
        if self.value is None:
            self._slider.setValue(0)
        self._timer.start()

    @Slot()
    def _advance(self) -> None:
        self._slider.setValue(self._slider.value() + 1)
        if self.value is None:
            self._play.setChecked(False)

    def _name_value(self) -> None:
        step = self.value
        text = tr("live") if step is None else _step(step)
        best = self._best is not None and step == self._best[0]
        self._label.setText(text + STARRED * best if self._steps else tr("no checkpoints"))
        why = self._best[1] if best and self._best is not None else ""
        self._slider.setAccessibleDescription(f"{text}, {why}" if why else self._label.text())

    def _place_star(self) -> None:
        """Mark the best step where it is among those that are offered."""
        known = self._best is not None and self._best[0] in self._steps
        self._slider.best = self._steps.index(self._best[0]) if known and self._best else None
        about = tr("Look at a kept checkpoint; the right end is the model as it is")
        if known and self._best is not None:
            about = f"{about}\n{self._best[1]} (B)"
        self._slider.setToolTip(tip(about))
        self._slider.update()


def _step(step: int) -> str:
    return tr("step {step:,}", step=step)
