"""What a worker has freed goes back to the system."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import threading
import time

import pytest

from genstudio.core import heap

GLIBC = sys.platform.startswith("linux") and hasattr(ctypes.CDLL(None), "malloc_trim")
pytestmark = pytest.mark.skipif(not GLIBC, reason="another C library than glibc")

# A worker takes 200 MB in small blocks and frees all but each hundredth, as a program does in
# which a few things last. The process says how many MB it has in memory, before and after.
WORKER = """
import ctypes, threading
from genstudio.core import heap
library = ctypes.CDLL(None)
library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
library.free.argtypes = [ctypes.c_void_p]
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4 // 1024
def work():
    blocks = [library.malloc(50_000) for _ in range(4000)]
    for block in blocks:
        ctypes.memset(block, 1, 50_000)
    for number, block in enumerate(blocks):
        if number % 100:
            library.free(block)
worker = threading.Thread(target=work)
worker.start()
worker.join()
before = resident()
done = heap.tidy(float("-inf"))
print(done, before, resident())
"""


def test_what_a_worker_has_freed_goes_back_to_the_system():
    answer = subprocess.run(
        [sys.executable, "-c", WORKER], capture_output=True, text=True, check=True, timeout=60
    )
    done, before, after = answer.stdout.split()
    assert done == "True"
    assert int(before) > 150
    assert int(after) < int(before) / 2


def test_short_work_is_not_tidied_up_after():
    assert not heap.tidy(time.monotonic())


def test_one_thread_at_a_time_tidies_up(monkeypatch):
    held = threading.Lock()
    monkeypatch.setattr(heap, "_busy", held)
    with held:
        assert not heap.tidy(float("-inf"))
    assert heap.tidy(float("-inf"))
