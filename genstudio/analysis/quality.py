"""How far samples are from the data as a whole (Fréchet distance), and which labels they have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor, nn

from genstudio.analysis.features import Features, features_of
from genstudio.data.dataset import Dataset, unit
from genstudio.models import Shape, is_points, ppca

Array = NDArray[np.float64]

LEAST_SHARE = 0.02
SAMPLES = 4000
REFERENCES = 10_000  # training images that samples are compared with, at most
CHUNK = 2**18  # pixels decoded at once


class Moments:
    """Mean and covariance of features [N, k] that come in chunks: memory does not grow with N.

    Sums are of differences from the first chunk's mean, so that nothing cancels.
    """

    def __init__(self) -> None:
        self.count = 0
        self._shift = self._sum = self._squares = np.zeros(0)

    def add(self, features: ArrayLike) -> None:
        """Count a chunk [n, k] in."""
        rows = np.asarray(features, np.float64)
        if not len(rows):
            return
        if not self.count:
            width = rows.shape[1]
            self._shift = rows.mean(0)
            self._sum, self._squares = np.zeros(width), np.zeros((width, width))
        rows = rows - self._shift
        self.count += len(rows)
        self._sum += rows.sum(0)
        self._squares += rows.T @ rows

    @property
    def mean(self) -> Array:
        """The mean, [k]."""
        return self._shift + self._sum / self.count

    @property
    def covariance(self) -> Array:
        """The covariance with 1 / (N - 1), [k, k]."""
        outer = np.outer(self._sum, self._sum) / self.count
        return (self._squares - outer) / max(1, self.count - 1)

    def distance(self, other: Moments) -> float:
        """Return the Fréchet distance of the two Gaussians."""
        return frechet_of_gaussians(self.mean, self.covariance, other.mean, other.covariance)


def moments_of(features: ArrayLike) -> Moments:
    """Return the moments of features [N, k] that are there at once."""
    found = Moments()
    found.add(features)
    return found


def frechet_distance(a: ArrayLike, b: ArrayLike) -> float:
    """Return the Fréchet distance of the Gaussians fitted to features a [N, k] and b [M, k]."""
    return moments_of(a).distance(moments_of(b))


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


def references(dataset: Dataset) -> NDArray[Any]:
    """Return the training images that samples are compared with: 10,000 at most, always those."""
    rows = dataset.indices("train")
    if len(rows) > REFERENCES:
        rows = np.sort(np.random.default_rng(0).choice(rows, REFERENCES, replace=False))
    return dataset.images[rows]


def label_entropy(shares: ArrayLike) -> float:
    """Return the entropy of the labels' shares, in nats: log(classes) where all are equal."""
    p = np.asarray(shares, np.float64)
    return float(-(p[p > 0] * np.log(p[p > 0])).sum())


def label_divergence(shares: ArrayLike, real: ArrayLike) -> float:
    """Return KL(samples || data) of the labels' shares, in nats: the reverse KL of 1712.04086.

    A label that the data lack counts as half an image of a thousand would.
    """
    p, q = np.asarray(shares, np.float64), np.asarray(real, np.float64)
    q = np.where(q > 0, q, 5e-4)
    return max(0.0, float((p[p > 0] * np.log(p[p > 0] / q[p > 0])).sum()))


def generate(
    model: nn.Module, count: int, seed: int = 0, labels: NDArray[np.int64] | None = None
) -> NDArray[Any]:
    """Draw z from the model's prior and decode: images [count, C, H, W], or points.

    `labels` [count] are for a conditional model.
    """
    parts = list(generated_chunks(model, count, seed, labels))
    empty = np.zeros((0, *cast(Any, model).shape), np.uint8)
    return np.concatenate(parts) if parts else empty


def generated_chunks(
    model: nn.Module, count: int, seed: int = 0, labels: NDArray[np.int64] | None = None
) -> Iterator[NDArray[Any]]:
    """Yield the same images a chunk at a time, so that any number fits into memory."""
    able: Any = model
    z = able.prior(count, torch.Generator().manual_seed(seed))
    size = max(1, CHUNK // int(np.prod(able.shape)))
    for start in range(0, count, size):
        part = z[start : start + size]
        label = () if labels is None else (torch.from_numpy(labels[start : start + size]),)
        with torch.inference_mode():  # without the yield: what others do is not in it
            images = able.decode(part, *(own.to(part.device) for own in label))
        yield _as_data(images, able.shape)


def _as_data(images: Tensor, shape: Shape) -> NDArray[Any]:
    """Return what a data set would hold: bytes, as files do, or the points' float32."""
    if is_points(shape):
        return images.float().cpu().numpy()
    # A model that has diverged decodes to NaN, whose cast to bytes is undefined: black.
    return images.nan_to_num(0.0).clamp(0, 1).mul(255).round().to(torch.uint8).cpu().numpy()


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
    model.fit(torch.from_numpy(unit(training)))
    samples = generate(model.eval(), count, seed)
    return frechet_distance(features(samples), features(training))
