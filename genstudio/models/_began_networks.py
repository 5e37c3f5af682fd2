"""BEGAN's networks: a decoder, which the generator is too, and an auto-encoder around another.

The paper's (arXiv:1703.10717, section 3.5 and figure 1), for any size from 8 pixels on: each
size is half the one above, rounded up, down to 8 pixels (4 for pictures of less than 32). Kernels
of 3 x 3 and ELU throughout, and no activation at either end: a tanh would saturate.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TypeVar

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from genstudio.models import Shape
from genstudio.nn.layers import ChannelsLast, Conv, Linear, scaled

COARSE, COARSE_SMALL, SMALL = 8, 4, 32  # pixels: where halving ends, for large and small pictures

Layer = TypeVar("Layer", Conv, Linear)


class Same(nn.Module):
    """Convolutions that keep size and channels, with ELU behind each.

    With a carry c, each gives c x + (1 - c) elu(conv(x)): the vanishing residual.
    """

    def __init__(self, channels: int, depth: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(_conv(channels, channels) for _ in range(depth))

    def forward(self, x: Tensor, carry: Tensor | None = None) -> Tensor:
        """Map [B, C, H, W] to as many values."""
        for layer in self.layers:
            made = F.elu(layer(x))
            x = made if carry is None else torch.lerp(made, x, carry.to(made.dtype))
        return x


class Decoder(nn.Module):
    """Maps h [B, inputs] to images [B, *shape] around [-1, 1], unbounded.

    With `skip` the first tensor h0 is enlarged and put beside the channels at every size.
    """

    def __init__(self, inputs: int, width: int, shape: Shape, depth: int, *, skip: bool) -> None:
        super().__init__()
        self.sizes = halvings(*shape[1:])
        self.skip = skip
        start = (width, *self.sizes[0])
        self.first = nn.Sequential(
            xavier(Linear(inputs, math.prod(start))), nn.Unflatten(1, start), ChannelsLast()
        )
        beside = 2 * width if skip else width
        self.joins = nn.ModuleList(_conv(beside, width) for _ in self.sizes[1:])
        # The convolution that takes in a size is the first of the `depth` that it has.
        counts = [depth, *(depth - 1 for _ in self.sizes[1:])]
        self.stages = nn.ModuleList(Same(width, count) for count in counts)
        self.last = _conv(width, shape[0])

    def forward(self, h: Tensor, carry: Tensor | None = None) -> Tensor:
        """Return images [B, C, H, W]; `carry` is that of the vanishing residual."""
        first = self.first(h)
        x = self.stages[0](first, carry)
        for size, join, stage in zip(self.sizes[1:], self.joins, self.stages[1:], strict=True):
            x = F.interpolate(x, size=size)
            if self.skip:
                x = torch.cat([x, F.interpolate(first, size=size)], 1)
            x = stage(F.elu(join(x)), carry)
        return self.last(x)


class Encoder(nn.Module):
    """Maps images [B, *shape] to codes [B, outputs]; the channels grow by n at every size."""

    def __init__(self, shape: Shape, width: int, outputs: int, depth: int) -> None:
        super().__init__()
        sizes = halvings(*shape[1:])
        widths = [width * (i + 1) for i in range(len(sizes))]
        self.layout = ChannelsLast()
        self.first = _conv(shape[0], width)
        self.stages = nn.ModuleList(Same(channels, depth) for channels in widths)
        self.halves = nn.ModuleList(_conv(a, b, stride=2) for a, b in pairwise(widths))
        self.last = xavier(Linear(widths[-1] * math.prod(sizes[0]), outputs))

    def forward(self, x: Tensor, carry: Tensor | None = None) -> Tensor:
        """Return codes [B, outputs]."""
        x = F.elu(self.first(self.layout(x)))
        for stage, half in zip(self.stages, self.halves, strict=False):
            x = F.elu(half(stage(x, carry)))
        return self.last(self.stages[-1](x, carry).flatten(1))


class Autoencoder(nn.Module):
    """The discriminator: it gives back what it is shown, real images better than others."""

    def __init__(self, shape: Shape, width: int, code: int, depth: int, *, skip: bool) -> None:
        super().__init__()
        self.encoder = Encoder(shape, width, code, depth)
        self.decoder = Decoder(code, width, shape, depth, skip=skip)

    def forward(self, x: Tensor, carry: Tensor | None = None) -> Tensor:
        """Return the reconstructions of images [B, C, H, W]."""
        return self.decoder(self.encoder(x, carry), carry)


def halvings(height: int, breadth: int) -> list[tuple[int, int]]:
    """List the sizes from the coarsest to the full one, each half the next, rounded up."""
    sizes = [(height, breadth)]
    coarsest = COARSE_SMALL if max(height, breadth) < SMALL else COARSE
    while max(sizes[0]) > coarsest:
        sizes.insert(0, ((sizes[0][0] + 1) // 2, (sizes[0][1] + 1) // 2))
    return sizes


def xavier(layer: Layer) -> Layer:
    """Make the weights that `draw` will give Glorot's: U(-b, b), b = sqrt(6 / (ins + outs)).

    PyTorch's own shrink the signal by about sqrt(3) a layer: without normalisation a generator
    then starts with the same picture for every z, and does not get away from there.
    """
    ins, outs = layer.weight[0].numel(), layer.weight[:, 0].numel()
    return scaled(layer, math.sqrt(6 * ins / (ins + outs)))


def start_at(network: Decoder, mean: Tensor) -> None:
    """Set the last layer's bias so that images start around the channels' means [C]."""
    bias = network.last.bias
    assert bias is not None
    with torch.no_grad():
        bias.copy_(mean)


def _conv(inputs: int, outputs: int, stride: int = 1) -> Conv:
    return xavier(Conv(inputs, outputs, 3, stride=stride, padding=1))
