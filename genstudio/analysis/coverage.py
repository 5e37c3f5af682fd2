"""Whether samples look real, and whether they are as various as the data, by neighbourhoods.

Improved precision and recall (Kynkaanniemi et al., arXiv:1904.06991), density and coverage
(Naeem et al., arXiv:2002.09797). Distances are Euclidean, between features, in chunks: an
N x N matrix is never held.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor

NEAREST = 3  # of precision and recall
WIDER = 5  # of density and coverage
TABLE = 2**23  # distances held at once


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares in [0, 1], but for the density, which may exceed 1; `count` samples a side."""

    precision: float
    recall: float
    density: float
    coverage: float
    count: int


def overlap(real: ArrayLike, fake: ArrayLike, seed: int = 0) -> Overlap:
    """Compare features of equally many real [N, d] and generated [M, d] images.

    Of the larger set, a random part is taken: both measures depend on the number of samples.
    """
    count = min(len(np.asarray(real)), len(np.asarray(fake)))
    if count <= WIDER:
        raise ValueError(f"neighbourhoods need more than {WIDER} samples a side")
    x, y = _part(real, count, seed), _part(fake, count, seed)
    radii, own = neighbour_radii(x, (NEAREST, WIDER)), neighbour_radii(y, (NEAREST,))
    inside, hits = torch.zeros(count, dtype=torch.bool), 0.0
    recalled, covered = torch.zeros_like(inside), torch.zeros_like(inside)
    size = max(1, TABLE // count)
    for start in range(0, count, size):
        part = slice(start, start + size)
        squares = squared_distances(y[part], x)
        inside[part] = (squares <= radii[0]).any(1)
        wider = squares <= radii[1]
        hits += float(wider.sum())
        covered |= wider.any(0)
        recalled |= (squares <= own[0][part, None]).any(0)
    return Overlap(
        precision=float(inside.double().mean()),
        recall=float(recalled.double().mean()),
        density=hits / (WIDER * count),
        coverage=float(covered.double().mean()),
        count=count,
    )


def neighbour_radii(x: Tensor, ks: tuple[int, ...]) -> list[Tensor]:
    """Return the squared distance of each point [N, d] to its k-th neighbour, itself left out."""
    found = torch.empty(len(x), max(ks), dtype=x.dtype)
    size = max(1, TABLE // len(x))
    for start in range(0, len(x), size):
        stop = min(start + size, len(x))
        squares = squared_distances(x[start:stop], x)
        squares[torch.arange(stop - start), torch.arange(start, stop)] = torch.inf
        found[start:stop] = squares.topk(max(ks), dim=1, largest=False).values
    return [found[:, k - 1] for k in ks]


def nearest_distances(queries: ArrayLike, points: ArrayLike) -> Tensor:
    """Return the distance of each query [N, d] to the nearest of the points [M, d], [N]."""
    x, y = _tensor(queries), _tensor(points)
    size = max(1, TABLE // max(1, len(y)))
    parts = [squared_distances(part, y).amin(1) for part in x.split(size)]
    return torch.cat(parts).sqrt() if parts else torch.zeros(0, dtype=x.dtype)


def squared_distances(a: Tensor, b: Tensor) -> Tensor:
    """Return |a_i - b_j|^2 [N, M] by one matrix product; rounding below zero is clipped."""
    squares = a.square().sum(1, keepdim=True) + b.square().sum(1)
    return squares.addmm_(a, b.T, alpha=-2).clamp_(min=0)


def _part(features: ArrayLike, count: int, seed: int) -> Tensor:
    rows = _tensor(features)
    if len(rows) == count:
        return rows
    chosen = np.random.default_rng(seed).permutation(len(rows))[:count]
    return rows[torch.from_numpy(chosen)]


def _tensor(features: ArrayLike) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(features, np.float64))
