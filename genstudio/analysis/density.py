"""Where the codes of the data lie: the aggregate posterior, and where there are no data at all.

    q(z) = 1/N sum_n q(z|x_n)          the mixture of the encoder's Gaussians

The rule: at a code z there are **no training data** where both hold,

  1. the nearest code of the data is farther than 3 times the median distance between a code and
     its own nearest neighbour;
  2. log q(z) is below what 99 % of the data's own codes have.

The first alone would call thin parts of a cluster empty, the second alone the far side of wide
posteriors. Without codes (a GAN): where hardly any draw from the prior N(0, I) has the length
of z.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.analysis.neighbours import NearestPoints
from genstudio.analysis.project import Plane

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens

Codes = NDArray[np.float32]
Values = NDArray[np.float64]
Rect = tuple[float, float, float, float]

MIXED = 2_000  # images whose Gaussians make the mixture: a random sample of the data
FAR = 3.0  # median distances between neighbours, beyond which a code has none
MOST = 20_000  # codes that are searched for the nearest one: a random sample, if there are more
ASKED = 256  # codes whose neighbours say what is usual
RARE = 0.01  # share of the data whose log q(z) may be lower than the limit
CLIP = 12.0  # nats below the highest density, to which densities are shown
UNTYPICAL = 0.001  # share of the prior's draws that may be as short or as long
SHORT = 5  # dimensions from which on a draw near the origin is not typical
PAIRS = 2**22  # of a code and a Gaussian at a time


@dataclass(frozen=True, eq=False)
class Mixture:
    """Gaussians with diagonal covariances, each as likely: means and log-variances [N, d]."""

    mean: Codes
    logvar: Codes

    def log_density(self, z: ArrayLike) -> Values:
        """Return log q(z) of codes [M, d], in nats, [M]."""
        codes = np.asarray(z, np.float64)
        linear, square, constant = self._parts
        found = []
        for start in range(0, len(codes), size := max(1, PAIRS // len(constant))):
            part = codes[start : start + size]
            log = part @ linear + part**2 @ square + constant
            top = log.max(1, keepdims=True)
            found.append(top[:, 0] + np.log(np.exp(log - top).sum(1)))
        return np.concatenate(found) - math.log(len(self.mean)) if found else np.zeros(0)

    @cached_property
    def _parts(self) -> tuple[Values, Values, Values]:
        """The exponents written out as z @ a + z^2 @ b + c: two matrix products; kept."""
        mean, logvar = self.mean.astype(np.float64), self.logvar.astype(np.float64)
        precision = np.exp(-logvar)
        constant = logvar.sum(1) + (mean**2 * precision).sum(1)
        constant += mean.shape[1] * math.log(2 * math.pi)
        return (mean * precision).T, -0.5 * precision.T, -0.5 * constant

    def straight(self, plane: Plane) -> bool:
        """Say whether the plane has two of z's own axes: then no Gaussian is tilted in it."""
        return bool(np.allclose(np.abs(plane.axes[:, :2]).max(0), 1.0, atol=1e-9))

    def spread_on(self, plane: Plane) -> Values:
        """Return the covariances of the Gaussians in the plane's coordinates, [N, 2, 2]."""
        axes = plane.axes[:, :2]
        if plane.latent_dim == 1:
            axes = np.pad(axes, ((0, 0), (0, 1)))
        variance = np.exp(self.logvar.astype(np.float64))
        found: Values = np.einsum("da,nd,db->nab", axes, variance, axes)
        return found + 1e-9 * np.eye(2)  # a plane of one dimension has no width

    def on_plane(
        self, plane: Plane, x: ArrayLike, y: ArrayLike, *, blurred: bool = False
    ) -> Values:
        """Return the log density of the plane's two coordinates, [len(y), len(x)].

        That of q(z) with all other directions integrated out: a mixture of 2-D Gaussians. Where
        they have the plane's axes each is a product, and their sum is one matrix product.
        `blurred` makes each as wide as a cell at least: narrower ones would fall between two.
        """
        place = plane.project(self.mean).astype(np.float64)
        across, up = np.asarray(x, np.float64), np.asarray(y, np.float64)
        spread = self.spread_on(plane)
        if blurred:
            spread += np.diag([_cell(across) ** 2, _cell(up) ** 2]) / 4
        if self.straight(plane):
            sd = np.sqrt(spread[:, [0, 1], [0, 1]])
            return _log(_bells(up, place[:, 1], sd[:, 1]) @ _bells(across, place[:, 0], sd[:, 0]).T)
        return _log(_tilted(across, up, place, spread)) - math.log(len(place))


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """Says where there are data (`outside`), by the rule above; `limit` is that of log q(z).

    `reach` is the distance beyond which there is no neighbour. Without a mixture the prior
    decides.
    """

    mixture: Mixture | None = None
    nearest: NearestPoints | None = None
    reach: float = 0.0
    limit: float = -math.inf

    @classmethod
    def of(cls, codes: Codes, mixture: Mixture, nearest: NearestPoints | None = None) -> Support:
        """Learn the limits from the data's codes [N, d] and some of their Gaussians.

        `nearest` searches these codes, if it is there already.
        """
        if len(codes) < 2 or not len(mixture.mean):
            return cls()
        if nearest is None or len(codes) > MOST:
            nearest = NearestPoints(codes[:MOST])
        return cls(
            mixture,
            nearest,
            FAR * _usual_distance(nearest, codes[:ASKED]),
            float(np.quantile(mixture.log_density(mixture.mean), RARE)),
        )

    def fits(self, latent_dim: int) -> bool:
        """Say whether these are limits for codes of so many dimensions."""
        return self.mixture is None or self.mixture.mean.shape[1] == latent_dim

    def outside(self, z: ArrayLike) -> NDArray[np.bool_]:
        """Say of each code [M, d] whether there are no training data, [M]."""
        codes = np.asarray(z, np.float32)
        if self.mixture is None or self.nearest is None:
            return untypical(codes)
        rare: NDArray[np.bool_] = np.logical_not(np.isfinite(codes).all(1))
        rare[~rare] = self.mixture.log_density(codes[~rare]) < self.limit
        near = [self.nearest.find(code) for code in codes[rare]]
        rare[rare] = [found is None or found.distance > self.reach for found in near]
        return rare


def untypical(z: ArrayLike) -> NDArray[np.bool_]:
    """Say of codes [M, d] whether fewer than 1 in 1000 draws from N(0, I) are as long.

    From 5 dimensions on also whether as few are as short: the squared length is chi-squared.
    """
    import torch

    codes = torch.from_numpy(np.asarray(z, np.float64))
    half = torch.full((len(codes),), codes.shape[1] / 2, dtype=torch.float64)
    shorter = torch.special.gammainc(half, 0.5 * codes.square().sum(1))
    far = shorter > 1 - UNTYPICAL
    return (far | (shorter < UNTYPICAL) if codes.shape[1] >= SHORT else far).numpy()


def mixture_of(lens: Lens, images: NDArray[np.uint8], labels: NDArray[np.int64] | None) -> Mixture:
    """Return the mixture of q(z|x) of these images."""
    mean, logvar = lens.posterior(images, labels=labels)
    finite = np.isfinite(mean).all(1) & np.isfinite(logvar).all(1)
    return Mixture(mean[finite], logvar[finite])


def prior_on_plane(plane: Plane, x: ArrayLike, y: ArrayLike) -> Values:
    """Return the log density of N(0, I) in the plane's coordinates, [len(y), len(x)].

    All other directions are integrated out; the plane's axes are orthonormal.
    """
    middle = plane.project(np.zeros((1, plane.latent_dim)))[0].astype(np.float64)
    across = -0.5 * (np.asarray(x, np.float64) - middle[0]) ** 2
    up = -0.5 * (np.asarray(y, np.float64) - middle[1]) ** 2
    return up[:, None] + across - math.log(2 * math.pi)


def _usual_distance(nearest: NearestPoints, some: Codes) -> float:
    """Return the median distance from some of the codes to the nearest other code."""
    finite = some[np.isfinite(some).all(1)]
    if not len(finite):
        return 0.0
    return float(np.median(nearest.nearest(finite, 2).distances[:, -1]))


def _bells(at: Values, mean: Values, sd: Values) -> Values:
    """Return N(at; mean, sd^2), [len(at), N], divided by the root of N."""
    scaled = (at[:, None] - mean) / sd
    bell: Values = np.exp(-0.5 * scaled**2) / (sd * math.sqrt(2 * math.pi * len(mean)))
    return bell


def _tilted(across: Values, up: Values, place: Values, spread: Values) -> Values:
    """Return the sum over n of N((x, y); place_n, spread_n), [len(up), len(across)]."""
    inverse = np.linalg.inv(spread)
    scale = 1 / (2 * math.pi * np.sqrt(np.linalg.det(spread)))
    found = np.empty((len(up), len(across)))
    for row, y in enumerate(up):
        dx, dy = across[:, None] - place[:, 0], y - place[:, 1]
        square = inverse[:, 0, 0] * dx**2 + 2 * inverse[:, 0, 1] * dx * dy
        found[row] = np.exp(-0.5 * (square + inverse[:, 1, 1] * dy**2)) @ scale
    return found


def _cell(axis: Values) -> float:
    return float(axis[1] - axis[0]) if len(axis) > 1 else 0.0


def _log(density: Values) -> Values:
    with np.errstate(divide="ignore"):
        return np.log(density)
