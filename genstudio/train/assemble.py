"""Put a trainer together, and find the state it goes on from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from genstudio import models
from genstudio.core import registry
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data.batches import Batches, to_unit
from genstudio.data.conditions import DOMAINS, conditions_of, domains_of
from genstudio.data.dataset import Dataset
from genstudio.models import REMEMBERED, Fits, Remembers
from genstudio.train import checkpoint, history
from genstudio.train import device as devices
from genstudio.train.runs import Record, Run
from genstudio.train.scores import VALIDATED, Scores
from genstudio.train.settings import Config
from genstudio.train.snapshots import build_model
from genstudio.train.trainer import Trainer
from genstudio.train.validation import LARGEST, HeldOut, spread

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
    family = registry.load(models, record.family)
    wanted: tuple[str, ...] = getattr(family, "CONDITIONS", ())
    model = build_model(record)
    domains = None
    if DOMAINS in wanted:
        domains = domains_of(dataset, model.config.first, model.config.second)
    batches = Batches.of(dataset, "train", config.batch_size, config.seed, place, wanted, domains)
    if not isinstance(model, Fits):
        step = max(1, math.ceil(len(batches.rows) / INITIAL))
        model.initialise(to_unit(batches.rows.every(step)).cpu())
    if isinstance(model, Remembers):
        known = batches.conditions.take(_some(len(batches.rows), batches.rows.device)).to("cpu")
        if known.text is not None:
            model.remember(known.text, known.box)
    held_out = _held_out(dataset, wanted, domains, device)
    return Trainer(model, batches, held_out, config, device)


def _some(count: int, device: torch.device) -> Tensor:
    """Return the places of as many training images as are remembered, from all over them."""
    places = torch.linspace(0, count - 1, min(count, REMEMBERED), device=device)
    return places.round().long()


def _held_out(
    dataset: Dataset,
    wanted: Sequence[str],
    domains: tuple[int, int] | None,
    device: torch.device,
) -> HeldOut | None:
    """Return the validation images, and what is known of them, on the device.

    Where two classes take turns in the batches, they do here: as many of either.
    """
    rest = dataset.indices("validation")
    if domains is not None and dataset.labels is not None:
        apart = [rest[dataset.labels[rest] == c] for c in domains]
        count = min(LARGEST // 2, *map(len, apart))
        rest = np.stack([rows[:count] for rows in apart], 1).reshape(-1)
    else:
        rest = spread(rest, LARGEST)
    if not len(rest):
        return None
    labels = None if dataset.labels is None else torch.from_numpy(dataset.labels[rest]).to(device)
    known = conditions_of(dataset, rest, wanted).to(device)
    images = torch.from_numpy(dataset.images[rest]).to(device)
    return HeldOut(images, labels, known.text, known.box)


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
