"""Models for looking: built from a run's record, filled from a checkpoint or a snapshot."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
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
Former = Callable[[Any, Mapping[str, Any]], dict[str, Any]]


def build_model(record: Record) -> Any:
    """Build the model that a record describes, with the weights that its seed draws."""
    family = registry.load(models, record.family)
    settings = model_config(family, record.model, record.train)
    shape, classes = tuple(record.data["shape"]), len(record.data["classes"])
    return family.Model(settings, shape, generator(record.seed, "weights"), classes)


def model_config(family: Any, values: Mapping[str, Any], train: Mapping[str, Any]) -> Any:
    """Return a family's Config from a record's values, those of former versions too.

    The family's FORMER maps each name that is no longer there to a function from the value,
    and the settings of the training, to what stands for it now (an empty mapping where
    nothing does).
    """
    former: Mapping[str, Former] = getattr(family, "FORMER", {})
    now: dict[str, Any] = {}
    for name, value in values.items():
        now |= former[name](value, train) if name in former else {name: value}
    return config.from_dict(family.Config, now)


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
    train = meta.get("train", run.record.train)
    model.config = model_config(family, meta["model"], train)
    state.to_model(model, tensors)
    return model, step
