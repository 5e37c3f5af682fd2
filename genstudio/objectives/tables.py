"""log p(x|z) of every image with every z, as a table [N, G]: one matrix product each.

What an integral over z needs: the decoder sees each z once, and not once an image. `output` is
the decoder's, [G, C, H, W]; images are [N, C, H, W]; everything is in nats.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional as F

NEAR_HALF = 0.02  # of lambda, where the normaliser is taken from its series


def bernoulli(logits: Tensor, image: Tensor) -> Tensor:
    """sum_i [x_i a_i - softplus(a_i)] for logits a: X A^T minus a constant of each z."""
    a = logits.flatten(1)
    return image.flatten(1) @ a.T - F.softplus(a).sum(1)


def continuous_bernoulli(logits: Tensor, image: Tensor) -> Tensor:
    """The same with the log normaliser sum_i log C(sigmoid(a_i)) of each z (1907.06845)."""
    return bernoulli(logits, image) + log_normaliser(logits).flatten(1).sum(1)


def gaussian(mean: Tensor, image: Tensor, log_sigma: Tensor) -> Tensor:
    """-|x - m|^2 / (2 sigma^2) - D log sigma - (D/2) log 2 pi, the squares by a matrix product.

    `log_sigma` is one number for all pixels, or one a pixel ([C, H, W]). In float64: the squares
    are small differences of large numbers.
    """
    precise = torch.float32 if mean.device.type == "mps" else torch.float64
    centre = mean.mean(0)
    scale = log_sigma.to(precise).neg().exp()
    x = ((image.to(precise) - centre) * scale).flatten(1)
    m = ((mean.to(precise) - centre) * scale).flatten(1)
    squares = x.square().sum(1, keepdim=True) + m.square().sum(1) - 2 * x @ m.T
    pixels = m.shape[1]
    volume = log_sigma.to(precise).expand(mean.shape[1:]).sum()
    return -0.5 * squares.clamp(min=0) - volume - 0.5 * pixels * math.log(2 * math.pi)


def log_normaliser(logits: Tensor) -> Tensor:
    """Return log C(lambda), lambda = sigmoid(a): C = 2 artanh(1 - 2 lambda) / (1 - 2 lambda).

    In terms of the logit, C = a / tanh(a / 2); near a = 0 it is log 2 + a^2 / 12.
    """
    near = logits.abs() < 4 * NEAR_HALF
    safe = torch.where(near, torch.ones_like(logits), logits)
    far = safe.abs().log() - torch.tanh(safe.abs() / 2).log()
    return torch.where(near, math.log(2) + logits.square() / 12, far)
