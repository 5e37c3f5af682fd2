"""Reading small files that anybody may have put there: never more than is wanted, never waiting."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from genstudio.core.language import tr


def read(path: Path, most: int) -> bytes:
    """Return a whole regular file of at most `most` bytes; raise OSError for any other."""
    data = part(path, most + 1)
    if len(data) > most:
        raise OSError(0, tr("it has more than {most:,} bytes", most=most))
    return data


def part(path: Path, most: int, *, tail: bool = False) -> bytes:
    """Return the first `most` bytes of a regular file, or with `tail` the last ones.

    Raises OSError for a pipe or a device, which would be waited for or never end.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, tr("it is not a regular file"))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            if tail:
                file.seek(max(found.st_size - most, 0))
            return file.read(most)
    finally:
        os.close(descriptor)
