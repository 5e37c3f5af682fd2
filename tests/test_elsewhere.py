"""A run that another process trains: the window follows it, and asks it for what is clicked."""

import json
import os
import signal
import subprocess
import sys

import pytest
from windows import child, click, opened, wait

from genstudio.train.history import Mark, tail
from genstudio.train.runs import Run

COMMAND = ["-m", "genstudio", "train", "vae", "--hidden", "16", "--threads", "1", "--out"]


@pytest.fixture
def training(tmp_path):
    """Start `genstudio train` in a process of its own; return it and its run's folder."""
    folder = tmp_path / "runs" / "far"
    command = [sys.executable, *COMMAND, str(folder), "--checkpoint-every", "20", "--json"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    yield process, folder
    process.kill()
    process.communicate()


def said(window):
    return child(window, "runState").parent().findChildren(type(child(window, "runState")))


def state_of(window):
    """Return what the bar says about the training."""
    return [label.text() for label in said(window)]


def test_the_window_follows_pauses_and_stops_what_another_process_trains(qtbot, tmp_path, training):
    process, folder = training
    with opened(qtbot, tmp_path / "runs") as window:
        session = window.session
        wait(qtbot, lambda: list(folder.glob("checkpoints/*/manifest.json")))
        session.open_run(folder)
        wait(qtbot, lambda: session.remote == "training")
        assert "Trained elsewhere" in state_of(window)
        assert "far" in state_of(window)
        train, stop = child(window, "trainButton"), child(window, "stopButton")
        assert not child(window, "stepButton").isEnabled()

        seen, weights = session.history.last_step, session.view
        wait(qtbot, lambda: session.history.last_step > seen and session.view is not weights)
        assert session.step >= session.history.last_step > 0
        assert len(session.history.series("elbo")[0]) > 0

        assert train.accessibleName() == "Pause"
        click(qtbot, train)
        assert "Asked to pause" in state_of(window)
        assert not train.isEnabled()
        wait(qtbot, lambda: session.remote == "paused" and session.wish is None)
        assert "Paused elsewhere" in state_of(window)
        step = Run.open(folder).checkpoints()[-1]
        wait(qtbot, lambda: session.view.step == step == session.step)

        assert train.accessibleName() == "Go on"
        click(qtbot, train)
        wait(qtbot, lambda: session.remote == "training")
        wait(qtbot, lambda: session.history.last_step > step)

        session.change_live("learning_rate", 0.0007)
        wait(qtbot, lambda: any("0.0007" in text for _, text in session.history.marks))

        click(qtbot, stop)
        assert not stop.isEnabled()
        wait(qtbot, lambda: not session.read_only)
        assert session.remote is None
        wait(qtbot, train.isEnabled)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert json.loads(out.splitlines()[-1])["status"] == "stopped"
    assert Run.open(folder).record.train["learning_rate"] == 0.0007


@pytest.mark.slow
def test_a_training_that_dies_is_seen_and_can_be_gone_on_with(qtbot, tmp_path, training):
    process, folder = training
    with opened(qtbot, tmp_path / "runs") as window:
        session = window.session
        messages = []
        session.message.connect(messages.append)
        wait(qtbot, lambda: list(folder.glob("checkpoints/*/manifest.json")))
        session.open_run(folder)
        wait(qtbot, lambda: session.remote == "training")
        os.kill(process.pid, signal.SIGKILL)
        wait(qtbot, lambda: session.remote is None)
        assert not session.read_only
        offer = messages[-1]
        assert "not being trained any more" in offer.text
        assert offer.action_text == "Continue training"
        step = Run.open(folder).record.step
        offer.action()
        wait(qtbot, lambda: session.state == "training" and session.step > step)
        session.stop()
        wait(qtbot, lambda: session.state == "ready")


def test_a_history_is_read_on_from_where_it_was_read_to(tmp_path):
    from genstudio.core.events import Scalars
    from genstudio.train.history import encode

    path = tmp_path / "history.jsonl"
    lines = [encode(Scalars([n], {"elbo": [float(n)]})) for n in range(1, 9)]
    assert tail(path, Mark()) == ([], Mark(), True)
    path.write_bytes(b"".join(lines[:3]) + lines[3][:10])
    events, mark, anew = tail(path, Mark())
    assert [event.steps for event in events] == [[1], [2], [3]]
    path.write_bytes(b"".join(lines[:6]))
    events, mark, anew = tail(path, mark)
    assert ([event.steps for event in events], anew) == ([[4], [5], [6]], False)
    assert tail(path, mark) == ([], mark, False)
    # Taken up from an earlier checkpoint, and written on to the same length.
    path.write_bytes(b"".join([*lines[:2], *lines[4:8]]))
    events, mark, anew = tail(path, mark)
    assert ([event.steps for event in events], anew) == ([[1], [2], [5], [6], [7], [8]], True)
