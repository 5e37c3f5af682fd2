"""The ways to lay a plane through more than two latent dimensions, by name.

Each kind is a file `project_NAME.py` with one function; here they are listed. Linear kinds are
planes whose points go back to the conditional mean of the codes seen there. The others are maps
made by a library from a sample, without a way back but through the neighbours on the map.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.analysis.project import Plane
from genstudio.analysis.project_dims import dims_plane
from genstudio.analysis.project_lda import lda_plane
from genstudio.analysis.project_random import random_plane
from genstudio.core.language import mark

Codes = NDArray[np.float64]

MOST = 100_000  # codes that a plane is laid by, but PCA: more do not move it


@dataclass(frozen=True, slots=True)
class Projection:
    """What a person has chosen; `dims` None are those with the most in them."""

    kind: str = "pca"
    dims: tuple[int, int] | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """What a plane is laid by: codes [N, d], all finite, their classes [N], and KL [d]."""

    codes: Codes
    labels: NDArray[np.int64] | None = None
    kl: NDArray[np.float64] | None = None
    mean: NDArray[np.float64] = field(init=False)
    covariance: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mean", self.codes.mean(0))
        covariance = np.cov(self.codes.T, bias=True)
        object.__setattr__(self, "covariance", np.atleast_2d(covariance))


Lay = Callable[[Sample, Projection], Plane]
Needs = Literal["codes", "classes", "nothing"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to see many dimensions in a plane.

    `title` and `about` are marked texts; `lay` is None for a map that a library makes. `needs`
    says what has to be there: codes, their classes too, or nothing but a prior.
    """

    title: str
    about: str
    needs: Needs
    lay: Lay | None = None


def _pca(sample: Sample, wanted: Projection) -> Plane:
    return Plane.fit(sample.codes)


KINDS = {
    "pca": Kind(
        mark("Widest directions (PCA)"),
        mark("The two directions along which the codes vary most"),
        "codes",
        _pca,
    ),
    "dims": Kind(
        mark("Two numbers of z"),
        mark("Two dimensions of z as they are; those that carry the most come first"),
        "nothing",
        lambda sample, wanted: dims_plane(sample.mean, sample.covariance, sample.kl, wanted.dims),
    ),
    "lda": Kind(
        mark("Classes apart (LDA)"),
        mark("The two directions along which the classes lie farthest apart"),
        "classes",
        lambda sample, wanted: lda_plane(sample.codes, sample.labels),
    ),
    "random": Kind(
        mark("A random plane"),
        mark("Two directions by chance: what any view of the codes would show"),
        "nothing",
        lambda sample, wanted: random_plane(sample.mean, sample.covariance, wanted.seed),
    ),
    "tsne": Kind(
        mark("Map of neighbours (t-SNE)"),
        mark("Neighbours stay together; distances between groups mean nothing"),
        "codes",
    ),
    "umap": Kind(
        mark("Map of neighbours (UMAP)"),
        mark("As t-SNE, with another method; needs the package umap-learn"),
        "codes",
    ),
}


def is_map(kind: str) -> bool:
    """Whether a kind is a map of neighbours, which no matrix describes."""
    return kind in KINDS and KINDS[kind].lay is None


def fit(
    wanted: Projection,
    codes: ArrayLike,
    labels: NDArray[np.int64] | None = None,
    kl: NDArray[np.float64] | None = None,
    before: Plane | None = None,
    near: ArrayLike | None = None,
) -> Plane:
    """Lay the plane that is wanted through codes [N, d].

    `near` [N, 2] is where the same codes, or the first of them, stood on the plane `before`: axes
    that are found anew are turned to keep them there, so that nothing flips while training.
    Codes that are not finite are left out. A kind that cannot be laid (a map, or classes that
    are not known) gives way to the principal axes.
    """
    codes = np.asarray(codes)
    kind = KINDS.get(wanted.kind)
    same = before is not None and before.kind == wanted.kind
    lay = None if kind is None else kind.lay
    if codes.shape[1] <= 2 or lay in (None, _pca) or not _can(wanted.kind, labels, len(codes)):
        known = before is None or before.kind == "pca"
        return Plane.fit(codes, near if known else None)
    rows = np.flatnonzero(np.isfinite(codes[:MOST]).all(1))
    if len(rows) < 2 or lay is None:
        return Plane.fit(codes)
    part = codes[rows].astype(np.float64)
    classes = None if labels is None else np.asarray(labels)[rows]
    if wanted.kind == "dims" and wanted.dims is None and before is not None and same:
        wanted = replace(wanted, dims=before.dims)  # the two that were the first stay in view
    plane = lay(Sample(part, classes, kl), wanted)
    if wanted.kind == "lda" and near is not None and same:
        both = rows[rows < len(np.asarray(near))]
        plane = plane.turned(codes[both], np.asarray(near)[both])
    return plane


def _can(kind: str, labels: NDArray[np.int64] | None, count: int) -> bool:
    if KINDS[kind].needs != "classes":
        return True
    if labels is None:
        return False
    part = np.asarray(labels)[: min(count, MOST)]
    return len(np.unique(part[part >= 0])) > 1
