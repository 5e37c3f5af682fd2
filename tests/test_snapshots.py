import pytest
import torch
from experiments_kit import create
from toy import dataset

from genstudio.core.errors import UserError
from genstudio.train import checkpoint, snapshots
from genstudio.train.runs import Run


def test_the_newest_checkpoint_is_loaded_for_looking(tmp_path) -> None:
    experiment = create(tmp_path / "r", steps=6, checkpoint_every=3)
    list(experiment.events())
    model, step = snapshots.load_model(tmp_path / "r")
    assert step == 6
    assert not model.training
    for name, tensor in experiment.model.state_dict().items():
        assert torch.equal(model.state_dict()[name], tensor)
    images = torch.from_numpy(dataset().images[:5]) / 255
    assert model.encode(images)[0].shape == (5, 2)
    assert not any(p.requires_grad for p in model.parameters())


def test_an_older_one_is_loaded_when_it_is_asked_for(tmp_path) -> None:
    list(create(tmp_path / "r", steps=6, checkpoint_every=3).events())
    model, step = snapshots.load_model(tmp_path / "r", 3)
    newest, _ = snapshots.load_model(tmp_path / "r")
    assert step == 3
    assert not torch.equal(model.offset, newest.offset)
    with pytest.raises(UserError, match="no checkpoint of step 4"):
        snapshots.load_model(tmp_path / "r", 4)


def test_a_damaged_newest_one_is_passed_over(tmp_path) -> None:
    list(create(tmp_path / "r", steps=6, checkpoint_every=3).events())
    folder = checkpoint.folder_of(tmp_path / "r" / "checkpoints", 6)
    (folder / "model.safetensors").write_bytes(b"")
    assert snapshots.load_model(tmp_path / "r")[1] == 3


def test_a_run_that_was_never_trained_has_nothing_to_look_at(tmp_path) -> None:
    create(tmp_path / "r", steps=6).close()
    with pytest.raises(UserError, match="no checkpoint yet"):
        snapshots.load_model(tmp_path / "r")


def test_weights_of_a_snapshot_fit_the_model_that_the_record_describes(tmp_path) -> None:
    experiment = create(tmp_path / "r")
    experiment.control.single_step()
    events = experiment.events()
    snapshot = next(event for event in events if hasattr(event, "weights"))
    model = snapshots.snapshot_model(Run.open(tmp_path / "r").record)
    snapshots.load_weights(model, snapshot.weights)
    assert torch.equal(model.offset, snapshot.weights["offset"])
    events.close()


def test_live_settings_are_those_of_the_checkpoint(tmp_path) -> None:
    experiment = create(tmp_path / "r", steps=6, checkpoint_every=3)
    for event in experiment.events():
        if getattr(event, "step", None) == 3:
            experiment.control.change("beta", 2.0)
    assert snapshots.load_model(tmp_path / "r", 3)[0].config.beta == 1.0
    assert snapshots.load_model(tmp_path / "r", 6)[0].config.beta == 2.0
