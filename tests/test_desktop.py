"""The program in the applications menu of a throw-away home."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from genstudio.__main__ import main
from genstudio.core import atomic, desktop, desktop_files, desktop_refresh, paths
from genstudio.core.errors import UserError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the menu of a Linux desktop")
RUN = "application/vnd.genstudio.run+json"


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """Return an empty home whose name has a space, with the program in a folder like that."""
    folder = tmp_path / "my home"
    program = tmp_path / "my programs" / "python"
    program.parent.mkdir()
    program.with_name("genstudio-app").touch(mode=0o755)  # GLib hides what it cannot start
    for name, value in {
        "HOME": folder,
        "XDG_DATA_HOME": folder / "data $HOME",
        "XDG_CONFIG_HOME": folder / "config",
        "XDG_DATA_DIRS": "/usr/share",
    }.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.delenv("APPIMAGE", raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    folder.mkdir()
    return folder


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Return all that is below a folder with the time and inode of its content."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in folder.rglob("*")
    }


def command(capsys, *words: str) -> dict:
    assert main(["desktop", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("options", [[], ["--on-desktop"]])
def test_removing_leaves_nothing_behind(home, capsys, options) -> None:
    command(capsys, "install", *options)
    assert command(capsys, "status")["up_to_date"]
    assert command(capsys, "status")["on_desktop"] == bool(options)
    removed = command(capsys, "remove")["removed"]
    assert len(removed) > 20
    assert tree(home) == {}
    assert command(capsys, "remove")["removed"] == []


def test_installing_again_changes_nothing_and_says_so(home, capsys) -> None:
    assert command(capsys, "install", "--on-desktop")["written"]
    before = tree(home)
    assert main(["desktop", "install", "--on-desktop"]) == 0
    assert "nothing changed" in capsys.readouterr().out
    assert tree(home) == before


def test_what_others_keep_in_the_same_folders_stays(home) -> None:
    data = desktop_refresh.data_home()
    others = [
        data / "applications" / "other.desktop",
        data / "icons/hicolor/48x48/apps/other.png",
        home / "Desktop" / "notes.txt",
    ]
    for path in others:
        path.parent.mkdir(parents=True)
        path.write_text("[Desktop Entry]\nType=Application\nName=other\nExec=true\n")
    (data / "metainfo").mkdir()
    desktop.install(on_desktop=True)
    assert not list(data.rglob("icon-theme.cache"))
    desktop.remove()
    assert all(path.is_file() for path in others)
    assert (data / "metainfo").is_dir(), "an empty folder that was there before"
    assert not list(home.rglob(f"*{paths.APP_ID}*"))


def test_the_icon_on_the_desktop_may_be_started(home) -> None:
    desktop.install(on_desktop=True)
    icon = home / "Desktop" / f"{paths.APP_ID}.desktop"
    assert os.access(icon, os.X_OK)
    assert icon.read_bytes() == (desktop_refresh.data_home() / desktop_files.ENTRY).read_bytes()


def test_a_file_of_an_older_version_is_brought_up_to_date(home, capsys) -> None:
    desktop.install()
    picture = desktop_refresh.data_home() / f"icons/hicolor/48x48/apps/{paths.APP_ID}.png"
    picture.write_bytes(b"old")
    assert main(["desktop", "status"]) == 0
    assert "1 files are missing or old" in capsys.readouterr().out
    assert desktop.install()["written"] == [str(picture)]


def test_without_its_record_this_version_s_files_are_removed(home) -> None:
    desktop.install()
    (paths.state_dir() / "desktop.json").unlink()
    desktop.remove()
    assert not list(home.rglob(f"*{paths.APP_ID}*"))


def test_what_a_full_disk_broke_off_is_removed_too(home, monkeypatch) -> None:
    real, data = atomic.write_bytes, desktop_refresh.data_home()

    def full(path: Path, content: bytes) -> None:
        if path.is_relative_to(data / "icons" / "hicolor" / "24x24"):
            raise UserError("There is no room.")
        real(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(atomic, "write_bytes", full)
        with pytest.raises(UserError, match="no room"):
            desktop.install()
    assert desktop.installed()
    desktop.remove()
    assert tree(home) == {}


def test_the_user_s_own_entry_is_no_system_package(home, monkeypatch) -> None:
    desktop.install()
    monkeypatch.setenv("XDG_DATA_DIRS", f"{desktop_refresh.data_home()}:/usr/share")
    monkeypatch.setattr(sys, "executable", "/opt/venv/bin/python")
    assert desktop.supported()


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (rb"printf '/tmp/caf\351 \n'", "/tmp/caf\udce9 "),
        (b"exec sleep 60", "my home/Desktop"),
        (b"exit 1", "my home/Desktop"),
    ],
)
def test_the_desktop_may_have_any_name_or_none(home, monkeypatch, script, expected) -> None:
    tool = home.parent / "tools" / "xdg-user-dir"
    tool.parent.mkdir()
    tool.write_bytes(b"#!/bin/sh\n" + script + b"\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent), prepend=os.pathsep)
    monkeypatch.setattr(desktop_refresh, "ANSWER", 0.5)
    assert str(desktop_refresh.desktop_folder()).endswith(expected)


def test_a_record_that_names_other_files_removes_none_of_them(home) -> None:
    precious = home / "precious.txt"
    precious.touch()
    desktop.install()
    record = paths.state_dir() / "desktop.json"
    kept = json.loads(record.read_text())
    kept["files"].append(str(precious))
    record.write_text(json.dumps(kept))
    desktop.remove()
    assert precious.exists()
    for damage in ("{", "[" * 30_000):
        record.write_text(damage)
        with pytest.raises(UserError, match="is damaged"):
            desktop.remove()


def test_an_entry_whose_program_is_gone_is_mended_at_the_next_start(home) -> None:
    assert not desktop.repair(), "what was never installed is not put into the menu"
    desktop.install()
    assert not desktop.repair()
    old = Path(desktop_files.launcher()[0])
    moved = old.parent.rename(old.parent.with_name("moved"))
    sys.executable = str(moved / "python")
    assert desktop.repair()
    entry = (desktop_refresh.data_home() / desktop_files.ENTRY).read_text()
    assert desktop_files.program_of(entry) == str(moved / "genstudio-app")
    assert not desktop.repair()


def test_a_system_package_s_entry_is_left_to_the_package(home, monkeypatch, tmp_path) -> None:
    system = tmp_path / "share"
    (system / desktop_files.ENTRY).parent.mkdir(parents=True)
    (system / desktop_files.ENTRY).touch()
    monkeypatch.setenv("XDG_DATA_DIRS", str(system))
    assert desktop.supported(), "this program is the user's own"
    desktop.install()
    monkeypatch.setattr(sys, "executable", "/opt/genstudio/bin/python")
    assert not desktop.supported()
    with pytest.raises(UserError, match="remove the package"):
        desktop.install()
    sys.executable = "/opt/genstudio/bin/python"
    (tmp_path / "my programs" / "genstudio-app").unlink()
    assert desktop.repair(), "the user's own entry, of a program that is gone, hides it"
    assert not desktop.installed()


@pytest.mark.parametrize(
    ("platform", "advice"), [("win32", "Pin to Start"), ("darwin", "Launchpad")]
)
def test_other_systems_say_what_to_do_instead(monkeypatch, capsys, platform, advice) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for action in ("install", "remove", "status"):
        assert main(["desktop", action]) == 2
        assert advice in capsys.readouterr().err
    assert not desktop.supported()
    assert not desktop.repair()


def test_a_path_that_no_menu_can_start_writes_nothing(home, monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys, "executable", "/tmp/100%/python")
    assert main(["desktop", "install"]) == 2
    assert "Install it in another folder" in capsys.readouterr().err
    assert tree(home) == {}


def test_a_relative_data_folder_counts_as_none(home, monkeypatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    assert desktop_refresh.data_home() == home / ".local" / "share"


def told(*words: str) -> str:
    """Return what a desktop's own tool answers."""
    for tool in (words[0], "update-mime-database"):
        if shutil.which(tool) is None:
            pytest.skip(f"there is no {tool} here")
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    return subprocess.run(
        words, capture_output=True, text=True, timeout=60, check=True, env=environment
    ).stdout


def test_the_desktop_knows_the_file_types_and_what_opens_them(home) -> None:
    desktop.install()
    run = home / "run.genstudio"
    run.write_text("{}")
    assert told("gio", "info", "-a", "standard::content-type", str(run)).split()[-1] == RUN
    assert paths.APP_ID in told("gio", "mime", RUN)
    desktop.remove()
    assert RUN not in told("gio", "info", "-a", "standard::content-type", str(run))
