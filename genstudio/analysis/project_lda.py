"""The plane in which the classes lie farthest apart: Fisher's linear discriminant analysis.

The directions solve S_b v = lambda S_w v, with S_w the scatter within the classes and S_b that of
their means: S_w is whitened by its eigenvectors, and S_b decomposed there. Directions in which
the codes do not vary at all are left out, so that S_w may be singular.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.project import Plane

FLAT = 1e-10  # of the largest variance: no variance


def lda_plane(codes: NDArray[np.float64], labels: NDArray[np.int64] | None) -> Plane:
    """Return the plane of the two best directions for codes [N, d] of two classes or more.

    Codes without a class (a label below 0) say nothing of them. `figure` is the mean ratio of
    the variance between the classes to that within them, along the two directions. With two
    classes there is one such direction: the second is the widest of the others. Raises
    ValueError where there are not two classes.
    """
    if labels is None:
        raise ValueError("without classes there is nothing to tell apart")
    known = labels >= 0
    within, between = scatters(codes[known], labels[known])
    ratios, directions = discriminants(within, between)
    most = min(len(np.unique(labels[known])) - 1, 2, int((ratios > 0).sum()))
    chosen = directions[:, :most]
    mean, covariance = codes.mean(0), np.cov(codes.T, bias=True)
    if most < 2:
        chosen = _filled(chosen, covariance)
    plane = Plane.along(mean, covariance, chosen)
    return replace(plane, kind="lda", figure=float(ratios[:most].sum() / 2))


def scatters(
    codes: NDArray[np.float64], labels: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the covariances [d, d] within the classes and of their means, each a mean over N."""
    found, members = np.unique(labels, return_inverse=True)
    if len(found) < 2:
        raise ValueError("without two classes there is nothing to tell apart")
    counts = np.bincount(members).astype(np.float64)
    sums = np.zeros((len(found), codes.shape[1]))
    np.add.at(sums, members, codes)
    means = sums / counts[:, None]
    inside = codes - means[members]
    outside = means - codes.mean(0)
    within = inside.T @ inside / len(codes)
    between = (outside * counts[:, None]).T @ outside / len(codes)
    return within, between


def discriminants(
    within: NDArray[np.float64], between: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the ratios [r], falling, and their directions [d, r] with v' S_w v = 1."""
    variances, basis = np.linalg.eigh(within)
    kept = variances > FLAT * max(variances[-1], np.finfo(np.float64).tiny)
    white = basis[:, kept] / np.sqrt(variances[kept])
    ratios, turn = np.linalg.eigh(white.T @ between @ white)
    return ratios[::-1].clip(0), white @ turn[:, ::-1]


def _filled(
    directions: NDArray[np.float64], covariance: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Add the widest directions [d, k] at right angles to those given until there are two."""
    d = len(covariance)
    basis = np.linalg.qr(directions, mode="complete")[0] if directions.size else np.eye(d)
    other = basis[:, directions.shape[1] :]
    _, turn = np.linalg.eigh(other.T @ covariance @ other)
    widest = (other @ turn)[:, ::-1]
    return np.concatenate([directions, widest], 1)[:, :2]
