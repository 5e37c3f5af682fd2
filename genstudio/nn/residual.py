"""Residual networks between images of any size from 8 pixels on and vectors.

Blocks of two 3x3 convolutions whose sum with their input goes on (He et al.,
arXiv:1603.05027), without normalisation. As in R3GAN (arXiv:2501.05441) the last convolution
of every block starts at 0: a block starts as the identity, and a network is stable from the
first step however deep it is. Sizes are doubled by repeating pixels and halved by averaging
them, which leaves no checkerboard.
"""

from __future__ import annotations

import math
from itertools import pairwise

from torch import Tensor, nn

from genstudio.nn.conv import halvings
from genstudio.nn.dense import Activation, Shape
from genstudio.nn.layers import ChannelsLast, Conv, Crop, Linear, scaled

WIDEST = 4  # the coarse layers have at most this many times the finest one's channels
UNIT = math.sqrt(3)  # gain at which a layer passes on the size of its input: U(-b, b) has b^2/3


class Block(nn.Module):
    """x + f(x) at one size, with f(x) = 0 at the start."""

    def __init__(self, channels: int, act: Activation) -> None:
        super().__init__()
        self.residual = nn.Sequential(
            act(),
            scaled(Conv(channels, channels, 3, padding=1), UNIT),
            act(),
            scaled(Conv(channels, channels, 3, padding=1), 0.0),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Map [B, C, H, W] to the same shape."""
        out: Tensor = x + self.residual(x)
        return out


def from_images(shape: Shape, width: int, outputs: int, act: Activation) -> nn.Sequential:
    """Map images [B, *shape] to vectors [B, outputs].

    `width` channels at the full size, twice as many at each halving, up to WIDEST times.
    """
    sizes = halvings(*shape[1:])[::-1]
    layers: list[nn.Module] = [ChannelsLast(), scaled(Conv(shape[0], width, 3, padding=1), UNIT)]
    layers.append(Block(width, act))
    wide = width
    for level, (before, _) in enumerate(pairwise(sizes), 1):
        after = _channels(width, level)
        layers += [_halve(before), *_mix(wide, after), Block(after, act)]
        wide = after
    return nn.Sequential(*layers, act(), nn.Flatten(), Linear(wide * math.prod(sizes[-1]), outputs))


def to_images(
    inputs: int, width: int, shape: Shape, act: Activation, *, bias: bool
) -> nn.Sequential:
    """Map vectors [B, inputs] to images [B, *shape]; `bias` is that of the last layer.

    The mirror of `from_images`.
    """
    sizes = halvings(*shape[1:])
    wide = _channels(width, len(sizes) - 1)
    start = (wide, *sizes[0])
    layers: list[nn.Module] = [scaled(Linear(inputs, math.prod(start)), UNIT)]
    layers += [nn.Unflatten(1, start), ChannelsLast(), Block(wide, act)]
    for level, (before, size) in zip(range(len(sizes) - 2, -1, -1), pairwise(sizes), strict=True):
        after = _channels(width, level)
        # Mixed before they are doubled, channels cost a quarter.
        layers += [*_mix(wide, after), *_double(before, size), Block(after, act)]
        wide = after
    return nn.Sequential(*layers, act(), Conv(wide, shape[0], 3, padding=1, bias=bias))


def _channels(width: int, level: int) -> int:
    """Return the channels after `level` halvings."""
    return int(width * min(2**level, WIDEST))


def _mix(before: int, after: int) -> list[nn.Module]:
    return [] if before == after else [scaled(Conv(before, after, 1, bias=False), UNIT)]


def _halve(size: tuple[int, int]) -> nn.Module:
    """Average squares of 2 x 2; the last row or column of an odd size stands for itself."""
    return nn.AvgPool2d(2, ceil_mode=any(n % 2 for n in size))


def _double(before: tuple[int, int], after: tuple[int, int]) -> list[nn.Module]:
    exact = after == (2 * before[0], 2 * before[1])
    return [nn.Upsample(scale_factor=2), *([] if exact else [Crop(*after)])]
