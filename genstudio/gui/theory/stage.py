"""Plays a bench off the GUI thread, and tells the page, the bar, the curves and the slider."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal, Slot

from genstudio.core.events import Changed, Scalars
from genstudio.gui.history import History
from genstudio.gui.jobs import Failure, Job, use_one_core
from genstudio.gui.pace import Pace as Speed
from genstudio.gui.state import Message, Remote, State
from genstudio.gui.theory.kept import Frames
from genstudio.gui.theory.play import (
    Altered,
    Halted,
    Opened,
    Pace,
    Play,
    Players,
    Refused,
    Rested,
    Seen,
)
from genstudio.gui.train_groups import Plot

INTERVAL = 8  # ms between two looks at what there is to see: twice as often as there is any
UNSEEN = 500  # ms, while nobody looks: what ends then, or fails, is taken note of all the same
CURVES = 0.3  # seconds between two redrawings of the curves, which cost as much as ten frames


class Stage(QObject):
    """The bench of one page; a `gui.guest.Guest` of the session.

    Signals: framed, when there is something else to see; opened, when the bench is there, and
    again when it was made anew; those of a guest; `message` carries a Message, `failed` a Failure.
    """

    framed = Signal()
    opened = Signal()
    state_changed = Signal()
    history_changed = Signal()
    checkpoints_changed = Signal()
    shown_changed = Signal()
    message = Signal(object)
    failed = Signal(object)

    # A guest trains nothing elsewhere, and nothing waits for it.
    remote: Remote | None = None
    wish: str | None = None
    waiting = False
    read_only = False
    epoch = 0.0
    family = ""
    record: Any = None

    def __init__(
        self, name: str, title: str, plots: list[Plot], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.name, self.title, self.plots = name, title, plots
        self.values: dict[str, Any] = {}  # settings that are not the bench's own defaults
        self.config: Any = None
        self.players: tuple[str, ...] = ()
        self.actions: tuple[str, ...] = ()
        self.phased = False
        self.phase: Any = None
        self.action, self.share = "", 0.0  # what takes long, and how much of it is done
        self.history = History()
        self.frames = Frames()
        self.shown: int | None = None
        self.pace: Pace = "slow"
        self._live: Any = None
        self._play: Play | None = None
        self._job: Job | None = None
        self._retired: list[Job] = []
        self._deadline = QDeadlineTimer(QDeadlineTimer.ForeverConstant.Forever)
        self._going, self._hidden = True, False
        self._halted = False  # it would go on, if a step could be made
        self.broken = False  # the thread has ended: only a new bench helps
        self._speed = Speed({})
        self._began = self._curves = self._made = 0.0
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self.drain)

    # What there is to see

    @property
    def frame(self) -> Any:
        """What is shown: the newest frame, or one of the past; None before there is one."""
        return self._live if self.shown is None else self.frames.get(self.shown)

    @property
    def step(self) -> int:
        """The number of steps made."""
        return 0 if self._live is None else int(self._live.step)

    @property
    def state(self) -> State:
        """What is going on, in the words of the session."""
        if self.broken:
            return "paused"
        if self._play is None or self._live is None:
            return "loading"
        return "training" if self._going or self.action else "paused"

    @property
    def progress(self) -> tuple[int, int] | None:
        """How far making the bench is; None once it is made."""
        return None if self._play is None else self._play.progress

    @property
    def takes_data(self) -> bool:
        """Whether it can learn from the data that are open in the window."""
        return hasattr(self.config, "data")

    @property
    def checkpoints(self) -> list[int]:
        """The steps that the time slider offers."""
        return self.frames.steps

    @property
    def steps_per_second(self) -> float | None:
        """The present speed."""
        return self._speed.steps_per_second if self.state == "training" else None

    @property
    def eta_seconds(self) -> float | None:
        """A bench has no end."""
        return None

    @property
    def can_train(self) -> bool:
        """Whether it can go on, or pause."""
        return self._live is not None and not self.broken

    @property
    def can_step(self) -> bool:
        """Whether single steps can be made."""
        return self._live is not None and not self.action and not self.broken

    @property
    def can_stop(self) -> bool:
        """Whether an action can be cancelled."""
        return bool(self.action)

    @property
    def can_reset(self) -> bool:
        """Whether it can begin anew."""
        return self._play is not None

    # What a user does

    def open(self) -> None:
        """Make the bench, unless that was done."""
        if self._play is None:
            self._begin()

    def toggle(self) -> None:
        """Go on, or pause; whoever looks at the past sees the newest again."""
        if self._play is None or self.broken:
            return
        if self.action:
            self.stop()
            return
        self._going = not self._going
        if self._going:
            self.show_step(None)
        self._restart_clock()
        self._play.go(self._going)
        self.state_changed.emit()

    def single_step(self, players: Players = None) -> None:
        """Make one step, or the next part of one in slow motion, and wait."""
        if self._play is None or self.broken:
            return
        self.show_step(None)
        self._going = False
        self._play.single_step(players)
        self.state_changed.emit()

    def stop(self) -> None:
        """Cancel the action that is on."""
        if self._play is not None and self.action:
            self._play.cancel()

    def reset(self) -> None:
        """Begin anew, with the same settings."""
        self._begin()

    def set_pace(self, pace: Pace) -> None:
        """Go in slow motion, at 60 steps a second, or as fast as possible."""
        self.pace = pace
        self._restart_clock()
        if self._play is not None:
            self._play.set_pace(pace)
        self.state_changed.emit()

    def change(self, name: str, value: Any) -> None:
        """Change a setting: at once where it is live, else with a bench made anew."""
        self.values[name] = value
        if self._play is None:
            return
        if self.config is not None and not self.broken and name in self._live_names():
            self._play.change(name, value)
        else:
            self._begin()

    def put(self, values: Mapping[str, Any]) -> None:
        """Change several settings, with a bench made anew."""
        self.values |= values
        if self._play is not None:
            self._begin()

    def act(self, name: str, **values: Any) -> None:
        """Begin one of the bench's actions."""
        if self._play is not None and not self.broken:
            self.show_step(None)
            self.action, self.share = name, 0.0
            self._play.act(name, values)
            self.state_changed.emit()

    def show_step(self, step: int | None) -> None:
        """Show what was kept of a step; None goes back to the newest."""
        step = step if step is None or self.frames.get(step) is not None else None
        if step != self.shown:
            self.shown = step
            self.shown_changed.emit()
            self.framed.emit()

    def hide(self, hidden: bool) -> None:
        """Rest while nobody looks."""
        self._hidden = hidden
        self._restart_clock()
        if self._play is not None:
            self._play.hide(hidden)
            self._timer.setInterval(UNSEEN if hidden else INTERVAL)

    def end(self, patience: float | None = None) -> None:
        """Ask the threads to end; `close` waits for them, for so many seconds at most."""
        self._timer.stop()
        self._retire()
        if patience is not None:
            self._deadline = QDeadlineTimer(round(1000 * patience))

    def close(self) -> None:
        """End the threads."""
        if self._job is not None:
            self.end()
        self._retired = [job for job in self._retired if not job.wait(self._deadline)]

    @property
    def ended(self) -> bool:
        """Whether no thread is left."""
        return self._job is None and not self._retired

    # The job

    def _begin(self) -> None:
        """Make the bench anew; it goes on, unless a user has paused it."""
        self._retire()
        self._going = self._going or self._halted
        self.history, self.shown, self._live = History(), None, None
        self.frames.clear()
        self.phase, self.action, self.share = None, "", 0.0
        self._halted = self.broken = False
        self._restart_clock()
        self._made = self._began
        self._play = Play(self.name, self.values, self.pace, going=self._going)
        self._play.hide(self._hidden)
        self._job = Job(partial(_walk, self._play), self, yields=False)
        self._job.failed.connect(self._on_failed)
        self._job.start()
        self._timer.start()
        for signal in (self.state_changed, self.checkpoints_changed, self.shown_changed):
            signal.emit()
        self.history_changed.emit()

    def _retire(self) -> None:
        """Ask the present job to end; it is forgotten once it has."""
        if self._job is not None and self._play is not None:
            self._job.stop()
            self._play.wake()
            self._job.failed.disconnect(self._on_failed)
            self._retired.append(self._job)
        self._job = None

    def _restart_clock(self) -> None:
        self._speed, self._began = Speed({}), time.monotonic()

    @Slot()
    def drain(self) -> None:
        """Take over what has happened since the last look."""
        for job in [job for job in self._retired if job.isFinished()]:
            self._retired.remove(job)
            job.deleteLater()
        if self._job is None:
            return
        events, _ = self._job.take()
        seen = [event for event in events if isinstance(event, Seen)]
        for event in events:
            self._take(event)
        if seen:
            self._show(seen)

    def _take(self, event: Any) -> None:
        match event:
            case Opened(config, players, actions, phased):
                self.config, self.players, self.actions = config, players, actions
                self.phased = phased
                self.opened.emit()
            case Altered(step, name, value, config):
                self.config = config
                self.history.add(Changed(step, name, value))
                self.history_changed.emit()
            case Refused(text, name):
                self.action = ""
                if name in self.values:  # what cannot be would keep the next bench from being made
                    self.values[name] = getattr(self.config, name)
                self.message.emit(Message(text, "warning"))
                self.opened.emit()  # the form shows again what holds
                self.state_changed.emit()
            case Halted(text):
                self._halt()
                if text:
                    self.message.emit(Message(text, "warning"))
                self.state_changed.emit()
            case Rested(action):
                if action == self.action:
                    self.action = ""
                self.state_changed.emit()
            case _:
                pass

    def _show(self, seen: list[Seen]) -> None:
        """Show the newest; the figures of all whole steps go into the curves."""
        first = self._live is None
        kept = False
        for event in seen:
            if event.whole:
                kept |= self.frames.add(event.frame)
                self._note(event.frame)
        last = seen[-1]
        self._live, self.phase = last.frame, last.phase
        if last.action:
            self.action, self.share = last.action, last.share
        self._speed.add(self.step, 0.0, time.monotonic() - self._began)
        if kept:
            self.checkpoints_changed.emit()
            self._keep_shown()
        if not self._going or time.monotonic() - self._curves >= CURVES:
            self._curves = time.monotonic()
            self.history_changed.emit()
            self.state_changed.emit()
        if first:
            self.state_changed.emit()
        if self.shown is None:
            self.framed.emit()

    def _keep_shown(self) -> None:
        """Show the one before, where the frame that is looked at was among those forgotten."""
        shown = self.shown
        if shown is not None and self.frames.get(shown) is None:
            self.show_step(max(step for step in self.frames.steps if step <= shown))

    def _note(self, frame: Any) -> None:
        """Add a frame's figures to the curves; what is infinite has no place there."""
        seconds = time.monotonic() - self._made
        found = {n: [float(v)] for n, v in frame.figures.items() if math.isfinite(v)}
        self.history.add(Scalars([frame.step], found, 0.0, seconds))

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        """The bench broke, or could not be made; Reset makes it anew."""
        if self.sender() is not self._job:
            return  # it was on its way when that bench was given up
        self.drain()
        self._halt()
        self.broken, self.action = True, ""
        self.failed.emit(failure)
        self.state_changed.emit()

    def _halt(self) -> None:
        self._going, self._halted = False, self._going or self._halted

    def _live_names(self) -> set[str]:
        from genstudio.core import config

        return {s.name for s in config.settings(type(self.config)) if s.hint.live}


def _walk(play: Play, stop: Any) -> Any:
    use_one_core()
    return play.walk(stop)
