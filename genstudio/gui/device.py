"""What computes, in words."""

from __future__ import annotations

import importlib
import os
import sys
from functools import cache
from typing import Any

from genstudio.core.language import tr


@cache
def probe() -> str:
    """Name the GPU that a run would get; an empty text where the CPU computes.

    Waking a GPU takes long: called first in the loader's thread.
    """
    importlib.import_module("psutil")
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        return str(torch.cuda.get_device_name())
    return ""


def describe(device: Any = None) -> str:
    """Name the device of a run and say how much memory is in use."""
    if device is not None and device.type == "cuda":
        torch = sys.modules["torch"]
        total = torch.cuda.get_device_properties(device).total_memory
        used = _size(torch.cuda.memory_allocated(device))
        return tr("{gpu} · {used} of {total}", gpu=probe(), used=used, total=_size(total))
    name = tr("Apple GPU") if device is not None and device.type == "mps" else _known()
    # Another thread may be in the middle of importing it.
    process = getattr(sys.modules.get("psutil"), "Process", None)
    return name if process is None else f"{name} · {_size(process().memory_info().rss)}"


def _known() -> str:
    name = probe() if probe.cache_info().currsize else ""
    return name or _cpu()


def _cpu() -> str:
    return tr("CPU, %n core(s)", "", os.cpu_count() or 1)


def _size(count: float) -> str:
    if count >= 2**30:
        return tr("{size:.1f} GB", size=count / 2**30)
    return tr("{size:.0f} MB", size=count / 2**20)
