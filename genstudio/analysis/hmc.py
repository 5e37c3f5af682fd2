"""Hamiltonian Monte Carlo on many densities at once (Neal 2011, arXiv:1206.1901).

A row is a chain; all rows move together, each accepted or rejected for itself. The step is
adapted in the warm-up only, by dual averaging over a problem's chains (1111.4246, section 3.2),
and then frozen: a chain that adapted to its own acceptance would no longer have the right limit.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from genstudio.analysis.progress import Progress, silent

Density = Callable[[Tensor], Tensor]  # z [R, d] -> log density up to a constant [R]

TARGET = 0.75  # acceptance that the warm-up aims at
JITTER = 0.2  # the step of each move varies by this share, against periodic orbits
FIRST = 0.1  # step that the warm-up starts from
GAMMA, T0, KAPPA = 0.05, 10.0, 0.75  # of dual averaging


@dataclass(frozen=True, slots=True)
class State:
    """Where the chains are: z [R, d], log density [R] and its gradient [R, d]."""

    z: Tensor
    value: Tensor
    gradient: Tensor


@dataclass(frozen=True, slots=True)
class Draws:
    """Draws [S, C, N, d] of C chains for N problems; the rest is one value a problem.

    `acceptance` is the mean after the warm-up and `step` the frozen step, [N]; split R-hat and
    effective sample size are [N, d].
    """

    z: Tensor
    acceptance: Tensor
    step: Tensor

    @property
    def r_hat(self) -> Tensor:
        """Split R-hat of each dimension: 1 where all halves of all chains agree."""
        return split_r_hat(self.z)

    @property
    def effective(self) -> Tensor:
        """How many independent draws the chains are worth, for the mean of each dimension."""
        return effective_size(self.z)


def evaluate(density: Density, z: Tensor) -> State:
    """Return the state at z, with the gradient by autograd."""
    with torch.enable_grad():
        leaf = z.detach().requires_grad_(True)
        value = density(leaf)
        (gradient,) = torch.autograd.grad(value.sum(), leaf)
    return State(leaf.detach(), value.detach(), gradient)


def leapfrog(
    density: Density,
    state: State,
    momentum: Tensor,
    step: Tensor,
    count: int,
    path: list[Tensor] | None = None,
) -> tuple[State, Tensor]:
    """Follow Hamilton's equations for `count` steps [R]; reversible, and keeps volumes.

    `path`, where it is given, gets the places [R, d] after each step.
    """
    size = step[:, None]
    for _ in range(count):
        half = momentum + 0.5 * size * state.gradient
        state = evaluate(density, state.z + size * half)
        momentum = half + 0.5 * size * state.gradient
        if path is not None:
            path.append(state.z)
    return state, momentum


def move(
    density: Density,
    state: State,
    step: Tensor,
    count: int,
    noise: torch.Generator,
    path: list[Tensor] | None = None,
) -> tuple[State, Tensor]:
    """Move every chain once; return where they are and the acceptance probabilities [R].

    A proposal whose energy is not finite is refused. `path` gets the way to the proposals.
    """
    drawn = torch.randn(state.z.shape, generator=noise, device=noise.device)
    momentum = drawn.to(state.z.device, state.z.dtype)
    both = torch.rand(2, len(step), generator=noise, device=noise.device).to(step)
    jittered = step * (1 + JITTER * (2 * both[0] - 1))
    proposal, final = leapfrog(density, state, momentum, jittered, count, path)
    before = state.value - 0.5 * momentum.square().sum(1)
    change = proposal.value - 0.5 * final.square().sum(1) - before
    accept = torch.where(change.isfinite(), change.clamp(max=0).exp(), torch.zeros_like(change))
    taken = both[1] < accept
    return State(
        torch.where(taken[:, None], proposal.z, state.z),
        torch.where(taken, proposal.value, state.value),
        torch.where(taken[:, None], proposal.gradient, state.gradient),
    ), accept


class DualAveraging:
    """Finds the step of each problem at which the mean acceptance is the target."""

    def __init__(self, step: Tensor, target: float = TARGET) -> None:
        self._target = target
        self._centre = (10 * step).log()
        self._log = step.log()
        self._mean = torch.zeros_like(step)
        self._error = torch.zeros_like(step)
        self._count = 0

    @property
    def step(self) -> Tensor:
        """The step to try next, [N]."""
        return self._log.exp()

    @property
    def final(self) -> Tensor:
        """The average over the warm-up, to be frozen, [N]."""
        return self._mean.exp() if self._count else self.step

    def update(self, acceptance: Tensor) -> None:
        """Learn from the mean acceptance [N] of the problems' chains."""
        self._count += 1
        weight = 1 / (self._count + T0)
        self._error = (1 - weight) * self._error + weight * (self._target - acceptance)
        self._log = self._centre - math.sqrt(self._count) / GAMMA * self._error
        share = self._count**-KAPPA
        self._mean = share * self._log + (1 - share) * self._mean


def sample(
    density: Density,
    start: Tensor,
    draws: int,
    noise: torch.Generator,
    *,
    warmup: int = 200,
    leapfrogs: int = 10,
    progress: Progress = silent,
) -> Draws:
    """Draw from N densities with C chains each, from `start` [C, N, d].

    `density` takes rows [C N, d], chain by chain. The chains of a problem share its step.
    """
    chains, problems, _ = start.shape
    state = evaluate(density, start.flatten(0, 1))
    averaging = DualAveraging(torch.full((problems,), FIRST, device=start.device).to(start))
    kept, accepted = [], torch.zeros_like(averaging.step)
    for index in range(warmup + draws):
        step = averaging.step if index < warmup else averaging.final
        state, accept = move(density, state, step.repeat(chains), leapfrogs, noise)
        mean = accept.view(chains, problems).mean(0)
        if index < warmup:
            averaging.update(mean)
        else:
            accepted += mean / draws
            kept.append(state.z.view_as(start))
        progress(index + 1, warmup + draws)
    return Draws(torch.stack(kept), accepted, averaging.final)


def split_r_hat(z: Tensor) -> Tensor:
    """Return split R-hat of draws [S, C, ...] (Gelman et al., BDA3, section 11.4)."""
    half = len(z) // 2
    parts = torch.cat([z[:half], z[-half:]], 1).double()
    within = parts.var(0).mean(0)
    between = parts.mean(0).var(0)
    return (((half - 1) / half * within + between) / within).sqrt()


def effective_size(z: Tensor) -> Tensor:
    """Return the effective sample size of draws [S, C, ...] for their mean.

    Autocorrelations of all chains together, summed as Geyer's initial monotone sequence
    (Stan reference manual, "Effective sample size").
    """
    count, chains = z.shape[:2]
    centred = z.double() - z.double().mean(0)
    spectrum = torch.fft.rfft(centred, n=2 * count, dim=0).abs().square()
    covariance = torch.fft.irfft(spectrum, n=2 * count, dim=0)[:count].mean(1) / count
    within = covariance[0] * count / (count - 1)
    between = z.double().mean(0).var(0) if chains > 1 else torch.zeros_like(within)
    total = within * (count - 1) / count + between
    correlation = 1 - (within - covariance) / total
    correlation[0] = 1
    pairs = correlation[: count // 2 * 2].unflatten(0, (-1, 2)).sum(1)
    positive = (pairs > 0).cumprod(0).bool()
    pairs = torch.where(positive, pairs, torch.zeros_like(pairs)).cummin(0).values
    time = (2 * pairs.sum(0) - 1).clamp(min=1 / math.log10(max(10, count * chains)))
    return count * chains / time
