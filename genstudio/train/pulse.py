"""A sign of life that each process gives the others, so that a silent one is noticed.

A process that is killed closes its connections, which the others notice at once. A
machine that hangs or loses the network does not: then only the silence tells.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from typing import Any

BEAT = 2.0  # seconds
SILENCE = 30.0  # seconds without a beat after which a process counts as lost
GRACE = 15.0  # seconds in which the loop may end by itself
TRY_AGAIN = 75  # exit code (EX_TEMPFAIL)
LEFT = b"left"


class Pulse:
    """Beats in a thread of its own; `lost` once another process has been silent for too long.

    With `hard` the process is ended then, where it does not end by itself: a computation
    on a GPU that waits for another machine cannot be interrupted.
    """

    def __init__(self, store: Any, rank: int, size: int, hard: bool = False) -> None:
        self.lost = False
        self._store = store.clone()  # a client of its own: the other one may be waiting
        self._names = [f"beat/{other}" for other in range(size)]
        self._rank, self._hard = rank, hard
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="pulse", daemon=True)
        self._thread.start()

    def sleep(self, seconds: float) -> None:
        """Wait, while the pulse goes on."""
        self._ended.wait(seconds)

    def stop(self) -> None:
        """Beat no more; the others know that it is no accident."""
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        with contextlib.suppress(RuntimeError):  # the store is on a machine that is gone
            if self._until_silence():
                return
        if not self._ended.is_set():
            self._give_up()

    def _until_silence(self) -> bool:
        """Beat and listen; return whether this process ended it and not the others' silence."""
        heard: dict[str, tuple[bytes, float]] = {}
        count = 0
        while not self._ended.wait(BEAT if count else 0):
            count += 1
            self._store.set(self._names[self._rank], str(count))
            if self._silent(heard):
                return False
        self._store.set(self._names[self._rank], LEFT)
        return True

    def _silent(self, heard: dict[str, tuple[bytes, float]]) -> bool:
        now = time.monotonic()
        for name in self._names:
            said = self._store.get(name) if self._store.check([name]) else b""
            if heard.get(name, (None, 0))[0] != said:
                heard[name] = said, now
        return any(said != LEFT and now - since > SILENCE for said, since in heard.values())

    def _give_up(self) -> None:
        self.lost = True
        if self._hard and not self._ended.wait(GRACE):
            print("genstudio: another process was lost", file=sys.stderr, flush=True)  # noqa: T201
            os._exit(TRY_AGAIN)
