"""Boundary equilibrium GAN (Berthelot, Schumm and Metz, arXiv:1703.10717).

The discriminator is an auto-encoder: it tells real images from others by how well it gives them
back, L(v) = mean |v - D(v)|^eta over pixels. A proportional controller k keeps the balance
L(G(z)) = gamma L(x), and M = L(x) + |gamma L(x) - L(G(z))| says how far the game has come:

    L_D = L(x) - k L(G(z_D)),   L_G = L(G(z_G)),   k <- clip(k + lambda (gamma L(x) - L(G(z_G))))

Inside, images are in [-1, 1]. M falls in collapsed runs, too: watch the diversity beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn

from genstudio.core.errors import UserError
from genstudio.core.language import mark, tr
from genstudio.models import Batch, Shape, Terms, check_images, is_points
from genstudio.models._began_config import Config
from genstudio.models._began_networks import Autoencoder, Decoder, start_at
from genstudio.nn import across
from genstudio.nn.average import Average
from genstudio.nn.layers import draw
from genstudio.nn.noise import uniform

__all__ = ["RECIPE", "SUMMARY", "TITLE", "Config", "Model"]

TITLE = mark("BEGAN (boundary equilibrium GAN)")
SUMMARY = mark(
    "A generator against an auto-encoder, with a measure of how far they have come: smooth and "
    "large pictures."
)
RECIPE: dict[str, Any] = {"learning_rate": 1e-3, "batch_size": 16, "beta1": 0.5, "beta2": 0.999}

PLAYERS = ("D", "G")
SMOOTH = 0.99  # of the measure M, a step


class Model(nn.Module):
    """A generator, its moving average, an auto-encoder that judges, and the balance k."""

    k: Tensor
    real: Tensor
    fake: Tensor
    measure: Tensor
    carry: Tensor

    def __init__(
        self, config: Config, shape: Shape, noise: torch.Generator, classes: int = 0
    ) -> None:
        super().__init__()
        _check(shape)
        self.config, self.shape, self.latent_dim = config, shape, config.latent_dim
        width, depth, skip = config.width, config.depth, config.skip
        self.generator = Decoder(self.latent_dim, width, shape, depth, skip=skip)
        self.discriminator = Autoencoder(shape, width, self.latent_dim, depth, skip=skip)
        draw(self, noise)
        self.average = Average(self.generator)
        for name in ("k", "real", "fake", "measure"):
            self.register_buffer(name, torch.zeros(()))
        self.register_buffer("carry", torch.tensor(1.0 if config.vanishing_steps else 0.0))

    @property
    def players(self) -> tuple[str, ...]:
        """The auto-encoder moves, then the generator."""
        return ("D", "G")

    def parameters_of(self, player: str) -> Iterator[nn.Parameter]:
        """Return the auto-encoder's or the generator's parameters."""
        return {"D": self.discriminator, "G": self.generator}[player].parameters()

    def rate_of(self, player: str) -> float:
        """Return a player's learning rate as a multiple of the run's."""
        return self.config.d_rate if player == "D" else 1.0

    @torch.no_grad()
    def initialise(self, images: Tensor) -> None:
        """Start what both networks paint around the mean colour."""
        mean = _inwards(images).mean((0, 2, 3))
        for network in (self.generator, self.average.network, self.discriminator.decoder):
            assert isinstance(network, Decoder)
            start_at(network, mean)

    def forward(self, player: str, batch: Batch) -> Terms:
        """Return the player's loss and its terms; k and M are those before this step."""
        return self._move_d(batch) if player == "D" else self._move_g(batch)

    def evaluate(self, batch: Batch) -> Terms:
        """Return the terms on held-out images against as many generated ones, unchanged."""
        real = _inwards(batch.image)
        fake = self._make(self.generator, self.prior(len(real), batch.noise))
        ours, theirs = self._errors(torch.cat([real, fake])).chunk(2)
        terms = {"L(x)": ours.mean(), "L(G(z))": theirs.mean()}
        return (
            terms
            | standing(ours.mean(), theirs.mean(), self.config.gamma)
            | {"diversity": diversity(real, fake)}
        )

    @torch.no_grad()
    def after_step(self, batch: Batch) -> None:
        """Move k, the carry and the generator's average."""
        config = self.config
        self.k.add_(config.lambda_k * (config.gamma * self.real - self.fake)).clamp_(0, 1)
        if config.vanishing_steps:
            self.carry.sub_(1 / config.vanishing_steps).clamp_(min=0)
        share = across.share()
        images = len(batch.image) if share is None else share.total
        self.average.follow(self.generator, images, config.ema_images)

    def decode(self, z: Tensor) -> Tensor:
        """Return the averaged generator's images [B, C, H, W] in [0, 1]."""
        return _outwards(self._make(self.average.network, z))

    def decode_raw(self, z: Tensor) -> Tensor:
        """Return the images of the generator as it is now, without the average."""
        return _outwards(self._make(self.generator, z))

    def prior(self, count: int, noise: torch.Generator) -> Tensor:
        """Draw z [count, latent_dim] from U(-1, 1)."""
        return 2 * uniform(count, self.latent_dim, noise, self.k.device) - 1

    def energy(self, image: Tensor) -> Tensor:
        """Return mean |x - D(x)| over the pixels of images in [0, 1], [B]; real ones have less.

        With pixels in [-1, 1], as in L; the absolute value whatever eta is.
        """
        x = _inwards(image)
        return (x - self._reconstruct(x)).abs().flatten(1).mean(1)

    def _move_d(self, batch: Batch) -> Terms:
        real = _inwards(batch.image)
        with torch.no_grad():
            fake = self._make(self.generator, self.prior(len(real), batch.noise))
        # In one pass: the auto-encoder sees each image alone.
        ours, theirs = self._errors(torch.cat([real, fake])).chunk(2)
        self.real.copy_(across.mean(ours.detach()))
        return {"loss": ours.mean() - self.k.clone() * theirs.mean(), "L(x)": ours.mean()}

    def _move_g(self, batch: Batch) -> Terms:
        fake = self._make(self.generator, self.prior(len(batch.image), batch.noise))
        errors = self._errors(fake)
        self.fake.copy_(across.mean(errors.detach()))
        now = standing(self.real, self.fake, self.config.gamma)
        # The first value counts whole, or the curve would begin with a long climb from 0.
        smooth = torch.where(self.measure > 0, SMOOTH, 0.0)
        self.measure.copy_(smooth * self.measure + (1 - smooth) * now["M"])
        terms = {"loss": errors.mean(), "L(G(z))": errors.mean()} | now
        terms |= {"M smoothed": self.measure.clone(), "k": self.k.clone()}
        return terms | {"diversity": diversity(_inwards(batch.image), fake)}

    def _make(self, generator: nn.Module, z: Tensor) -> Tensor:
        return generator(z, self.carry) if self.config.vanishing_steps else generator(z)

    def _reconstruct(self, x: Tensor) -> Tensor:
        if self.config.vanishing_steps:
            return self.discriminator(x, self.carry)
        return self.discriminator(x)

    def _errors(self, x: Tensor) -> Tensor:
        """Return L of images in [-1, 1], [B]: a mean over pixels, or k's speed would be off."""
        error = (x - self._reconstruct(x)).abs()
        return (error if self.config.eta == 1 else error.square()).flatten(1).mean(1)


def standing(real: Tensor, fake: Tensor, gamma: float) -> Terms:
    """Return how the game stands, from L(x) and L(G(z)): the measure M and the balance.

    M = L(x) + |gamma L(x) - L(G(z))|; the balance is its second part over L(x), near 0 where k
    does its work.
    """
    off = (gamma * real - fake).abs()
    return {"M": real + off, "balance": off / real.clamp(min=1e-12)}


@torch.no_grad()
def diversity(real: Tensor, fake: Tensor) -> Tensor:
    """Return the mean standard deviation of a pixel over samples, over that of the data.

    Images are in [-1, 1]; what samples have beyond that nobody sees.
    """
    ours, theirs = _spread(fake.clamp(-1, 1)), _spread(real)
    return ours / theirs.clamp(min=1e-6)


def _spread(x: Tensor) -> Tensor:
    moments = across.mean(torch.stack([x, x.square()], 1).float())
    return (moments[1] - moments[0].square()).clamp(min=0).sqrt().mean()


def _check(shape: Shape) -> None:
    if is_points(shape):
        raise UserError(
            tr(
                "A BEGAN compares pictures pixel by pixel, and points have none: choose a "
                "generative adversarial network (gan) for them."
            )
        )
    check_images(shape)


def _inwards(image: Tensor) -> Tensor:
    return 2 * image - 1


def _outwards(x: Tensor) -> Tensor:
    """Return images in [0, 1]; what lies beyond is cut off, but its gradient is not.

    Or a search for a picture's code would not hear of pixels that are too bright or too dark.
    """
    image = 0.5 * (x + 1)
    return image.detach().clamp(0, 1) + (image - image.detach())
