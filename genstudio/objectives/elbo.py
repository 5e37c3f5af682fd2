"""Terms of the evidence lower bound (Kingma & Welling, arXiv:1312.6114), in nats.

log p(x) >= E_q[log p(x|z)] - KL(q(z|x) || p(z)). Sums over pixels and latent
dimensions, one value an example: a mean over either would change the balance of the two.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional as F

SIGMA_FLOOR = -6.0  # of log sigma: about half a grey level of 256


def reparameterise(mean: Tensor, logvar: Tensor, epsilon: Tensor) -> Tensor:
    """Return z = mean + exp(logvar / 2) * epsilon, through which gradients pass."""
    return torch.addcmul(mean, (0.5 * logvar).exp(), epsilon)


def kl_to_standard_normal(mean: Tensor, logvar: Tensor) -> Tensor:
    """KL(N(mean, exp(logvar)) || N(0, 1)) of each latent dimension, [B, d] (appendix B)."""
    return 0.5 * (mean.square() + logvar.exp() - 1 - logvar)


def free_bits(kl: Tensor, floor: float) -> Tensor:
    """Sum the batch's mean KL [B, d] over dimensions, each counted as at least `floor` nats.

    Of the batch's mean, not of each example (Kingma et al., arXiv:1606.04934).
    """
    return kl.mean(0).clamp(min=floor).sum()


def bernoulli_log_likelihood(logits: Tensor, x: Tensor) -> Tensor:
    """Return log p(x|z) of pixels x in {0, 1}, [B]; from logits, so it never takes log 0."""
    return -F.binary_cross_entropy_with_logits(logits, x, reduction="none").flatten(1).sum(1)


def gaussian_log_likelihood(mean: Tensor, x: Tensor, log_sigma: Tensor) -> Tensor:
    """Return log p(x|z) of pixels under N(mean, sigma^2) with one sigma for all, [B]."""
    squares = (x - mean).square().flatten(1)
    constant = squares.shape[1] * (log_sigma + 0.5 * math.log(2 * math.pi))
    return -0.5 * squares.sum(1) * (-2 * log_sigma).exp() - constant


def optimal_log_sigma(mean: Tensor, x: Tensor) -> Tensor:
    """Return the log of the sigma that makes x most likely, a scalar.

    sigma^2 is the mean squared error over the batch (Rybkin et al., arXiv:2006.13202).
    """
    return 0.5 * (x - mean).square().mean().clamp(min=1e-12).log()


def soft_floor(log_sigma: Tensor) -> Tensor:
    """Keep log sigma above SIGMA_FLOOR, smoothly, so that the density stays bounded."""
    return SIGMA_FLOOR + F.softplus(log_sigma - SIGMA_FLOOR)
