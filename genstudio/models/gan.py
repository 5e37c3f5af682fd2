"""Generative adversarial network (Goodfellow et al., arXiv:1406.2661), and DCGAN.

With the gradient penalty R1 (Mescheder et al., arXiv:1801.04406), and a moving average
of the generator that all samples come from. Inside, images are in [-1, 1].
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal

import torch
from torch import Tensor, nn

from genstudio.core.config import Hint
from genstudio.core.language import mark
from genstudio.models import Batch, Shape, Terms, check_images
from genstudio.nn import across, conv, dense
from genstudio.nn.average import Average
from genstudio.nn.layers import draw
from genstudio.nn.noise import normal
from genstudio.objectives import adversarial, penalties

TITLE = mark("Generative adversarial network")
SUMMARY = mark("A generator learns to make images that a discriminator takes for real.")
RECIPE: dict[str, Any] = {"learning_rate": 5e-4, "batch_size": 64, "beta1": 0.5, "beta2": 0.99}


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Settings of a generative adversarial network."""

    latent_dim: Annotated[int, Hint("dimensions of the latent space (of z)", 1, 512)] = 32
    loss: Annotated[
        Literal["non-saturating", "minimax"],
        Hint("what the generator minimises: -log D(G(z)), or log(1 - D(G(z)))", live=True),
    ] = "non-saturating"
    k_d: Annotated[int, Hint("moves of the discriminator a step", 1, 10, live=True)] = 1
    r1: Annotated[
        float, Hint("weight gamma of the gradient penalty R1; 0 is none", 0, 1000, live=True)
    ] = 0.3
    architecture: Annotated[
        Literal["conv", "mlp"], Hint("the networks: convolutional (DCGAN) or fully connected")
    ] = "conv"
    width: Annotated[
        int, Hint("channels of the finest layer (conv), twice as many below", 4, 512)
    ] = 32
    hidden: Annotated[int, Hint("units of each hidden layer (mlp)", 8, 4096)] = 256
    normalise: Annotated[
        bool, Hint("batch normalisation in the generator (conv)", advanced=True)
    ] = False
    r1_every: Annotated[
        int,
        Hint(
            "steps from one gradient penalty to the next", 1, 64, "steps", live=True, advanced=True
        ),
    ] = 4
    half_life: Annotated[
        float,
        Hint(
            "half-life of the generator's moving average",
            1,
            100_000,
            "steps",
            live=True,
            advanced=True,
        ),
    ] = 500.0


class Model(nn.Module):
    """A generator, its moving average, and a discriminator with a logit for an output."""

    last_r1: Tensor

    def __init__(
        self, config: Config, shape: Shape, noise: torch.Generator, classes: int = 0
    ) -> None:
        super().__init__()
        check_images(shape)
        self.config, self.shape, self.latent_dim = config, shape, config.latent_dim
        generator, self.discriminator = _networks(config, shape)
        self.generator = nn.Sequential(*generator, nn.Tanh())
        draw(self, noise)
        self.average = Average(self.generator)
        self.register_buffer("last_r1", torch.zeros(()))

    @property
    def players(self) -> tuple[str, ...]:
        """The discriminator moves k_d times, then the generator once."""
        return ("D",) * self.config.k_d + ("G",)

    def parameters_of(self, player: str) -> Iterator[nn.Parameter]:
        """Return the discriminator's or the generator's parameters."""
        return {"D": self.discriminator, "G": self.generator}[player].parameters()

    def initialise(self, images: Tensor) -> None:
        """Do nothing: the recipe starts from small random weights."""

    def forward(self, player: str, batch: Batch) -> Terms:
        """Return the player's loss and its terms; `D loss` is without the penalty.

        `G loss` is always -log D(G(z)), so that curves compare whatever was minimised.
        """
        return self._move_d(batch) if player == "D" else self._move_g(batch)

    def evaluate(self, batch: Batch) -> Terms:
        """Return the losses on held-out images against as many generated ones."""
        fake = self.generator(self.prior(len(batch.image), batch.noise))
        real_logits, fake_logits = self._judge(_inwards(batch.image), fake)
        terms = _d_terms(real_logits, fake_logits)
        return terms | {"G loss": adversarial.non_saturating_loss(fake_logits).mean()}

    def after_step(self, batch: Batch) -> None:
        """Move the average towards the generator."""
        self.average.follow(self.generator, batch.step, self.config.half_life)

    def decode(self, z: Tensor) -> Tensor:
        """Return the averaged generator's images [B, C, H, W] in [0, 1]."""
        return _outwards(self.average.network(z))

    def decode_raw(self, z: Tensor) -> Tensor:
        """Return the images of the generator as it is now, without the average."""
        return _outwards(self.generator(z))

    def prior(self, count: int, noise: torch.Generator) -> Tensor:
        """Draw z [count, latent_dim] from N(0, I)."""
        return normal(count, self.latent_dim, noise, self.last_r1.device)

    def discriminate(self, image: Tensor) -> Tensor:
        """Return D(x), the probability that each image in [0, 1] is real, [B]."""
        return self._logits(_inwards(image)).sigmoid()

    def _move_d(self, batch: Batch) -> Terms:
        real = _inwards(batch.image)
        with torch.no_grad():
            fake = self.generator(self.prior(len(real), batch.noise))
        terms = _d_terms(*self._judge(real, fake))
        loss = terms["D loss"]
        every, gamma = self.config.r1_every, self.config.r1
        if gamma > 0 and batch.step % every == 0:
            # A penalty every few steps, as many times as strong, costs a fraction.
            r1 = penalties.r1(self._logits, real)
            loss = loss + 0.5 * gamma * every * r1.mean()
            self.last_r1.copy_(across.mean(r1.detach()))
        return {"loss": loss, **terms, "r1": self.last_r1.clone()}

    def _move_g(self, batch: Batch) -> Terms:
        with _frozen(self.discriminator):
            logits = self._logits(self.generator(self.prior(len(batch.image), batch.noise)))
        g_loss = adversarial.non_saturating_loss(logits).mean()
        minimax = self.config.loss == "minimax"
        loss = adversarial.minimax_loss(logits).mean() if minimax else g_loss
        return {"loss": loss, "G loss": g_loss}

    def _logits(self, image: Tensor) -> Tensor:
        return self.discriminator(image).squeeze(1)

    def _judge(self, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of both in one pass: the discriminator sees each image alone."""
        real_logits, fake_logits = self._logits(torch.cat([real, fake])).split(len(real))
        return real_logits, fake_logits


def _networks(config: Config, shape: Shape) -> tuple[nn.Sequential, nn.Sequential]:
    act, d = partial(nn.LeakyReLU, 0.2), config.latent_dim
    if config.architecture == "mlp":
        hidden = [config.hidden] * 2
        generator = dense.to_images(d, hidden, shape, act, bias=True)
        return generator, dense.from_images(shape, hidden, 1, act)
    generator = conv.to_images(
        d, config.width, shape, nn.ReLU, bias=True, normalise=config.normalise
    )
    return generator, conv.from_images(shape, config.width, 1, act)


def _d_terms(real_logits: Tensor, fake_logits: Tensor) -> Terms:
    return {
        "D loss": adversarial.discriminator_loss(real_logits, fake_logits).mean(),
        "D(x)": real_logits.sigmoid().mean(),
        "D(G(z))": fake_logits.sigmoid().mean(),
    }


def _inwards(image: Tensor) -> Tensor:
    return 2 * image - 1


def _outwards(image: Tensor) -> Tensor:
    return 0.5 * (image + 1)


@contextmanager
def _frozen(network: nn.Module) -> Iterator[None]:
    """Build a graph through a network without gradients for its own weights."""
    network.requires_grad_(False)
    try:
        yield
    finally:
        network.requires_grad_(True)
