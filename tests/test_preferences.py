"""The user's preferences: how they are read, changed and kept."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import platformdirs
import pytest

from genstudio.core import paths, preferences
from genstudio.core.errors import UserError
from genstudio.core.preferences import Preferences
from genstudio.gui.preferred import Preferred

ROOT = Path(__file__).resolve().parents[1]
DAMAGED = [b"", b"{", b"[]", b"\xff\xfe", b'{"theme": "pink"}', b'{"runs_folder": 3}',
           b'{"runs_folder": "here"}', b'{"language": null}', b'{"runs_folder": "/a\\u0000b"}',
           b'{"x":' + b"[" * 30_000]  # fmt: skip


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "config"
    made.mkdir()
    return made


def test_without_a_file_everything_is_as_it_comes():
    assert preferences.load() == Preferences(None, "system", "system")


def test_what_is_changed_is_there_the_next_time(folder, tmp_path):
    preferences.change(theme="dark")
    preferences.change(runs_folder=str(tmp_path))
    assert preferences.load() == Preferences(str(tmp_path), "system", "dark")
    assert [file.name for file in folder.iterdir()] == [preferences.NAME]


@pytest.mark.parametrize("data", DAMAGED)
def test_a_damaged_file_counts_as_none_and_is_kept_aside(folder, data):
    (folder / preferences.NAME).write_bytes(data)
    assert preferences.load() == Preferences()
    assert (folder / f"{preferences.NAME}.bad").read_bytes() == data
    preferences.change(theme="light")
    assert preferences.load().theme == "light"


def test_what_a_newer_version_adds_is_no_damage(folder):
    (folder / preferences.NAME).write_text('{"theme": "dark", "font": "large"}')
    assert preferences.load().theme == "dark"
    assert not (folder / f"{preferences.NAME}.bad").exists()


def test_a_folder_whose_name_is_no_text_is_kept(folder):
    preferences.change(runs_folder="/tmp/caf\udce9", theme="dark")
    assert preferences.load() == Preferences("/tmp/caf\udce9", "system", "dark")


@pytest.mark.skipif(sys.platform == "win32", reason="made of what Windows has not")
@pytest.mark.parametrize("name", [preferences.NAME, preferences.FORMER])
def test_a_pipe_or_an_endless_file_is_not_waited_for(folder, name):
    os.mkfifo(folder / name)
    assert preferences.load() == Preferences()
    (folder / name).unlink()
    (folder / name).symlink_to("/dev/zero")
    assert preferences.load() == Preferences()


def test_a_relative_folder_is_refused(folder):
    with pytest.raises(ValueError, match="absolute"):
        preferences.change(runs_folder="runs")
    assert not (folder / preferences.NAME).exists()


def test_what_the_windows_own_file_held_is_taken_over(folder):
    (folder / "window.json").write_text(json.dumps({"theme": "dark", "language": "de", "tab": 1}))
    assert preferences.load() == Preferences(None, "de", "dark")
    preferences.change(theme="light")
    assert preferences.load() == Preferences(None, "de", "light")


@pytest.mark.parametrize("data", ["{", "[]", '{"theme": 3}'])
def test_a_damaged_file_of_the_window_is_nothing_to_take_over(folder, data):
    (folder / "window.json").write_text(data)
    assert preferences.load() == Preferences()


def test_an_unwritable_folder_is_said(tmp_path):
    (tmp_path / "config").write_text("a file where the folder should be")
    with pytest.raises(UserError, match="cannot be kept"):
        preferences.change(theme="dark")
    assert preferences.load() == Preferences()


def test_the_folder_of_runs_is_that_of_the_environment_then_the_preferred_one(
    tmp_path, monkeypatch
):
    preferences.change(runs_folder=str(tmp_path / "mine"))
    assert paths.runs_dir() == tmp_path / "runs"
    monkeypatch.delenv("GENSTUDIO_RUNS")
    assert paths.runs_dir() == tmp_path / "mine"
    preferences.change(runs_folder=None)
    assert paths.runs_dir() == Path(platformdirs.user_data_dir("genstudio")) / "runs"


def test_the_command_line_follows_the_preference(tmp_path, monkeypatch):
    preferences.change(runs_folder=str(tmp_path / "mine"))
    monkeypatch.delenv("GENSTUDIO_RUNS")
    answer = subprocess.run(
        [sys.executable, "-m", "genstudio", "runs", "--json"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(answer.stdout)["folder"] == str(tmp_path / "mine")


def test_nothing_uses_qsettings():
    """It unpickles what it finds in a file."""
    names = [*ROOT.glob("genstudio/**/*.py"), *ROOT.glob("packaging/*.py")]
    assert len(names) > 50
    users = [
        f.name for f in names if re.search(r"\bQSettings\s*\(|import.*\bQSettings", f.read_text())
    ]
    assert users == []


def test_a_folder_for_runs_is_looked_at_by_writing_into_it(tmp_path):
    new = preferences.look_at(tmp_path / "new" / "deeper")
    assert (new.problem, new.free > 0) == ("", True)
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"
    (tmp_path / "file").write_text("")
    assert "not a folder" in preferences.look_at(tmp_path / "file").problem
    assert "not a folder" in preferences.look_at(tmp_path / "file" / "in it").problem
    assert "cannot be written" in preferences.look_at(Path("/proc/1")).problem
    assert "cannot be written" in preferences.look_at(tmp_path / ("n" * 300)).problem


@pytest.fixture
def make(qapp):
    """Make preferences as a window has them: they are deleted by Qt, with their threads."""
    made = []

    def call() -> Preferred:
        made.append(Preferred(qapp))
        return made[-1]

    yield call
    for preferred in made:
        preferred.close()
        preferred.deleteLater()


def test_two_windows_keep_each_others_preferences(make):
    one, two = make(), make()
    one.change(theme="dark")
    one.close()
    two.change(language="de")
    two.change(language="en")
    two.close()
    assert preferences.load() == Preferences(None, "en", "dark")


def test_of_many_changes_in_a_row_the_last_one_is_kept(make):
    preferred = make()
    for number in range(20):
        preferred.change(language=f"x{number}")
    preferred.close()
    assert preferences.load().language == "x19"


def test_what_changes_while_it_is_being_written_is_written_too(make, monkeypatch):
    preferred, writing, go_on = make(), threading.Event(), threading.Event()
    change = preferences.change

    def slow(**values):
        writing.set()
        go_on.wait(20)
        return change(**values)

    monkeypatch.setattr(preferences, "change", slow)
    preferred.change(theme="dark")
    assert writing.wait(20)
    preferred.change(language="de")
    go_on.set()
    preferred.close()
    assert preferences.load() == Preferences(None, "de", "dark")


def test_preferences_that_cannot_be_written_hold_for_this_window_and_are_told(
    qtbot, make, tmp_path
):
    (tmp_path / "config").write_text("a file where the folder should be")
    preferred = make()
    with qtbot.waitSignal(preferred.failed) as told:
        preferred.change(theme="dark")
    assert preferred.values.theme == "dark"
    assert "cannot be kept" in told.args[0].text
    assert told.args[0].report is None
