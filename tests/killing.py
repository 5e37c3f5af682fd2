"""Kill a process while it writes checkpoints, again and again: `python killing.py FOLDER TIMES`.

Each time a child resumes the run and saves after every step, until it is killed at a
random moment; then the run must open, be free, and go on from a good checkpoint. Forking
saves the seconds that loading torch takes. Prints what was found, as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import torch
from toy import dataset

from genstudio.core.events import Saved
from genstudio.train import checkpoint
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run

TRAIN = {"steps": 1, "batch_size": 16, "threads": 1, "device": "cpu", "checkpoint_every": 1}


def resume(folder: Path, **values: int) -> Experiment:
    """Take up the run where it is."""
    return Experiment.resume(folder, train_values=values, dataset=dataset())


def write_for_ever(folder: Path, pipe: int) -> None:
    """Train and tell of every checkpoint that is finished."""
    for event in resume(folder, steps=0).events():
        if isinstance(event, Saved):
            os.write(pipe, f"{event.step}\n".encode())


def kill_one(folder: Path, chance: random.Random) -> int:
    """Let a child write until a random moment; return the last step that it told of.

    The moment lies within what the child needs for two checkpoints, on however busy a machine.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_for_ever(folder, writing)
        finally:
            os._exit(1)
    os.close(writing)
    told, began = os.read(reading, 100), time.monotonic()
    while told.count(b"\n") < 2 and (more := os.read(reading, 100)):
        told += more
    time.sleep(chance.uniform(0, 0.01 + 2 * (time.monotonic() - began)))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with open(reading, "rb") as pipe:
        told += pipe.read()
    return int(told.decode().split("\n")[-2])


def main() -> None:
    """Kill and look, as often as asked."""
    folder, times = Path(sys.argv[1]), int(sys.argv[2])
    torch.set_num_threads(1)
    chance = random.Random(0)
    list(Experiment.create(folder, "gan", {"architecture": "mlp"}, TRAIN, dataset()).events())
    lost, halves, step = 0, 0, 0
    for _ in range(times):
        told = kill_one(folder, chance)
        run = Run.open(folder)
        tried = list(run.checkpoint_folder.glob("step-*"))
        halves += len(tried) > len(checkpoint.committed(run.checkpoint_folder))
        experiment = resume(folder)
        assert experiment.notes == [], experiment.notes
        lost += experiment.trainer.step < told
        step = experiment.trainer.step
        run.history()
        experiment.close()
    print(json.dumps({"lost": lost, "halves": halves, "step": step}))  # noqa: T201


main()
