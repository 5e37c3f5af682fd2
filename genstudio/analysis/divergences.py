"""What two densities on a line have in common: V(D, G), D*, JSD, KL, by quadrature. In nats.

Densities p and q [N] at nodes whose weights w [N] make integrals of sums. Where nothing is, 0 log 0
counts as 0, and D* is not a number. Goodfellow et al., arXiv:1406.2661, section 4.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
NOTHING = 1e-12  # a density that counts as 0 where D rounds to 0 or 1
LOG4 = 2 * math.log(2)
SUPPORT = 0.01  # of p + q: where there is less, D says nothing that could be wrong
MISSING = 0.01  # of p's mass where q is 0: with more, KL(p || q) is told to be infinite


class Kl(NamedTuple):
    """KL(p || q) where q is not 0, and p's mass where it is: any at all makes the true one inf."""

    within: float
    missing: float

    @property
    def told(self) -> float:
        """The part that is finite where hardly any mass is missing, else infinity."""
        return self.within if self.missing <= MISSING else math.inf


def trapezoid(x: Array) -> Array:
    """Return the weights of the trapezoidal rule at ascending nodes [N]."""
    gaps = np.diff(x)
    weights = np.zeros(len(x))
    weights[:-1] += 0.5 * gaps
    weights[1:] += 0.5 * gaps
    return weights


def nodes(low: float, high: float, count: int, *more: Array) -> Array:
    """Return `count` even nodes and, of `more` places, those within, ascending, each once.

    `both_sides` of a jump among them have it cost nothing.
    """
    places = np.concatenate([np.linspace(low, high, count), *(np.atleast_1d(m) for m in more)])
    return np.unique(places[(places >= low) & (places <= high)])


def both_sides(breaks: Array) -> Array:
    """Return each place where a density jumps, and the numbers just below and above it."""
    breaks = np.asarray(breaks, np.float64)
    return np.concatenate([np.nextafter(breaks, -np.inf), breaks, np.nextafter(breaks, np.inf)])


def best_d(p: Array, q: Array) -> Array:
    """Return D* = p / (p + q), eq. 2; NaN where both are 0."""
    both = p + q
    return np.divide(p, both, out=np.full_like(both, np.nan), where=both > 0)


def value(p: Array, q: Array, d: Array, w: Array) -> float:
    """Return V(D, G) = E_p log D + E_q log(1 - D), eq. 1, for D in [0, 1]; it may be -inf."""
    return float(_mean_log(p, d, w) + _mean_log(q, 1 - d, w))


def value_of_logits(p: Array, q: Array, logits: Array, w: Array) -> float:
    """Return the same for D = 1 / (1 + exp(-a)), which rounds to 0 or 1 before a gets large."""
    log_d, log_not_d = -np.logaddexp(0, -logits), -np.logaddexp(0, logits)
    return float((w * (p * log_d + q * log_not_d)).sum())


def value_at_best(p: Array, q: Array, w: Array) -> float:
    """Return V(D*, G) = -log 4 + 2 JSD, Theorem 1."""
    return -LOG4 + 2 * jsd(p, q, w)


def jsd(p: Array, q: Array, w: Array) -> float:
    """Return the Jensen-Shannon divergence, in [0, log 2]."""
    found = 0.5 * sum(to_middle(p, q, w))
    return min(max(found, 0.0), math.log(2))  # quadrature may leave the range by its error


def to_middle(p: Array, q: Array, w: Array) -> tuple[float, float]:
    """Return KL(p || m) and KL(q || m) for m = (p + q) / 2, each in [0, log 2]."""
    middle = 0.5 * (p + q)
    return kl(p, middle, w).within, kl(q, middle, w).within


def kl(p: Array, q: Array, w: Array) -> Kl:
    """Return KL(p || q) and what is missing of q.

    `within` is the integral of p log(p / q) over the support of q.
    """
    there = (p > 0) & (q > 0)
    ratio = np.divide(p, q, out=np.ones_like(p), where=there)
    within = float((w * (p * np.log(ratio)))[there].sum())
    lost = float((w * p)[q <= 0].sum())
    return Kl(within, lost)


def sup_gap(d: Array, best: Array, p: Array, q: Array, least: float = SUPPORT) -> float:
    """Return sup |D - D*| where p + q > least; 0 where that is nowhere."""
    there = (p + q > least) & ~np.isnan(best)
    return float(np.abs(d - best)[there].max(initial=0.0))


def mean_under(f: Array, p: Array, q: Array, w: Array) -> float:
    """Return the mean of f under (p + q) / 2."""
    both = w * (p + q)
    total = both.sum()
    return float((both * f)[both > 0].sum() / total) if total > 0 else math.nan


def _mean_log(p: Array, d: Array, w: Array) -> float:
    there = p > NOTHING
    with np.errstate(divide="ignore"):
        return float((w[there] * p[there] * np.log(d[there])).sum())
