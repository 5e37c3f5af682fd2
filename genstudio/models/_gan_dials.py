"""What tells how the game between generator and discriminator stands."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from genstudio.models import Terms
from genstudio.nn import across
from genstudio.objectives.adversarial import Loss

TARGET = 0.6  # of r_t: above it D overfits, and is shown more changes (arXiv:2006.06676)
ADAPT_EVERY = 4  # steps
COMPARED = 64  # examples whose distances are measured, at most
MIDDLE_RATE = 0.05  # how fast the middle between real and generated scores is followed


@torch.no_grad()
def judgement(loss: Loss, real: Tensor, fake: Tensor) -> Terms:
    """Return the means over a batch of what D says of it, from its outputs [B].

    D(x) and D(G(z)) are probabilities; where the output is none, C(x) and C(G(z)) are the
    scores themselves. D is right about an example on the right side of the boundary, or of
    the middle between real and generated ones where only differences count; r_t is the mean
    sign of the distance from it of real ones (arXiv:2006.06676, eq. 1).
    """
    boundary = middle(real, fake) if loss.boundary is None else loss.boundary
    sides = [real > boundary, fake < boundary, torch.sign(real - boundary)]
    right, right_fake, r_t = across.mean(torch.stack(sides, 1).to(real.dtype)).unbind()
    if loss.probability is None:
        terms = {"C(x)": real.mean(), "C(G(z))": fake.mean()}
    else:
        terms = {"D(x)": loss.probability(real).mean(), "D(G(z))": loss.probability(fake).mean()}
    return terms | {"accuracy real": right, "accuracy fake": right_fake, "r_t": r_t}


def middle(real: Tensor, fake: Tensor) -> Tensor:
    """Return the output half-way between the means of real and generated examples."""
    return across.mean(torch.stack([real, fake], 1).detach()).mean()


def diversity(real: Tensor, fake: Tensor) -> Tensor:
    """Return the mean distance of two generated examples over that of two real ones.

    Near 1 where samples are as different as the data; below 1/2 the generator has collapsed.
    Of some examples from all over the batch only: their distances grow with the square.
    """
    if len(real) < 2:
        return torch.ones((), device=real.device)
    apart = -(-len(real) // COMPARED)
    ours, theirs = (torch.pdist(x[::apart].flatten(1)).mean() for x in (fake, real))
    return ours / theirs.clamp(min=1e-12)


class Dials(nn.Module):
    """The last values of what is not computed in every move, and what is adapted to them.

    All of it stays on the device, and in the checkpoint.
    """

    r1: Tensor
    r2: Tensor
    gradient_penalty: Tensor
    slope: Tensor
    r_t: Tensor
    middle: Tensor
    probability: Tensor
    signs: Tensor

    def __init__(self) -> None:
        super().__init__()
        for name in Dials.__annotations__:
            self.register_buffer(name, torch.zeros(()))

    @torch.no_grad()
    def set(self, name: str, values: Tensor) -> None:
        """Note the mean of values [B] over the whole batch."""
        getattr(self, name).copy_(across.mean(values.detach()))

    @torch.no_grad()
    def notice(self, r_t: Tensor, loss: Loss, real: Tensor, fake: Tensor) -> None:
        """Note r_t, and follow the middle between the scores of real and generated examples."""
        self.r_t.copy_(r_t)
        if loss.boundary is None:
            self.middle.lerp_(middle(real, fake), MIDDLE_RATE)

    @torch.no_grad()
    def adapt(self, step: int, images: int, speed: float) -> None:
        """Every few steps make changes likelier where r_t was above its target, or rarer.

        The probability moves as if it rose from 0 to 1 in `speed` images.
        """
        self.signs.add_(self.r_t, alpha=1 / ADAPT_EVERY)
        if step % ADAPT_EVERY == ADAPT_EVERY - 1:
            move = torch.sign(self.signs - TARGET) * (ADAPT_EVERY * images / speed)
            self.probability.add_(move).clamp_(0, 1)
            self.signs.zero_()
