"""Few labels: the accuracy of both kinds of classifier for 1 to 100 labels a class.

Each is trained anew from labels drawn at random, several times; the test images are the same.
The generative one is asked twice: from the labelled images alone, and from the other training
images as well, without their labels. p(x) can be learned from those, p(y|x) cannot. It is then
fitted to the labels that it gives them itself, and again, until they change no more
(classification EM, Celeux & Govaert 1992).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.theory import _classify_svm as svm
from genstudio.analysis.theory._classify_data import Material
from genstudio.analysis.theory._classify_ppca import ClassPPCA

Labels = NDArray[np.int64]
Table = NDArray[np.float32]

LABELS = (1, 2, 5, 10, 20, 50, 100)
UNLABELLED = 2000  # images at most
ROUNDS = 10  # of labelling them, at most


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Accuracies [repeats, len(labels)] in [0, 1]; NaN where none was measured yet.

    `svm` is all NaN where there is no support vector machine. `unlabelled` is that of pPCA with
    the other images besides.
    """

    labels: tuple[int, ...]
    svm: Table
    ppca: Table
    unlabelled: Table

    @property
    def done(self) -> int:
        """How many points were measured."""
        return int(np.isfinite(self.unlabelled).sum())

    @property
    def total(self) -> int:
        """How many there will be."""
        return self.unlabelled.size


def measure(
    material: Material, settings: svm.Settings, dims: int, repeats: int, seed: int
) -> Iterator[Curves]:
    """Yield the curves after each point; all numbers of labels once, then all again."""
    fewest = int(np.bincount(material.train.labels).min())
    labels = tuple(n for n in LABELS if n <= fewest)
    empty = np.full((repeats, len(labels)), np.nan, np.float32)
    curves = Curves(labels, empty, empty, empty)
    for repeat in range(repeats):
        generator = np.random.Generator(np.random.PCG64([seed, 13, repeat]))
        order = generator.permutation(len(material.train))
        for column, count in enumerate(labels):
            found = accuracies(material, order, count, settings, dims)
            curves = replace(
                curves,
                svm=_with(curves.svm, repeat, column, found["svm"]),
                ppca=_with(curves.ppca, repeat, column, found["ppca"]),
                unlabelled=_with(curves.unlabelled, repeat, column, found["unlabelled"]),
            )
            yield curves


def few(material: Material, order: Labels, count: int) -> Labels:
    """Return the first `count` training images of each class in that order: more hold fewer."""
    labels = material.train.labels[order]
    places = [order[np.flatnonzero(labels == c)[:count]] for c in range(len(material.classes))]
    return np.concatenate(places)


def accuracies(
    material: Material, order: Labels, count: int, settings: svm.Settings, dims: int
) -> dict[str, float]:
    """Return the accuracies on the test images, from `count` labels of each class."""
    chosen = few(material, order, count)
    train, test, classes = material.train, material.test, len(material.classes)
    images, labels = train.unit[chosen], train.labels[chosen]
    found = {"svm": float("nan")}
    if svm.available():
        svc = settings.make().fit(images.reshape(len(images), -1), labels)
        found["svm"] = float((svc.predict(test.rows) == test.labels).mean())
    model = ClassPPCA(images, labels, classes, dims)
    model.share_sigma()
    found["ppca"] = _accuracy(model, material)
    others = np.setdiff1d(order[:UNLABELLED], chosen)
    found["unlabelled"] = _accuracy(_taught(material, chosen, others, model, dims), material)
    return found


def _taught(
    material: Material, chosen: Labels, others: Labels, model: ClassPPCA, dims: int
) -> ClassPPCA:
    """Fit the model to images without labels as well, by the labels that it gives them."""
    train = material.train
    if not len(others):
        return model
    images = np.concatenate([train.unit[chosen], train.unit[others]])
    rows = train.rows[others]
    given = np.full(len(others), -1)
    for _ in range(ROUNDS):
        said = model.log_likelihoods(rows).argmax(1)
        if (said == given).all():
            break
        given = said
        labels = np.concatenate([train.labels[chosen], given])
        model = ClassPPCA(images, labels, len(material.classes), dims)
    return model


def _accuracy(model: ClassPPCA, material: Material) -> float:
    """With as many labels of each class, p(y) is the same for all."""
    said = model.log_likelihoods(material.test.rows).argmax(1)
    return float((said == material.test.labels).mean())


def _with(table: Table, row: int, column: int, value: float) -> Table:
    table = table.copy()
    table[row, column] = value
    return table
