"""Bounds of log p(x) (Kingma & Welling, arXiv:1312.6114; Burda et al., arXiv:1509.00519), in nats.

log p(x) >= E_q[log p(x|z)] - KL(q(z|x) || p(z)). Sums over latent dimensions, one value
an example: a mean over them would change the balance with the likelihood.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor


def reparameterise(mean: Tensor, logvar: Tensor, epsilon: Tensor) -> Tensor:
    """Return z = mean + exp(logvar / 2) * epsilon, through which gradients pass."""
    return torch.addcmul(mean, (0.5 * logvar).exp(), epsilon)


def kl_to_standard_normal(mean: Tensor, logvar: Tensor) -> Tensor:
    """KL(N(mean, exp(logvar)) || N(0, 1)) of each latent dimension, [B, d] (appendix B)."""
    return 0.5 * (mean.square() + logvar.exp() - 1 - logvar)


def log_ratio(z: Tensor, logvar: Tensor, epsilon: Tensor) -> Tensor:
    """Return log q(z|x) - log p(z) of z = mean + exp(logvar / 2) * epsilon, summed over the last.

    Its mean over epsilon is the KL. The density of q at z depends on epsilon and the variance
    alone, so gradients of this are those of the whole expression.
    """
    return 0.5 * (z.square() - epsilon.square() - logvar).sum(-1)


def importance_weighted(log_weights: Tensor) -> Tensor:
    """Return L_k = log (1/k) sum_i w_i of each example from log w_i [B, k], as [B].

    w = p(x, z) / q(z|x). Its gradient weighs those of log w_i by softmax(log w). With k = 1 it
    is the ELBO with a sampled KL; it grows with k, up to log p(x).
    """
    return log_weights.logsumexp(1) - math.log(log_weights.shape[1])


def free_bits(kl: Tensor, floor: float) -> Tensor:
    """Sum the batch's mean KL [d] over dimensions, each counted as at least `floor` nats.

    Of the batch's mean, not of each example (Kingma et al., arXiv:1606.04934).
    """
    return kl.clamp(min=floor).sum()


def distance_to_capacity(kl: Tensor, capacity: float | Tensor) -> Tensor:
    """Return |KL - C|, which holds the batch's mean KL at C nats (Burgess et al., 1804.03599)."""
    return (kl - capacity).abs()


def bits_per_dimension(log_likelihood: Tensor, dimensions: int, levels: int = 256) -> Tensor:
    """Return the bits a pixel's value costs, from the log density of dequantised images in nats.

    The density is that of (k + u) / levels in [0, 1], u ~ U[0, 1): a level is 1/levels wide, so
    its probability is the density's mean there, over `levels`. `dimensions` is C * H * W.
    """
    return -log_likelihood / (dimensions * math.log(2)) + math.log2(levels)
