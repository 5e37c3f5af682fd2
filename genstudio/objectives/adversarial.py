"""The adversarial game's losses (Goodfellow et al., arXiv:1406.2661), and its relatives'.

All are functions of what the discriminator says of a real and of a generated example: a
logit or a score, never a probability, so that nothing rounds to 0 or 1. One value an
example; a real one and a generated one make a pair only where the loss says so.

For a logit a, D is the logistic function: -log D = softplus(-a), -log(1 - D) = softplus(a).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

D_LOSS_AT_EQUILIBRIUM = 2 * math.log(2)  # where D(x) = D(G(z)) = 1/2
G_LOSS_AT_EQUILIBRIUM = math.log(2)

OfBoth = Callable[[Tensor, Tensor], Tensor]  # of the output on real and on generated examples


def discriminator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """-log D(x) - log(1 - D(G(z))); 2 log 2 where D = 1/2."""
    return F.softplus(-real) + F.softplus(fake)


def non_saturating_loss(fake: Tensor) -> Tensor:
    """-log D(G(z)); its gradient is strongest where D is sure of a fake. log 2 at D = 1/2."""
    return F.softplus(-fake)


def minimax_loss(fake: Tensor) -> Tensor:
    """log(1 - D(G(z))); its gradient fades where D is sure of a fake. -log 2 at D = 1/2."""
    return -F.softplus(fake)


def least_squares_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    """1/2 (D(x) - 1)^2 + 1/2 D(G(z))^2 (Mao et al., arXiv:1611.04076, eq. 9); 1/4 at D = 1/2."""
    return 0.5 * (real - 1).square() + 0.5 * fake.square()


def least_squares_generator(fake: Tensor) -> Tensor:
    """1/2 (D(G(z)) - 1)^2; 1/8 at D = 1/2."""
    return 0.5 * (fake - 1).square()


def wasserstein_critic(real: Tensor, fake: Tensor) -> Tensor:
    """D(G(z)) - D(x) (Arjovsky et al., arXiv:1701.07875): minus the distance, for a 1-Lipschitz D.

    Without a penalty or a norm that keeps D's slope at 1 it has no lower bound.
    """
    return fake - real


def hinge_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    """max(0, 1 - D(x)) + max(0, 1 + D(G(z))) (Miyato et al., arXiv:1802.05957, eq. 17)."""
    return F.relu(1 - real) + F.relu(1 + fake)


def relativistic_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    """softplus(-(D(x) - D(G(z)))): a pair's real one should score higher. log 2 at no difference.

    RpGAN (Jolicoeur-Martineau, arXiv:1807.00734), as in R3GAN (arXiv:2501.05441).
    """
    return F.softplus(fake - real)


def relativistic_generator(real: Tensor, fake: Tensor) -> Tensor:
    """softplus(-(D(G(z)) - D(x))): a pair's generated one should score higher."""
    return F.softplus(real - fake)


@dataclass(frozen=True, slots=True)
class Loss:
    """A game: what each player minimises, and what D's output means.

    `probability` turns it into D(x) in [0, 1] where D's optimum is p_d / (p_d + p_g); None where
    the output is a score. `boundary` is the output of a D that is undecided; None where only
    differences count. `pairs` says that the generator's loss looks at real examples too.
    """

    discriminator: OfBoth
    generator: OfBoth
    probability: Callable[[Tensor], Tensor] | None = None
    boundary: float | None = 0.0
    pairs: bool = False
    shown: OfBoth | None = None  # in place of the generator's, so that curves can be compared

    @property
    def reported(self) -> OfBoth:
        """The generator's loss as it is logged."""
        return self.shown or self.generator


def _alone(loss: Callable[[Tensor], Tensor]) -> OfBoth:
    return lambda real, fake: loss(fake)


NON_SATURATING = _alone(non_saturating_loss)
LOSSES: dict[str, Loss] = {
    "non-saturating": Loss(discriminator_loss, NON_SATURATING, torch.sigmoid),
    "minimax": Loss(discriminator_loss, _alone(minimax_loss), torch.sigmoid, shown=NON_SATURATING),
    "least-squares": Loss(
        least_squares_discriminator,
        _alone(least_squares_generator),
        lambda output: output.clamp(0, 1),
        boundary=0.5,
    ),
    "wasserstein": Loss(wasserstein_critic, _alone(torch.neg), boundary=None),
    "hinge": Loss(hinge_discriminator, _alone(torch.neg)),
    "relativistic": Loss(
        relativistic_discriminator, relativistic_generator, boundary=None, pairs=True
    ),
}
