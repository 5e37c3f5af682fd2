"""How fast a run goes, and how long it will take. No Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

from genstudio.core.language import tr

STEPS_NEEDED = 20  # an estimate from fewer jumps about
SECONDS_NEEDED = 2.0
WINDOW = 50


class Pace:
    """The speed over the last reports, and the time left from it."""

    def __init__(self, limits: Mapping[str, Any]) -> None:
        self._limits = limits
        self._reports: deque[tuple[int, float, float]] = deque(maxlen=WINDOW)

    def add(self, step: int, epoch: float, seconds: float) -> None:
        """Note where the run is; `seconds` is training time."""
        if self._reports and step <= self._reports[-1][0]:
            return
        self._reports.append((step, epoch, seconds))

    @property
    def steps_per_second(self) -> float | None:
        """The mean speed over the window; None until there are two reports."""
        if len(self._reports) < 2:
            return None
        (first, _, begin), (last, _, end) = self._reports[0], self._reports[-1]
        return (last - first) / (end - begin) if end > begin else None

    @property
    def seconds_left(self) -> float | None:
        """The time until the first limit is reached; None without a limit or a stable speed."""
        speed = self.steps_per_second
        if speed is None or not self._stable():
            return None
        (first, epoch_before, _), (step, epoch, seconds) = self._reports[0], self._reports[-1]
        left = []
        if self._limits.get("steps"):
            left.append((self._limits["steps"] - step) / speed)
        if self._limits.get("epochs") and epoch > epoch_before:
            epochs_per_step = (epoch - epoch_before) / (step - first)
            left.append((self._limits["epochs"] - epoch) / epochs_per_step / speed)
        if self._limits.get("seconds"):
            left.append(self._limits["seconds"] - seconds)
        return max(0.0, min(left)) if left else None

    @property
    def share(self) -> float | None:
        """How much of the way to the first limit is done, in [0, 1]; None without a limit."""
        if not self._reports:
            return None
        done = zip(("steps", "epochs", "seconds"), self._reports[-1])
        shares = [at / self._limits[name] for name, at in done if self._limits.get(name)]
        return min(1.0, max(0.0, *shares)) if shares else None

    def _stable(self) -> bool:
        (first, _, begin), (last, _, end) = self._reports[0], self._reports[-1]
        return last - first >= STEPS_NEEDED and end - begin >= SECONDS_NEEDED


def in_words(seconds: float) -> str:
    """Say a time the way people do: 95 s is "about 2 min"."""
    if seconds < 50:
        return tr("about {seconds} s", seconds=max(5, 5 * round(seconds / 5)))
    minutes = round(seconds / 60)
    if minutes < 60:
        return tr("about {minutes} min", minutes=max(1, minutes))
    return tr("about {hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
