"""A VAE and its trainer, one step at a time: the trainer's own loop, asked for single steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from genstudio.core.errors import UserError
from genstudio.core.events import Diverged, Ended, Event, Stepped, Warned
from genstudio.core.language import tr
from genstudio.data.batches import Batches, to_unit
from genstudio.data.dataset import Dataset
from genstudio.models import vae
from genstudio.train.seeds import generator
from genstudio.train.settings import Config
from genstudio.train.trainer import Trainer

INITIAL = 5000  # images that the decoder's start depends on


class Loop:
    """A model in training. `model` may be looked at between two steps, by the same thread."""

    def __init__(
        self, dataset: Dataset, model: vae.Config, rate: float, batch: int, seed: int
    ) -> None:
        batches = Batches.of(dataset, "train", batch, seed, "cpu")
        self.model = vae.Model(model, dataset.shape, generator(seed, "weights"))
        step = max(1, len(batches.rows) // INITIAL)
        self.model.initialise(to_unit(batches.rows.every(step)))
        settings = Config(
            batch_size=batch, learning_rate=rate, seed=seed, device="cpu", threads=1, mode="eager"
        )
        self.trainer = Trainer(self.model, batches, None, settings, torch.device("cpu"))
        self._events: Iterator[Event] | None = None

    @property
    def step(self) -> int:
        """How many steps were made."""
        return self.trainer.step

    def move(self) -> None:
        """Make one step; raises UserError where the training has diverged."""
        self._events = self._events or self.trainer.events()
        self.trainer.control.single_step()
        for event in self._events:
            if isinstance(event, Stepped):
                return
            if isinstance(event, Diverged):
                raise UserError(
                    tr(
                        "The training diverged at step {step}: lower the learning rate and reset.",
                        step=event.step,
                    )
                )
            if isinstance(event, Warned):
                raise UserError(event.message)
            if isinstance(event, Ended):
                break
        raise UserError(tr("The training is over: reset the bench."))

    def change(self, name: str, value: Any) -> None:
        """Change a live setting before the next step; raises UserError where it is not one."""
        self.trainer.change(name, value)
