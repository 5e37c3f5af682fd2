"""Folders that cannot be written or are gone, and clocks that go backwards."""

import os
import shutil
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from toy import dataset

from genstudio.core.errors import UserError
from genstudio.core.events import Ended, Saved, Scalars, Warned
from genstudio.gui import pace
from genstudio.train import runs
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run, list_runs

TRAIN = {"batch_size": 16, "threads": 1, "device": "cpu", "checkpoint_every": 5, "steps": 20}
VAE = {"hidden": 8, "latent_dim": 2, "likelihood": "bernoulli"}
NOBODY = 65534


def create(folder, **train):
    return Experiment.create(folder, "vae", VAE, {**TRAIN, **train}, dataset())


@pytest.fixture
def protected():
    """Return a finished run in a folder that nobody may write in."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "run"
        list(create(folder).events())
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        Path(place).chmod(0o755)
        yield folder
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)


def as_nobody(act):
    """Call a function in a process without rights; return the text that it gave back."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.write(writing, str(act()).encode())
        except BaseException as error:  # noqa: BLE001 - it is told, and the child ends here
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    return told


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_run_that_may_not_be_written_is_read_and_its_training_refused_in_a_sentence(protected):
    def look():
        run = Run.open(protected)
        steps = [event.steps[-1] for event in run.history() if isinstance(event, Scalars)]
        return run.checkpoints()[-1], max(steps), run.is_locked()

    assert as_nobody(look) == "(20, 20, False)"
    refused = as_nobody(lambda: Experiment.resume(protected, dataset=dataset()))
    assert refused.startswith("UserError: There is no permission to write in ")
    assert refused.endswith("the run can only be looked at.")
    made = as_nobody(lambda: create(protected / "new"))
    assert made.startswith("UserError: The folder ")
    assert [p.name for p in protected.parent.iterdir()] == ["run"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_whether_a_run_is_trained_is_seen_without_a_right_to_write(protected):
    lock = Run.open(protected).lock() if os.geteuid() == 0 else None
    if lock is None:
        pytest.skip("only root may lock what nobody may write")
    assert as_nobody(lambda: Run.open(protected).is_locked()) == "True"
    lock.release()
    assert as_nobody(lambda: Run.open(protected).is_locked()) == "False"


def test_a_run_whose_folder_is_deleted_is_saved_all_the_same(tmp_path):
    experiment = create(tmp_path / "run", steps=40)
    for event in experiment.events():
        if isinstance(event, Saved) and event.step == 10:
            shutil.rmtree(tmp_path / "run")
    run = Run.open(tmp_path / "run")
    assert (run.record.status, run.checkpoints()[-1]) == ("completed", 40)


def test_a_run_whose_folder_cannot_be_had_back_says_so_and_other_runs_go_on(tmp_path):
    """As when a disk is pulled out: the training ends in words, and nothing else is touched."""
    other = create(tmp_path / "other")
    list(other.events())
    experiment = create(tmp_path / "gone", steps=40)
    told = []
    for event in experiment.events():
        if isinstance(event, Saved) and event.step == 10:
            shutil.rmtree(tmp_path / "gone")
            (tmp_path / "gone").write_text("something else")
        if isinstance(event, Warned):
            told.append(event.message)
    assert isinstance(event, Ended)
    assert told
    assert "gone" in told[0]
    assert Run.open(tmp_path / "other").checkpoints()[-1] == 20
    assert [found.folder.name for found in list_runs(tmp_path) if not found.problem] == ["other"]


class Backwards:
    """A clock of the wall that goes back two days each time that it is read."""

    def __init__(self):
        self.moment = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def now(self, tz=None):
        self.moment -= timedelta(days=2)
        return self.moment

    def today(self):
        self.moment -= timedelta(days=2)
        return self.moment.date()


@pytest.fixture
def backwards(monkeypatch):
    """Turn the clock of the wall back at each look, and have seconds of it be of no use."""
    clock = Backwards()
    monkeypatch.setattr(runs, "datetime", clock)
    monkeypatch.setattr(runs, "date", clock)
    monkeypatch.setattr(time, "time", lambda: clock.now().timestamp())
    return clock


def test_a_clock_that_goes_back_changes_no_order_and_overwrites_nothing(tmp_path, backwards):
    folders = []
    for _ in range(3):
        folder = runs.new_folder(tmp_path, "vae", "toy")
        list(create(folder).events())
        folders.append(folder)
    assert len(set(folders)) == 3
    first = folders[0]
    before = (first / "run.genstudio").read_bytes()
    again = Experiment.resume(first, dataset=dataset(), train_values={"steps": 40})
    list(again.events())
    assert (first / "run.genstudio").read_bytes() != before
    events = [event for event in Run.open(first).history() if isinstance(event, Scalars)]
    steps = [step for event in events if "elbo" in event.values for step in event.steps]
    assert steps == list(range(1, 41))
    seconds = [event.seconds for event in events]
    assert seconds == sorted(seconds)
    assert seconds[0] >= 0
    assert Run.open(first).checkpoints() == sorted(Run.open(first).checkpoints())
    assert len(list_runs(tmp_path)) == 3


def test_a_folders_name_that_another_day_took_is_not_taken_again(tmp_path, monkeypatch):
    """The clock is set back to a day on which there were runs."""
    (tmp_path / f"{date.today().isoformat()}-vae-toy-1").mkdir()
    assert runs.new_folder(tmp_path, "vae", "toy").name.endswith("-2")


def test_two_that_choose_the_same_name_do_not_share_a_folder(tmp_path):
    """Both looked before either had made it."""
    folder = runs.new_folder(tmp_path, "vae", "toy")
    experiment = create(folder)
    with pytest.raises(UserError, match=r"being written|not empty"):
        create(folder)
    list(experiment.events())
    with pytest.raises(UserError, match="not empty"):
        create(folder)
    assert Run.open(folder).record.status == "completed"


def test_the_time_left_is_never_negative_whatever_a_clock_did():
    """Seconds that stand still, go back or leap, and steps that are told again."""
    jumps = [0.0, 1.0, 1.0, 0.2, 3.0, -5.0, 400.0, 2.0, 2.5, 2.6]
    for limits in ({"steps": 50}, {"seconds": 10}, {"epochs": 1}, {}):
        measured = pace.Pace(limits)
        for n in range(100):
            measured.add(n, n / 40, jumps[n % len(jumps)] + n * 0.1)
            left, speed, share = (
                measured.seconds_left,
                measured.steps_per_second,
                measured.share,
            )
            assert left is None or left >= 0
            assert speed is None or speed >= 0
            assert share is None or 0 <= share <= 1
