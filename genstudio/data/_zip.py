"""Look at a zip's list of contents before it is read as a whole, into memory."""

from __future__ import annotations

import os
import struct
from typing import IO

from genstudio.core.language import tr
from genstudio.data._faults import Faulty

END = b"PK\x05\x06"
END64 = b"PK\x06\x06"
LOCATOR64 = b"PK\x06\x07"
LONGEST_COMMENT = 65_535
ENTRY = 46 + 65_535 * 3  # bytes of one entry at most
USUAL = 46 + 512  # bytes of one entry with long names and extra fields


def too_many(limit: int) -> str:
    """Say what to do with an archive of too many files."""
    return tr(
        "holds more than {limit:,} files: unpack it and open its folder, or split it", limit=limit
    )


def check_contents(path: str, limit: int) -> None:
    """Raise Faulty for more than `limit` members, or a list of contents larger than they need."""
    with open(path, "rb") as file:
        count, size = _announced(file)
    if count > limit:
        raise Faulty(too_many(limit))
    if size > max(limit * USUAL, min(count, 1000) * ENTRY):
        raise Faulty(tr("has a list of contents that is longer than any archive needs"))


def _announced(file: IO[bytes]) -> tuple[int, int]:
    """Return the number of members and the bytes of their list, from the zip's last record."""
    there = os.fstat(file.fileno()).st_size
    file.seek(max(0, there - LONGEST_COMMENT - 22))
    tail = file.read()
    where = tail.rfind(END)
    if where < 0 or len(tail) < where + 22:
        raise Faulty(tr("is damaged or cut off: its end is missing"))
    count, size = struct.unpack_from("<HL", tail, where + 10)
    locator = tail[where - 20 : where] if where >= 20 else b""
    if locator.startswith(LOCATOR64):
        file.seek(min(struct.unpack_from("<Q", locator, 8)[0], there))
        record = file.read(56)
        if len(record) == 56 and record.startswith(END64):
            count, size = struct.unpack_from("<QQ", record, 32)
    return int(count), int(size)
