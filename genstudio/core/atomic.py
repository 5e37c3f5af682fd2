"""Write a file so that a kill at any moment leaves the old one or the new one, whole."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from genstudio.core.errors import UserError, printable
from genstudio.core.language import tr

TEMPORARY = ".tmp-"


def write_bytes(path: Path, data: bytes) -> None:
    """Replace `path` by `data` atomically and durably.

    Temporary file in the same folder, fsync, replace, fsync of the folder. Raises
    UserError, with the old file untouched, when there is no room or no permission. Processes
    that write at once do not disturb each other: the last one's file stays.
    """
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    try:
        ensure_room(path.parent, len(data))
        _write_through(temporary, data)
        os.replace(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        raise UserError(_explain(path, len(data), error)) from error
    finally:
        with contextlib.suppress(NotADirectoryError):  # its folder is a file now
            temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Replace `path` by UTF-8 text, atomically."""
    write_bytes(path, text.encode())


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield where to write a file that is too large for memory; it then takes the place of `path`.

    If the block raises, nothing is left of it and the old file stays. Raises UserError as
    `write_bytes` does.
    """
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    try:
        yield temporary
        with open(temporary, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        raise UserError(_explain(path, 0, error)) from error
    finally:
        with contextlib.suppress(NotADirectoryError):  # its folder is a file now
            temporary.unlink(missing_ok=True)


def is_name(text: str) -> bool:
    """Say whether a text that came from outside names something in a folder, and leads nowhere."""
    return text not in ("", ".", "..") and not set(text) & set("/\\:\0")


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where there is none; raises UserError if it cannot."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            tr(
                "The folder {folder} cannot be made ({reason}): choose another place.",
                folder=printable(folder),
                reason=error.strerror,
            )
        ) from error


def sweep(folder: Path) -> None:
    """Remove what a killed writer left behind in a folder."""
    for stale in folder.glob(f"{TEMPORARY}*"):
        if stale.is_dir():
            shutil.rmtree(stale, ignore_errors=True)
        else:
            stale.unlink(missing_ok=True)


def ensure_room(folder: Path, size: int) -> None:
    """Raise OSError (no space) before anything is written that could not be finished."""
    if shutil.disk_usage(folder).free < 1.2 * size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def sync_folder(folder: Path) -> None:
    """Make a rename inside the folder durable, where the system can (Windows cannot)."""
    with contextlib.suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write_through(path: Path, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _explain(path: Path, size: int, error: OSError) -> str:
    name = printable(path)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return tr(
            "There is no room to write {name} ({size:.1f} MB needed): free some space; what"
            " was saved before is still there.",
            name=name,
            size=size / 1000000.0,
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return tr("There is no permission to write {name}: choose another folder.", name=name)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return tr(
            "There is no folder {name} any more, so nothing could be written into it: put it back, "
            "or choose another one.",
            name=printable(path.parent),
        )
    return tr(
        "Writing {name} failed ({reason}); what was saved before is still there.",
        name=name,
        reason=error.strerror,
    )
