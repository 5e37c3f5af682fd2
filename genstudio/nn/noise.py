"""Random numbers from a given generator, on the device where they are needed."""

from __future__ import annotations

import torch
from torch import Tensor


def normal(count: int, size: int, noise: torch.Generator, device: torch.device) -> Tensor:
    """Draw [count, size] values of N(0, 1) from `noise`, on `device`."""
    return torch.randn(count, size, generator=noise, device=noise.device).to(device)


def normal_like(x: Tensor, noise: torch.Generator) -> Tensor:
    """Draw values of N(0, 1) from `noise`, with the shape, type and device of `x`."""
    drawn = torch.randn(x.shape, generator=noise, device=noise.device, dtype=x.dtype)
    return drawn.to(x.device)


def uniform_like(x: Tensor, noise: torch.Generator) -> Tensor:
    """Draw values of U[0, 1) from `noise`, with the shape, type and device of `x`."""
    drawn = torch.rand(x.shape, generator=noise, device=noise.device, dtype=x.dtype)
    return drawn.to(x.device)


def binarise(probability: Tensor, noise: torch.Generator) -> Tensor:
    """Draw 0 or 1 for each value in [0, 1], which is the probability of a 1."""
    return (uniform_like(probability, noise) < probability).to(probability.dtype)


def dequantise(image: Tensor, noise: torch.Generator) -> Tensor:
    """Spread 256 grey levels k/255 evenly over [0, 1): (k + u) / 256 with u ~ U[0, 1).

    Without it a density can grow without bound on pixels that never change.
    """
    return (image * 255 + uniform_like(image, noise)) / 256


def drop(x: Tensor, rate: float, noise: torch.Generator) -> Tensor:
    """Set values to 0 with probability `rate` and scale up the rest (inverted dropout)."""
    if rate == 0:
        return x
    return x * (uniform_like(x, noise) >= rate) / (1 - rate)
