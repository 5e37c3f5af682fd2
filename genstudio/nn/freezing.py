"""Networks that a loss passes through without learning from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from torch import nn


@contextmanager
def frozen(network: nn.Module) -> Iterator[None]:
    """Build a graph through a network without gradients for its own weights."""
    network.requires_grad_(False)
    try:
        yield
    finally:
        network.requires_grad_(True)
