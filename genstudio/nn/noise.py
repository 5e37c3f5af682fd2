"""Random numbers from a given generator, on the device where they are needed.

The first dimension is that of the examples. Where each of several processes has a share
of a batch, all draw for the whole batch and each takes its own rows: the numbers are
those of one process, and the generators stay together.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from genstudio.nn import across


def normal(count: int, size: int, noise: torch.Generator, device: torch.device) -> Tensor:
    """Draw [count, size] values of N(0, 1) from `noise`, on `device`."""
    return _draw(torch.randn, (count, size), noise, torch.float32).to(device)


def normal_like(x: Tensor, noise: torch.Generator) -> Tensor:
    """Draw values of N(0, 1) from `noise`, with the shape, type and device of `x`."""
    return _draw(torch.randn, x.shape, noise, x.dtype).to(x.device)


def uniform_like(x: Tensor, noise: torch.Generator) -> Tensor:
    """Draw values of U[0, 1) from `noise`, with the shape, type and device of `x`."""
    return _draw(torch.rand, x.shape, noise, x.dtype).to(x.device)


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


def _draw(
    function: Callable[..., Tensor],
    shape: tuple[int, ...],
    noise: torch.Generator,
    dtype: torch.dtype,
) -> Tensor:
    mine = across.share()
    if mine is None:
        return function(shape, generator=noise, device=noise.device, dtype=dtype)
    first, last, count = mine.rows(shape[0])
    whole = (count, *shape[1:])
    return function(whole, generator=noise, device=noise.device, dtype=dtype)[first:last]
