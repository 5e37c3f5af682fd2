"""Which checkpoints are kept: enough to look at all of the past, and to redo the last part."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Collection
from pathlib import Path

from genstudio.train import checkpoint

NEWEST = 3
MOST = 60
LEAST = 8
BUDGET = 2e9  # bytes that the checkpoints of one run may take


def thin(folder: Path, kept: Collection[int], size: int) -> list[int]:
    """Delete checkpoints of `size` bytes that are too many, never those in `kept`.

    Returns the steps that went: one that cannot be deleted stays.
    """
    gone = []
    for step in surplus(checkpoint.committed(folder), kept, most(size)):
        with contextlib.suppress(OSError):
            checkpoint.delete(folder, step)
            gone.append(step)
    return gone


def most(size: int) -> int:
    """Return how many checkpoints of `size` bytes are kept."""
    return int(min(MOST, max(LEAST, BUDGET // max(1, size))))


def surplus(steps: Collection[int], kept: Collection[int], limit: int) -> list[int]:
    """Return the steps to delete so that at most `limit` stay, closely spaced ones first.

    The first, the newest three and those in `kept` always stay. Distances are measured on
    the square root of the step: the beginning, where most happens, stays denser.
    """
    left = sorted(steps)
    always = {*kept, *left[:1], *left[-NEWEST:]}
    gone: list[int] = []
    while len(left) > limit:
        places = [i for i in range(1, len(left) - 1) if left[i] not in always]
        if not places:
            break
        place = min(places, key=lambda i: math.sqrt(left[i + 1]) - math.sqrt(left[i - 1]))
        gone.append(left.pop(place))
    return gone
