"""Images decoded once into a file, and read from there: sets larger than memory.

A store is a folder in the cache, called after what its images are made from: names, sizes and
times of the files, and how they are decoded. While it is made, `parts.u8` is filled by several
processes and `journal.jsonl` says which stretches are done, so that a killed or stopped
loading goes on where it was. `images.u8` and `index.json` come last and are the store.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from genstudio.core import atomic, bounded, paths
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data import _workers
from genstudio.data._decode import Colour
from genstudio.data._mapped import AT_ONCE, forget
from genstudio.data._resize import Fit
from genstudio.data.dataset import Dataset, Progress, Stopped

FORMAT = 1
CHUNK = 256  # images a job: some megabytes, a second or less of work
FORGOTTEN = 90 * 24 * 3600  # seconds after which a store that nobody opened is removed
INDEX, PARTS, IMAGES, JOURNAL = "index.json", "parts.u8", "images.u8", "journal.jsonl"
MOST = 1 << 30  # bytes of an index


@dataclass(frozen=True, slots=True)
class Plan:
    """Which files become images, and how; `names` are relative to `root`."""

    root: str
    names: Sequence[str]
    side: int
    fit: Fit
    colour: Colour

    @property
    def channels(self) -> int:
        """Channels while nobody knows yet whether there is any colour."""
        return 1 if self.colour == "grey" else 3

    @property
    def image_bytes(self) -> int:
        """Bytes of one image, as long as nobody knows whether there is any colour."""
        return self.channels * self.side**2

    def key(self) -> str:
        """Return a name for what the images are made from, wherever the folder lies."""
        digest = hashlib.sha256(
            repr((FORMAT, self.side, self.fit, self.colour, len(self.names))).encode()
        )
        for name in self.names:
            found = os.stat(os.path.join(self.root, name))
            digest.update(os.fsencode(name))
            digest.update(f"\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
        return digest.hexdigest()[:32]


class Index(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `images.u8` holds: its shape, which of the files it is from, and what is wrong."""

    format: int
    shape: tuple[int, int, int, int]
    faulty: dict[int, str]


class _Line(msgspec.Struct, frozen=True):
    """A line of the journal: a stretch of files that is decoded and written."""

    number: int
    grey: bool
    faulty: dict[int, str]


@dataclass(frozen=True, slots=True)
class Stored:
    """Images [N, C, side, side] on the disk, and the files that could not be decoded."""

    images: NDArray[np.uint8]
    faulty: dict[int, str]  # by place in the plan's names
    folder: Path

    def fingerprint(self, dataset: Dataset) -> str:
        """Return that of a data set of these images, computed once: gigabytes take a while."""
        rest = hashlib.sha256(dataset.split.tobytes())
        if dataset.labels is not None:
            rest.update(dataset.labels.tobytes())
        path = self.folder / f"fingerprint-{rest.hexdigest()[:32]}"
        try:
            known = bounded.read(path, 200).decode("ascii").strip()
        except (OSError, UnicodeDecodeError):
            known = ""
        if len(known) == 64 and set(known) <= set("0123456789abcdef"):
            return known
        atomic.write_text(path, dataset.fingerprint)
        return dataset.fingerprint


def fetch(plan: Plan, progress: Progress, stop: Stop, processes: int | None = None) -> Stored:
    """Return the images of a plan, from the disk if they are there, else decode them first.

    Raises UserError where there is no room or no permission, Stopped where stop() says so;
    what was decoded by then is kept for the next time.
    """
    folder = paths.cache_dir() / "decoded" / plan.key()
    with _locked(folder, stop):
        index = _read_index(folder, plan)
        if index is None:
            sweep(folder.parent)
            index = _make(folder, plan, progress, stop, processes or max(1, os.cpu_count() or 1))
        os.utime(folder / INDEX)
    progress(len(plan.names), len(plan.names))
    return Stored(opened(folder / IMAGES, index.shape), index.faulty, folder)


def opened(path: Path, shape: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """Return the images as an array that is read from the disk where it is looked at."""
    if 0 in shape:
        return np.zeros(shape, np.uint8)
    return np.memmap(path, np.uint8, "r", shape=shape)


def sweep(folder: Path) -> None:
    """Remove stores that nobody has opened for months."""
    for store in folder.glob("*"):
        found = store / INDEX if (store / INDEX).exists() else store / JOURNAL
        try:
            old = time.time() - found.stat().st_mtime > FORGOTTEN
        except OSError:
            continue
        if old:
            shutil.rmtree(store, ignore_errors=True)


def _make(folder: Path, plan: Plan, progress: Progress, stop: Stop, processes: int) -> Index:
    """Decode what is still missing, then put together what could be decoded."""
    total = len(plan.names)
    done = _read_journal(folder, plan)
    _prepare(folder, plan, fresh=not done)
    count = sum(_length(plan, number) for number in done)
    progress(count, total)
    jobs = [_job(folder, plan, n) for n in range(-(-total // CHUNK)) if n not in done]
    with open(folder / JOURNAL, "ab") as journal:
        for chunk in _workers.run(jobs, min(processes, max(1, len(jobs))), stop):
            line = _Line(chunk.number, chunk.grey, chunk.faulty)
            done[chunk.number] = line
            journal.write(msgspec.json.encode(line) + b"\n")
            journal.flush()
            count += _length(plan, chunk.number)
            progress(min(count, total - 1), total)  # the end is when all is put together
    index = _put_together(folder, plan, done, stop)
    atomic.write_bytes(folder / INDEX, msgspec.json.encode(index))
    for name in (PARTS, JOURNAL):
        (folder / name).unlink(missing_ok=True)
    return index


def _prepare(folder: Path, plan: Plan, *, fresh: bool) -> None:
    """Make the file that is filled piece by piece, where there is room for it."""
    size = len(plan.names) * plan.image_bytes
    try:
        if fresh:
            (folder / JOURNAL).unlink(missing_ok=True)
            (folder / PARTS).unlink(missing_ok=True)
            if shutil.disk_usage(folder).free < 1.1 * size:
                raise UserError(_no_room(folder, size))
            with open(folder / PARTS, "wb") as file:
                file.truncate(size)
        else:
            _drop_torn_line(folder / JOURNAL)
    except OSError as error:
        raise UserError(
            tr(
                "The decoded images cannot be kept in {folder}: {reason}.",
                folder=printable(folder),
                reason=error.strerror,
            )
        ) from error


def _put_together(folder: Path, plan: Plan, done: dict[int, _Line], stop: Stop) -> Index:
    """Leave out what could not be decoded, and two channels where there is no colour at all."""
    count, side = len(plan.names), plan.side
    grey = plan.channels == 3 and plan.colour == "auto" and all(c.grey for c in done.values())
    faulty = {
        number * CHUNK + place: reason
        for number, chunk in sorted(done.items())
        for place, reason in sorted(chunk.faulty.items())
    }
    channels = 1 if grey else plan.channels
    shape = (count - len(faulty), channels, side, side)
    if not faulty and not grey:
        os.replace(folder / PARTS, folder / IMAGES)
        return Index(FORMAT, shape, faulty)
    needed = int(np.prod(shape))
    if shutil.disk_usage(folder).free < 1.1 * needed:
        raise UserError(_no_room(folder, needed))
    parts = opened(folder / PARTS, (count, plan.channels, side, side))
    kept = np.setdiff1d(np.arange(count), np.fromiter(faulty, np.int64, len(faulty)))
    at_once = max(1, AT_ONCE // plan.image_bytes)
    temporary = folder / f"{atomic.TEMPORARY}{IMAGES}"
    with open(temporary, "wb") as file:
        for start in range(0, len(kept), at_once):
            if stop():
                raise Stopped
            file.write(np.ascontiguousarray(parts[kept[start : start + at_once], :channels]).data)
            forget(parts)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, folder / IMAGES)
    return Index(FORMAT, shape, faulty)


def _read_index(folder: Path, plan: Plan) -> Index | None:
    """Read what is there; anything that does not fit means that it is made again."""
    try:
        index = msgspec.json.decode(bounded.read(folder / INDEX, MOST), type=Index)
        size = (folder / IMAGES).stat().st_size
    except (OSError, msgspec.MsgspecError, RecursionError):
        return None
    count, channels, *sides = index.shape
    fits = sides == [plan.side] * 2 and channels in (1, 3) and index.format == FORMAT
    whole = count + len(index.faulty) == len(plan.names) and size == int(np.prod(index.shape))
    places = all(0 <= place < len(plan.names) for place in index.faulty)
    return index if fits and whole and places else None


def _read_journal(folder: Path, plan: Plan) -> dict[int, _Line]:
    """Return what a loading that was cut off has done; nothing where its file is another."""
    try:
        lines = (folder / JOURNAL).read_bytes().split(b"\n")[:-1]
        if (folder / PARTS).stat().st_size != len(plan.names) * plan.image_bytes:
            return {}
    except OSError:
        return {}
    chunks = -(-len(plan.names) // CHUNK)
    done = {}
    for text in lines:
        try:
            line = msgspec.json.decode(text, type=_Line)
        except (msgspec.MsgspecError, RecursionError):
            continue
        length = _length(plan, line.number)
        if 0 <= line.number < chunks and all(0 <= place < length for place in line.faulty):
            done[line.number] = line
    return done


def _drop_torn_line(path: Path) -> None:
    data = path.read_bytes()
    with open(path, "r+b") as file:
        file.truncate(data.rfind(b"\n") + 1)


def _length(plan: Plan, number: int) -> int:
    return max(0, min(CHUNK, len(plan.names) - number * CHUNK))


def _job(folder: Path, plan: Plan, number: int) -> _workers.Job:
    first = number * CHUNK
    names = plan.names[first : first + CHUNK]
    return _workers.Job(
        number,
        [os.path.join(plan.root, name) for name in names],
        folder / PARTS,
        first * plan.image_bytes,
        plan.channels,
        plan.side,
        plan.fit,
        plan.colour,
    )


def _no_room(folder: Path, size: int) -> str:
    return tr(
        "The decoded images need {size:,.1f} GB in {folder}: free some space, or choose a smaller "
        "size or fewer images.",
        size=size / 1e9,
        folder=printable(folder.parent),
    )


@contextmanager
def _locked(folder: Path, stop: Stop) -> Iterator[None]:
    """Wait until nobody else makes this store."""
    from filelock import FileLock, Timeout

    atomic.make_folder(folder)
    lock = FileLock(folder / "lock")
    while True:
        try:
            lock.acquire(timeout=0.2)
            break
        except Timeout:
            if stop():
                raise Stopped from None
    try:
        yield
    finally:
        lock.release()
