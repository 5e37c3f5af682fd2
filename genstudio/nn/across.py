"""Statistics of a whole batch, also where it lies on several processes."""

from __future__ import annotations

from torch import Tensor


def mean(x: Tensor) -> Tensor:
    """Return the mean over the first dimension, of all processes' examples; differentiable.

    What enters a loss other than by its own mean (a sigma fitted to the batch, a floor
    under the batch's KL) must be the whole batch's, or several processes train another model.
    """
    return x.mean(0)
