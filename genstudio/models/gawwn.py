"""GAWWN (Reed et al., arXiv:1610.02454): draws what a caption says, where a box says.

The generative adversarial what-where network with bounding boxes: generator and discriminator
each have a path for the whole picture and one for what is in the box. Images are in [-1, 1]
inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch import Tensor

from genstudio.core.language import mark
from genstudio.models import Batch, Shape, Terms
from genstudio.models._text_box import BoxDiscriminator, BoxGenerator
from genstudio.models._text_config import TextConfig
from genstudio.models._text_game import tokens_of
from genstudio.models._text_networks import Pairs
from genstudio.models._text_single import SingleStage
from genstudio.nn.freezing import frozen
from genstudio.nn.noise import normal
from genstudio.nn.place import tidy
from genstudio.objectives.adversarial import non_saturating_loss

TITLE = mark("Text to image in a box (GAWWN)")
SUMMARY = mark("Draws what a caption says, where a box says.")
RECIPE: dict[str, Any] = {"learning_rate": 1e-3, "batch_size": 16, "beta1": 0.5, "beta2": 0.99}
CONDITIONS = ("text", "box")
PLAYERS = ("D", "G")
SIDES = 4  # left, top, right, bottom


@dataclass(frozen=True, kw_only=True, slots=True)
class Config(TextConfig):
    """Settings of GAWWN."""


class Model(SingleStage):
    """The game of both players, and how it is drawn with."""

    def __init__(
        self, config: Config, shape: Shape, noise: torch.Generator, classes: int = 0
    ) -> None:
        judge = BoxDiscriminator(shape, config.width, config.embedding)
        generator = BoxGenerator(config.noise_dim, config.embedding, config.width, shape)
        super().__init__(config, shape, noise, judge, generator)
        self.latent_dim += SIDES

    def evaluate(self, batch: Batch) -> Terms:
        """Return the terms of the game on held-out images, captions and boxes, unchanged."""
        text, box, real = tokens_of(batch), boxes_of(batch), 2 * batch.image - 1
        phi = self.encoder(text)
        fake = self.generator(self._noise(real, batch), phi, box)
        judge = partial(self._judge, box=box.repeat(2, 1))
        terms, _ = self._judged(judge, torch.cat([real, fake]), text, phi)
        loss = non_saturating_loss(self.discriminator(fake, phi, box)).mean()
        return terms | {"G loss": loss}

    def draw(self, z: Tensor, text: Tensor, box: Tensor | None = None) -> Tensor:
        """Return images [B, C, H, W] in [0, 1] of tokens [B, T], with the object in the boxes.

        Without boxes [B, 4] it is put where that of the most similar known caption was.
        """
        where = self.usual_box(text) if box is None else box
        return self._draw(z, self.embed(text), where)

    def decode(self, z: Tensor) -> Tensor:
        """Return the images [B, C, H, W] in [0, 1] of codes: noise, an embedding and a box."""
        return self._draw(*self._split(z), z[:, -SIDES:])

    def _draw(self, z: Tensor, phi: Tensor, box: Tensor) -> Tensor:
        drawn: Tensor = self.painter.generator(z, phi, tidy(box))
        return 0.5 * (drawn + 1)

    def usual_box(self, text: Tensor) -> Tensor:
        """Return the boxes [B, 4] that the known captions most like tokens [B, T] had."""
        near = self.embed(text) @ self.embed(self.captions).T
        known = torch.arange(near.shape[1], device=near.device) < self.remembered
        return self.boxes[near.masked_fill(~known, -torch.inf).argmax(1)]

    def _where(self, rows: Tensor) -> list[Tensor]:
        return [self.boxes[rows]]

    def _move_d(self, batch: Batch) -> Terms:
        text, box, real = tokens_of(batch), boxes_of(batch), 2 * batch.image - 1
        phi = self.encoder(text)
        with torch.no_grad():
            fake = self.generator(self._noise(real, batch), phi, box)
        judge = partial(self._judge, box=box.repeat(2, 1))
        return self._penalised(judge, real, fake, text, phi, batch)

    def _move_g(self, batch: Batch) -> Terms:
        box = boxes_of(batch)
        with torch.no_grad():
            phi = self.encoder(tokens_of(batch))
        with frozen(self.discriminator):
            fake = self.generator(self._noise(phi, batch), phi, box)
            loss = non_saturating_loss(self.discriminator(fake, phi, box)).mean()
        return {"loss": loss, "G loss": loss}

    def _judge(self, image: Tensor, phi: Tensor, pairs: Pairs | None, box: Tensor) -> Tensor:
        logits: Tensor = self.discriminator(image, phi, box, pairs)
        return logits

    def _noise(self, like: Tensor, batch: Batch) -> Tensor:
        return normal(len(like), self.noise_dim, batch.noise, like.device)


def boxes_of(batch: Batch) -> Tensor:
    """Return where the objects are, [B, 4]; raises ValueError where the batch does not say."""
    if batch.box is None:
        raise ValueError("GAWWN is made from boxes: the batch has none")
    return tidy(batch.box)
