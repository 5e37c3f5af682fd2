"""Convolutional networks between images of any size from 8 pixels on and vectors.

The shape of DCGAN (Radford et al., arXiv:1511.06434): strided convolutions down,
transposed ones up, no pooling, no hidden fully connected layer. Kernels of 4 at a
stride of 2 cover every pixel equally often, which avoids a checkerboard.
"""

from __future__ import annotations

import math
from itertools import pairwise

from torch import nn

from genstudio.nn.dense import Activation, Shape
from genstudio.nn.layers import Conv, Crop, Linear, TransposedConv

COARSEST = 7  # pixels: the size at which a network stops halving


def from_images(shape: Shape, width: int, outputs: int, act: Activation) -> nn.Sequential:
    """Map images [B, *shape] to vectors [B, outputs].

    `width` channels at half the size, twice as many at all coarser ones.
    """
    channels, height, breadth = shape
    layers: list[nn.Module] = []
    wide = width
    while max(height, breadth) > COARSEST:
        layers += [Conv(channels, wide, 4, stride=2, padding=1), act()]
        channels, wide = wide, 2 * width
        height, breadth = height // 2, breadth // 2
    layers += [Conv(channels, 2 * width, 3, padding=1), act(), nn.Flatten()]
    return nn.Sequential(*layers, Linear(2 * width * height * breadth, outputs))


def to_images(
    inputs: int,
    width: int,
    shape: Shape,
    act: Activation,
    *,
    bias: bool,
    normalise: bool = False,
) -> nn.Sequential:
    """Map vectors [B, inputs] to images [B, *shape]; `bias` is that of the last layer.

    Twice `width` channels at the coarse sizes, `width` at half the size, and half of it
    at the full size (small images keep `width`: it costs little). `normalise` puts batch
    normalisation after every hidden layer.
    """
    sizes = _sizes(*shape[1:])
    channels = 2 * width
    start = (channels, *sizes[0])
    layers: list[nn.Module] = [Linear(inputs, math.prod(start)), nn.Unflatten(1, start)]
    layers += _finish(channels, act, normalise=normalise)
    for level, (before, size) in enumerate(pairwise(sizes), start=2 - len(sizes)):
        after = min(2 * width, _finest(width, shape) * 2**-level)
        layers.append(TransposedConv(channels, after, 4, stride=2, padding=1))
        if size != (2 * before[0], 2 * before[1]):
            layers.append(Crop(*size))
        layers += _finish(after, act, normalise=normalise)
        channels = after
    return nn.Sequential(*layers, Conv(channels, shape[0], 3, padding=1, bias=bias))


def _sizes(height: int, breadth: int) -> list[tuple[int, int]]:
    """List the sizes from the coarsest to the full one, each at most twice the one before."""
    sizes = [(height, breadth)]
    while max(sizes[0]) > COARSEST:
        sizes.insert(0, ((sizes[0][0] + 1) // 2, (sizes[0][1] + 1) // 2))
    return sizes


def _finest(width: int, shape: Shape) -> int:
    return width if max(shape[1:]) <= 16 else max(1, width // 2)


def _finish(channels: int, act: Activation, *, normalise: bool) -> list[nn.Module]:
    return [nn.BatchNorm2d(channels), act()] if normalise else [act()]
