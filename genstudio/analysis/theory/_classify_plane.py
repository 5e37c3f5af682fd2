"""The classifiers in a plane: what each says of points of it, as regions, margins and borders.

Two pictures can be meant, and both are offered. "plane": only the two coordinates are known.
The support vector machine is another one then, trained on them; a generative model is the same
as before, as it can be integrated over the directions that are not seen. "slice": all pixels
are known, those of the mean image at each point; each is the classifier of all pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.contours import contours
from genstudio.analysis.project import Plane
from genstudio.analysis.project_lda import discriminants, scatters
from genstudio.analysis.theory import _classify_ppca as ppca
from genstudio.analysis.theory import _classify_svm as svm
from genstudio.analysis.theory._classify_data import Material
from genstudio.analysis.theory._classify_ppca import ClassPPCA

Floats = NDArray[np.float64]
Line = NDArray[np.float32]
Kind = Literal["pca", "lda"]
What = Literal["plane", "slice"]

SIDE = 64  # points of the grid a side
ROOM = 0.08  # of the data's extent, around it
# Of a pixel's mean variance within the classes, added to all: without it discriminants are found
# among pixels that hardly ever change, where no density can be learned.
RIDGE = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """What one classifier says on the grid: a class each [SIDE, SIDE], from below upwards.

    `margins` are the lines where an SVM's decision value is 1. `confident` [SIDE, SIDE] is p(y|t)
    of the class said, where the classifier has one. `accuracy` is that of the test images, each
    known by what the picture is about.
    """

    label: NDArray[np.uint8]
    accuracy: float
    margins: tuple[Line, ...] = ()
    confident: NDArray[np.float16] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The plane, its grid, and where the images lie: all that does not depend on a classifier."""

    plane: Plane
    x: Floats
    y: Floats
    points: NDArray[np.float32]  # of the grid, [SIDE * SIDE, 2]
    train: NDArray[np.float32]
    test: NDArray[np.float32]

    @property
    def axes(self) -> Floats:
        """The two directions, orthonormal, [D, 2]."""
        return self.plane.axes[:, :2]

    @property
    def images(self) -> NDArray[np.float32]:
        """The mean image at each point of the grid, as rows."""
        return np.asarray(self.plane.lift(self.points))


def lay(material: Material, kind: Kind) -> Ground:
    """Put the plane through the training images."""
    rows = material.train.rows.astype(np.float64)
    plane = _discriminating(rows, material.train.labels) if kind == "lda" else Plane.fit(rows)
    train = plane.project(rows)
    low, high = train.min(0).astype(float), train.max(0).astype(float)
    room = ROOM * (high - low)
    x, y = (np.linspace(a - r, b + r, SIDE) for a, b, r in zip(low, high, room))
    grid = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2).astype(np.float32)
    return Ground(plane, x, y, grid, train, plane.project(material.test.rows))


def _discriminating(rows: Floats, labels: NDArray[np.int64]) -> Plane:
    """Return Fisher's plane; with two classes its second direction is the widest of the others."""
    within, between = scatters(rows, labels)
    within = within + RIDGE * np.trace(within) / len(within) * np.eye(len(within))
    ratios, directions = discriminants(within, between)
    covariance = np.cov(rows.T, bias=True)
    if len(np.unique(labels)) < 3:
        first = np.linalg.qr(directions[:, :1])[0]
        rest = np.eye(len(first)) - first @ first.T
        widest = np.linalg.eigh(rest @ covariance @ rest)[1][:, -1:]
        directions = np.concatenate([first, widest], 1)
    plane = Plane.along(rows.mean(0), covariance, directions[:, :2])
    return replace(plane, kind="lda", figure=float(ratios[:2].mean()))


@dataclass(frozen=True, slots=True, eq=False)
class PlaneMachine:
    """The SVM of the picture, its training points' support vectors and its regions."""

    svc: Any
    support: NDArray[np.int64]
    regions: Regions

    def predict(self, points: NDArray[Any]) -> NDArray[np.int64]:
        """Return the class of each point of the plane [N, 2]."""
        return np.asarray(self.svc.predict(points), np.int64)


def machine(ground: Ground, material: Material, settings: svm.Settings, what: What) -> PlaneMachine:
    """Train the SVM of the picture: on the two coordinates, or on all pixels for the slice."""
    sliced = what == "slice"
    x = material.train.rows if sliced else ground.train
    y = material.train.labels
    svc = settings.make("ovo").fit(x, y)
    found = svm.tables(svc, ground.images if sliced else ground.points, len(material.classes))
    test = material.test.rows if sliced else ground.test
    accuracy = float((svc.predict(test) == material.test.labels).mean())
    margin = found.margin.reshape(SIDE, SIDE)
    lines = contours(ground.x, ground.y, np.where(np.isfinite(margin), margin, 0.0), 1.0)
    regions = Regions(_table(found.label), accuracy, _light(lines))
    return PlaneMachine(svc, np.asarray(svc.support_, np.int64), regions)


def of_ppca(ground: Ground, material: Material, model: ClassPPCA, what: What) -> Regions:
    """Return argmax p(t|y) p(y) on the grid, from the exact marginals; or of the slice's images."""
    if what == "slice":
        ask: Callable[[NDArray[Any]], Floats] = model.log_likelihoods
    else:
        means, covariances = model.in_plane(ground.plane.mean, ground.axes)
        ask = partial(ppca.log_normals, means=means, covariances=covariances)
    where, test = asked(ground, material, what)
    return generative(material, ask(where), ask(test))


def asked(
    ground: Ground, material: Material, what: What
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the grid and the test images as this picture knows them: points [., 2] or rows."""
    if what == "slice":
        return ground.images, material.test.rows
    return ground.points, ground.test


def generative(material: Material, grid: Floats, test: Floats) -> Regions:
    """Return the regions of argmax_y p(.|y) p(y), from log p(.|y) of the grid and of the test.

    `confident` is p(y|.) of the class said.
    """
    posterior = ppca.posterior(ppca.log_joint(grid, material.log_prior))
    said = ppca.log_joint(test, material.log_prior).argmax(1)
    accuracy = float((said == material.test.labels).mean())
    sure = posterior.max(1).reshape(SIDE, SIDE).astype(np.float16)
    return Regions(_table(posterior.argmax(1)), accuracy, confident=sure)


def _table(labels: NDArray[np.int64]) -> NDArray[np.uint8]:
    return labels.reshape(SIDE, SIDE).astype(np.uint8)


def _light(lines: list[Any]) -> tuple[Line, ...]:
    return tuple(np.asarray(line, np.float32) for line in lines if len(line) > 2)
