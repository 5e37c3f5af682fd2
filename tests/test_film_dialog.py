"""A film out of the window, made with the mouse."""

from __future__ import annotations

import sys
import threading

import numpy as np
import pytest
import torch
from panel_host import on_screen
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from time_runs import STEPS, copied, open_run, train
from windows import child, choose, click, wait

from genstudio.gui import film_job
from genstudio.gui.panels import train as module

SIZE = (900, 300)


@pytest.fixture(scope="module")
def made(tmp_path_factory, digits):
    torch.set_num_threads(1)
    return train(tmp_path_factory.mktemp("films") / "run", digits)


@pytest.fixture
def panel(qtbot, session, made, tmp_path):
    open_run(qtbot, session, copied(made, tmp_path))
    with on_screen(qtbot, session, module, SIZE) as panel:
        yield panel


def open_dialog(qtbot, panel, entry=0):
    """Open the menu of the button with the mouse and click an entry."""
    button = child(panel, "filmExport")

    def pick():
        menu = button.menu()
        place = menu.actionGeometry(menu.actions()[entry]).center()
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)

    QTimer.singleShot(50, pick)
    click(qtbot, button)


def dialog_of():
    return next((w for w in QApplication.topLevelWidgets() if w.objectName() == "filmDialog"), None)


@pytest.fixture
def target(tmp_path, monkeypatch):
    path = tmp_path / "film.gif"
    answer = lambda *_: (str(path.with_suffix("")), "")  # noqa: E731 -- the ending is added
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return path


def test_the_film_has_a_picture_for_each_checkpoint(qtbot, panel, session, target):
    session.set_selected(np.array([1, 2]))
    open_dialog(qtbot, panel)
    dialog = dialog_of()
    assert "9 pictures, 2.2 s" in child(dialog, "filmAbout").text()
    assert "2 selected points" in child(dialog, "filmTrails").text()
    click(qtbot, child(dialog, "saveFilm"))
    wait(qtbot, target.exists)
    wait(qtbot, lambda: session.messages)
    assert "9 pictures" in child(dialog, "filmAbout").text()
    with Image.open(target) as image:
        assert image.n_frames == len(session.checkpoints) == 9
        assert image.size == (854, 480)
        assert image.info["duration"] == 250
    assert "film.gif" in session.messages[-1].text
    click(qtbot, child(dialog, "filmDialogClose"))
    wait(qtbot, lambda: dialog_of() is None)


def test_a_part_of_the_run_in_another_size(qtbot, panel, session, target):
    open_dialog(qtbot, panel)
    dialog = dialog_of()
    choose(qtbot, child(dialog, "filmFirst"), f"step {STEPS[3]}")
    choose(qtbot, child(dialog, "filmSize"), "640 × 360")
    click(qtbot, child(dialog, "saveFilm"))
    wait(qtbot, target.exists)
    with Image.open(target) as image:
        assert image.n_frames == len(STEPS) - 3
        assert image.size == (640, 360)
    dialog.close()


def test_a_cancelled_film_leaves_nothing(qtbot, panel, session, target, monkeypatch):
    gate, tell = threading.Event(), film_job.Count.tell
    monkeypatch.setattr(film_job.Count, "tell", lambda *a: (tell(*a), a[1] < 1 or gate.wait(120)))
    open_dialog(qtbot, panel)
    dialog = dialog_of()
    click(qtbot, child(dialog, "saveFilm"))
    cancel = child(dialog, "cancelFilm")
    wait(qtbot, lambda: child(dialog, "filmProgress").value() >= 1)
    click(qtbot, cancel)
    gate.set()
    assert not cancel.isVisible()
    assert "No film" in child(dialog, "filmAbout").text()
    wait(qtbot, lambda: not panel._films._tasks._running)
    assert not list(target.parent.glob("*film*"))
    dialog.close()


def test_without_the_library_mp4_says_what_to_do(qtbot, panel, session, monkeypatch):
    monkeypatch.setitem(sys.modules, "av", None)
    open_dialog(qtbot, panel, 1)
    wait(qtbot, lambda: session.messages)
    assert "choose GIF" in session.messages[-1].text
    assert dialog_of() is None


def test_without_a_checkpoint_there_is_nothing_to_film(qtbot, session):
    with on_screen(qtbot, session, module, SIZE) as panel:
        assert not child(panel, "filmExport").isEnabled()


def test_a_run_that_is_opened_meanwhile_is_offered(qtbot, panel, session):
    open_dialog(qtbot, panel)
    dialog, folder = dialog_of(), session.run.folder
    session.reset()
    wait(qtbot, lambda: session.run is None)
    assert not child(dialog, "saveFilm").isEnabled()
    session.open_run(folder)
    wait(qtbot, lambda: session.run is not None)
    assert "9 pictures" in child(dialog, "filmAbout").text()
    assert child(dialog, "saveFilm").isEnabled()
    dialog.close()
