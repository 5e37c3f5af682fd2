"""The networks of GAWWN (Reed et al., arXiv:1610.02454), which are told where the object is."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from genstudio.models import Shape
from genstudio.models._text_networks import TOLD, Pairs, Verdict, act, eyes, maps_from, ups
from genstudio.nn import conv, place
from genstudio.nn.layers import Conv, Linear, scaled
from genstudio.nn.residual import UNIT

READ = 8  # maps that the caption in its place is read into
LEVELS = 2  # doublings from the maps, in which the paths meet, to the picture


class BoxGenerator(nn.Module):
    """Draws into a box (section 3.1, figure 3): two paths that meet.

    The global path sees the caption where the box is, and nothing around it; the local one
    draws the maps of what is in the box, in a frame of its own, which are then put there.
    """

    def __init__(self, noise: int, embedding: int, width: int, shape: Shape) -> None:
        super().__init__()
        sizes = conv.halvings(*shape[1:])[-1 - LEVELS :]
        self.size, channels = sizes[0], 2 * width
        own = tuple(max(2, n // 2) for n in self.size)  # a box seldom is the whole picture
        self.told = nn.Sequential(scaled(Linear(embedding, width), UNIT), act())
        self.reader = nn.Sequential(Conv(width, READ, 3, padding=1), act(), nn.Flatten())
        inputs = noise + READ * math.prod(self.size)
        self.whole = maps_from(inputs, width, (channels, *self.size))
        self.local = maps_from(noise + embedding, width, (channels, own[0], own[1]))
        finer = [width] * (len(sizes) - 2)
        self.network = nn.Sequential(
            act(),
            scaled(Conv(2 * channels, channels, 3, padding=1), UNIT),
            *ups(channels, [*finer, shape[0]], sizes),
        )

    def forward(self, z: Tensor, phi: Tensor, box: Tensor) -> Tensor:
        """Draw images [B, *shape] in [-1, 1] with the object in the boxes [B, 4]."""
        told = self.told(phi)[:, :, None, None] * place.inside(box, *self.size)
        whole = self.whole(torch.cat([z, self.reader(told)], 1))
        local = place.put(self.local(torch.cat([z, phi], 1)), box, *self.size)
        drawn: Tensor = self.network(torch.cat([whole, local], 1)).tanh()
        return drawn


class BoxDiscriminator(nn.Module):
    """Says of an image, an embedding and a box whether they match: looks at all, and at the box.

    The local path cuts the box out of the maps, so that it sees the object at one size.
    """

    def __init__(self, shape: Shape, width: int, embedding: int) -> None:
        super().__init__()
        sizes = conv.halvings(*shape[1:])
        middle = len(sizes) - 1 - min(LEVELS, len(sizes) - 1)
        self.cut = max(sizes[middle]) // 2
        self.eyes, channels = eyes(shape[0], width, sizes[middle:])
        coarser, wide = eyes(channels, channels, sizes[: middle + 1])
        self.whole = coarser if middle else nn.Identity()
        self.told = nn.Sequential(scaled(Linear(embedding, TOLD), UNIT), act())
        self.near = nn.Sequential(Conv(channels, channels, 3, padding=1), act())
        self.verdict = Verdict(wide if middle else channels, sizes[0])
        self.local = Verdict(channels, (self.cut, self.cut))

    def forward(
        self, image: Tensor, phi: Tensor, box: Tensor, pairs: Pairs | None = None
    ) -> Tensor:
        """Return the logits [P] of images [N, *shape] with boxes [N, 4], and embeddings [M, e]."""
        maps, told = self.eyes(image), self.told(phi)
        near = self.near(place.cut(maps, box, self.cut))
        logits: Tensor = self.verdict(self.whole(maps), told, pairs) + self.local(near, told, pairs)
        return logits
