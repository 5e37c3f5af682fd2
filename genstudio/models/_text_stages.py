"""The generators of StackGAN (Zhang et al., arXiv:1612.03242): a sketch, and what refines it."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from genstudio.models import Shape
from genstudio.models._text_networks import Size, act, beside, maps_from, ups
from genstudio.nn.layers import ChannelsLast, Conv, Linear, TransposedConv, scaled
from genstudio.nn.residual import UNIT, Block
from genstudio.objectives.matching import LOG_SIGMA

SMALLEST = 8  # side of a sketch that is read at half its size
STEEPEST = 0.98  # of a sketch's pixels: the slope of tanh is 0 at 1


class Augmentation(nn.Module):
    """Conditioning augmentation (section 3.2): c = mean + sigma * epsilon, of an embedding.

    A plain linear layer for log sigma, which the reference code's LeakyReLU keeps from
    falling.
    """

    def __init__(self, embedding: int, size: int) -> None:
        super().__init__()
        self.layer = Linear(embedding, 2 * size)

    def forward(self, phi: Tensor) -> tuple[Tensor, Tensor]:
        """Return the mean and log sigma, [B, size] each."""
        mean, log_sigma = self.layer(phi).chunk(2, 1)
        return mean, log_sigma.clamp(*LOG_SIGMA)


class Sketcher(nn.Module):
    """Stage I: noise and a caption to a small image (section 3.3)."""

    def __init__(
        self, noise: int, condition: int, embedding: int, width: int, shape: Shape
    ) -> None:
        super().__init__()
        self.augmentation = Augmentation(embedding, condition)
        self.network = maps_from(noise + condition, width, shape)

    def forward(self, z: Tensor, epsilon: Tensor, phi: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return images in [-1, 1], and the mean and log sigma of the condition."""
        mean, log_sigma = self.augmentation(phi)
        c = mean + log_sigma.exp() * epsilon
        return self.network(torch.cat([z, c], 1)).tanh(), mean, log_sigma


class Refiner(nn.Module):
    """Stage II: a sketch and its caption to the whole image (section 3.4). No further noise.

    What it adds to the enlarged sketch is 0 at the start: it never has to learn to copy.
    """

    def __init__(
        self, condition: int, embedding: int, width: int, shape: Shape, coarse: Shape
    ) -> None:
        super().__init__()
        self.size = shape[1:]
        sizes = between((coarse[1], coarse[2]), self.size)
        halve = min(coarse[1:]) >= SMALLEST
        if halve:
            sizes.insert(0, ((coarse[1] + 1) // 2, (coarse[2] + 1) // 2))
        wide = 2 * width
        self.augmentation = Augmentation(embedding, condition)
        kernel, stride = (4, 2) if halve else (3, 1)
        pad = [n % 2 if halve else 0 for n in coarse[1:]]
        self.reader = nn.Sequential(
            ChannelsLast(),
            nn.ZeroPad2d((0, pad[1], 0, pad[0])),
            scaled(Conv(shape[0], wide, kernel, stride=stride, padding=1), UNIT),
            act(),
        )
        self.mix = scaled(Conv(wide + condition, wide, 3, padding=1), UNIT)
        finer = [width] * (len(sizes) - 2)
        self.network = nn.Sequential(
            Block(wide, act),
            Block(wide, act),
            *ups(wide, [*finer, shape[0]], sizes),
        )
        for layer in self.network.modules():
            if isinstance(layer, TransposedConv) and layer.out_channels == shape[0]:
                scaled(layer, 0.0)

    def forward(
        self, sketch: Tensor, epsilon: Tensor, phi: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return images in [-1, 1], and the mean and log sigma of the condition."""
        mean, log_sigma = self.augmentation(phi)
        c = mean + log_sigma.exp() * epsilon
        details = self.network(self.mix(beside(self.reader(sketch), c)))
        return (enlarged(sketch, self.size).atanh() + details).tanh(), mean, log_sigma


def between(coarse: Size, size: Size) -> list[Size]:
    """List the sizes from a sketch's to the image's, each at most twice the one before."""
    sizes = [size]
    while sizes[0] != coarse:
        sizes.insert(0, ((sizes[0][0] + 1) // 2, (sizes[0][1] + 1) // 2))
    return sizes


def enlarged(sketch: Tensor, size: tuple[int, int]) -> Tensor:
    """Return images in [-1, 1] by a bilinear filter at another size, none quite at the ends."""
    large = F.interpolate(sketch, size, mode="bilinear", align_corners=False)
    return large.clamp(-STEEPEST, STEEPEST)
