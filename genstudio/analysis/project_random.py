"""A plane in a random direction: what a view that was not chosen shows of the codes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.project import Plane


def random_plane(
    mean: NDArray[np.float64], covariance: NDArray[np.float64], seed: int = 0
) -> Plane:
    """Return a plane whose direction is uniform over all planes through the mean."""
    return replace(Plane.along(mean, covariance, random_directions(len(mean), seed)), kind="random")


def random_directions(latent_dim: int, seed: int) -> NDArray[np.float64]:
    """Return two orthonormal directions [d, 2], uniformly distributed; a seed is a plane."""
    noise = np.random.Generator(np.random.PCG64(seed))
    return np.linalg.qr(noise.standard_normal((latent_dim, 2)))[0]
