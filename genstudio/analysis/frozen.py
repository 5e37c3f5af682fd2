"""A generator whose weights are held while codes are searched for, and what such searches share."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from typing import Any

import torch
from torch import Tensor

from genstudio.analysis.arithmetic import DRAWS, Prior
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import mark, tr
from genstudio.models import Conditional, Decodes

BATCH = 2**18  # pixels of the draws that are decoded at once
BETAS = (0.9, 0.99)  # of Adam
VERB = mark("decode")


class Frozen:
    """Decodes in eval mode, without gradients to the weights; `label` is told with every code.

    -1 tells a conditional model that the class is not known.
    """

    def __init__(self, model: Any, label: int | None = None) -> None:
        if not isinstance(model, Decodes):
            raise UserError(tr("This model cannot {verb}; choose a model that can.", verb=tr(VERB)))
        self.model: Any = model.eval().requires_grad_(False)  # type: ignore[attr-defined]
        self.label = label if isinstance(model, Conditional) and model.classes else None

    @cached_property
    def bound(self) -> float | None:
        """How large a coordinate of z can be, where the prior has an edge as U(-1, 1) has."""
        draws = self.model.prior(DRAWS, torch.Generator().manual_seed(0))
        return Prior.of(draws.numpy()).bound

    def hold_inside(self, z: Tensor) -> None:
        """Put codes back to the edge of the prior, where it has one and they are beyond it."""
        if self.bound is not None:
            with torch.no_grad():
                z.clamp_(-self.bound, self.bound)

    def decode(self, z: Tensor) -> Tensor:
        """Return images [B, C, H, W] in [0, 1] of codes [B, d]."""
        image: Tensor = self.model.decode(z, *self.told(len(z)))
        return image

    def told(self, count: int) -> tuple[Tensor, ...]:
        """Return the last argument of a conditional model's methods, or none."""
        return () if self.label is None else (torch.full((count,), self.label),)

    def best_draws(
        self,
        restarts: int,
        draws: int,
        seed: int,
        cost: Callable[[Tensor], Tensor],
        stop: Stop = never,
    ) -> Tensor:
        """Return the codes [restarts, d] of the draws whose images [B, C, H, W] cost least.

        `cost` maps images to [B]. Stopped, it takes the best of those looked at so far.
        """
        noise = torch.Generator().manual_seed(seed)
        codes = self.model.prior(max(draws, restarts), noise)
        with torch.no_grad():
            pixels = self.decode(codes[:1]).numel()
        costs: list[Tensor] = []
        for part in codes.split(max(1, BATCH // pixels)):
            if stop() and costs:
                break
            with torch.no_grad():
                costs.append(cost(self.decode(part)))
        order = torch.cat(costs).nan_to_num(math.inf).argsort(stable=True)
        best: Tensor = codes[order[:restarts]].clone()
        return best


def adam(z: Tensor, rate: float) -> torch.optim.Adam:
    """Return what moves codes; each has a loss of its own, so that they do not meet."""
    return torch.optim.Adam([z], rate, BETAS)


def step(optimiser: torch.optim.Optimizer, z: Tensor, losses: Tensor, rate: float) -> None:
    """Move codes [R, d] down the slopes of their losses [R]; those not finite stand still."""
    for group in optimiser.param_groups:
        group["lr"] = rate
    optimiser.zero_grad()
    losses.sum().backward()
    if z.grad is not None:
        z.grad.nan_to_num_(0.0, 0.0, 0.0)
    optimiser.step()


def settling(rate: float, share: float) -> float:
    """Return the rate at this share of a search: it goes to 0 in the last quarter."""
    return rate * min(1.0, 4 * (1 - share))


def to_bytes(image: Tensor) -> Any:
    """Return images in [0, 1] as uint8 of the same shape; what is not finite is black."""
    return image.nan_to_num(0.0).clamp(0, 1).mul(255).round().to(torch.uint8).numpy()
