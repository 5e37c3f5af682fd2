"""How the C library keeps memory for a process with many threads (Linux).

Each thread that comes gets a heap of its own from glibc, up to eight a core. What a thread has
freed there waits for the next thread that happens to get that heap, and is seldom given back: a
window that reads data and runs in one worker after the other grew to twice what it used. With one
heap for all, what one worker frees is what the next one gets. Training is not slower for it: the
large arrays of a step come and go in one thread, and small ones are cached by thread anyway.
"""

from __future__ import annotations

import ctypes
import os
import sys

ARENA_MAX = -8  # M_ARENA_MAX in malloc.h
CHOSEN = ("MALLOC_ARENA_MAX", "GLIBC_TUNABLES")  # whoever sets these knows better


def share_one() -> bool:
    """Have all threads that are still to come share one heap; return whether they will.

    False where the C library is another one than glibc, or was told otherwise.
    """
    if not sys.platform.startswith("linux") or any(name in os.environ for name in CHOSEN):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(ARENA_MAX, 1) == 1
