"""The KL of two normal distributions in closed form, and the integrand that it is the area of.

    KL(N(m1, s1^2) || N(m2, s2^2)) = log(s2 / s1) + (s1^2 + (m1 - m2)^2) / (2 s2^2) - 1/2

In nats; with m2 = 0 and s2 = 1 it is what the ELBO subtracts (Kingma & Welling, appendix B). No
torch here: the window draws these while a handle is dragged.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values = NDArray[np.float64]
SIGMAS = (0.05, 5.0)  # that a standard deviation may have here
MEANS = (-5.0, 5.0)


@dataclass(frozen=True, slots=True)
class Normal:
    """N(mean, sigma^2) on a line."""

    mean: float
    sigma: float

    def density(self, z: ArrayLike) -> Values:
        """Return the density at z."""
        return np.exp(self.log_density(z))

    def log_density(self, z: ArrayLike) -> Values:
        """Return the log density at z, in nats."""
        square = ((np.asarray(z, np.float64) - self.mean) / self.sigma) ** 2
        return -0.5 * square - math.log(self.sigma * math.sqrt(2 * math.pi))

    def clamped(self) -> Normal:
        """Return the nearest one that can be shown."""
        return Normal(
            min(max(self.mean, MEANS[0]), MEANS[1]), min(max(self.sigma, SIGMAS[0]), SIGMAS[1])
        )


def kl(p: Normal, q: Normal) -> float:
    """Return KL(p || q) in nats."""
    widths, means, _ = parts(p, q)
    return math.log(q.sigma / p.sigma) + widths + means - 0.5


def parts(p: Normal, q: Normal) -> tuple[float, float, float]:
    """Return what KL(p || q) is summed of: widths s1^2/2s2^2, means (m1-m2)^2/2s2^2, log s2/s1."""
    double = 2 * q.sigma**2
    return p.sigma**2 / double, (p.mean - q.mean) ** 2 / double, math.log(q.sigma / p.sigma)


def integrand(p: Normal, q: Normal, z: ArrayLike) -> Values:
    """Return p(z) log[p(z) / q(z)], whose area, with its sign, is KL(p || q)."""
    return p.density(z) * (p.log_density(z) - q.log_density(z))


def elbo_of_sigma(error: float, divergence: float, pixels: int, sigma: ArrayLike) -> Values:
    """Return a Gaussian decoder's ELBO if its sigma were another, all else being as it is.

    `error` is the mean square error of a pixel, `divergence` the KL to the prior; in nats.
    """
    s = np.asarray(sigma, np.float64)
    log_p = -0.5 * error / s**2 - np.log(s) - 0.5 * math.log(2 * math.pi)
    found: Values = pixels * log_p - divergence
    return found
