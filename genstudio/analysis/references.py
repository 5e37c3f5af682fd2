"""The real images that samples are compared with, and what they score themselves.

Floors and baselines stand beside every figure: a distance without them says nothing. One object
serves all checkpoints of a run.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import coverage, quality
from genstudio.analysis.features import (
    ClassifierFeatures,
    Features,
    Kind,
    classifier_of,
    features_of,
)
from genstudio.analysis.kernel_distance import KernelDistance, kernel_distance
from genstudio.analysis.progress import Ended
from genstudio.core.events import Stop, never
from genstudio.data.dataset import Dataset, Split

Array = NDArray[np.float64]

SEARCHED = 50_000  # training images among which a sample's nearest is sought, at most
QUESTIONS = 2_000  # images whose nearest training image is sought, at most
WIDE = 256  # features from which on fewer are searched: they are dear to compute


class References:
    """Features of real images, computed when they are first asked for.

    Where `stop` says so while a classifier is trained for that, Ended is raised.
    """

    def __init__(
        self,
        dataset: Dataset,
        kind: Kind = "auto",
        weights: Path | None = None,
        split: Split = "test",
    ) -> None:
        self.dataset, self.split = dataset, split
        self._kind, self._weights = kind, weights
        self.stop: Stop = never  # ends what trains a classifier, which takes seconds to minutes

    @cached_property
    def features(self) -> Features:
        """What images are compared by."""
        return features_of(self.dataset, self._kind, self._weights, self._watch)

    @cached_property
    def classifier(self) -> ClassifierFeatures | None:
        """What gives samples their labels; None where the data have too few."""
        return classifier_of(self.dataset, self._watch)

    def _watch(self, share: float) -> None:
        if self.stop():
            raise Ended

    @cached_property
    def train(self) -> Array:
        """Features of training images, at most 10,000, always the same."""
        return self.features(quality.references(self.dataset))

    @cached_property
    def held_out(self) -> Array:
        """Features of the split's images, at most 10,000."""
        rows = self.dataset.indices(self.split)
        return self.features(self.dataset.images[sample(rows, quality.REFERENCES)])

    @cached_property
    def moments(self) -> quality.Moments:
        """Mean and covariance of the training features."""
        return quality.moments_of(self.train)

    @cached_property
    def frechet_floor(self) -> float:
        """The distance of one half of the training features from the other."""
        return quality.frechet_floor(self.train)

    @cached_property
    def frechet_held_out(self) -> float:
        """The distance of the held-out images from the training images."""
        return quality.moments_of(self.held_out).distance(self.moments)

    @cached_property
    def frechet_ppca(self) -> float:
        """The distance of samples of probabilistic PCA: the baseline to beat."""
        return quality.frechet_of_ppca(self.dataset, features=self.features)

    @cached_property
    def kernel_held_out(self) -> KernelDistance:
        """The kernel distance of the held-out images from the training images."""
        return kernel_distance(self.held_out, self.train)

    def overlap_held_out(self, count: int) -> coverage.Overlap:
        """What the held-out images themselves score against the training images."""
        return coverage.overlap(self.train, self.held_out[:count])

    @cached_property
    def shares(self) -> Array | None:
        """The share of each label among the training images that have one, [classes]."""
        labels = self.dataset.labels
        if labels is None:
            return None
        known = labels[self.dataset.indices("train")]
        known = known[known >= 0]
        return quality.label_shares(known, len(self.dataset.classes)) if len(known) else None

    @cached_property
    def searched(self) -> NDArray[np.int64]:
        """The training images among which nearest ones are sought."""
        wide = self.train.shape[1] > WIDE
        return sample(self.dataset.indices("train"), quality.REFERENCES if wide else SEARCHED)

    def nearest_training(self, features: Array) -> Array:
        """Return each row's distance to the nearest of the training images searched, [N]."""
        nearest = np.full(len(features), np.inf)
        for start in range(0, len(self.searched), quality.REFERENCES):
            rows = self.searched[start : start + quality.REFERENCES]
            part = self.features(self.dataset.images[rows])
            nearest = np.minimum(nearest, coverage.nearest_distances(features, part).numpy())
        return nearest

    @cached_property
    def nearest_held_out(self) -> Array:
        """The same for the held-out images: how near real images are by chance."""
        return self.nearest_training(self.held_out[:QUESTIONS])


class Generated:
    """A model's samples, drawn once in chunks: their moments, features and labels."""

    def __init__(
        self, model: Any, references: References, count: int, seed: int, labelled: bool
    ) -> None:
        labels = draw_labels(model, references, count, seed)
        self.count = count
        self.moments = quality.Moments()
        self.labels: NDArray[np.int64] | None = None
        kept, found, room = [], [], quality.REFERENCES
        for images in quality.generated_chunks(model, count, seed, labels):
            features = references.features(images)
            self.moments.add(features)
            kept.append(features[:room])
            room -= len(kept[-1])
            if labelled and references.classifier is not None:
                found.append(references.classifier.labels(images))
        self.features: Array = np.concatenate(kept)
        if found:
            self.labels = np.concatenate(found)


def draw_labels(
    model: Any, references: References, count: int, seed: int
) -> NDArray[np.int64] | None:
    """Return labels [count] with the training set's shares, for a model that wants some."""
    shares = references.shares
    if not getattr(model, "classes", 0) or shares is None:
        return None
    return np.random.default_rng(seed).choice(len(shares), count, p=shares).astype(np.int64)


def sample(rows: NDArray[np.int64], most: int, seed: int = 0) -> NDArray[np.int64]:
    """Return the rows, or `most` of them drawn once and for all, ascending."""
    if len(rows) <= most:
        return rows
    return np.sort(np.random.default_rng(seed).choice(rows, most, replace=False))
