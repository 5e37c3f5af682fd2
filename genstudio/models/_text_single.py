"""What the families that draw from captions at once share: one generator, one discriminator."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import torch
from torch import Tensor, nn

from genstudio.models import Batch, Shape, Terms
from genstudio.models._gan_networks import start_at
from genstudio.models._text_game import Painter, TextGame
from genstudio.nn.average import Average
from genstudio.nn.layers import draw


class SingleStage(TextGame):
    """An encoder of captions and a discriminator; a generator; and their average."""

    def __init__(
        self,
        config: Any,
        shape: Shape,
        noise: torch.Generator,
        discriminator: nn.Module,
        generator: nn.Module,
    ) -> None:
        super().__init__(config, shape, config.noise_dim)
        self.discriminator, self.generator = discriminator, generator
        draw(self, noise)
        self.average = Average(Painter(self.encoder, self.generator))

    def parameters_of(self, player: str) -> Iterator[nn.Parameter]:
        """Return the parameters of the discriminator and the encoder, or the generator's."""
        if player == "G":
            return self.generator.parameters()
        return chain(self.encoder.parameters(), self.discriminator.parameters())

    @torch.no_grad()
    def initialise(self, images: Tensor) -> None:
        """Start generated images around the mean one."""
        start_at(self.generator, 2 * images.mean(0) - 1)
        self.painter.generator.load_state_dict(self.generator.state_dict())

    def forward(self, player: str, batch: Batch) -> Terms:
        """Return the player's loss and its terms; `D loss` is without the penalty."""
        return self._move_d(batch) if player == "D" else self._move_g(batch)

    def _move_d(self, batch: Batch) -> Terms:
        raise NotImplementedError

    def _move_g(self, batch: Batch) -> Terms:
        raise NotImplementedError
