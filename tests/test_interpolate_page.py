"""The page High resolution: two pictures, a search with cancel, the way, and its film."""

import numpy as np
import pytest
from panel_host import choose_family, on_screen, train_exactly, train_to
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QScrollArea
from windows import child, click, wait

from genstudio.analysis import interpolation, recipe
from genstudio.gui.applications.interpolate_work import FRAMES, SHOWN
from genstudio.gui.panels import applications


@pytest.fixture
def page(qtbot, session):
    with on_screen(qtbot, session, applications, (900, 520)) as panel:
        panel.bring("interpolate")
        wait(qtbot, lambda: panel.page("interpolate") is not None)
        page = panel.page("interpolate")
        wait(qtbot, lambda: hasattr(page, "stage") and page.stage.isVisible())
        yield page


def choose_both(qtbot, page):
    for name in ("interpolateFirstAnother", "interpolateLastAnother"):
        wait(qtbot, child(page, name).isEnabled)
        click(qtbot, child(page, name))


def test_two_pictures_that_an_encoder_knows_are_joined_at_once(qtbot, page, tmp_path, monkeypatch):
    assert not page.has_result
    assert "Choose a first and a last picture" in page.status.text()
    assert page.findChild(QScrollArea, "interpolateContent").verticalScrollBar().maximum() == 0
    choose_both(qtbot, page)
    wait(qtbot, lambda: page.has_result and not page.search.running)
    stage = page.stage
    assert stage.slider.value() == FRAMES // 2
    assert [picture.image is not None for picture in stage.again] == [True, True]
    assert "straight" in page.status.text()
    stage.slider.setFocus()
    qtbot.keyClick(stage.slider, Qt.Key.Key_End)
    assert stage.between.caption == "100% of the way"
    assert stage.strip.selected == {SHOWN - 1}
    stage.strip.setFocus()
    qtbot.keyClick(stage.strip, Qt.Key.Key_Home)
    qtbot.keyClick(stage.strip, Qt.Key.Key_Return)
    assert stage.slider.value() == 0
    out = tmp_path / "way.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(out), ""))
    click(qtbot, page.save)
    wait(qtbot, lambda: out.exists() and page.save.isEnabled())
    with Image.open(out) as picture:
        assert picture.width == SHOWN * picture.height
    names = [slot.name for slot in stage.slots]
    click(qtbot, page.swap)
    assert [slot.name for slot in stage.slots] == names[::-1]
    wait(qtbot, lambda: page.has_result and not page.search.running)


def test_what_is_begun_with_a_model_of_this_moment_stays(qtbot, session, page):
    page._later.setInterval(600_000)  # the page takes note of the model later
    train_exactly(qtbot, session, 2)
    choose_both(qtbot, page)
    wait(qtbot, lambda: page.has_result and not page.search.running)
    page.on_view()
    assert page.has_result


def test_a_generator_is_searched_which_can_be_cancelled_and_begun_again(
    qtbot, session, page, tmp_path, monkeypatch, hold
):
    gate = hold(interpolation, "interpolate")
    small = {"latent_dim": 3, "width": 4, "depth": 1}
    choose_family(qtbot, session, "began", small)
    train_to(qtbot, session, 2)
    wait(qtbot, lambda: page.stage.isVisible())
    choose_both(qtbot, page)
    wait(qtbot, lambda: page.row.isVisible() and page.stage.again[0].image is not None)
    assert "error" in page.stage.again[0].caption
    click(qtbot, page.row.button)
    gate.set()
    wait(qtbot, lambda: page.has_result and not page.search.running)
    assert np.abs(page.stage.way.codes).max() <= 1
    first = page.stage.way
    click(qtbot, page.again)
    click(qtbot, page.row.button)
    wait(qtbot, lambda: page.stage.way is not first and not page.search.running)
    out = tmp_path / "way.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(out), ""))
    click(qtbot, page.save)
    wait(qtbot, lambda: out.exists() and page.save.isEnabled())
    made = recipe.read(out)
    assert made.columns == len(made.codes) == SHOWN
    assert made.edits[0].startswith("way from image")
    train_to(qtbot, session, 4)
    wait(qtbot, lambda: "trained since" in page.status.text())
