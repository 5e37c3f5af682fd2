"""The log: one file in the state folder that every process of the program adds lines to.

Python's own rotating handler keeps its file open, so that a second process goes on writing
into the file that the first has renamed. Little is logged here, so each record opens the file,
adds its lines in one write and closes it: any number of windows and commands may run at once,
and whoever finds the file full renames it, holding a lock that nobody waits for.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from genstudio.core import bounded, paths
from genstudio.core.errors import UserError, printable

NAME = "genstudio.log"
LARGEST = 1_000_000  # bytes of a file before the next one is begun
KEPT = 3  # older files
STALE = 30.0  # seconds after which a lock is of a process that was killed
BEFORE = "    | "  # in front of each line of a traceback: none can pass for a record
FORMAT = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"
ROOT = "genstudio"
# A pipe in the place of the log is an error and not a wait.
APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)


class Escaping(logging.Formatter):
    """One line a record, whatever names from outside are in it; tracebacks follow, indented."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's lines, without control characters."""
        record.message = printable(record.getMessage())
        record.asctime = self.formatTime(record)
        lines = [self.formatMessage(record)]
        if record.exc_info:
            trace = self.formatException(record.exc_info)
            lines += [BEFORE + printable(line) for line in trace.splitlines()]
        return "\n".join(lines)


class Shared(logging.Handler):
    """Adds records to a file that other processes add to as well; never raises.

    `problem` says why nothing more is written; it is empty as long as all is well.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(logging.INFO)
        self.path = path
        self.problem = ""
        self.setFormatter(Escaping())

    def emit(self, record: logging.LogRecord) -> None:
        """Add a record; give up for good where the file cannot be written."""
        if self.problem:
            return
        try:
            self._append(f"{self.format(record)}\n".encode("utf-8", "backslashreplace"))
        except OSError as error:
            self.problem = f"No log is kept, because {printable(self.path)} cannot be written"
            self.problem += f" ({error.strerror})."
        except Exception:  # noqa: BLE001 -- a wrong format string must not end a training
            self.handleError(record)

    def _append(self, data: bytes) -> None:
        descriptor = os.open(self.path, APPEND, 0o600)
        try:
            os.write(descriptor, data)
            size = os.fstat(descriptor).st_size
        finally:
            os.close(descriptor)
        if size > LARGEST:
            rotate(self.path)


def start(kind: str) -> str:
    """Begin to log, and say that the program has started; return why that cannot be, or nothing.

    `kind` is what starts: "window", "command line". May be called again, for another folder.
    """
    logger = logging.getLogger(ROOT)
    stop()
    try:
        path = paths.state_dir() / NAME
    except UserError as error:
        return f"No log is kept. {error}"
    handler = Shared(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"No log is kept: {printable(path.parent)} cannot be made ({error.strerror})."
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.info("%s started: %s", kind, " ".join(_versions()))
    return handler.problem


@contextlib.contextmanager
def of_command(arguments: Sequence[str]) -> Iterator[None]:
    """Log a command of the command line, and what ends it that nobody expected."""
    problem = start("command line")
    if problem and sys.stderr is not None:
        with contextlib.suppress(OSError):  # nobody reads it, and the command can do without
            sys.stderr.write(f"{ROOT}: {problem}\n")
    if sys.stderr is not None and not faulthandler.is_enabled():
        faulthandler.enable()
    logger = logging.getLogger(ROOT)
    logger.info("command: %s", " ".join(arguments))
    try:
        yield
    except Exception:
        logger.exception("an unexpected error")
        raise
    finally:
        stop()


def stop() -> None:
    """Log nothing from here on."""
    logger = logging.getLogger(ROOT)
    for handler in [h for h in logger.handlers if isinstance(h, Shared)]:
        logger.removeHandler(handler)
        handler.close()


def last_lines(count: int, folder: Path | None = None) -> list[str]:
    """Return the newest lines of the log, the oldest first; none where there is no log."""
    path = (folder or paths.state_dir()) / NAME
    lines: list[str] = []
    for file in (path, _older(path, 1)):
        try:
            text = bounded.part(file, 2 * LARGEST, tail=True).decode("utf-8", "replace")
        except OSError:
            continue
        lines = text.splitlines() + lines
        if len(lines) >= count:
            break
    return lines[-count:]


def of_process(pid: int, count: int) -> list[str]:
    """Return the newest lines of the log that one process wrote, the oldest first."""
    found: list[str] = []
    own = False
    for line in last_lines(20 * count):
        if not line.startswith(BEFORE):
            words = line.split(" ", 4)
            own = len(words) > 3 and words[3] == str(pid)
        if own:
            found.append(line)
    return found[-count:]


def rotate(path: Path) -> None:
    """Begin a new file where this one is full; leave it to another process that is at it."""
    with contextlib.suppress(OSError), _locked(path.with_name(f"{path.name}.lock")) as held:
        if not held or path.stat().st_size <= LARGEST:
            return
        for number in range(KEPT, 1, -1):
            with contextlib.suppress(FileNotFoundError):
                os.replace(_older(path, number - 1), _older(path, number))
        os.replace(path, _older(path, 1))


def _older(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}.{number}")


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[bool]:
    """Hold a lock while inside, if it is free; a file that nobody else can make at once."""
    with contextlib.suppress(OSError):
        if abs(time.time() - path.stat().st_mtime) > STALE:  # the clock may have been set back
            path.unlink()
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except OSError:
        yield False
        return
    try:
        yield True
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def _versions() -> list[str]:
    from genstudio import __version__

    frozen = " frozen" if getattr(sys, "frozen", False) else ""
    return [
        f"genstudio {__version__}{frozen},",
        f"Python {platform.python_version()},",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    ]
