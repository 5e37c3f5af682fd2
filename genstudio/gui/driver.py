"""Runs one experiment at a time, off the GUI thread, and reports on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.core.events import Asked, Saved, Scalars, Stepped, Stop
from genstudio.gui.jobs import Failure, Job
from genstudio.gui.pace import Pace
from genstudio.gui.state import State

if TYPE_CHECKING:
    from genstudio.train.experiment import Experiment

INTERVAL = 100  # ms between two looks at what the job has reported
SNAPSHOT_EVERY = 0.1  # seconds of training between two copies of the weights
ASKED: dict[str, State] = {"pause": "paused", "resume": "training", "stop": "stopping"}
Players = tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Start:
    """How to begin: for good, or with a single step that only `players` make."""

    single: bool = False
    players: Players = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """The experiment is built; training begins now, after this step.

    The experiment may be steps further by the time that somebody reads this.
    """

    experiment: Any
    step: int


@dataclass(frozen=True, slots=True)
class Listed:
    """The steps of the checkpoints that there are now, ascending: read from the disk by the job."""

    steps: list[int]


class Driver(QObject):
    """Owns the job that trains; one timer drains what the job has reported.

    `prepared` carries the Experiment, which goes on from `step`, `received` a list of events,
    Listed among them, `snapshot` the newest Snapshot, `failed` a Failure. `ended` is the last
    signal of a job, whatever happened.
    """

    prepared = Signal(object)
    received = Signal(object)
    snapshot = Signal(object)
    failed = Signal(object)
    ended = Signal()
    state_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: State = "ready"
        self.step = 0
        self.epoch = 0.0
        self.experiment: Experiment | None = None
        self._pace = Pace({})
        self._job: Job | None = None
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self.drain)

    @property
    def busy(self) -> bool:
        """Whether there is an experiment, training or paused."""
        return self._job is not None

    @property
    def steps_per_second(self) -> float | None:
        """The present speed, while training."""
        return self._pace.steps_per_second if self.state == "training" else None

    @property
    def eta_seconds(self) -> float | None:
        """The time until the run's limit; None while there is no stable estimate."""
        return self._pace.seconds_left if self.state in ("training", "paused") else None

    @property
    def progress(self) -> float | None:
        """How much of the way to the run's limit is done, in [0, 1]; None without a limit."""
        return self._pace.share if self.state in ("training", "paused") else None

    def start(
        self, make: Callable[[], Experiment], how: Start, step: int = 0, epoch: float = 0.0
    ) -> None:
        """Build an experiment and train it; `step` and `epoch` are where it goes on from."""
        if self._job is not None:
            return
        self.step, self.epoch = step, epoch
        self._job = Job(partial(_walk, make, how), self)
        self._job.failed.connect(self._on_failed)
        self._job.ended.connect(self._on_ended)
        self._set_state("preparing")
        self._job.start()
        self._timer.start()

    def pause(self, paused: bool) -> None:
        """Stop asking for steps, or go on."""
        if self._job is None or self.state not in ("training", "paused"):
            return
        self._job.pause(paused)
        if not paused and self.experiment is not None:
            self.experiment.control.go_on()
        self._set_state("paused" if paused else "training")

    def single_step(self, players: Players) -> None:
        """Make exactly one step, then pause."""
        if self._job is None or self.experiment is None or self.state == "stopping":
            return
        self.experiment.control.single_step(players)
        self.experiment.control.go_on()
        self._job.pause(False)
        self._set_state("training")

    def stop(self) -> None:
        """End the run after the step it is at, with a checkpoint."""
        if self._job is not None and self.state != "stopping":
            self._job.stop()
            self._set_state("stopping")

    def is_stopping(self) -> bool:
        """Say, in any thread, whether what is being begun is not wanted any more."""
        job = self._job
        return job is None or job.stopped()

    def close(self, seconds: float) -> bool:
        """Stop and wait; return whether the job has ended in time."""
        if self._job is None:
            return True
        job = self._job
        job.stop()
        if not job.wait(int(seconds * 1000)):
            return False
        self._finish()
        return True

    @Slot()
    def drain(self) -> None:
        """Hand on what the job has reported since the last time."""
        if self._job is None:
            return
        events, newest = self._job.take()
        news = [event for event in events if not isinstance(event, Prepared)]
        for event in events:
            if isinstance(event, Prepared):
                self._on_prepared(event.experiment, event.step)
        for event in news:
            self._note(event)
        if news:
            self.received.emit(news)
        if newest is not None:
            self.snapshot.emit(newest)
        if news:
            self.state_changed.emit()

    def _on_prepared(self, experiment: Experiment, step: int) -> None:
        self.experiment = experiment
        if self._job is not None:
            self._job.idle = experiment.idle
        self._pace = Pace(experiment.run.record.train)
        self.step = step
        self.prepared.emit(experiment)
        if self.state == "preparing":
            self._set_state("training")

    def _note(self, event: Any) -> None:
        if isinstance(event, Scalars) and event.steps[-1] >= self.step:  # not a late figure
            self.step, self.epoch = event.steps[-1], event.epoch
            self._pace.add(self.step, event.epoch, event.seconds)
        elif isinstance(event, Stepped) and self.state == "training":
            self.state = "paused"
        elif isinstance(event, Asked) and self.state != "stopping":
            self.state = ASKED.get(event.request, self.state)

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure)

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._job:
            self._finish()

    def _finish(self) -> None:
        if self._job is None:
            return
        self._timer.stop()
        self.drain()
        job, self._job = self._job, None
        job.wait()
        job.deleteLater()
        self.experiment = None
        self.state = "ready"
        self.ended.emit()
        self.state_changed.emit()

    def _set_state(self, state: State) -> None:
        self.state = state
        self.state_changed.emit()


def _walk(make: Callable[[], Experiment], how: Start, stop: Stop) -> Iterator[Any]:
    """Build the experiment, then yield its events; it is closed whatever happens."""
    experiment = make()
    try:
        experiment.control.snapshot_every = SNAPSHOT_EVERY
        if how.single:
            experiment.control.single_step(how.players)
        yield Prepared(experiment, experiment.trainer.step)
        listed = False
        for event in experiment.events(stop):
            yield event
            if not listed or isinstance(event, Saved):  # going back has dropped what came later
                listed = True
                yield Listed(experiment.run.checkpoints())
    finally:
        experiment.close()
