"""The importance-weighted bounds of one x, rising to log p(x) (Burda et al., arXiv:1509.00519).

    L_k = E[log (1/k) sum_i w_i],   w_i = p(x, z_i) / q(z_i|x),   z_i ~ q(z|x)

All of them from the same draws, in disjoint groups of k. Each k divides the next, so that a
larger group is made of smaller ones and, by Jensen, no bound can be below the one before it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from genstudio.analysis.likelihood import log_normal
from genstudio.analysis.theory._vae_exact import Chosen

Values = NDArray[np.float64]
KS = (1, 5, 10, 50, 100, 500, 1000)


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """L_k for each of `ks`, its standard error over the groups, in nats; from `draws` of z.

    `error` is nan where there is one group alone. `log_px` is exact, of the same step.
    """

    step: int
    draws: int
    ks: tuple[int, ...]
    bound: Values
    error: Values
    log_px: float


@torch.no_grad()
def log_weights(chosen: Chosen, count: int, noise: torch.Generator) -> Values:
    """Return log w of `count` draws from q, [count]."""
    eps = torch.randn(count, chosen.d, generator=noise, dtype=torch.float64)
    z = chosen.mean + chosen.sd * eps
    log_q = log_normal(z, chosen.mean, chosen.logvar)
    return chosen.joint(z.numpy()) - log_q.numpy()


def curve(weights: Values, step: int, log_px: float) -> Curve:
    """Return the bounds that log weights [S] give, of those k that S allows."""
    ks = tuple(k for k in KS if k <= len(weights))
    bounds, errors = [], []
    for k in ks:
        groups = weights[: len(weights) // k * k].reshape(-1, k)
        each = np.logaddexp.reduce(groups, 1) - math.log(k)
        bounds.append(float(each.mean()))
        several = len(each) > 1
        errors.append(float(each.std(ddof=1)) / math.sqrt(len(each)) if several else math.nan)
    return Curve(step, len(weights), ks, np.array(bounds), np.array(errors), log_px)
