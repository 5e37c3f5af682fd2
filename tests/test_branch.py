"""Branches: bit-equal where nothing changes, and refused where the weights would be others."""

import shutil

import pytest
import torch
from toy import dataset, rows

from genstudio.cli import main
from genstudio.core.errors import UserError
from genstudio.core.events import Changed
from genstudio.train import branch, checkpoint
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Parent, Run, list_runs

FAMILIES = {
    "vae": {"hidden": 8, "depth": 1},
    "gan": {"architecture": "mlp", "hidden": 8, "ema_images": 80.0, "k_d": 2},
}
TRAIN = {"batch_size": 16, "threads": 1, "device": "cpu", "validate_every": 4, "steps": 12}


def create(folder, family="vae", **values) -> Run:
    train = TRAIN | {"checkpoint_every": 5} | values
    experiment = Experiment.create(folder, family, FAMILIES[family], train, dataset())
    list(experiment.events())
    return Run.open(folder)


def go_on(run: Run, **train) -> Run:
    experiment = Experiment.resume(run.folder, train_values=train, dataset=dataset())
    assert not any("bit-exact" in note for note in experiment.notes)
    list(experiment.events())
    return Run.open(run.folder)


def state_of(run: Run, step: int) -> dict[str, torch.Tensor]:
    return checkpoint.load(run.checkpoint_folder, step)[0]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_branch_without_changes_is_bit_equal_to_its_parent(tmp_path, family) -> None:
    parent = create(tmp_path / "runs" / "a", family)
    child = branch.branch(parent.folder, 5, {}, tmp_path / "runs")
    assert child.notes == []
    assert Run.open(child.run.folder).record.parent == Parent("a", 5, parent.record.created)
    assert child.run.checkpoints() == [5]
    done = go_on(child.run)
    first, second = state_of(parent, 12), state_of(done, 12)
    assert first.keys() == second.keys()
    assert all(torch.equal(first[name], second[name]) for name in first)
    later = {key: value for key, value in rows(parent.history()).items() if key[0] > 5}
    assert rows(done.history()) == later, "the curves go on where the parent's stood"


@pytest.mark.parametrize(
    ("family", "changes"),
    [
        ("vae", {"beta": 4.0, "learning_rate": 1e-4, "kl_warmup": 0.0, "likelihood": "gaussian"}),
        ("gan", {"loss": "hinge", "r1": 1.0, "k_d": 1, "d_rate": 0.5, "beta1": 0.0}),
    ],
)
def test_changed_settings_hold_from_the_branch_on(tmp_path, family, changes) -> None:
    parent = create(tmp_path / "a", family)
    child = branch.branch(parent.folder, 10, changes, tmp_path)
    assert child.notes == []
    done = go_on(child.run)
    record = done.record
    assert {**record.model, **record.train}.items() >= changes.items()
    assert not torch.equal(
        *(
            torch.cat([t.flatten() for n, t in state_of(run, 12).items() if n.startswith("model/")])
            for run in (parent, done)
        )
    )
    marks = [event for event in done.history() if isinstance(event, Changed)]
    assert {event.name for event in marks} == set(changes)
    assert {event.step for event in marks} == {10}


@pytest.mark.parametrize(
    ("family", "changes", "named"),
    [
        ("vae", {"beta": 2.0, "latent_dim": 3}, "latent_dim cannot"),
        ("vae", {"hidden": 16, "depth": 2}, "hidden, depth cannot"),
        ("gan", {"spectral_norm": True}, "spectral_norm cannot"),
        ("vae", {"seed": 7}, "seed cannot"),
        ("vae", {"colour": 1}, "no setting 'colour'"),
        ("vae", {"beta": -1.0}, "beta"),
    ],
)
def test_what_needs_other_weights_is_refused_by_name(tmp_path, family, changes, named) -> None:
    parent = create(tmp_path / "a", family, steps=5)
    with pytest.raises(UserError, match=named):
        branch.branch(parent.folder, 5, changes, tmp_path)
    assert [run.folder.name for run in list_runs(tmp_path)] == ["a"]


def test_a_limit_that_was_reached_is_put_off_and_this_is_said(tmp_path) -> None:
    parent = create(tmp_path / "a", steps=5)
    child = branch.branch(parent.folder, None, {"beta": 2.0}, tmp_path)
    assert child.run.record.train["steps"] == 10
    assert "steps = 10" in child.notes[0]
    again = branch.branch(parent.folder, None, {"steps": 7}, tmp_path)
    assert (again.run.record.train["steps"], again.notes) == (7, [])
    assert not again.run.history(), "a limit is no mark on the curves"


def test_a_step_that_was_not_kept_is_refused(tmp_path) -> None:
    parent = create(tmp_path / "a", steps=5)
    with pytest.raises(UserError, match="no checkpoint of step 3"):
        branch.branch(parent.folder, 3, {}, tmp_path)


def test_a_model_that_is_solved_at_once_has_no_branches(tmp_path) -> None:
    list(Experiment.create(tmp_path / "p", "ppca", {}, {"threads": 1}, dataset()).events())
    with pytest.raises(UserError, match="solved exactly"):
        branch.branch(tmp_path / "p", None, {}, tmp_path)


def test_a_full_disk_leaves_no_half_a_run(tmp_path, monkeypatch) -> None:
    parent = create(tmp_path / "a", steps=5)

    def full(*_: object) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(checkpoint, "save", full)
    with pytest.raises(UserError, match="full"):
        branch.branch(parent.folder, 5, {}, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["a"]


def test_a_new_player_starts_with_a_fresh_optimiser_and_this_is_said(tmp_path) -> None:
    torch.manual_seed(0)
    tensors = {"model/w": torch.ones(2), "training/G/steps": torch.ones(())}
    then = branch._Parts({"w": torch.ones(2)}, {"G": {"steps": torch.ones(())}})
    now = branch._Parts(then.model, then.players | {"D": {"steps": torch.zeros(())}})
    found, fresh = branch._joined(then, now, tensors)
    assert fresh == ["D"]
    assert torch.equal(found["training/D/steps"], torch.zeros(()))
    assert torch.equal(found["training/G/steps"], torch.ones(()))
    assert branch._joined(now, then, found) == (tensors, [])


def test_the_settings_that_a_branch_may_change_are_found(tmp_path) -> None:
    found = branch.branchable(create(tmp_path / "a", "gan", steps=1).record)
    assert {"loss", "r1", "k_d", "learning_rate", "augment"} <= set(found)
    assert not {"latent_dim", "seed", "spectral_norm", "hidden"} & set(found)


def test_lineage_survives_a_move_of_the_runs_folder(tmp_path) -> None:
    parent = create(tmp_path / "runs" / "a", steps=5)
    branch.branch(parent.folder, 5, {}, tmp_path / "runs")
    shutil.move(tmp_path / "runs", tmp_path / "elsewhere")
    parents = {run.parent.run for run in list_runs(tmp_path / "elsewhere") if run.parent}
    assert parents == {"a"}


def test_the_command_line_branches_and_trains(tmp_path, capsys) -> None:
    run = tmp_path / "runs" / "a"
    small = ["--hidden", "8", "--depth", "1", "--threads", "1", "--checkpoint-every", "5"]
    assert (
        main(["train", "vae", "--data", "digits", "--steps", "10", "--out", str(run), *small]) == 0
    )
    given = ["branch", str(run), "--step", "5", "--set", "beta=2.5", "--steps", "8", "--json"]
    assert main(given) == 0
    (child,) = (one for one in list_runs(tmp_path / "runs") if one.parent)
    assert (child.step, child.parent.step, child.parent.run) == (8, 5, "a")
    assert Run.open(child.folder).record.model["beta"] == 2.5
    assert f'"run":"{child.folder}"' in capsys.readouterr().out.splitlines()[-1]
    assert main(["branch", str(run), "--step", "5", "--set", "hidden=9"]) == 2
    assert "hidden cannot change" in capsys.readouterr().err
    assert main(["branch", str(run), "--set", "beta"]) == 2


def test_the_command_line_makes_no_branch_that_has_other_data(tmp_path, capsys) -> None:
    run = create(tmp_path / "runs" / "a", steps=5)
    assert main(["branch", str(run.folder), "--data", "digits"]) == 2
    assert "not what this run was trained on" in capsys.readouterr().err
    assert [one.folder for one in list_runs(tmp_path / "runs")] == [run.folder]
