"""A direction of the latent space that stands for an attribute, found from two groups of codes.

z' = z + alpha v, v being the difference of the groups' means: alpha = 1 moves the mean of the one
group to that of the other (White, arXiv:1609.04468, section 4.1; dribnet/plat, bin/atvec.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.core.errors import UserError
from genstudio.core.language import tr

if TYPE_CHECKING:
    from genstudio.data.dataset import Dataset

Floats = NDArray[np.float64]
Codes = NDArray[np.float32]
Method = Literal["means", "separator"]
METHODS: tuple[Method, ...] = ("means", "separator")

FARTHEST = 3.0  # of alpha, both ways
FOLDS = 5
LEAST_A_STRATUM = 4  # codes of the smaller group, on average
RIDGE = 0.1  # share of the mean variance that the separator adds, for groups of few codes


@dataclass(frozen=True, slots=True, eq=False)
class Direction:
    """v [d], and the place half way between the groups [d].

    `gap` is how far the groups' means lie apart along v, times v's length. `strata` are the
    groups of equal other attributes that it was averaged over; 0: none.
    """

    vector: Codes
    middle: Codes
    gap: float
    strata: int = 0

    @property
    def length(self) -> float:
        """How far apart the groups' means are."""
        return float(np.linalg.norm(self.vector))

    def move(self, code: ArrayLike, alpha: float | ArrayLike) -> Codes:
        """Return z + alpha v: [d] for one alpha, [N, d] for several."""
        steps = np.asarray(alpha, np.float32)[..., None] * self.vector
        return (np.asarray(code, np.float32) + steps).astype(np.float32)

    def position(self, codes: ArrayLike) -> Floats:
        """Return where codes [N, d] lie along v: 0 is the one group's mean, 1 the other's."""
        offset = np.asarray(codes, np.float64) - self.middle
        return 0.5 + offset @ self.vector.astype(np.float64) / self.gap


@dataclass(frozen=True, slots=True, eq=False)
class Separation:
    """How well a direction tells the groups apart, judged by codes that it was not made from.

    `auc` is the share of pairs, one of each group, that lie in the right order; `d_prime` the
    distance of the means in standard deviations. `has` and `without` are the codes' places
    along the direction. `held_out` is False for groups too small to spare any.
    """

    auc: float
    d_prime: float
    has: Floats
    without: Floats
    held_out: bool


def find(
    has: ArrayLike,
    without: ArrayLike,
    method: Method = "means",
    strata: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None,
) -> Direction:
    """Return the direction from the codes [N, d] that lack an attribute to those that have it.

    `means` is the difference of the means. `separator` is the normal of Fisher's linear
    discriminant, scaled to the same length. `strata` tells which other attributes each code
    has, as one number; the means are then averaged over the strata that both groups share, each
    with the same weight, so that what merely comes along with the attribute is not learned
    ("bias-corrected by replication"). Raises UserError for an empty group, or equal means.
    """
    one, other = (np.asarray(group, np.float64) for group in (has, without))
    if not len(one) or not len(other):
        raise UserError(tr("Both piles need a code or more: add some to each."))
    shared = 0
    if strata is not None:
        weights = [_replicated(own, np.intersect1d(*strata)) for own in strata]
        if _covers(weights):
            shared = len(np.intersect1d(*strata))
    if shared:
        means = [w @ group / w.sum() for w, group in zip(weights, (one, other))]
    else:
        means = [group.mean(0) for group in (one, other)]
    vector = means[0] - means[1]
    length = float(np.linalg.norm(vector))
    if not math.isfinite(length):
        raise UserError(tr("Codes of a pile are not finite: fill it with others."))
    if length < 1e-9:
        raise UserError(
            tr("Both piles have the same mean, so there is no direction: fill them differently.")
        )
    apart = vector
    if method == "separator":
        normal = _fisher(apart, one, other)
        vector = normal * (length / np.linalg.norm(normal))
    middle = ((means[0] + means[1]) / 2).astype(np.float32)
    return Direction(vector.astype(np.float32), middle, float(apart @ vector), shared)


def _replicated(strata: NDArray[np.int64], shared: NDArray[np.int64]) -> Floats:
    """Return a weight for each code, so that all shared strata weigh the same; 0 for others."""
    _, place, counts = np.unique(strata, return_inverse=True, return_counts=True)
    return np.where(np.isin(strata, shared), 1 / counts[place], 0.0)


def _covers(weights: list[Floats]) -> bool:
    """Say whether the shared strata hold at least half of each group: few say nothing."""
    return all((w > 0).mean() >= 0.5 for w in weights)


def _fisher(vector: Floats, one: Floats, other: Floats) -> Floats:
    """Return S^-1 (m1 - m0), S being the covariance within the groups, and a ridge."""
    centred = np.concatenate([one - one.mean(0), other - other.mean(0)])
    within = centred.T @ centred / max(1, len(centred) - 2)
    ridge = RIDGE * float(np.trace(within)) / len(within)
    if ridge <= 0:
        return vector  # single codes have no spread: there is nothing to divide by
    return np.asarray(np.linalg.solve(within + ridge * np.eye(len(within)), vector))


def separation(
    has: ArrayLike, without: ArrayLike, make: Callable[..., Direction] = find, folds: int = FOLDS
) -> Separation:
    """Judge the direction that `make(has, without)` finds, by cross-validation.

    Each code's place is told by a direction that was made without it: in many dimensions, a
    direction separates the very codes that it was made from even where there is nothing to be
    learned. Groups of a single code are judged by themselves.
    """
    groups = [np.asarray(group, np.float64) for group in (has, without)]
    folds = min(folds, *(len(group) for group in groups))
    places: list[Floats] = [np.zeros(len(group)) for group in groups]
    if folds < 2:
        direction = make(*groups)
        places = [direction.position(group) for group in groups]
    for fold in range(folds if folds >= 2 else 0):
        held = [np.arange(len(group)) % folds == fold for group in groups]
        direction = make(*(group[~out] for group, out in zip(groups, held)))
        for place, group, out in zip(places, groups, held):
            place[out] = direction.position(group[out])
    area = auc(*places)
    return Separation(area, d_prime(*places), places[0], places[1], folds >= 2)


def balanced(
    has: ArrayLike,
    without: ArrayLike,
    method: Method,
    strata: tuple[NDArray[np.int64], NDArray[np.int64]] | None,
) -> tuple[Direction, Separation]:
    """Return the direction and its separation.

    The score is that of the same method without the strata, which each fold would have too few
    codes for.
    """
    direction = find(has, without, method, strata)
    return direction, separation(has, without, partial(find, method=method))


def auc(has: ArrayLike, without: ArrayLike) -> float:
    """Return P(a > b) + P(a = b) / 2 for numbers of two groups: Mann-Whitney's U over n m."""
    a, b = np.sort(np.asarray(has, np.float64)), np.sort(np.asarray(without, np.float64))
    below = np.searchsorted(b, a, "left").sum()
    equal = np.searchsorted(b, a, "right").sum() - below
    return float((below + equal / 2) / (len(a) * len(b)))


def d_prime(has: ArrayLike, without: ArrayLike) -> float:
    """Return (m1 - m0) / sqrt((s1^2 + s0^2) / 2); infinite for groups without any spread."""
    a, b = np.asarray(has, np.float64), np.asarray(without, np.float64)
    gap = float(a.mean() - b.mean())
    deviation = math.sqrt((float(a.var()) + float(b.var())) / 2)
    if deviation == 0:
        return math.copysign(math.inf, gap) if gap else 0.0
    return gap / deviation


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that the data say of each image: one value of a factor, or one class.

    `factor` is the factor's name, or "" for the classes. `name` is for people.
    """

    factor: str
    value: int
    name: str


def known(dataset: Dataset) -> list[Attribute]:
    """Return what attributes of a data set are known, classes first.

    A factor of two values is one attribute, its second value; of more values, each is one
    against the rest. Numbers, such as a position, are one: above their middle.
    """
    classes = [tr("class {name}", name=name) for name in dataset.classes]
    found = [Attribute("", k, name) for k, name in enumerate(classes)]
    if len(dataset.classes) == 2:
        found = found[1:]
    if dataset.labels is None or len(dataset.classes) < 2:
        found = []
    for factor, about in dataset.factors.items():
        if not about.names:
            found.append(Attribute(factor, 0, tr("{factor}: large", factor=factor)))
        elif tuple(about.names) == ("no", "yes"):
            found.append(Attribute(factor, 1, factor))
        else:
            first = 1 if len(about.names) == 2 else 0
            found += [
                Attribute(factor, k, f"{factor}: {name}")
                for k, name in enumerate(about.names)
                if k >= first
            ]
    return found


def having(dataset: Dataset, attribute: Attribute, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say of images at `rows` [N] which have the attribute."""
    if not attribute.factor:
        labels = dataset.labels
        return np.zeros(len(rows), bool) if labels is None else labels[rows] == attribute.value
    about = dataset.factors[attribute.factor]
    if about.names:
        return np.asarray(about.values[rows] == attribute.value)
    return np.asarray(about.values[rows] > np.median(about.values))


def strata(
    dataset: Dataset, rows: NDArray[np.int64], groups: NDArray[np.bool_], but: Attribute | None
) -> NDArray[np.int64] | None:
    """Return one number [N] for each image that tells its other attributes; None without any.

    `but` is the attribute that is asked for; what says the same, such as the classes that were
    made from it, is left out too. Attributes with few values come first, and no more are taken
    than leave four codes of the smaller group a stratum.
    """
    most = min(int(groups.sum()), int((~groups).sum())) / LEAST_A_STRATUM
    tables = [
        (len(f.names), f.values[rows])
        for name, f in dataset.factors.items()
        if f.names and (but is None or name != but.factor)
    ]
    if dataset.labels is not None and len(dataset.classes) > 1 and (but is None or but.factor):
        tables.append((len(dataset.classes), dataset.labels[rows]))
    codes, count = np.zeros(len(rows), np.int64), 1
    for size, values in sorted(tables, key=lambda table: table[0]):
        if count * size <= most and not _tells(values, groups):
            codes, count = codes * size + values, count * size
    return codes if count > 1 else None


def _tells(values: NDArray[np.int64], groups: NDArray[np.bool_]) -> bool:
    """Say whether an attribute and the groups are one: no value comes in both."""
    return not np.intersect1d(values[groups], values[~groups]).size
