"""The code that a generator makes a given picture from, as nearly as it can: found by a search.

    z* = argmin_z  sum_p |G(z)_p - x_p|^2 + 1/2 w |z|^2 - r log D(G(z))

with pixels in [0, 1]; or sum_p |G(z)_p - x_p|, as BEGAN's authors have it (arXiv:1703.10717).
Where the prior has an edge, as U(-1, 1) has, z does not leave it, and all z inside are equally
likely: there is no second term. Several starts move together as one batch (Adam on z, the
network stays as it is); they are the best of many draws from the prior. First the pictures are
compared at a coarse scale, whose valleys are wide, then pixel by pixel (as in 1607.07539
without the mask).
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
from torch.nn import functional as F

from genstudio.analysis.frozen import Frozen, adam, settling, step, to_bytes
from genstudio.core.events import Stop, never
from genstudio.data.dataset import unit
from genstudio.models import Discriminates

SHOWN = 10  # steps between two pictures
COARSE = ((0.2, 4), (0.45, 2))  # up to this share of the steps, averages over so many pixels

Code = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the search goes. `prior` is w, `realness` is r; `absolute` takes no squares."""

    steps: int = 300
    restarts: int = 6
    draws: int = 256
    rate: float = 0.05
    prior: float = 1e-3
    realness: float = 0.0
    coarse: bool = True
    absolute: bool = False
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The best code [d] after `step` of `total` steps, its image, and how far it is off.

    `error` is the root-mean-square difference of the pixels in [0, 1], `loss` what is minimised.
    """

    step: int
    total: int
    code: Code
    image: NDArray[np.uint8]
    error: float
    loss: float

    @property
    def ended(self) -> bool:
        """Whether this is the last one."""
        return self.step >= self.total


def search(
    model: Any,
    image: NDArray[np.uint8],
    settings: Settings | None = None,
    stop: Stop = never,
    label: int | None = None,
) -> Iterator[Found]:
    """Look for the code of a picture [C, H, W]; yields the best so far every few steps.

    `label` is the class that a conditional generator is told, -1 for none. The model is used by
    this thread only, in eval mode, and its weights are not changed. Equal seeds find equal codes.
    Stopped, it ends with what it has.
    """
    return _Search(model, image, settings or Settings(), label).run(stop)


class _Search:
    """The state of one search: codes [R, d], and the best of each."""

    def __init__(
        self, model: Any, image: NDArray[np.uint8], settings: Settings, label: int | None
    ) -> None:
        self._frozen = Frozen(model, label)
        self._settings = settings
        self._target = torch.from_numpy(unit(image[None]))
        self._step = 0

    def run(self, stop: Stop) -> Iterator[Found]:
        settings = self._settings
        z = self._starts(stop).requires_grad_()
        self._best, self._least = z.detach().clone(), torch.full((len(z),), math.inf)
        optimiser = adam(z, settings.rate)
        for self._step in range(settings.steps):
            if stop():
                break
            self._move(z, optimiser)
            if self._step % SHOWN == 0:
                yield self._found(self._step)
        self._note(z.detach(), *self._judge(z.detach()))
        yield self._found(settings.steps)

    def _starts(self, stop: Stop) -> Tensor:
        """Return the codes [R, d] of the draws that look most like the picture."""
        settings = self._settings
        return self._frozen.best_draws(
            settings.restarts, settings.draws, settings.seed, self._difference, stop
        )

    def _move(self, z: Tensor, optimiser: torch.optim.Optimizer) -> None:
        """Make one step with all codes; each has a loss of its own, so they do not meet."""
        settings, share = self._settings, self._step / max(1, self._settings.steps)
        image = self._frozen.decode(z)
        loss = self._loss(image, z)
        self._note(z.detach(), loss.detach(), image.detach())
        coarse = self._coarseness(share)
        wanted = loss if coarse == 1 else self._loss(image, z, coarse)
        step(optimiser, z, wanted, settling(settings.rate, share))
        self._frozen.hold_inside(z)

    def _coarseness(self, share: float) -> int:
        """Return over how many pixels a side is averaged at this share of the steps."""
        if not self._settings.coarse or min(self._target.shape[2:]) < 8:
            return 1
        return next((pixels for end, pixels in COARSE if share < end), 1)

    def _judge(self, z: Tensor) -> tuple[Tensor, Tensor]:
        with torch.no_grad():
            image = self._frozen.decode(z)
            return self._loss(image, z), image

    def _note(self, z: Tensor, loss: Tensor, image: Tensor) -> None:
        """Keep each code where it was best."""
        better = loss < self._least
        self._best[better] = z[better]
        self._least[better] = loss[better]

    def _loss(self, image: Tensor, z: Tensor, coarse: int = 1) -> Tensor:
        """Return what is minimised for each code, [R]."""
        settings = self._settings
        loss, model = self._difference(image, coarse), self._frozen.model
        if self._frozen.bound is None:
            loss = loss + 0.5 * settings.prior * z.square().sum(1)
        if settings.realness and isinstance(model, Discriminates):
            judged = model.discriminate(image, *self._frozen.told(len(image)))
            loss = loss - settings.realness * judged.clamp(min=1e-6).log()
        return loss

    def _difference(self, image: Tensor, coarse: int = 1) -> Tensor:
        difference = image - self._target
        if coarse > 1:  # as large as before, where neighbours are off the same way
            difference = coarse * F.avg_pool2d(difference, coarse, ceil_mode=True)
        if self._settings.absolute:
            return difference.abs().flatten(1).sum(1)
        return difference.square().flatten(1).sum(1)

    def _found(self, step: int) -> Found:
        """Return the best of all codes."""
        first = int(self._least.nan_to_num(math.inf).argmin())
        z = self._best[first : first + 1]
        with torch.no_grad():
            image = self._frozen.decode(z)
        error = float((image - self._target).square().mean().sqrt())
        total = self._settings.steps
        return Found(
            step, total, z[0].numpy().copy(), to_bytes(image[0]), error, float(self._least[first])
        )
