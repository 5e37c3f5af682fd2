"""A bench in motion: an iterator of what there is to see, at the pace that is asked for. No Qt.

Any thread may ask for something; only the loop takes it, between two steps, or at once where it
waits between two parts of one.
"""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from genstudio.core import config as settings
from genstudio.core import registry
from genstudio.core.errors import UserError
from genstudio.core.events import Stop

Pace = Literal["slow", "normal", "fast"]
Players = tuple[str, ...] | None
PHASE = 0.9  # seconds that a part of a step is shown in slow motion
SLOW = 0.4  # seconds a step of what has no parts
NORMAL = 0.016  # a little more than 60 a second
FAST = 1 / 30  # seconds between two looks at what goes as fast as it can
IDLE = 0.5  # seconds between two looks at whether all is over


@dataclass(frozen=True, slots=True)
class Opened:
    """The bench is there."""

    config: Any
    players: tuple[str, ...]
    actions: tuple[str, ...]
    phased: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """There is something new to see: a whole step, a part of one, or a piece of an action."""

    frame: Any
    phase: Any = None
    action: str = ""
    share: float = 0.0
    whole: bool = True  # the end of a step: figures of it go into the curves


@dataclass(frozen=True, slots=True)
class Altered:
    """A live setting was changed."""

    step: int
    name: str
    value: Any
    config: Any


@dataclass(frozen=True, slots=True)
class Refused:
    """What was asked for cannot be done, and why; `name` is the live setting, where it was one."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Halted:
    """No further step can be made, and nothing goes on by itself; `text` says why, or the frame."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Rested:
    """The single step, or the action, is done: whoever asked may show that it is paused."""

    action: str = ""


class Play:
    """Plays one bench, made from the settings given."""

    def __init__(self, name: str, values: Mapping[str, Any], pace: Pace, *, going: bool) -> None:
        self._name, self._values = name, dict(values)
        self.progress: tuple[int, int] | None = None  # of making the bench
        self.going, self.pace = going, pace
        self.hidden = False
        self._asked: deque[tuple[Any, ...]] = deque()
        self._steps: deque[Players] = deque()
        self._changed = threading.Condition()
        self._acts = self._ended = 0  # how many were asked for, and up to which they are over
        self._seen, self._unseen = 0.0, False

    # What any thread may ask

    def go(self, going: bool) -> None:
        """Go on, or wait."""
        self._put(lambda: setattr(self, "going", going))

    def hide(self, hidden: bool) -> None:
        """Wait while nobody looks."""
        self._put(lambda: setattr(self, "hidden", hidden))

    def set_pace(self, pace: Pace) -> None:
        """Go slower or faster."""
        self._put(lambda: setattr(self, "pace", pace))

    def single_step(self, players: Players) -> None:
        """Make one step, or in slow motion its next part, and wait then."""

        def ask() -> None:
            self.going = False
            self._steps.append(players)

        self._put(ask)

    def change(self, name: str, value: Any) -> None:
        """Change a live setting."""
        self._put(lambda: self._asked.append(("change", name, value)))

    def act(self, name: str, values: Mapping[str, Any]) -> None:
        """Begin an action; one that is on is cancelled."""

        def begin() -> None:
            self._ended = self._acts
            self._acts += 1
            self._asked.append(("act", name, (self._acts, dict(values))))

        self._put(begin)

    def cancel(self) -> None:
        """End the action that is on, or that is to begin."""
        self._put(lambda: setattr(self, "_ended", self._acts))

    def wake(self) -> None:
        """Have the loop look whether it is to stop."""
        self._put(lambda: None)

    def _put(self, change: Callable[[], None]) -> None:
        with self._changed:
            change()
            self._changed.notify_all()

    # The loop

    def walk(self, stop: Stop) -> Iterator[Any]:
        """Make the bench, then yield what happens until stopped."""
        from genstudio.analysis import theory

        module = registry.load(theory, self._name)
        config = settings.from_dict(module.Config, self._values)
        bench = module.make(config, self._on_progress, stop)
        self.progress = None
        if stop():
            return
        phased = isinstance(bench, theory.InPhases)
        yield Opened(bench.config, tuple(dict.fromkeys(bench.players)), module.ACTIONS, phased)
        yield Seen(bench.frame())
        while not stop():
            yield from self._obey(bench, stop)
            if self._steps:
                players = self._steps.popleft()
                yield from self._tried(bench, players, phased=phased, stop=stop)
                yield Rested()
            elif self.going and not self.hidden:
                yield from self._tried(bench, None, phased=phased, stop=stop)
            elif self._unseen:
                yield self._look(bench)  # whoever pauses sees the step that was made last
            else:
                self._rest(stop)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress = (done, total)

    def _obey(self, bench: Any, stop: Stop) -> Iterator[Any]:
        while self._asked and not stop():
            kind, name, value = self._asked.popleft()
            try:
                if kind == "change":
                    bench.change(name, value)
                    yield Altered(bench.step, name, value, bench.config)
                    yield Seen(bench.frame(), whole=False)
                else:
                    number, values = value
                    yield from self._act(bench, name, number, values, stop)
            except UserError as error:
                yield Refused(str(error), name if kind == "change" else "")

    def _act(
        self, bench: Any, name: str, number: int, values: dict[str, Any], stop: Stop
    ) -> Iterator[Any]:
        share = 0.0

        def over() -> bool:
            return number <= self._ended

        try:
            for share in () if over() else bench.act(name, **values):
                if over() or stop():
                    break
                if time.monotonic() - self._seen >= FAST:
                    self._seen = time.monotonic()
                    yield Seen(bench.frame(), action=name, share=share, whole=False)
                self._until(lambda: not self.hidden or over(), stop)
        except UserError as error:
            yield Refused(str(error))
        yield Seen(bench.frame(), share=share)
        if number == self._acts:  # else the next one is on its way
            yield Rested(name)

    def _tried(self, bench: Any, players: Players, *, phased: bool, stop: Stop) -> Iterator[Any]:
        """Make a step; where none can be made any more, wait for whoever has an idea."""
        before, why = bench.step, ""
        try:
            yield from self._step(bench, players, phased=phased, stop=stop)
            if bench.step == before:
                yield Seen(bench.frame(), whole=False)  # it may say why
        except UserError as error:
            why = str(error)
        if why or bench.step == before:
            self.go(False)
            yield Halted(why)

    def _step(self, bench: Any, players: Players, *, phased: bool, stop: Stop) -> Iterator[Any]:
        if phased and self.pace == "slow" and players is None:
            yield from self._parts(bench, stop)
            return
        begin = time.monotonic()
        bench.move(players)
        pace = self.pace
        if pace != "fast" or begin - self._seen >= FAST or not self.going:
            self._seen = begin
            yield self._look(bench)
        else:
            self._unseen = True
        if pace != "fast" and self.going:
            every = SLOW if pace == "slow" else NORMAL
            self._until(lambda: self.pace != pace or not self.going, stop, begin + every)

    def _look(self, bench: Any) -> Seen:
        self._unseen = False
        return Seen(bench.frame())

    def _parts(self, bench: Any, stop: Stop) -> Iterator[Any]:
        """Make a step part by part; whoever has no patience any more gets the rest at once."""
        for phase in bench.phases():
            if stop() or self._hurried:
                continue  # a step that has begun is made to its end
            yield Seen(bench.frame(), phase=phase, whole=False)
            if not self.going:
                yield Rested()
                self._until(lambda: self.going or bool(self._steps) or self._hurried, stop)
                if self._steps:
                    self._steps.popleft()  # it asked for the next part
                    continue
            end = time.monotonic() + PHASE
            self._until(lambda: self._hurried or bool(self._steps) or not self.going, stop, end)
            self._until(lambda: not self.hidden or self._hurried, stop)
        yield Seen(bench.frame())

    @property
    def _hurried(self) -> bool:
        """Whether the rest of a step is to be made without a pause."""
        return bool(self._asked) or self.pace != "slow"

    def _rest(self, stop: Stop) -> None:
        self._until(lambda: bool(self._steps) or (self.going and not self.hidden), stop)

    def _until(self, enough: Callable[[], bool], stop: Stop, end: float = math.inf) -> None:
        """Wait until it is enough, somebody asks for something, or for a moment in time."""
        with self._changed:
            while not (stop() or enough() or self._asked):
                left = end - time.monotonic()
                if left <= 0:
                    return
                self._changed.wait(min(left, IDLE))
