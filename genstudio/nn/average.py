"""A moving average of a network's weights, which gives better samples than the weights."""

from __future__ import annotations

from copy import deepcopy

import torch
from torch import Tensor, nn

RAMP = 0.05  # the half-life is never more than this share of the images seen so far


class Average(nn.Module):
    """An exponential moving average of a network (StyleGAN2-ADA's rule).

    Parameters are averaged; buffers are copied, for averaged weights over stale batch
    statistics give grey images. `network` is always in eval mode and needs no gradient.
    """

    seen: Tensor

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = deepcopy(network).eval().requires_grad_(False)
        self.register_buffer("seen", torch.zeros((), dtype=torch.int64))

    def train(self, mode: bool = True) -> Average:
        """Stay in eval mode, whatever the model around it does."""
        return super().train(False)

    @torch.no_grad()
    def follow(self, network: nn.Module, images: int, half_life: float) -> None:
        """Move towards `network`, which has learned from `images` more images.

        What is kept is reckoned on the device, so that the step can be captured as a whole.
        """
        rate = 1 - decay(images, self.seen, half_life)
        self.seen.add_(images)
        mine: list[Tensor] = list(self.network.parameters())
        theirs: list[Tensor] = [p.detach() for p in network.parameters()]
        torch._foreach_lerp_(mine, theirs, [rate] * len(mine))
        for own, other in zip(self.network.buffers(), network.buffers(), strict=True):
            own.copy_(other)


def decay(images: int, seen: Tensor, half_life: float) -> Tensor:
    """Return what is kept of the average: 0.5^(images/h) with h = min(half_life, RAMP * seen).

    `seen` is how many images came before; after none, nothing is kept.
    """
    h = (RAMP * seen.to(torch.float32)).clamp(max=half_life)
    return torch.exp2(-images / h)
