"""Logistic regression: how sure a linear boundary in the latent space is of each code.

log p(y | x) - log p(1 - y | x) = w x + b, and w has a normal prior of variance 1 a direction (in
units of the codes' deviation), so that groups that a plane separates have finite weights.
Newton's method (Bishop, PRML 4.3.3); steps that would raise the loss are halved.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

STEPS = 50  # far more than it takes: steps square the error
HALVINGS = 30
CLOSE = 1e-10  # of the loss, as a share: no better


def log_odds(codes: ArrayLike, holds: ArrayLike) -> Floats:
    """Return the log-odds [N] that each of the codes [N, d] has what `holds` [N] says.

    They are fitted to these very codes; where all or none of them hold, all are alike.
    """
    x, y = np.asarray(codes, np.float64), np.asarray(holds, np.float64)
    if y.min() == y.max():
        return np.zeros(len(x))
    design = np.c_[(x - x.mean(0)) / max(float(x.std(0).mean()), 1e-12), np.ones(len(x))]
    prior = np.r_[np.ones(x.shape[1]), 0.0]  # the threshold is free
    weights = np.zeros(len(prior))
    loss = _loss(design, y, prior, weights)
    for _ in range(STEPS):
        step = _newton(design, y, prior, weights)
        after = _loss(design, y, prior, weights - step)
        for _ in range(HALVINGS):
            if after <= loss:
                break
            step = step / 2
            after = _loss(design, y, prior, weights - step)
        if not after < loss * (1 - CLOSE):
            break
        weights, loss = weights - step, after
    return np.asarray(design @ weights)


def _loss(design: Floats, y: Floats, prior: Floats, weights: Floats) -> float:
    """Return -log p(y, w), but for a constant."""
    odds = design @ weights
    return float(np.logaddexp(0, odds).sum() - y @ odds + prior @ np.square(weights) / 2)


def _newton(design: Floats, y: Floats, prior: Floats, weights: Floats) -> Floats:
    """Return H^-1 g of the loss."""
    p = 0.5 * (1 + np.tanh(design @ weights / 2))  # the logistic function, without overflow
    gradient = design.T @ (p - y) + prior * weights
    hessian = design.T @ (design * (p * (1 - p))[:, None]) + np.diag(prior)
    return np.asarray(np.linalg.solve(hessian, gradient))
