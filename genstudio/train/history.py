"""What a run reported, as JSON lines: one line an event, each with a checksum.

A line is handed to the system whole and at once, so a kill loses nothing that was
written; the last line may be torn, and is then dropped. Where a run is long its steps
are kept ever more thinly, so that the file stays readable: all of the first THIN_FROM,
every 2nd of as many again, every 4th of the next twice as many, and so on.
"""

from __future__ import annotations

import math
import os
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from genstudio.core.errors import UserError, printable
from genstudio.core.events import (
    MEASURED,
    Asked,
    Changed,
    Diverged,
    Ended,
    Event,
    Profile,
    Scalars,
    Warned,
    is_rare,
)
from genstudio.core.language import tr

THIN_FROM = 10_000
MARKED = 64  # bytes that tell whether a file is still the one that was read
KINDS: dict[str, type] = {
    kind.__name__: kind for kind in (Scalars, Profile, Changed, Warned, Asked, Diverged, Ended)
}


class Mark(NamedTuple):
    """How far a history was read, and what stands just before that."""

    offset: int = 0
    before: bytes = b""


class History:
    """Appends events to a history file that is known to be good up to `length` bytes.

    What lies behind is cut off. Raises UserError where the file cannot be opened.
    """

    def __init__(self, path: Path, length: int = 0) -> None:
        self._path = path
        self._unwritten = b""
        try:
            mode = "r+b" if path.exists() else "x+b"
            self._file = open(path, mode, buffering=0)  # noqa: SIM115 - open as long as the run
            self.length = _whole_lines(self._file.read(length))
            self._file.truncate(self.length)
        except OSError as error:
            raise self._failed(error) from error

    def write(self, event: Event) -> None:
        """Append one event, where it is of a kind that is kept.

        Raises UserError where the disk takes no more; the event is then tried again with
        the next one.
        """
        if isinstance(event, Scalars):
            event = _thinned(event)
        if type(event).__name__ in KINDS and not (isinstance(event, Scalars) and not event.steps):
            self._unwritten += encode(event)
        self._flush()

    def sync(self) -> None:
        """Make everything that was written last through a loss of power."""
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._failed(error) from error

    def close(self) -> None:
        """Close the file; nothing can be written any more."""
        self._file.close()

    def _flush(self) -> None:
        try:
            # Always from the end of the last whole line: what a full disk cut short is overwritten.
            self._file.seek(self.length)
            rest = memoryview(self._unwritten)
            while rest:
                rest = rest[self._file.write(rest) or 0 :]
        except OSError as error:
            raise self._failed(error) from error
        self.length += len(self._unwritten)
        self._unwritten = b""

    def _failed(self, error: OSError) -> UserError:
        name = printable(self._path)
        return UserError(
            tr("The history {name} cannot be written: {reason}.", name=name, reason=error.strerror)
        )


def encode(event: Event) -> bytes:
    """Return an event as one line; numbers are kept to six digits."""
    fields = {name: getattr(event, name) for name in event.__dataclass_fields__}
    if isinstance(event, Scalars):
        fields["values"] = {k: [_short(v) for v in row] for k, row in event.values.items()}
        fields["epoch"], fields["seconds"] = _short(event.epoch), _short(event.seconds)
    if isinstance(event, Profile):
        fields["values"] = [_short(value) for value in event.values]
    body = msgspec.json.encode({"event": type(event).__name__} | fields)
    return b'{"crc":"%08x",' % zlib.crc32(body) + body[1:] + b"\n"


def decode(line: bytes) -> Event | None:
    """Return the event of one line; None where the line is not what was written."""
    head, body = line[:18], b"{" + line[18:].rstrip(b"\n")
    if head != b'{"crc":"%08x",' % zlib.crc32(body):
        return None
    try:
        fields: dict[str, Any] = msgspec.json.decode(body)
        kind = KINDS[fields.pop("event")]
        if kind is Scalars:
            fields["values"] = {k: _floats(row) for k, row in fields["values"].items()}
        if kind is Profile:
            fields["values"] = _floats(fields["values"])
        return msgspec.convert(fields, kind)
    except (msgspec.MsgspecError, AttributeError, KeyError, TypeError):
        return None


def read(path: Path) -> list[Event]:
    """Return the events of a history file, oldest first; lines that are damaged are left out.

    The number of them is what `damaged` tells. No file is an empty history.
    """
    return [event for event in map(decode, _lines(path)) if event is not None]


def tail(path: Path, mark: Mark) -> tuple[list[Event], Mark, bool]:
    """Return the events behind a mark, the new mark, and whether it is all read anew.

    That is so where the file is not any more what it was up to the mark: the run was taken up
    from an earlier checkpoint. Raises UserError where it cannot be read.
    """
    try:
        with open(path, "rb") as file:
            file.seek(mark.offset - len(mark.before))
            anew = file.read(len(mark.before)) != mark.before
            if anew:
                file.seek(0)
            data = file.read()
    except FileNotFoundError:
        return [], Mark(), True
    except OSError as error:
        raise UserError(
            tr("{path} cannot be read: {reason}.", path=printable(path), reason=error.strerror)
        ) from error
    whole = data[: _whole_lines(data)]
    start = 0 if anew else mark.offset
    before = whole[-MARKED:] if len(whole) >= MARKED or anew else (mark.before + whole)[-MARKED:]
    events = [event for event in map(decode, whole.splitlines(keepends=True)) if event is not None]
    return events, Mark(start + len(whole), before), anew


def measured(path: Path, until: int, after: int = 0) -> list[Scalars]:
    """Return the MEASURED terms of steps up to `until`, of lines from byte `after` on.

    A measurement is told later than its step: a run that goes on from a checkpoint takes over
    those of its own past, though they stand behind what the checkpoint knows of.
    """
    names = [f'"{term}"'.encode() for term in MEASURED]
    found, place = [], 0
    for line in _lines(path):
        if place >= after and any(name in line for name in names):
            event = decode(line)
            if isinstance(event, Scalars) and event.steps[-1] <= until:
                found += [event] if set(event.values) <= set(MEASURED) else []
        place += len(line)
    return found


def damaged(path: Path) -> int:
    """Count the lines that were left out, a torn last one aside."""
    return sum(decode(line) is None for line in _lines(path) if line.endswith(b"\n"))


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UserError(
            tr("{path} cannot be read: {reason}.", path=printable(path), reason=error.strerror)
        ) from error


def _thinned(event: Scalars) -> Scalars:
    """Return the steps of a report that are kept; what is rare is kept whole."""
    if event.steps[-1] <= THIN_FROM or all(map(is_rare, event.values)):
        return event
    kept = [i for i, step in enumerate(event.steps) if step % _stride(step) == 0]
    values = {name: [row[i] for i in kept] for name, row in event.values.items()}
    return Scalars([event.steps[i] for i in kept], values, event.epoch, event.seconds)


def _stride(step: int) -> int:
    return 1 if step <= THIN_FROM else 1 << int(math.log2((step - 1) // THIN_FROM) + 1)


def _short(value: float) -> float:
    return float(f"{value:.6g}")


def _floats(row: list[float | None]) -> list[float]:
    # JSON has no word for NaN; it was written as null.
    return [math.nan if value is None else value for value in row]


def _whole_lines(data: bytes) -> int:
    return data.rfind(b"\n") + 1
