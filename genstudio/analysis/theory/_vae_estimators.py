"""Two ways to estimate the gradient of E_q[log p(x|z)], and how much each of them scatters.

    pathwise (z = mu + sigma eps)  d/dmu = f'(z)           d/dsigma = f'(z) eps
    score function (REINFORCE)     d/dmu = f(z) eps/sigma  d/dsigma = f(z) (eps^2 - 1)/sigma

with f(z) = log p(x|z) (Kingma & Welling, 2.4; Williams 1992). Both are right in the mean; the
second knows nothing of f's slope. With the mean of f taken off (a baseline) it scatters less. The
ELBO's other part has its gradient in closed form, so it is left out of both.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.analysis.theory._vae_exact import Chosen, even

Values = NDArray[np.float64]
WAYS = ("pathwise", "score", "baseline")
BINS = 61
PIECE = 1000  # draws at a time


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """One draw through the graph z = mu + sigma eps -> log p(x|z), and the gradients back, [d].

    `to_mu` and `to_sigma` are those of the whole ELBO: what the KL adds is in them.
    """

    mu: Values
    sigma: Values
    eps: Values
    z: Values
    log_p: float
    to_z: Values
    to_mu: Values
    to_sigma: Values


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Gradients to mu and sigma of the first latent dimension, by `draws` samples of each way.

    Maps from a way of WAYS: `mean`, `error` (its standard error) and `variance` are [2], for mu
    and sigma; `counts` are histograms [2, BINS] over `edges` [2, BINS + 1], the outermost bins
    holding what is beyond. `exact` [2] is by quadrature.
    """

    step: int
    draws: int
    exact: Values
    mean: dict[str, Values]
    error: dict[str, Values]
    variance: dict[str, Values]
    edges: Values
    counts: dict[str, Values]

    def ratio(self, way: str, parameter: int = 0) -> float:
        """Return the variance of one way over that of the pathwise one; inf where that is 0."""
        own = float(self.variance["pathwise"][parameter])
        return float(self.variance[way][parameter]) / own if own > 0 else math.inf


def graph(chosen: Chosen, noise: torch.Generator) -> Graph:
    """Draw one eps and follow it to the ELBO and back."""
    eps = torch.randn(chosen.d, generator=noise, dtype=torch.float64)
    mu, sigma = chosen.mean, chosen.sd
    z = mu + sigma * eps
    log_p, slope = _slopes(chosen, z[None])
    to_z = slope[0]
    return Graph(
        mu.numpy(),
        sigma.numpy(),
        eps.numpy(),
        z.numpy(),
        float(log_p[0]),
        to_z.numpy(),
        (to_z - mu).numpy(),
        (to_z * eps - sigma + 1 / sigma).numpy(),
    )


def exact(chosen: Chosen) -> Values:
    """Return d/dmu and d/dsigma of E_q[log p(x|z)] for the first dimension, by quadrature."""
    nodes, weights = even(chosen.d)
    with torch.no_grad():
        f = chosen.log_likelihood(chosen.at(nodes)).numpy()
    first, sd = nodes[:, 0], float(chosen.sd[0])
    return np.array([weights @ (f * first), weights @ (f * (first**2 - 1))]) / sd


def draws(chosen: Chosen, count: int, noise: torch.Generator) -> Iterator[tuple[int, Values]]:
    """Draw in pieces; yield how many there are so far, and [2, 3] x n: parameter, way, draw."""
    kept: list[Values] = []
    done = 0
    while done < count:
        eps = torch.randn(min(PIECE, count - done), chosen.d, generator=noise, dtype=torch.float64)
        f, slope = _slopes(chosen, chosen.mean + chosen.sd * eps)
        e, sd, own = eps[:, 0], chosen.sd[0], slope[:, 0]
        # Each draw's baseline is the mean of the others: independent of it, so nothing is biased.
        rest = (f.sum() - f) / max(1, len(f) - 1)
        ways = [(own, own * e)]
        ways += [(w * e / sd, w * (e.square() - 1) / sd) for w in (f, f - rest)]
        kept.append(torch.stack([torch.stack(way) for way in ways], 1).numpy())
        done += len(f)
        yield done, np.concatenate(kept, 2)


def measure(chosen: Chosen, step: int, found: Values) -> Measured:
    """Say how gradients [2, 3, N] scatter around the exact one."""
    count = found.shape[2]
    variance = found.var(2, ddof=1)
    edges = np.stack([_edges(of[1]) for of in found])
    counts = np.stack(
        [
            [np.histogram(np.clip(way, e[0], e[-1]), e)[0] for way in of]
            for of, e in zip(found, edges)
        ]
    ).astype(np.float64)
    by = {way: index for index, way in enumerate(WAYS)}
    return Measured(
        step,
        count,
        exact(chosen),
        {way: found[:, i].mean(1) for way, i in by.items()},
        {way: np.sqrt(variance[:, i] / count) for way, i in by.items()},
        {way: variance[:, i] for way, i in by.items()},
        edges,
        {way: counts[:, i] for way, i in by.items()},
    )


def _edges(widest: Values) -> Values:
    """Return bins for all but the outermost two in a hundred of the way that scatters most."""
    low, high = np.percentile(widest, [1, 99])
    half = max(abs(low), abs(high), 1e-6)
    return np.linspace(-half, half, BINS + 1)


def _slopes(chosen: Chosen, z: Tensor) -> tuple[Tensor, Tensor]:
    """Return f(z) = log p(x|z), [n], and its gradient to z, [n, d]."""
    with torch.enable_grad():
        leaf = z.detach().requires_grad_(True)
        f = chosen.log_likelihood(leaf)
        (slope,) = torch.autograd.grad(f.sum(), leaf)
    return f.detach(), slope
