"""One of several processes that train together: `RANK=0 WORLD_SIZE=2 ... python several.py OUT`.

Trains each case of CASES on the toy images for some steps and writes, for each, all weights and
what was reported to OUT/NAME-RANK.npz.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from toy import dataset, rows

from genstudio import models
from genstudio.core import config as settings
from genstudio.core import registry
from genstudio.train import assemble, launch
from genstudio.train.runs import new_record
from genstudio.train.settings import Config
from genstudio.train.together import Together
from genstudio.train.trainer import Trainer

STEPS = 50
TRAIN = {"batch_size": 15, "steps": STEPS, "threads": 1, "device": "cpu", "validate_every": 10}
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "vae": ("vae", {"architecture": "mlp", "hidden": 16, "likelihood": "bernoulli"}),
    "gaussian": ("vae", {"hidden": 16, "likelihood": "gaussian", "free_bits": 0.1}),
    "gan": ("gan", {"architecture": "mlp", "hidden": 16, "k_d": 2}),
    "dcgan": ("gan", {"architecture": "conv", "width": 4, "normalise": True}),
}


def trainer_of(case: str, **train: Any) -> Trainer:
    """Return the trainer of one case, at step 0."""
    family, model = CASES[case]
    module, data = registry.load(models, family), dataset(100)
    recipe = settings.from_dict(Config, {**module.RECIPE, **TRAIN, **train})
    config = settings.from_dict(module.Config, model)
    record = new_record(family, settings.to_dict(config), settings.to_dict(recipe), data)
    return assemble.fresh(record, recipe, data)


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
    team.leave()


if __name__ == "__main__":
    main()
