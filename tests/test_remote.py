"""What a run in training is asked through its folder: to pause, to go on, to stop, to change."""

import json
import os
import threading
import time

import msgspec
import pytest
from toy import dataset

from genstudio import cli
from genstudio.core.errors import UserError
from genstudio.core.events import Asked, Changed, Ended, Scalars, Warned
from genstudio.train import listening, pace, remote
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run

TRAIN = {"batch_size": 16, "threads": 1, "device": "cpu"}
VAE = {"hidden": 8, "latent_dim": 2, "likelihood": "bernoulli"}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Look, and report, at every step: all of them may take less than a tenth of a second."""
    monkeypatch.setattr(remote, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(pace, "REPORT_SECONDS", 0.0)
    monkeypatch.setattr(listening, "REST", 0.01)


def begun(tmp_path, **train):
    return Experiment.create(tmp_path / "run", "vae", VAE, {**TRAIN, **train}, dataset())


def walked(experiment, at, *acts):
    """Train, and do one act each time that `at` is seen; return all events."""
    events, acts = [], list(acts)
    for event in experiment.events():
        events.append(event)
        if isinstance(event, at) and acts:
            acts.pop(0)()
    return events


def test_a_request_to_stop_ends_the_training_with_a_checkpoint(tmp_path):
    experiment = begun(tmp_path)
    events = walked(experiment, Scalars, lambda: remote.ask(experiment.run.folder, "stop"))
    asked = next(event for event in events if isinstance(event, Asked))
    assert asked.request == "stop"
    assert isinstance(events[-1], Ended)
    assert events[-1].reason == "stopped"
    run = Run.open(experiment.run.folder)
    assert run.record.status == "stopped"
    assert run.checkpoints()[-1] == events[-1].step
    assert asked in run.history()


def test_a_paused_run_waits_says_so_and_goes_on_when_asked_to(tmp_path):
    experiment = begun(tmp_path, steps=60)
    folder = experiment.run.folder
    seen = []

    def elsewhere():
        while Run.open(folder).record.status != "paused":
            time.sleep(0.005)
        time.sleep(0.05)
        seen.append((Run.open(folder).checkpoints()[-1], experiment.trainer.step))
        remote.ask(folder, "resume")

    other = threading.Thread(target=elsewhere)

    def pause():
        remote.ask(folder, "pause")
        other.start()

    events = walked(experiment, Scalars, pause)
    other.join()
    requests = [(event.step, event.request) for event in events if isinstance(event, Asked)]
    assert [request for _, request in requests] == ["pause", "resume"]
    (saved, step) = seen[0]
    assert saved == step
    assert requests[0][0] <= step <= requests[0][0] + 1
    assert requests[1][0] == step
    assert events[-1] == Ended(60, "completed")


def test_the_time_of_a_pause_does_not_count(tmp_path):
    experiment = begun(tmp_path, steps=30)
    folder = experiment.run.folder
    seconds = []

    def elsewhere():
        while Run.open(folder).record.status != "paused":
            time.sleep(0.005)
        for _ in range(2):
            seconds.append(experiment.trainer.seconds)
            time.sleep(0.05)
        remote.ask(folder, "resume")

    other = threading.Thread(target=elsewhere)
    walked(experiment, Scalars, lambda: (remote.ask(folder, "pause"), other.start()))
    other.join()
    assert seconds[0] == seconds[1]


def test_a_live_setting_changes_and_a_wrong_one_is_refused(tmp_path):
    experiment = begun(tmp_path, steps=400)
    folder = experiment.run.folder

    def ask():
        remote.ask(folder, "change", "learning_rate", 0.02)
        remote.ask(folder, "change", "hidden", 5)
        remote.ask(folder, "change", "learning_rate", "fast")

    events = walked(experiment, Scalars, ask)
    assert [e.value for e in events if isinstance(e, Changed)] == [0.02]
    assert len([e for e in events if isinstance(e, Warned)]) == 2
    assert experiment.trainer.config.learning_rate == 0.02
    assert events[-1] == Ended(400, "completed")


def test_what_was_asked_before_a_start_is_not_for_it(tmp_path):
    experiment = begun(tmp_path, steps=5)
    remote.ask(experiment.run.folder, "stop")
    events = walked(experiment, Scalars)
    assert not [event for event in events if isinstance(event, Asked)]
    assert events[-1] == Ended(5, "completed")


def test_a_pause_can_be_ended_where_the_training_is(tmp_path):
    experiment = begun(tmp_path, steps=20)

    def pause():
        remote.ask(experiment.run.folder, "pause")
        threading.Timer(0.1, experiment.control.go_on).start()

    assert walked(experiment, Scalars, pause)[-1] == Ended(20, "completed")


def test_a_paused_run_is_stopped_at_once(tmp_path):
    experiment = begun(tmp_path)
    folder = experiment.run.folder

    def pause():
        remote.ask(folder, "pause")
        threading.Timer(0.1, lambda: remote.ask(folder, "stop")).start()

    events = walked(experiment, Scalars, pause)
    assert events[-1].reason == "stopped"
    assert Run.open(folder).record.status == "stopped"


def test_a_run_that_its_own_window_has_paused_still_listens(tmp_path):
    experiment = begun(tmp_path)
    folder = experiment.run.folder
    events = experiment.events()
    next(events)
    assert not experiment.idle()
    assert Run.open(folder).record.status == "paused"
    remote.ask(folder, "pause")
    assert not experiment.idle()
    remote.ask(folder, "resume")
    assert experiment.idle()
    for event in events:
        if isinstance(event, Scalars):
            break
    assert Run.open(folder).record.status == "training"
    assert not experiment.idle()
    remote.ask(folder, "stop")
    assert experiment.idle()
    *_, last = events
    assert last.reason == "stopped"


def test_many_may_ask_at_once(tmp_path):
    """None of the newest requests is lost, and the file stays small."""
    (tmp_path / "control.json").write_bytes(b"")
    inbox = remote.Inbox(tmp_path)
    asked = []
    threads = [
        threading.Thread(target=lambda: asked.append(remote.ask(tmp_path, "pause")))
        for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(request.id for request in inbox.take()) == sorted(asked)
    assert inbox.take() == []
    for _ in range(30):
        remote.ask(tmp_path, "resume")
    assert len(inbox.take()) == remote.KEPT


NONSENSE = [
    b"",
    b"\xff\xfe",
    b"null",
    b"[]",
    b"[" * 100_000,
    b'{"requests":[{}]}',
    b'{"requests":[{"id":"","request":"stop"}]}',
    b'{"requests":[{"id":"x","request":"explode"}]}',
    b'{"requests":[{"id":"x","request":"stop","more":1}]}',
    b'{"requests":[{"id":"x","request":"change","name":"learning_rate","value":[1]}]}',
    b'{"requests":[{"id":"x","request":"change","name":"learning_rate","value":1e999}]}',
    b'{"requests":[{"id":"' + b"x" * 65 + b'","request":"stop"}]}',
    b'{"requests":[' + b'{"id":"x","request":"stop"},' * 5000 + b"0]}",
    b'{"requests":{"id":"x","request":"stop"}}',
]


@pytest.mark.parametrize("content", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_in_the_file_is_no_request(tmp_path, content):
    (tmp_path / "control.json").write_bytes(content)
    assert remote.read(tmp_path / "control.json") == []
    asked = remote.ask(tmp_path, "stop")
    assert [request.id for request in remote.read(tmp_path / "control.json")] == [asked]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "control.json")
    assert remote.read(tmp_path / "control.json") == []


def test_the_command_waits_for_the_answer(tmp_path, capsys):
    experiment = begun(tmp_path)
    folder = experiment.run.folder
    said = []

    def ask(*words):
        code = cli.main(["control", str(folder), *words, "--json"])
        said.append((code, json.loads(capsys.readouterr().out.splitlines()[-1])))

    def elsewhere():
        ask("change", "learning-rate", "0.5")
        ask("change", "hidden", "3")
        ask("pause")
        ask("stop")

    other = threading.Thread(target=elsewhere)
    other.start()
    list(experiment.events())
    other.join()
    (first, changed), (second, refused), (third, paused), (fourth, stopped) = said
    assert [first, second, third, fourth] == [0, 2, 0, 0]
    assert changed["value"] == 0.5
    assert "hidden" in refused["error"]
    assert paused["step"] <= stopped["step"]


def test_nobody_is_asked_where_nobody_trains(tmp_path, capsys):
    experiment = begun(tmp_path, steps=1)
    list(experiment.events())
    assert cli.main(["control", str(experiment.run.folder), "stop"]) == 2
    assert "not being trained" in capsys.readouterr().err


def test_requests_are_plain_json(tmp_path):
    remote.ask(tmp_path, "change", "learning_rate", 0.5)
    content = msgspec.json.decode((tmp_path / "control.json").read_bytes())
    (request,) = content["requests"]
    assert request["request"] == "change"
    assert request["value"] == 0.5


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_cannot_be_written_is_said_to_be(tmp_path):
    tmp_path.chmod(0o555)
    with pytest.raises(UserError, match="permission"):
        remote.ask(tmp_path, "stop")
