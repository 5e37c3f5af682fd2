"""Losses of drawing from captions, in which a picture must match its text.

Reed et al., arXiv:1605.05396 (GAN-CLS and GAN-INT); Zhang et al., arXiv:1612.03242
(conditioning augmentation). All are functions of logits, for which -log D = softplus(-a) and
-log(1 - D) = softplus(a).
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

WRONG = 0.5  # share of the mismatched pairs in what is to be called wrong; generated ones: the rest
LOG_SIGMA = -5.0, 2.0  # beyond, sigma is 0 or the noise is all there is


def matching_aware_loss(right: Tensor, wrong: Tensor, fake: Tensor, differs: Tensor) -> Tensor:
    """-log s_r - 1/2 [log(1 - s_w) + log(1 - s_f)] (1605.05396, Algorithm 1), [B].

    `right` and `fake` [B] are the logits of real pictures with their captions and of generated
    ones; `wrong` [B, K] of K real pictures each with a caption that is not theirs. `differs`
    [B, K] weighs those: 0 where that picture's own caption is the same, or D would be blamed for
    the truth. 2 log 2 where D = 1/2 and all weights are 1.
    """
    mismatched = (F.softplus(wrong) * differs).mean(1)
    return F.softplus(-right) + WRONG * mismatched + (1 - WRONG) * F.softplus(fake)


def differing(text: Tensor, other: Tensor) -> Tensor:
    """Return 1 where captions [B, T] differ from others of their shape and 0 elsewhere, [B]."""
    return (text != other).any(1).to(torch.float32)


def interpolated(phi: Tensor, share: float = 0.5) -> Tensor:
    """Return share * phi_1 + (1 - share) * phi_2 of two halves of a batch [B, d], [B // 2, d].

    GAN-INT (1605.05396, eq. 5): such texts need no picture, and fill the gaps between texts.
    """
    first, second = phi[: len(phi) // 2], phi[len(phi) - len(phi) // 2 :]
    return share * first + (1 - share) * second


def augmentation_kl(mean: Tensor, log_sigma: Tensor) -> Tensor:
    """KL(N(mean, sigma^2) || N(0, 1)) in nats, the mean over the dimensions [B, d], as [B].

    The reference code's mean and not the sum of 1612.03242, eq. 5: with the sum at a weight of 1
    the text is erased.
    """
    each = 0.5 * (mean.square() + (2 * log_sigma).exp() - 1) - log_sigma
    return each.mean(1)
