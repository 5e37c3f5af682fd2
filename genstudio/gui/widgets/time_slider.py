"""A slider over the checkpoints of a run; its right end is the live model."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from genstudio.core.language import tr
from genstudio.gui import theme
from genstudio.gui.numbers import number
from genstudio.gui.widgets import accessible
from genstudio.gui.widgets.accessible import Described, Role
from genstudio.gui.widgets.text import tip
from genstudio.gui.widgets.time_handle import Handle

FRAME = 250  # ms a checkpoint while playing, at normal speed
SPEEDS = (0.5, 1.0, 2.0, 4.0, 8.0)
PATIENCE = 1500  # ms that a film waits for a checkpoint that is not ready
LEAST = 68  # px: a shorter slider cannot be aimed at
STARRED = " \N{BLACK STAR}"


class TimeSlider(Described, QWidget):
    """Chooses a kept step, or the live model, and plays them all as a film.

    Signals: step_chosen(step or None); approached, when somebody is about to choose;
    pace_changed, when another speed was chosen, or whether to begin again at the end.
    """

    ROLE = Role.Grouping
    step_chosen = Signal(object)
    approached = Signal()
    pace_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        self.setObjectName("timeSlider")
        self.setAccessibleName(tr("Time"))
        self._steps: list[int] = []
        self._best: tuple[int, str] | None = None
        self._ready: frozenset[int] | None = None  # nobody says: all
        self._waited = 0  # ms for the checkpoint that is shown
        self._play = QToolButton()
        self._play.setObjectName("timePlay")
        self._play.setIcon(theme.icon("film"))
        self._play.setCheckable(True)
        self._play.setAccessibleName(tr("Play the training as a film"))
        self._play.setToolTip(tr("Play all kept checkpoints, one after the other"))
        self._play.toggled.connect(self._on_play)
        self._slider = Handle(Qt.Orientation.Horizontal)
        self._slider.setObjectName("timeHandle")
        self._slider.setAccessibleName(tr("Checkpoint shown"))
        self._slider.setPageStep(1)
        self._slider.setMinimumWidth(LEAST)
        self._slider.valueChanged.connect(self._on_moved)
        self._slider.approached.connect(self.approached)
        self._slider.describe = self._about
        self._label = QLabel()
        longest = (_step(88_888_888) + STARRED, tr("live"), tr("no checkpoints"))
        metrics = self._label.fontMetrics()
        self._label.setMinimumWidth(max(metrics.horizontalAdvance(text) for text in longest) + 2)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._advance)
        self._build_pace()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._play)
        layout.addWidget(self._slider, 1)
        layout.addWidget(self._label)
        layout.addWidget(self._pace)
        self.setFocusProxy(self._slider)
        self.set_steps([])

    def _build_pace(self) -> None:
        self._pace = QToolButton()
        self._pace.setObjectName("timePace")
        self._pace.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._pace.setToolTip(tr("How fast the film plays, and whether it begins again at its end"))
        menu = QMenu(self._pace)
        group = QActionGroup(menu)
        self._speeds: dict[float, QAction] = {}
        for speed in SPEEDS:
            action = menu.addAction(_times(speed))
            action.setCheckable(True)
            action.triggered.connect(self._on_pace)
            self._speeds[speed] = group.addAction(action)
        menu.addSeparator()
        self._loop = menu.addAction(tr("Begin again at the end"))
        self._loop.setCheckable(True)
        self._loop.triggered.connect(self._on_pace)
        self._pace.setMenu(menu)
        self.set_pace(1.0, loop=False)

    @property
    def speed(self) -> float:
        """How many times as fast as four checkpoints a second the film plays."""
        return next((speed for speed, one in self._speeds.items() if one.isChecked()), 1.0)

    @property
    def loop(self) -> bool:
        """Whether the film begins again at its end."""
        return self._loop.isChecked()

    def set_pace(self, speed: float, *, loop: bool) -> None:
        """Choose the speed, one of SPEEDS, and whether the film begins again."""
        self._speeds[speed if speed in self._speeds else 1.0].setChecked(True)
        self._loop.setChecked(loop)
        self._on_pace()

    def set_ready(self, steps: Collection[int]) -> None:
        """Mark the steps that can be shown at once; a film waits a little for the others."""
        ready = frozenset(steps)
        if ready != self._ready:
            self._ready = ready
            self._mark_ready()

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
        self._mark_ready()
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
        self._waited = 0
        if self.value is None:
            self._slider.setValue(0)
        self._timer.start()

    @Slot()
    def _on_pace(self) -> None:
        text = _times(self.speed)
        self._pace.setText(f"{text} \N{CLOCKWISE OPEN CIRCLE ARROW}" if self.loop else text)
        again = tr("begins again at the end") if self.loop else tr("ends with the live model")
        self._pace.setAccessibleName(tr("Speed of the film: {speed}, {end}", speed=text, end=again))
        self._timer.setInterval(round(FRAME / self.speed))
        self.pace_changed.emit()

    @Slot()
    def _advance(self) -> None:
        unready = self._ready is not None and self.value not in (*self._ready, None)
        if unready and self._waited < PATIENCE:
            self._waited += self._timer.interval()
            return
        self._waited = 0
        if self.loop and self._slider.value() >= len(self._steps) - 1:
            self._slider.setValue(0)
            return
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

    def _mark_ready(self) -> None:
        ready = self._ready or ()
        self._slider.ready = frozenset(k for k, step in enumerate(self._steps) if step in ready)
        self._slider.update()

    def _about(self, index: int) -> str:
        """Say which step a place of the slider stands for, and what is known of it."""
        step = self._steps[index] if index < len(self._steps) else None
        lines = [tr("the model as it is") if step is None else _step(step)]
        if step is not None and self._ready is not None and step in self._ready:
            lines.append(tr("ready: shown at once"))
        if step is not None and self._best is not None and step == self._best[0]:
            lines.append(f"{self._best[1]} (B)")
        return "\n".join(lines)


def _step(step: int) -> str:
    return tr("step {step:,}", step=step)


def _times(speed: float) -> str:
    return f"{number(speed, 'g')}\N{MULTIPLICATION SIGN}"
