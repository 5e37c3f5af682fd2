"""One of several processes that train together: `RANK=0 WORLD_SIZE=2 ... python several.py OUT`.

Trains each case of CASES on the toy images for some steps and writes, for each, all weights and
what was reported to OUT/NAME-RANK.npz; then has happen what may, and writes what came of it to
OUT/RANK.json.
"""

from __future__ import annotations

import itertools
import json
import os
import socket
import subprocess
import sys
import types
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import toy
from toy import dataset, rows

from genstudio import models
from genstudio.core import config as settings
from genstudio.core import registry
from genstudio.core.events import Changed, Diverged, Ended
from genstudio.data.dataset import Dataset
from genstudio.train import assemble, launch, pace
from genstudio.train.runs import new_record
from genstudio.train.settings import Config
from genstudio.train.together import Together
from genstudio.train.trainer import Trainer

STEPS = 30
TRAIN = {"batch_size": 15, "steps": STEPS, "threads": 1, "device": "cpu", "validate_every": 10}
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "vae": ("vae", {"architecture": "mlp", "hidden": 16, "likelihood": "bernoulli"}),
    "gaussian": ("vae", {"hidden": 16, "likelihood": "gaussian", "free_bits": 0.1}),
    "gan": ("gan", {"architecture": "mlp", "hidden": 16, "k_d": 2}),
    "dcgan": ("gan", {"architecture": "conv", "width": 4, "normalise": True}),
    "iwae": ("vae", {"hidden": 16, "objective": "iwae", "samples": 3, "conditional": True}),
    "augmented": (
        "gan",
        {
            "architecture": "conv",
            "width": 4,
            "augment": "adaptive",
            "conditional": True,
            "spectral_norm": True,
            "loss": "hinge",
        },
    ),
    "began": ("began", {"latent_dim": 3, "width": 4, "depth": 1, "vanishing_steps": 20}),
    "r3gan": ("gan", {"architecture": "mlp", "hidden": 16, "loss": "relativistic", "r2": 0.3}),
    "cyclegan": (
        "cyclegan",
        {"width": 4, "blocks": 0, "layers": 1, "judge_width": 4, "pool": 9},
    ),
    "stackgan": (
        "stackgan",
        {"width": 4, "embedding": 4, "noise_dim": 2, "condition": 2, "wrong_pairs": 7},
    ),
}
# Which pictures a caption is wrongly shown with is decided in each process by itself; and slopes
# of absolute differences jump where these are 0, so that what is rounded does not stay small.
OTHERWISE = ("stackgan", "cyclegan")


def trainer_of(case: str, **train: Any) -> Trainer:
    """Return the trainer of one case, at step 0."""
    family, model = CASES[case]
    module, data = registry.load(models, family), data_of(case)
    recipe = settings.from_dict(Config, {**module.RECIPE, **TRAIN, **train})
    config = settings.from_dict(module.Config, model)
    record = new_record(family, settings.to_dict(config), settings.to_dict(recipe), data)
    return assemble.fresh(record, recipe, data)


def data_of(case: str) -> Dataset:
    """Return the toy images, larger or with captions for the cases that need it."""
    data = dataset(100)
    if case == "cyclegan":
        return replace(data, images=np.repeat(np.repeat(data.images, 2, 2), 2, 3))
    return replace(data, captions=tuple(data.classes[label] for label in data.labels))


def outcome(trainer: Trainer) -> dict[str, np.ndarray]:
    """Train to the end; return every tensor of the state, and the values of every term."""
    told = rows(list(trainer.events()))
    found = {name: tensor.numpy() for name, tensor in trainer.state()[0].items()}
    for term in sorted({name for _, name in told}):
        steps = sorted(step for step, name in told if name == term)
        found[f"term {term}"] = np.array([told[step, term] for step in steps])
    return found


def start(rank: int, size: int, port: int, *arguments: str) -> subprocess.Popen[str]:
    """Start one of the processes, as torchrun would."""
    place: Mapping[str, str] = {
        "RANK": str(rank),
        "LOCAL_RANK": str(rank),
        "WORLD_SIZE": str(size),
        "LOCAL_WORLD_SIZE": str(size),
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port),
        "OMP_NUM_THREADS": "1",
    }
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=os.environ | place,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def memory_full(rank: int, together: Together) -> Any:
    """Train while the memory of the second process is full in the middle of step 5."""
    game = toy.Game()
    game.plan = lambda player, batch: (
        "memory" * (rank == 1 and player == "G" and batch.step == 5 and batch.image.shape[0] > 4)
    )
    trainer = toy.trainer(game, steps=20)
    trainer.join(together)
    events = list(trainer.events())
    sizes = [event.value for event in events if isinstance(event, Changed)]
    return trainer.step, sizes, game.d.sum().item(), trainer.batches.state()


def not_finite(rank: int, together: Together) -> Any:
    """Train until a gradient of the second process is not finite, in step 8."""
    game = toy.Game()
    game.plan = lambda player, batch: "gradient" * (rank == 1 and batch.step == 7)
    trainer = toy.trainer(game, steps=20)
    trainer.join(together)
    faults = [e for e in trainer.events() if isinstance(e, Diverged | Ended)]
    return trainer.step, [str(fault) for fault in faults], game.d.sum().item()


def stopped(rank: int, together: Together) -> Any:
    """Train for ever, until the second process is asked to stop."""
    trainer = toy.trainer()
    trainer.join(together)
    *_, end = trainer.events(lambda: rank == 1 and trainer.step >= 5)
    return trainer.step > 0, end.step == trainer.step, end.reason, trainer.model.d.sum().item()


def changed(rank: int, together: Together) -> Any:
    """Train, while whoever watches the leader changes the learning rate."""
    trainer = toy.trainer(steps=400)
    trainer.join(together)
    events = trainer.events()
    seen = [next(events)]
    trainer.control.change("learning_rate", 0.25 if rank == 0 else 0.75)
    seen += list(events)
    values = [e.value for e in seen if isinstance(e, Changed)]
    return values, trainer.config.learning_rate, trainer.model.d.sum().item()


def seconds(rank: int, together: Together) -> Any:
    """Train for half a second of the leader's, with a learning rate that falls meanwhile.

    Whoever looks at a clock moves it on; one is fast, which nobody is to notice.
    """
    ticks = itertools.count()
    pace.time = types.SimpleNamespace(monotonic=lambda: next(ticks) * (0.01, 0.1)[rank])
    trainer = toy.trainer(seconds=0.5, schedule="linear")
    trainer.join(together)
    *_, end = trainer.events()
    return trainer.step, end.reason, trainer.model.d.sum().item()


def main() -> None:
    """Train every case together with the other processes."""
    out = Path(sys.argv[1])
    place = launch.Place.here()
    torch.set_num_threads(1)
    team = launch.join(place)
    for case in CASES:
        trainer = trainer_of(case)
        trainer.join(Together(team))
        np.savez(out / f"{case}-{place.rank}.npz", **outcome(trainer))
    found = {
        play.__name__: play(place.rank, Together(team))
        for play in (memory_full, not_finite, stopped, changed, seconds)
    }
    (out / f"{place.rank}.json").write_text(json.dumps(found))
    team.leave()


if __name__ == "__main__":
    main()
