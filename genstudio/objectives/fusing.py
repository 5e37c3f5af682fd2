"""Pure functions of tensors that a compiler may fuse into one pass through memory.

They draw no noise, change nothing, and give the same numbers fused as not. While a thread
trains, whoever makes its steps may put something else in the place of such functions.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import Any

from torch import Tensor

Function = Callable[..., Tensor]
Instead = Callable[[Function, tuple[Any, ...]], Tensor]
_here = threading.local()


def fusible(function: Function) -> Function:
    """Mark a pure function of tensors, one value an example."""

    @functools.wraps(function)
    def call(*given: Any) -> Tensor:
        instead: Instead | None = getattr(_here, "instead", None)
        return function(*given) if instead is None else instead(function, given)

    return call


def replace(instead: Instead | None) -> None:
    """Let this thread's calls of fusible functions go to `instead`; None ends it."""
    _here.instead = instead
