"""Differentiable augmentation of what a discriminator sees (DiffAugment, arXiv:2006.10738).

Images are in [-1, 1]. Real and generated ones are changed alike, in both players' moves, so
that the generator learns from its gradient through the changes and not to make them. With
a probability (adaptive augmentation, arXiv:2006.06676) each image meets each change or not.
"""

from __future__ import annotations

import torch
from torch import Tensor

from genstudio.nn.noise import uniform

SHIFT = 1 / 8  # of the side, at most
CUT = 1 / 2  # of the side
BRIGHTEST = 0.5  # added or taken away, at most
DRAWS = 7  # numbers an image: 3 of colour, 2 of the shift, 2 of the cut


def colour(x: Tensor, amounts: Tensor, gates: Tensor) -> Tensor:
    """Change brightness, saturation and contrast of images [B, C, H, W].

    `amounts` in [0, 1) and `gates` (0 or 1) are [B, 3]: x + U(-1/2, 1/2), then the distance
    from the pixel's grey times U(0, 2), then that from the image's mean times U(1/2, 3/2).
    """
    shift = (amounts - 0.5) * gates
    brightness, saturation, contrast = (s.view(-1, 1, 1, 1) for s in shift.unbind(1))
    x = x + 2 * BRIGHTEST * brightness
    if x.shape[1] > 1:
        grey = x.mean(1, keepdim=True)
        x = grey + (x - grey) * (1 + 2 * saturation)
    mean = x.mean((1, 2, 3), keepdim=True)
    return mean + (x - mean) * (1 + contrast)


def translation(x: Tensor, amounts: Tensor, gates: Tensor) -> Tensor:
    """Shift images [B, C, H, W] by whole pixels, up to 1/8 of the side; the edge is repeated.

    `amounts` in [0, 1) and `gates` are [B, 2]: down, and to the right. A shift is a product
    with a matrix of zeros and ones: exact, and its gradient is the shift back on any device.
    DiffAugment lets grey come in from outside; on a black or white ground a generator then
    learns to draw a grey rim, which nobody can tell from a shift.
    """
    down, right = (
        _shifts(a, g, side)
        for a, g, side in zip(amounts.unbind(1), gates.unbind(1), x.shape[2:], strict=True)
    )
    return down[:, None] @ x @ right[:, None].transpose(-1, -2)


def cutout(x: Tensor, amounts: Tensor, gates: Tensor) -> Tensor:
    """Set a rectangle of half the sides to 0, centred anywhere, in images [B, C, H, W].

    `amounts` in [0, 1) are [B, 2], `gates` [B].
    """
    rows, columns = (
        _inside(a, side) for a, side in zip(amounts.unbind(1), x.shape[2:], strict=True)
    )
    hole = rows[:, :, None] * columns[:, None, :] * gates[:, None, None]
    return x * (1 - hole[:, None])


def augment(x: Tensor, noise: torch.Generator, kind: str, probability: Tensor | None) -> Tensor:
    """Change images [B, C, H, W] by `translation`, or by `all` three kinds of changes.

    `probability`, a scalar on the device, is that of each change; None is always.
    """
    drawn = uniform(len(x), 2 * DRAWS, noise, x.device).to(x.dtype)
    amounts, chances = drawn.split(DRAWS, 1)
    gates = torch.ones_like(chances) if probability is None else (chances < probability).to(x.dtype)
    if kind == "all":
        x = colour(x, amounts[:, :3], gates[:, :3])
    # A shift is one change, down and to the right together.
    x = translation(x, amounts[:, 3:5], gates[:, 3:4].expand(-1, 2))
    if kind == "all":
        x = cutout(x, amounts[:, 5:7], gates[:, 5])
    return x


def _shifts(amounts: Tensor, gates: Tensor, side: int) -> Tensor:
    """Return matrices [B, side, side] that shift a column of pixels."""
    most = int(side * SHIFT + 0.5)
    shift = ((amounts * (2 * most + 1)).floor() - most) * gates
    place = torch.arange(side, device=amounts.device, dtype=amounts.dtype)
    source = (place - shift[:, None]).clamp(0, side - 1)  # of each place after the shift
    return (source[:, :, None] == place).to(amounts.dtype)


def _inside(amounts: Tensor, side: int) -> Tensor:
    """Return 1 where a pixel of a side is inside the cut, [B, side]."""
    size = int(side * CUT + 0.5)
    first = (amounts * (side + 1 - size % 2)).floor() - size // 2
    place = torch.arange(side, device=amounts.device, dtype=amounts.dtype)
    return ((place >= first[:, None]) & (place < first[:, None] + size)).to(amounts.dtype)
