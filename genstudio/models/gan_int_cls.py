"""GAN-INT-CLS (Reed et al., arXiv:1605.05396): the first GAN that drew what a caption says.

The discriminator learns from real pictures with wrong captions, too (CLS), and the generator
also draws texts that lie between two captions (INT). Images are in [-1, 1] inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import torch
from torch import Tensor

from genstudio.core.config import Hint
from genstudio.core.language import mark
from genstudio.models import Batch, Shape, Terms
from genstudio.models._text_config import TextConfig
from genstudio.models._text_game import drawn_terms, tokens_of, with_between
from genstudio.models._text_networks import Discriminator, Generator
from genstudio.models._text_single import SingleStage
from genstudio.nn.freezing import frozen
from genstudio.nn.noise import normal
from genstudio.objectives.adversarial import non_saturating_loss

TITLE = mark("Text to image (GAN-INT-CLS)")
SUMMARY = mark("Draws what a caption says; a discriminator judges picture and caption together.")
RECIPE: dict[str, Any] = {"learning_rate": 1e-3, "batch_size": 16, "beta1": 0.5, "beta2": 0.99}
CONDITIONS = ("text",)
PLAYERS = ("D", "G")


@dataclass(frozen=True, kw_only=True, slots=True)
class Config(TextConfig):
    """Settings of GAN-INT-CLS."""

    interpolation: Annotated[
        float,
        Hint(
            "weight of pictures of texts half-way between two captions; 0 is none",
            0,
            10,
            live=True,
        ),
    ] = 1.0


class Model(SingleStage):
    """The game of both players, and how it is drawn with."""

    def __init__(
        self, config: Config, shape: Shape, noise: torch.Generator, classes: int = 0
    ) -> None:
        judge = Discriminator(shape, config.width, config.embedding)
        generator = Generator(config.noise_dim, config.embedding, config.width, shape)
        super().__init__(config, shape, noise, judge, generator)

    def evaluate(self, batch: Batch) -> Terms:
        """Return the terms of the game on held-out images and their captions, unchanged."""
        text, real = tokens_of(batch), 2 * batch.image - 1
        phi = self.encoder(text)
        fake = self.generator(self._noise(real, batch), phi)
        terms, _ = self._judged(self.discriminator, torch.cat([real, fake]), text, phi)
        return terms | {"G loss": non_saturating_loss(self.discriminator(fake, phi)).mean()}

    def draw(self, z: Tensor, text: Tensor, box: Tensor | None = None) -> Tensor:
        """Return images [B, C, H, W] in [0, 1] of tokens [B, T]; the box is not heeded."""
        return 0.5 * (self.painter.generator(z, self.embed(text)) + 1)

    def decode(self, z: Tensor) -> Tensor:
        """Return the images [B, C, H, W] in [0, 1] of codes: noise and an embedding."""
        return 0.5 * (self.painter.generator(*self._split(z)) + 1)

    def _move_d(self, batch: Batch) -> Terms:
        text, real = tokens_of(batch), 2 * batch.image - 1
        phi = self.encoder(text)
        with torch.no_grad():
            fake = self.generator(self._noise(real, batch), phi)
        return self._penalised(self.discriminator, real, fake, text, phi, batch)

    def _move_g(self, batch: Batch) -> Terms:
        with torch.no_grad():
            phi = self.encoder(tokens_of(batch))
        count, weight = len(phi), self.config.interpolation
        texts, z = with_between(phi, weight), self._noise(phi, batch)
        if weight:
            z = torch.cat([z, self._noise(phi, batch)])[: len(texts)]
        with frozen(self.discriminator):
            losses = non_saturating_loss(self.discriminator(self.generator(z, texts), texts))
        return drawn_terms(losses, count, weight)

    def _noise(self, like: Tensor, batch: Batch) -> Tensor:
        return normal(len(like), self.noise_dim, batch.noise, like.device)
