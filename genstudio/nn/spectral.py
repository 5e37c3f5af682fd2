"""Spectral normalisation (Miyato et al., arXiv:1802.05957): layers with a largest slope of 1.

Every weight, seen as a matrix, is divided by an estimate of its largest singular value:
u'Wv, with vectors that a power iteration carries on from one training move to the next.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from genstudio.nn.layers import Conv, Linear

AT_START = 15  # iterations, after which u and v fit the weights that were drawn
TINY = 1e-12


class Spectral(nn.Module):
    """A linear layer or a convolution with its weight over the weight's norm.

    u and v are buffers that change in `iterate` only: looking at a model, copying it and
    penalties that go through it twice leave them as they are.
    """

    u: Tensor
    v: Tensor

    def __init__(self, layer: Linear | Conv) -> None:
        super().__init__()
        layer.gain = layer.gain or 1.0  # a weight of zeros has no direction to start from
        self.layer = layer
        rows, columns = layer.weight.flatten(1).shape
        self.register_buffer("u", torch.zeros(rows))
        self.register_buffer("v", torch.zeros(columns))

    @property
    def weight(self) -> Tensor:
        """The weight as it is used."""
        return self.layer.weight / self.norm()

    def norm(self) -> Tensor:
        """Return the estimate of the largest singular value, differentiable in the weight."""
        return torch.dot(self.u, torch.mv(self.layer.weight.flatten(1), self.v)).clamp(min=TINY)

    @torch.no_grad()
    def iterate(self, times: int = 1) -> None:
        """Bring u and v closer to the leading singular vectors."""
        matrix = self.layer.weight.flatten(1)
        for _ in range(times):
            self.u.copy_(F.normalize(torch.mv(matrix, self.v), dim=0, eps=TINY))
            self.v.copy_(F.normalize(torch.mv(matrix.T, self.u), dim=0, eps=TINY))

    def forward(self, x: Tensor) -> Tensor:
        """Apply the layer."""
        layer = self.layer
        if isinstance(layer, Linear):
            return F.linear(x, self.weight, layer.bias)
        return layer._conv_forward(x, self.weight, layer.bias)


def wrap(network: nn.Module) -> None:
    """Put every linear layer and convolution inside a network into a Spectral."""
    for name, child in network.named_children():
        if isinstance(child, Linear | Conv):
            setattr(network, name, Spectral(child))
        else:
            wrap(child)


@torch.no_grad()
def start(network: nn.Module, noise: torch.Generator) -> None:
    """Draw every v, once the weights have been drawn, and let it settle."""
    for layer in layers(network):
        drawn = torch.randn(layer.v.shape, generator=noise, device=noise.device)
        layer.v.copy_(F.normalize(drawn, dim=0, eps=TINY))
        layer.iterate(AT_START)


def iterate(network: nn.Module) -> None:
    """Make one power iteration in every layer: once before each move of the network."""
    for layer in layers(network):
        layer.iterate()


def layers(network: nn.Module) -> list[Spectral]:
    """Return the normalised layers of a network."""
    return [m for m in network.modules() if isinstance(m, Spectral)]
