"""Annealed importance sampling: log p(x) for any number of latent dimensions (1611.04273).

pi_b(z) is p(z) p(x|z)^b up to a constant, b rising from 0 to 1. A chain from the prior to the
posterior collects log w = sum_t (b_t - b_{t-1}) log p(x|z_{t-1}), and E[w] = p(x): the log of
the mean weight is a lower bound, in expectation. A chain the other way, from an exact draw of
the posterior, has E[1/w] = 1/p(x): an upper bound. Images that the model itself has drawn come
with such a z, and so their log p(x) is bracketed (Grosse et al., arXiv:1511.02543).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from genstudio.analysis import hmc
from genstudio.analysis.likelihood import BUDGET, Bounded, given, log_prior, spans
from genstudio.analysis.progress import Progress, silent

TEMPERATURES = 500
CHAINS = 16
LEAPFROGS = 5
STEEPNESS = 4.0  # of the sigmoid schedule
PILOT = 100  # temperatures of the run that finds the steps
PILOT_CHAINS = 4
PILOT_MOVES = 3
TARGET = 0.65
GAIN = 0.5  # of log step for each unit of acceptance above the target
STEPS = (1e-4, 2.0)


@dataclass(frozen=True, slots=True)
class Annealed:
    """What the chains say of each image: [N] float64, in nats.

    `estimate` is the bound on log p(x); `acceptance` that of all moves; `effective` the share of
    chains that the weights are worth: near 1 / chains, one chain says it all.
    """

    estimate: Tensor
    acceptance: Tensor
    effective: Tensor


@dataclass(frozen=True, slots=True)
class Bracket:
    """Bounds from below and above of images that the model drew, [N] each."""

    lower: Tensor
    upper: Tensor


@dataclass(frozen=True, slots=True)
class Plan:
    """How carefully to anneal."""

    temperatures: int = TEMPERATURES
    chains: int = CHAINS
    leapfrogs: int = LEAPFROGS

    @property
    def moves(self) -> int:
        """Evaluations of p(x|z) that an image costs."""
        pilot = min(PILOT, self.temperatures) * PILOT_MOVES * PILOT_CHAINS
        return (self.temperatures * self.chains + pilot) * (self.leapfrogs + 1)


def schedule(temperatures: int) -> Tensor:
    """Return b_0 = 0 to b_T = 1 [T + 1]: a sigmoid, slow at both ends where most is at stake."""
    t = torch.linspace(-STEEPNESS, STEEPNESS, temperatures + 1, dtype=torch.float64).sigmoid()
    return (t - t[0]) / (t[-1] - t[0])


def anneal(
    model: Bounded,
    observed: Tensor,
    noise: torch.Generator,
    plan: Plan | None = None,
    label: Tensor | None = None,
    progress: Progress = silent,
) -> Annealed:
    """Return a stochastic lower bound on log p(x) of each image, from chains from the prior."""
    plan = plan or Plan()
    pieces = _spans(observed, plan)
    tick = _ticker(progress, len(pieces) * plan.temperatures)
    parts = []
    for start, stop in pieces:
        job = _Job(model, observed[start:stop], _part(label, start, stop), plan, noise, tick)
        parts.append(job.forward())
    return _joined(parts)


def bracket(
    model: Bounded,
    z: Tensor,
    simulated: Tensor,
    noise: torch.Generator,
    plan: Plan | None = None,
    label: Tensor | None = None,
    progress: Progress = silent,
) -> Bracket:
    """Bound log p(x) from both sides, for images [N, ...] that were drawn from p(x|z), z ~ p(z)."""
    plan = plan or Plan()
    pieces = _spans(simulated, plan)
    tick = _ticker(progress, 2 * len(pieces) * plan.temperatures)
    low, high = [], []
    for start, stop in pieces:
        job = _Job(model, simulated[start:stop], _part(label, start, stop), plan, noise, tick)
        low.append(job.forward())
        high.append(job.backward(z[start:stop]))
    return Bracket(_joined(low).estimate, _joined(high).estimate)


class _Job:
    """The chains of some images; rows are chain by chain, [C N, d]."""

    def __init__(
        self,
        model: Bounded,
        x: Tensor,
        label: Tensor | None,
        plan: Plan,
        noise: torch.Generator,
        tick: Callable[[], None],
    ) -> None:
        self.model, self.x, self.label, self.plan, self.noise = model, x, label, plan, noise
        self.tick = tick  # called once a temperature
        self.beta = schedule(plan.temperatures).to(x.device)
        self.steps = self._pilot()

    def forward(self) -> Annealed:
        """Anneal from the prior, the weight growing before each move."""
        z = self._prior(self.plan.chains)
        log_w = torch.zeros(len(z), dtype=torch.float64, device=z.device)
        accepted = torch.zeros_like(log_w)
        for t in range(1, self.plan.temperatures + 1):
            here = self._likelihood(z)
            log_w += (self.beta[t] - self.beta[t - 1]) * here.value.double()
            self.tick()
            z, accept = self._move(here, t)
            accepted += accept / self.plan.temperatures
        return self._summed(log_w, accepted)

    def backward(self, z: Tensor) -> Annealed:
        """Anneal from exact draws of the posterior to the prior: the moves in reverse."""
        z = z.repeat(self.plan.chains, 1)
        log_w = torch.zeros(len(z), dtype=torch.float64, device=z.device)
        accepted = torch.zeros_like(log_w)
        here = self._likelihood(z)
        for t in range(self.plan.temperatures, 0, -1):
            self.tick()
            z, accept = self._move(here, t)
            here = self._likelihood(z)
            log_w += (self.beta[t] - self.beta[t - 1]) * here.value.double()
            accepted += accept / self.plan.temperatures
        return self._summed(log_w, accepted, backward=True)

    def _summed(self, log_w: Tensor, accepted: Tensor, backward: bool = False) -> Annealed:
        sign = -1 if backward else 1
        weights = sign * log_w.view(self.plan.chains, -1)
        estimate = sign * (weights.logsumexp(0) - math.log(self.plan.chains))
        effective = (2 * weights.logsumexp(0) - (2 * weights).logsumexp(0)).exp()
        accept = accepted.view(self.plan.chains, -1).mean(0)
        return Annealed(estimate, accept, effective / self.plan.chains)

    def _move(self, here: hmc.State, t: int) -> tuple[Tensor, Tensor]:
        """Move all chains once, under pi at b_t, with the frozen steps of that temperature."""
        step = self.steps[t].repeat(len(here.z) // len(self.x))
        density = self._density(float(self.beta[t]))
        state, accept = hmc.move(
            density, self._state(here, float(self.beta[t])), step, self.plan.leapfrogs, self.noise
        )
        return state.z, accept

    def _pilot(self) -> Tensor:
        """Return the step of each temperature and image, [T + 1, N], from chains of its own.

        They are thrown away: chains that are counted never adapt to themselves.
        """
        count = min(PILOT, self.plan.temperatures)
        beta = schedule(count)
        z = self._prior(PILOT_CHAINS)
        log_step = torch.zeros(len(self.x), dtype=z.dtype, device=z.device)
        low, high = map(math.log, STEPS)
        found = [log_step]
        for t in range(1, count + 1):
            density = self._density(float(beta[t]))
            state = self._state(self._likelihood(z), float(beta[t]))
            for _ in range(PILOT_MOVES):
                step = log_step.exp().repeat(PILOT_CHAINS)
                state, accept = hmc.move(density, state, step, self.plan.leapfrogs, self.noise)
                mean = accept.view(PILOT_CHAINS, -1).mean(0)
                log_step = (log_step + GAIN * (mean - TARGET)).clamp(low, high)
            z = state.z
            found.append(log_step)
        curve = torch.stack(found).T[None]
        if count < self.plan.temperatures:
            size = self.plan.temperatures + 1
            curve = torch.nn.functional.interpolate(
                curve, size=size, mode="linear", align_corners=True
            )
        return curve[0].T.exp()

    def _prior(self, chains: int) -> Tensor:
        rows = chains * len(self.x)
        z = torch.randn(rows, self.model.latent_dim, generator=self.noise, device=self.noise.device)
        return z.to(self.x.device, self.x.dtype)

    def _likelihood(self, z: Tensor) -> hmc.State:
        return hmc.evaluate(self._log_p, z)

    def _log_p(self, z: Tensor) -> Tensor:
        chains = len(z) // len(self.x)
        rows = self.x.expand(chains, *self.x.shape).reshape(-1, *self.x.shape[1:])
        labels = None if self.label is None else self.label.repeat(chains)
        return self.model.log_likelihood(rows, z, *given(labels))

    def _density(self, beta: float) -> hmc.Density:
        return lambda z: beta * self._log_p(z) + log_prior(z)

    def _state(self, here: hmc.State, beta: float) -> hmc.State:
        """Return the state under pi at b from that of p(x|z): no further evaluation."""
        value = beta * here.value + log_prior(here.z)
        return hmc.State(here.z, value, beta * here.gradient - here.z)


def _ticker(progress: Progress, total: int) -> Callable[[], None]:
    """Return what counts one temperature at a time."""
    done = itertools.count(1)
    return lambda: progress(next(done), total)


def _spans(images: Tensor, plan: Plan) -> list[tuple[int, int]]:
    """Cut the images so that a batch of all their chains is of bounded size."""
    each = max(1, images[0].numel()) * plan.chains if len(images) else 1
    return list(spans(len(images), max(1, 2 * BUDGET // each)))


def _part(label: Tensor | None, start: int, stop: int) -> Tensor | None:
    return None if label is None else label[start:stop]


def _joined(parts: list[Annealed]) -> Annealed:
    names = Annealed.__slots__
    return Annealed(*(torch.cat([getattr(part, name) for part in parts]) for name in names))
