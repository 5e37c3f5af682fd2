"""Ways through the latent space from point to point, cut into the frames of a film.

Three kinds. `linear` goes straight. `spherical` turns from one direction to the next, so that
the codes keep the length that a Gaussian prior gives them (White 2016, arXiv:1609.04468):

    slerp(t; a, b) = sin((1 - t) w) / sin w a + sin(t w) / sin w b,   cos w = a b / (|a| |b|)

`density` stays where data are: see `density`.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.analysis import path_density
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import tr

Kind = Literal["linear", "spherical", "density"]
KINDS: tuple[Kind, ...] = ("linear", "spherical", "density")
Codes = NDArray[np.float32]
Floats = NDArray[np.float64]

PARALLEL = 1e-6  # sin w below which two directions are one, or opposite: then straight
FEW = 10  # dimensions up to which the length of a code hardly matters
MOST = 2000  # frames


def usual(latent_dim: int) -> Kind:
    """Return the kind that suits a Gaussian prior: by the sphere where there is one to speak of."""
    return "linear" if latent_dim <= FEW else "spherical"


def along(points: ArrayLike, count: int) -> Codes:
    """Return `count` points at equal distances along a broken line [K, d], both ends included."""
    points = np.asarray(points, np.float64)
    place = _places(points)
    wanted = np.linspace(0, place[-1], count)
    columns = [np.interp(wanted, place, points[:, axis]) for axis in range(points.shape[1])]
    return np.stack(columns, axis=1).astype(np.float32)


def slerp(a: ArrayLike, b: ArrayLike, t: ArrayLike) -> Floats:
    """Return the points [T, d] at t [T] in [0, 1] on the arc from a [d] to b [d].

    The lengths of a and b need not be equal. Where one is 0, or the two point the same or the
    opposite way, the way is straight.
    """
    a, b, t = np.asarray(a, np.float64), np.asarray(b, np.float64), np.asarray(t, np.float64)
    lengths = np.linalg.norm(a) * np.linalg.norm(b)
    angle = np.arccos(np.clip(a @ b / lengths, -1, 1)) if lengths > 0 else 0.0
    if np.sin(angle) < PARALLEL:
        return np.asarray(np.outer(1 - t, a) + np.outer(t, b))
    first, second = np.sin((1 - t) * angle), np.sin(t * angle)
    return np.asarray((np.outer(first, a) + np.outer(second, b)) / np.sin(angle))


def through(
    way: ArrayLike,
    count: int,
    kind: Kind = "linear",
    codes: ArrayLike | None = None,
    *,
    closed: bool = False,
    stop: Stop = never,
) -> Codes | None:
    """Return `count` codes [count, d] from the first way-point of `way` [K, d] to the last.

    Each stretch gets frames by its length; with `closed` the last one leads back to the first
    way-point, without showing it twice. `density` needs `codes` [N, d] of data. None when
    stopped. Raises UserError for fewer than two way-points, or for no data.
    """
    way = np.asarray(way, np.float64)
    check(len(way), count)
    if closed:
        way = np.concatenate([way, way[:1]])
        count += 1
    if kind == "density":
        if codes is None or not len(np.asarray(codes)):
            raise UserError(
                tr("A path along the data needs their codes: this model cannot encode images.")
            )
        line = path_density.shortest(way, codes, stop)
        found = None if line is None else along(line, count)
    elif kind == "spherical":
        found = _on_spheres(way, count)
    else:
        found = along(way, count)
    return found[:-1] if closed and found is not None else found


def check(points: int, count: int) -> None:
    """Raise UserError where there is no path of so many way-points and frames."""
    if points < 2:
        raise UserError(tr("A path needs two points or more."))
    if not 2 <= count <= MOST:
        raise UserError(
            tr("A path has 2 to {most:,} frames, not {count:,}.", most=MOST, count=count)
        )


def _on_spheres(way: Floats, count: int) -> Codes:
    """Go from point to point by arcs, at a speed that depends on the distances only."""
    place = _places(way)
    wanted = np.linspace(0, place[-1], count)
    stretch = np.clip(np.searchsorted(place, wanted, "right") - 1, 0, len(way) - 2)
    codes = np.empty((count, way.shape[1]))
    for j in np.unique(stretch):
        rows = stretch == j
        length = place[j + 1] - place[j]
        t = (wanted[rows] - place[j]) / length if length > 0 else np.zeros(int(rows.sum()))
        codes[rows] = slerp(way[j], way[j + 1], t)
    return codes.astype(np.float32)


def _places(points: Floats) -> Floats:
    """Return how far it is along a broken line to each of its points, [K]."""
    lengths = np.sqrt(np.square(np.diff(points, axis=0)).sum(1))
    return np.concatenate([[0.0], np.cumsum(lengths)])
