"""Hamiltonian Monte Carlo on p(z|x), from a place that somebody chose: what it finds, and how.

Four chains: the first begins where it was put, the second at a draw from q(z|x), the others at
draws from the prior twice as wide. Where they do not come together (R-hat above 1.05) the figures
say so: then a mean over draws is the mean of where the chains happen to be.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from genstudio.analysis import hmc
from genstudio.analysis.theory._vae_exact import Chosen, look

Values = NDArray[np.float64]
CHAINS = 4
WARMUP = 100
LEAPFROGS = 8
JUDGED = 20  # draws from one judgement to the next
FEWEST = 40  # draws that a judgement needs
MIXED = 1.05  # R-hat above which chains have not come together
SHOWN = 300  # places that are drawn, the latest


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """What the chains have found after `draws` draws each; `d` latent dimensions.

    `path` [L + 1, d] is the last move of the first chain, which was `taken` or refused; `places`
    [S, d] are where that chain was, `refused` [R, d] where it was not let go, `others`
    [3, d] where the other chains are. The moments are over all chains; their `*_error`s are
    standard errors by the effective sizes. Those and R-hat are nan until there are enough draws.
    `grid_*` are the moments by the grid, of the same step.
    """

    step: int
    draws: int
    warming: bool
    start: Values
    path: Values
    taken: bool
    places: Values
    refused: Values
    others: Values
    step_size: float
    acceptance: float
    r_hat: float
    effective: float
    mean: Values
    covariance: Values
    mean_error: Values
    covariance_error: Values
    grid_mean: Values
    grid_covariance: Values

    @property
    def mixed(self) -> bool:
        """Whether R-hat says that the chains have come together; False while it is not known."""
        return self.r_hat < MIXED


class Walker:
    """The chains on one posterior."""

    def __init__(
        self, chosen: Chosen, step: int, start: ArrayLike, seed: int, warmup: int | None = None
    ) -> None:
        self._chosen, self._step = chosen, step
        self._warmup = WARMUP if warmup is None else warmup
        self._grid = look(chosen, step)
        self._noise = torch.Generator().manual_seed(seed)
        self.start = np.asarray(start, np.float64).reshape(chosen.d)
        z = torch.randn(CHAINS, chosen.d, generator=self._noise, dtype=torch.float64)
        z[0] = torch.from_numpy(self.start)
        z[1] = chosen.mean + chosen.sd * z[1]
        z[2:] *= 2
        self._state = hmc.evaluate(chosen.log_joint, z)
        first = chosen.sd.min().clamp(0.005, 0.1).reshape(1)
        self._averaging = hmc.DualAveraging(first)
        self._kept: list[Tensor] = []
        self._accepted = 0.0
        self._places: list[Values] = []
        self._refused: list[Values] = []
        self._path, self._taken = self.start[None], True
        self._moves = 0
        self._verdict = _unknown(chosen.d)

    def walk(self, draws: int) -> Iterator[float]:
        """Warm up and draw; yields the share that is done after each move."""
        total = self._warmup + draws
        for index in range(total):
            self._move(warming=index < self._warmup)
            if (len(self._kept) % JUDGED == 0 and len(self._kept) >= FEWEST) or index + 1 == total:
                self._verdict = _verdict(self._kept) if len(self._kept) >= FEWEST else self._verdict
            yield (index + 1) / total

    def chain(self) -> Chain:
        """Return what there is to see."""
        d = self._chosen.d
        r_hat, effective, mean, covariance, mean_error, covariance_error = self._verdict
        step = self._averaging.final if self._kept else self._averaging.step
        return Chain(
            self._step,
            len(self._kept),
            not self._kept,
            self.start,
            self._path,
            self._taken,
            np.array(self._places[-SHOWN:]).reshape(-1, d),
            np.array(self._refused[-SHOWN // 3 :]).reshape(-1, d),
            self._state.z[1:].numpy(),
            float(step),
            self._accepted / len(self._kept) if self._kept else math.nan,
            r_hat,
            effective,
            mean,
            covariance,
            mean_error,
            covariance_error,
            self._grid.mean,
            self._grid.covariance,
        )

    def _move(self, *, warming: bool) -> None:
        before, way = self._state.z, []  # type: ignore[var-annotated]
        step = self._averaging.step if warming else self._averaging.final
        self._state, accept = hmc.move(
            self._chosen.log_joint, self._state, step.repeat(CHAINS), LEAPFROGS, self._noise, way
        )
        self._path = torch.stack([before, *way])[:, 0].numpy()
        self._taken = bool((self._state.z[0] == way[-1][0]).all())
        self._moves += 1
        if warming:
            self._averaging.update(accept.mean()[None])
        else:
            self._accepted += float(accept.mean())
            self._kept.append(self._state.z)
        self._places.append(self._state.z[0].numpy())
        if not self._taken:
            self._refused.append(self._path[-1])


Verdict = tuple[float, float, Values, Values, Values, Values]


def _unknown(d: int) -> Verdict:
    vector, matrix = np.full(d, math.nan), np.full((d, d), math.nan)
    return math.nan, math.nan, vector, matrix, vector, matrix


def _verdict(kept: list[Tensor]) -> Verdict:
    """Return R-hat, effective size, moments and their standard errors, of draws S x [C, d]."""
    z = torch.stack(kept)
    d = z.shape[2]
    r_hat, size = hmc.split_r_hat(z), hmc.effective_size(z)
    mean = z.flatten(0, 1).mean(0)
    centred = z - mean
    products = centred[..., :, None] * centred[..., None, :]
    covariance = products.flatten(0, 1).mean(0)
    flat = products.flatten(2)
    spread = flat.flatten(0, 1).var(0) / hmc.effective_size(flat).clamp(min=1)
    return (
        float(r_hat.max()),
        float(size.min()),
        mean.numpy(),
        covariance.numpy(),
        (covariance.diagonal() / size.clamp(min=1)).sqrt().numpy(),
        spread.sqrt().view(d, d).numpy(),
    )
