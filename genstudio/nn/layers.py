"""PyTorch's layers, with initial weights drawn from a given generator only.

A layer here is made without weights: making one leaves the global random state as it
was, and models can be made in several threads at once. `draw` gives them weights.
"""

from __future__ import annotations

import math
from typing import TypeVar

import torch
from torch import Tensor, nn


class Linear(nn.Linear):
    """A linear layer whose weights are undefined until `draw`."""

    gain = 1.0

    def reset_parameters(self) -> None:
        """Leave the weights to `draw`."""


class Conv(nn.Conv2d):
    """A convolution whose weights are undefined until `draw`."""

    gain = 1.0

    def reset_parameters(self) -> None:
        """Lay out the weights as ChannelsLast does images; `draw` gives them values."""
        _channels_last(self)


class TransposedConv(nn.ConvTranspose2d):
    """A transposed convolution whose weights are undefined until `draw`."""

    gain = 1.0

    def reset_parameters(self) -> None:
        """Lay out the weights as ChannelsLast does images; `draw` gives them values."""
        _channels_last(self)


Drawn = TypeVar("Drawn", Linear, Conv, TransposedConv)


def scaled(layer: Drawn, gain: float) -> Drawn:
    """Make the weights that `draw` will give to this layer `gain` times as large."""
    layer.gain = gain
    return layer


class ChannelsLast(nn.Module):
    """Lay out [B, C, H, W] with the channels innermost: convolutions on CPU are faster so."""

    def forward(self, x: Tensor) -> Tensor:
        """Return the same values in the other layout."""
        return x.contiguous(memory_format=torch.channels_last)


class Crop(nn.Module):
    """Cut images [B, C, H, W] to a height and a width, at the bottom and on the right."""

    def __init__(self, height: int, width: int) -> None:
        super().__init__()
        self.height, self.width = height, width

    def forward(self, x: Tensor) -> Tensor:
        """Return x[..., :height, :width]."""
        return x[..., : self.height, : self.width]


def _channels_last(layer: nn.Conv2d | nn.ConvTranspose2d) -> None:
    # Otherwise oneDNN lays them out anew in every pass, a sixth of a DCGAN's step.
    layer.weight.data = layer.weight.data.contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def draw(module: nn.Module, noise: torch.Generator) -> None:
    """Draw all weights of a network from U(-b, b) with b = gain / sqrt(inputs); biases are 0.

    `inputs` is how many values one output is a sum of. A gain of 1, which a layer has unless
    it is `scaled`, is the same scale as PyTorch's own.
    """
    for layer in module.modules():
        if isinstance(layer, Linear | Conv | TransposedConv):
            drawn = torch.rand(layer.weight.shape, generator=noise, device=noise.device)
            layer.weight.copy_((2 * drawn - 1) * (layer.gain / math.sqrt(_inputs(layer))))
            if layer.bias is not None:
                layer.bias.zero_()


def _inputs(layer: Linear | Conv | TransposedConv) -> float:
    if isinstance(layer, TransposedConv):
        # A kernel of k x k that moves by s pixels covers each output (k/s)^2 times.
        return layer.weight[:, 0].numel() / math.prod(layer.stride)
    return layer.weight[0].numel()
