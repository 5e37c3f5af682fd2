"""Networks that draw from embeddings of captions, and that say whether a picture matches one."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from genstudio.models import Shape
from genstudio.nn import conv
from genstudio.nn.layers import ChannelsLast, Conv, Crop, Linear, TransposedConv, scaled
from genstudio.nn.residual import UNIT

act = partial(nn.LeakyReLU, 0.2)
TOLD = 64  # numbers that a caption's embedding becomes before it meets a picture's maps
Size = tuple[int, int]
Pairs = tuple[Tensor, Tensor]  # numbers of images and of texts, [P] each


class Generator(nn.Module):
    """Noise [B, n] and embeddings [B, e] to images [B, *shape] in [-1, 1] (1605.05396)."""

    def __init__(self, noise: int, embedding: int, width: int, shape: Shape) -> None:
        super().__init__()
        self.network = maps_from(noise + embedding, width, shape)

    def forward(self, z: Tensor, phi: Tensor) -> Tensor:
        """Draw."""
        drawn: Tensor = self.network(torch.cat([z, phi], 1)).tanh()
        return drawn


class Discriminator(nn.Module):
    """Says of pairs of an image and an embedding whether they are real and match (1605.05396).

    The embedding meets every cell of the image's coarsest maps. The maps, and what they and the
    embedding are multiplied with, are found once for all the pairs that each is in.
    """

    def __init__(self, shape: Shape, width: int, embedding: int) -> None:
        super().__init__()
        sizes = conv.halvings(*shape[1:])
        self.eyes, channels = eyes(shape[0], width, sizes)
        self.told = nn.Sequential(scaled(Linear(embedding, TOLD), UNIT), act())
        self.verdict = Verdict(channels, sizes[0])

    def forward(self, image: Tensor, phi: Tensor, pairs: Pairs | None = None) -> Tensor:
        """Return the logits [P] of images [N, *shape] and embeddings [M, e]; `pairs` says which."""
        return self.verdict(self.eyes(image), self.told(phi), pairs)


class Verdict(nn.Module):
    """A 1x1 convolution over an image's maps with a text's numbers beside them, and a logit.

    The convolution is the sum of one over the maps and of a product with the text's numbers, so
    that neither is computed anew for each pair.
    """

    def __init__(self, channels: int, size: Size) -> None:
        super().__init__()
        self.seen = scaled(Conv(channels, channels, 1), UNIT)
        self.said = scaled(Linear(TOLD, channels, bias=False), UNIT)
        self.last = Linear(channels * math.prod(size), 1)

    def forward(self, maps: Tensor, told: Tensor, pairs: Pairs | None) -> Tensor:
        """Return the logits [P] of maps [N, channels, *size] and texts [M, TOLD]."""
        seen, said = self.seen(maps), self.said(told)
        if pairs is not None:
            seen, said = seen.index_select(0, pairs[0]), said.index_select(0, pairs[1])
        hidden = F.leaky_relu(seen + said[:, :, None, None], 0.2)
        logits: Tensor = self.last(hidden.flatten(1)).squeeze(1)
        return logits


def maps_from(inputs: int, width: int, shape: Shape) -> nn.Sequential:
    """Map vectors [B, inputs] to [B, *shape]; of at most 7 x 7, in a layer and a convolution."""
    if len(conv.halvings(*shape[1:])) > 1:
        return conv.to_images(inputs, width, shape, act, bias=True)
    start = (2 * width, *shape[1:])
    return nn.Sequential(
        Linear(inputs, math.prod(start)),
        nn.Unflatten(1, start),
        ChannelsLast(),
        act(),
        Conv(2 * width, shape[0], 3, padding=1),
    )


def eyes(channels: int, width: int, sizes: list[Size]) -> tuple[nn.Sequential, int]:
    """Return what turns images of the last of some sizes into maps of the first, and how many.

    `width` channels at half the size, twice as many at all coarser ones.
    """
    layers: list[nn.Module] = [ChannelsLast()]
    after = width
    if len(sizes) == 1:
        layers += [Conv(channels, width, 3, padding=1), act()]
        return nn.Sequential(*layers), width
    for size, smaller in pairwise(sizes[::-1]):
        odd = tuple(n % 2 for n in size)  # its last row or column: padded, for `ups` cuts it off
        layers += [nn.ZeroPad2d((0, odd[1], 0, odd[0]))] if any(odd) else []
        layers += [Conv(channels, after, 4, stride=2, padding=1), act()]
        assert smaller == ((size[0] + 1) // 2, (size[1] + 1) // 2)
        channels, after = after, 2 * width if size == sizes[-1] else 2 * after
    return nn.Sequential(*layers), channels


def ups(channels: int, outputs: list[int], sizes: list[Size]) -> list[nn.Module]:
    """Return layers from maps of the first of some sizes to those of the last."""
    layers: list[nn.Module] = []
    for after, (before, size) in zip(outputs, pairwise(sizes), strict=True):
        layers += [act(), TransposedConv(channels, after, 4, stride=2, padding=1)]
        layers += [] if size == (2 * before[0], 2 * before[1]) else [Crop(*size)]
        channels = after
    return layers


def beside(maps: Tensor, told: Tensor) -> Tensor:
    """Put a vector [B, c] beside every cell of maps [B, C, h, w], [B, C + c, h, w]."""
    spread = told[:, :, None, None].expand(-1, -1, *maps.shape[2:])
    return torch.cat([maps, spread], 1)
