"""Windows that end without being closed, and what is told about them."""

from __future__ import annotations

import getpass
import json
import os
import platform
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from genstudio.core import crash, crash_reports, logs, paths

ROOT = Path(__file__).resolve().parents[1]
LIVES = """
import ctypes, os, sys, threading, time
from genstudio.core import crash, logs
logs.start("window")
session = crash.Session()
session.begin()
session.note({run!r}, True)
def fault():
    ctypes.string_at(0)
how = sys.argv[1]
if how == "fault":
    thread = threading.Thread(target=fault, name="worker")
    thread.start()
    thread.join()
elif how == "abort":
    os.abort()
elif how == "wait":
    print("ready", flush=True)
    time.sleep(60)
session.end()
"""


@pytest.fixture(autouse=True)
def fresh():
    crash_reports.forget_told()
    yield
    logs.stop()


def process(how: str, run: str = "") -> subprocess.Popen:
    code = LIVES.format(run=run)
    command = [sys.executable, "-c", code, how]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def lives(how: str, run: str = "") -> int:
    with process(how, run) as child:
        return child.wait(60)


def found() -> list[crash.Ended]:
    """Return what a window that starts now finds."""
    session = crash.Session()
    session.begin()
    try:
        return session.ended()
    finally:
        session.end()


def markers() -> list[Path]:
    return list((paths.state_dir() / crash.MARKERS).iterdir())


def test_a_window_that_is_closed_leaves_nothing():
    assert lives("close") == 0
    assert markers() == []
    assert found() == []


@pytest.mark.parametrize(
    ("how", "number", "said"),
    [("fault", signal.SIGSEGV, "Segmentation fault"), ("abort", signal.SIGABRT, "Aborted")],
)
def test_a_native_crash_leaves_where_every_thread_was(how, number, said):
    assert lives(how, "/runs/one") == -number
    (end,) = found()
    assert said in end.fault.splitlines()[0]
    assert (end.run, end.training) == ("/runs/one", True)
    if how == "fault":
        assert end.fault.count("hread 0x") == 2
        assert "in string_at" in end.fault
        assert "in <module>" in end.fault


def test_a_killed_window_leaves_a_mark_and_no_fault():
    child = process("wait")
    assert child.stdout.readline() == "ready\n"
    assert found() == [], "it is still open"
    child.kill()
    child.wait(60)
    child.stdout.close()
    (end,) = found()
    assert end.fault == ""
    assert end.pid == child.pid


def test_a_process_that_nobody_has_asked_how_it_ended_is_dead():
    child = process("wait")
    assert child.stdout.readline() == "ready\n"
    os.kill(child.pid, signal.SIGKILL)
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert len(found()) == 1
    child.wait(60)
    child.stdout.close()


def test_each_end_is_found_by_one_window_only_and_again_where_that_tells_nobody():
    assert lives("abort") < 0
    first, second = crash.Session(), crash.Session()
    first._stem, second._stem = "1-first", "1-second"
    first._values["born"] = second._values["born"] = crash.birth(os.getpid())
    first.begin()
    second.begin()
    (end,) = first.ended()
    assert second.ended() == []
    first.end()  # closed before a report was written
    (again,) = second.ended()
    assert again.fault == end.fault
    again.forget()
    second.end()
    assert markers() == []


def test_a_number_that_another_process_has_now_is_no_sign_of_life():
    folder = paths.state_dir() / crash.MARKERS
    folder.mkdir(parents=True)
    values = {"pid": os.getpid(), "born": "earlier", "host": platform.node(), "started": "then"}
    (folder / "1-earlier.json").write_text(json.dumps(values))
    assert [end.started for end in found()] == ["then"]


def test_marks_of_other_machines_are_left_alone_until_they_are_old():
    folder = paths.state_dir() / crash.MARKERS
    folder.mkdir(parents=True)
    marker = folder / "1-x.json"
    marker.write_text(json.dumps({"pid": 1, "born": "x", "host": "elsewhere", "started": "then"}))
    assert found() == []
    past = marker.stat().st_mtime - 2 * crash.OLD
    os.utime(marker, (past, past))
    assert len(found()) == 1


@pytest.mark.parametrize(
    "data",
    ["", "{", "[]", '{"pid": "x"}', "null", "[" * 30_000, " " * crash.SMALL + "{}",
     json.dumps({"host": platform.node(), "pid": float("inf"), "born": "x"})],
)  # fmt: skip
def test_a_damaged_mark_is_an_end_without_particulars(data):
    folder = paths.state_dir() / crash.MARKERS
    folder.mkdir(parents=True)
    (folder / "1-x.json").write_text(data)
    (end,) = found()
    assert (end.pid, end.run, end.training) == (0, "", False)


@pytest.mark.skipif(sys.platform == "win32", reason="made of what Windows has not")
def test_what_is_no_mark_is_neither_waited_for_nor_told_of():
    folder = paths.state_dir() / crash.MARKERS
    (folder / "1-folder.json").mkdir(parents=True)
    os.mkfifo(folder / "2-pipe.json")
    (folder / "3-endless.json").symlink_to("/dev/zero")
    (folder / f"{'4' * 240}.json").write_text("{}")  # too long for the name of one that is taken
    assert found() == []


def test_the_newest_end_is_the_last_whatever_the_time_zone():
    folder = paths.state_dir() / crash.MARKERS
    folder.mkdir(parents=True)
    starts = ["damaged", "2026-01-01T10:00:00+09:00", "2026-01-01T05:00:00+00:00"]
    for number, started in enumerate(starts):
        values = {"pid": 1, "born": "no", "host": platform.node(), "started": started}
        (folder / f"{9 - number}-no.json").write_text(json.dumps(values))
    assert [end.started for end in found()] == starts


def test_without_a_folder_nothing_is_kept_and_nothing_fails(tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    assert found() == []
    session = crash.Session()
    session.begin()
    session.note("run", True)
    session.end()
    assert crash_reports.of_error(ValueError("wrong")) is None
    assert crash_reports.kept() == []


def test_a_report_tells_versions_the_computer_where_and_the_log():
    assert lives("fault", f"{Path.home()}/runs/one") < 0
    (end,) = found()
    path = crash_reports.of_ended(end)
    text = path.read_text(encoding="utf-8")
    for expected in (
        "genstudio: ",
        "torch: ",
        "kernel: ",
        "NVIDIA GPU: ",
        "Segmentation fault",
        "in string_at",
        "window started: genstudio",
        "run being trained: ~/runs/one",
    ):
        assert expected in text, expected  # fmt: skip
    assert str(Path.home()) not in text
    assert markers() == []
    assert found() == []


def test_a_kill_is_called_so():
    text = crash_reports.of_ended(crash.Ended(1, "then", "0", "", False, "")).read_text()
    assert crash_reports.KILLED in text


def test_an_unexpected_error_is_logged_and_reported_once():
    logs.start("window")

    def fail():
        raise KeyError("name\nwith a line")

    paths_found = []
    for _ in range(3):
        try:
            fail()
        except KeyError as error:
            paths_found.append(crash_reports.of_error(error))
    assert paths_found[1:] == [None, None]
    text = paths_found[0].read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "in fail" in text
    assert "ERROR" in text, "the log's lines, with the error itself"
    assert len([line for line in logs.last_lines(500) if " ERROR " in line]) == 1


def test_a_process_with_many_errors_writes_a_few_reports():
    for number in range(20):
        crash_reports.of_error(ValueError(str(number)))
    assert len(crash_reports.kept()) == crash_reports.MOST


def test_errors_of_several_threads_at_once_are_all_reported():
    threads = [
        threading.Thread(target=crash_reports.of_error, args=(ValueError(str(k)),))
        for k in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(crash_reports.kept()) == 4


def test_only_the_last_ten_are_kept():
    folder = crash_reports.folder()
    folder.mkdir(parents=True)
    for day in range(1, 16):
        (folder / f"2020-01-{day:02}-000000.txt").write_text(str(day))
    newest = crash_reports.of_error(ValueError("wrong"))
    names = [file.name for file in crash_reports.kept()]
    assert names[0] == newest.name
    assert names[1:] == [f"2020-01-{day:02}-000000.txt" for day in range(15, 6, -1)]


def test_a_new_report_stays_though_the_clock_was_set_back():
    folder = crash_reports.folder()
    folder.mkdir(parents=True)
    for day in range(1, 16):
        (folder / f"2999-01-{day:02}-000000.txt").write_text(str(day))
    written = crash_reports.of_error(ValueError("wrong"))
    assert written in crash_reports.kept()
    assert len(crash_reports.kept()) == crash_reports.KEPT


def test_reports_of_one_second_are_in_their_order_too():
    crash_reports.folder().mkdir(parents=True)
    path = crash_reports.folder() / "2020-01-01-000000.txt"
    written = [crash_reports._added(path, str(number)) for number in range(3)]
    assert crash_reports.kept() == written[::-1]
    assert [file.read_text() for file in written] == ["0", "1", "2"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits are those of POSIX")
def test_a_report_for_which_there_is_no_room_is_not_left_in_part(monkeypatch):
    import resource

    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, kept[1]))
    try:
        assert crash_reports.of_error(ValueError("wrong")) is None
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
        signal.signal(signal.SIGXFSZ, before)
    assert list(crash_reports.folder().iterdir()) == []


def test_an_error_that_cannot_say_what_it_is_gets_a_report(monkeypatch):
    class Mute(Exception):
        def __str__(self) -> str:
            raise RuntimeError("no words")

    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", homeless)
    assert "Mute" in crash_reports.of_error(Mute()).read_text()


def test_a_home_whose_name_is_no_text_is_not_named_either(monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/j\udcfcrgen"))
    assert crash_reports.anonymous("in /home/j\\udcfcrgen/x.py") == "in ~/x.py"


def test_a_person_is_not_named(monkeypatch, tmp_path):
    home = tmp_path / "maria"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setattr(getpass, "getuser", lambda: "maria")
    monkeypatch.setattr(platform, "node", lambda: "marias-pc.example.org")
    text = f"File {home}/runs/a.py, {home}; user maria, /mnt/maria/x, mariana {home}2"
    shown = crash_reports.anonymous(text)
    assert shown == f"File ~/runs/a.py, ~; user <user>, /mnt/<user>/x, mariana {home}2"
    shown = crash_reports.anonymous("on marias-pc.example.org, /net/marias-pc/x")
    assert shown == "on <host>, /net/<host>/x"
