"""Trainings to be, one after the other: a list on the disk that several programs share.

The list is one JSON file, written whole under a lock. Whoever trains an item holds a lock of the
item's own, which ends with the process: an item that says "running" and that nobody holds was cut
off, and is the next one's to go on with, exactly, since its run is a run like any other.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import filelock
import msgspec

from genstudio.core import atomic, bounded, paths
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr
from genstudio.train.queued import (
    FORMAT,
    Contents,
    Item,
    ItemState,
    Removed,
    having,
    kept_run,
    new_run,
    with_items,
)

NAME = "queue.json"
LARGEST = 2**24  # bytes of the file; an item has about two thousand
MOST = 1000  # items: more are no list that anybody reads
PATIENCE = 5.0  # seconds until a lock that nobody lets go is an error
LOOK_EVERY = 0.5  # seconds between two looks at what others have done
T = TypeVar("T")

_log = logging.getLogger(__name__)


class Queue:
    """The list in a folder. Every method reads it anew, and may be called from any thread."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or paths.state_dir() / "queue"
        self.path = self.folder / NAME

    def read(self) -> Contents:
        """Return the list as it is; an item that was cut off is waiting again."""
        if not self.path.exists():
            return Contents()
        with self._locked():
            known = self._read()
            return msgspec.structs.replace(known, items=tuple(map(self._seen, known.items)))

    def stamp(self) -> tuple[int, ...]:
        """Return what changes whenever the list does."""
        try:
            stat = os.stat(self.path)
        except OSError:
            return ()
        return stat.st_ino, stat.st_size, stat.st_mtime_ns

    def add(self, items: Sequence[Item]) -> list[Item]:
        """Put items at the end; return them with their numbers."""

        def change(known: Contents) -> tuple[Contents, list[Item]]:
            if len(known.items) + len(items) > MOST:
                raise UserError(
                    tr(
                        "The queue holds {most} items at most: clear those that are done.",
                        most=MOST,
                    )
                )
            now = datetime.now(UTC).isoformat(timespec="seconds")
            fresh = [
                msgspec.structs.replace(item, id=known.next + place, added=now)
                for place, item in enumerate(items)
            ]
            return with_items(known, (*known.items, *fresh), known.next + len(fresh)), fresh

        return self._change(change)

    def move(self, id: int, place: int) -> None:
        """Put an item at another place, from 0; what is beyond the ends means the ends."""

        def change(known: Contents) -> tuple[Contents, None]:
            rest = list(known.items)
            item = rest.pop(known.place(id))
            rest.insert(max(0, place), item)
            return with_items(known, rest), None

        self._change(change)

    def remove(self, *ids: int) -> list[Removed]:
        """Take items out. One that is trained is saved and stopped; its run stays."""

        def change(known: Contents) -> tuple[Contents, list[Removed]]:
            places = sorted(known.place(id) for id in set(ids))
            gone = [Removed(self._seen(known.items[place]), place) for place in places]
            return with_items(known, [item for item in known.items if item.id not in ids]), gone

        return self._change(change)

    def restore(self, gone: Sequence[Removed]) -> None:
        """Put items that were removed at once back to where they were, under their numbers."""

        def change(known: Contents) -> tuple[Contents, None]:
            rest = list(known.items)
            there = {item.id for item in rest}
            for one in sorted(gone, key=lambda one: one.place):
                if one.item.id not in there:
                    state: ItemState = "waiting" if one.item.state == "running" else one.item.state
                    back = msgspec.structs.replace(one.item, state=state, cut_off=False)
                    rest.insert(min(one.place, len(rest)), back)
            return with_items(known, rest), None

        self._change(change)

    def clear_done(self) -> list[Removed]:
        """Take out all that are done."""

        def change(known: Contents) -> tuple[Contents, list[Removed]]:
            gone = [Removed(i, p) for p, i in enumerate(known.items) if i.state == "done"]
            return with_items(known, [i for i in known.items if i.state != "done"]), gone

        return self._change(change)

    def skip(self, id: int) -> None:
        """Pass an item over until it is released; one that is trained is saved and stopped."""

        def change(known: Contents) -> tuple[Contents, None]:
            if known.find(id).state == "done":
                raise UserError(tr("The item {id} of the queue is done already.", id=id))
            return having(known, id, state="paused", problem=""), None

        self._change(change)

    def release(self, id: int) -> None:
        """Have an item wait for its turn: one that was passed over, or that has failed."""

        def change(known: Contents) -> tuple[Contents, None]:
            if known.find(id).state not in ("paused", "failed"):
                return known, None
            return having(known, id, state="waiting", problem=""), None

        self._change(change)

    def pause(self) -> None:
        """Have nobody take another item; what is trained is saved and stopped, and waits."""
        self._change(lambda known: (msgspec.structs.replace(known, paused=True), None))

    def resume(self) -> None:
        """Let items be taken again."""
        self._change(lambda known: (msgspec.structs.replace(known, paused=False), None))

    def take(self) -> Claim | None:
        """Take the first item that waits; None where none does, or the queue is paused.

        What was cut off comes first. Its run's folder is made, so that whoever comes after a
        crash knows where to go on.
        """
        held: list[filelock.BaseFileLock] = []

        def change(known: Contents) -> tuple[Contents, Item | None]:
            if known.paused:
                return known, None
            cut_off = [item for item in known.items if item.state == "running"]
            waiting = [item for item in known.items if item.state == "waiting"]
            for item in (*cut_off, *waiting):
                lock = self._hold(item.id)
                if lock is not None:
                    held.append(lock)
                    run = item.run or new_run(item)
                    now = having(known, item.id, state="running", run=run, problem="")
                    return now, now.find(item.id)
            return known, None

        try:
            item = self._change(change)
        except BaseException:
            for lock in held:
                lock.release()
            raise
        return None if item is None else Claim(self, item, held[0])

    def _settle(self, id: int, state: ItemState, problem: str, step: int) -> None:
        """Write down how an item has ended, unless it was taken out or passed over meanwhile."""

        def change(known: Contents) -> tuple[Contents, None]:
            found = next((item for item in known.items if item.id == id), None)
            if found is None:
                return known, None
            kept: ItemState = "paused" if (found.state, state) == ("paused", "waiting") else state
            run = kept_run(found)
            return having(known, id, state=kept, problem=problem, step=step, run=run), None

        self._change(change)

    def _seen(self, item: Item) -> Item:
        """Return an item as it is: one that nobody holds any more does not run."""
        if item.state != "running":
            return item
        lock = self._hold(item.id)
        if lock is None:
            return item
        lock.release()
        return msgspec.structs.replace(item, state="waiting", cut_off=True)

    def _hold(self, id: int) -> filelock.BaseFileLock | None:
        """Take an item's lock; None where somebody has it. Only under the lock of the list."""
        lock = filelock.FileLock(self._lock_of(id), timeout=0, thread_local=False)
        try:
            lock.acquire()
        except filelock.Timeout:
            return None
        return lock

    def _lock_of(self, id: int) -> Path:
        return self.folder / "items" / f"{id}.lock"

    def _change(self, change: Callable[[Contents], tuple[Contents, T]]) -> T:
        self._make_folders()
        with self._locked():
            before = self._read()
            after, answer = change(before)
            if after != before:
                self._write(after)
            self._sweep(after)
        return answer

    def _sweep(self, known: Contents) -> None:
        """Remove the locks of items that are gone, where nobody holds them."""
        there = {f"{item.id}.lock" for item in known.items}
        for path in (self.folder / "items").glob("*.lock"):
            if path.name not in there and path.stem.isdecimal():
                lock = self._hold(int(path.stem))
                if lock is not None:
                    lock.release()
                    with contextlib.suppress(OSError):
                        path.unlink()

    def _make_folders(self) -> None:
        atomic.make_folder(self.folder / "items")

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        lock = filelock.FileLock(self.folder / f"{NAME}.lock", timeout=PATIENCE, poll_interval=0.01)
        try:
            lock.acquire()
        except (OSError, filelock.Timeout) as error:
            folder = printable(self.folder)
            raise UserError(
                tr("The queue in {folder} cannot be written: try it again.", folder=folder)
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _read(self) -> Contents:
        """Read the file; a damaged one counts as empty, and is kept aside as `.bad`."""
        try:
            data = bounded.read(self.path, LARGEST)
        except FileNotFoundError:
            return Contents()
        except OSError as error:
            raise UserError(
                tr(
                    "The queue cannot be read: {reason}.",
                    reason=printable(error.strerror or str(error)),
                )
            ) from error
        try:
            plain = msgspec.json.decode(data, type=dict[str, Any])
            made = plain.get("format")
            if isinstance(made, int) and made > FORMAT:
                raise UserError(tr("The queue was written by a newer genstudio: update genstudio."))
            return msgspec.convert(plain, Contents)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            _log.warning("%s is damaged, and the queue begins anew: %s", self.path, error)
            with contextlib.suppress(OSError):
                os.replace(self.path, self.path.with_name(f"{NAME}.bad"))
            return Contents()

    def _write(self, contents: Contents) -> None:
        text = msgspec.json.format(msgspec.json.encode(contents), indent=1)
        atomic.write_bytes(self.path, text)


class Claim:
    """The right to train an item, until it is settled; it ends with the process in any case."""

    def __init__(self, queue: Queue, item: Item, lock: filelock.BaseFileLock) -> None:
        self.queue, self.item = queue, item
        self._lock = lock
        self._looked, self._stamp, self._wanted = time.monotonic(), queue.stamp(), True

    def wanted(self) -> bool:
        """Say whether it is still to be trained; most often without looking at the disk."""
        now = time.monotonic()
        if self._wanted and now - self._looked >= LOOK_EVERY:
            self._looked = now
            stamp = self.queue.stamp()
            if stamp != self._stamp:
                self._stamp = stamp
                self._wanted = self._look()
        return self._wanted

    def settle(self, state: ItemState, problem: str = "", step: int = 0) -> None:
        """Write down how it has ended, and let it go. A second time does nothing."""
        if self._lock.is_locked:
            try:
                self.queue._settle(self.item.id, state, problem, step)
            finally:
                self.let_go()

    def let_go(self) -> None:
        """Let go of it in the middle: it goes on where it was, with whoever takes it next."""
        with contextlib.suppress(OSError):
            self._lock.release()

    def _look(self) -> bool:
        known = self.queue.read()
        mine = next((item for item in known.items if item.id == self.item.id), None)
        return not known.paused and mine is not None and mine.state == "running"
