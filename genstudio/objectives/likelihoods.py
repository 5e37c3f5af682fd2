"""log p(x|z) of pixels given the decoder's output, and what goes with each, in nats.

Sums over pixels, one value an example. `output` is [B, C, H, W]: logits for the Bernoulli
distributions, means for the Gaussian.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from genstudio.objectives.fusing import fusible
from genstudio.objectives.tables import log_normaliser

SIGMA_FLOOR = -6.0  # of log sigma: about half a grey level of 256
NEAR = 0.5  # of a logit: where the continuous Bernoulli's mean is taken from its series


@fusible
def bernoulli(logits: Tensor, x: Tensor) -> Tensor:
    """Return log p(x|z) of pixels x in {0, 1}, [B]; from logits, so it never takes log 0."""
    return -F.binary_cross_entropy_with_logits(logits, x, reduction="none").flatten(1).sum(1)


def continuous_bernoulli(logits: Tensor, x: Tensor) -> Tensor:
    """Return the log density of pixels x in [0, 1], [B] (Loaiza-Ganem & Cunningham, 1907.06845).

    C(lambda) lambda^x (1 - lambda)^(1 - x) with lambda = sigmoid(logit): without the
    normaliser C, cross-entropy on grey pixels is no likelihood.
    """
    return bernoulli(logits, x) + log_normaliser(logits).flatten(1).sum(1)


def continuous_bernoulli_mean(logits: Tensor) -> Tensor:
    """Return E[x] = 1/2 + 1/(2 tanh(a/2)) - 1/a for logits a; it is not sigmoid(a)."""
    near = logits.abs() < NEAR
    safe = torch.where(near, torch.ones_like(logits), logits)
    far = 0.5 + 0.5 / torch.tanh(safe / 2) - 1 / safe
    series = 0.5 + logits / 12 - logits**3 / 720 + logits**5 / 30240
    return torch.where(near, series, far)


def continuous_bernoulli_quantile(logits: Tensor, u: Tensor) -> Tensor:
    """Return the x in [0, 1] below which a share u of the mass lies: u ~ U[0, 1) draws from it.

    x = log(1 + u (e^a - 1)) / a for negative logits a; the others are their mirror image.
    """
    a = -logits.abs()
    near = a > -1e-3
    safe = torch.where(near, torch.full_like(a, -1.0), a)
    flip = logits > 0
    u = torch.where(flip, 1 - u, u)
    share = (u * torch.expm1(safe)).clamp(min=-1 + torch.finfo(a.dtype).eps)
    x = torch.where(near, u, torch.log1p(share) / safe)
    return torch.where(flip, 1 - x, x).clamp(0, 1)


@fusible
def gaussian(mean: Tensor, x: Tensor, log_sigma: Tensor) -> Tensor:
    """Return log p(x|z) of pixels under N(mean, sigma^2), [B].

    `log_sigma` is one number for all pixels, or one a pixel position, [C, H, W].
    """
    z = (x - mean) * (-log_sigma).exp()
    pixels = mean[0].numel()
    volume = log_sigma.sum() * (pixels / log_sigma.numel())
    return -0.5 * z.square().flatten(1).sum(1) - volume - 0.5 * pixels * math.log(2 * math.pi)


def squared_error(mean: Tensor, x: Tensor) -> Tensor:
    """Return each example's squared error, averaged over its pixels, [B]."""
    return (x - mean).square().flatten(1).mean(1)


def optimal_log_sigma(squared_error: Tensor) -> Tensor:
    """Return the log of the sigma that makes a batch most likely, from its mean squared error.

    sigma^2 is that mean, over pixels and examples (Rybkin et al., arXiv:2006.13202).
    """
    return 0.5 * squared_error.clamp(min=1e-12).log()


def soft_floor(log_sigma: Tensor) -> Tensor:
    """Keep log sigma above SIGMA_FLOOR, smoothly, so that the density stays bounded."""
    return SIGMA_FLOOR + F.softplus(log_sigma - SIGMA_FLOOR)
