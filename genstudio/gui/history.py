"""What a run has reported so far, as arrays that the curves can draw. No Qt, no torch."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from genstudio.core.events import Changed, Diverged, Event, Profile, Scalars
from genstudio.core.language import tr

Column = NDArray[np.float64]
Series = tuple[Column, Column, Column, Column]  # steps, epochs, seconds, values

# More points than any screen has pixels. Beyond it neighbours are averaged two by two, so
# that a week of training costs no more memory and no more drawing time than an hour does.
# The run folder keeps every point.
LIMIT = 60_000
COLUMNS = 4
PROFILES = 400  # of a name, an even number; of more, every second one is forgotten
BRIEF = "{value:g}"


class History:
    """Terms over steps, epochs and seconds, and where a setting was changed by hand."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.marks: list[tuple[int, str]] = []
        self.diverged: Diverged | None = None
        self._tables: dict[str, _Table] = {}
        self._profiles: dict[str, _Profiles] = {}
        self._last = (0, 0.0, 0.0)
        for event in events:
            self.add(event)

    def add(self, event: Event) -> None:
        """Take in one event; those that say nothing about the curves are ignored."""
        match event:
            case Scalars() if event.steps:
                self._add_scalars(event)
            case Profile():
                self._profiles.setdefault(event.name, _Profiles()).add(event)
            case Changed(step, name, value):
                text = tr("{setting} = {value}", setting=_label(name), value=_short(value))
                self.marks.append((step, text))
            case Diverged(step, term, _):
                self.diverged = event
                self.marks.append((step, tr("{term} diverged", term=tr(term))))
            case _:
                pass

    def terms(self) -> list[str]:
        """Return the names of the terms, in the order in which they first appeared."""
        return list(self._tables)

    def series(self, term: str) -> Series:
        """Return steps, epochs, seconds and values of one term, equally long and read-only."""
        table = self._tables.get(term)
        return table.columns() if table else _Table().columns()

    def profile(self, name: str, step: int | None = None) -> list[float]:
        """Return the newest values under a name, or those known at a step; empty for none."""
        profiles = self._profiles.get(name)
        return profiles.at(step) if profiles else []

    @property
    def last_step(self) -> int:
        """Return the newest step that was reported, 0 before the first."""
        return self._last[0]

    @property
    def last(self) -> tuple[int, float, float]:
        """Return the step, epoch and seconds of the newest report; zeros before the first."""
        return self._last

    def truncate(self, step: int) -> None:
        """Forget what came after a step: a run goes on from an earlier checkpoint."""
        self.marks = [mark for mark in self.marks if mark[0] <= step]
        if self.diverged is not None and self.diverged.step > step:
            self.diverged = None
        for profiles in self._profiles.values():
            profiles.truncate(step)
        for table in self._tables.values():
            table.truncate(step)
        self._tables = {term: table for term, table in self._tables.items() if table.count}
        ends = [table.end() for table in self._tables.values()]
        self._last = max(ends, default=(0, 0.0, 0.0))

    def _add_scalars(self, event: Scalars) -> None:
        """Append one event; its single epoch and second are those of its last step.

        The steps before it lie on the straight line from the previous event, which is
        how the reader of a curve over time would draw them.
        """
        steps = np.asarray(event.steps, np.float64)
        step, epoch, seconds = self._last
        if steps[-1] > step:
            share = np.clip((steps - step) / (steps[-1] - step), 0.0, 1.0)
            epochs = epoch + share * (event.epoch - epoch)
            times = seconds + share * (event.seconds - seconds)
            self._last = (event.steps[-1], event.epoch, event.seconds)
        else:  # validation terms of a step that was reported already
            epochs = np.full(len(steps), event.epoch)
            times = np.full(len(steps), event.seconds)
        for term, values in event.values.items():
            rows = np.stack([steps, epochs, times, np.asarray(values, np.float64)])
            self._tables.setdefault(term, _Table()).append(rows)


class _Profiles:
    """The profiles of one name, evenly thinned where there are many, and the newest one."""

    def __init__(self) -> None:
        self._kept: list[Profile] = []
        self._count, self._stride = 0, 1  # the i-th stays where i is a multiple of the stride

    def add(self, profile: Profile) -> None:
        if self._kept and (self._count - 1) % self._stride:
            self._kept.pop()  # it was kept only for being the newest
        self._kept.append(profile)
        if len(self._kept) > PROFILES and self._count % self._stride == 0:
            del self._kept[1::2]
            self._stride *= 2
        self._count += 1

    def at(self, step: int | None) -> list[float]:
        for profile in reversed(self._kept):
            if step is None or profile.step <= step:
                return profile.values
        return []

    def truncate(self, step: int) -> None:
        self._kept = [profile for profile in self._kept if profile.step <= step]
        self._count = max(0, len(self._kept) - 1) * self._stride + bool(self._kept)


class _Table:
    """Four columns that grow at the end, in a buffer that doubles."""

    def __init__(self) -> None:
        self.count = 0
        self._buffer = np.empty((COLUMNS, 256))

    def append(self, rows: NDArray[np.float64]) -> None:
        added = rows.shape[1]
        if self.count + added > LIMIT:
            self._halve()
        if self.count + added > self._buffer.shape[1]:
            size = max(2 * self._buffer.shape[1], self.count + added)
            grown = np.empty((COLUMNS, size))
            grown[:, : self.count] = self._buffer[:, : self.count]
            self._buffer = grown
        self._buffer[:, self.count : self.count + added] = rows
        self.count += added

    def columns(self) -> Series:
        view = self._buffer[:, : self.count]
        view.flags.writeable = False
        return view[0], view[1], view[2], view[3]

    def end(self) -> tuple[int, float, float]:
        step, epoch, seconds, _ = self._buffer[:, self.count - 1]
        return int(step), float(epoch), float(seconds)

    def truncate(self, step: int) -> None:
        self.count = int(np.searchsorted(self._buffer[0, : self.count], step, side="right"))
        self._buffer = self._buffer.copy()  # the old one may be in somebody's hands

    def _halve(self) -> None:
        """Average neighbours, in a new buffer: whoever holds the old columns keeps them."""
        pairs = self.count // 2
        halved = np.empty((COLUMNS, LIMIT))
        even = self._buffer[:, : 2 * pairs].reshape(COLUMNS, pairs, 2)
        halved[:, :pairs] = even.mean(axis=2)
        halved[0, :pairs] = even[0, :, 1]  # a step stays a whole number
        rest = self.count - 2 * pairs
        halved[:, pairs : pairs + rest] = self._buffer[:, 2 * pairs : self.count]
        self._buffer, self.count = halved, pairs + rest


def _label(name: str) -> str:
    """Return a setting's name as its form has it, but within an English sentence in small."""
    label = name.replace("_", " ")
    form = label.capitalize()
    shown = tr(form)
    return label if shown == form else shown


def _short(value: object) -> str:
    return tr(BRIEF, value=value) if isinstance(value, int | float) else str(value)
