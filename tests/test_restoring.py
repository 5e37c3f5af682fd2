"""Pictures are dropped on the window: with a recipe they restore, without they are one's own."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from genstudio.analysis import recipe
from genstudio.gui import openable
from genstudio.train.runs import Run
from tests.windows import child, click, opened, wait

CODE = np.array([[0.25, -1.5]], np.float32)


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> Path:
    """Return a folder with a small run of three checkpoints."""
    from genstudio.data import sources
    from genstudio.train.experiment import Experiment

    folder = tmp_path_factory.mktemp("runs")
    train = {"steps": 12, "threads": 1, "checkpoint_every": 6, "batch_size": 16}
    model = {"hidden": 8, "depth": 1}
    digits = sources.load("digits")
    list(Experiment.create(folder / "a run", "vae", model, train, digits).events())
    return folder


@pytest.fixture
def window(qtbot, runs):
    with opened(qtbot, runs) as window:
        yield window


def picture(path: Path, run: Path, step: int, codes=CODE, **told) -> Path:
    """Write a picture with a recipe."""
    made = recipe.made(Run.open(run), step, codes, **told)
    recipe.write_png(path, np.zeros((8, 8, 1), np.uint8), made)
    return path


def drop(window, path: Path) -> None:
    """Drop a file on the window as a desktop does: first the drag, then the drop."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, mime, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    event = QDropEvent(QPointF(9, 9), copy, mime, left, none)
    QApplication.sendEvent(window, event)
    assert event.isAccepted()


def bar(window) -> str:
    return child(window, "messageBar").text


def test_a_dropped_recipe_brings_back_run_step_pin_and_place(qtbot, window, runs, tmp_path) -> None:
    heard = []
    window.session.recipe_opened.connect(heard.append)
    window.tabs.setCurrentIndex(1)
    drop(window, picture(tmp_path / "seven.png", runs / "a run", 6))
    wait(qtbot, lambda: heard)
    session = window.session
    assert session.run.folder == runs / "a run"
    wait(qtbot, lambda: session.view.step == 6)
    assert session.shown == 6
    (pin,) = session.pins.all
    assert (pin.name, pin.code.tolist()) == ("from seven.png", CODE[0].tolist())
    assert window.tabs.currentIndex() == 0
    drop(window, tmp_path / "seven.png")
    wait(qtbot, lambda: len(heard) == 2)
    assert len(session.pins.all) == 1, "what is pinned already is not pinned again"
    session.pins.set([])


def test_samples_come_back_in_the_gallery_and_edits_name_the_pin(
    qtbot, window, runs, tmp_path
) -> None:
    heard = []
    window.session.recipe_opened.connect(heard.append)
    codes = np.ones((3, 2), np.float32)
    told = {"seed": 7, "truncation": 0.5}
    drop(window, picture(tmp_path / "all.png", runs / "a run", 12, codes, **told))
    wait(qtbot, lambda: heard)
    assert (heard[0].seed, heard[0].truncation) == (7, 0.5)
    assert window.tabs.currentIndex() == 1
    assert window.session.pins.all == []
    drop(window, picture(tmp_path / "one.png", runs / "a run", 12, edits=("+ 2 x slant",)))
    wait(qtbot, lambda: window.session.pins.all)
    assert window.session.pins.all[0].name == "+ 2 x slant"
    window.session.pins.set([])


def test_a_step_that_is_gone_shows_the_nearest_and_says_so(qtbot, window, runs, tmp_path) -> None:
    drop(window, picture(tmp_path / "a.png", runs / "a run", 8))
    wait(qtbot, lambda: window.session.shown == 6)
    assert "was not kept" in bar(window)
    window.session.pins.set([])


def test_a_run_that_is_not_there_can_be_looked_for(qtbot, runs, tmp_path, monkeypatch) -> None:
    (tmp_path / "none").mkdir()
    with opened(qtbot, tmp_path / "none") as window:
        drop(window, picture(tmp_path / "a.png", runs / "a run", 12))
        wait(qtbot, lambda: "which is not in" in bar(window))
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(runs))
        click(qtbot, child(window, "messageAction"))
        wait(qtbot, lambda: window.session.run is not None and window.session.shown == 12)
        assert window.session.run.folder == runs / "a run"
        window.session.pins.set([])


def test_a_plain_picture_becomes_the_users_own(qtbot, window, tmp_path) -> None:
    heard = []
    window.session.picture_dropped.connect(heard.append)
    for name in ("a.png", "b.jpg"):
        Image.new("L", (8, 8)).save(tmp_path / name)
        drop(window, tmp_path / name)
        wait(qtbot, lambda wanted=tmp_path / name: heard and heard[-1] == wanted)
    assert window.session.dataset.name == "digits"


def test_a_picture_is_opened_from_the_command_line_if_it_is_there(tmp_path) -> None:
    Image.new("L", (8, 8)).save(tmp_path / "a.PNG")
    assert openable.is_openable(str(tmp_path / "a.PNG"))
    assert not openable.is_openable(str(tmp_path / "b.png"))
