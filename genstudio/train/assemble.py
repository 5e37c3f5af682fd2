"""Put a trainer together, and find the state it goes on from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data.batches import Batches, to_unit
from genstudio.data.dataset import Dataset
from genstudio.models import Fits
from genstudio.train import checkpoint, history
from genstudio.train import device as devices
from genstudio.train.runs import Record, Run
from genstudio.train.scores import VALIDATED, Scores
from genstudio.train.settings import Config
from genstudio.train.snapshots import build_model
from genstudio.train.trainer import Trainer
from genstudio.train.validation import LARGEST, spread

# What the environment of runs was before it said so.
FORMER = {"number of processes": 1, "precision": "fp32", "mode of steps": "eager"}
INITIAL = 5000  # training images that a model's start depends on


@dataclass(frozen=True, slots=True)
class Found:
    """The state to go on from: empty where there is none, then the run starts again."""

    tensors: Mapping[str, Tensor]
    meta: Mapping[str, Any]
    problems: list[str]


def fresh(record: Record, config: Config, dataset: Dataset) -> Trainer:
    """Return a trainer at step 0; raises UserError for a device or data that will not do."""
    device = devices.choose(config.device)
    devices.set_threads(config.threads)
    size = int(dataset.images[:1].nbytes) * len(dataset)
    place = devices.place(config.placement, size, device)
    batches = Batches.of(dataset, "train", config.batch_size, config.seed, place)
    model = build_model(record)
    if not isinstance(model, Fits):
        step = max(1, math.ceil(len(batches.rows) / INITIAL))
        model.initialise(to_unit(batches.rows.every(step)).cpu())
    rest = spread(dataset.indices("validation"), LARGEST)
    held_out = torch.from_numpy(dataset.images[rest]).to(device)
    known = dataset.labels
    labels = None if known is None else torch.from_numpy(known[rest]).to(device)
    return Trainer(model, batches, held_out, config, device, validation_labels=labels)


def find(run: Run, step: int | None) -> Found:
    """Load the checkpoint of a step (None: the newest good one), and say what was passed over."""
    folder = run.checkpoint_folder
    if step is not None:
        tensors, meta = checkpoint.load(folder, step)
        return Found(tensors, meta, [])
    if not checkpoint.committed(folder):
        return Found({}, {}, [] if run.record.status == "new" else [_again(run)])
    try:
        step, tensors, meta, problems = checkpoint.load_newest(folder)
    except checkpoint.NoneGood as error:
        return Found({}, {}, [*error.problems, _again(run)])
    if problems:
        problems.append(
            tr("The run goes on from the checkpoint before, of step {step}.", step=step)
        )
    return Found(tensors, meta, problems)


def scores(run: Run, until: int) -> Scores:
    """Return the figures that the checkpoints up to a step have, of whatever kind."""
    found = Scores()
    kept = {step for step in run.checkpoints() if step <= until}
    for step in kept:
        try:
            score = checkpoint.read_meta(run.checkpoint_folder, step).get("score")
        except UserError:
            continue
        if score is not None:
            found.add(step, {VALIDATED: float(score)})
    for event in history.measured(run.history_path, until):
        if event.steps[-1] in kept:
            found.add(event.steps[-1], {name: row[-1] for name, row in event.values.items()})
    return found


def environment(trainer: Trainer) -> dict[str, Any]:
    """Return what bit-exact results depend on, beside the state."""
    return {
        "torch version": str(torch.__version__),
        "device": trainer.device.type,
        "number of threads": devices.threads(trainer.config.threads),
        "number of processes": devices.processes(),
        "precision": trainer.steps.precision,
        "mode of steps": trainer.steps.kind,
    }


def differences(meta: Mapping[str, Any], trainer: Trainer) -> list[str]:
    """Return a sentence when the run goes on under other circumstances than it was saved in."""
    before = FORMER | meta["environment"]
    now = environment(trainer)
    found = [
        tr("the {name} was {before} and is {now}", name=k, before=before.get(k), now=now[k])
        for k in now
        if now[k] != before.get(k)
    ]
    if now["device"] != "cpu":
        found.append(tr("a GPU adds in no fixed order"))
    elif now["mode of steps"] == before["mode of steps"] == "compiled":
        found.append(tr("compiled steps round otherwise, from a moment on that differs"))
    return (
        [tr("The resumed run will not be bit-exact: {reasons}.", reasons=", ".join(found))]
        if found
        else []
    )


def _again(run: Run) -> str:
    return tr(
        "The run {name} has no good checkpoint: it starts again from the beginning.",
        name=run.folder.name,
    )
