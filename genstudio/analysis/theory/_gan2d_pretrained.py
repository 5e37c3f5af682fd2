"""Networks that are trained already, shipped in resources/theory: made by packaging/pretrain.py."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import safetensors
import safetensors.torch
import torch

from genstudio.core import bounded, paths
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.train import state

if TYPE_CHECKING:
    from genstudio.analysis.theory._gan2d_model import Model

STEP = "step"
LARGEST = 1 << 20
AVERAGE, GENERATOR = "average.network.", "generator."


def path_of(density: str) -> Path:
    """Return the file of a density's networks."""
    return paths.resource("theory") / f"gan2d-{density}.safetensors"


def load(config: Any, model: Model) -> int:
    """Fill the model with trained weights, and return the steps that they were trained for.

    Raises UserError where the file is damaged.
    """
    path = path_of(config.density)
    try:
        tensors = safetensors.torch.load(bounded.read(path, LARGEST))
        step = int(tensors.pop(STEP))
    except (OSError, KeyError, safetensors.SafetensorError) as error:
        raise UserError(
            tr("{name} cannot be read: install genstudio again.", name=path.name)
        ) from error
    for name in [name for name in tensors if name.startswith(GENERATOR)]:
        tensors[AVERAGE + name.removeprefix(GENERATOR)] = tensors[name]
    state.to_model(model, {f"model/{name}": tensor.float() for name, tensor in tensors.items()})
    return step


def packed(model: Model, step: int) -> bytes:
    """Return the model as a file of half-precision numbers; `load` reads it."""
    kept = {
        name: tensor.half() if tensor.dim() else tensor
        for name, tensor in model.state_dict().items()
        if not name.startswith(AVERAGE)
    }
    tensors = {name: tensor.contiguous() for name, tensor in kept.items()}
    return safetensors.torch.save(tensors | {STEP: torch.tensor(step)})
