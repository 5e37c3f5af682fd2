"""What is carried with the mouse from one place of the window to another: codes, and a name.

The format is the program's own: what another program drops in its name is checked, too.
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
FARTHEST = 1e6  # no code has a number beyond it
BYTES = np.dtype("<f4")  # of a number, in the low byte first on every machine


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """Codes [N, d] that belong together, and what they are called."""

    name: str
    codes: NDArray[np.float32]


class _Packed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The codes as the bytes of N x d numbers: written as digits, 100,000 take a second."""

    name: Annotated[str, msgspec.Meta(max_length=200)]
    dim: Annotated[int, msgspec.Meta(ge=1, le=4096)]
    codes: Annotated[bytes, msgspec.Meta(min_length=4)]


def capped(codes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return at most as many codes as can be carried, evenly out of all."""
    most = min(MOST, LARGEST // 2 // (BYTES.itemsize * max(1, codes.shape[1])))
    if len(codes) <= most:
        return codes
    return np.asarray(codes[np.linspace(0, len(codes) - 1, most).astype(np.int64)])


def pack(carried: Carried) -> QMimeData:
    """Return what a drag takes along."""
    codes = np.ascontiguousarray(capped(np.atleast_2d(carried.codes)), BYTES)
    packed = _Packed(carried.name[:200], codes.shape[1], codes.tobytes())
    data = QMimeData()
    data.setData(MIME, QByteArray(msgspec.msgpack.encode(packed)))
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
        packed = msgspec.msgpack.decode(raw, type=_Packed)
    except (msgspec.DecodeError, ValueError):
        return None
    if len(packed.codes) % (BYTES.itemsize * packed.dim):
        return None
    codes = np.frombuffer(packed.codes, BYTES).reshape(-1, packed.dim).astype(np.float32)
    sound = len(codes) <= MOST and bool((np.abs(codes) <= FARTHEST).all())  # NaN is not, either
    return Carried(packed.name, codes) if sound else None
