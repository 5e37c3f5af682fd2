"""The losses of CycleGAN (Zhu et al., arXiv:1703.10593): squares, cycles and identity.

G maps images x of the first kind to the second, F maps images y of the second to the first.
Images are in [-1, 1], an L1 is the mean over pixels, and what a discriminator says of an image is
a map: one value a patch, whose target is 1 where the patch is real and 0 where it is generated.
"""

from __future__ import annotations

from torch import Tensor

from genstudio.objectives.adversarial import least_squares_discriminator, least_squares_generator

D_LOSS_AT_EQUILIBRIUM = 0.25  # where D says 1/2 of every patch
G_LOSS_AT_EQUILIBRIUM = 0.25


def fooling(fake: Tensor) -> Tensor:
    """E (D(G(x)) - 1)^2 of a map [B, 1, h, w] (eq. 1 with squares); 1/4 where D says 1/2."""
    return 2 * least_squares_generator(fake).mean()


def telling(real: Tensor, fake: Tensor) -> Tensor:
    """1/2 (E (D(y) - 1)^2 + E D(G(x))^2), the discriminator's loss; 1/4 where D says 1/2."""
    return least_squares_discriminator(real, fake).mean()


def distance(image: Tensor, other: Tensor) -> Tensor:
    """E |F(G(x)) - x|, the cycle's term of one direction (eq. 2), or E |G(y) - y| (sec. 5.2)."""
    return (image - other).abs().mean()


def weighted(
    fooled: Tensor, cycles: Tensor, identity: Tensor | float, weight: float, share: float
) -> Tensor:
    """The full objective (eq. 3): fooled + lambda cycles + lambda lambda_id identity.

    Each is the sum of both ways.
    """
    return fooled + weight * cycles + weight * share * identity
