"""Samples that the user likes: kept with the run, with all that made them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from genstudio.core.events import Stop
from genstudio.gui.gallery_wish import UNTOLD, Given, Origin
from genstudio.gui.jobs import Failure, Tasks

FILE = "favourites"
Finite = Annotated[float, msgspec.Meta(ge=-1e6, le=1e6)]
Text = Annotated[str, msgspec.Meta(max_length=200)]


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A favourite as it stands in a file; `index` counts from 0, `label` is the class told."""

    code: Annotated[tuple[Finite, ...], msgspec.Meta(min_length=1, max_length=4096)]
    seed: int | None = None
    index: int | None = None
    truncation: Finite = 1.0
    step: int | None = None
    name: Text = ""
    label: Annotated[int, msgspec.Meta(ge=0)] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Favourite:
    """A code [d], where it comes from, and the class that the model was told (-1 for none)."""

    code: NDArray[np.float32]
    origin: Origin
    label: int = UNTOLD

    def is_of(self, code: NDArray[np.float32], label: int) -> bool:
        """Whether it is this code of this class."""
        return self.label == label and np.array_equal(self.code, code)


class Favourites(QObject):
    """The favourites of the open run, in the order in which they were chosen; GUI thread only.

    `changed` says that they are others, `failed` carries a sentence. They are read and written in
    the background.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: list[Favourite] = []
        self._folder: Path | None = None
        self._tasks = Tasks(self)
        self._unread = False  # what is in the file is not known: it must not be replaced
        self._turn = _Turn()

    @property
    def folder(self) -> Path | None:
        """The run that they are kept in; None without one."""
        return self._folder

    def open(self, folder: Path | None) -> None:
        """Show those of a run; without one, begin anew with none."""
        if folder != self._folder:
            self._tasks.cancel("read")  # those of the run before are nobody's now
            self._folder, self.all, self._unread = folder, [], folder is not None
            self._turn = _Turn()
            self.changed.emit()
            if folder is not None:
                self._tasks.start("read", _reader(folder), self._on_read, self._on_failed)

    def set(self, favourites: list[Favourite]) -> None:
        """Replace all, and keep them."""
        self.all = list(favourites)
        self.changed.emit()
        if self._folder is not None and not self._unread:
            write = self._turn.writer(self._folder, [_kept(one) for one in self.all])
            self._tasks.start("write", write, _done, self._on_failed)

    def find(self, code: NDArray[np.float32], label: int) -> int | None:
        """Return the place of a code among them."""
        return next((i for i, one in enumerate(self.all) if one.is_of(code, label)), None)

    def given(self) -> Given:
        """Return them as the gallery shows them."""
        width = len(self.all[0].code) if self.all else 0
        same = [one for one in self.all if len(one.code) == width]
        codes = np.array([one.code for one in same], np.float32).reshape(len(same), width)
        labels = np.array([one.label for one in same], np.int64)
        return Given(codes, labels, tuple(one.origin for one in same))

    def close(self) -> None:
        """Write what is still to be written."""
        self._tasks.close()

    def _on_read(self, found: list[Kept] | None) -> None:
        self._unread = False
        read = [_favourite(kept) for kept in found or ()]
        if self.all:
            self.set([*read, *self.all])
        elif read:
            self.all = read
            self.changed.emit()

    def _on_failed(self, failure: Failure) -> None:
        self.failed.emit(failure.text)


def _kept(one: Favourite) -> Kept:
    origin = one.origin
    return Kept(
        tuple(map(float, one.code)),
        origin.seed,
        origin.index,
        origin.truncation,
        origin.step,
        origin.edit[:200],
        None if one.label == UNTOLD else one.label,
    )


def _favourite(kept: Kept) -> Favourite:
    origin = Origin(kept.seed, kept.index, kept.truncation, kept.step, kept.name)
    label = UNTOLD if kept.label is None else kept.label
    return Favourite(np.array(kept.code, np.float32), origin, label)


def _reader(folder: Path) -> Callable[[Stop], list[Kept] | None]:
    def read(_: Stop) -> list[Kept] | None:
        from genstudio.train import keepsakes

        return keepsakes.load(folder, FILE, list[Kept])

    return read


class _Turn:
    """Lets one thread write at a time, and only the newest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest = 0

    def writer(self, folder: Path, kept: list[Kept]) -> Callable[[Stop], None]:
        """Return what writes, unless something newer is to be written by then."""
        self._newest += 1
        number = self._newest

        def write(_: Stop) -> None:
            from genstudio.train import keepsakes

            with self._lock:
                if number == self._newest:
                    keepsakes.save(folder, FILE, kept)

        return write


def _done(_: object) -> None:
    """Nothing more to do once they are written."""
