"""All threads of the window's process share one heap."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys

import pytest

from genstudio.core import heap

GLIBC = hasattr(ctypes.CDLL(None), "malloc_info") if sys.platform.startswith("linux") else False
pytestmark = pytest.mark.skipif(not GLIBC, reason="another C library than glibc")

# Six threads, all there at once, each with a block from the C library; glibc then says what
# heaps there are.
THREADS = """
import ctypes, threading
library = ctypes.CDLL(None)
library.malloc.restype = library.fdopen.restype = ctypes.c_void_p
library.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
library.fflush.argtypes = [ctypes.c_void_p]
there = threading.Barrier(7)
def work():
    library.malloc(ctypes.c_size_t(100_000))
    there.wait()
    there.wait()
for _ in range(6):
    threading.Thread(target=work).start()
there.wait()
stream = library.fdopen(1, b"w")
library.malloc_info(0, stream)
library.fflush(stream)
there.wait()
"""


def heaps(first: str, **environment: str) -> int:
    """Count the heaps of a fresh process with six threads, which runs `first` before all else."""
    kept = {name: value for name, value in os.environ.items() if name not in heap.CHOSEN}
    answer = subprocess.run(
        [sys.executable, "-c", first + THREADS],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return answer.stdout.count("<heap nr=")


def test_threads_have_heaps_of_their_own_unless_told_otherwise() -> None:
    assert heaps("") > 1


def test_all_threads_share_one_heap() -> None:
    assert heaps("from genstudio.core import heap; assert heap.share_one()") == 1


def test_what_the_environment_says_about_heaps_stays() -> None:
    first = "from genstudio.core import heap; assert not heap.share_one()"
    assert heaps(first, MALLOC_ARENA_MAX="3") == 3


def test_the_window_asks_for_it_first(monkeypatch) -> None:
    import genstudio.__main__ as main

    done: list[str] = []
    monkeypatch.setattr(heap, "share_one", lambda: done.append("heap"))
    monkeypatch.setattr(main, "_open", lambda wanted, new_window: done.append("window") or 0)
    assert main.app([]) == 0
    assert done == ["heap", "window"]
