"""Asking a run that is trained elsewhere to pause, to go on, to stop or to change a setting.

Whoever asks puts a request into `control.json` in the run's folder; the process that
trains looks at the file's date twice a second, does what is asked once, and tells of it
in the history (`Asked`, with the request's id). Anybody who may write in the folder can
ask, so nothing in the file is trusted.
"""

from __future__ import annotations

import contextlib
import math
import os
import time
import uuid
from pathlib import Path
from typing import Any, Literal, get_args

import filelock
import msgspec

from genstudio.core import atomic, bounded
from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

NAME = "control.json"
LOOK_EVERY = 0.5  # seconds
KEPT = 16  # requests; what is older was seen long ago
LARGEST = 2**16  # bytes
Word = Literal["pause", "resume", "stop", "change"]


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that is asked for; `name` and `value` are those of a setting to change."""

    id: str
    request: Word
    name: str = ""
    value: bool | int | float | str | None = None


class Inbox:
    """The requests in a run's folder, each handed out once; those that are there already, never."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._stamp = _stamp(self._path)
        self._seen = {request.id for request in read(self._path)}
        self._looked = time.monotonic()

    def take(self) -> list[Request]:
        """Return what is new, oldest first; most often without looking at the disk."""
        now = time.monotonic()
        if now - self._looked < LOOK_EVERY:
            return []
        self._looked = now
        stamp = _stamp(self._path)
        if stamp == self._stamp:
            return []
        self._stamp = stamp
        requests = read(self._path)
        new = [request for request in requests if request.id not in self._seen]
        self._seen = {request.id for request in requests}
        return new


def ask(folder: Path, request: Word, name: str = "", value: Any = None) -> str:
    """Leave a request for whoever trains the run; return its id.

    Raises UserError where that is not possible; not where nobody trains it.
    """
    wanted = Request(id=uuid.uuid4().hex, request=request, name=name, value=value)
    path = folder / NAME
    try:
        with filelock.FileLock(folder / f"{NAME}.lock", timeout=5):
            kept = [*read(path), wanted][-KEPT:]
            atomic.write_bytes(path, msgspec.json.encode({"requests": kept}))
    except (OSError, filelock.Timeout) as error:
        raise UserError(
            tr(
                "The run {name} cannot be asked: there is no permission to write in its folder.",
                name=printable(folder.name),
            )
        ) from error
    return wanted.id


def read(path: Path) -> list[Request]:
    """Return the requests in a file, oldest first; nothing where it is not what it should be."""
    with contextlib.suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        content = msgspec.json.decode(bounded.read(path, LARGEST), type=dict[str, list[Any]])
        return [found for entry in content.get("requests", [])[-KEPT:] if (found := _sound(entry))]
    return []


def _sound(entry: Any) -> Request | None:
    with contextlib.suppress(msgspec.MsgspecError):
        found = msgspec.convert(entry, Request)
        short = len(found.id) <= 64 and len(found.name) <= 100 and len(str(found.value)) <= 1000
        finite = not isinstance(found.value, float) or math.isfinite(found.value)
        return found if short and finite and found.id else None
    return None


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        stat = os.stat(path)
    except OSError:
        return ()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


WORDS: tuple[str, ...] = get_args(Word)
