"""What the program runs on, in plain values: for the About window and for bug reports."""

from __future__ import annotations

import os
import platform
import sys
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

import genstudio
from genstudio.core import paths

LIBRARIES = ("PySide6-Essentials", "torch", "numpy", "pyqtgraph", "scikit-learn", "pillow")
DRIVER = Path("/proc/driver/nvidia/version")
CARDS = Path("/proc/driver/nvidia/gpus")
PROCESSOR = Path("/proc/cpuinfo")


def versions() -> dict[str, str]:
    """Return the versions of the program, of Python and of the larger libraries."""
    found = {"genstudio": genstudio.__version__, "Python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def system() -> dict[str, Any]:
    """Return the operating system, the processor and the memory (GB)."""
    import psutil

    return {
        "system": operating_system(),
        "kernel": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
        "processor": processor(),
        "cores": psutil.cpu_count(logical=False) or os.cpu_count() or 1,
        "threads": os.cpu_count() or 1,
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "frozen": bool(getattr(sys, "frozen", False)),
        "program": sys.executable or "",
    }


def operating_system() -> str:
    """Name the system as people do: "Debian GNU/Linux 12 (bookworm)", "Windows 11"."""
    if sys.platform == "linux":
        try:
            return platform.freedesktop_os_release()["PRETTY_NAME"]
        except (OSError, KeyError):
            return "Linux"
    if sys.platform == "darwin":
        return f"macOS {platform.mac_ver()[0]}"
    return f"{platform.system()} {platform.release()}"


def processor() -> str:
    """Return the processor's name."""
    try:
        lines = PROCESSOR.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()


def engine(torch: ModuleType | None) -> dict[str, Any]:
    """Return what torch says about itself and the GPUs (memory in GB); {} without torch.

    Waking a GPU takes long: not for the thread of a window.
    """
    if torch is None:
        return {}
    cuda = torch.version.cuda
    found: dict[str, Any] = {
        "version": str(torch.__version__),
        "build": f"CUDA {cuda}" if cuda else "CPU",
        "cuda_available": bool(torch.cuda.is_available()),
        "threads": torch.get_num_threads(),
        "gpus": [],
        "driver": driver(),
    }
    if found["cuda_available"]:
        for index in range(torch.cuda.device_count()):
            card = torch.cuda.get_device_properties(index)
            memory = round(card.total_memory / 2**30, 1)
            found["gpus"].append({"name": card.name, "memory_gb": memory})
    if torch.backends.mps.is_available():
        found["gpus"].append({"name": "Apple GPU", "memory_gb": None})
    return found


def driver() -> str:
    """Return the version of the NVIDIA driver; nothing where there is none, or not on Linux."""
    try:
        words = DRIVER.read_text(encoding="utf-8", errors="replace").split("\n")[0].split()
    except OSError:
        return ""
    return next((word for word in words if word[:1].isdigit() and "." in word), "")


def cards() -> list[str]:
    """Name the NVIDIA GPUs as the kernel's driver knows them: without torch, and at once."""
    found = []
    for file in sorted(CARDS.glob("*/information")):
        try:
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:  # one that is just being taken away
            continue
        found += [line.partition(":")[2].strip() for line in lines if line.startswith("Model:")]
    return found


def missing_packages() -> list[str]:
    """Return the packages of system libraries that a window needs and that are missing (Linux)."""
    if sys.platform != "linux":
        return []
    from genstudio.core import libraries

    return libraries.missing()


def folders() -> dict[str, Path]:
    """Return where the program keeps things."""
    return {
        "runs": paths.runs_dir(),
        "settings": paths.config_dir(),
        "cache": paths.cache_dir(),
        "logs": paths.state_dir(),
    }
