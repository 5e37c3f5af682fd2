"""Calling the roll: which processes are there now, in a store that remembers earlier ones.

torchrun keeps one store for a launch, and starts its processes again when one has died
or a machine has come. What the former processes left there must not be taken for an
answer of the present ones.
"""

from __future__ import annotations

import json
import time
import uuid
from typing import Any

LOOK_EVERY = 0.02  # seconds
PATIENCE = 300.0  # seconds


def muster(store: Any, rank: int, size: int) -> str:
    """Return a name that is new, the same in all processes, and known to them alone.

    Each says who it is; the first makes a roll of all, anew whenever somebody else has come,
    until everyone has found itself on it. Raises RuntimeError where not all come.
    """
    me = uuid.uuid4().hex
    store.set(f"here/{rank}", me)
    begun = time.monotonic()
    roll: list[str] = []
    while time.monotonic() - begun < PATIENCE:
        if rank == 0:
            present = [_said(store, f"here/{other}") for other in range(size)]
            if present != roll:
                roll = present
                store.set("roll", json.dumps([uuid.uuid4().hex, *roll]))
        name = _answered(store, rank, me)
        if name and rank == 0 and all(store.check([f"{name}/{r}"]) for r in range(size)):
            store.set(f"{name}/all", "1")
        if name and store.check([f"{name}/all"]):
            return name
        time.sleep(LOOK_EVERY)
    raise RuntimeError(f"{size} processes were expected, and not all have come")


def _answered(store: Any, rank: int, me: str) -> str:
    """Answer the roll where this process is on it; return its name then."""
    told = _said(store, "roll")
    name, *roll = json.loads(told) if told else [""]
    if rank >= len(roll) or roll[rank] != me:
        return ""
    store.set(f"{name}/{rank}", "1")
    return str(name)


def _said(store: Any, key: str) -> str:
    return store.get(key).decode() if store.check([key]) else ""
