"""Points of the latent space that the user has pinned: named, and kept with the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.gui.jobs import Failure, Tasks
from genstudio.gui.pins_file import Kept, Pin, Writer

__all__ = ["Kept", "Pin", "Pins"]

LATER = 3000  # ms until codes that have moved with the weights are written
REMEMBERED = 50  # changes that can be undone


class Pins(QObject):
    """The pins of the open run, in the order in which they were made; GUI thread only.

    `changed` says that they are others, `failed` carries a sentence. They are read and written
    in the background. Codes of another length than the model's never appear, but stay in the
    file.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: list[Pin] = []
        self._folder: Path | None = None
        self._latent_dim: int | None = None
        self._strange: list[Pin] = []  # of another latent space
        self._before: list[list[Pin]] = []
        self._tasks = Tasks(self)
        self._writer = Writer()
        self._writes = 0
        self._unread = False  # what is in the file is not known: it must not be replaced
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self._keep)

    @property
    def folder(self) -> Path | None:
        """The run that the pins are kept in; None without one."""
        return self._folder

    @property
    def undoable(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._before)

    def open(self, folder: Path | None, latent_dim: int | None = None) -> None:
        """Show the pins of a run, whose codes have so many numbers; without one, begin anew."""
        if folder == self._folder:
            return
        if self._later.isActive():
            self._keep()
        self._tasks.cancel("read")
        self._folder, self._latent_dim = folder, latent_dim
        self.all, self._strange, self._before = [], [], []
        self._unread = folder is not None
        self.changed.emit()
        if folder is not None:
            read, writer = folder, self._writer

            def call(_: Stop) -> list[Pin]:
                return writer.read(read)

            self._tasks.start("read", call, self._on_read, self._on_failed)

    def forget(self) -> None:
        """Take away pins that belong to no run: the plane that they were on is another."""
        if self._folder is None and (self.all or self._before):
            self.all, self._before = [], []
            self.changed.emit()

    def set(self, pins: list[Pin]) -> None:
        """Replace all pins, and keep them; `undo` takes it back."""
        self._before = [*self._before, self.all][-REMEMBERED:]
        self._set(pins)

    def undo(self) -> None:
        """Take the last change back; pins of data points have gone on with the weights."""
        if self._before:
            codes = {pin.index: pin.code for pin in self.all if pin.index is not None}
            before = self._before.pop()
            self._set([_at(pin, codes) for pin in before])

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

    def follow(self, codes: Mapping[int, NDArray[np.float32]]) -> None:
        """Move the pins of data points, by their indices, to codes [d] of other weights."""
        moved = [_at(pin, codes) for pin in self.all]
        if any(one is not other for one, other in zip(moved, self.all)):
            self.all = moved
            self.changed.emit()
            if self._folder is not None and not self._later.isActive():
                self._later.start()

    def close(self) -> None:
        """Write what is still to be written."""
        if self._later.isActive():
            self._keep()
        self._later.stop()
        self._tasks.close()

    def _set(self, pins: list[Pin]) -> None:
        self.all = list(pins)
        self._keep()
        self.changed.emit()

    @Slot()
    def _keep(self) -> None:
        self._later.stop()
        if self._folder is None or self._unread:
            return
        if self._writer.put(self._folder, [*self.all, *self._strange]):
            self._writes += 1  # a name of its own: no failure of an earlier one is dropped
            self._tasks.start(f"write {self._writes}", self._write, _done, self._on_failed)

    def _write(self, _: Stop) -> None:
        self._writer.work()

    def _free_name(self) -> str:
        taken = {pin.name for pin in self.all}
        return next(name for n in range(1, len(taken) + 2) if (name := str(n)) not in taken)

    def _on_read(self, found: list[Pin]) -> None:
        """Show what was read, before what was pinned meanwhile."""
        self._unread = False
        fits = [self._latent_dim in (None, len(pin.code)) for pin in found]
        read = [pin for pin, fit in zip(found, fits) if fit]
        self._strange = [pin for pin, fit in zip(found, fits) if not fit]
        if self._strange:
            text = tr(
                "%n pin(s) of this run belong to a latent space of another size and are not shown.",
                "",
                len(self._strange),
            )
            self.failed.emit(text)
        if self.all:
            self._set([*read, *self.all])
        elif read:
            self.all = read
            self.changed.emit()

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure.text or tr("The pins could not be kept."))


def _at(pin: Pin, codes: Mapping[int, NDArray[np.float32]]) -> Pin:
    """Return a pin where its data point is now: the same object where it has not moved."""
    code = None if pin.index is None else codes.get(pin.index)
    if code is None or len(code) != len(pin.code) or np.array_equal(code, pin.code):
        return pin
    return replace(pin, code=np.array(code, np.float32)) if np.isfinite(code).all() else pin


def _done(_: object) -> None:
    """Nothing more to do once they are written."""
