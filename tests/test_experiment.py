"""Runs that are trained, closed, resumed and gone back in."""

import pytest
import torch
from experiments_kit import create, resume
from toy import dataset, rows

from genstudio.core.errors import UserError
from genstudio.core.events import Ended, Saved
from genstudio.train import checkpoint
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run
from genstudio.train.validation import Found


def test_a_run_is_a_folder_with_settings_history_and_checkpoints(tmp_path) -> None:
    events = list(create(tmp_path / "r", steps=20, checkpoint_every=10).events())
    assert events[0] == Saved(0, checkpoint.folder_of(tmp_path / "r" / "checkpoints", 0))
    assert events[-1] == Ended(20, "completed")
    run = Run.open(tmp_path / "r")
    assert (run.record.status, run.record.step) == ("completed", 20)
    assert run.record.train["batch_size"] == 16
    assert run.record.model["hidden"] == 8
    assert run.checkpoints() == [0, 10, 20]
    assert rows(run.history()).keys() == rows(events).keys()
    run.lock().release()


def test_the_family_has_defaults_of_its_own_for_the_training(tmp_path) -> None:
    experiment = create(tmp_path / "r", "gan")
    assert experiment.trainer.config.beta1 == 0.5
    experiment.close()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"family": "cnn"}, "no 'cnn' in models"),
        ({"model": {"latent_dim": 0}}, "latent_dim"),
        ({"model": {"colour": 1}}, "no setting 'colour'"),
        ({"train": {"learning_rate": 9}}, "learning_rate"),
        ({"train": {"device": "cuda"}}, "The device cuda"),
    ],
)
def test_wrong_settings_are_told_before_anything_is_made(tmp_path, monkeypatch, values, message):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    given = {"family": "vae", "model": {}, "train": {}} | values
    with pytest.raises(UserError, match=message):
        Experiment.create(
            tmp_path / "r", given["family"], given["model"], given["train"], dataset()
        )
    assert not (tmp_path / "r").exists()


def test_a_run_is_not_made_over_another(tmp_path) -> None:
    create(tmp_path / "r", steps=1).close()
    with pytest.raises(UserError, match="not empty"):
        create(tmp_path / "r", steps=1)


def test_a_run_in_training_cannot_be_resumed_elsewhere_but_looked_at(tmp_path) -> None:
    experiment = create(tmp_path / "r")
    events = experiment.events()
    next(events)
    with pytest.raises(UserError, match="being written by another"):
        resume(tmp_path / "r")
    assert Run.open(tmp_path / "r").checkpoints() == [0]
    events.close()
    resume(tmp_path / "r").close()


@pytest.mark.parametrize("taken", [1, 2, 3, 5])
def test_closing_at_any_event_saves_every_step_and_lets_go(tmp_path, taken) -> None:
    experiment = create(tmp_path / "r", checkpoint_every=7)
    events = experiment.events()
    for _ in range(taken):
        next(events)
    experiment.close()
    experiment.close()
    step = experiment.trainer.step
    run = Run.open(tmp_path / "r")
    assert (run.record.status, run.record.step) == ("paused", step)
    assert run.checkpoints()[-1] == step
    assert {s for s, n in rows(run.history()) if n == "elbo"} == set(range(1, step + 1))
    assert [event for event in events if isinstance(event, Ended)]
    assert Run.open(tmp_path / "r").record.status == "paused"
    again = resume(tmp_path / "r")
    assert again.trainer.step == step
    assert again.notes == []
    again.close()


def test_dropping_the_events_closes_the_run(tmp_path) -> None:
    events = create(tmp_path / "r").events()
    next(events)
    events.close()
    Run.open(tmp_path / "r").lock().release()


def test_an_experiment_that_never_trained_leaves_its_run_as_it_was(tmp_path) -> None:
    create(tmp_path / "r", steps=5).close()
    assert Run.open(tmp_path / "r").record.status == "new"
    list(resume(tmp_path / "r").events())
    before = {p: p.read_bytes() for p in (tmp_path / "r").rglob("*") if p.is_file()}
    resume(tmp_path / "r", checkpoint=0, train_values={"steps": 9}).close()
    assert {p: p.read_bytes() for p in (tmp_path / "r").rglob("*") if p.is_file()} == before


def test_ppca_is_solved_at_once(tmp_path) -> None:
    events = list(create(tmp_path / "r", "ppca", {"latent_dim": 2}).events())
    assert events[-1] == Ended(1, "completed")
    assert {"log likelihood", "val log likelihood"} <= {name for _, name in rows(events)}
    assert Run.open(tmp_path / "r").checkpoints() == [1]
    assert list(resume(tmp_path / "r").events())[-1] == Ended(1, "completed")


def test_going_back_forgets_what_came_after_but_not_before_training_begins(tmp_path) -> None:
    list(create(tmp_path / "r", steps=20, checkpoint_every=5).events())
    again = resume(tmp_path / "r", checkpoint=10, train_values={"steps": 12})
    assert Run.open(tmp_path / "r").checkpoints() == [0, 5, 10, 15, 20]
    list(again.events())
    run = Run.open(tmp_path / "r")
    assert run.checkpoints() == [0, 5, 10, 12]
    assert max(step for step, _ in rows(run.history())) == 12


def test_other_data_is_refused(tmp_path) -> None:
    create(tmp_path / "r", steps=1).close()
    with pytest.raises(UserError, match="not what this run was trained on"):
        resume(tmp_path / "r", dataset=dataset(seed=1))
    with pytest.raises(UserError, match="seed cannot change"):
        resume(tmp_path / "r", train_values={"seed": 1})
    Run.open(tmp_path / "r").lock().release()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"precision": "bf16"}, "the precision was fp32 and is bf16"),
        ({"mode": "compiled"}, "the mode of steps was eager and is compiled"),
    ],
)
def test_steps_that_round_otherwise_are_announced(tmp_path, monkeypatch, changed, said) -> None:
    monkeypatch.setattr("genstudio.train.modes.compiler", lambda: "g++")
    list(create(tmp_path / "r", steps=2, precision="fp32").events())
    experiment = resume(tmp_path / "r", train_values=changed | {"steps": 4})
    assert experiment.notes == [f"The resumed run will not be bit-exact: {said}."]
    list(experiment.events())
    experiment = resume(tmp_path / "r")
    compiled = "compiled" in said
    assert [("compiled steps round otherwise" in note) for note in experiment.notes] == (
        [True] if compiled else []
    )
    experiment.close()


def test_other_threads_another_torch_and_another_device_are_announced(tmp_path) -> None:
    list(create(tmp_path / "r", steps=2).events())
    experiment = resume(tmp_path / "r", train_values={"threads": 2})
    assert experiment.notes == [
        "The resumed run will not be bit-exact: the number of threads was 1 and is 2."
    ]
    experiment.close()


def test_a_batch_that_was_halved_stays_so_when_resumed(tmp_path) -> None:
    experiment = create(tmp_path / "r", steps=4)
    real = experiment.model.forward

    def forward(player, batch):
        if len(batch.image) > 8:
            raise torch.OutOfMemoryError("out of memory")
        return real(player, batch)

    experiment.model.forward = forward
    list(experiment.events())
    again = resume(tmp_path / "r", train_values={"steps": 6})
    assert again.trainer.batches.batch_size == 8
    again.close()


def test_the_best_checkpoint_outlives_the_thinning(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("genstudio.train.thinning.MOST", 8)
    experiment = create(tmp_path / "r", steps=40, checkpoint_every=1, validate_every=1)
    scores = {5: 100.0}
    monkeypatch.setattr(
        experiment.trainer._validation,
        "terms",
        lambda model, step: Found({"val elbo": scores.get(step, -1.0)}, {}),
    )
    list(experiment.events())
    kept = Run.open(tmp_path / "r").checkpoints()
    assert len(kept) == 8
    assert {0, 5, 38, 39, 40} <= set(kept)


def test_saving_by_hand_is_a_checkpoint_too(tmp_path) -> None:
    experiment = create(tmp_path / "r")
    saved = experiment.save()
    assert saved.step == 0
    assert checkpoint.latest_good(tmp_path / "r" / "checkpoints") == (0, [])
    experiment.close()


def test_the_events_are_asked_for_only_once(tmp_path) -> None:
    experiment = create(tmp_path / "r", steps=1)
    list(experiment.events())
    with pytest.raises(RuntimeError, match="only once"):
        next(experiment.events())
