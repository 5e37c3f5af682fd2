"""Running out of memory, whichever device says so."""

from __future__ import annotations

import gc

import torch

from genstudio.core.errors import UserError
from genstudio.core.language import tr

PHRASES = ("out of memory", "can't allocate memory", "failed to allocate")


def is_exhausted(error: BaseException) -> bool:
    """Say whether an error means that there was not enough memory."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and any(p in str(error).lower() for p in PHRASES)


def halved(size: int) -> int:
    """Return half a batch size; raise UserError where one image is already too much."""
    if size < 2:
        raise UserError(
            tr(
                "There is not enough memory for a single image: choose a smaller model, or "
                "close other programs."
            )
        )
    return size // 2


def release() -> None:
    """Give back what is no longer used; call it outside the handler, whose traceback holds on."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
