"""Memory that a worker has freed goes back to the system (Linux).

Each thread that comes gets a heap of its own from glibc, up to eight a core. What a thread has
freed there waits for the next thread that happens to get that heap: a window that reads data and
runs in one worker after the other grew to twice what it used. One heap for all would hold less
too, but made training a tenth slower; so each worker that took its time tidies up at its end.
"""

from __future__ import annotations

import ctypes
import sys
import threading
import time

LONG = 0.05  # seconds that a worker has to take for it to be worth the milliseconds
_busy = threading.Lock()


def tidy(began: float) -> bool:
    """Give free memory back, at the end of a worker that began then (`time.monotonic`).

    Returns whether that was done: not for short work, while another thread does it, or where
    the C library is another one than glibc.
    """
    if time.monotonic() - began < LONG or not sys.platform.startswith("linux"):
        return False
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is None or not _busy.acquire(blocking=False):
        return False
    try:
        trim(ctypes.c_size_t(0))
    finally:
        _busy.release()
    return True
