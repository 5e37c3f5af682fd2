"""What the system must have before a window can open, found out before Qt aborts."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from genstudio import __main__ as program
from genstudio.core import announce, libraries

X11, WAYLAND = {"DISPLAY": ":7"}, {"WAYLAND_DISPLAY": "wayland-0"}
CURSOR, WAYLAND_CURSOR = "libxcb-cursor.so.0", "libwayland-cursor.so.0"
linux = pytest.mark.skipif(sys.platform != "linux", reason="libraries of Linux")


@pytest.fixture
def lacking(monkeypatch):
    """Return a function that makes the dynamic linker find all but the libraries named."""

    def lack(*names: str) -> None:
        def load(name: str) -> None:
            if name in names:
                raise OSError(f"{name}: cannot open shared object file")

        monkeypatch.setattr(libraries.ctypes, "CDLL", load)

    return lack


@pytest.fixture
def tools(tmp_path, monkeypatch):
    """Return a function that makes commands that write down what they are called with."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def make(*names: str) -> Path:
        for name in names:
            path = folder / name
            path.write_text(f'#!/bin/sh\nprintf "%s\\n" {name} "$@" >"{folder}/called"\n')
            path.chmod(0o755)
        return folder / "called"

    return make


def test_a_window_opens_where_all_is_there(lacking) -> None:
    lacking()
    assert libraries.missing(X11 | WAYLAND) == []
    assert libraries.obstacle(X11) is None


def test_the_line_to_type_names_what_is_missing_and_nothing_else(lacking, tools) -> None:
    tools("apt-get")
    lacking(CURSOR, "libEGL.so.1")
    told = libraries.obstacle(X11)
    assert told.endswith("\n  sudo apt-get install -y libegl1 libxcb-cursor0")
    assert libraries.missing(X11) == ["libegl1", "libxcb-cursor0"]


@pytest.mark.parametrize(
    ("session", "lost", "opens"),
    [
        (X11, [CURSOR], False),
        (X11, [WAYLAND_CURSOR], True),
        (WAYLAND, [CURSOR], True),
        (WAYLAND, [WAYLAND_CURSOR], False),
        (X11 | WAYLAND, [CURSOR], True),
        (X11 | WAYLAND, [WAYLAND_CURSOR], True),
        (X11 | WAYLAND, [CURSOR, WAYLAND_CURSOR], False),
        (X11 | WAYLAND | {"QT_QPA_PLATFORM": "xcb"}, [CURSOR], False),
        (X11 | {"QT_QPA_PLATFORM": "wayland"}, [WAYLAND_CURSOR], False),
        ({"QT_QPA_PLATFORM": "offscreen"}, [CURSOR, WAYLAND_CURSOR], True),
        ({"QT_QPA_PLATFORM": "offscreen"}, ["libGL.so.1"], False),
    ],
)
def test_only_what_the_session_needs_stands_in_the_way(lacking, session, lost, opens) -> None:
    lacking(*lost)
    assert (libraries.obstacle(session) is None) == opens


def test_newer_systems_have_their_own_names(lacking, tmp_path, monkeypatch) -> None:
    lacking("libglib-2.0.so.0", CURSOR)
    monkeypatch.setattr(libraries, "DPKG", str(tmp_path))
    assert libraries.missing(X11) == ["libglib2.0-0", "libxcb-cursor0"]
    (tmp_path / "libssl3t64:amd64.list").touch()
    assert libraries.missing(X11) == ["libglib2.0-0t64", "libxcb-cursor0"]
    monkeypatch.setattr(libraries, "DPKG", str(tmp_path / "none"))
    assert libraries.missing(X11) == ["libglib2.0-0", "libxcb-cursor0"]


def test_other_systems_are_told_in_their_own_way(lacking, tools) -> None:
    lacking(CURSOR)
    assert f"{CURSOR} (libxcb-cursor0 on Debian)" in libraries.obstacle(X11)
    tools("dnf")
    assert libraries.obstacle(X11).endswith(f"sudo dnf install '{CURSOR}()(64bit)'")


@linux
@pytest.mark.parametrize("dialog", ["zenity", "kdialog", "xmessage", "notify-send"])
def test_a_double_click_shows_why_nothing_opens(lacking, tools, monkeypatch, capfd, dialog) -> None:
    lacking(CURSOR)
    called = tools("apt-get", dialog)
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(announce, "has_terminal", lambda: False)
    processes = []
    popen = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *a, **k: processes.append(popen(*a, **k)) or processes[-1]
    )
    assert program.app(["--new-window"]) == 2
    assert "sudo apt-get install -y libxcb-cursor0" in capfd.readouterr().err
    (process,) = processes
    assert process.wait(30) == 0
    shown = called.read_text()
    assert shown.startswith(f"{dialog}\n")
    assert "sudo apt-get install -y libxcb-cursor0" in shown


@linux
def test_in_a_terminal_no_dialog_comes(lacking, tools, monkeypatch, capfd) -> None:
    called = tools("zenity")
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setattr(announce, "has_terminal", lambda: True)
    announce.announce("There is no room.")
    assert capfd.readouterr().err == "genstudio: There is no room.\n"
    assert not called.exists()


@linux
def test_a_program_in_a_session_of_its_own_has_no_terminal() -> None:
    code = "from genstudio.core.announce import has_terminal; print(has_terminal())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "False\n"


@linux
def test_a_program_at_a_terminal_knows_it() -> None:
    ours, theirs = os.openpty()
    code = "from genstudio.core.announce import has_terminal; print(has_terminal())"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], stdin=theirs, capture_output=True, text=True, timeout=60
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.stdout == "True\n"


class Stream(io.StringIO):
    """A stream that says of itself that it is a terminal."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def isatty(self) -> bool:
        return True


@linux
def test_a_null_device_is_no_terminal_though_windows_says_so(monkeypatch) -> None:
    monkeypatch.setattr(os, "open", lambda *_: os.dup(-1))  # there is no /dev/tty
    for name, terminal in (("<stderr>", True), (os.devnull, False)):
        for stream in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(sys, stream, Stream(name))
        assert announce.has_terminal() == terminal


@linux
def test_the_dialog_comes_though_nothing_can_be_printed(tools, monkeypatch) -> None:
    shown = []
    monkeypatch.setattr(announce, "has_terminal", lambda: False)
    monkeypatch.setattr(announce, "_show", shown.append)
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    announce.announce("There is no room.")
    assert shown == ["There is no room."]


@linux
def test_the_table_runs_before_anything_is_installed() -> None:
    script = Path(libraries.__file__)
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(script)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    known = {**libraries.ALWAYS, **libraries.X11, **libraries.WAYLAND}.values()
    assert {name.removesuffix("t64") for name in done.stdout.split()} <= set(known)
