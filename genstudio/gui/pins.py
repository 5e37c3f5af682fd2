"""Points of the latent space that the user has pinned: named, and kept with the run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui.jobs import Failure, Tasks

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


class Pins(QObject):
    """The pins of the open run, in the order in which they were made; GUI thread only.

    `changed` says that they are others, `failed` carries a sentence. They are read and written
    in the background. Codes of another length than the model's never appear.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: list[Pin] = []
        self._folder: Path | None = None
        self._tasks = Tasks(self)
        self._unread = False  # what is in the file is not known: it must not be replaced

    def open(self, folder: Path | None) -> None:
        """Show the pins of a run; without one, begin anew with none."""
        if folder == self._folder:
            return
        if self._folder is None and folder is not None and self.all:
            self.all = []  # they were of the plane that there was before a model
        self._folder, self.all, self._unread = folder, [], folder is not None
        self.changed.emit()
        if folder is not None:
            self._tasks.start("read", _reader(folder), self._on_read, self._on_failed)

    def set(self, pins: list[Pin]) -> None:
        """Replace all pins, and keep them."""
        self.all = list(pins)
        self.changed.emit()
        if self._folder is not None and not self._unread:
            kept = [Kept(pin.name, tuple(map(float, pin.code)), pin.index) for pin in self.all]
            self._tasks.start("write", _writer(self._folder, kept), _done, self._on_failed)

    def add(self, code: NDArray[np.float32], index: int | None = None, name: str = "") -> Pin:
        """Pin a code [d]; without a name it gets a number that is free."""
        pin = Pin(name or self._free_name(), np.array(code, np.float32), index)
        self.set([*self.all, pin])
        return pin

    def replace(self, place: int, pin: Pin) -> None:
        """Put another pin in the place of one: it was moved, or named."""
        self.set([*self.all[:place], pin, *self.all[place + 1 :]])

    def remove(self, place: int) -> None:
        """Take one away."""
        self.set([*self.all[:place], *self.all[place + 1 :]])

    def close(self) -> None:
        """Write what is still to be written."""
        self._tasks.close()

    def _free_name(self) -> str:
        taken = {pin.name for pin in self.all}
        return next(name for n in range(1, len(taken) + 2) if (name := str(n)) not in taken)

    def _on_read(self, found: list[Kept] | None) -> None:
        self._unread = False
        read = [Pin(k.name, np.array(k.code, np.float32), k.index) for k in found or ()]
        self.set([*read, *self.all]) if self.all else self._show(read)

    def _show(self, pins: list[Pin]) -> None:
        self.all = pins
        if pins:
            self.changed.emit()

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure.text or tr("The pins could not be kept."))


def _reader(folder: Path) -> Callable[[Stop], list[Kept] | None]:
    def read(_: Stop) -> list[Kept] | None:
        from genstudio.train import keepsakes

        return keepsakes.load(folder, FILE, list[Kept])

    return read


def _writer(folder: Path, kept: list[Kept]) -> Callable[[Stop], None]:
    def write(_: Stop) -> None:
        from genstudio.train import keepsakes

        keepsakes.save(folder, FILE, kept)

    return write


def _done(_: object) -> None:
    """Nothing more to do once they are written."""
