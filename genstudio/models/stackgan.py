"""StackGAN (Zhang et al., arXiv:1612.03242): a small sketch of a caption, and then the picture.

One run trains both. First stage I learns to draw small images; then it stands still and stage II
learns to refine what the average of stage I draws. Each stage has its own discriminator, which
is matching-aware as in GAN-CLS; texts between captions may be drawn, too, as in GAN-INT
(1605.05396), which the paper leaves to its conditioning augmentation. Images are in [-1, 1]
inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Annotated, Any, Literal

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from genstudio.core.config import Hint
from genstudio.core.language import mark
from genstudio.models import Batch, Shape, Terms
from genstudio.models._gan_networks import start_at
from genstudio.models._text_config import TextConfig
from genstudio.models._text_game import Painter, TextGame, drawn_terms, tokens_of, with_between
from genstudio.models._text_networks import Discriminator
from genstudio.models._text_stages import Refiner, Sketcher
from genstudio.nn.average import Average
from genstudio.nn.freezing import frozen
from genstudio.nn.layers import draw
from genstudio.nn.noise import normal
from genstudio.objectives.adversarial import non_saturating_loss
from genstudio.objectives.matching import augmentation_kl

TITLE = mark("Text to image in two stages (StackGAN)")
SUMMARY = mark("Draws what a caption says: first a small sketch, and then the picture from it.")
RECIPE: dict[str, Any] = {"learning_rate": 1e-3, "batch_size": 16, "beta1": 0.5, "beta2": 0.99}
CONDITIONS = ("text",)
FIRST, SECOND = 1, 2
HALVINGS = {"half": 1, "quarter": 2}


@dataclass(frozen=True, kw_only=True, slots=True)
class Config(TextConfig):
    """Settings of StackGAN."""

    sketch: Annotated[
        Literal["half", "quarter"], Hint("size of stage I's images, as a part of the data's")
    ] = "half"
    stage_one_share: Annotated[
        float,
        Hint(
            "part of the planned steps that stage I has (with a learning rate that falls)", 0.1, 0.9
        ),
    ] = 0.5
    stage_one_steps: Annotated[
        int,
        Hint(
            "steps that stage I has where the end is not planned (a constant learning rate)",
            1,
            10_000_000,
            "steps",
        ),
    ] = 2500
    condition: Annotated[int, Hint("numbers of the augmented condition", 1, 512, advanced=True)] = (
        16
    )
    kl: Annotated[
        float,
        Hint(
            "weight of the mean KL of the conditioning augmentation, which fills the gaps between "
            "captions",
            0,
            100,
            live=True,
        ),
    ] = 1.0
    interpolation: Annotated[
        float,
        Hint(
            "weight of pictures of texts half-way between two captions; 0 is none",
            0,
            10,
            live=True,
        ),
    ] = 0.0


class Model(TextGame):
    """An encoder of captions; a generator, its average and a discriminator for each stage."""

    def __init__(
        self, config: Config, shape: Shape, noise: torch.Generator, classes: int = 0
    ) -> None:
        super().__init__(config, shape, config.noise_dim + config.condition)
        coarse = sketched(shape, HALVINGS[config.sketch])
        self.coarse = coarse
        sizes = config.embedding, config.width
        self.discriminator = Discriminator(coarse, config.width, config.embedding)
        self.generator = Sketcher(config.noise_dim, config.condition, *sizes, coarse)
        self.second_discriminator = Discriminator(shape, config.width, config.embedding)
        self.second_generator = Refiner(config.condition, *sizes, shape, coarse)
        draw(self, noise)
        self.average = Average(Painter(self.encoder, self.generator))
        self.second_average = Average(self.second_generator)

    @property
    def players(self) -> tuple[str, ...]:
        """Those of stage I and of stage II; only the two of one stage learn at a time."""
        return ("D1", "G1", "D2", "G2")

    def parameters_of(self, player: str) -> Iterator[nn.Parameter]:
        """Return a player's parameters; the encoder learns with stage I's discriminator."""
        if player == "D1":
            return chain(self.encoder.parameters(), self.discriminator.parameters())
        networks: dict[str, nn.Module] = {
            "G1": self.generator,
            "D2": self.second_discriminator,
            "G2": self.second_generator,
        }
        return networks[player].parameters()

    @torch.no_grad()
    def initialise(self, images: Tensor) -> None:
        """Start stage I's images around the mean one."""
        mean = self._small(2 * images.mean(0, keepdim=True) - 1)
        start_at(self.generator, mean[0])
        self.painter.generator.load_state_dict(self.generator.state_dict())

    def forward(self, player: str, batch: Batch) -> Terms:
        """Return the player's loss and its terms; `D loss` is without the penalty.

        A player whose stage it is not has nothing to learn from, and no terms.
        """
        stage = self._stage(batch)
        if not player.endswith(str(stage)):
            return {"loss": torch.zeros((), device=batch.image.device).requires_grad_()}
        return self._move_d(stage, batch) if player[0] == "D" else self._move_g(stage, batch)

    def evaluate(self, batch: Batch) -> Terms:
        """Return the terms of the stage's game on held-out images and captions, unchanged."""
        # A batch for looking does not know what is planned; stage II has begun or it has not.
        stage, text = SECOND if self.second_average.seen else FIRST, tokens_of(batch)
        real, phi = self._real(stage, batch), self._encode(stage, text)
        fake, mean, log_sigma = self._make(stage, phi, batch)
        judge = self._judge_of(stage)
        terms, _ = self._judged(judge, torch.cat([real, fake]), text, phi)
        loss = non_saturating_loss(judge(fake, phi)).mean()
        return terms | {"G loss": loss, "kl": augmentation_kl(mean, log_sigma).mean()}

    def after_step(self, batch: Batch) -> None:
        """Move the average of the stage that learns."""
        if self._stage(batch) == FIRST:
            super().after_step(batch)
        else:
            self._follow(self.second_average, self.second_generator, batch)

    def draw(self, z: Tensor, text: Tensor, box: Tensor | None = None) -> Tensor:
        """Return images [B, C, H, W] in [0, 1] of tokens [B, T]; the box is not heeded."""
        return self._stages(z, self.embed(text))[-1]

    def draw_stages(self, z: Tensor, text: Tensor, box: Tensor | None = None) -> list[Tensor]:
        """Return stage I's images, half or a quarter as large, and the same refined."""
        return self._stages(z, self.embed(text))

    def decode(self, z: Tensor) -> Tensor:
        """Return the images [B, C, H, W] in [0, 1] of codes: noise and an embedding."""
        return self._stages(*self._split(z))[-1]

    def _stages(self, z: Tensor, phi: Tensor) -> list[Tensor]:
        noise, epsilon = self._parts(z)
        sketch = self.painter.generator(noise, epsilon, phi)[0]
        refiner: Any = self.second_average.network
        return [0.5 * (sketch + 1), 0.5 * (refiner(sketch, epsilon, phi)[0] + 1)]

    # The moves of the stage that learns

    def _stage(self, batch: Batch) -> int:
        share, steps = self.config.stage_one_share, self.config.stage_one_steps
        first = int(share * batch.total) if batch.total else steps
        return FIRST if batch.step < first else SECOND

    def _move_d(self, stage: int, batch: Batch) -> Terms:
        text, real = tokens_of(batch), self._real(stage, batch)
        phi = self._encode(stage, text)
        with torch.no_grad():
            fake = self._make(stage, phi, batch)[0]
        return self._penalised(self._judge_of(stage), real, fake, text, phi, batch)

    def _move_g(self, stage: int, batch: Batch) -> Terms:
        with torch.no_grad():
            phi = self._encode(stage, tokens_of(batch))
        count, weight, judge = len(phi), self.config.interpolation, self._judge_of(stage)
        texts = with_between(phi, weight)
        with frozen(judge):
            fake, mean, log_sigma = self._make(stage, texts, batch)
            losses = non_saturating_loss(judge(fake, texts))
        terms, kl = drawn_terms(losses, count, weight), augmentation_kl(mean, log_sigma)[:count]
        terms["loss"] = terms["loss"] + self.config.kl * kl.mean()
        at = torch.full((), float(stage), device=losses.device)
        return terms | {"kl": kl.mean(), "stage": at}

    def _encode(self, stage: int, text: Tensor) -> Tensor:
        """Return embeddings: by the encoder that learns, or by the average that stands still."""
        if stage == FIRST:
            phi: Tensor = self.encoder(text)
            return phi
        with torch.no_grad():
            return self.embed(text)

    def _make(self, stage: int, phi: Tensor, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Draw a stage's images; return them and the mean and log sigma of its condition."""
        z = normal(len(phi), self.noise_dim, batch.noise, phi.device)
        noise, epsilon = self._parts(z)
        if stage == FIRST:
            found: tuple[Tensor, Tensor, Tensor] = self.generator(noise, epsilon, phi)
            return found
        with torch.no_grad():
            sketch = self.painter.generator(noise, epsilon, phi)[0]
        refined: tuple[Tensor, Tensor, Tensor] = self.second_generator(sketch, epsilon, phi)
        return refined

    def _judge_of(self, stage: int) -> Discriminator:
        return self.discriminator if stage == FIRST else self.second_discriminator

    def _real(self, stage: int, batch: Batch) -> Tensor:
        image = 2 * batch.image - 1
        return self._small(image) if stage == FIRST else image

    def _small(self, image: Tensor) -> Tensor:
        return F.interpolate(image, self.coarse[1:], mode="area")

    def _parts(self, z: Tensor) -> tuple[Tensor, Tensor]:
        """Return the generator's noise and that of the conditioning augmentation."""
        return z[:, : self.config.noise_dim], z[:, self.config.noise_dim :]


def sketched(shape: Shape, halvings: int) -> Shape:
    """Return the shape of stage I's images."""
    channels, height, width = shape
    for _ in range(halvings):
        height, width = (height + 1) // 2, (width + 1) // 2
    return channels, height, width
