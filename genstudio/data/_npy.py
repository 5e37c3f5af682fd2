"""Read numpy's files without trusting them: headers first, no objects, bounded sizes."""

from __future__ import annotations

import io
import math
import os
import zipfile
from typing import IO, Any, NamedTuple

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from genstudio.core.language import tr
from genstudio.data._faults import Faulty

MAX_BYTES = 4 << 30
MAX_HEADER = 1 << 16
MAX_ARRAYS = 10_000
TRUSTED_BYTES = 64 << 20  # what may unfold without a look at how tightly it was packed
MAX_RATIO = 100  # real images pack 1:2 to 1:50; a bomb of zeros 1:1000


class Header(NamedTuple):
    """What a .npy file says of itself."""

    shape: tuple[int, ...]
    dtype: np.dtype[Any]


def read_npy(path: str) -> NDArray[Any]:
    """Return the array of a .npy file; raise Faulty for objects and for a header that lies."""
    with open(path, "rb") as file:
        header = read_header(file)
        _check_size(header, os.fstat(file.fileno()).st_size - file.tell())
        file.seek(0)
        return npy.read_array(file, allow_pickle=False)


def headers(archive: zipfile.ZipFile) -> dict[str, Header]:
    """Return the header of every array in a .npz file, none of it unpacked."""
    found: dict[str, Header] = {}
    for info in archive.infolist():
        if info.filename.endswith(".npy"):
            with archive.open(info) as member:
                try:
                    found[info.filename.removesuffix(".npy")] = read_header(member)
                except _Objects:  # no harm while nobody reads it
                    continue
    return found


def read_member(archive: zipfile.ZipFile, name: str) -> NDArray[Any]:
    """Return one array of a .npz file; raise Faulty for a bomb, a lie or a fault."""
    info = archive.getinfo(f"{name}.npy")
    if info.file_size > max(TRUSTED_BYTES, MAX_RATIO * info.compress_size):
        raise Faulty(
            tr(
                "unfolds {name} from {compress_size:,} to {file_size:,} bytes, as no images do",
                name=name,
                compress_size=info.compress_size,
                file_size=info.file_size,
            )
        )
    with archive.open(info) as member:
        content = io.BytesIO(member.read(min(info.file_size, MAX_BYTES) + 1))
    header = read_header(content)
    _check_size(header, len(content.getbuffer()) - content.tell())
    content.seek(0)
    return npy.read_array(content, allow_pickle=False)


class _Objects(Faulty):
    """The array holds Python objects, which only pickle could read."""


def read_header(file: IO[bytes]) -> Header:
    """Read what an array in .npy format says of itself; raise Faulty for objects."""
    version = npy.read_magic(file)
    if version == (1, 0):
        shape, _, dtype = npy.read_array_header_1_0(file)
    elif version == (2, 0):
        _check_length(file)
        shape, _, dtype = npy.read_array_header_2_0(file)
    else:
        raise Faulty(
            tr(
                "is written in version {major}.{minor} of the format",
                major=version[0],
                minor=version[1],
            )
        )
    if dtype.hasobject:
        raise _Objects(
            tr("holds Python objects, which are never loaded as they could run a program")
        )
    if dtype.itemsize == 0:
        raise Faulty(tr("holds {dtype}, values of no size", dtype=dtype))
    return Header(tuple(map(int, shape)), dtype)


def _check_length(file: IO[bytes]) -> None:
    """Refuse a header that numpy would read into memory first, and find too long then."""
    length = int.from_bytes(file.read(4), "little")
    if length > MAX_HEADER:
        raise Faulty(tr("has a header that is longer than any array needs"))
    file.seek(-4, os.SEEK_CUR)


def _check_size(header: Header, there: int) -> None:
    said = math.prod(header.shape) * header.dtype.itemsize
    if min(header.shape, default=0) < 0 or said > MAX_BYTES:
        raise Faulty(
            tr(
                "says it holds {said:,} bytes; at most {limit:,} are read",
                said=said,
                limit=MAX_BYTES,
            )
        )
    if said != there:
        raise Faulty(
            tr("says it holds {said:,} bytes of values but has {there:,}", said=said, there=there)
        )
