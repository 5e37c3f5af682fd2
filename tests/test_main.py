"""Where the program starts."""

from __future__ import annotations

import gc
import sys
from types import ModuleType

import pytest

from genstudio import __main__ as program


@pytest.fixture
def opened(monkeypatch) -> list[list[str]]:
    """Put a stand-in in the window's place, and return what it was started with."""
    starts: list[list[str]] = []
    window = ModuleType("genstudio.gui.app")
    window.run = lambda argv, **how: starts.append(list(argv)) or 0
    monkeypatch.setitem(sys.modules, "genstudio.gui.app", window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return starts


def test_no_arguments_open_the_window(opened) -> None:
    assert program.main([]) == 0
    assert opened == [[]]


def test_app_opens_the_window_with_the_run_that_is_named(opened, tmp_path) -> None:
    assert program.main(["app", str(tmp_path)]) == 0
    assert opened == [[str(tmp_path)]]


def test_the_entry_of_the_desktop_opens_the_window(opened, monkeypatch) -> None:
    monkeypatch.setattr(sys, "argv", ["genstudio-app", "some run"])
    assert program.app() == 0
    assert opened == [["some run"]]


def test_a_run_alone_opens_in_the_window(opened, tmp_path) -> None:
    file = tmp_path / "run.genstudio"
    file.write_text("{}")
    assert program.main([str(file)]) == 0
    assert program.main([str(tmp_path)]) == 0
    assert opened == [[str(file)], [str(tmp_path)]]


def test_a_lesson_and_an_address_open_in_the_window(opened, tmp_path) -> None:
    lesson = str(tmp_path / "first.genlesson")
    assert program.main([lesson]) == 0
    assert program.main([tmp_path.as_uri()]) == 0
    assert opened == [[lesson], [tmp_path.as_uri()]]


def test_garbage_is_collected_again_once_the_window_is_closed(opened) -> None:
    assert gc.isenabled()
    assert program.main([]) == 0
    assert gc.isenabled()


def test_anything_else_is_a_command(opened, capsys) -> None:
    with pytest.raises(SystemExit) as left:
        program.main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("genstudio ")
    assert opened == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_display_the_same_job_is_offered_as_commands(opened, monkeypatch, capsys) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert program.main([]) == 2
    told = capsys.readouterr().err
    assert "there is no display" in told
    assert "train vae --data digits" in told
    assert opened == []


def test_without_qt_one_line_says_what_to_install(opened, monkeypatch, capsys) -> None:
    monkeypatch.setitem(sys.modules, "genstudio.gui.app", None)
    assert program.main(["app"]) == 2
    told = capsys.readouterr().err
    assert "Qt could not be loaded" in told
    assert told.count("\n") == 1


def test_control_c_before_there_is_a_window_shows_no_traceback(opened, monkeypatch) -> None:
    def interrupted(argv, **how):
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["genstudio.gui.app"], "run", interrupted)
    assert program.main([]) == 130
