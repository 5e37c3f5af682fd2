"""A trainer's state as named tensors and back: nothing but bytes goes into a checkpoint."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.train.players import Players


def of_model(model: nn.Module) -> dict[str, Tensor]:
    """Return parameters and buffers (an EMA's among them), named `model/...`."""
    return {f"model/{name}": tensor for name, tensor in model.state_dict().items()}


def of_players(players: Players) -> dict[str, Tensor]:
    """Return what every optimiser remembers, named `training/player/...`."""
    return {
        f"training/{mover.name}/{name}": tensor
        for mover in players.movers
        for name, tensor in mover.optimiser.state().items()
    }


def to_model(model: nn.Module, tensors: Mapping[str, Tensor]) -> None:
    """Load parameters and buffers; raises UserError where they belong to another model."""
    chosen = {k.removeprefix("model/"): v for k, v in tensors.items() if k.startswith("model/")}
    try:
        model.load_state_dict(chosen)
    except RuntimeError as error:
        raise UserError(
            tr(
                "The checkpoint belongs to a model of other settings: {what}",
                what=str(error).splitlines()[-1].strip(),
            )
        ) from error


def to_players(players: Players, tensors: Mapping[str, Tensor]) -> None:
    """Give every optimiser its memory back; raises UserError where it is another model's."""
    for mover in players.movers:
        prefix = f"training/{mover.name}/"
        memory = {k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)}
        try:
            mover.optimiser.restore(memory)
        except (KeyError, RuntimeError) as error:
            raise UserError(tr("The checkpoint belongs to a model of other settings.")) from error


def first_not_finite(tensors: Mapping[str, Tensor]) -> str | None:
    """Return the name of a tensor that holds NaN or infinity; None where all are finite."""
    for name, tensor in tensors.items():
        if tensor.is_floating_point() and not bool(torch.isfinite(tensor).all()):
            return name
    return None
