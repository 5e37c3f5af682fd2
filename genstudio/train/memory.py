"""Running out of memory, whichever device says so."""

from __future__ import annotations

import gc

import torch

PHRASES = ("out of memory", "can't allocate memory", "failed to allocate")


def is_exhausted(error: BaseException) -> bool:
    """Say whether an error means that there was not enough memory."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and any(p in str(error).lower() for p in PHRASES)


def release() -> None:
    """Give back what is no longer used; call it outside the handler, whose traceback holds on."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
