"""The kernel distance of two sets of features (Binkowski et al., arXiv:1801.01401).

MMD^2 with the kernel k(x, y) = (x.y / d + 1)^3: unbiased for any number of samples, so that it
may be below zero where the sets hardly differ. With Inception features it is the KID.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

BLOCKS = 10  # at least, for the standard error
BLOCK = 1000  # samples of a block, at most


@dataclass(frozen=True, slots=True)
class KernelDistance:
    """The mean over blocks, its standard error, and how many blocks of how many samples."""

    value: float
    error: float
    blocks: int
    block: int


def kernel_distance(a: ArrayLike, b: ArrayLike, seed: int = 0) -> KernelDistance:
    """Return the mean over disjoint random blocks of features a [N, d] and b [M, d].

    Blocks that share no sample are independent, so their spread is an honest standard error.
    """
    x, y = np.asarray(a, np.float64), np.asarray(b, np.float64)
    random = np.random.default_rng(seed)
    count = min(len(x), len(y))
    size = min(BLOCK, max(2, count // BLOCKS))
    blocks = count // size
    if not blocks:
        raise ValueError("a kernel distance needs two samples of each")
    left = random.permutation(len(x))[: blocks * size].reshape(blocks, size)
    right = random.permutation(len(y))[: blocks * size].reshape(blocks, size)
    values = [mmd2(x[i], y[j]) for i, j in zip(left, right)]
    error = float(np.std(values, ddof=1) / np.sqrt(blocks)) if blocks > 1 else float("nan")
    return KernelDistance(float(np.mean(values)), error, blocks, size)


def mmd2(x: Array, y: Array) -> float:
    """Return the unbiased estimate of MMD^2 between x [m, d] and y [n, d]."""
    m, n = len(x), len(y)
    same_x, same_y = _kernel(x, x), _kernel(y, y)
    inside = (same_x.sum() - np.trace(same_x)) / (m * (m - 1))
    inside += (same_y.sum() - np.trace(same_y)) / (n * (n - 1))
    return float(inside - 2 * _kernel(x, y).mean())


def _kernel(x: Array, y: Array) -> Array:
    return (x @ y.T / x.shape[1] + 1) ** 3
