"""What is carried with the mouse from one place of the window to another: codes, and a name.

The format is the program's own JSON: what another program drops in its name is checked, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import msgspec
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QMimeData

MIME = "application/x-genstudio-codes"
MOST = 100_000
LARGEST = 64 * 2**20  # bytes
Finite = Annotated[float, msgspec.Meta(ge=-1e6, le=1e6)]


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """Codes [N, d] that belong together, and what they are called."""

    name: str
    codes: NDArray[np.float32]


class _Packed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(max_length=200)]
    codes: Annotated[tuple[tuple[Finite, ...], ...], msgspec.Meta(min_length=1, max_length=MOST)]


def pack(carried: Carried) -> QMimeData:
    """Return what a drag takes along."""
    rows = tuple(tuple(map(float, code)) for code in carried.codes[:MOST])
    data = QMimeData()
    data.setData(MIME, QByteArray(msgspec.json.encode(_Packed(carried.name[:200], rows))))
    return data


def holds(data: QMimeData) -> bool:
    """Say whether something carried may be codes."""
    return data.hasFormat(MIME)


def unpack(data: QMimeData) -> Carried | None:
    """Return the codes of a drop; None where there are none that make sense."""
    raw = bytes(data.data(MIME).data()) if holds(data) else b""
    if not raw or len(raw) > LARGEST:
        return None
    try:
        packed = msgspec.json.decode(raw, type=_Packed)
    except (msgspec.DecodeError, ValueError):
        return None
    if len({len(code) for code in packed.codes}) != 1 or not packed.codes[0]:
        return None
    return Carried(packed.name, np.array(packed.codes, np.float32))
