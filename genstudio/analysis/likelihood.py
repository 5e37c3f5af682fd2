"""Bounds on, estimates of, and (for two latent dimensions) the exact value of log p(x).

    log p(x) = L(x) + KL(q(z|x) || p(z|x)),   L the ELBO             (1312.6114, eq. 1)
    L_k = E log (1/k) sum_i p(x, z_i) / q(z_i|x),  z_i ~ q,          (1509.00519, eq. 8)
    L = L_1 <= L_k <= L_{k+1} <= log p(x)

The prior is the standard normal. Everything is in nats per image, and `observed` is
what the model's `observe` made of the pixels: binarise a set once, then compare.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from genstudio.models import Encodes, Likelihood
from genstudio.objectives.elbo import kl_to_standard_normal, reparameterise

# Elements of one batch of decoded images: bounds the memory of every loop below.
BUDGET = 2**19
ACTIVE_VARIANCE = 0.01


class Bounded(Encodes, Likelihood, Protocol):
    """A model whose ELBO can be computed: it has q(z|x) and p(x|z)."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What `samples` draws a image say about log p(x); each field is [N], in nats."""

    elbo: Tensor
    reconstruction: Tensor
    kl: Tensor
    importance_weighted: Tensor


def log_normal(z: Tensor, mean: Tensor, logvar: Tensor) -> Tensor:
    """Return log N(z; mean, exp(logvar)) summed over the last axis."""
    square = (z - mean).square() * torch.exp(-logvar)
    return -0.5 * (math.log(2 * math.pi) + logvar + square).sum(-1)


def log_prior(z: Tensor) -> Tensor:
    """Return log N(z; 0, I) summed over the last axis."""
    return -0.5 * (math.log(2 * math.pi) + z.square()).sum(-1)


@torch.no_grad()
def bounds(model: Bounded, observed: Tensor, samples: int, noise: torch.Generator) -> Bounds:
    """Return ELBO, its two terms and L_k of each image, from the same k = `samples` draws.

    The ELBO is the lower-variance estimator: analytic KL, sampled reconstruction.
    """
    parts = [
        _bounds_of(model, observed[start:stop], samples, noise)
        for start, stop in _spans(len(observed), _rows(observed))
    ]
    return Bounds(*(torch.cat(column) for column in zip(*parts)))


def elbo_terms(
    model: Bounded, observed: Tensor, noise: torch.Generator, samples: int = 1
) -> dict[str, Tensor]:
    """Return `elbo`, `reconstruction` and `kl` of each image, [N] each: elbo = rec - kl."""
    found = bounds(model, observed, samples, noise)
    return {"elbo": found.elbo, "reconstruction": found.reconstruction, "kl": found.kl}


def importance_weighted(
    model: Bounded, observed: Tensor, samples: int, noise: torch.Generator
) -> Tensor:
    """Return L_k of each image, [N], with k = `samples`; k = 1 is a sampled ELBO."""
    return bounds(model, observed, samples, noise).importance_weighted


@torch.no_grad()
def active_units(model: Encodes, images: Tensor) -> int:
    """Count latent dimensions whose posterior mean varies by more than 0.01 over the images."""
    means = [model.encode(images[a:b])[0] for a, b in _spans(len(images), _rows(images))]
    if len(images) < 2:
        return 0
    return int((torch.cat(means).var(0) > ACTIVE_VARIANCE).sum())


def _bounds_of(
    model: Bounded, observed: Tensor, samples: int, noise: torch.Generator
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    mean, logvar = model.encode(observed)
    likelihood = torch.zeros(len(observed), dtype=torch.float64, device=observed.device)
    log_weights = torch.full_like(likelihood, -math.inf)
    for start, stop in _spans(samples, max(1, _rows(observed) // len(observed))):
        count = stop - start
        shape = (count, *mean.shape)
        epsilon = torch.randn(shape, generator=noise, device=noise.device).to(mean.device)
        z = reparameterise(mean, logvar, epsilon)
        rows = observed.expand(count, *observed.shape).reshape(-1, *observed.shape[1:])
        log_p = model.log_likelihood(rows, z.flatten(0, 1)).view(count, -1).double()
        log_w = log_p + log_prior(z).double() - log_normal(z, mean, logvar).double()
        likelihood += log_p.sum(0)
        log_weights = torch.logaddexp(log_weights, log_w.logsumexp(0))
    reconstruction = likelihood / samples
    kl = kl_to_standard_normal(mean, logvar).sum(1).double()
    return reconstruction - kl, reconstruction, kl, log_weights - math.log(samples)


# ------------------------------------------------------------- exact, for two dimensions


@dataclass(frozen=True, slots=True)
class GridPosterior:
    """p(z|x) on a square grid of 2-D codes: points [G, 2], log masses [N, G], log p(x) [N]."""

    points: Tensor
    step: float
    log_mass: Tensor
    log_evidence: Tensor


@torch.no_grad()
def grid_posterior(
    model: Bounded, observed: Tensor, step: float = 0.1, extent: float = 6.0
) -> GridPosterior:
    """Integrate over a grid of z in [-extent, extent]^2; the model must be two-dimensional.

    log p(x) = logsumexp_g [log p(x|z_g) + log p(z_g)] + 2 log step. The prior's mass
    outside 6 is e^-18; the step must be at most half the narrowest posterior's deviation.
    """
    if model.latent_dim != 2:
        raise ValueError(f"the grid is for 2 latent dimensions, not {model.latent_dim}")
    axis = torch.linspace(-extent, extent, round(2 * extent / step) + 1, dtype=torch.float64)
    points = torch.cartesian_prod(axis, axis)
    log_joint = torch.empty(len(observed), len(points), dtype=torch.float64)
    each = max(1, _rows(observed) // max(1, len(observed)))
    for start, stop in _spans(len(points), each):
        z = points[start:stop].to(observed.device, observed.dtype)
        rows = observed.repeat_interleave(len(z), 0)
        log_p = model.log_likelihood(rows, z.repeat(len(observed), 1)).view(len(observed), -1)
        log_joint[:, start:stop] = log_p.double().cpu()
    spacing = float(axis[1] - axis[0])
    log_joint += log_prior(points) + 2 * math.log(spacing)
    evidence = log_joint.logsumexp(1)
    return GridPosterior(points, spacing, log_joint - evidence[:, None], evidence)


def grid_log_likelihood(
    model: Bounded, observed: Tensor, step: float = 0.1, extent: float = 6.0
) -> Tensor:
    """Return log p(x) of each image, [N] float64, exact up to the grid's step."""
    return grid_posterior(model, observed, step, extent).log_evidence


@torch.no_grad()
def grid_kl(model: Bounded, observed: Tensor, grid: GridPosterior) -> tuple[Tensor, Tensor]:
    """Return KL(q(z|x) || p(z|x)) on the grid and q's mass there, [N] each.

    The KL equals log p(x) - ELBO. It is right where the mass is 1 within 1 %;
    otherwise the grid is too coarse, or too small, for q.
    """
    mean, logvar = (part.double().cpu() for part in model.encode(observed))
    log_q = log_normal(grid.points, mean[:, None], logvar[:, None]) + 2 * math.log(grid.step)
    q = log_q.exp()
    return (q * (log_q - grid.log_mass)).sum(1), q.sum(1)


def _rows(images: Tensor) -> int:
    return max(1, BUDGET // max(1, images[0].numel())) if len(images) else 1


def _spans(count: int, size: int) -> Iterator[tuple[int, int]]:
    for start in range(0, count, size):
        yield start, min(start + size, count)
