"""The log, which several processes write at once."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from genstudio import __main__ as program
from genstudio.core import logs, paths

ROOT = Path(__file__).resolve().parents[1]
RECORD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (INFO|WARNING|ERROR) \d+ genstudio")
WRITER = """
import logging, sys
from genstudio.core import logs
logs.LARGEST = 20_000
assert logs.start("writer") == ""
for number in range(int(sys.argv[2])):
    logging.getLogger("genstudio.test").info("%s %d %s", sys.argv[1], number, "x" * 40)
"""
WITHOUT_TERMINAL = """
import sys
sys.stdout = sys.stderr = None
import logging
from genstudio.core import logs
logs.start("window")
logging.getLogger("genstudio").error("%d wrong arguments", "not a number")
logging.getLogger("genstudio").error("still there")
"""


@pytest.fixture(autouse=True)
def stopped() -> Iterator[None]:
    yield
    logs.stop()


def log() -> logging.Logger:
    return logging.getLogger("genstudio.test")


def lines() -> list[str]:
    return (paths.state_dir() / logs.NAME).read_text(encoding="utf-8").splitlines()


def test_the_start_is_logged_with_the_versions():
    assert logs.start("window") == ""
    assert re.search(r"window started: genstudio \d.*Python 3\.\d+", lines()[0])


def test_text_from_outside_stays_on_its_line():
    logs.start("window")
    log().info("opened %s", "a\n2026-01-01 00:00:00,000 ERROR 1 genstudio: forged\x1b[31m\r\u2028b")
    assert len(lines()) == 2
    assert "\\n2026" in lines()[1]
    assert "\\x1b[31m\\r\\u2028b" in lines()[1]


def test_a_traceback_follows_its_record_and_cannot_forge_another():
    logs.start("window")
    try:
        raise ValueError("wrong\n2026-01-01 00:00:00,000 ERROR 1 genstudio: forged\x07")
    except ValueError:
        log().exception("it failed")
    first, *rest = lines()[1:]
    assert RECORD.match(first)
    assert len(rest) >= 4
    assert all(line.startswith(logs.BEFORE) for line in rest)
    assert "\x07" not in "".join(rest)


def test_names_that_are_no_text_are_written_too():
    logs.start("window")
    log().info("opened %s", "caf\udce9.png")
    assert "caf\\udce9.png" in lines()[-1]


def test_a_full_file_makes_room_and_only_three_older_ones_are_kept(monkeypatch):
    monkeypatch.setattr(logs, "LARGEST", 2000)
    logs.start("window")
    for number in range(300):
        log().info("record %d", number)
    found = sorted(file.name for file in paths.state_dir().iterdir())
    assert found == [logs.NAME, *(f"{logs.NAME}.{k}" for k in (1, 2, 3))]
    kept = "".join((paths.state_dir() / name).read_text() for name in found)
    assert "record 299" in kept
    assert "record 0\n" not in kept
    assert max((paths.state_dir() / name).stat().st_size for name in found) < 2200
    assert logs.last_lines(5)[-1].endswith("record 299")


def test_the_last_lines_reach_back_into_the_file_before():
    logs.start("window")
    for number in range(5):
        log().info("record %d", number)
    os.replace(paths.state_dir() / logs.NAME, paths.state_dir() / f"{logs.NAME}.1")
    log().info("record 5")
    told = logs.last_lines(3)
    assert [line[-1] for line in told] == ["3", "4", "5"]
    assert logs.last_lines(3, paths.state_dir() / "nowhere") == []


def test_several_processes_write_at_once_and_no_line_is_lost_or_torn():
    count = 150
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, f"writer{k}", str(count)], cwd=ROOT)
        for k in range(3)
    ]
    assert [w.wait(60) for w in writers] == [0, 0, 0]
    files = [f for f in paths.state_dir().iterdir() if f.name.startswith(logs.NAME)]
    assert len(files) > 1
    told = [line for file in files for line in file.read_text().splitlines()]
    assert all(RECORD.match(line) for line in told)
    found = {tuple(line.split(": ")[1].split()[:2]) for line in told if "writer" in line}
    wanted = {(f"writer{k}", str(n)) for k in range(3) for n in range(count)}
    assert wanted <= found


def test_a_lock_that_a_killed_process_left_holds_nobody_up_for_ever(monkeypatch):
    monkeypatch.setattr(logs, "LARGEST", 200)
    logs.start("window")
    lock = paths.state_dir() / f"{logs.NAME}.lock"
    lock.touch()
    for _ in range(5):
        log().info("a line of some length, so that the file is full")
    assert not (paths.state_dir() / f"{logs.NAME}.1").exists()
    past = time.time() - 2 * logs.STALE
    os.utime(lock, (past, past))
    log().info("one more")
    assert (paths.state_dir() / f"{logs.NAME}.1").exists()
    assert not lock.exists()


def test_a_lock_from_the_future_holds_nobody_up_either(monkeypatch):
    logs.start("window")
    monkeypatch.setattr(logs, "LARGEST", 10)
    lock = paths.state_dir() / f"{logs.NAME}.lock"
    lock.touch()
    future = time.time() + 2 * logs.STALE
    os.utime(lock, (future, future))
    log().info("the clock was set back")
    assert (paths.state_dir() / f"{logs.NAME}.1").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path):
    (tmp_path / "state").mkdir()
    os.mkfifo(tmp_path / "state" / logs.NAME)
    assert "cannot be written" in logs.start("window")
    assert logs.last_lines(5) == []


def test_a_folder_that_cannot_be_written_means_no_log_and_is_said(tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    assert "No log is kept" in logs.start("window")
    log().info("nothing happens")


def test_a_log_that_is_a_folder_is_said_once_and_ends_nothing(tmp_path):
    (tmp_path / "state" / logs.NAME).mkdir(parents=True)
    assert "cannot be written" in logs.start("window")
    log().error("nothing happens")


def test_it_works_without_a_terminal():
    subprocess.run([sys.executable, "-c", WITHOUT_TERMINAL], cwd=ROOT, check=True)
    assert lines()[-1].endswith("still there")


def test_nothing_slow_is_imported_for_it():
    code = (
        "import sys; import genstudio.core.logs; "
        "print([n for n in ('logging.handlers', 'socket', 'pickle', 'psutil') if n in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_the_lines_of_one_process_come_with_their_tracebacks():
    logs.start("window")
    try:
        raise ValueError("wrong")
    except ValueError:
        log().exception("it failed")
    own = logs.of_process(os.getpid(), 50)
    assert own == lines()
    assert own[-1].endswith("ValueError: wrong")
    assert logs.of_process(os.getpid() + 1, 50) == []


def test_a_command_is_logged_with_what_ended_it(capsys):
    with pytest.raises(ZeroDivisionError), logs.of_command(["evaluate", "a\nrun"]):
        raise ZeroDivisionError
    told = lines()
    assert "command line started" in told[0]
    assert told[1].endswith("command: evaluate a\\nrun")
    assert told[-1].endswith("ZeroDivisionError")
    assert capsys.readouterr().err == ""


def test_a_command_without_a_log_says_so_once_and_goes_on(tmp_path, capsys):
    (tmp_path / "state").write_text("a file where the folder should be")
    with logs.of_command(["runs"]):
        log().warning("nothing happens")
    assert capsys.readouterr().err.count("No log is kept") == 1


def test_a_command_goes_on_though_nobody_can_be_told_that_there_is_no_log(tmp_path, monkeypatch):
    (tmp_path / "state").write_text("a file where the folder should be")
    monkeypatch.setattr(faulthandler, "is_enabled", lambda: True)
    done = []
    with contextlib.suppress(OSError), open("/dev/full", "w", buffering=1) as full:
        monkeypatch.setattr(sys, "stderr", full)
        with logs.of_command(["runs"]):
            done.append("runs")
    assert done == ["runs"]


def test_a_training_is_logged_from_its_start_to_its_end(tmp_path):
    small = ["--steps", "2", "--hidden", "8", "--threads", "1"]
    assert program.main(["train", "vae", *small, "--out", str(tmp_path / "r")]) == 0
    told = "\n".join(lines())
    assert re.search(r"training started: vae on cpu from step 0, .*/r\n", told)
    assert re.search(r"training ended: completed at step 2, ", told)
