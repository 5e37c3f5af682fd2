"""A small game to train in tests, whose faults can be planned, and small sets of images."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import torch
from torch import Tensor, nn

from genstudio.core.config import Hint
from genstudio.core.events import Scalars
from genstudio.data.batches import Batches
from genstudio.data.dataset import Dataset, make_split
from genstudio.models import Batch, Terms
from genstudio.train.settings import Config as Training
from genstudio.train.trainer import Trainer
from genstudio.train.validation import HeldOut


def dataset(count: int = 60, seed: int = 0) -> Dataset:
    """Return a few random 8 x 8 images in three classes."""
    generator = np.random.default_rng(seed)
    images = generator.integers(0, 256, (count, 1, 8, 8), np.uint8)
    labels = generator.integers(0, 3, count)
    return Dataset(
        "toy", "digits", images, make_split(count), labels=labels, classes=("a", "b", "c")
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    pull: Annotated[float, Hint("weight of D's loss", 0, 10, live=True)] = 1.0
    width: Annotated[int, Hint("units", 1, 64)] = 4


class Game(nn.Module):
    """D and G each fit a vector to the images' mean; `plan` may spoil what it is shown."""

    def __init__(self, players: tuple[str, ...] = ("D", "G")) -> None:
        super().__init__()
        self.config, self.shape, self.players = Config(), (1, 8, 8), players
        self.d = nn.Parameter(torch.zeros(8, 8))
        self.g = nn.Parameter(torch.zeros(8, 8))
        self.plan: Callable[[str, Batch], str] = lambda player, batch: ""
        self.seen: list[Batch] = []

    def parameters_of(self, player: str) -> Iterator[nn.Parameter]:
        return iter([self.d if player == "D" else self.g])

    def forward(self, player: str, batch: Batch) -> Terms:
        self.seen.append(batch)
        fault = self.plan(player, batch)
        if fault == "memory":
            raise torch.OutOfMemoryError("CUDA out of memory")
        noise = torch.randn((), generator=batch.noise)
        own = self.d if player == "D" else self.g
        other = self.g if player == "D" else self.d
        error = (batch.image.mean(0)[0] - own + 0.01 * noise - 0.1 * other).square().sum()
        if fault == "gradient":
            error.register_hook(lambda gradient: gradient * torch.inf)
        if fault == "loss":
            error = error * torch.nan
        terms = {"loss": self.config.pull * error, f"{player} loss": error}
        if player == "D" and batch.step % 4 == 0:
            terms["r1"] = own.square().sum()
        return terms

    def evaluate(self, batch: Batch) -> Terms:
        assert not self.training
        noise = torch.randn(len(batch.image), generator=batch.noise)
        return {"elbo": -(batch.image.mean() - self.d.mean()).square() + 0 * noise.mean()}

    def after_step(self, batch: Batch) -> None:
        """Do nothing."""

    def initialise(self, images: Tensor) -> None:
        """Do nothing."""


def trainer(game: Game | None = None, **values: object) -> Trainer:
    """Return a trainer of a game on the toy images, 16 a batch, on the CPU."""
    data = dataset()
    config = Training(**{"batch_size": 16, "device": "cpu", "threads": 1, **values})
    batches = Batches.of(data, "train", config.batch_size, config.seed, "cpu")
    held_out = HeldOut(torch.from_numpy(data.images[data.indices("validation")]))
    return Trainer(game or Game(), batches, held_out, config, torch.device("cpu"))


def rows(events: list[object]) -> dict[tuple[int, str], float]:
    """Return the value of every term at every step."""
    return {
        (step, name): value
        for event in events
        if isinstance(event, Scalars)
        for name, values in event.values.items()
        for step, value in zip(event.steps, values, strict=True)
    }
