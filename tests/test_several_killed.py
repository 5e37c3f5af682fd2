"""Processes of one training that are killed, restarted, and of another number than before."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import several
from toy import rows

from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run

pytestmark = pytest.mark.slow
OPTIONS = ["--hidden", "16", "--batch-size", "30", "--threads", "1", "--checkpoint-every", "20"]


def command(folder: Path, *more: str) -> list[str]:
    return ["-m", "genstudio", "train", "vae", *OPTIONS, "--out", str(folder), *more]


def wait_for(condition, seconds=120.0):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it takes too long"
        time.sleep(0.02)


def elbo(folder: Path) -> dict[int, float]:
    told = rows(Run.open(folder).history())
    return {step: value for (step, name), value in told.items() if name == "elbo"}


@pytest.mark.parametrize("victim", [0, 1])
def test_where_one_is_killed_the_other_ends_in_words_and_one_alone_goes_on(tmp_path, victim):
    """What then follows is what one process would have done from the start."""
    folder, port = tmp_path / "run", several.free_port()
    both = [several.start(rank, 2, port, *command(folder)) for rank in range(2)]
    try:
        wait_for(lambda: (folder / "checkpoints" / "step-00000040" / "manifest.json").exists())
        both[victim].send_signal(signal.SIGKILL)
        out, errors = both[1 - victim].communicate(timeout=60)
    finally:
        for process in both:
            process.kill()
            process.communicate()
    assert both[1 - victim].returncode == 75
    assert "Traceback" not in errors
    assert ("has ended or cannot be reached" in errors) == (victim == 1)
    assert (out, errors) == ("", "") or victim == 1
    run = Run.open(folder)
    assert not run.is_locked()
    assert run.checkpoints()[-1] >= 40
    end = run.record.step + 20
    list(Experiment.resume(folder, train_values={"steps": end}).events())
    found = elbo(folder)
    assert list(found) == list(range(1, end + 1))

    alone = tmp_path / "alone"
    whole = subprocess.run(
        [sys.executable, *command(alone, "--steps", str(end))], capture_output=True, check=False
    )
    assert whole.returncode == 0
    for step, value in elbo(alone).items():
        assert found[step] == pytest.approx(value, rel=1e-3)


def test_torchrun_starts_the_processes_again_and_the_run_goes_on(tmp_path):
    folder = tmp_path / "run"
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    process = subprocess.Popen(
        [*launch, "--max-restarts=1", *command(folder, "--steps", "200")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    try:
        wait_for(lambda: (folder / "checkpoints" / "step-00000040" / "manifest.json").exists())
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(children[-1]), signal.SIGKILL)
        out, errors = process.communicate(timeout=240)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0, errors
    assert out.count("completed at step 200") == 1
    assert list(elbo(folder)) == list(range(1, 201))


def test_a_run_of_one_process_is_gone_on_with_by_three(tmp_path):
    folder, whole = tmp_path / "run", tmp_path / "whole"
    for path, steps in ((folder, "40"), (whole, "80")):
        done = subprocess.run([sys.executable, *command(path, "--steps", steps)], check=False)
        assert done.returncode == 0
    port = several.free_port()
    again = ["-m", "genstudio", "resume", str(folder), "--steps", "80"]
    three = [several.start(rank, 3, port, *again) for rank in range(3)]
    told = [process.communicate(timeout=120) for process in three]
    assert [process.returncode for process in three] == [0, 0, 0]
    assert "will not be bit-exact: the number of processes was 1 and is 3" in told[0][1]
    assert told[1] == told[2] == ("", "")
    expected = elbo(whole)
    assert list(elbo(folder)) == list(expected)
    for step, value in elbo(folder).items():
        assert value == pytest.approx(expected[step], rel=1e-3)


def test_what_one_cannot_do_ends_all_with_one_sentence(tmp_path):
    """A batch of one image for two processes."""
    folder, port = tmp_path / "run", several.free_port()
    wrong = command(folder, "--batch-size", "1")
    both = [several.start(rank, 2, port, *wrong) for rank in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [2, 2]
    assert "each needs at least one image of every batch" in told[0][1]
    assert told[1] == ("", "")
