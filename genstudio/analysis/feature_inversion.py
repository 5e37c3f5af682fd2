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


class _Search:
    """Pictures on their way: one flat vector, and L-BFGS, which remembers what it evaluated."""

    def __init__(self, objective: Objective, start: Tensor, stop: Stop) -> None:
        self._objective, self._stop, self._shape = objective, stop, start.shape
        flat = start.detach().clone(memory_format=torch.contiguous_format).flatten(1)
        self._u = flat.requires_grad_()
        self._known: deque[tuple[Tensor, Tensor, Tensor]] = deque(maxlen=KEPT)
        self._optimiser = torch.optim.LBFGS(
            [self._u], max_iter=1, max_eval=1 + SEARCHED, history_size=HISTORY,
            tolerance_grad=0.0, tolerance_change=0.0, line_search_fn="strong_wolfe",
        )  # fmt: skip

    def pictures(self) -> Tensor:
        """Return a copy of the pictures [B, C, H, W]."""
        return self._u.detach().view(self._shape).clone()

    def step(self) -> bool:
        """Do a step; return whether it moved anything. Raises _Ended where it was stopped."""
        before = self._u.detach().clone()
        self._optimiser.step(self._evaluate)
        return not torch.equal(before, self._u.detach())

    @property
    def settled(self) -> bool:
        """Whether the loss is as good as flat."""
        return self._u.grad is not None and float(self._u.grad.abs().max()) < SETTLED

    def _evaluate(self) -> Tensor:
        # Each step begins with the point that the one before has ended at: it is known already.
        u = self._u
        for point, loss, slope in self._known:
            if torch.equal(point, u):
                u.grad = slope.clone()
                return loss
        if self._stop():
            raise _Ended
        self._optimiser.zero_grad()
        with torch.enable_grad():
            loss = self._objective(u.view(self._shape))
            loss.backward()
        if u.grad is None or not bool(torch.isfinite(loss)):
            raise _Ended
        self._known.append((u.detach().clone(), loss.detach(), u.grad.clone()))
        return loss.detach()


def invert(
    objective: Objective, start: Tensor, iterations: int, stop: Stop = never
) -> Iterator[tuple[int, Tensor]]:
    """Move pictures [B, C, H, W]; yields how many steps are done, and the pictures of then.

    Ends early where it is stopped, even within a step, or where the loss falls no more. The last
    ones that it has yielded are the result. At the start it yields those it begins with.
    """
    search = _Search(objective, start, stop)
    yield 0, search.pictures()
    for step in range(1, iterations + 1):
        try:
            moved = search.step()
        except _Ended:
            return
        yield step, search.pictures()
        if search.settled or not moved:
            return
