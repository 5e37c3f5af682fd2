"""One data point under the lens: the exact p(z|x), the encoder's q(z|x), and the gap between.

    log p(x) = ELBO + KL(q(z|x) || p(z|x))                             (1312.6114, eq. 1)
    the gap  = what the best Gaussian leaves + what the encoder leaves (1801.03558)

For two latent dimensions, in nats. The exact posterior comes from fine grids (`windows`),
integrals under a Gaussian from a grid of its own: the trapezoidal rule, which is exact to many
digits for what is smooth within half a deviation.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.analysis import hmc, windows
from genstudio.analysis.contours import Line, contours
from genstudio.analysis.grid import EXTENT, table
from genstudio.analysis.likelihood import bounds, given, log_normal, log_prior
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data.dataset import unit
from genstudio.models import Encodes, Likelihood, Tabulates

Values = NDArray[np.float64]

SHARES = (0.5, 0.9, 0.99)  # of the mass that contours enclose
SEED = 0  # the image is binarised (or dequantised) once, and the same in each look
DRAWS = 2000  # of z, of the ELBO that is sampled
NODES = 25  # a side of the grid for integrals under a Gaussian
REACH = 6.0  # deviations that this grid goes to
FARTHEST = 30.0  # that p(z|x) is looked for: a weak prior (beta near 0) lets codes lie far out
HERMITE = 9  # nodes a side of the Gauss-Hermite rule, under which the best Gaussian is sought
STEPS = 200  # of Adam, for the best Gaussian
RATE = 0.1  # its learning rate: of the mean in the encoder's deviations, and of log-variances
CHAINS = 4
WARMUP = 100
LEAPFROGS = 8
JUDGED = 10  # draws from one judgement of the chains to the next, at least
LONGER = 1.1  # times as many draws: each judgement looks at all of them


@dataclass(frozen=True, slots=True, eq=False)
class Gaussian:
    """A Gaussian with a diagonal covariance, mean [2] and log-variances [2], and its KL to p(z|x).

    The KL is that of the grid, in nats.
    """

    mean: Values
    logvar: Values
    kl: float

    @property
    def sd(self) -> Values:
        """Standard deviations, [2]."""
        return np.exp(0.5 * self.logvar)


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """What is known of one image, in nats: log p(x) and p(z|x) by grids, the ELBO by draws.

    `elbo_error` is the ELBO's standard error. `contours` maps a share of the mass to the lines
    around it, in codes; `mean` and `covariance` are those of p(z|x). `fine` says that no cell
    of the grid holds more than a fiftieth of the mass.
    """

    log_evidence: float
    elbo: float
    elbo_error: float
    reconstruction: float
    kl_to_prior: float
    q: Gaussian
    mean: Values
    covariance: Values
    contours: dict[float, list[Line]]
    fine: bool

    @property
    def gap(self) -> float:
        """KL(q(z|x) || p(z|x)) on the grid: log p(x) - ELBO."""
        return self.q.kl


@dataclass(frozen=True, slots=True, eq=False)
class Refined:
    """The best Gaussian so far, after `step` of `steps`."""

    step: int
    steps: int
    gaussian: Gaussian


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """One more draw of every chain, [C, 2]; while `warming` it only tunes the step.

    `acceptance` is the mean since the warm-up; split R-hat and effective size are the worse of
    the two dimensions, and None as long as they cannot be told.
    """

    draw: int
    draws: int
    z: Values
    warming: bool
    acceptance: float | None = None
    r_hat: float | None = None
    effective: float | None = None


class Case:
    """One image and a model with two latent dimensions: what the questions have in common.

    `image` is [C, H, W], uint8 pixels or float32 points; `label` its class for a conditional
    model. Raises UserError for a model that has no exact posterior on the plane.
    """

    def __init__(self, model: Any, image: NDArray[Any], label: int | None = None) -> None:
        if why := refusal(model):
            raise UserError(why)
        self.model = model
        pixels = torch.from_numpy(unit(np.ascontiguousarray(image)[None]))
        with torch.no_grad():
            self.x = model.observe(pixels, torch.Generator().manual_seed(SEED))
            told = getattr(model, "classes", 0) > 0
            self.label = torch.tensor([-1 if label is None else label]) if told else None
            mean, logvar = model.encode(self.x, *given(self.label))
        self.mean, self.logvar = mean[0].double().numpy(), logvar[0].double().numpy()
        if not (np.isfinite(self.mean).all() and np.isfinite(self.logvar).all()):
            raise UserError(
                tr("This checkpoint's numbers are not finite: choose one from before it diverged.")
            )
        self.log_evidence: float | None = None  # once it is known

    def look(self) -> Posterior:
        """Find p(z|x), log p(x), the ELBO and the gap."""
        found = self._windows()
        self.log_evidence = windows.log_evidence(found)
        noise = torch.Generator().manual_seed(SEED)
        bound = bounds(self.model, self.x, DRAWS, noise, self.label)
        mean, covariance = windows.moments(found)
        return Posterior(
            self.log_evidence,
            float(bound.elbo),
            math.sqrt(float(bound.variance) / DRAWS),
            float(bound.reconstruction),
            float(bound.kl),
            Gaussian(self.mean, self.logvar, self.kl_of(self.mean, self.logvar)),
            mean,
            covariance,
            outlines(found),
            windows.heaviest(found) <= windows.HEAVY,
        )

    def kl_of(self, mean: Values, logvar: Values) -> float:
        """Return KL(N(mean, exp(logvar)) || p(z|x)); needs log p(x)."""
        if self.log_evidence is None:
            self.log_evidence = windows.log_evidence(self._windows())
        nodes, weights = _nodes()
        z = mean + np.exp(0.5 * logvar) * nodes
        log_q = log_normal(*(torch.from_numpy(np.asarray(v)) for v in (z, mean, logvar))).numpy()
        return float(weights @ (log_q - self.joint(z))) + self.log_evidence

    def refine(self, steps: int = STEPS) -> Iterator[Refined]:
        """Improve q for this image alone, by Adam from the encoder's answer: the best Gaussian.

        The expectation is a Gauss-Hermite sum, not over draws, so the KL falls smoothly. The first
        value is q itself; that and the last have their KL from the fine grid.
        """
        nodes, weights = (torch.from_numpy(part) for part in _hermite())
        start, spread = torch.from_numpy(self.mean), torch.from_numpy(self.logvar).mul(0.5).exp()
        shift = torch.zeros(2, dtype=torch.float64, requires_grad=True)
        logvar = torch.from_numpy(self.logvar).clone().requires_grad_(True)
        best = Gaussian(self.mean, self.logvar, self.kl_of(self.mean, self.logvar))
        yield Refined(0, steps, best)
        assert self.log_evidence is not None
        lowest = math.inf
        adam = torch.optim.Adam([shift, logvar], RATE)
        for step in range(1, steps + 1):
            adam.param_groups[0]["lr"] = RATE * math.cos(0.5 * math.pi * step / (steps + 1))
            adam.zero_grad()
            mean = start + spread * shift
            z = mean + (0.5 * logvar).exp() * nodes
            kl = weights @ (log_normal(z, mean, logvar) - self._log_joint(z)) + self.log_evidence
            kl.backward()
            if float(kl.detach()) < lowest:
                lowest = float(kl.detach())
                place = mean.detach().numpy().copy(), logvar.detach().numpy().copy()
                best = Gaussian(*place, self.kl_of(*place) if step == steps else lowest)
            yield Refined(step, steps, best)
            adam.step()

    def walk(
        self, draws: int, chains: int = CHAINS, warmup: int = WARMUP, seed: int = SEED
    ) -> Iterator[Walked]:
        """Draw from p(z|x) by Hamiltonian Monte Carlo, a draw of every chain at a time.

        Half of the chains begin at draws from q, half at draws from the prior: where these do
        not come together (R-hat above 1.05) the posterior has modes apart.
        """
        noise = torch.Generator().manual_seed(seed)
        z = torch.randn(chains, 2, generator=noise, dtype=torch.float64)
        half = chains // 2
        mean, logvar = torch.from_numpy(self.mean), torch.from_numpy(self.logvar)
        z[:half] = mean + (0.5 * logvar).exp() * z[:half]
        state = hmc.evaluate(self._log_joint, z)
        first = torch.full((1,), float((0.5 * logvar).exp().min()), dtype=torch.float64)
        averaging, accepted, kept = hmc.DualAveraging(first.clamp(0.005, 0.1)), 0.0, []
        verdict: tuple[float | None, float | None] = None, None
        due = 0
        for index in range(-warmup, draws):
            step = averaging.step if index < 0 else averaging.final
            state, accept = hmc.move(self._log_joint, state, step.repeat(chains), LEAPFROGS, noise)
            if index < 0:
                averaging.update(accept.mean()[None])
                yield Walked(index + warmup + 1, warmup + draws, state.z.numpy(), True)
                continue
            accepted += float(accept.mean())
            kept.append(state.z)
            share = accepted / len(kept)
            if len(kept) >= due or index + 1 == draws:
                verdict = _verdict(kept)
                due = JUDGED * math.ceil(max(len(kept) + 1, LONGER * len(kept)) / JUDGED)
            yield Walked(
                index + warmup + 1, warmup + draws, state.z.numpy(), False, share, *verdict
            )

    def joint(self, z: Values) -> Values:
        """Return log p(x, z) of codes [G, 2], [G]."""
        with torch.no_grad():
            points = torch.from_numpy(np.asarray(z, np.float64))
            found = table(self.model, self.x, points.to(self.x.dtype), self.label)[0].double()
            return (found + log_prior(points)).numpy()

    def _windows(self) -> list[windows.Window]:
        """Return windows on p(z|x), also where the encoder leads far beyond the prior's mass."""
        reach = float((np.abs(self.mean) + REACH * np.exp(0.5 * self.logvar)).max())
        return windows.closing_in(self.joint, min(max(reach, EXTENT), FARTHEST))

    def _log_joint(self, z: Tensor) -> Tensor:
        """Return log p(x, z) of codes [R, 2], [R], with a gradient."""
        codes = z.to(self.x.dtype)
        labels = () if self.label is None else (self.label.expand(len(z)),)
        if isinstance(self.model, Tabulates):
            found = self.model.log_likelihoods(self.x, codes, *labels)[0]
        else:
            rows = self.x.expand(len(z), *self.x.shape[1:])
            found = self.model.log_likelihood(rows, codes, *labels)
        return found.double() + log_prior(z)


def refusal(model: Any) -> str:
    """Say why a model has no posterior to be drawn, and what to do; empty where it has one."""
    if not isinstance(model, Encodes) or not (
        isinstance(model, Likelihood) and hasattr(model, "observe")
    ):
        return tr("This model has no likelihood p(x|z): train a variational auto-encoder.")
    if model.latent_dim != 2:
        return tr(
            "The exact posterior is drawn for 2 latent dimensions; this model has {count}. "
            "Train one with latent dim 2.",
            count=model.latent_dim,
        )
    return ""


def ellipse(mean: Values, covariance: Values, deviations: float = 2.0, points: int = 64) -> Line:
    """Return the closed line [points, 2] at so many deviations of N(mean [2], covariance)."""
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    values, vectors = np.linalg.eigh(np.asarray(covariance, np.float64))
    shape = vectors * np.sqrt(values.clip(0))
    return np.asarray(mean, np.float64) + deviations * (shape @ circle).T


def _nodes() -> tuple[Values, Values]:
    """Return a grid [G, 2] in deviations from the mean, and the Gaussian's mass at each, [G]."""
    axis = np.linspace(-REACH, REACH, NODES)
    nodes = np.stack(np.meshgrid(axis, axis), -1).reshape(-1, 2)
    weights = np.exp(-0.5 * (nodes**2).sum(1))
    return nodes, weights / weights.sum()


def _hermite() -> tuple[Values, Values]:
    """Return the nodes [G, 2] of the Gauss-Hermite rule for N(0, I), and their weights [G]."""
    axis, weight = np.polynomial.hermite_e.hermegauss(HERMITE)
    nodes = np.stack(np.meshgrid(axis, axis), -1).reshape(-1, 2)
    weights = np.outer(weight, weight).ravel() / weight.sum() ** 2
    kept = weights > 1e-8
    return nodes[kept], weights[kept] / weights[kept].sum()


def outlines(found: list[windows.Window]) -> dict[float, list[Line]]:
    """Return the lines around each share of the mass; all cells of all windows count."""
    masses = np.concatenate([window.masses.ravel() for window in found])
    areas = np.concatenate([np.full(w.values.size, w.log_area) for w in found])
    order = np.argsort(-(masses - areas))  # by density: windows may have cells of other sizes
    held = np.cumsum(np.exp(masses[order] - masses.max()))
    held /= held[-1]
    densities = (masses - areas)[order]
    last = len(densities) - 1
    lines = {}
    for share in SHARES:
        height = float(densities[min(last, int(np.searchsorted(held, share)))])
        lines[share] = [line for w in found for line in contours(w.x, w.y, w.values, height)]
    return lines


def _verdict(kept: list[Tensor]) -> tuple[float | None, float | None]:
    """Return split R-hat and effective size of the draws so far, the worse dimension's."""
    if len(kept) < 20:
        return None, None
    z = torch.stack(kept)
    return float(hmc.split_r_hat(z).max()), float(hmc.effective_size(z).min())
