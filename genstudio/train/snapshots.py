"""Models for looking: built from a run's record, filled from a checkpoint or a snapshot."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from torch import Tensor

from genstudio import models
from genstudio.core import config, registry
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.train import checkpoint, state
from genstudio.train.runs import Record, Run
from genstudio.train.seeds import generator

log = logging.getLogger(__name__)


def build_model(record: Record) -> Any:
    """Build the model that a record describes, with the weights that its seed draws."""
    family = registry.load(models, record.family)
    settings = config.from_dict(family.Config, record.model)
    shape = tuple(record.data["shape"])
    return family.Model(settings, shape, generator(record.seed, "weights"))


def snapshot_model(record: Record) -> Any:
    """Build a model for looking, in eval mode; `load_weights` gives it weights."""
    return build_model(record).eval().requires_grad_(False)


def load_weights(model: Any, weights: Mapping[str, Tensor]) -> None:
    """Copy a snapshot's weights into a model of the same settings."""
    model.load_state_dict(dict(weights))


def load_model(run_folder: Path, step: int | None = None) -> tuple[Any, int]:
    """Return the model of a checkpoint, in eval mode on the CPU, and its step.

    None is the newest checkpoint that is undamaged; the log tells of newer ones that are not.
    Raises UserError where there is none.
    """
    run = Run.open(run_folder)
    if step is None:
        if not checkpoint.committed(run.checkpoint_folder):
            raise UserError(tr("This run has no checkpoint yet: train it first."))
        step, tensors, meta, problems = checkpoint.load_newest(run.checkpoint_folder, "model")
        for problem in problems:
            log.warning("%s The one of step %d is taken instead.", problem, step)
    else:
        tensors, meta = checkpoint.load(run.checkpoint_folder, step, "model")
    model = snapshot_model(run.record)
    family = registry.load(models, run.record.family)
    model.config = config.from_dict(family.Config, meta["model"])
    state.to_model(model, tensors)
    return model, step
