"""The bench's model: a GAN of points from z in two dimensions, and what is asked of it.

All points are in the data's units here, [N, 2] float32; the networks see standardised ones.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.analysis.theory._gan2d_grid import WIDEST
from genstudio.models import gan
from genstudio.nn.noise import uniform
from genstudio.objectives.adversarial import LOSSES

Points = NDArray[np.float32]
SHAPE = (1, 1, 2)


class Model(gan.Model):
    """A GAN of points; z is normal, or uniform on a square of the same variance."""

    prior_of = "normal"

    def prior(self, count: int, noise: torch.Generator) -> Tensor:
        """Draw z [count, 2]."""
        if self.prior_of == "normal":
            return super().prior(count, noise)
        return WIDEST * (2 * uniform(count, self.latent_dim, noise, self.dials.r_t.device) - 1)

    @torch.no_grad()
    def made(self, z: Points | Tensor) -> Points:
        """Return G(z) of the generator as it is now, without the average, [N, 2]."""
        return self.decode_raw(torch.as_tensor(z)).flatten(1).numpy()

    @torch.no_grad()
    def judged(self, points: Points) -> NDArray[np.float32]:
        """Return D(x) in [0, 1], [N]."""
        return self.discriminate(_shaped(points)).numpy()

    def pull(self, fake: Points, real: Points) -> Points:
        """Return where the generator's loss wants each fake to move, [N, 2].

        The steepest descent of the loss at the fake itself: -dL/dx. Where the loss looks at
        pairs, at that with the real point of the same number.
        """
        loss = LOSSES[self.config.loss]
        x = _shaped(fake).requires_grad_()
        output = self._output(self._inwards(x), None)
        with torch.no_grad():
            other = self._output(self._inwards(_shaped(real)), None) if loss.pairs else output
        (slope,) = torch.autograd.grad(loss.generator(other.detach(), output).sum(), x)
        return -slope.flatten(1).numpy()

    def pushes(self, fake: Points, real: Points) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return how far D's loss wants its output to rise at each fake, and at each real, [N].

        -dL_D/da of the output a at the point: positive at reals, negative at fakes.
        """
        loss = LOSSES[self.config.loss]
        with torch.no_grad():
            outputs = [self._output(self._inwards(_shaped(part)), None) for part in (real, fake)]
        at_real, at_fake = (output.requires_grad_() for output in outputs)
        total = loss.discriminator(at_real, at_fake).sum()
        of_real, of_fake = torch.autograd.grad(total, [at_real, at_fake])
        return -of_fake.numpy(), -of_real.numpy()


def _shaped(points: Points) -> Tensor:
    return torch.as_tensor(np.ascontiguousarray(points, np.float32)).view(-1, *SHAPE)
