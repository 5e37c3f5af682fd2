"""How far a long command is: a bar with the time left on a terminal, else a line now and then."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from typing import TextIO

from genstudio.core.sizes import how_far

EVERY_TERMINAL = 0.1  # seconds between two drawings of the bar
EVERY_LINE = 15.0  # seconds between two lines in a log
WIDTH = 24


class Progress:
    """Reports on standard error, so that standard output holds the result alone."""

    def __init__(
        self,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._terminal = self._stream.isatty()
        self._began = clock()
        self._first: float | None = None
        self._newest = 0.0
        self._last = self._began if not self._terminal else float("-inf")
        self._drawn = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    @property
    def due(self) -> bool:
        """Whether it is time to report again: ask before computing what to say."""
        every = EVERY_TERMINAL if self._terminal else EVERY_LINE
        return self._clock() - self._last >= every

    def update(self, fraction: float | None, text: str) -> None:
        """Report the fraction done (None where there is no end) with a few words."""
        self._last = self._clock()
        left = self._left(fraction)
        if not self._terminal:
            done = "" if fraction is None else f"{fraction:4.0%}  "
            print(f"{done}{text}{left}", file=self._stream, flush=True)
            return
        bar = "" if fraction is None else f"{_bar(fraction)} {fraction:4.0%}  "
        line = f"{bar}{text}{left}"[: shutil.get_terminal_size().columns - 1]
        print(f"\r{line.ljust(self._drawn)}", end="", file=self._stream, flush=True)
        self._drawn = len(line)

    def count(self, done: int, total: int) -> None:
        """Report `done` of `total` items (in MB where they are bytes), when it is time to."""
        if self.due and total:
            self.update(done / total, how_far(done, total))

    def clear(self) -> None:
        """Wipe the bar, so that the next line starts at the left."""
        if self._drawn:
            print(f"\r{' ' * self._drawn}\r", end="", file=self._stream, flush=True)
            self._drawn = 0

    def _left(self, fraction: float | None) -> str:
        if fraction is None:
            return ""
        if self._first is None or fraction < self._newest:  # something else has begun
            self._first, self._began = fraction, self._clock()
        self._newest = fraction
        gained = fraction - self._first
        if gained <= 0 or fraction >= 1:
            return ""
        seconds = (self._clock() - self._began) * (1 - fraction) / gained
        return f"  {duration(seconds)} left"


def duration(seconds: float) -> str:
    """Return a time span in words: `45 s`, `3 min 05 s`, `2 h 10 min`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def _bar(fraction: float) -> str:
    full = round(WIDTH * min(max(fraction, 0.0), 1.0))
    return f"[{'#' * full}{'.' * (WIDTH - full)}]"
