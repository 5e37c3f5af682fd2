"""Two numbers of z as a plane; which ones carry the most is told by their KL.

KL_j = E_x KL(q(z_j|x) || N(0, 1)) = E_x 1/2 (mu_j^2 + sigma_j^2 - log sigma_j^2 - 1) in nats:
what dimension j tells of an image. A collapsed one has 0.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.analysis.project import Plane


def dims_plane(
    mean: NDArray[np.float64],
    covariance: NDArray[np.float64],
    kl: NDArray[np.float64] | None,
    dims: tuple[int, int] | None = None,
) -> Plane:
    """Return the plane of two dimensions, of those with the largest KL where none are named.

    Where no KL is known the variance ranks them. `figure` is the two's share of the KL.
    """
    worth = np.diag(covariance) if kl is None else np.asarray(kl, np.float64)
    if dims is None or max(dims) >= len(mean) or dims[0] == dims[1]:
        first, second = ranked(worth)[:2].tolist()
        dims = first, second
    plane = Plane.along(mean, covariance, np.eye(len(mean))[:, list(dims)])
    assert plane.lifts is not None  # Plane.along gives them
    origin = plane.mean - plane.lifts @ mean[list(dims)]  # the plane's points are the numbers of z
    return replace(plane, mean=origin, kind="dims", dims=dims, figure=share(worth, dims))


def ranked(worth: ArrayLike) -> NDArray[np.int64]:
    """Return the dimensions, the one that carries most first; equal ones as they come."""
    return np.argsort(-np.asarray(worth), kind="stable")


def share(worth: NDArray[np.float64], dims: tuple[int, int]) -> float:
    """Return how much of the whole two dimensions hold, in [0, 1]."""
    total = float(worth.sum())
    return float(worth[list(dims)].sum()) / total if total > 0 else 2 / len(worth)


def kl_of(mean: ArrayLike, logvar: ArrayLike) -> NDArray[np.float64]:
    """Return KL_j in nats [d], averaged over posteriors N(mean, exp logvar), [N, d] each.

    Posteriors that are not finite are left out.
    """
    mu, log_variance = np.asarray(mean, np.float64), np.asarray(logvar, np.float64)
    each = 0.5 * (mu**2 + np.exp(log_variance) - log_variance - 1)
    each = each[np.isfinite(each).all(1)]
    return each.mean(0) if len(each) else np.zeros(mu.shape[1])
