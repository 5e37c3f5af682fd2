"""What can be opened, by argument, drop or the desktop's word; what cannot is said in words."""

import json
import os
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFileOpenEvent
from PySide6.QtWidgets import QApplication

from genstudio.core.errors import UserError
from genstudio.gui import app, openable
from tests.windows import child, opened, wait


@pytest.fixture
def window(qtbot):
    with opened(qtbot) as window:
        yield window


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Path:
    from genstudio.data import sources
    from genstudio.train.experiment import Experiment

    folder = tmp_path_factory.mktemp("runs") / "a run"
    experiment = Experiment.create(
        folder, "vae", {}, {"steps": 2, "threads": 1}, sources.load("digits")
    )
    for _ in experiment.events():
        pass
    experiment.close()
    return folder


def bar(window) -> str:
    return child(window, "messageBar").text


def noise(path: Path, count: int) -> Path:
    np.save(path, np.random.default_rng(0).integers(0, 255, (count, 8, 8), np.uint8))
    return path


def drop(window, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(event)
    assert event.isAccepted()


@pytest.mark.parametrize("name", ["", "run.genstudio"])
def test_a_run_is_opened_by_its_folder_or_the_file_in_it(qtbot, window, run, name):
    window.open_path(run / name)
    wait(qtbot, lambda: window.session.run is not None)
    assert window.session.run.folder == run


def test_a_run_that_is_dropped_is_opened(qtbot, window, run):
    drop(window, run / "run.genstudio")
    wait(qtbot, lambda: window.session.run is not None)
    assert window.session.run.folder == run


def test_another_file_in_a_runs_folder_that_is_called_like_one_opens_the_run(qtbot, window, run):
    copy = run / "copy.genstudio"
    shutil.copy(run / "run.genstudio", copy)
    window.open_path(copy)
    wait(qtbot, lambda: window.session.run is not None)
    copy.unlink()


def test_a_runs_file_without_its_folder_is_explained(qtbot, window, run, tmp_path):
    lonely = tmp_path / "lonely.genstudio"
    shutil.copy(run / "run.genstudio", lonely)
    window.open_path(lonely)
    assert "only describes a run" in bar(window)
    assert window.session.dataset.name == "digits"


@pytest.mark.parametrize("content", [b"", b"{", b"\x00\xff", b"[]", b'{"format": 999}'])
def test_a_damaged_run_is_explained_and_leaves_the_window_usable(qtbot, window, tmp_path, content):
    (tmp_path / "broken").mkdir()
    file = tmp_path / "broken" / "run.genstudio"
    file.write_bytes(content)
    window.open_path(file)
    wait(qtbot, lambda: bar(window))
    wait(qtbot, lambda: window.session.ready)
    assert child(window, "trainButton").isEnabled()


def test_a_missing_file_is_named(window, tmp_path):
    window.open_path(tmp_path / "<b>gone.npy")
    assert "There is no file or folder" in bar(window)
    assert "<b>gone.npy" in bar(window)


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + ".genstudio"])
def test_what_the_disk_cannot_even_look_for_is_named_too(window, tmp_path, name):
    window.open_path(tmp_path / name)
    assert "There is no file or folder" in bar(window)
    assert openable.run_folder(tmp_path / name) is None
    assert openable.is_openable("x" * 300) is False


def test_a_last_run_on_a_disk_that_is_gone_leaves_the_digits(qtbot, tmp_path):
    (tmp_path / "config").mkdir()
    last = {"run": str(tmp_path / ("x" * 300)), "interrupted": True}
    (tmp_path / "config" / "window.json").write_text(json.dumps(last))
    with opened(qtbot) as window:
        assert window.session.dataset.name == "digits"


def test_of_several_the_first_is_opened_and_that_is_said(qtbot, window, tmp_path):
    files = [noise(tmp_path / f"{count}.npy", count) for count in (40, 41)]
    window.open_paths(files)
    assert "40.npy" in bar(window)
    wait(qtbot, lambda: len(window.session.dataset) == 40)


def test_several_that_are_dropped_are_treated_alike(qtbot, window, tmp_path):
    drop(window, *[noise(tmp_path / f"{count}.npy", count) for count in (40, 41)])
    wait(qtbot, lambda: len(window.session.dataset) == 40)


def test_a_lesson_goes_to_whoever_opens_lessons(window, tmp_path):
    seen = []
    window.openers[".genlesson"] = seen.append
    lesson = tmp_path / "First Steps.GENLESSON"
    lesson.write_text("{}")
    window.open_path(lesson)
    drop(window, lesson)
    assert seen == [lesson, lesson]


def test_what_is_asked_for_before_the_engine_is_there_is_opened_afterwards(qtbot, tmp_path):
    with opened(qtbot, ready=False) as window:
        window.open_paths([noise(tmp_path / "x.npy", 40)])
        wait(qtbot, lambda: window.session.dataset is not None)
        assert len(window.session.dataset) == 40


def test_a_file_that_is_missing_at_the_start_leaves_the_digits(qtbot, tmp_path):
    with opened(qtbot, ready=False) as window:
        window.open_paths([tmp_path / "gone.npy"])
        assert "gone.npy" in bar(window)
        wait(qtbot, lambda: window.session.ready)
        assert window.session.dataset.name == "digits"


def test_a_mac_asks_for_a_file_by_an_event(tmp_path):
    asked = []
    event = QFileOpenEvent(QUrl.fromLocalFile(str(tmp_path / "a b.npy")))

    class Asked:
        def emit(self, path):
            asked.append(path)

    class Stand:
        file_asked = Asked()

    assert app.Application.event(Stand(), event)
    assert asked == [tmp_path / "a b.npy"]
    QApplication.processEvents()


# Addresses


@pytest.mark.parametrize("name", ["a b", "a%20b", "äöü", "#?&", "caf\udce9", "-x", "[1]"])
def test_a_path_goes_into_an_address_and_comes_back(tmp_path, name):
    path = tmp_path / name
    assert openable.path_of(str(path)) == path
    assert openable.path_of(path.as_uri()) == path
    assert openable.path_of_url(openable.urls_of([str(path)])[0]) == path
    assert openable.urls_of([str(path)])[0].isascii()


@pytest.mark.skipif(sys.platform == "win32", reason="paths of Unix")
def test_an_address_of_this_machine_may_name_it():
    assert openable.path_of("file://localhost/a%20b") == Path("/a b")
    assert openable.path_of("FILE:///a") == Path("/a")


def test_a_path_becomes_absolute_and_home_is_known(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert openable.path_of("x/../y") == tmp_path / "y"
    assert openable.path_of("~/y") == tmp_path / "home" / "y"
    assert openable.path_of("~nobody of that name/y") == tmp_path / "~nobody of that name" / "y"


@pytest.mark.parametrize(
    "url",
    ["http://x/y", "file://other/x", "file:x", "x", "", "file:///a%00", "file://[/x", "//x/y"],
)
def test_what_is_not_a_file_here_is_refused(url):
    with pytest.raises(UserError, match="not a file on this machine"):
        openable.path_of_url(url)
    assert openable.path_of(url.replace("\0", "")).is_absolute()


@pytest.mark.parametrize(
    ("argument", "opens"),
    [("x.genstudio", True), ("x.genlesson", True), ("file:///x", True), ("train", False)],
)  # fmt: skip
def test_only_what_can_mean_nothing_else_opens_without_a_command(argument, opens):
    assert openable.is_openable(argument) is opens


def test_a_folder_with_a_run_opens_without_a_command(run):
    assert openable.is_openable(str(run))
    assert openable.run_folder(run / "run.genstudio") == run
    assert openable.run_folder(run.parent) is None
    assert os.path.isdir(run)
