"""A run's folder after any damage: it opens with the right numbers, or says what is wrong."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import torch

from genstudio.cli import main
from genstudio.core.errors import UserError
from genstudio.core.events import Event
from genstudio.train import checkpoint
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run
from genstudio.train.snapshots import load_model
from tests.toy import dataset

TRAIN = {"steps": 12, "batch_size": 16, "threads": 1, "checkpoint_every": 4, "validate_every": 3}
DAMAGES = ("flip", "flip", "flip", "cut", "zeros", "garbage", "repeat")


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    """A run of twelve steps with three checkpoints."""
    folder = tmp_path_factory.mktemp("fuzz") / "run"
    experiment = Experiment.create(folder, "vae", {"hidden": 8, "depth": 1}, TRAIN, dataset())
    for _ in experiment.events():
        pass
    return folder


def damaged(data: bytes, kind: str, chance: random.Random) -> bytes:
    """Return a file's content after one mishap somewhere in it."""
    place = chance.randrange(len(data))
    if kind == "flip":
        return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]
    if kind == "cut":
        return data[:place]
    if kind == "zeros":
        return data[:place] + bytes(min(512, len(data) - place)) + data[place + 512 :]
    if kind == "garbage":
        return data[:place] + chance.randbytes(64) + data[place + 64 :]
    return data[:place] + data[max(0, place - 100) :]


def files_of(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.stat().st_size)


class Truth:
    """What an undamaged run tells: nothing else may ever be told of it in silence."""

    def __init__(self, folder: Path) -> None:
        run = Run.open(folder)
        self.record = run.record
        self.lines = [repr(event) for event in run.history()]
        self.weights = {}
        for step in run.checkpoints():
            model, _ = load_model(folder, step)
            self.weights[step] = model.state_dict()

    def check(self, folder: Path, seen: Counter[str]) -> None:
        """Read everything that a window or a command would."""
        try:
            run = Run.open(folder)
        except UserError:
            seen["told"] += 1
            return
        steady = ("family", "model", "train", "data", "seed", "versions")
        assert all(getattr(run.record, n) == getattr(self.record, n) for n in steady)
        self._check_history(run.history(), seen)
        self._check_weights(folder, run, seen)

    def _check_history(self, events: list[Event], seen: Counter[str]) -> None:
        there = iter(self.lines)
        assert all(repr(event) in there for event in events)  # in order, none made up
        seen["history shortened"] += len(events) < len(self.lines)

    def _check_weights(self, folder: Path, run: Run, seen: Counter[str]) -> None:
        for step in run.checkpoints():
            try:
                model, found = load_model(folder, step)
            except UserError:
                seen["checkpoint refused"] += 1
                continue
            self._same(model, found)
        try:
            model, found = load_model(folder)
        except UserError:
            seen["no checkpoint"] += 1
            return
        self._same(model, found)
        seen["newest is older"] += found != max(self.weights)

    def _same(self, model: Any, step: int) -> None:
        now, before = model.state_dict(), self.weights[step]
        assert all(torch.equal(now[name], before[name]) for name in before)


def fuzz(folder: Path, times: int) -> Counter[str]:
    """Damage one file at a time, look, and put it back; return what was seen."""
    chance = random.Random(1)
    truth, seen = Truth(folder), Counter[str]()
    files = files_of(folder)
    for turn in range(times):
        path = files[turn % len(files)]
        data = path.read_bytes()
        worse = damaged(data, chance.choice(DAMAGES), chance)
        path.write_bytes(worse)
        try:
            seen["changed"] += worse != data
            truth.check(folder, seen)
        except Exception as error:
            raise AssertionError(f"turn {turn}: {path.name}") from error
        finally:
            path.write_bytes(data)
    return seen


@pytest.mark.timeout(1500)
@pytest.mark.parametrize("times", [120, pytest.param(2000, marks=pytest.mark.slow)])
def test_damage_is_told_or_without_effect(sound, times, record_property):
    seen = fuzz(sound, times)
    for name, count in seen.items():
        record_property(name, count)
    assert seen["changed"] > 0.95 * times
    assert seen["checkpoint refused"] > 0
    assert seen["newest is older"] > 0
    assert seen["history shortened"] > 0


@pytest.mark.parametrize("command", ["runs", "sample", "evaluate"])
def test_commands_on_a_damaged_run_end_with_a_sentence(sound, tmp_path, command, capsys):
    chance = random.Random(2)
    folder = tmp_path / "run"
    shutil.copytree(sound, folder)
    options = {"sample": ["--count", "2", "--out", str(tmp_path / "x.png")], "evaluate": []}
    place = tmp_path if command == "runs" else folder
    for path in files_of(folder):
        data = path.read_bytes()
        path.write_bytes(damaged(data, chance.choice(DAMAGES), chance))
        code = main([command, str(place), "--json", *options.get(command, [])])
        told = capsys.readouterr()
        assert code in (0, 2), told.err
        assert "Traceback" not in told.err
        if told.out.strip():
            json.loads(told.out)
        path.write_bytes(data)


def test_resuming_a_damaged_run_takes_the_checkpoint_before(sound, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(sound, folder)
    newest = checkpoint.committed(folder / "checkpoints")[-1]
    for path in (folder / "checkpoints" / f"step-{newest:08}").glob("*.safetensors"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(bytes(data))
    experiment = Experiment.resume(folder, train_values={"steps": 13}, dataset=dataset())
    assert experiment.trainer.step < newest
    assert any("step" in note for note in experiment.notes)
    for _ in experiment.events():
        pass
    assert experiment.trainer.step == 13
