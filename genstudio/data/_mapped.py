"""Arrays that are read from the disk where they are looked at, in a bounded memory."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

AT_ONCE = 64 << 20  # bytes


def is_mapped(images: NDArray[Any]) -> bool:
    """Say whether an array lies on the disk."""
    return getattr(images, "_mmap", None) is not None


def forget(images: NDArray[Any]) -> None:
    """Let go of the memory that holds what was read; the system reads it again where needed."""
    backing = getattr(images, "_mmap", None)
    advice = getattr(mmap, "MADV_DONTNEED", None)
    if backing is not None and advice is not None:
        backing.madvise(advice)


def pieces(images: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """Yield all rows in order, contiguous and in pieces of bounded size."""
    each = images[:1].nbytes
    count = max(1, AT_ONCE // max(1, each))
    for start in range(0, len(images), count):
        yield np.ascontiguousarray(images[start : start + count])
        forget(images)
