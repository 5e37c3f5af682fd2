"""Random numbers from a given generator, on the device where they are needed.

The first dimension is that of the examples. Where each of several processes has a share
of a batch, all draw for the whole batch and each takes its own rows: the numbers are
those of one process, and the generators stay together.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor

from genstudio.nn import across


def normal(count: int, size: int, noise: torch.Generator, device: torch.device) -> Tensor:
    """Draw [count, size] values of N(0, 1) from `noise`, on `device`."""
    return _draw(torch.randn, (count, size), noise, torch.float32).to(device)


def uniform(count: int, size: int, noise: torch.Generator, device: torch.device) -> Tensor:
    """Draw [count, size] values of U[0, 1) from `noise`, on `device`."""
    return _draw(torch.rand, (count, size), noise, torch.float32).to(device)


def normal_like(x: Tensor, noise: torch.Generator) -> Tensor:
    """Draw values of N(0, 1) from `noise`, with the shape, type and device of `x`."""
    return _draw(torch.randn, x.shape, noise, x.dtype).to(x.device)


def uniform_like(x: Tensor, noise: torch.Generator) -> Tensor:
    """Draw values of U[0, 1) from `noise`, with the shape, type and device of `x`."""
    return _draw(torch.rand, x.shape, noise, x.dtype).to(x.device)


def binarise(probability: Tensor, noise: torch.Generator) -> Tensor:
    """Draw 0 or 1 for each value in [0, 1], which is the probability of a 1.

    On the processor, of the nearest multiple of 2^-16, which is 1 or 0 exactly for 1 and 0.
    """
    u = _sixteen_bits(probability, noise)
    # Numbers at once: a tensor of booleans on the way costs the CPU ten times as much.
    return torch.lt(u, probability.detach(), out=torch.empty_like(u))


def dequantise(image: Tensor, noise: torch.Generator) -> Tensor:
    """Spread 256 grey levels k/255 evenly over [0, 1): (k + u) / 256 with u ~ U[0, 1).

    Without it a density can grow without bound on pixels that never change.
    """
    return uniform_like(image, noise).add_(image, alpha=255).div_(256)


def drop(x: Tensor, rate: float, noise: torch.Generator) -> Tensor:
    """Set values to 0 with probability `rate` and scale up the rest (inverted dropout).

    On the processor, with the nearest multiple of 2^-16 for a probability.
    """
    if rate == 0:
        return x
    u = _sixteen_bits(x, noise)
    return x * torch.ge(u, rate, out=torch.empty_like(u)).div_(1 - rate)


def _sixteen_bits(x: Tensor, noise: torch.Generator) -> Tensor:
    """Draw values evenly from the 2^16 centres of equal parts of [0, 1], of the shape of `x`.

    The CPU's generator gives four of them for the price of half a float32: an eighth. What
    they are compared with counts as rounded to 16 bits. A GPU draws whole floats.
    """
    if noise.device.type != "cpu" or x.dtype != torch.float32:
        return uniform_like(x, noise)
    return _draw(_bits, x.shape, noise, torch.float32).to(x.device)


def _bits(
    shape: tuple[int, ...], *, generator: torch.Generator, device: torch.device, dtype: torch.dtype
) -> Tensor:
    count = math.prod(shape)
    words = torch.empty(-(-count // 4), dtype=torch.int64)
    signed = words.random_(-(2**63), None, generator=generator).view(torch.int16)[:count]
    return signed.view(shape).to(dtype).mul_(2**-16).add_(0.5 + 2**-17)


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
