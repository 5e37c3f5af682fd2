"""How pins reach their file: one write after the other, always the newest, none lost. No Qt."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
import numpy as np
from numpy.typing import NDArray

FILE = "pins"
Finite = Annotated[float, msgspec.Meta(ge=-1e6, le=1e6)]


@dataclass(frozen=True, slots=True, eq=False)
class Pin:
    """A named code [d]; `index` is the data point that it was taken from, if it was."""

    name: str
    code: NDArray[np.float32]
    index: int | None = None


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pin as it stands in a file."""

    name: Annotated[str, msgspec.Meta(max_length=200)]
    code: Annotated[tuple[Finite, ...], msgspec.Meta(min_length=1, max_length=4096)]
    index: Annotated[int, msgspec.Meta(ge=0)] | None = None


class Writer:
    """Takes what is to be kept from one thread, and writes it in another.

    At any time at most one thread writes: whoever is told so by `put` calls `work`, and it goes
    on for as long as there is something newer. What is read meanwhile is the newest, too.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[Path, list[Kept]] = {}
        self._current: tuple[Path, list[Kept]] | None = None
        self._working = False

    def put(self, folder: Path, pins: list[Pin]) -> bool:
        """Have these pins kept in a run's folder; return whether somebody has to call `work`."""
        kept = [Kept(pin.name[:200], tuple(map(float, pin.code)), pin.index) for pin in pins]
        with self._lock:
            self._waiting[folder] = kept
            free, self._working = not self._working, True
            return free

    def work(self) -> None:
        """Write until nothing is left; raises UserError in the end if something could not be."""
        from genstudio.core.errors import UserError
        from genstudio.train import keepsakes

        problem: UserError | None = None
        while (job := self._next()) is not None:
            try:
                keepsakes.save(job[0], FILE, job[1])
            except UserError as error:
                problem = error
        if problem is not None:
            raise problem

    def read(self, folder: Path) -> list[Pin]:
        """Return the pins of a run as they are, or are about to be, in its folder."""
        from genstudio.train import keepsakes

        with self._lock:
            kept = self._waiting.get(folder)
            if kept is None and self._current is not None and self._current[0] == folder:
                kept = self._current[1]
        found = keepsakes.load(folder, FILE, list[Kept]) if kept is None else kept
        return [Pin(k.name, np.array(k.code, np.float32), k.index) for k in found or ()]

    def _next(self) -> tuple[Path, list[Kept]] | None:
        with self._lock:
            self._current = self._waiting.popitem() if self._waiting else None
            self._working = self._current is not None
            return self._current
