"""Deep feature interpolation (Upchurch et al., arXiv:1611.05507): pictures changed by features.

    w = mean phi(neighbours that have it) - mean phi(neighbours that have it not)
    x' = argmin_u  1/2 |phi(u) - phi(x) - alpha w|^2 + lambda R(u)

No generator is trained: the features of a picture x are moved, and a picture with such features
is looked for, beginning at x. The neighbours are the K pictures of each group that are nearest
to x by phi, of those that are as x is in all else that is known. R is the total variation. The
search is L-BFGS (the paper's L-BFGS-B has bounds; here leaving them costs its square).

As against the paper: each layer of phi is divided by its mean square, so that none counts for
more; phi comes from own networks as a rule; alpha is not divided by mean(w^2), since w is not
diluted in small pictures. All strengths alpha are looked for together, as one batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.analysis import feature_groups
from genstudio.analysis.deep_features import DeepFeatures, Space
from genstudio.analysis.feature_groups import Groups
from genstudio.analysis.feature_inversion import Objective, invert
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import tr
from genstudio.data.dataset import Dataset, unit

REFERENCE = 64  # pictures of each group by which the layers are scaled
CHUNK = 64  # pictures that phi is taken of at once
DEARER = 4  # evaluations with a gradient, and line searches, over plain ones
MOST_STRENGTHS = 32  # that share one line search

Images = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a picture is changed: alphas, K, steps of the search, lambda, and the seed.

    `match_colours` gives the result the mean and deviation of each of the picture's channels.
    """

    strengths: tuple[float, ...] = (0.5, 1.0, 1.5)
    k: int = 100
    iterations: int = 40
    total_variation: float = 0.01
    match_colours: bool = False
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """The picture [C, H, W] that is changed, its place in the data, and what is known of it."""

    image: Images
    index: int | None = None
    known: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, dataset: Dataset, index: int) -> Subject:
        """Take a picture of the data."""
        return cls(dataset.images[index], index, feature_groups.known_of(dataset, index))


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """phi(x) [D], w [D], and the neighbours that w was made of, as places in the data.

    `matched` are the attributes in which all of them are as x is.
    """

    space: Space
    start: Tensor
    direction: Tensor
    has: NDArray[np.int64]
    lacks: NDArray[np.int64]
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Progress:
    """How far the work is; `images` [A, C, H, W] are the pictures as they are now, if there are."""

    done: int
    total: int
    images: Images | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """The changed pictures [A, C, H, W], one for each strength, and how near their features came.

    `residuals` are |phi(x') - phi(x) - alpha w|^2 / |alpha w|^2, NaN for a strength of 0.
    `matched` are the attributes in which the neighbours are as x is, `iterations` the steps made.
    """

    subject: Subject
    strengths: tuple[float, ...]
    images: Images
    residuals: NDArray[np.float64]
    has: NDArray[np.int64]
    lacks: NDArray[np.int64]
    matched: tuple[str, ...]
    features: str
    iterations: int


def interpolate(
    subject: Subject,
    dataset: Dataset,
    groups: Groups,
    features: DeepFeatures,
    settings: Settings | None = None,
    stop: Stop = never,
) -> Iterator[Progress | Result]:
    """Change a picture towards the first group; yields Progress, and a Result at the end.

    Stopped while the search is on, it ends with what it has; stopped before, with nothing.
    Raises UserError for groups, or a picture, that cannot be used.
    """
    settings = _checked(settings or Settings(), subject, dataset)
    walk = _find_way(subject, dataset, groups, features, settings, stop)
    before = 0
    way: Way | None = None
    extra = DEARER * settings.iterations * len(settings.strengths)
    for found in walk:
        if isinstance(found, Way):
            way = found
        else:
            before = found[1]
            yield Progress(found[0], before + extra)
    if way is None:
        return
    alphas = torch.tensor(settings.strengths, dtype=torch.float32)
    goal = way.start + alphas[:, None] * way.direction
    x = torch.from_numpy(unit(subject.image[None]))
    objective = Objective(way.space, goal, settings.total_variation)
    u, step = x, 0
    for step, u in invert(objective, x.expand(len(alphas), -1, -1, -1), settings.iterations, stop):
        yield Progress(before + extra * step // settings.iterations, before + extra, _pixels(u))
    if step:
        yield _result(subject, way, settings, u, goal, step)


def find_way(
    subject: Subject,
    dataset: Dataset,
    groups: Groups,
    features: DeepFeatures,
    settings: Settings | None = None,
) -> Way:
    """Return phi(x), w and the neighbours; the first half of `interpolate`."""
    settings = _checked(settings or Settings(), subject, dataset)
    *_, way = _find_way(subject, dataset, groups, features, settings, never)
    assert isinstance(way, Way)
    return way


def _checked(settings: Settings, subject: Subject, dataset: Dataset) -> Settings:
    if dataset.points:
        raise UserError(tr("These data are points: a picture has no place among them."))
    if subject.image.shape != dataset.shape:
        raise UserError(
            tr("The picture is not as large as those of the data: choose it once more.")
        )
    if not 0 < len(settings.strengths) <= MOST_STRENGTHS:
        raise UserError(tr("Give 1 to {most} strengths at once.", most=MOST_STRENGTHS))
    return settings


def _find_way(
    subject: Subject,
    dataset: Dataset,
    groups: Groups,
    features: DeepFeatures,
    settings: Settings,
    stop: Stop,
) -> Iterator[tuple[int, int] | Way]:
    """Yield how many pictures have been looked at of how many, then the Way."""
    others = _without(feature_groups.trained(dataset, groups), subject.index)
    feature_groups.checked(others)
    matched, names = feature_groups.matching(dataset, others, subject.known, settings.k)
    some = [
        _some(rows, features.candidates, settings.seed) for rows in (matched.has, matched.lacks)
    ]
    reference = np.concatenate([rows[:REFERENCE] for rows in some])
    space = Space.of(features, _tensor(dataset, reference))
    with torch.no_grad():
        start = space(torch.from_numpy(unit(subject.image[None])))[0]
    total, done = len(some[0]) + len(some[1]), 0
    near: list[_Nearest] = []
    for rows in some:
        near.append(_Nearest(min(settings.k, len(rows))))
        for first in range(0, len(rows), CHUNK):
            if stop():
                return
            part = rows[first : first + CHUNK]
            with torch.no_grad():
                near[-1].add(part, space(_tensor(dataset, part)), start)
            done += len(part)
            yield done, total
    direction = near[0].mean() - near[1].mean()
    if float(direction.norm()) == 0:
        raise UserError(
            tr("Both groups look the same by these features: choose other groups or features.")
        )
    yield Way(space, start, direction, near[0].rows, near[1].rows, names)


class _Nearest:
    """Keeps the k pictures nearest to one, and their phi."""

    def __init__(self, k: int) -> None:
        self._k = k
        self.rows = np.zeros(0, np.int64)
        self._distances = torch.zeros(0)
        self._phi = torch.zeros(0)

    def add(self, rows: NDArray[np.int64], phi: Tensor, start: Tensor) -> None:
        """Look at more pictures, with their phi [N, D]."""
        distances = torch.cat([self._distances, (phi - start).square().sum(1)])
        phi = torch.cat([self._phi, phi]) if len(self._phi) else phi
        order = distances.argsort(stable=True)[: self._k]
        self.rows = np.concatenate([self.rows, rows])[order.numpy()]
        self._distances, self._phi = distances[order], phi[order]

    def mean(self) -> Tensor:
        """Return the mean phi [D] of those that are kept."""
        return self._phi.mean(0)


def _result(
    subject: Subject, way: Way, settings: Settings, u: Tensor, goal: Tensor, step: int
) -> Result:
    images = _pixels(u)
    with torch.no_grad():
        missed = (way.space(torch.from_numpy(unit(images))) - goal).square().sum(1).double()
        asked = (goal - way.start).square().sum(1).double()
    residuals = torch.where(asked > 0, missed / asked, torch.nan).numpy()
    if settings.match_colours:
        images = matched_colours(images, subject.image)
    names = way.matched
    return Result(
        subject, settings.strengths, images, residuals, way.has, way.lacks, names,
        way.space.features.name, step,
    )  # fmt: skip


def matched_colours(images: Images, original: Images) -> Images:
    """Return images [A, C, H, W] with each channel's mean and deviation of one [C, H, W]."""
    x, goal = images.astype(np.float64), original.astype(np.float64)
    mean, deviation = (f(x, axis=(2, 3), keepdims=True) for f in (np.mean, np.std))
    wanted, spread = (f(goal, axis=(1, 2), keepdims=True) for f in (np.mean, np.std))
    moved = (x - mean) / np.maximum(deviation, 1e-9) * spread + wanted
    return np.clip(np.round(moved), 0, 255).astype(np.uint8)


def _without(groups: Groups, index: int | None) -> Groups:
    """Leave out the picture itself: it would be its own nearest neighbour."""
    if index is None:
        return groups
    has, lacks = (rows[rows != index] for rows in (groups.has, groups.lacks))
    return Groups(has, lacks, groups.has_name, groups.lacks_name)


def _some(rows: NDArray[np.int64], most: int, seed: int) -> NDArray[np.int64]:
    generator = np.random.Generator(np.random.PCG64(seed))
    return rows if len(rows) <= most else np.sort(generator.choice(rows, most, replace=False))


def _tensor(dataset: Dataset, rows: NDArray[np.int64]) -> Tensor:
    return torch.from_numpy(unit(np.asarray(dataset.images[rows])))


def _pixels(u: Tensor) -> Images:
    found: Any = u.detach().nan_to_num(0.0).clamp(0, 1).mul(255).round().to(torch.uint8).numpy()
    return np.ascontiguousarray(found)
