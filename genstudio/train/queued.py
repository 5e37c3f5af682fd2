"""What a queue of trainings holds: its items, in their order, as plain values."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from genstudio.core import atomic
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.train.runs import RECORD, new_folder
from genstudio.train.settings import LIMITS

FORMAT = 1
ItemState = Literal["waiting", "running", "done", "failed", "paused"]


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One training to be. `data` is what people call the data, `run` its folder once it has one.

    `runs` is the folder that a new run is made in; without one, `run` names its folder beforehand.

    `resumes` says that it goes on with a run that was there before; `train` then holds only what
    changes. `group` names what belongs together, such as the models of a race. `problem` is
    the sentence that says why it failed. `cut_off` is never written: whoever reads the list is told
    so that an item which waits was being trained when its program ended.
    """

    id: int = 0
    family: str
    model: dict[str, Any] = {}
    train: dict[str, Any] = {}
    source: str
    options: dict[str, Any] = {}
    data: str = ""
    runs: str = ""
    run: str = ""
    resumes: bool = False
    state: ItemState = "waiting"
    problem: str = ""
    note: str = ""
    group: str = ""
    added: str = ""
    step: int = 0
    cut_off: bool = False


class Contents(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole list. `paused` has nobody take another item."""

    format: int = FORMAT
    paused: bool = False
    next: int = 1
    items: tuple[Item, ...] = ()

    def find(self, id: int) -> Item:
        """Return an item; raises UserError for a number that none has."""
        for item in self.items:
            if item.id == id:
                return item
        raise UserError(tr("There is no item {id} in the queue.", id=id))

    def place(self, id: int) -> int:
        """Return the place of an item, from 0; raises UserError for a number that none has."""
        return self.items.index(self.find(id))

    @property
    def left(self) -> list[Item]:
        """The items that are still to be trained."""
        return [item for item in self.items if item.state in ("waiting", "running")]


@dataclass(frozen=True, slots=True)
class Removed:
    """An item that was taken out, and the place it had."""

    item: Item
    place: int


def with_items(known: Contents, items: Sequence[Item], following: int | None = None) -> Contents:
    """Return the list with other items, and the number that the next one will have."""
    ids = known.next if following is None else following
    return msgspec.structs.replace(known, items=tuple(items), next=ids)


def having(known: Contents, id: int, **fields: Any) -> Contents:
    """Return the list with one item changed."""
    known.find(id)
    items = (
        msgspec.structs.replace(item, **fields) if item.id == id else item for item in known.items
    )
    return with_items(known, tuple(items))


def new_run(item: Item) -> str:
    """Make the folder of an item's run, which is empty until the run begins; return it."""
    root = Path(item.runs)
    atomic.make_folder(root)
    folder = new_folder(root, item.family, item.data or "data")
    atomic.make_folder(folder)
    return str(folder.absolute())


def kept_run(item: Item) -> str:
    """Return the run that an item has for good: it was begun, or somebody named its folder.

    An empty folder that waited for a run is removed; another one may get its name.
    """
    folder = Path(item.run)
    if item.resumes or not item.run or (folder / RECORD).is_file():
        return item.run
    with contextlib.suppress(OSError):
        folder.rmdir()
    return "" if item.runs else item.run


def limits_of(train: Mapping[str, Any]) -> dict[str, float]:
    """Return the limits that end a training: some of steps, epochs and seconds."""
    return {n: train[n] for n in LIMITS if train.get(n)}
