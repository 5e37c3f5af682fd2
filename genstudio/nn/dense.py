"""Fully connected networks between images and vectors."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from torch import nn

from genstudio.nn.layers import Linear

Activation = Callable[[], nn.Module]
Shape = tuple[int, int, int]


def mlp(sizes: list[int], activation: Activation, *, bias: bool = True) -> nn.Sequential:
    """Linear layers through the sizes given, an activation between each two.

    `bias` is the last layer's; two sizes make a purely linear map.
    """
    layers: list[nn.Module] = []
    for inputs, outputs in pairwise(sizes[:-1]):
        layers += [Linear(inputs, outputs), activation()]
    return nn.Sequential(*layers, Linear(sizes[-2], sizes[-1], bias=bias))


def from_images(shape: Shape, hidden: list[int], outputs: int, act: Activation) -> nn.Sequential:
    """Map images [B, *shape] to vectors [B, outputs] through hidden layers."""
    return nn.Sequential(nn.Flatten(), *mlp([math.prod(shape), *hidden, outputs], act))


def to_images(
    inputs: int, hidden: list[int], shape: Shape, act: Activation, *, bias: bool
) -> nn.Sequential:
    """Map vectors [B, inputs] to images [B, *shape]; `bias` is that of the last layer."""
    layers = mlp([inputs, *hidden, math.prod(shape)], act, bias=bias)
    return nn.Sequential(*layers, nn.Unflatten(1, shape))
