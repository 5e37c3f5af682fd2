"""What computes, in words."""

from __future__ import annotations

import importlib
import os
import sys
from functools import cache
from typing import Any


@cache
def probe() -> str:
    """Name the GPU that a run would get, or say that it is the CPU.

    Waking a GPU takes long: called first in the loader's thread.
    """
    importlib.import_module("psutil")
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        return str(torch.cuda.get_device_name())
    return f"CPU, {os.cpu_count() or 1} cores"


def describe(device: Any = None) -> str:
    """Name the device of a run and say how much memory is in use."""
    if device is not None and device.type == "cuda":
        torch = sys.modules["torch"]
        total = torch.cuda.get_device_properties(device).total_memory
        return f"{probe()} · {_size(torch.cuda.memory_allocated(device))} of {_size(total)}"
    name = "Apple GPU" if device is not None and device.type == "mps" else _known()
    # Another thread may be in the middle of importing it.
    process = getattr(sys.modules.get("psutil"), "Process", None)
    return name if process is None else f"{name} · {_size(process().memory_info().rss)}"


def _known() -> str:
    return probe() if probe.cache_info().currsize else f"CPU, {os.cpu_count() or 1} cores"


def _size(count: float) -> str:
    return f"{count / 2**30:.1f} GB" if count >= 2**30 else f"{count / 2**20:.0f} MB"
