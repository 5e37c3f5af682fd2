"""How good samples are: Fréchet distance to the data, and which labels they cover."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import nn

from genstudio.analysis.features import Features, features_of
from genstudio.analysis.lens import Lens
from genstudio.data.dataset import Dataset
from genstudio.models import ppca

Array = NDArray[np.float64]

LEAST_SHARE = 0.02
SAMPLES = 4000
REFERENCES = 10_000  # training images that samples are compared with, at most


def frechet_distance(a: ArrayLike, b: ArrayLike) -> float:
    """Return the Fréchet distance of the Gaussians fitted to features a [N, k] and b [M, k]."""
    return frechet_of_gaussians(*_moments(np.asarray(a)), *_moments(np.asarray(b)))


def frechet_of_gaussians(mean_a: Array, cov_a: Array, mean_b: Array, cov_b: Array) -> float:
    """Return |m_a - m_b|^2 + tr(C_a + C_b - 2 (C_a C_b)^(1/2)) (1706.08500, eq. 6).

    The trace of the root is the sum of the roots of the eigenvalues of C_a^(1/2) C_b C_a^(1/2),
    which is symmetric: no complex parts, and rounding below zero is clipped.
    """
    values, vectors = np.linalg.eigh(cov_a)
    root = (vectors * np.sqrt(values.clip(0))) @ vectors.T
    inner = np.linalg.eigvalsh(root @ cov_b @ root).clip(0)
    trace = np.trace(cov_a) + np.trace(cov_b) - 2 * np.sqrt(inner).sum()
    # The exact value is not negative; of equal sets it is rounding, of either sign.
    return max(0.0, float(np.sum((mean_a - mean_b) ** 2) + trace))


def frechet_floor(features: ArrayLike, seed: int = 0) -> float:
    """Return the distance of one random half of the features [N, k] from the other half.

    What even perfect samples in such numbers would score.
    """
    features = np.asarray(features)
    order = np.random.default_rng(seed).permutation(len(features))
    half = len(features) // 2
    return frechet_distance(features[order[:half]], features[order[half : 2 * half]])


def label_shares(labels: ArrayLike, classes: int) -> Array:
    """Return the share of samples that carry each label, [classes]."""
    labels = np.asarray(labels)
    return np.bincount(labels, minlength=classes) / max(1, len(labels))


def label_coverage(shares: ArrayLike, least: float = LEAST_SHARE) -> int:
    """Count the labels that at least 2 % of the samples carry: fewer than all is collapse."""
    return int((np.asarray(shares) >= least).sum())


def references(dataset: Dataset) -> NDArray[np.uint8]:
    """Return the training images that samples are compared with: 10,000 at most, always those."""
    rows = dataset.indices("train")
    if len(rows) > REFERENCES:
        rows = np.sort(np.random.default_rng(0).choice(rows, REFERENCES, replace=False))
    return dataset.images[rows]


def sample_quality(
    samples: NDArray[np.uint8], dataset: Dataset, features: Features
) -> dict[str, Any]:
    """Return the Fréchet distance of samples [N, C, H, W], its features' name and its floor.

    With labels, also `label_coverage` and `label_shares` (class name -> share).
    """
    reference = features(references(dataset))
    found: dict[str, Any] = {
        "frechet_distance": frechet_distance(features(samples), reference),
        "features": features.name,
        "frechet_floor": frechet_floor(reference),
    }
    labels = features.labels(samples)
    if labels is not None:
        shares = label_shares(labels, len(dataset.classes))
        found["label_coverage"] = label_coverage(shares)
        found["label_shares"] = dict(zip(dataset.classes, shares.tolist()))
    return found


def generate(model: nn.Module, count: int, seed: int = 0) -> NDArray[np.uint8]:
    """Draw z from the model's prior and decode: images [count, C, H, W]."""
    lens = Lens(model)
    z = lens.model.prior(count, torch.Generator().manual_seed(seed))
    return lens.samples(z.numpy())


def frechet_of_ppca(
    dataset: Dataset,
    latent_dim: int = 16,
    features: Features | None = None,
    count: int = SAMPLES,
    seed: int = 0,
) -> float:
    """Return the Fréchet distance of probabilistic PCA's samples: the baseline to beat."""
    features = features or features_of(dataset)
    training = references(dataset)
    latent_dim = min(latent_dim, training[0].size - 1)
    noise = torch.Generator().manual_seed(seed)
    model = ppca.Model(ppca.Config(latent_dim=latent_dim), dataset.shape, noise)
    model.fit(torch.from_numpy(training).float() / 255)
    return frechet_distance(features(generate(model, count, seed)), features(training))


def _moments(features: Array) -> tuple[Array, Array]:
    features = np.asarray(features, np.float64)
    return features.mean(0), np.atleast_2d(np.cov(features, rowvar=False))
