"""A slider over the checkpoints of a run; its right end is the live model."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QStyle, QToolButton, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role

FRAME = 250  # ms a checkpoint while playing
LEAST = 96  # px: a shorter slider cannot be aimed at


class _Handle(QSlider):
    """A slider that goes where it is clicked, instead of a page in that direction."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move under the mouse, then let it be dragged on."""
        if event.button() == Qt.MouseButton.LeftButton:
            length = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
            place, room = round(event.position().x()) - length // 2, self.width() - length
            least, most, turned = self.minimum(), self.maximum(), self.isRightToLeft()
            value = QStyle.sliderValueFromPosition(least, most, place, room, turned)
            self.setValue(value)
        super().mousePressEvent(event)


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
        self._slider.setToolTip(
            tr("Look at a kept checkpoint; the right end is the model as it is")
        )
        self._slider.setPageStep(1)
        self._slider.setMinimumWidth(LEAST)
        self._slider.valueChanged.connect(self._on_moved)
        self._label = QLabel()
        longest = (_step(88_888_888), tr("live"), tr("no checkpoints"))
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
        self.set_value(None if lost else shown)
        self._slider.setEnabled(bool(self._steps))
        self._play.setEnabled(bool(self._steps))
        if lost:
            self.step_chosen.emit(None)

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
        self._label.setText(text if self._steps else tr("no checkpoints"))
        self._slider.setAccessibleDescription(self._label.text())


def _step(step: int) -> str:
    return tr("step {step:,}", step=step)
