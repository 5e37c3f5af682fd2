"""`genstudio queue` and the work it does, as a person and as a script use it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import ROOT, SMALL

from genstudio.core.errors import UserError
from genstudio.train.queue import Queue
from genstudio.train.runs import Run


def test_trainings_are_lined_up_moved_and_worked_off(command, result, tmp_path) -> None:
    first = result("queue", "add", "vae", "--steps", 4, *SMALL, "--note", "the first")
    assert (first["id"], first["place"], first["limit"]) == (1, 1, "4 steps")
    result("queue", "add", "vae", "--steps", 5, *SMALL, "--out", tmp_path / "here")
    assert result("queue", "add", "ppca")["id"] == 3
    assert result("queue", "move", 3, 1) == {"action": "move", "id": 3, "place": 1}
    assert result("queue", "remove", 1)["removed"] == [1]
    code, out, _ = command("queue", "list")
    assert code == 0
    assert [line.split()[:3] for line in out.splitlines()] == [
        ["3", "waiting", "ppca"],
        ["2", "waiting", "vae"],
    ]
    worked = result("queue", "run")
    assert (worked["done"], worked["failed"], worked["left"]) == (2, 0, 0)
    assert [one["step"] for one in worked["trained"]] == [1, 5]
    assert Run.open(tmp_path / "here").record.status == "completed"
    went_on = result("queue", "add", "run", tmp_path / "here", "--steps", 9)
    assert went_on["family"] == "vae"
    assert result("queue", "run")["trained"][0]["step"] == 9
    assert result("queue", "clear")["removed"] == [3, 2, 4]


def test_a_failed_item_gives_the_exit_code_of_a_failed_training(command, tmp_path) -> None:
    assert command("queue", "add", "vae", "--steps", 2, *SMALL)[0] == 0
    Queue().add([changed(source=str(tmp_path / "nowhere"))])
    code, out, err = command("queue", "run", "--json")
    assert code == 1
    told = json.loads(out.splitlines()[-1])
    assert (told["done"], told["failed"]) == (1, 1)
    assert "There is no file or folder" in err


def changed(**fields):
    from msgspec.structs import replace

    return replace(Queue().read().items[0], **fields)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "vae"], "no end"),
        (["add", "vae", "--steps", "0"], "no end"),
        (["add", "vae", "--steps", "3", "--data", "nowhere"], "no file or folder"),
        (["add", "run", "nowhere"], "nowhere"),
        (["add", "vae", "--steps", "3", "--out", "."], "is not empty"),
        (["add"], "FAMILY"),
        (["remove", "5"], "no item 5"),
        (["move", "5", "1"], "no item 5"),
        (["turn"], "turn"),
    ],
)
def test_mistakes_are_told_in_a_sentence(command, arguments, message) -> None:
    code, _, err = command("queue", *arguments)
    assert code == 2
    assert message in err


def test_a_paused_queue_is_not_worked_off(command, result) -> None:
    result("queue", "add", "ppca")
    result("queue", "pause")
    code, _, err = command("queue", "run")
    assert code == 2
    assert "genstudio queue resume" in err
    result("queue", "resume")
    assert result("queue", "run")["done"] == 1


def test_an_item_can_be_passed_over(result) -> None:
    result("queue", "add", "ppca")
    result("queue", "pause", 1)
    assert result("queue", "list")["items"][0]["state"] == "paused"
    assert result("queue", "run")["done"] == 0
    result("queue", "resume", 1)
    assert result("queue", "run")["done"] == 1


@pytest.mark.skipif(os.name == "nt", reason="signals are not sent so on Windows")
def test_ctrl_c_saves_and_the_next_time_it_goes_on(result) -> None:
    result("queue", "add", "vae", "--steps", 1_000_000, *SMALL)
    process = subprocess.Popen(
        [sys.executable, "-m", "genstudio", "queue", "run", "--json"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (began := [i for i in Queue().read().items if i.run and steps_of(i.run) is not None]):
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert json.loads(out.splitlines()[-1])["left"] == 1
    assert "genstudio queue run" in err
    assert Queue().read().items[0].state == "waiting"
    assert Run.open(Path(began[0].run)).record.status in ("stopped", "paused")


def steps_of(run: str) -> int | None:
    """Return the newest checkpoint of a run, once it trains."""
    try:
        opened = Run.open(Path(run))
    except UserError:
        return None
    return opened.record.step if opened.record.status == "training" else None


def test_the_list_is_there_without_the_engine() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from genstudio import cli; cli.main(['queue', 'list']);"
            "sys.exit('sklearn' in sys.modules)",
        ],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    assert "the queue is empty" in told.stdout
