"""Labels as networks take them: one number a class, none of them where a label is unknown."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from genstudio.nn.dense import Shape
from genstudio.nn.layers import Linear
from genstudio.nn.noise import uniform_like

UNKNOWN = -1


def one_hot(label: Tensor | None, classes: int, like: Tensor) -> Tensor:
    """Return [B, classes] with a 1 at each label; rows of zeros where it is -1 (or None).

    B, type and device are those of `like`.
    """
    if label is None:
        return like.new_zeros(len(like), classes)
    places = torch.arange(classes, device=like.device)
    return (label.to(like.device)[:, None] == places).to(like.dtype)


def hide(label: Tensor | None, rate: float, noise: torch.Generator) -> Tensor | None:
    """Make labels [B] unknown with probability `rate`, so that a model learns to do without."""
    if label is None or rate == 0:
        return label
    hidden = uniform_like(label.to(torch.float32), noise) < rate
    return label.masked_fill(hidden, UNKNOWN)


class Beside(nn.Module):
    """A network of vectors that takes the one-hot label as further inputs, at the end."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor, hot: Tensor) -> Tensor:
        """Map x [B, ...], flattened, and the label [B, classes]."""
        return self.network(torch.cat([x.flatten(1), hot], 1))


class Plane(nn.Module):
    """A network of images that takes the label as a further channel, a learned one a class.

    One plane and not one a class: the cost does not grow with the number of classes.
    """

    def __init__(self, network: nn.Module, shape: Shape, classes: int) -> None:
        super().__init__()
        self.size = shape[1:]
        self.plane = Linear(classes, math.prod(self.size), bias=False)
        self.network = network

    def forward(self, x: Tensor, hot: Tensor) -> Tensor:
        """Map images [B, C, H, W], made [B, C + 1, H, W] with the label's plane."""
        plane = self.plane(hot).unflatten(1, (1, *self.size))
        return self.network(torch.cat([x, plane], 1))
