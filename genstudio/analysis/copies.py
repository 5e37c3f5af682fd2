"""Is it a copy? How near generated images are to training images, against how near those are.

The yardstick are real images: each of at most 1,000 training images has a distance to the nearest
*other* one. An image that is nearer to a training image than 99 % of these are to each other is
suspicious; it is called a copy where that holds by its features and by its pixels. One alone would
not do: a blurred image is near to many by its pixels, one of a clear class by its features.

Pictures that cannot be told apart (a root-mean-square difference below 1 % of the range) are one
picture, however often they are in the data: distances between them do not count. Otherwise a
data set with duplicates would have a yardstick of zero, and no copy would ever be found; and
where they are all that there is, everything would be one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray

from genstudio.analysis.closest import Coordinates, Pixels, nearest, usual
from genstudio.analysis.features import ClassifierFeatures, Features, classifier_of, pca_features
from genstudio.analysis.neighbours import Neighbour
from genstudio.analysis.references import SEARCHED, sample
from genstudio.core import atomic, paths
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import tr
from genstudio.data.dataset import Dataset
from genstudio.models import is_points

FORMAT = "1"  # of the cache
QUANTILE = 0.01
QUESTIONS = 1000  # training images whose nearest other one is sought
LEAST = 20  # of them with another one: fewer say nothing
PART = 4096  # images whose features are computed between two looks at the clock

Progress = Callable[[int, int], None]
Floats = NDArray[np.float64]

log = logging.getLogger(__name__)


class Cancelled(Exception):
    """The yardstick is no longer wanted."""


@dataclass(frozen=True, slots=True, eq=False)
class Nearness:
    """How near one image is to the training images, by features or by pixels.

    `threshold` is the 1 % quantile of the real images' own distances, `quantile` the share of
    them that is smaller than this image's `distance`. The indices are those of the data set.
    """

    distance: float
    threshold: float
    quantile: float
    neighbours: tuple[Neighbour, ...]

    @property
    def suspicious(self) -> bool:
        """Whether real images are hardly ever as near to each other."""
        return self.distance < self.threshold


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """Whether an image is a copy of a training image, and what speaks for it."""

    features: Nearness
    pixels: Nearness

    @property
    def is_copy(self) -> bool:
        """Whether it is nearer than real images are, by features and by pixels."""
        return self.features.suspicious and self.pixels.suspicious

    @property
    def distance(self) -> float:
        """The distance by features."""
        return self.features.distance

    @property
    def threshold(self) -> float:
        """The threshold by features."""
        return self.features.threshold

    @property
    def quantile(self) -> float:
        """The quantile by features."""
        return self.features.quantile

    @property
    def neighbours(self) -> tuple[Neighbour, ...]:
        """The nearest training images by features."""
        return self.features.neighbours


@dataclass(frozen=True, slots=True, eq=False)
class Yardstick:
    """The real images' distances to the nearest other one [Q], ascending, and their quantile."""

    distances: Floats

    @property
    def threshold(self) -> float:
        """The 1 % quantile."""
        return float(np.quantile(self.distances, QUANTILE))

    def nearness(self, neighbours: tuple[Neighbour, ...]) -> Nearness:
        """Measure an image by its nearest training images."""
        distance = neighbours[0].distance
        below = np.searchsorted(self.distances, distance) / len(self.distances)
        return Nearness(distance, self.threshold, float(below), neighbours)


class Judge:
    """Compares images with the training images of one data set; any thread, one at a time.

    `rows` [N] are the training images that are searched: all, or 50,000 of them.
    """

    def __init__(
        self,
        dataset: Dataset,
        features: Features,
        classifier: ClassifierFeatures | None,
        codes: NDArray[np.float32],
        yardsticks: tuple[Yardstick, Yardstick],
    ) -> None:
        self.dataset, self.features, self.classifier = dataset, features, classifier
        self.rows = searched(dataset)
        self.by_features, self.by_pixels = yardsticks
        self._coordinates = Coordinates(codes)
        self._pixels = Pixels(dataset.images, self.rows)

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of the classes; none where images cannot be told a class."""
        return self.dataset.classes if self.classifier is not None else ()

    def labels(self, images: NDArray[np.uint8]) -> NDArray[np.int64] | None:
        """Return the likeliest class of each image [N]; None where there are no classes."""
        return None if self.classifier is None else self.classifier.labels(images)

    def novelty(self, images: NDArray[np.uint8], by: str = "features") -> Floats:
        """Return each image's distance to the nearest training image, [N]."""
        return nearest(*self._asked(images, by), 1).distances[:, 0]

    def verdicts(
        self, images: NDArray[np.uint8], k: int = 5, stop: Stop = never
    ) -> list[Verdict] | None:
        """Judge images [N, C, H, W], naming k neighbours of each; None when stopped."""
        found = []
        for by, yardstick in (("features", self.by_features), ("pixels", self.by_pixels)):
            if stop():
                return None
            near = nearest(*self._asked(images, by), k)
            indices = self.rows[near.indices]
            found.append(
                [
                    yardstick.nearness(tuple(map(Neighbour, row.tolist(), far.tolist())))
                    for row, far in zip(indices, near.distances)
                ]
            )
        return [Verdict(features, pixels) for features, pixels in zip(*found)]

    def _asked(self, images: NDArray[np.uint8], by: str) -> tuple[Any, NDArray[np.float32]]:
        if by == "pixels":
            return self._pixels, images.reshape(len(images), -1).astype(np.float32)
        return self._coordinates, self.features(images).astype(np.float32)


def searched(dataset: Dataset) -> NDArray[np.int64]:
    """Return the training images among which copies are sought: at most 50,000, always the same."""
    rows = dataset.indices("train")
    return sample(rows if len(rows) else np.arange(len(dataset)), SEARCHED)


def judge_of(
    dataset: Dataset, progress: Progress = lambda done, total: None, stop: Stop = never
) -> Judge | None:
    """Return who compares with this data set, from the cache or made and put there.

    None when stopped. Raises UserError for points, and where there are too few different images.
    """
    if is_points(dataset.shape):
        raise UserError(tr("Points are not compared with each other: copies are of images."))

    def watch(share: float) -> None:
        if stop():
            raise Cancelled
        progress(int(1000 * share), 1000)

    try:
        classifier = classifier_of(dataset, lambda share: watch(0.4 * share))
        features: Features = classifier or pca_features(dataset)
        path = paths.cache_dir() / "copies" / f"{dataset.fingerprint[:32]}-{FORMAT}.safetensors"
        kept = _cached(path, len(searched(dataset)))
        if kept is None:
            kept = _measured(dataset, features, watch)
            _keep(path, kept)
    except Cancelled:
        return None
    sticks = Yardstick(kept["features"]), Yardstick(kept["pixels"])
    return Judge(dataset, features, classifier, kept["codes"], sticks)


def _measured(
    dataset: Dataset, features: Features, watch: Callable[[float], None]
) -> dict[str, NDArray[Any]]:
    """Compute the features of the training images, and how near they are to each other."""
    rows, parts = searched(dataset), []
    for start in range(0, len(rows), PART):
        watch(0.4 + 0.3 * start / len(rows))
        some = np.array(dataset.images[rows[start : start + PART]])
        parts.append(features(some).astype(np.float32))
    codes = np.concatenate(parts)
    asked = sample(np.arange(len(rows)), QUESTIONS)
    pixels = Pixels(dataset.images, rows)
    found = usual(Coordinates(codes), pixels, asked, lambda share: watch(0.7 + 0.3 * share))
    if len(found[0]) < LEAST:
        raise UserError(
            tr(
                "There are too few different training images to tell copies from others: at least "
                "{least} are needed.",
                least=LEAST,
            )
        )
    return {"codes": codes, "features": np.sort(found[0]), "pixels": np.sort(found[1])}


def _cached(path: Path, count: int) -> dict[str, NDArray[Any]] | None:
    """Read what was measured; anything wrong with the file means that it is measured again."""
    if not path.is_file():
        return None
    try:
        found: dict[str, NDArray[Any]] = safetensors.numpy.load(path.read_bytes())
        sound = len(found["codes"]) == count and len(found["features"]) and len(found["pixels"])
    except (safetensors.SafetensorError, KeyError, OSError) as error:
        log.warning("the cached distances cannot be read (%s): measuring them again", error)
        return None
    return found if sound else None


def _keep(path: Path, found: dict[str, NDArray[Any]]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_bytes(path, safetensors.numpy.save(found))
    except (UserError, OSError) as error:
        log.warning("the distances are not kept for the next time: %s", error)
