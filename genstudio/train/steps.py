"""How a step is made: one operation after the other, compiled, or as a recorded graph.

All give the same numbers, up to the rounding of another order of additions. The trainer asks
a `Steps` for moves and knows nothing of how they are made.
"""

from __future__ import annotations

import logging
from typing import Any

import torch

from genstudio.models import Batch, Terms
from genstudio.train import modes
from genstudio.train.networks import Networks
from genstudio.train.players import Players
from genstudio.train.settings import Config

log = logging.getLogger(__name__)


class Steps:
    """Makes the moves of the players, operation by operation."""

    name = "eager"  # how they are made now
    kind = "eager"  # and are to be made, as soon as that can be done

    def __init__(self, model: Any, players: Players, precision: torch.dtype) -> None:
        self.model, self.players = model, players
        self.networks = Networks(model, precision)

    def begin(self) -> None:
        """Prepare for steps; called where they are about to be made."""
        self.networks.install()

    def between(self) -> None:
        """Do what can only be done between two steps; called before each."""

    def move(self, name: str, batch: Batch) -> Terms:
        """Let one player move; see Mover.move."""
        return self.players.move(name, self.model, batch)

    def after(self, batch: Batch) -> None:
        """Do what follows a whole step, such as moving an average."""
        self.model.after_step(batch)

    @property
    def full(self) -> bool:
        """Whether terms must be brought away before the next step."""
        return False

    def read(self) -> None:
        """Note that all terms were brought away."""

    def reset(self) -> None:
        """Forget what depends on the shapes of tensors."""

    def end(self) -> None:
        """Leave the model as it was before `begin`."""
        self.networks.remove()

    @property
    def precision(self) -> str:
        """What the networks multiply in: bf16 or fp32."""
        return "bf16" if self.networks.precision == torch.bfloat16 else "fp32"

    def describe(self) -> str:
        """Say how steps are made now, and in which precision: "eager, fp32"."""
        return f"{self.name}, {self.precision}"


def choose(model: Any, players: Players, config: Config, device: torch.device) -> Steps:
    """Return what the settings ask for, or the nearest that this computer can do."""
    precision = modes.precision(config.precision, device)
    if device.type == "cuda" and precision == torch.bfloat16:
        torch.set_float32_matmul_precision("high")  # TF32 for what is not in bf16
    mode = modes.mode(config.mode, device)
    if mode == "compiled":
        from genstudio.train.steps_compiled import CompiledSteps

        return CompiledSteps(model, players, precision)
    if mode == "graph":
        from genstudio.train.steps_graph import GraphSteps

        return GraphSteps(model, players, precision)
    return Steps(model, players, precision)
