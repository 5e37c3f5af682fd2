"""Mode coverage of generated points, where the modes are known: PacGAN's protocol.

A sample is of high quality if it lies within three standard deviations of the nearest mode;
a mode is captured if such a sample belongs to it (Lin et al., arXiv:1712.04086, section 4.1).
A perfect sampler in the plane has 98.9 % of high quality: 1 - exp(-9/2).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray

from genstudio.models import Decodes

REACH = 3.0  # standard deviations
SAMPLES = 2500  # as many as the published figures are from
CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well samples cover the modes.

    `captured` of `modes`; `high_quality` is a share of the samples; `reverse_kl` is KL(q || p) in
    nats of the modes' shares q among samples of high quality from their true shares p, and
    infinite where there is none.
    """

    captured: int
    modes: int
    high_quality: float
    reverse_kl: float


def coverage(
    points: ArrayLike, centres: ArrayLike, sigma: float, weights: ArrayLike | None = None
) -> Coverage:
    """Compare samples [N, d] with modes at `centres` [K, d] of standard deviation `sigma`.

    `weights` [K] are the modes' true shares, by default equal.
    """
    samples, where = np.asarray(points, np.float64), np.asarray(centres, np.float64)
    counts = _counts(samples.reshape(len(samples), -1), where, REACH * sigma)
    true = np.full(len(where), 1 / len(where)) if weights is None else np.asarray(weights)
    total = int(counts.sum())
    return Coverage(
        captured=int((counts > 0).sum()),
        modes=len(where),
        high_quality=total / max(1, len(samples)),
        reverse_kl=_kl(counts / total, true) if total else float("inf"),
    )


@torch.no_grad()
def samples(model: Decodes, count: int = SAMPLES, seed: int = 0) -> NDArray[np.float32]:
    """Return points [count, d] that a model of points draws, in the data's units."""
    noise = torch.Generator().manual_seed(seed)
    return model.decode(model.prior(count, noise)).flatten(1).cpu().numpy()


def _counts(
    samples: NDArray[np.float64], centres: NDArray[np.float64], reach: float
) -> NDArray[np.int64]:
    """Count the samples within reach of the mode that is nearest to them, for each mode [K]."""
    counts = np.zeros(len(centres), np.int64)
    for start in range(0, len(samples), CHUNK):
        here = samples[start : start + CHUNK]
        squares = ((here[:, None] - centres) ** 2).sum(2)
        good = squares.min(1) <= reach * reach
        counts += np.bincount(squares.argmin(1)[good], minlength=len(centres))
    return counts


def _kl(q: NDArray[np.float64], p: NDArray[np.float64]) -> float:
    there = q > 0
    return float((q[there] * np.log(q[there] / p[there])).sum())
