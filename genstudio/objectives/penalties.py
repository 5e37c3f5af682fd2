"""Penalties on the slope of a discriminator, one value an example.

D must treat each example by itself: no batch normalisation.
"""

from __future__ import annotations

import torch
from torch import Tensor

TINY = 1e-12  # under the root, whose slope at 0 is infinite


def gradient(output: Tensor, image: Tensor) -> Tensor:
    """Return the slope of outputs [N] in the images [M, ...] they are of, differentiable.

    Each output depends on one image only, so that the gradient of their sum has all slopes;
    that of an image without an output is 0.
    """
    (found,) = torch.autograd.grad(output.sum(), image, create_graph=True)
    return found


def zero_centred(slope: Tensor) -> Tensor:
    """Return ||grad||^2 of each gradient [B, ...], summed over pixels, [B].

    R1 for real images, R2 for generated ones (Mescheder et al., arXiv:1801.04406, eq. 9
    and 10); a loss takes gamma/2 times its mean.
    """
    return slope.square().flatten(1).sum(1)


def one_centred(slope: Tensor) -> Tensor:
    """Return (||grad|| - 1)^2 of each gradient [B, ...], [B] (Gulrajani et al., arXiv:1704.00028).

    A loss takes lambda times its mean, over images that `between` made.
    """
    return (norm(slope) - 1).square()


def norm(slope: Tensor) -> Tensor:
    """Return ||grad|| of each gradient [B, ...], [B]."""
    return (zero_centred(slope) + TINY).sqrt()


def between(real: Tensor, fake: Tensor, share: Tensor) -> Tensor:
    """Return points on the lines from real to generated images [B, ...], ready for `gradient`.

    `share` [B] in [0, 1] is how far along the line, one number for all pixels of an image.
    """
    across = share.view(-1, *[1] * (real.dim() - 1))
    return torch.lerp(real, fake, across).detach().requires_grad_()
