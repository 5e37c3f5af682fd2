"""CycleGAN's networks (arXiv:1703.10593, appendix 7.2): a translator and a judge of patches.

Both take images of any size: there is no layer that knows how large they are. Instance
normalisation (arXiv:1607.08022) has neither weights nor running statistics, so that an image
is translated the same alone and in a batch, in training and later.
"""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional as F

from genstudio.nn.layers import ChannelsLast, Conv

MULTIPLE = 4  # a translator halves twice
EPSILON = 1e-5
SLOPE = 0.2  # of the judge's activations below 0


class InstanceNorm(nn.Module):
    """Bring each channel of each image to mean 0 and variance 1."""

    def forward(self, x: Tensor) -> Tensor:
        """Map [B, C, H, W] to the same shape."""
        return F.instance_norm(x, eps=EPSILON)


class Mirrored(nn.Module):
    """A convolution at whose borders the image is mirrored: zeros would draw a frame."""

    def __init__(self, inputs: int, outputs: int, kernel: int) -> None:
        super().__init__()
        self.pad = kernel // 2
        self.conv = Conv(inputs, outputs, kernel)

    def forward(self, x: Tensor) -> Tensor:
        """Map [B, inputs, H, W] to [B, outputs, H, W]."""
        out: Tensor = self.conv(F.pad(x, (self.pad,) * 4, "reflect"))
        return out


class Residual(nn.Module):
    """x + f(x) with two convolutions of 3 x 3; nothing follows the sum."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            Mirrored(channels, channels, 3),
            InstanceNorm(),
            nn.ReLU(),
            Mirrored(channels, channels, 3),
            InstanceNorm(),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Map [B, C, H, W] to the same shape."""
        out: Tensor = x + self.layers(x)
        return out


class Translator(nn.Module):
    """c7s1-w, d2w, d4w, R4w a block, u2w, uw, c7s1-C, tanh; [-1, 1] to [-1, 1].

    Sizes that are no multiple of 4 are filled up by mirroring, and the rest is cut off again.
    Doubling repeats pixels before a convolution: transposed ones leave a checkerboard.
    """

    def __init__(self, channels: int, width: int, blocks: int) -> None:
        super().__init__()
        layers: list[nn.Module] = [ChannelsLast(), *_whole(channels, width, 7)]
        for wide in (width, 2 * width):
            layers += [Conv(wide, 2 * wide, 3, stride=2, padding=1), InstanceNorm(), nn.ReLU()]
        layers += [Residual(4 * width) for _ in range(blocks)]
        for wide in (4 * width, 2 * width):
            layers += [nn.Upsample(scale_factor=2), *_whole(wide, wide // 2, 3)]
        self.layers = nn.Sequential(*layers, Mirrored(width, channels, 7), nn.Tanh())

    def forward(self, x: Tensor) -> Tensor:
        """Map images [B, C, H, W] to the same shape."""
        height, width = x.shape[-2:]
        below, right = -height % MULTIPLE, -width % MULTIPLE
        if below or right:
            x = F.pad(x, (0, right, 0, below), "reflect")
        out: Tensor = self.layers(x)
        return out[..., :height, :width]


def judge(channels: int, width: int, layers: int) -> nn.Sequential:
    """PatchGAN: `layers` halvings, then two convolutions at the last size, to [B, 1, h, w].

    Kernels of 4; channels double at each layer, up to 8 times `width`; the first layer is not
    normalised (Isola et al., arXiv:1611.07004, appendix 6.1.2).
    """
    found: list[nn.Module] = [ChannelsLast()]
    found += [Conv(channels, width, 4, stride=2, padding=1), nn.LeakyReLU(SLOPE)]
    before = width
    for layer in range(1, layers + 1):
        wide = width * min(2**layer, 8)
        stride = 2 if layer < layers else 1
        found += [Conv(before, wide, 4, stride=stride, padding=1), InstanceNorm()]
        found.append(nn.LeakyReLU(SLOPE))
        before = wide
    return nn.Sequential(*found, Conv(before, 1, 4, padding=1))


def receptive_field(layers: int) -> int:
    """Return the side of the patch that one value of a judge's map is about, in pixels."""
    side = 4 + 3  # the last convolution and the one before, which move pixel by pixel
    for _ in range(layers):
        side = 2 * side + 2  # a kernel of 4 that moves by 2
    return side


def smallest(layers: int) -> int:
    """Return the shorter side in pixels from which on a judge's map has a value."""
    return int(3 * 2**layers)


def _whole(inputs: int, outputs: int, kernel: int) -> list[nn.Module]:
    return [Mirrored(inputs, outputs, kernel), InstanceNorm(), nn.ReLU()]
