"""What images are compared by: 64 numbers from a small classifier, or principal components.

A Fréchet distance means something only together with its features, so they are named and
are the same for every run on the same data: the classifier is trained once per data set
from a fixed seed and kept in the cache, under the data's fingerprint. It is no Inception:
the distances must not be called FID, nor compared between data sets.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, cast

import numpy as np
import safetensors.torch
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from genstudio.core import atomic, paths
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data.dataset import Dataset, Split, unit
from genstudio.models import is_points
from genstudio.train.adam import Adam

FORMAT = "1"  # of the cache; another network or training needs another number
WIDTH = 64
BATCH = 64
EPOCHS = 8
RATE = 3e-3
STEPS = (600, 1200)  # at least, and at most
CHUNK = 2**18
HELD = 2**27  # bytes of images that the classifier learns from
PCA_IMAGES = 2048
LEAST_PER_CLASS = 20

Kind = Literal["auto", "classifier", "pca", "inception"]
KINDS: tuple[Kind, ...] = ("auto", "classifier", "pca", "inception")
Watch = Callable[[float], None]

log = logging.getLogger(__name__)


class Features(Protocol):
    """What turns images into numbers that can be compared; the name stands beside every figure."""

    @property
    def name(self) -> str:
        """Of what they are features."""

    def __call__(self, images: NDArray[Any]) -> NDArray[np.float64]:
        """Map images [N, C, H, W] to features [N, d]."""

    def labels(self, images: NDArray[Any]) -> NDArray[np.int64] | None:
        """Return the likeliest label of each image, [N]; None where there are no labels."""


class Classifier(nn.Module):
    """Two convolutions, a 64-d layer (the features, before its ReLU) and a linear read-out.

    Sides above 32 pixels are averaged down, and above 16 the first stride is 2, so
    that a 64-pixel image costs little more than a digit.
    """

    mean: Tensor
    std: Tensor
    accuracy: Tensor

    def __init__(self, shape: tuple[int, int, int], classes: int) -> None:
        super().__init__()
        channels, *sides = shape
        self.shrink = -(-max(sides) // 32)
        stride = 2 if max(sides) > 16 else 1
        self.convolutions = nn.Sequential(
            nn.AvgPool2d(self.shrink, ceil_mode=True),
            nn.Conv2d(channels, 32, 3, stride, 1),
            nn.ReLU(),
            nn.MaxPool2d(2, ceil_mode=True),
            nn.Conv2d(32, 64, 3, 1, 1),
            nn.ReLU(),
            nn.MaxPool2d(2, ceil_mode=True),
            nn.Flatten(),
        )
        with torch.no_grad():
            flat = self.convolutions(torch.zeros(1, *shape)).shape[1]
        self.penultimate = nn.Linear(flat, WIDTH)
        self.read_out = nn.Linear(WIDTH, classes)
        self.register_buffer("mean", torch.zeros(WIDTH))
        self.register_buffer("std", torch.ones(WIDTH))
        self.register_buffer("accuracy", torch.tensor(0.0))

    def raw_features(self, images: Tensor) -> Tensor:
        """Map images [B, C, H, W] in [0, 1] to the penultimate layer [B, 64]."""
        return cast(Tensor, self.penultimate(self.convolutions(images - 0.5)))

    def forward(self, images: Tensor) -> Tensor:
        """Map images [B, C, H, W] in [0, 1] to class logits [B, K]."""
        return cast(Tensor, self.read_out(functional.relu(self.raw_features(images))))


@dataclass(frozen=True)
class ClassifierFeatures:
    """Standardised features and labels from a classifier trained on the data's own labels."""

    name: str
    classifier: Classifier

    @property
    def accuracy(self) -> float:
        """The share of test images (of training images, without a test split) it gets right."""
        return float(self.classifier.accuracy)

    def __call__(self, images: NDArray[np.uint8]) -> NDArray[np.float64]:
        """Map images [N, C, H, W] to features [N, 64]: mean 0, deviation 1 on training images."""
        net = self.classifier
        raw = _mapped(net.raw_features, images)
        return ((raw - net.mean) / net.std).double().numpy()

    def labels(self, images: NDArray[np.uint8]) -> NDArray[np.int64]:
        """Return the likeliest label of each image, [N]."""
        return _mapped(self.classifier, images).argmax(1).numpy()


@dataclass(frozen=True)
class PCAFeatures:
    """The first principal components of the training images, in one unit for all.

    The unit makes their mean variance 1. Each is not given a deviation of 1 of its own: what
    hardly varies in the data, such as a border, would then weigh as much as a stroke.
    """

    mean: Tensor
    axes: Tensor
    name: str = "PCA features"

    def __call__(self, images: NDArray[np.uint8]) -> NDArray[np.float64]:
        """Map images [N, C, H, W] to features [N, at most 64]."""
        return _mapped(lambda x: (x.flatten(1) - self.mean) @ self.axes, images).double().numpy()

    def labels(self, images: NDArray[np.uint8]) -> None:
        """Answer that there are none."""


@dataclass(frozen=True)
class Coordinates:
    """Points are compared by their own coordinates."""

    name: str = "coordinates"

    def __call__(self, images: NDArray[Any]) -> NDArray[np.float64]:
        """Map points [N, 1, 1, d] to [N, d]."""
        return images.reshape(len(images), -1).astype(np.float64)

    def labels(self, images: NDArray[Any]) -> None:
        """Answer that there are none."""


def features_of(
    dataset: Dataset,
    kind: Kind = "auto",
    weights: Path | None = None,
    watch: Watch = lambda share: None,
) -> Features:
    """Return the features by which images are compared with this data set.

    `auto` is the data's own classifier where labels are enough, principal components otherwise,
    and coordinates for points. `inception` needs a file of weights. Raises UserError where
    the data do not allow what is asked for. `watch` is that of `classifier_of`.
    """
    if is_points(dataset.shape):
        return Coordinates()
    if kind == "inception":
        from genstudio.analysis.inception import inception_features

        return inception_features(weights)
    found = None if kind == "pca" else classifier_of(dataset, watch)
    if found is None and kind == "classifier":
        raise UserError(
            tr(
                "A classifier needs labels of two classes or more, with at least {least} training "
                "images each: take other features.",
                least=LEAST_PER_CLASS,
            )
        )
    return found or pca_features(dataset)


def classifier_of(dataset: Dataset, watch: Watch = lambda share: None) -> ClassifierFeatures | None:
    """Return the classifier of the data's own labels, from the cache, or trained and put there.

    None where there are fewer than two classes, or than 20 training images a class. `watch` is
    told the share of the training that is done, and may raise to end it.
    """
    classes = _classes(dataset)
    train = len(_usable(dataset, "train"))
    if classes < 2 or train < LEAST_PER_CLASS * classes or is_points(dataset.shape):
        return None
    path = paths.cache_dir() / "features" / f"{dataset.fingerprint[:32]}-{FORMAT}.safetensors"
    classifier = _cached(path, dataset.shape, classes)
    if classifier is None:
        classifier = train_classifier(dataset, watch=watch)
        _keep(path, classifier)
    return ClassifierFeatures(f"{dataset.name}-classifier features", classifier)


def train_classifier(
    dataset: Dataset,
    steps: int | None = None,
    seed: int = 0,
    watch: Watch = lambda share: None,
) -> Classifier:
    """Train on the training split's labelled images; the same data give the same network.

    8 epochs, but 600 to 1,200 steps, of Adam with a learning rate that falls from 3e-3 to 0
    by a cosine: a few seconds.
    """
    generator = torch.Generator().manual_seed(seed)
    chosen = _some(_usable(dataset, "train"), dataset)
    steps = steps or int(np.clip(EPOCHS * len(chosen) // BATCH, *STEPS))
    images = torch.from_numpy(dataset.images[chosen])
    labels = torch.from_numpy(_labels(dataset)[chosen])
    with torch.random.fork_rng(devices=[]):  # layers draw their weights from the global RNG
        torch.manual_seed(seed)
        net = Classifier(dataset.shape, _classes(dataset))
    optimiser = Adam(net.parameters(), RATE, 0.9, 0.999)
    for step in range(steps):
        watch(step / steps)
        optimiser.rate = RATE * (1 + math.cos(math.pi * step / steps)) / 2
        rows = torch.randint(len(images), (BATCH,), generator=generator)
        loss = functional.cross_entropy(net(images[rows].float() / 255), labels[rows])
        optimiser.clear()
        loss.backward()
        optimiser.step()
    net.eval().requires_grad_(False)
    _standardise(net, dataset.images[chosen])
    _score(net, dataset)
    return net


def pca_features(dataset: Dataset, dimensions: int = WIDTH) -> PCAFeatures:
    """Find principal components from at most 2,048 training images, by their Gram matrix."""
    chosen = dataset.indices("train")
    if len(chosen) > PCA_IMAGES:
        chosen = np.random.default_rng(0).choice(chosen, PCA_IMAGES, replace=False)
    flat = torch.from_numpy(dataset.images[chosen]).flatten(1).float() / 255
    mean = flat.mean(0)
    centred = flat - mean
    values, vectors = torch.linalg.eigh((centred @ centred.T).double())
    values, vectors = values.flip(0)[:dimensions], vectors.flip(1)[:, :dimensions]
    kept = values > max(1e-6 * float(values[0]), 1e-9)
    unit = (values[kept].mean() / len(chosen)).sqrt()
    # Axis j of X = U S V' is X'u_j / s_j, with s_j^2 the Gram matrix's eigenvalue.
    return PCAFeatures(mean, centred.T @ (vectors[:, kept] / values[kept].sqrt() / unit).float())


def _standardise(net: Classifier, images: NDArray[np.uint8]) -> None:
    raw = _mapped(net.raw_features, images)
    net.mean.copy_(raw.mean(0))
    net.std.copy_(raw.std(0).clamp(min=1e-6))


def _score(net: Classifier, dataset: Dataset) -> None:
    held_out = _usable(dataset, "test")
    rows = _some(held_out if len(held_out) else _usable(dataset, "train"), dataset)
    guessed = _mapped(net, dataset.images[rows]).argmax(1).numpy()
    net.accuracy.fill_(float((guessed == _labels(dataset)[rows]).mean()))


def _cached(path: Path, shape: tuple[int, int, int], classes: int) -> Classifier | None:
    """Read the classifier; anything wrong with the file means that it is trained again."""
    if not path.is_file():
        return None
    net = Classifier(shape, classes)
    try:
        net.load_state_dict(safetensors.torch.load(path.read_bytes()))
    except (safetensors.SafetensorError, RuntimeError, OSError) as error:
        log.warning("the cached classifier cannot be read (%s): training it again", error)
        return None
    return net.eval().requires_grad_(False)


def _keep(path: Path, classifier: Classifier) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_bytes(path, safetensors.torch.save(classifier.state_dict()))
    except (UserError, OSError) as error:
        log.warning("the classifier is not kept for the next time: %s", error)


@torch.inference_mode()
def _mapped(net: object, images: NDArray[np.uint8]) -> Tensor:
    """Apply a network to images in batches of bounded memory."""
    assert callable(net)
    size = max(1, CHUNK // int(np.prod(images.shape[1:])))
    parts = [net(torch.from_numpy(unit(images[a : a + size]))) for a in range(0, len(images), size)]
    return torch.cat(parts)


def _labels(dataset: Dataset) -> NDArray[np.int64]:
    if dataset.labels is None:
        return np.full(len(dataset), -1, np.int64)
    return dataset.labels


def _usable(dataset: Dataset, split: Split) -> NDArray[np.int64]:
    """Return the positions of a split's images that carry a label."""
    rows = dataset.indices(split)
    return rows[_labels(dataset)[rows] >= 0]


def _some(rows: NDArray[np.int64], dataset: Dataset) -> NDArray[np.int64]:
    """Return the rows, or as many as fit into memory easily: the set may be larger than that."""
    most = max(10_000, HELD // int(np.prod(dataset.shape)))
    if len(rows) <= most:
        return rows
    return np.sort(np.random.default_rng(0).choice(rows, most, replace=False))


def _classes(dataset: Dataset) -> int:
    return int(_labels(dataset).max(initial=-1)) + 1
