"""What a command says while it works, and how it ends when it is told to."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys

import pytest
from commands import ROOT, SMALL

from genstudio.cli import _signals
from genstudio.cli._progress import Progress, duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_with_the_time_left() -> None:
    now = [0.0]
    out = Terminal()
    with Progress(out, lambda: now[0]) as progress:
        progress.update(0.0, "step 0")
        now[0] = 10.0
        progress.update(0.25, "step 25")
    assert "25%  step 25  30 s left" in out.getvalue()
    assert out.getvalue().endswith("\r")


def test_a_log_gets_a_plain_line_now_and_then() -> None:
    now = [0.0]
    out = io.StringIO()
    progress = Progress(out, lambda: now[0])
    said = []
    for second in range(60):
        now[0] = float(second)
        if progress.due:
            said.append(second)
            progress.update(second / 60, f"step {second}")
    assert said == [15, 30, 45]
    assert "\r" not in out.getvalue()
    assert len(out.getvalue().splitlines()) == 3


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (59, "59 s"), (65, "1 min 05 s"), (7800, "2 h 10 min")]
)
def test_time_spans_are_said_in_words(seconds, words) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_first_signal_asks_and_then_signals_act_as_before(number, code) -> None:
    before = signal.getsignal(number)
    with _signals.Interrupts() as interrupts:
        assert not interrupts.asked()
        signal.raise_signal(number)
        assert interrupts.asked()
        assert interrupts.exit_code == code
        assert signal.getsignal(number) == before
    assert signal.getsignal(number) == before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_training_is_saved_and_says_how_to_go_on(command, tmp_path, number, code) -> None:
    folder = tmp_path / "a run"
    with pytest.MonkeyPatch.context() as patch:
        raise_at_progress(patch, number)
        stopped, _, err = command("train", "vae", "--out", folder, *SMALL)
    assert stopped == code
    assert f"genstudio resume '{folder}'" in err
    step = int(re.search(r"stopped and saved at step ([\d,]+)", err)[1].replace(",", ""))
    assert step > 0
    code, _, err = command("resume", folder, "--steps", step + 2)
    assert code == 0, err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals of this kind")
def test_a_signal_from_outside_ends_a_real_process_politely(tmp_path) -> None:
    folder = tmp_path / "run"
    process = subprocess.Popen(
        [sys.executable, "-m", "genstudio", "train", "vae", "--out", str(folder), *SMALL],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    first = process.stderr.readline()  # the training is introduced when all is ready
    while "no end was given" not in first:
        assert process.poll() is None
        first = process.stderr.readline()
    while not (folder / "history.jsonl").exists():
        assert process.poll() is None
    os.kill(process.pid, signal.SIGTERM)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 143, err
    assert "go on with: genstudio resume" in err


def test_a_diverged_training_offers_the_way_back(command, tmp_path, monkeypatch) -> None:
    from genstudio.models.vae import Model

    forward = Model.forward

    def spoilt(self, player, batch):
        terms = forward(self, player, batch)
        return {n: t * float("nan") for n, t in terms.items()} if batch.step > 5 else terms

    monkeypatch.setattr(Model, "forward", spoilt)
    options = ["--steps", 20, "--checkpoint-every", 2, "--out", tmp_path / "run", *SMALL]
    code, out, err = command("train", "vae", *options, "--json")
    assert code == 1
    assert json.loads(out)["status"] == "diverged"
    assert "is no longer finite at step 7" in err
    assert re.search(r"--checkpoint [2-6] --learning-rate 0\.0005\n", err)
    monkeypatch.undo()
    way_back = err.partition("genstudio resume ")[2].split()
    code, out, err = command("resume", *way_back, "--json")
    assert code == 0, err
    assert json.loads(out)["status"] == "completed"


def raise_at_progress(patch: pytest.MonkeyPatch, number: int) -> None:
    """Send the signal from inside the training, after its first losses were seen."""
    from genstudio.cli import _training

    see = _training.Watch.see

    def seen(self, event, progress) -> None:
        see(self, event, progress)
        if self.terms:
            signal.raise_signal(number) if not sent else None
            sent.append(number)

    sent: list[int] = []
    patch.setattr(_training.Watch, "see", seen)
