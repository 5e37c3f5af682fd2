"""Figures that take longer than a step, measured on saved checkpoints while training goes on.

Whoever drives a run may give it a Tracker, which knows how to measure; this module decides
when, so that the loop loses less than SHARE of its time. What is measured is a checkpoint
that has just been written: nothing is copied for it, and figure and checkpoint belong
together. Where measuring falls behind, checkpoints go unmeasured; none ever wait in a row.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from genstudio.core.events import Scalars

SHARE = 0.015  # of the training time that the loop may lose; the promise is 2 %
FIRST = 3.0  # seconds of training before the first measurement: many runs are only tried out
DOUBT = 0.1  # the slow-down that is assumed until enough was seen of both
LEAST = 0.05  # and that is assumed at least: what is seen is noisy, and leaves out waiting
ENOUGH = 3.0  # seconds of work beside a measurement, and without one, that count as seen
MEMORY = 0.995  # of what was seen, at each report: a machine's load changes


class Tracker(Protocol):
    """Measures checkpoints, one at a time, outside of the thread that trains."""

    def start(self, checkpoints: Path, step: int) -> bool:
        """Begin to measure a checkpoint; returns at once, and False where that cannot be."""

    def busy(self) -> bool:
        """Say whether a measurement is still on."""

    def take(self) -> dict[str, float]:
        """Return the figures of the measurement that has ended; none where it failed."""

    def close(self) -> None:
        """End whatever was started."""


class Snap(NamedTuple):
    """The moment of a checkpoint."""

    step: int
    epoch: float
    seconds: float


class Tracking:
    """When a run's checkpoints are measured, and what came of it.

    All seconds are of training, pauses left out.
    """

    def __init__(self, tracker: Tracker, checkpoints: Path) -> None:
        self._tracker = tracker
        self._checkpoints = checkpoints
        self._on: Snap | None = None
        self._toll = Toll()

    @property
    def step(self) -> int | None:
        """The step whose checkpoint is being measured, which must not be deleted."""
        return None if self._on is None else self._on.step

    def wanted(self, seconds: float) -> bool:
        """Say whether a checkpoint that is written now would be measured."""
        return self._on is None and seconds >= FIRST and self._toll.affords(seconds)

    def saved(self, snap: Snap) -> None:
        """Measure a checkpoint that was just written, if it is its turn."""
        self._toll.skip(snap.step, snap.seconds)
        if self.wanted(snap.seconds) and self._tracker.start(self._checkpoints, snap.step):
            self._on = snap

    def reported(self, step: int, seconds: float) -> Scalars | None:
        """Take note of how far training is; return the figures that are new, if there are any."""
        self._toll.passed(step, seconds, self._on is not None)
        if self._on is None or self._tracker.busy():
            return None
        snap, self._on = self._on, None
        figures = self._tracker.take()
        if not figures:
            return None
        values = {name: [value] for name, value in figures.items()}
        return Scalars([snap.step], values, snap.epoch, snap.seconds)

    def close(self) -> None:
        """End the measurement that is on; its figures are lost."""
        self._on = None
        self._tracker.close()


class Toll:
    """What measuring costs the loop: the processor time of a step beside it and without.

    A process of the lowest priority takes no core from the loop, but what they share: caches,
    memory and the frequency. That shows in the loop's processor time, where the passing time
    would show whatever else the computer does.
    """

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        self.beside = 0.0  # seconds of training while something was measured
        self._clock = clock
        self._last: tuple[int, float, float] | None = None
        self._steps = {True: 0.0, False: 0.0}
        self._work = {True: 0.0, False: 0.0}

    def passed(self, step: int, seconds: float, measuring: bool) -> None:
        """Note that the loop, whose thread calls this, is at a step after so many seconds."""
        before, work = self._last, self._clock()
        self._last = step, seconds, work
        if before is not None and step > before[0]:
            self._steps[measuring] = MEMORY * self._steps[measuring] + step - before[0]
            self._work[measuring] = MEMORY * self._work[measuring] + work - before[2]
            self.beside += seconds - before[1] if measuring else 0.0

    def skip(self, step: int, seconds: float) -> None:
        """Leave out what came since the last report: a checkpoint was written."""
        self._last = step, seconds, self._clock()

    @property
    def slowdown(self) -> float:
        """The share by which a step takes longer while something is measured."""
        if min(self._work.values()) < ENOUGH:
            return DOUBT
        beside, alone = (self._work[m] / self._steps[m] for m in (True, False))
        return max(LEAST, beside / alone - 1)

    def affords(self, seconds: float) -> bool:
        """Say whether what was lost so far is little enough for the next measurement."""
        return self.slowdown * self.beside <= SHARE * seconds
