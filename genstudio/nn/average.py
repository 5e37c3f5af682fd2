"""A moving average of a network's weights, which gives better samples than the weights."""

from __future__ import annotations

from copy import deepcopy

import torch
from torch import nn

RAMP = 0.05  # the half-life is never more than this share of the steps made so far


class Average(nn.Module):
    """An exponential moving average of a network (StyleGAN2-ADA's rule).

    Parameters are averaged; buffers are copied, for averaged weights over stale batch
    statistics give grey images. `network` is always in eval mode and needs no gradient.
    """

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = deepcopy(network).eval().requires_grad_(False)

    def train(self, mode: bool = True) -> Average:
        """Stay in eval mode, whatever the model around it does."""
        return super().train(False)

    @torch.no_grad()
    def follow(self, network: nn.Module, step: int, half_life: float) -> None:
        """Move towards `network`, of which `step` steps came before this one."""
        theirs = [p.detach() for p in network.parameters()]
        torch._foreach_lerp_(list(self.network.parameters()), theirs, 1 - decay(step, half_life))
        for mine, other in zip(self.network.buffers(), network.buffers(), strict=True):
            mine.copy_(other)


def decay(step: int, half_life: float) -> float:
    """Return what is kept of the average: 0.5^(1/h) with h = min(half_life, RAMP * step)."""
    h = min(half_life, RAMP * step)
    return 0.5 ** (1 / h) if h > 0 else 0.0
