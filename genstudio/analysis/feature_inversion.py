"""The pictures that have given features, found by L-BFGS from given pictures on.

All pictures move together, as one vector with one line search. It is a flat one: torch's L-BFGS
refuses the strided slopes that come from images whose channels lie innermost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from genstudio.analysis.deep_features import Space
from genstudio.core.events import Stop, never
from genstudio.objectives.variation import total_variation

HISTORY = 10
SEARCHED = 25  # evaluations of a line search, at most
KEPT = 4  # evaluations of it that are remembered
SETTLED = 1e-6  # largest slope at which nothing is left to be gained


@dataclass(frozen=True, eq=False)
class Objective:
    """1/2 s |phi(u) - goal|^2 + lambda R(u) + |u - [0, 1]|^2, summed over the pictures.

    s makes a whole layer's worth of phi count as much as all of a picture's numbers, so that
    lambda means the same with every network. The last term stands for the paper's bounds.
    """

    space: Space
    goal: Tensor  # [B, D]
    weight: float  # of the total variation

    def __call__(self, u: Tensor) -> Tensor:
        """Return the loss of pictures [B, C, H, W]."""
        scale = u[0].numel() / max(1, len(self.space.scales))
        missed = 0.5 * scale * (self.space(u) - self.goal).square().sum()
        outside = (u - u.clamp(0, 1)).square().sum()
        return missed + self.weight * total_variation(u).sum() + outside


class _Ended(Exception):
    """The search was stopped within a step."""


def invert(
    objective: Objective, start: Tensor, iterations: int, stop: Stop = never
) -> Iterator[tuple[int, Tensor]]:
    """Move pictures [B, C, H, W]; yields how many steps are done, and the pictures of then.

    Ends early where it is stopped, even within a step, or where the loss falls no more. The last
    ones that it has yielded are the result. At the start it yields those it begins with.
    """
    u = start.detach().clone(memory_format=torch.contiguous_format).flatten(1).requires_grad_()
    optimiser = torch.optim.LBFGS(
        [u], max_iter=1, max_eval=1 + SEARCHED, history_size=HISTORY, tolerance_grad=0.0,
        tolerance_change=0.0, line_search_fn="strong_wolfe",
    )  # fmt: skip
    known: deque[tuple[Tensor, Tensor, Tensor]] = deque(maxlen=KEPT)

    def evaluate() -> Tensor:
        # Each step begins with the point that the one before has ended at: it is known already.
        for point, loss, slope in known:
            if torch.equal(point, u):
                u.grad = slope.clone()
                return loss
        if stop():
            raise _Ended
        optimiser.zero_grad()
        with torch.enable_grad():
            loss = objective(u.view_as(start))
            loss.backward()
        if u.grad is None or not bool(torch.isfinite(loss)):
            raise _Ended
        known.append((u.detach().clone(), loss.detach(), u.grad.clone()))
        return loss.detach()

    step = 0
    yield step, u.detach().view_as(start).clone()
    while step < iterations:
        before = u.detach().clone()
        try:
            optimiser.step(evaluate)
        except _Ended:
            return
        step += 1
        yield step, u.detach().view_as(start).clone()
        if u.grad is not None and float(u.grad.abs().max()) < SETTLED:
            return
        if torch.equal(before, u.detach()):
            return
