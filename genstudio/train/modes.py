"""What steps can be made of on this computer: compilers, and numbers of 16 bits."""

from __future__ import annotations

import logging
import os
import shutil

import torch

log = logging.getLogger(__name__)

COMPILERS = ("g++", "clang++", "c++")


def compiler() -> str | None:
    """Return the path of a C++ compiler, which torch.compile needs; None where there is none."""
    asked = os.environ.get("CXX")
    return next(filter(None, map(shutil.which, [asked, *COMPILERS] if asked else COMPILERS)), None)


def has_bf16(device: torch.device) -> bool:
    """Say whether the device multiplies bf16 in hardware: elsewhere it is slower than fp32."""
    if device.type == "cuda":
        return torch.cuda.get_device_capability(device) >= (8, 0)
    if device.type == "cpu":
        flags = torch.cpu.get_capabilities()
        return bool(flags.get("avx512_bf16") or flags.get("amx_bf16") or flags.get("amx_tile"))
    return False


def precision(asked: str, device: torch.device) -> torch.dtype:
    """Return the type that networks multiply in; auto is bf16 where the hardware has it."""
    if asked == "auto":
        return torch.bfloat16 if has_bf16(device) else torch.float32
    return torch.bfloat16 if asked == "bf16" else torch.float32


def mode(asked: str, device: torch.device) -> str:
    """Return how steps are made; what this computer cannot do becomes eager, with a line."""
    if asked == "auto":
        return "graph" if device.type == "cuda" else "eager"
    if asked == "graph" and device.type != "cuda":
        log.info("graphs need an NVIDIA GPU: steps are made operation by operation")
        return "eager"
    if asked == "compiled" and compiler() is None:
        log.info("no C++ compiler: steps are made operation by operation")
        return "eager"
    return asked
