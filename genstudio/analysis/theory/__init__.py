"""Benches: one small experiment of the theory each, with every figure exact or its error known.

One file a bench, each with `TITLE`, `SUMMARY`, a `Config` of settings as a family of models has
one, `ACTIONS` (the names of what takes longer than a step) and `make`. The window plays a bench
step by step, the command line as fast as it can; both get the same numbers. Modules with a
leading underscore are shared by benches. No torch here: the names can be listed without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from genstudio.core.events import Stop

Progress = Callable[[int, int], None]  # done, of how many
Players = tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Phase:
    """A numbered part of a step, made visible: the third of five, say, of the player D.

    `name` is short ("gradient"), `said` a sentence on what was just done; both are marked texts.
    """

    number: int
    of: int
    name: str
    said: str
    player: str = ""


class Frame(Protocol):
    """All that a page draws of one moment: arrays and numbers that nobody writes again."""

    @property
    def step(self) -> int:
        """How many whole steps were made."""

    @property
    def figures(self) -> dict[str, float]:
        """The figures by their keys, in nats where they are log-densities or divergences."""

    @property
    def said(self) -> str:
        """What has been arrived at, in a sentence; empty on the way."""


class Bench(Protocol):
    """An experiment that goes on step by step. Only one thread may use it."""

    config: Any
    step: int

    @property
    def players(self) -> tuple[str, ...]:
        """Who can be asked to move alone; a single name where there is nothing to choose."""

    def move(self, players: Players = None) -> None:
        """Make one whole step: of these players only, or of all."""

    def frame(self) -> Frame:
        """Return what there is to see now; cheap enough for 60 a second."""

    def change(self, name: str, value: Any) -> None:
        """Change a live setting between two steps; raises UserError where it is not allowed."""


@runtime_checkable
class InPhases(Protocol):
    """Can show the parts of a step one after the other."""

    def phases(self) -> Iterator[Phase]:
        """Make one whole step, and yield after each of its parts."""


@runtime_checkable
class Acts(Protocol):
    """Can do what takes longer than a step."""

    def act(self, name: str, **values: Any) -> Iterator[float]:
        """Do one of the module's ACTIONS; yields after each piece the share that is done.

        Whoever does not ask for the next piece cancels the rest. Raises UserError where it
        cannot be done.
        """


@runtime_checkable
class Carries(Protocol):
    """Carries what is slow to find over from frame to frame, so that it may be of earlier steps."""

    def refresh(self) -> None:
        """Have the next frame find everything anew: its figures then depend on the step alone."""


Make = Callable[[Any, Progress, Stop], Bench]
