import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from toy import dataset, rows

from genstudio.core.events import Changed
from genstudio.train import checkpoint
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run

FAMILIES = {
    "vae": {"hidden": 8, "depth": 1},
    "gan": {"architecture": "mlp", "hidden": 8, "ema_images": 80.0, "k_d": 2},
    "began": {"latent_dim": 3, "width": 4, "depth": 1, "ema_images": 80.0, "vanishing_steps": 20},
}
TRAIN = {"batch_size": 16, "threads": 1, "device": "cpu", "validate_every": 4}
# An epoch has 2 or 3 batches. BEGAN's own state is its balance, wherever the cut is.
CUTS = [(family, cut) for family in ("vae", "gan") for cut in (1, 2, 3, 8, 11)]
CUTS += [("began", 3), ("began", 8)]
LIVE = {"vae": ("beta", 2.0), "gan": ("k_d", 1), "began": ("gamma", 0.5)}


def create(folder, family, steps, **values) -> Experiment:
    train = TRAIN | {"steps": steps} | values
    return Experiment.create(folder, family, FAMILIES[family], train, dataset())


def play(experiment: Experiment, changes: dict[int, tuple[str, object]] | None = None) -> None:
    """Train to the end; after some steps a live setting changes."""
    step = experiment.trainer._step

    def stepping(players) -> None:
        step(players)
        name, value = (changes or {}).get(experiment.trainer.step, ("", None))
        if name:
            experiment.control.change(name, value)

    experiment.trainer._step = stepping
    list(experiment.events())


def same(a: Path, b: Path, step: int) -> bool:
    """Compare every tensor, the place in the data and the history of two runs, bit for bit."""
    (first, before), (second, after) = (
        checkpoint.load(Run.open(folder).checkpoint_folder, step) for folder in (a, b)
    )
    assert first.keys() == second.keys()
    assert before["batches"] == after["batches"]
    alike = all(torch.equal(first[name], second[name]) for name in first)
    histories = [Run.open(folder).history() for folder in (a, b)]
    alike &= rows(histories[0]) == rows(histories[1])
    marks = [[e for e in events if isinstance(e, Changed)] for events in histories]
    return alike and marks[0] == marks[1]


@pytest.mark.parametrize(("family", "cut"), CUTS)
def test_a_run_that_is_cut_and_resumed_is_the_run_that_never_stopped(tmp_path, family, cut):
    play(create(tmp_path / "straight", family, 12))
    play(create(tmp_path / "cut", family, cut))
    play(Experiment.resume(tmp_path / "cut", train_values={"steps": 12}, dataset=dataset()))
    assert same(tmp_path / "straight", tmp_path / "cut", 12)
    play(create(tmp_path / "cold", family, 12, seed=1))
    assert not same(tmp_path / "straight", tmp_path / "cold", 12)


@pytest.mark.parametrize("family", FAMILIES)
def test_live_changes_before_and_after_the_cut_are_resumed_too(tmp_path, family):
    before, after = {3: ("learning_rate", 1e-4)}, {8: LIVE[family]}
    play(create(tmp_path / "straight", family, 12), before | after)
    play(create(tmp_path / "cut", family, 6), before)
    again = Experiment.resume(tmp_path / "cut", train_values={"steps": 12}, dataset=dataset())
    assert again.trainer.config.learning_rate == 1e-4
    play(again, after)
    assert same(tmp_path / "straight", tmp_path / "cut", 12)


@pytest.mark.parametrize("schedule", ["linear", "cosine"])
def test_a_schedule_goes_on_where_it_was(tmp_path, schedule):
    play(create(tmp_path / "straight", "vae", 12, schedule=schedule))
    events = create(tmp_path / "cut", "vae", 12, schedule=schedule, checkpoint_every=5).events()
    while getattr(next(events), "step", 0) != 5:
        pass
    events.close()
    play(Experiment.resume(tmp_path / "cut", dataset=dataset()))
    assert same(tmp_path / "straight", tmp_path / "cut", 12)


def test_how_often_a_run_is_saved_watched_and_paused_changes_no_number(tmp_path):
    play(create(tmp_path / "straight", "gan", 12))
    watched = create(tmp_path / "watched", "gan", 12, checkpoint_every=1)
    watched.control.snapshot_every = 1e-9
    play(watched)
    assert same(tmp_path / "straight", tmp_path / "watched", 12)


@pytest.mark.parametrize("family", ["vae", "gan"])
def test_a_new_process_resumes_bit_for_bit(tmp_path, family):
    play(create(tmp_path / "straight", family, 12))
    play(create(tmp_path / "cut", family, 5))
    tests = Path(__file__).parent
    subprocess.run(
        [sys.executable, str(tests / "resuming.py"), str(tmp_path / "cut"), "12"],
        env=os.environ | {"PYTHONPATH": f"{tests.parent}{os.pathsep}{tests}"},
        check=True,
        timeout=120,
    )
    assert same(tmp_path / "straight", tmp_path / "cut", 12)
