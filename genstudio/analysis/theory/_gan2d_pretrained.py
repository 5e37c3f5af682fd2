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

KNOWN = ("8-gaussians", "25-gaussians", "ring", "spirals")
FITTING = {"sigma": 0.0, "prior": "normal", "hidden": 64, "depth": 2}
STEP = "step"
LARGEST = 1 << 20
AVERAGE, GENERATOR = "average.network.", "generator."


def path_of(density: str) -> Path:
    """Return the file of a density's networks."""
    return paths.resource("theory") / f"gan2d-{density}.safetensors"


def fits(config: Any) -> bool:
    """Say whether there are networks for these settings."""
    same = all(getattr(config, name) == value for name, value in FITTING.items())
    return config.density in KNOWN and same


def load(config: Any, model: Model) -> int:
    """Fill the model with trained weights, and return the steps that they were trained for.

    Raises UserError where there are none for these settings, or the file is damaged.
    """
    if not fits(config):
        raise UserError(
            tr(
                "There are trained networks for the densities {known} only, with the usual "
                "sigma, prior, hidden units and depth: choose these, or start untrained.",
                known=", ".join(KNOWN),
            )
        )
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
