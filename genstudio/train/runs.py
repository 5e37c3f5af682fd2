"""Runs on the disk: one folder a run, described by `run.genstudio`.

The record carries a hash, and every checkpoint a copy of it, so that a damaged one is
noticed and replaced.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import filelock
import msgspec

from genstudio import __version__
from genstudio.core import atomic
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Event
from genstudio.core.language import tr
from genstudio.data.dataset import Dataset
from genstudio.train import checkpoint, history
from genstudio.train.scores import Best

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

FORMAT = 1
RECORD = "run.genstudio"
LOOK = 0.3  # seconds
Status = Literal["new", "training", "paused", "completed", "stopped", "diverged", "unsaved"]


class Parent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a run branched off: the other run's folder by name, its creation, and the step.

    By name, so that the folder of all runs can be moved; `created` tells the run from another
    one that has got its name since.
    """

    run: str
    step: int = 0
    created: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What describes a run. `data` has source, options, name, fingerprint, shape, classes."""

    format: int = FORMAT
    family: str
    model: dict[str, Any]
    train: dict[str, Any]
    data: dict[str, Any]
    versions: dict[str, str]
    seed: int
    status: Status = "new"
    step: int = 0
    created: str = ""
    parent: Parent | None = None
    pinned: tuple[int, ...] = ()
    best: Best | None = None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One line of a list of runs; `problem` says why one cannot be opened."""

    folder: Path
    family: str = ""
    data: str = ""
    status: Status = "new"
    step: int = 0
    created: str = ""
    problem: str = ""
    best: Best | None = None
    parent: Parent | None = None


class Run:
    """A run's folder. Reading needs no lock; writing is for the one who holds it."""

    def __init__(self, folder: Path, record: Record) -> None:
        self.folder = folder
        self.record = record

    @classmethod
    def create(cls, folder: Path, record: Record) -> tuple[Run, filelock.BaseFileLock]:
        """Make the folder of a new run and lock it; raises UserError where that cannot be."""
        run = cls(folder, record)
        atomic.make_folder(folder)
        lock = run.lock()
        try:
            if any(path.name != "lock" for path in folder.iterdir()):
                raise UserError(
                    tr(
                        "The folder {folder} is not empty: choose a new one for the run, "
                        "or resume the run that is there.",
                        folder=printable(folder),
                    )
                )
            run.update()
        except BaseException:
            lock.release()
            raise
        return run, lock

    @classmethod
    def open(cls, folder: Path) -> Run:
        """Read a run; raises UserError for what is not one, or was made by a newer genstudio."""
        folder = Path(folder)
        folder = folder.parent if folder.name == RECORD else folder
        try:
            data = (folder / RECORD).read_bytes()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise UserError(
                tr(
                    "{folder} is not a run: choose a folder that holds {record}.",
                    folder=printable(folder),
                    record=RECORD,
                )
            ) from error
        except OSError as error:
            raise UserError(
                tr(
                    "{folder} cannot be read: {reason}.",
                    folder=printable(folder),
                    reason=error.strerror,
                )
            ) from error
        record = _decode(folder, data) or _recover(folder)
        return cls(folder, record)

    @property
    def checkpoint_folder(self) -> Path:
        """Where the checkpoints are."""
        return self.folder / "checkpoints"

    @property
    def history_path(self) -> Path:
        """Where the events are."""
        return self.folder / "history.jsonl"

    def history(self) -> list[Event]:
        """Return what the run reported, oldest first."""
        return history.read(self.history_path)

    def checkpoints(self) -> list[int]:
        """Return the steps of the checkpoints that can be shown, ascending."""
        return checkpoint.steps(self.checkpoint_folder)

    def lock(self, wait: float = LOOK) -> filelock.BaseFileLock:
        """Take the right to write, until `release()`; it ends with the process in any case.

        Raises UserError when somebody else has it for longer than `wait` seconds: whoever
        only looks whether the run is free has it for a moment.
        """
        path = self.folder / "lock"
        lock = filelock.FileLock(path, timeout=wait, thread_local=False, poll_interval=0.01)
        try:
            lock.acquire()
        except filelock.Timeout as error:
            raise UserError(
                tr(
                    "The run {name} is being written by another genstudio: stop it there first; "
                    "until then it can only be looked at.",
                    name=printable(self.folder.name),
                )
            ) from error
        except OSError as error:
            raise UserError(
                tr(
                    "There is no permission to write in {folder}: the run can only be looked at.",
                    folder=printable(self.folder),
                )
            ) from error
        return lock

    def is_locked(self) -> bool:
        """Say whether somebody is writing the run at this moment: training it, most often."""
        if fcntl is None:
            return bool(self.why_locked())
        try:
            descriptor = os.open(self.folder / "lock", os.O_RDONLY)
        except OSError:
            return False  # nobody ever wrote it, or nothing can be known
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(descriptor)
        return False

    def why_locked(self) -> str:
        """Say why nobody else may write the run at this moment; nothing when one may."""
        try:
            lock = self.lock(0)
        except UserError as error:
            return str(error)
        with contextlib.suppress(OSError):
            lock.release()
        return ""

    def update(self, **fields: Any) -> None:
        """Replace fields of the record, in the file too."""
        record = msgspec.structs.replace(self.record, **fields)
        content = msgspec.to_builtins(record)
        try:
            text = msgspec.json.encode(content | {"check": _check(content)})
        except UnicodeEncodeError as error:
            raise UserError(
                tr(
                    "The name {source} holds bytes that are not text (UTF-8), so a run cannot "
                    "remember it: rename it.",
                    source=printable(record.data["source"]),
                )
            ) from error
        atomic.write_bytes(self.folder / RECORD, msgspec.json.format(text, indent=2) + b"\n")
        self.record = record


def new_record(
    family: str,
    model: Mapping[str, Any],
    train: Mapping[str, Any],
    dataset: Dataset,
    parent: Parent | None = None,
) -> Record:
    """Describe a run that does not exist yet."""
    data = {
        "source": dataset.source,
        "options": dict(dataset.options),
        "name": dataset.name,
        "fingerprint": dataset.fingerprint,
        "shape": list(dataset.shape),
        "classes": list(dataset.classes),
    }
    return Record(
        family=family,
        model=dict(model),
        train=dict(train),
        data=data,
        versions=versions(),
        seed=int(train.get("seed", 0)),
        created=datetime.now(UTC).isoformat(timespec="milliseconds"),
        parent=parent,
    )


def versions() -> dict[str, str]:
    """Return the versions that a run's numbers depend on."""
    return {
        "genstudio": __version__,
        "python": platform.python_version(),
        "torch": version("torch"),
        "numpy": version("numpy"),
    }


def list_runs(root: Path) -> list[RunSummary]:
    """Return the runs below a folder, the newest first; unreadable ones say why.

    Raises UserError where the folder cannot be read: its disk is gone, say.
    """
    found = []
    try:
        paths = sorted(Path(root).glob(f"*/{RECORD}"))
    except OSError as error:
        raise UserError(
            tr(
                "The runs in {folder} cannot be listed ({reason}).",
                folder=printable(root),
                reason=error.strerror,
            )
        ) from error
    for path in paths:
        try:
            record = Run.open(path.parent).record
        except UserError as error:
            found.append(RunSummary(path.parent, problem=str(error)))
        else:
            found.append(
                RunSummary(
                    path.parent,
                    record.family,
                    str(record.data.get("name", "")),
                    record.status,
                    record.step,
                    record.created,
                    best=record.best,
                    parent=record.parent,
                )
            )
    return sorted(found, key=lambda summary: (summary.created, summary.folder.name), reverse=True)


def new_folder(root: Path, family: str, dataset_name: str) -> Path:
    """Return a folder's name that is not taken: `2026-11-22-vae-digits-1`."""
    slug = re.sub(r"[^A-Za-z0-9._-]+", "-", dataset_name).strip("-.")[:40] or "data"
    stem = f"{date.today().isoformat()}-{family}-{slug}"
    number = 1
    while (root / f"{stem}-{number}").exists():
        number += 1
    return root / f"{stem}-{number}"


def trash(folder: Path) -> None:
    """Move a run to the trash; raises UserError for what is no run, or is being trained."""
    import send2trash

    if not (folder / RECORD).is_file():
        raise UserError(
            tr("{folder} is not a run, so it is left where it is.", folder=printable(folder))
        )
    with contextlib.closing(_Held(Run(folder, _EMPTY).lock())):
        try:
            send2trash.send2trash(folder)
        except OSError as error:
            raise UserError(
                tr(
                    "{folder} could not be moved to the trash: {error}.",
                    folder=printable(folder),
                    error=error,
                )
            ) from error


class _Held:
    """A lock as something that can be closed, even after its file has gone."""

    def __init__(self, lock: filelock.BaseFileLock) -> None:
        self._lock = lock

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._lock.release()


_EMPTY = Record(family="", model={}, train={}, data={}, versions={}, seed=0)


def _decode(folder: Path, data: bytes) -> Record | None:
    """Return the record; None where it is not what was written."""
    try:
        content = msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    made = content.get("format")
    if isinstance(made, int) and made > FORMAT:  # before the hash, which may have changed as well
        raise UserError(
            tr(
                "The run {name} was made by a newer genstudio (format {made}; this one reads up"
                " to {known}): update genstudio.",
                name=printable(folder.name),
                made=made,
                known=FORMAT,
            )
        )
    if content.pop("check", None) != _check(content):
        return None
    return _record(content)


def _record(content: Mapping[str, Any]) -> Record:
    """Return a record, one of a time before runs could branch too: `parent` was but a name."""
    parent = content.get("parent")
    known = {"run": parent} if isinstance(parent, str) else parent
    return msgspec.convert({**content, "parent": known}, Record)


def _recover(folder: Path) -> Record:
    """Return the copy of the record that the newest good checkpoint has."""
    checkpoints = folder / "checkpoints"
    for step in reversed(checkpoint.steps(checkpoints)):
        try:
            return _record(checkpoint.read_meta(checkpoints, step)["record"])
        except (UserError, KeyError, msgspec.ValidationError):
            continue
    raise UserError(
        tr(
            "{folder} is damaged, and there is no checkpoint to restore it from.",
            folder=printable(folder / RECORD),
        )
    )


def _check(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()
