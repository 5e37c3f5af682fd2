"""The adversarial game (Goodfellow et al., arXiv:1406.2661), from the discriminator's logits.

D is the logistic function of a logit a: -log D = softplus(-a) and -log(1 - D) =
softplus(a), which stay exact where D itself would round to 0 or 1. One value an example.
"""

from __future__ import annotations

import math

from torch import Tensor
from torch.nn import functional as F

D_LOSS_AT_EQUILIBRIUM = 2 * math.log(2)  # where D(x) = D(G(z)) = 1/2
G_LOSS_AT_EQUILIBRIUM = math.log(2)


def discriminator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """-log D(x) - log(1 - D(G(z))); 2 log 2 where D = 1/2."""
    return F.softplus(-real) + F.softplus(fake)


def non_saturating_loss(fake: Tensor) -> Tensor:
    """-log D(G(z)); its gradient is strongest where D is sure of a fake. log 2 at D = 1/2."""
    return F.softplus(-fake)


def minimax_loss(fake: Tensor) -> Tensor:
    """log(1 - D(G(z))); its gradient fades where D is sure of a fake. -log 2 at D = 1/2."""
    return -F.softplus(fake)
