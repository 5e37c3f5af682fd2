"""When to report, to copy the weights and to write a checkpoint. Never changes a number."""

from __future__ import annotations

import time

REPORT_SECONDS = 0.1  # a report at every step would cost more than the step of a small model
FIRST_SAVE = 2.0  # seconds between the first checkpoints
GROWTH = 0.02  # of the time trained so far: later, the past changes more slowly
LARGEST_SHARE = 0.01  # of the time may go into checkpoints
LONGEST = 600.0


class Stopwatch:
    """Seconds of training; what the watcher does between two events does not count."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._before = seconds
        self._since: float | None = None

    @property
    def seconds(self) -> float:
        """The time so far."""
        running = 0.0 if self._since is None else time.monotonic() - self._since
        return self._before + running

    def start(self) -> None:
        """Go on counting."""
        if self._since is None:
            self._since = time.monotonic()

    def stop(self) -> None:
        """Stop counting."""
        self._before, self._since = self.seconds, None


class Pace:
    """What is due, by the seconds of training."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._reported = seconds
        self._shown = seconds
        self._saved = seconds
        self._cost = 0.0

    def report_due(self, seconds: float) -> bool:
        """Say whether the watcher should hear of the last steps."""
        return seconds - self._reported >= REPORT_SECONDS

    def reported(self, seconds: float) -> None:
        """Note a report."""
        self._reported = seconds

    def snapshot_due(self, seconds: float, every: float) -> bool:
        """Say whether the watcher should see newer weights; 0 is never."""
        return every > 0 and seconds - self._shown >= every

    def shown(self, seconds: float) -> None:
        """Note a snapshot."""
        self._shown = seconds

    def save_due(self, seconds: float) -> bool:
        """Say whether a checkpoint is worth its time."""
        wanted = min(LONGEST, max(FIRST_SAVE, GROWTH * seconds))
        return seconds - self._saved >= wanted and self.affords(seconds)

    def affords(self, seconds: float) -> bool:
        """Say whether the last checkpoint is so long ago that another takes no larger share."""
        return seconds - self._saved >= self._cost / LARGEST_SHARE

    def saved(self, before: float, after: float) -> None:
        """Note a checkpoint and what it cost."""
        self._saved, self._cost = after, after - before
