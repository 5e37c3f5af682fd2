"""Bounds on, estimates of, and (for two latent dimensions) the exact value of log p(x).

    log p(x) = L(x) + KL(q(z|x) || p(z|x)),   L the ELBO             (1312.6114, eq. 1)
    L_k = E log (1/k) sum_i p(x, z_i) / q(z_i|x),  z_i ~ q,          (1509.00519, eq. 8)
    L = L_1 <= L_k <= L_{k+1} <= log p(x)

The prior is the standard normal. Everything is in nats per image, and `observed` is
what the model's `observe` made of the pixels: binarise a set once, then compare.
`label` [N] is for conditional models alone: then all of it is given the label.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from genstudio.analysis.progress import Progress, silent
from genstudio.models import Encodes, Likelihood
from genstudio.objectives.elbo import kl_to_standard_normal, reparameterise

# Elements of one batch of decoded images: bounds the memory of every loop below.
BUDGET = 2**19
WEIGHTS = 2**22  # log weights held at once
ACTIVE_VARIANCE = 0.01


class Bounded(Encodes, Likelihood, Protocol):
    """A model whose ELBO can be computed: it has q(z|x) and p(x|z)."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What `samples` draws an image say about log p(x); each field is [N] float64, in nats.

    `variance` is that of one draw's log p(x|z): the ELBO's sampling error is
    sqrt(variance / samples). `chain` maps k to L_k, ascending, all from the same draws: L_k is
    the mean over disjoint groups of k, so where each k divides the next it cannot fall.
    """

    elbo: Tensor
    reconstruction: Tensor
    kl: Tensor
    variance: Tensor
    chain: dict[int, Tensor]

    @property
    def importance_weighted(self) -> Tensor:
        """L_k for the largest k, which is the tightest of the bounds."""
        return self.chain[max(self.chain)]


def log_normal(z: Tensor, mean: Tensor, logvar: Tensor) -> Tensor:
    """Return log N(z; mean, exp(logvar)) summed over the last axis."""
    square = (z - mean).square() * torch.exp(-logvar)
    return -0.5 * (math.log(2 * math.pi) + logvar + square).sum(-1)


def log_prior(z: Tensor) -> Tensor:
    """Return log N(z; 0, I) summed over the last axis."""
    return -0.5 * (math.log(2 * math.pi) + z.square()).sum(-1)


@torch.no_grad()
def bounds(
    model: Bounded,
    observed: Tensor,
    samples: int,
    noise: torch.Generator,
    label: Tensor | None = None,
    ks: Iterable[int] = (),
    progress: Progress = silent,
) -> Bounds:
    """Return the ELBO, its two terms, and L_k of each image, from one pass of `samples` draws.

    The ELBO is the lower-variance estimator: analytic KL, sampled reconstruction. `ks` are
    the bounds wanted besides L_samples; those above `samples` are left out.
    """
    wanted = sorted({k for k in ks if k < samples} | {samples})
    size = max(1, min(_rows(observed), WEIGHTS // samples))
    parts = []
    for start, stop in spans(len(observed), size):
        own = None if label is None else label[start:stop]
        parts.append(_bounds_of(model, observed[start:stop], samples, noise, own, wanted))
        progress(stop, len(observed))
    if not parts:
        raise ValueError("there are no images")
    elbo, reconstruction, kl, variance = (
        torch.cat(column) for column in zip(*(p[:4] for p in parts))
    )
    chain = {k: torch.cat([part[4][k] for part in parts]) for k in wanted}
    return Bounds(elbo, reconstruction, kl, variance, chain)


def elbo_terms(
    model: Bounded,
    observed: Tensor,
    noise: torch.Generator,
    samples: int = 1,
    label: Tensor | None = None,
) -> dict[str, Tensor]:
    """Return `elbo`, `reconstruction` and `kl` of each image, [N] each: elbo = rec - kl."""
    found = bounds(model, observed, samples, noise, label)
    return {"elbo": found.elbo, "reconstruction": found.reconstruction, "kl": found.kl}


def importance_weighted(
    model: Bounded,
    observed: Tensor,
    samples: int,
    noise: torch.Generator,
    label: Tensor | None = None,
) -> Tensor:
    """Return L_k of each image, [N], with k = `samples`; k = 1 is a sampled ELBO."""
    return bounds(model, observed, samples, noise, label).importance_weighted


@torch.no_grad()
def encoded(model: Encodes, images: Tensor, label: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Return means and log-variances of q(z|x), [N, d] each, in chunks."""
    pairs = [
        torch.stack(model.encode(images[a:b], *given(None if label is None else label[a:b])))
        for a, b in spans(len(images), _rows(images))
    ]
    mean, logvar = torch.cat(pairs, 1)
    return mean, logvar


def active_units(model: Encodes, images: Tensor, label: Tensor | None = None) -> int:
    """Count latent dimensions whose posterior mean varies by more than 0.01 over the images."""
    return count_active(encoded(model, images, label)[0]) if len(images) else 0


def count_active(mean: Tensor) -> int:
    """Count the columns of posterior means [N, d] with a variance above 0.01 (1509.00519)."""
    return int((mean.var(0) > ACTIVE_VARIANCE).sum()) if len(mean) > 1 else 0


def given(label: Tensor | None) -> tuple[Tensor, ...]:
    """Return the label as further arguments: none for a model without labels."""
    return () if label is None else (label,)


def spans(count: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the (start, stop) of consecutive parts of `size`, the last one shorter."""
    for start in range(0, count, size):
        yield start, min(start + size, count)


def _bounds_of(
    model: Bounded,
    observed: Tensor,
    samples: int,
    noise: torch.Generator,
    label: Tensor | None,
    ks: list[int],
) -> tuple[Tensor, Tensor, Tensor, Tensor, dict[int, Tensor]]:
    mean, logvar = model.encode(observed, *given(label))
    shape = samples, len(observed)
    log_p = torch.empty(shape, dtype=torch.float64, device=observed.device)
    log_w = torch.empty_like(log_p)
    for start, stop in spans(samples, max(1, _rows(observed) // len(observed))):
        count = stop - start
        epsilon = torch.randn((count, *mean.shape), generator=noise, device=noise.device)
        z = reparameterise(mean, logvar, epsilon.to(mean.device))
        rows = observed.expand(count, *observed.shape).reshape(-1, *observed.shape[1:])
        labels = None if label is None else label.repeat(count)
        found = model.log_likelihood(rows, z.flatten(0, 1), *given(labels)).view(count, -1)
        log_p[start:stop] = found.double()
        log_w[start:stop] = log_p[start:stop] + log_prior(z) - log_normal(z, mean, logvar)
    kl = kl_to_standard_normal(mean, logvar).sum(1).double()
    variance = log_p.var(0) if samples > 1 else torch.full_like(kl, math.nan)
    reconstruction = log_p.mean(0)
    chain = {k: _group_bound(log_w, k) for k in ks}
    return reconstruction - kl, reconstruction, kl, variance, chain


def _group_bound(log_weights: Tensor, k: int) -> Tensor:
    """Average the log of the mean weight over disjoint groups of k draws: [S, N] to [N]."""
    groups = len(log_weights) // k
    grouped = log_weights[: groups * k].view(groups, k, -1)
    return (grouped.logsumexp(1) - math.log(k)).mean(0)


def _rows(images: Tensor) -> int:
    return max(1, BUDGET // max(1, images[0].numel())) if len(images) else 1
