"""How large a model is."""

from __future__ import annotations

from typing import Any

from torch import nn


def parameters(model: nn.Module) -> int:
    """Return how many numbers were learned, or solved for at once where nobody moves step by step.

    A family without a player (probabilistic PCA) keeps what it solved for in buffers.
    """
    able: Any = model
    learned = model.parameters() if able.players else model.state_dict().values()
    return sum(tensor.numel() for tensor in learned)
