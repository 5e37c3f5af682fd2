"""Convolutional networks between images of any size from 8 pixels on and vectors.

The shape of DCGAN (Radford et al., arXiv:1511.06434): strided convolutions down,
transposed ones up, no pooling, no hidden fully connected layer. Kernels of 4 at a
stride of 2 cover every pixel equally often, which avoids a checkerboard.
"""

from __future__ import annotations

import math
from itertools import pairwise

from torch import nn

from genstudio.nn.batch_norm import BatchNorm
from genstudio.nn.dense import Activation, Shape
from genstudio.nn.layers import ChannelsLast, Conv, Crop, Linear, TransposedConv

COARSEST = 7  # pixels: the size at which a network stops halving


def from_images(shape: Shape, width: int, outputs: int, act: Activation) -> nn.Sequential:
    """Map images [B, *shape] to vectors [B, outputs].

    `width` channels at half the size, twice as many at all coarser ones; images so small
    that they are halved once only get a further convolution.
    """
    channels, height, breadth = shape
    layers: list[nn.Module] = [ChannelsLast()]
    wide = width
    while max(height, breadth) > COARSEST and min(height, breadth) > 1:
        layers += [Conv(channels, wide, 4, stride=2, padding=1), act()]
        channels, wide = wide, 2 * width
        height, breadth = height // 2, breadth // 2
    if channels == width:
        layers += [Conv(channels, wide, 3, padding=1), act()]
    return nn.Sequential(*layers, nn.Flatten(), Linear(wide * height * breadth, outputs))


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

    The mirror of `from_images`; `normalise` puts batch normalisation after every hidden
    layer. Images that are doubled once only get a further convolution at their full size.
    """
    sizes = halvings(*shape[1:])
    channels = 2 * width
    start = (channels, *sizes[0])
    layers: list[nn.Module] = [Linear(inputs, math.prod(start)), nn.Unflatten(1, start)]
    layers += [ChannelsLast(), *_finish(channels, act, normalise=normalise)]
    small = len(sizes) == 2
    for before, size in pairwise(sizes if small else sizes[:-1]):
        after = width if size in sizes[-2:] else 2 * width
        layers += [
            *_double(channels, after, before, size),
            *_finish(after, act, normalise=normalise),
        ]
        channels = after
    if small:
        layers.append(Conv(channels, shape[0], 3, padding=1, bias=bias))
    else:
        layers += _double(channels, shape[0], *sizes[-2:], bias=bias)
    return nn.Sequential(*layers)


def halvings(height: int, breadth: int) -> list[tuple[int, int]]:
    """List the sizes from the coarsest to the full one, each at most twice the one before."""
    sizes = [(height, breadth)]
    while max(sizes[0]) > COARSEST:
        sizes.insert(0, ((sizes[0][0] + 1) // 2, (sizes[0][1] + 1) // 2))
    return sizes


def _double(
    inputs: int, outputs: int, before: tuple[int, int], after: tuple[int, int], *, bias: bool = True
) -> list[nn.Module]:
    """Double the size; cut off a row or a column where the size is odd."""
    layer = TransposedConv(inputs, outputs, 4, stride=2, padding=1, bias=bias)
    return [layer] if after == (2 * before[0], 2 * before[1]) else [layer, Crop(*after)]


def _finish(channels: int, act: Activation, *, normalise: bool) -> list[nn.Module]:
    return [BatchNorm(channels), act()] if normalise else [act()]
