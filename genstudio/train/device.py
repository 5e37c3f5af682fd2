"""Which device trains, and with how many threads."""

from __future__ import annotations

import os

import psutil
import torch

from genstudio.core.errors import UserError
from genstudio.core.language import mark, tr

SHARE = 0.5  # of a GPU's free memory that images may take
NAMES = {
    "cpu": mark("the processor"),
    "cuda": mark("an NVIDIA GPU"),
    "mps": mark("Apple's GPU"),
}


def available() -> list[str]:
    """List the kinds of device that can train here, the fastest first."""
    found = ["cuda"] if torch.cuda.is_available() else []
    found += ["mps"] if torch.backends.mps.is_available() else []
    return [*found, "cpu"]


def choose(name: str = "auto") -> torch.device:
    """Return the device of that name; `auto` is the fastest one there is.

    Raises UserError, saying what there is instead, where the computer has no such device.
    """
    found = available()
    if name == "auto":
        return torch.device(found[0])
    if name in found:
        return torch.device(name)
    if name not in NAMES:
        raise UserError(
            tr(
                "There is no device {name!r}; choose auto or {names}.",
                name=name,
                names=", ".join(NAMES),
            )
        )
    reason = tr("no such device answers on this computer")
    if name == "cuda" and torch.version.cuda is None:
        reason = tr(
            "this installation of torch was built without CUDA (the README says how to get it)"
        )
    raise UserError(
        tr(
            "The device {name} ({meaning}) was asked for, but {reason}: choose auto or {found}.",
            name=name,
            meaning=tr(NAMES[name]),
            reason=reason,
            found=", ".join(found),
        )
    )


def describe(device: torch.device) -> str:
    """Name a device and its memory, as people know them: "NVIDIA H100, 80 GB"."""
    if device.type == "cuda":
        properties = torch.cuda.get_device_properties(device)
        size = properties.total_memory / 2**30
        return tr("{name}, {size:.0f} GB", name=properties.name, size=size)
    memory = psutil.virtual_memory().total / 2**30
    if device.type == "mps":
        return tr("Apple GPU, {size:.0f} GB shared", size=memory)
    return tr("CPU, {cores} cores, {size:.0f} GB", cores=cores(), size=memory)


def place(asked: str, size: int, device: torch.device) -> torch.device:
    """Return where `size` bytes of images are kept: on the device, or on the host.

    `auto` is the device where they leave half of its free memory to the training.
    """
    if device.type != "cuda" or asked == "device":
        return device
    if asked == "auto" and size <= SHARE * torch.cuda.mem_get_info(device)[0]:
        return device
    return torch.device("cpu")


def cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(name: str = "WORLD_SIZE") -> int:
    """Return how many processes train together, as torchrun tells; LOCAL_WORLD_SIZE: here."""
    told = os.environ.get(name, "")
    return int(told) if told.isdecimal() and int(told) else 1


def threads(asked: int = 0) -> int:
    """Return the number of threads to compute with; 0 leaves one core to everybody else.

    One core too many is dearer than one too few: threads that wait for each other at
    every operation stand still whenever another program holds a core.
    """
    return asked or max(1, (cores() - 1) // processes("LOCAL_WORLD_SIZE"))


def set_threads(asked: int = 0) -> int:
    """Set and return the number of threads of the calling thread (OpenMP keeps it for each).

    From here on they take numbers below 1e-38 for 0: Adam's moments of weights that have
    no gradient for long (of pixels at the border) fall among them, where processors compute
    a hundred times slower. The threads that help this one have it from their start.
    """
    torch.set_flush_denormal(True)
    count = threads(asked)
    torch.set_num_threads(count)
    return count
