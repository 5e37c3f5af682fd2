"""Statistics of a whole batch, also where it lies on several processes.

Each process then has a share of the examples, and its loss counts by the share's size:
gradients are summed over the processes with these weights. What is a mean over all
examples is found here in the same way, so that the sum is the gradient of one process
that had the whole batch.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

Sum = Callable[[Tensor], None]


@dataclass(frozen=True, slots=True)
class Share:
    """The examples `start` to `stop` of `total`; `add` sums a tensor over all processes.

    It holds for the thread that trains: others (a preview, an evaluation) are by themselves.
    """

    start: int
    stop: int
    total: int
    add: Sum
    thread: int = field(default_factory=threading.get_ident)

    @property
    def weight(self) -> float:
        """The part of the whole batch that is here."""
        return (self.stop - self.start) / self.total

    def rows(self, count: int) -> tuple[int, int, int]:
        """Return the first and last row, and how many there are, where `count` are here.

        Several rows an example (samples of it, say) are a whole multiple of the examples.
        """
        here = self.stop - self.start
        if count % here:
            raise ValueError(f"{count} rows are not so many for each of {here} examples")
        times = count // here
        return times * self.start, times * self.stop, times * self.total


_share: Share | None = None


def share() -> Share | None:
    """Return this thread's share of the batch; None where the whole batch is here."""
    if _share is None or _share.thread != threading.get_ident():
        return None
    return _share


@contextmanager
def sharing(mine: Share | None) -> Iterator[None]:
    """Hold that a batch is only a share of the whole one, until the end of the block."""
    global _share
    before, _share = _share, mine
    try:
        yield
    finally:
        _share = before


def mean(x: Tensor) -> Tensor:
    """Return the mean over the first dimension, of all processes' examples; differentiable.

    What enters a loss other than by its own mean (a sigma fitted to the batch, a floor
    under the batch's KL) must be the whole batch's, or several processes train another model.
    """
    mine = share()
    return x.mean(0) if mine is None else together(x.mean(0), mine)


def gathered(x: Tensor) -> tuple[Tensor, int]:
    """Return the rows [n, ...] of all processes, one's behind another's, and where these begin.

    Of rows that are a part of the examples (one a pair, say) as well. Not differentiable.
    """
    mine = share()
    if mine is None:
        return x, 0
    here = mine.stop - mine.start
    first = mine.start * len(x) // here
    whole = x.new_zeros((mine.total * len(x) // here, *x.shape[1:]))
    whole[first : first + len(x)] = x.detach()
    mine.add(whole)
    return whole, first


def together(x: Tensor, mine: Share) -> Tensor:
    """Return the sum of all processes' `x`, each weighted by its share; differentiable."""
    summed: Tensor = _Sum.apply(x, mine)
    return summed


class _Sum(torch.autograd.Function):
    """S(x) = sum over processes of w_r x_r. In the losses' weighted sum it is its own adjoint.

    With L = sum_r w_r L_r and every L_r depending on S, dL/dx_r = w_r S(dL_r/dS); the w_r
    in front is put there when the gradients are summed. So gradients of gradients are right.
    """

    @staticmethod
    def forward(ctx: Any, x: Tensor, mine: Share) -> Tensor:
        ctx.mine = mine
        summed = x.detach() * mine.weight
        mine.add(summed)
        return summed

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:
        return together(gradients[0], ctx.mine), None
