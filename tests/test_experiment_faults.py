"""Runs that something happens to: divergence, damaged files, a full disk, a killed writer."""

import errno
import shutil

import pytest
import torch
from experiments_kit import create, of, resume
from toy import rows

from genstudio.core.errors import UserError
from genstudio.core.events import Changed, Diverged, Ended, Saved, Warned
from genstudio.train import checkpoint, history
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run


def test_what_killed_writers_left_is_swept_by_the_one_that_goes_on(tmp_path) -> None:
    list(create(tmp_path / "r", steps=1).events())
    left = [tmp_path / "r" / f".tmp-{process}-run.genstudio" for process in (7, 8)]
    for file in left:
        file.write_bytes(b"half")
    list(resume(tmp_path / "r", train_values={"steps": 2}).events())
    assert not any(file.exists() for file in left)


def test_a_defect_lets_go_of_the_run_and_keeps_the_last_checkpoint(tmp_path) -> None:
    experiment = create(tmp_path / "r", checkpoint_every=3)

    def broken(batch) -> None:
        if batch.step == 4:
            raise ZeroDivisionError

    experiment.model.after_step = broken
    with pytest.raises(ZeroDivisionError):
        list(experiment.events())
    again = resume(tmp_path / "r")
    assert again.trainer.step == 3
    again.close()


def spoilt(experiment: Experiment, at: int) -> Experiment:
    real = experiment.model.forward

    def forward(player, batch):
        terms = real(player, batch)
        return {n: t * torch.nan for n, t in terms.items()} if batch.step == at else terms

    experiment.model.forward = forward
    return experiment


@pytest.mark.parametrize("family", ["vae", "gan"])
def test_a_diverged_run_goes_on_from_its_last_good_checkpoint_with_half_the_rate(
    tmp_path, family
) -> None:
    events = list(spoilt(create(tmp_path / "r", family, checkpoint_every=5), 12).events())
    diverged, end = events[-2:]
    assert diverged.step == 13
    assert diverged.last_good == 10
    assert end == Ended(12, "diverged")
    run = Run.open(tmp_path / "r")
    assert run.record.status == "diverged"
    assert run.checkpoints() == [0, 5, 10]
    assert of(Diverged, run.history()) == [diverged]
    for step in run.checkpoints():
        tensors, _ = checkpoint.load(run.checkpoint_folder, step)
        assert all(t.isfinite().all() for t in tensors.values())
    half = run.record.train["learning_rate"] / 2
    values = {"learning_rate": half, "steps": 20}
    again = resume(tmp_path / "r", checkpoint=diverged.last_good, train_values=values)
    assert list(again.events())[-1] == Ended(20, "completed")
    run = Run.open(tmp_path / "r")
    assert run.record.train["learning_rate"] == half
    assert of(Changed, run.history()) == [Changed(10, "learning_rate", half)]
    assert not of(Diverged, run.history())


def test_what_is_not_finite_in_a_buffer_never_reaches_a_checkpoint(tmp_path) -> None:
    experiment = create(tmp_path / "r", checkpoint_every=5)

    def spoil(batch) -> None:
        if batch.step == 8:
            experiment.model.log_sigma.fill_(torch.inf)

    experiment.model.after_step = spoil
    *_, diverged, end = experiment.events()
    assert (diverged.term, diverged.last_good) == ("log_sigma", 5)
    assert end.reason == "diverged"
    assert experiment.model.log_sigma.isfinite()


def test_a_corrupt_checkpoint_falls_back_to_the_one_before_and_says_so(tmp_path) -> None:
    list(create(tmp_path / "r", steps=20, checkpoint_every=10).events())
    path = checkpoint.folder_of(tmp_path / "r" / "checkpoints", 20) / "model.safetensors"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    again = resume(tmp_path / "r")
    assert again.trainer.step == 10
    assert again.notes == [
        "The checkpoint of step 20 is damaged: model.safetensors is not what was written.",
        "The run goes on from the checkpoint before, of step 10.",
    ]
    assert list(again.events())[-1] == Ended(20, "completed")
    with pytest.raises(
        UserError, match="no checkpoint of step 15: the newest are of the steps 0, 10, 20"
    ):
        resume(tmp_path / "r", checkpoint=15)


def test_where_no_checkpoint_is_left_the_run_starts_again_and_says_so(tmp_path) -> None:
    list(create(tmp_path / "r", steps=5).events())
    shutil.rmtree(tmp_path / "r" / "checkpoints")
    again = resume(tmp_path / "r")
    assert again.trainer.step == 0
    assert "starts again from the beginning" in again.notes[-1]
    assert list(again.events())[-1] == Ended(5, "completed")


def test_any_damage_to_any_file_is_noticed_or_harmless(tmp_path) -> None:
    list(create(tmp_path / "good", steps=4, checkpoint_every=2).events())
    good = Run.open(tmp_path / "good")
    expected = rows(good.history())
    files = sorted(p.relative_to(good.folder) for p in good.folder.rglob("*") if p.is_file())
    generator = torch.Generator().manual_seed(0)
    for name in files:
        whole = (good.folder / name).read_bytes()
        for damage in range(4 if whole else 0):
            folder = tmp_path / "bad"
            shutil.copytree(good.folder, folder)
            place = int(torch.randint(len(whole), (), generator=generator))
            data = bytearray(whole)
            data[place] ^= 1 << damage
            (folder / name).write_bytes(
                [bytes(data), whole[:place], b"", whole[:place] + bytes(99)][damage]
            )
            experiment = resume(folder)
            step = experiment.trainer.step
            reference, _ = checkpoint.load(good.checkpoint_folder, step, "model")
            weights = experiment.model.state_dict()
            assert all(
                torch.equal(weights[k.removeprefix("model/")], v) for k, v in reference.items()
            )
            assert step == 4 or experiment.notes
            experiment.close()
            found = rows(Run.open(folder).history())
            assert all(expected[key] == value for key, value in found.items())
            shutil.rmtree(folder)


def test_a_full_disk_is_told_and_training_goes_on_with_the_last_checkpoint_kept(
    tmp_path, monkeypatch
) -> None:
    experiment = create(tmp_path / "r", steps=20, checkpoint_every=5)
    real, full = shutil.disk_usage, []
    monkeypatch.setattr(shutil, "disk_usage", lambda path: full[0] if full else real(path))
    warned = []
    for event in experiment.events():
        if isinstance(event, Saved) and event.step == 5:
            full.append(shutil._ntuple_diskusage(10, 10, 0))
        if isinstance(event, Warned):
            warned.append(event)
        if experiment.trainer.step >= 16:
            full.clear()
    assert [event.step for event in warned] == [10], "told once, though it failed twice"
    assert "There is no room to write" in warned[0].message
    run = Run.open(tmp_path / "r")
    assert run.checkpoints() == [0, 5, 20]
    assert (run.record.status, run.record.step) == ("completed", 20)


def test_each_cause_that_keeps_checkpoints_from_being_written_is_told_once(tmp_path, monkeypatch):
    experiment = create(tmp_path / "r", steps=30, checkpoint_every=5)
    causes = {5: errno.ENOSPC, 10: errno.ENOSPC, 15: errno.EACCES, 20: 0, 25: errno.ENOSPC}
    real = checkpoint.save

    def save(folder, step, tensors, meta):
        fault = causes.get(step, 0)
        if not fault:
            return real(folder, step, tensors, meta)
        try:
            raise OSError(fault, f"at {step}")
        except OSError as error:
            raise UserError(f"step {step}: {error}") from error

    monkeypatch.setattr(checkpoint, "save", save)
    warned = [event.step for event in experiment.events() if isinstance(event, Warned)]
    assert warned == [5, 15, 25]


def test_a_run_whose_last_checkpoint_could_not_be_saved_is_not_completed(tmp_path, monkeypatch):
    experiment = create(tmp_path / "r", steps=12, checkpoint_every=5)
    real, full = checkpoint.save, []

    def save(folder, step, tensors, meta):
        if full:
            raise UserError("There is no room.")
        full.extend([step] if step == 10 else [])
        return real(folder, step, tensors, meta)

    monkeypatch.setattr(checkpoint, "save", save)
    events = list(experiment.events())
    assert events[-1] == Ended(12, "completed")
    run = Run.open(tmp_path / "r")
    assert (run.record.status, run.record.step) == ("unsaved", 10)
    full.clear()
    monkeypatch.undo()
    assert list(resume(tmp_path / "r").events())[-1] == Ended(12, "completed")
    run = Run.open(tmp_path / "r")
    assert (run.record.status, run.record.step) == ("completed", 12)


def test_a_full_disk_at_the_end_leaves_the_last_checkpoint_and_says_so(tmp_path, monkeypatch):
    experiment = create(tmp_path / "r", checkpoint_every=5)
    events = experiment.events()
    while next(events) != Saved(5, tmp_path / "r" / "checkpoints" / "step-00000005"):
        pass
    experiment.trainer._try_step(experiment.model.players)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10, 10, 0))
    experiment.close()
    assert "could not be saved. There is no room" in experiment.notes[-1]
    monkeypatch.undo()
    again = resume(tmp_path / "r")
    assert again.trainer.step >= 5
    again.close()


def test_a_history_that_cannot_be_written_is_told_once_and_made_up_for(tmp_path, monkeypatch):
    experiment = create(tmp_path / "r", steps=30, checkpoint_every=3)
    real, failing = history.History._flush, []

    def flush(self) -> None:
        if failing:
            raise UserError("The history cannot be written: No space left on device.")
        real(self)

    monkeypatch.setattr(history.History, "_flush", flush)
    warned = []
    for event in experiment.events():
        if isinstance(event, Saved):
            failing[:] = [1] if 3 <= event.step < 20 else []
        warned += [event] if isinstance(event, Warned) else []
    assert len(warned) == 1
    found = rows(Run.open(tmp_path / "r").history())
    assert {step for step, name in found if name == "elbo"} == set(range(1, 31))
