"""Labelled images for the classifiers: small enough for all of them, with a fixed split."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data import sources
from genstudio.data._resize import fit_images
from genstudio.data.dataset import SPLITS, Dataset, Progress, Split, unit
from genstudio.models import Shape, is_points

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]

MOST = 5000  # images that are used
SIDE = 16  # px: larger images are averaged down to it
LEAST = 10  # training images of a class
CLASSES = 36  # at most


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of the split: uint8 images [N, C, H, W] and their labels [N]."""

    images: NDArray[np.uint8]
    labels: Labels

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def unit(self) -> Floats:
        """Pixels in [0, 1], float32 [N, C, H, W]."""
        return unit(self.images)

    @property
    def rows(self) -> Floats:
        """The same as rows [N, D]."""
        return self.unit.reshape(len(self), -1)


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What is learned from (`train`), what thresholds come from (`check`), what is judged by.

    Nothing has been fitted to `test`. `notes` say what was left out or made smaller.
    """

    name: str
    classes: tuple[str, ...]
    train: Part
    check: Part
    test: Part
    notes: tuple[str, ...] = field(default=())

    @property
    def shape(self) -> Shape:
        """(channels, height, width) of an image."""
        channels, height, width = self.train.images.shape[1:]
        return channels, height, width

    @property
    def log_prior(self) -> NDArray[np.float64]:
        """Log p(y): the classes' shares among the training images, [C]."""
        counts = np.bincount(self.train.labels, minlength=len(self.classes))
        return np.asarray(np.log(counts / counts.sum()))


def read(source: str, options: str, wanted: str, seed: int, progress: Progress, stop: Stop) -> Any:
    """Load a source and prepare it; `options` are the source's own settings, as JSON."""
    try:
        values = json.loads(options) if options.strip() else {}
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise UserError(
            tr('The options of the data are a JSON object, such as {{"letters": "digits"}}.')
        )
    dataset = sources.load(source, values, progress, stop, download=False)
    return prepare(dataset, wanted, seed, stop)


def prepare(dataset: Dataset, wanted: str, seed: int, stop: Stop) -> Material:
    """Return the images of the wanted classes (names with spaces between; empty is all).

    Raises UserError where there are no labels, too few classes or too few images.
    """
    names, labels = _labelled(dataset)
    chosen = _chosen(names, wanted)
    notes: list[str] = []
    places = np.flatnonzero(np.isin(labels, chosen))
    if len(places) > MOST:
        generator = np.random.Generator(np.random.PCG64(seed))
        notes.append(tr("{used:,} of {all:,} images are used", used=MOST, all=len(places)))
        places = np.sort(generator.choice(places, MOST, replace=False))
    counts = np.bincount(labels[_of(dataset, places, "train")], minlength=len(names))
    kept = [c for c in chosen if counts[c] >= LEAST]
    if len(kept) < len(chosen) and not wanted.strip():
        left = tr("%n class(es) with too few images left out", "", len(chosen) - len(kept))
        notes.append(left)
    if len(kept) < 2 or (wanted.strip() and len(kept) < len(chosen)):
        raise UserError(
            tr(
                "At least two classes with {count} training images each are needed: choose other "
                "data or other classes.",
                count=LEAST,
            )
        )
    if len(kept) > CLASSES:
        notes.append(tr("the first {count} classes are used", count=CLASSES))
        kept = kept[:CLASSES]
    places = places[np.isin(labels[places], kept)]
    images = _small(np.asarray(dataset.images[places]), notes, stop)
    codes = np.searchsorted(kept, labels[places])
    train, check, test = (_part(dataset, places, images, codes, split) for split in SPLITS)
    if len(check) < LEAST:
        check, test = _divided(test)
    if len(test) < LEAST or len(check) < LEAST:
        raise UserError(tr("There are too few held-out images: choose a larger data set."))
    classes = tuple(names[c] for c in kept)
    return Material(dataset.name, classes, train, check, test, tuple(notes))


def _labelled(dataset: Dataset) -> tuple[tuple[str, ...], Labels]:
    if is_points(dataset.shape):
        raise UserError(tr("These data are points: choose images that have labels."))
    if dataset.labels is None or not (dataset.labels >= 0).any():
        raise UserError(
            tr(
                "{name} has no labels to tell apart: choose the digits, or a folder with one "
                "folder a class.",
                name=dataset.name,
            )
        )
    count = int(dataset.labels.max()) + 1
    names = dataset.classes if len(dataset.classes) >= count else tuple(map(str, range(count)))
    return names, dataset.labels


def _chosen(names: tuple[str, ...], wanted: str) -> list[int]:
    asked = [word for word in re.split(r"[\s,;]+", wanted.strip()) if word]
    unknown = [word for word in asked if word not in names]
    if unknown:
        raise UserError(
            tr(
                "There is no class {name!r}; there are {names}.",
                name=unknown[0],
                names=", ".join(names),
            )
        )
    return sorted({names.index(word) for word in asked}) if asked else list(range(len(names)))


def _of(dataset: Dataset, places: Labels, split: Split) -> Labels:
    return places[np.isin(places, dataset.indices(split))]


def _small(images: NDArray[np.uint8], notes: list[str], stop: Stop) -> NDArray[np.uint8]:
    """Average images down to SIDE where they are larger, and say so."""
    height, width = images.shape[2:]
    if max(height, width) <= SIDE:
        return images
    size = tr("{width} × {height} px", width=width, height=height)
    notes.append(tr("made {side} × {side} px, from {size}", side=SIDE, size=size))
    return fit_images(images, SIDE, "stretch", lambda done, total: None, stop)


def _divided(test: Part) -> tuple[Part, Part]:
    """Take every third test image for the thresholds, where there are hardly others."""
    third = np.arange(len(test)) % 3 == 0
    return Part(test.images[third], test.labels[third]), Part(
        test.images[~third], test.labels[~third]
    )


def _part(
    dataset: Dataset, places: Labels, images: NDArray[np.uint8], codes: Labels, split: Split
) -> Part:
    inside = np.isin(places, dataset.indices(split))
    return Part(images[inside], codes[inside])
