"""One data point of a VAE under the lens: log p(x), the ELBO and the gap, exact up to quadrature.

    log p(x) = L + KL(q(z|x) || p(z|x)),   L = E_q[log p(x|z)] - KL(q(z|x) || p(z))

For one or two latent dimensions, in nats. The three numbers of the identity come from rules of
their own: log p(x) from even cells, L from a Gauss-Hermite sum, and the gap from an even grid
under q with p(z|x) normed by other cells than the first. So its error is measured, not 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.analysis import line, windows
from genstudio.analysis.contours import Line
from genstudio.analysis.grid import EXTENT, table
from genstudio.analysis.likelihood import log_normal, log_prior
from genstudio.analysis.posterior import outlines

Values = NDArray[np.float64]
SEED = 0  # an image is binarised (or dequantised) once, and the same in each look
REACH = 6.0  # deviations of q that its grid goes to
FARTHEST = 30.0  # that p(z|x) is looked for
EVEN = {1: 601, 2: 31}  # nodes a side of the grid under q
HERMITE = {1: 80, 2: 20}
SHOWN = 4.0  # how far the curves are drawn for
OTHER = 40  # cells a side of a window, for the second norm: not a share of the first's


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What is known of one x at one step; `d` latent dimensions, all in nats.

    `axis` [G] and `posterior` [G] are the curve of p(z|x) (d = 1), `lines` the contours by the
    share of the mass within (d = 2). `error` is log p(x) - L - gap by independent sums, and
    `fine` says whether the cells are narrow enough to trust it.
    """

    step: int
    log_px: float
    elbo: float
    gap: float
    reconstruction: float
    kl: float
    q_mean: Values
    q_sd: Values
    mean: Values
    covariance: Values
    fine: bool
    axis: Values = field(default_factory=lambda: np.zeros(0))
    posterior: Values = field(default_factory=lambda: np.zeros(0))
    lines: dict[float, list[Line]] = field(default_factory=dict)

    @property
    def error(self) -> float:
        """What is left of the identity: log p(x) - L - KL(q || p(z|x))."""
        return self.log_px - self.elbo - self.gap


class Chosen:
    """One x and a model: the densities over z that all questions are about.

    `x` is what `observe` made of the data point, [1, C, H, W].
    """

    def __init__(self, model: Any, x: Tensor) -> None:
        self.model, self.x, self.d = model, x, int(model.latent_dim)
        with torch.no_grad():
            mean, logvar = model.encode(x)
        self.mean, self.logvar = mean[0].double(), logvar[0].double()
        self.sd = (0.5 * self.logvar).exp()

    def log_likelihood(self, z: Tensor) -> Tensor:
        """Return log p(x|z) of codes [G, d], [G] float64, with a gradient where z has one."""
        return table(self.model, self.x, z.to(self.x.dtype), None)[0].double()

    def log_joint(self, z: Tensor) -> Tensor:
        """Return log p(x, z) of codes [G, d], [G]."""
        return self.log_likelihood(z) + log_prior(z)

    def joint(self, z: Values) -> Values:
        """Return log p(x, z) of codes [G, d], [G], without a gradient and in pieces."""
        with torch.no_grad():
            return self.log_joint(torch.from_numpy(np.asarray(z, np.float64))).numpy()

    def at(self, nodes: Values) -> Tensor:
        """Return the codes so many deviations from q's mean: [G, d]."""
        return self.mean + self.sd * torch.from_numpy(nodes)

    @property
    def extent(self) -> float:
        """How far p(z|x) is looked for: the prior's mass, and all of q's."""
        far = float((self.mean.abs() + REACH * self.sd).max())
        return min(max(far, EXTENT), FARTHEST)


def observed(model: Any, image: Tensor) -> Tensor:
    """Return x [1, C, H, W] of an image in [0, 1] or a point: always the same draw of it."""
    found: Tensor = model.observe(image, torch.Generator().manual_seed(SEED))
    return found


def look(chosen: Chosen, step: int) -> Look:
    """Find log p(x), the ELBO, the gap and p(z|x)."""
    find = _on_line if chosen.d == 1 else _on_plane
    log_px, other, mean, covariance, fine, drawn = find(chosen)
    reconstruction, kl = elbo_terms(chosen)
    return Look(
        step,
        log_px,
        reconstruction - kl,
        gap(chosen, other),
        reconstruction,
        kl,
        chosen.mean.numpy(),
        chosen.sd.numpy(),
        mean,
        covariance,
        fine,
        **drawn,
    )


@torch.no_grad()
def elbo_terms(chosen: Chosen) -> tuple[float, float]:
    """Return E_q[log p(x|z)] by Gauss-Hermite, and KL(q || p(z)) in closed form."""
    nodes, weights = hermite(chosen.d)
    log_p = chosen.log_likelihood(chosen.at(nodes)).numpy()
    mean, logvar = chosen.mean, chosen.logvar
    kl = 0.5 * (mean.square() + logvar.exp() - 1 - logvar).sum()
    return float(weights @ log_p), float(kl)


@torch.no_grad()
def gap(chosen: Chosen, log_px: float) -> float:
    """Return KL(q || p(z|x)) by an even grid under q, with p(z|x) normed by `log_px`."""
    nodes, weights = even(chosen.d)
    z = chosen.at(nodes)
    log_q = log_normal(z, chosen.mean, chosen.logvar).numpy()
    return float(weights @ (log_q - chosen.joint(z.numpy()))) + log_px


@lru_cache
def hermite(d: int) -> tuple[Values, Values]:
    """Return nodes [G, d] in deviations, and weights [G], of the rule for N(0, I)."""
    axis, weight = np.polynomial.hermite_e.hermegauss(HERMITE[d])
    return _product(axis, weight / weight.sum(), d, 1e-14)


@lru_cache
def even(d: int) -> tuple[Values, Values]:
    """Return an even grid [G, d] in deviations, and the normal distribution's mass on it [G]."""
    axis = np.linspace(-REACH, REACH, EVEN[d])
    weight = np.exp(-0.5 * axis**2)
    return _product(axis, weight / weight.sum(), d, 0.0)


def _product(axis: Values, weight: Values, d: int, least: float) -> tuple[Values, Values]:
    nodes = np.stack(np.meshgrid(*[axis] * d, indexing="ij"), -1).reshape(-1, d)
    weights = weight if d == 1 else np.outer(weight, weight).ravel()
    kept = weights > least
    return nodes[kept], weights[kept] / weights[kept].sum()


Found = tuple[float, float, Values, Values, bool, dict[str, Any]]


def _on_line(chosen: Chosen) -> Found:
    found = line.closing_in(chosen.joint, chosen.extent)
    mean, variance = found.moments
    evidence = found.log_evidence
    axis = _shown_axis(found, chosen)
    drawn = {"axis": axis, "posterior": np.exp(chosen.joint(axis[:, None]) - evidence)}
    other = line.second_opinion(chosen.joint, found)
    moments = np.array([mean]), np.array([[variance]])
    return evidence, other, *moments, found.fine, drawn


def _shown_axis(found: line.Line, chosen: Chosen) -> Values:
    """Return places to draw curves at: everywhere, and closely where p(z|x) or q are."""
    mean, sd = float(chosen.mean), float(chosen.sd)
    heavy = found.z[found.masses > 1e-6]
    close = np.linspace(heavy[0], heavy[-1], 240)
    under = np.linspace(mean - 4 * sd, mean + 4 * sd, 80)
    return np.unique(np.concatenate([np.linspace(-SHOWN, SHOWN, 121), close, under]))


def _on_plane(chosen: Chosen) -> Found:
    found = windows.closing_in(chosen.joint, chosen.extent)
    mean, covariance = windows.moments(found)
    fine = windows.heaviest(found) <= windows.HEAVY
    other = windows.log_evidence([_again(chosen.joint, window) for window in found])
    return windows.log_evidence(found), other, mean, covariance, fine, {"lines": outlines(found)}


def _again(joint: Callable[[Values], Values], window: windows.Window) -> windows.Window:
    """Look at a window's box again, in cells of another size."""
    wide, high = window.x[1] - window.x[0], window.y[1] - window.y[0]
    box = (
        float(window.x[0] - wide / 2),
        float(window.y[0] - high / 2),
        float(window.x[-1] + wide / 2),
        float(window.y[-1] + high / 2),
    )
    return windows.look(joint, box, max(OTHER, round(0.7 * len(window.x))))
