"""The GAN of the illustration (Goodfellow et al., arXiv:1406.2661, Figure 1): z and x on a line."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from genstudio.analysis.theory._gan1d_data import HIGH, LOW
from genstudio.models import gan
from genstudio.nn import dense
from genstudio.nn.layers import Linear, draw
from genstudio.nn.noise import uniform

SHAPE = (1, 1, 1)
G_HIDDEN, D_HIDDEN = [32, 32], [64, 64]
SLOPE = 0.5  # of the first G: G(z) = z / 2
SHARPER = 6  # times as sharp as in the middle, and once: the bends of the first G at its ends
RIDGE = 1e-4
KNOTS = 513


class Scaled(nn.Module):
    """Bring values from [LOW, HIGH] to about [-2, 2], where an activation has its bend."""

    def forward(self, x: Tensor) -> Tensor:
        """Return a quarter."""
        return 0.25 * x


class Game(gan.Model):
    """A GAN's moves and losses, with z ~ U(LOW, HIGH) and x in its own units."""

    def __init__(self, config: gan.Config, noise: torch.Generator) -> None:
        super().__init__(config, SHAPE, noise)
        self.rates = {"D": 1.0, "G": 1.0}
        self.even = False
        act = nn.Tanh
        layers = dense.from_images(SHAPE, D_HIDDEN, 1, act)
        self.discriminator = nn.Sequential(Scaled(), *layers)
        body = dense.to_images(1, G_HIDDEN, SHAPE, act, bias=True)
        self.generator = nn.Sequential(Scaled(), *body)
        draw(self.generator, noise)
        draw(self.discriminator, noise)
        _spread_to_ends(self.generator, noise)
        _spread(self.discriminator, noise)
        _start_linear(self.generator)

    def rate_of(self, player: str) -> float:
        """Return the learning rate itself: the run's is 1."""
        return self.rates[player]

    def prior(self, count: int, noise: torch.Generator) -> Tensor:
        """Draw z [count, 1] from U(LOW, HIGH); `even` draws one from each of `count` parts."""
        share = uniform(count, 1, noise, self.dials.r_t.device)
        if self.even:
            share = (torch.arange(count)[:, None] + share) / count
        return LOW + (HIGH - LOW) * share

    def initialise(self, images: Tensor) -> None:
        """Keep the data's units: what is drawn on the screen is what the networks see."""

    def after_step(self, batch: object) -> None:
        """Keep no average: p_g is that of the generator which plays."""

    def generate(self, z: Tensor) -> Tensor:
        """Return G(z) [N] for z [N]."""
        return self.generator(z[:, None]).flatten()

    def output(self, x: Tensor) -> Tensor:
        """Return D's output, a logit or a score, [N] for x [N]."""
        return self.discriminator(x[:, None, None, None]).flatten()

    def probability(self, output: Tensor) -> Tensor:
        """Return D(x) in [0, 1] for D's outputs: the probability, or what stands in for it."""
        found = self._loss.probability
        return (output - self.middle).sigmoid() if found is None else found(output)

    @property
    def middle(self) -> float:
        """The output at which D is undecided."""
        boundary = self._loss.boundary
        return float(self.dials.middle) if boundary is None else boundary

    @property
    def logistic(self) -> bool:
        """Whether D is the logistic function of its output."""
        return self.config.loss != "least-squares"


@torch.no_grad()
def _spread(network: nn.Sequential, noise: torch.Generator) -> None:
    """Draw the first layer so that its bends lie all over the line: a bias of 0 has all in one."""
    first = next(layer for layer in network if isinstance(layer, Linear))
    drawn = torch.rand(2, first.out_features, generator=noise)
    first.weight[:, 0] = torch.where(drawn[0] < 0.5, -1.0, 1.0) * (1 + drawn[0])
    first.bias.copy_(first.weight[:, 0] * (4 * drawn[1] - 2))


@torch.no_grad()
def _spread_to_ends(network: nn.Sequential, noise: torch.Generator) -> None:
    """Do the same with bends that are the sharper, the nearer they lie to the ends of z.

    There G must be steep to make tails of what z has none of; in the middle p_g would get waves.
    """
    first = next(layer for layer in network if isinstance(layer, Linear))
    places = torch.linspace(-1, 1, first.out_features)
    drawn = torch.rand(2, first.out_features, generator=noise)
    sharp = (1 + SHARPER * places.abs() ** 4) * (0.75 + 0.5 * drawn[1])
    first.weight[:, 0] = torch.where(drawn[0] < 0.5, -1.0, 1.0) * sharp
    first.bias.copy_(-2 * first.weight[:, 0] * places)


@torch.no_grad()
def _start_linear(generator: nn.Sequential) -> None:
    """Solve for the last layer so that G(z) is nearly z / 2 (ridge regression on a grid)."""
    last = next(layer for layer in reversed(generator) if isinstance(layer, Linear))
    z = torch.linspace(LOW, HIGH, KNOTS, dtype=torch.float64)
    features = z.float()[:, None]
    for layer in generator:
        if layer is last:
            break
        features = layer(features)
    columns = torch.cat([features.double(), torch.ones(KNOTS, 1, dtype=torch.float64)], 1)
    gram = columns.T @ columns / KNOTS + RIDGE * torch.eye(columns.shape[1], dtype=torch.float64)
    found = torch.linalg.solve(gram, columns.T @ (SLOPE * z) / KNOTS)
    last.weight.copy_(found[None, :-1].float())
    last.bias.copy_(found[-1:].float())
