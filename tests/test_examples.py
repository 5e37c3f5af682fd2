"""Runs that come with the program: packed, copied to the user's runs, and looked at."""

import pytest
import torch

from genstudio.core.errors import UserError
from genstudio.train import checkpoint, examples
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run
from genstudio.train.snapshots import load_model


@pytest.fixture
def packed(tmp_path, monkeypatch, digits):
    """Pack a small run as the only example; return its folder."""
    run = trained_run(tmp_path / "made", digits)
    folder = tmp_path / "examples"
    size = examples.pack(run, folder / "small")
    assert 0 < size < run_size(run)
    monkeypatch.setattr(examples, "folder", lambda: folder)
    return folder / "small"


def trained_run(folder, digits):
    """Train a small VAE for a few steps; return the run's folder."""
    values = {"steps": 5, "threads": 1, "device": "cpu"}
    experiment = Experiment.create(folder, "vae", {"hidden": 32}, values, digits)
    for _ in experiment.events():
        pass
    return folder


def run_size(folder) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_an_example_looks_as_the_run_it_was_made_of(packed, tmp_path):
    assert examples.names() == ["small"]
    (before, step), (after, same) = load_model(tmp_path / "made"), load_model(packed)
    assert step == same == Run.open(packed).record.step
    for one, other in zip(before.parameters(), after.parameters()):
        assert other.dtype == torch.float32
        assert torch.allclose(one, other, rtol=1e-3, atol=1e-6)


def test_it_is_copied_once_and_whole(packed, tmp_path):
    runs = tmp_path / "runs"
    folder = examples.install("small", runs)
    assert Run.open(folder).checkpoints() == Run.open(packed).checkpoints()
    mark = folder / "mine"
    mark.touch()
    assert examples.install("small", runs) == folder
    assert mark.exists()
    assert [path.name for path in runs.iterdir()] == ["example-small"]
    with pytest.raises(UserError, match="there are small"):
        examples.install("large", runs)


def test_it_cannot_be_trained_further_and_says_so(packed, tmp_path):
    folder = examples.install("small", tmp_path / "runs")
    step = Run.open(folder).record.step
    assert examples.has_only_weights(folder, step)
    assert not examples.has_only_weights(tmp_path / "made", step)
    with pytest.raises(UserError, match="only the weights"):
        Experiment.resume(folder, train_values={"steps": step + 5})
    assert checkpoint.steps(folder / "checkpoints") == [step]


def test_what_ships_can_be_opened():
    for name in examples.names():
        model, step = load_model(examples.source_of(name))
        assert step > 0
        assert all(torch.isfinite(p).all() for p in model.parameters())
