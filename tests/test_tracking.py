"""Measuring beside the training, and what it makes of a run: rows, the best checkpoint."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from toy import dataset, rows

from genstudio.analysis import features, track
from genstudio.analysis.measuring import Measuring
from genstudio.core.events import Scalars
from genstudio.data import sources
from genstudio.train import checkpoint, history, pace, thinning, tracking
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run, list_runs
from genstudio.train.scores import Best, Scores
from genstudio.train.tracking import Snap, Toll, Tracking

TRAIN = {"batch_size": 16, "threads": 1, "device": "cpu", "checkpoint_every": 5}
MODEL = {"architecture": "mlp", "hidden": 8}


class Fake:
    """A tracker whose measurements take as many looks as it is told; the figure is made up."""

    def __init__(self, looks=0, figure=lambda step: {"frechet": float(abs(step - 10) + 1)}):
        self.asked, self.figure, self._looks, self._left = [], figure, looks, 0
        self.closed = False

    def start(self, checkpoints: Path, step: int) -> bool:
        assert checkpoint.exists(checkpoints, step)
        self.asked.append(step)
        self._left = self._looks
        return True

    def busy(self) -> bool:
        self._left -= 1
        return self._left >= 0

    def take(self) -> dict[str, float]:
        return self.figure(self.asked[-1])

    def close(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def at_once(monkeypatch) -> None:
    """Measure from the first second on, whatever it costs: a test trains for less."""
    monkeypatch.setattr(tracking, "FIRST", 0.0)
    monkeypatch.setattr(tracking, "SHARE", 1e9)
    monkeypatch.setattr(pace, "LARGEST_SHARE", 1e9)


def run_to(folder, steps, tracker=None, family="gan", **train):
    model = MODEL if family == "gan" else {"hidden": 8, "depth": 1}
    values = TRAIN | {"steps": steps} | train
    experiment = Experiment.create(folder, family, model, values, dataset())
    experiment.track(tracker)
    return list(experiment.events())


def go_on(folder, tracker=None, step=None, **train):
    again = Experiment.resume(folder, dataset=dataset(), checkpoint=step, train_values=train)
    again.track(tracker)
    return list(again.events())


def measured(run: Run) -> dict[int, float]:
    return {s: v for (s, name), v in rows(run.history()).items() if name == "frechet"}


# Which is the best


def test_a_likelihood_counts_before_a_distance_and_only_finite_figures_count():
    scores = Scores()
    assert scores.best() is None
    scores.add(1, {"frechet": 3.0, "recall": 0.5})
    scores.add(2, {"frechet": 2.0})
    scores.add(3, {"frechet": float("nan")})
    assert scores.best() == Best(2, "frechet", 2.0)
    scores.add(1, {"val elbo": -90.0})
    scores.add(3, {"val elbo": -80.0})
    assert scores.best() == Best(3, "val elbo", -80.0)
    scores.forget(3)
    assert scores.best() == Best(1, "val elbo", -90.0)


def test_of_equal_figures_the_later_checkpoint_is_the_best():
    scores = Scores()
    for step in (5, 9, 7):
        scores.add(step, {"frechet": 1.0})
    assert scores.best() == Best(9, "frechet", 1.0)


# When


def test_the_toll_is_the_processor_time_of_a_step_beside_a_measurement(monkeypatch):
    work = iter([0.0, 4.0, 8.0, 13.0, 18.0])
    toll = Toll(lambda: next(work))
    monkeypatch.setattr(tracking, "MEMORY", 1.0)
    toll.passed(0, 0.0, False)
    assert toll.slowdown == tracking.DOUBT
    toll.passed(4, 10.0, False)
    toll.passed(8, 20.0, False)
    toll.passed(12, 26.0, True)
    toll.passed(16, 32.0, True)
    assert toll.slowdown == pytest.approx(5 / 4 - 1)
    assert toll.beside == 12.0
    monkeypatch.setattr(tracking, "SHARE", 0.015)
    assert not toll.affords(0.25 * 12 / 0.015 - 1)
    assert toll.affords(0.25 * 12 / 0.015 + 1)


def test_what_a_checkpoint_costs_is_not_laid_to_the_measurement(monkeypatch):
    work = iter([0.0, 9.0, 10.0, 11.0])
    toll = Toll(lambda: next(work))
    toll.passed(1, 1.0, False)
    toll.skip(2, 5.0)
    toll.passed(3, 6.0, True)
    assert toll.beside == 1.0


def test_while_one_is_measured_the_others_are_left_out(tmp_path):
    tracker = Fake(looks=4)
    every = Tracking(tracker, tmp_path)
    tracker.start = lambda folder, step: tracker.asked.append(step) or True
    tracker._left = 4
    every.saved(Snap(1, 0.5, 1.0))
    every.saved(Snap(2, 0.6, 2.0))
    assert tracker.asked == [1]
    assert every.step == 1
    found = [every.reported(step, float(step)) for step in range(3, 9)]
    assert [row for row in found if row] == [Scalars([1], {"frechet": [10.0]}, 0.5, 1.0)]
    assert every.step is None
    every.saved(Snap(9, 0.9, 9.0))
    assert tracker.asked == [1, 9]


def test_a_tracker_that_cannot_begin_or_finds_nothing_leaves_no_row(tmp_path):
    tracker = Fake(figure=lambda step: {})
    every = Tracking(tracker, tmp_path)
    tracker.start = lambda folder, step: False
    every.saved(Snap(1, 0.5, 1.0))
    assert every.step is None
    tracker.start = lambda folder, step: tracker.asked.append(step) or True
    every.saved(Snap(2, 0.5, 1.0))
    assert every.reported(3, 3.0) is None


# What it makes of a run


@pytest.mark.parametrize("family", ["vae", "gan"])
def test_tracking_changes_no_number_of_a_run_and_no_bit_of_its_weights(tmp_path, family):
    off = run_to(tmp_path / "off", 30, family=family)
    on = run_to(tmp_path / "on", 30, Fake(looks=1), family=family, track="samples")
    found = {key: v for key, v in rows(on).items() if key[1] != "frechet"}
    assert found == rows(off)
    assert len(rows(on)) > len(found)
    kept = [Run.open(tmp_path / name) for name in ("off", "on")]
    assert kept[0].checkpoints() == kept[1].checkpoints()
    tensors = [checkpoint.load(run.checkpoint_folder, 30)[0] for run in kept]
    assert tensors[0].keys() == tensors[1].keys()
    assert all(torch.equal(tensors[0][name], tensors[1][name]) for name in tensors[0])


def test_figures_are_recorded_at_the_step_that_was_measured_and_mark_the_best(tmp_path):
    tracker = Fake(looks=1)
    run_to(tmp_path / "r", 40, tracker)
    run = Run.open(tmp_path / "r")
    found = measured(run)
    assert found == {step: abs(step - 10) + 1 for step in found}
    assert set(found) <= set(tracker.asked) <= set(run.checkpoints())
    best = min(found, key=found.__getitem__)
    assert run.record.best == Best(best, "frechet", found[best])
    assert list_runs(tmp_path)[0].best == run.record.best
    assert tracker.closed


def test_with_steps_given_only_those_are_measured_and_saved_for_it(tmp_path):
    tracker = Fake()
    run_to(tmp_path / "r", 40, tracker, track_every=7, checkpoint_every=20)
    assert tracker.asked == [0, 7, 14, 21, 28, 35]
    assert set(tracker.asked) | {20, 40} == set(Run.open(tmp_path / "r").checkpoints())


def test_without_a_tracker_no_checkpoint_is_saved_for_it(tmp_path):
    run_to(tmp_path / "r", 40, None, track_every=7, checkpoint_every=20)
    assert Run.open(tmp_path / "r").checkpoints() == [0, 20, 40]


def test_the_best_and_the_one_being_measured_outlast_all_thinning(tmp_path, monkeypatch):
    monkeypatch.setattr(thinning, "most", lambda size: 5)
    run_to(tmp_path / "r", 100, Fake(looks=3))
    run = Run.open(tmp_path / "r")
    kept = run.checkpoints()
    assert len(kept) <= 7
    assert run.record.best.step in kept
    assert set(measured(run)) >= {run.record.best.step}


def test_a_resumed_run_keeps_the_figures_of_its_own_past_alone(tmp_path):
    run_to(tmp_path / "r", 30, Fake(looks=1))
    before = measured(Run.open(tmp_path / "r"))
    cut = 15
    assert max(before) > cut
    go_on(tmp_path / "r", None, cut, steps=35)
    run = Run.open(tmp_path / "r")
    assert measured(run) == {step: v for step, v in before.items() if step <= cut}
    assert run.record.best.step <= cut
    assert [s for (s, n) in rows(run.history()) if n == "G loss"] == list(range(1, 36))
    go_on(tmp_path / "r", None, cut, steps=20)  # and once more from the same place
    assert measured(Run.open(tmp_path / "r")) == measured(run)


def test_a_figure_that_came_after_its_checkpoint_is_not_lost_with_the_cut(tmp_path):
    run_to(tmp_path / "r", 20)
    run = Run.open(tmp_path / "r")
    length = run.history_path.stat().st_size
    writer = history.History(run.history_path, length)
    writer.write(Scalars([20], {"frechet": [1.5]}, 1.0, 1.0))
    writer.write(Scalars([21], {"G loss": [9.0]}, 1.0, 1.0))
    writer.close()
    assert history.measured(run.history_path, 20, length) == [
        Scalars([20], {"frechet": [1.5]}, 1.0, 1.0)
    ]
    go_on(tmp_path / "r", steps=25)
    run = Run.open(tmp_path / "r")
    assert measured(run) == {20: 1.5}
    assert run.record.best == Best(20, "frechet", 1.5)
    assert rows(run.history())[21, "G loss"] != 9.0


def test_what_is_rare_is_not_thinned_out_of_a_long_history(tmp_path):
    writer = history.History(tmp_path / "h")
    step = 8 * history.THIN_FROM + 1
    row = Scalars([step], {"frechet": [2.0], "recall": [0.5]})
    writer.write(row)
    writer.write(Scalars([step], {"G loss": [1.0]}))
    writer.close()
    assert history.read(tmp_path / "h") == [row]


def test_a_run_of_before_there_was_tracking_goes_on(tmp_path):
    run_to(tmp_path / "r", 10)
    run = Run.open(tmp_path / "r")
    train = {n: v for n, v in run.record.train.items() if not n.startswith("track")}
    run.update(train=train)
    go_on(tmp_path / "r", steps=12)
    assert Run.open(tmp_path / "r").record.step == 12


# Who is measured, and by what


@pytest.mark.parametrize(
    ("family", "setting", "tracked"),
    [
        ("gan", "auto", True),
        ("gan", "off", False),
        ("vae", "auto", False),
        ("vae", "samples", True),
        ("ppca", "samples", False),
    ],
)
def test_models_with_a_bound_are_measured_only_when_asked_for(tmp_path, family, setting, tracked):
    experiment = Experiment.create(tmp_path / "r", family, {}, {"threads": 1}, dataset())
    assert (track.tracker_of(experiment.model, setting) is not None) == tracked
    experiment.close()


def test_window_and_terminal_measure_alike(tmp_path, monkeypatch):
    from genstudio.cli import _training
    from genstudio.gui import experiments
    from genstudio.gui.choices import Choices
    from genstudio.gui.plan import Plan

    made = []

    def tracker_of(model, setting):
        made.append(Fake(looks=1))
        return made[-1]

    monkeypatch.setattr(track, "tracker_of", tracker_of)
    monkeypatch.setattr(_training, "tracker_of", tracker_of)
    values = TRAIN | {"steps": 20}
    folder = tmp_path / "terminal"
    _training.follow(Experiment.create(folder, "gan", MODEL, values, dataset()))
    choices = Choices()
    monkeypatch.setattr(Choices, "model", MODEL)
    monkeypatch.setattr(Choices, "train", values)
    choices.family = "gan"
    list(experiments.creator(tmp_path / "window", choices, dataset())().events())
    (window,) = (tmp_path / "window").iterdir()
    assert len(made) == 2
    assert all(tracker.asked for tracker in made)
    runs = [Run.open(folder), Run.open(window)]
    again = experiments.resumer(window, dataset(), Plan("resume", {"steps": 25}))()
    list(again.events())
    assert len(made) == 3
    assert made[2].asked
    kept = [checkpoint.load(run.checkpoint_folder, 20)[0] for run in runs]
    assert all(torch.equal(kept[0][name], kept[1][name]) for name in kept[0])


def gone(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def until(condition) -> None:
    for _ in range(1200):
        if condition():
            return
        time.sleep(0.05)
    raise TimeoutError


def hurry(tracker: track.Process) -> None:
    """Give the process a turn though others are busy: it lets all of them go first."""
    with contextlib.suppress(AttributeError, OSError):
        os.sched_setscheduler(tracker._process.pid, os.SCHED_OTHER, os.sched_param(0))
        os.setpriority(os.PRIO_PROCESS, tracker._process.pid, 0)


def test_a_process_measures_what_evaluate_would_and_ends_with_close(tmp_path, monkeypatch):
    digits = sources.load("digits")
    values = {"threads": 1, "device": "cpu", "steps": 3, "batch_size": 16}
    list(Experiment.create(tmp_path / "r", "gan", MODEL, values, digits).events())
    run = Run.open(tmp_path / "r")
    # The process finds a classifier in the cache, instead of training one while it gives way.
    train = features.train_classifier
    monkeypatch.setattr(features, "train_classifier", lambda d, watch=None: train(d, steps=2))
    known = Measuring().figures(run.folder, 3)
    tracker = track.Process()
    assert tracker.start(run.checkpoint_folder, 3)
    until(lambda: hurry(tracker) or not tracker.busy())
    found = tracker.take()
    assert found == pytest.approx(known)
    assert found["frechet"] > 0
    assert tracker.start(run.checkpoint_folder, 99)  # which is not there
    until(lambda: not tracker.busy())
    assert tracker.take() == {}
    process, folder = tracker._process, tracker._folder
    tracker.close()
    assert process.poll() is not None
    assert not folder.exists()
    tracker.close()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_process_ends_with_the_one_that_started_it_even_when_that_is_killed(tmp_path):
    code = (
        "import os, signal; from pathlib import Path; from genstudio.analysis.track import Process;"
        "p = Process(); p.start(Path('nowhere'), 1); print(p._process.pid, flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    env = os.environ | {"TMPDIR": str(tmp_path)}
    started = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert started.returncode == -signal.SIGKILL, started.stderr
    until(lambda: gone(int(started.stdout)))
    assert not list(tmp_path.glob("genstudio-track-*"))


def test_a_process_that_cannot_be_started_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(track, "command", lambda: [str(tmp_path / "no such program")])
    tracker = track.Process()
    assert [tracker.start(tmp_path, step) for step in range(5)] == [False] * 5
    assert tracker._failures == track.MOST_FAILURES
    assert tracker.take() == {}
    tracker.close()


def test_a_process_that_dies_is_started_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(track, "command", lambda: [sys.executable, "-c", "pass"])
    tracker = track.Process()
    tracker.start(tmp_path / "checkpoints", 1)
    until(lambda: not tracker.busy())
    assert tracker.take() == {}
    assert tracker._failures == 1
    tracker.close()
