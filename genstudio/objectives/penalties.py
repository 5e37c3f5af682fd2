"""Penalties on a discriminator's gradient."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor


def r1(discriminator: Callable[[Tensor], Tensor], real: Tensor) -> Tensor:
    """Return ||grad_x D(x)||^2 of each real image, [B] (Mescheder et al., arXiv:1801.04406).

    Summed over an image's pixels; differentiable in D's weights. The loss takes gamma/2
    times its mean. D must treat each image by itself: no batch normalisation.
    """
    with torch.enable_grad():
        real = real.detach().requires_grad_()
        logits = discriminator(real)
        (gradient,) = torch.autograd.grad(logits.sum(), real, create_graph=True)
    return gradient.square().flatten(1).sum(1)
