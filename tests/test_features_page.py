"""The page of deep feature interpolation, used with the mouse."""

from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog
from windows import child, choose, click, wait

from genstudio import cli
from genstudio.analysis import feature_interpolation as fi
from genstudio.analysis import feature_verdict, recipe, recipe_changed
from genstudio.analysis.feature_verdict import Asked, Judges, Verdict
from genstudio.core.events import never
from genstudio.gui.applications import features_questions as questions
from genstudio.gui.applications.features_map import overlay
from genstudio.gui.applications.pages import features
from genstudio.gui.own_picture import pixels_of

FEW = (-0.5, 0.0, 0.5, 1.0, 2.0)


@pytest.fixture
def page(qtbot, session, monkeypatch):
    """Show the page on a few small faces; the judge is a stand-in that trains at once."""
    monkeypatch.setattr(questions, "strengths_for", lambda shape: FEW)

    def judges_of(dataset, groups, watch=None, stop=None):
        return Judges(None, None, {})

    def verdict(judges, before, after):
        sure = np.linspace(0, 1, len(after)).astype(np.float32)
        asked = Asked("glasses", "yes", 0.02, sure, 0.99)
        lost = tuple(() if place < 4 else ("hat",) for place in range(len(after)))
        return Verdict(asked, ("hat", "beard"), np.ones(len(after)), lost)

    monkeypatch.setattr(feature_verdict, "judges_of", judges_of)
    monkeypatch.setattr(feature_verdict, "verdict", verdict)
    session.open_source("faces", {"size": 16, "count": 400})
    wait(qtbot, lambda: session.dataset.source == "faces" and session.view is not None)
    page = features.Page(session)
    qtbot.addWidget(page)
    page.resize(950, 470)
    page.show()
    page.begin()
    wait(qtbot, lambda: page.choice.shown is not None)
    choose(qtbot, page.features, "Random weights (a control)")
    yield page
    assert page.close_page()


def changed(qtbot, page):
    click(qtbot, page.button)
    wait(qtbot, lambda: not page.search.running and page.result.look is not None)
    return page.result.look


def test_a_picture_gets_glasses_and_the_slider_shows_every_strength(qtbot, page):
    choose(qtbot, page.choice.source, "glasses")
    wait(qtbot, lambda: page.choice.groups is not None)
    assert page.choice.counts[0].text() == "has it: 200 pictures"
    assert page.choice.thumbs[0].count == questions.THUMBS
    assert page.slot.index in page.choice.groups.lacks
    look = changed(qtbot, page)
    result = page.result
    assert look.strengths == FEW
    assert result.strength.text() == "Strength 1"
    assert "own features: random weights" in result.figures.text()
    assert "residual" in result.figures.text()
    assert result.bars.after == pytest.approx(0.75)
    assert "before 2%, after 75%" in result.bars.accessibleDescription()
    assert result.kept.text() == "Kept: 2 of 2 other attributes"
    assert result.map.picture.image is not None
    before = result.picture.image.copy()
    slider = result.slider
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 4, 8))
    wait(qtbot, lambda: slider.value() == 4)
    assert result.strength.text() == "Strength 2"
    assert result.picture.image != before
    assert "not hat" in result.kept.text()
    click(qtbot, child(page, "featuresCopy"))
    wait(qtbot, lambda: not QApplication.clipboard().image().isNull())
    QApplication.clipboard().clear()
    has = page.choice.groups.has
    choose(qtbot, page.choice.direction, "Take it away")
    assert result.look is None
    assert page.choice.groups.lacks is has
    assert page.slot.index in has
    page.slot.take_index(int(page.choice.groups.has[0]))
    wait(qtbot, lambda: "nothing to take away" in page.has_it.text())


def test_what_changed_a_picture_is_told_by_its_file_and_it_can_be_dragged_out(
    qtbot, page, tmp_path, monkeypatch, capsys
):
    choose(qtbot, page.choice.source, "glasses")
    wait(qtbot, lambda: page.choice.groups is not None)
    index = page.slot.index
    look = changed(qtbot, page)
    taken = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: taken.append(drag.mimeData().imageData()))
    picture = page.result.picture
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    drag_on(picture, QPoint(20 + 2 * QApplication.startDragDistance(), 20))
    np.testing.assert_array_equal(pixels_of(taken[0], never), look.images[page.result.place])
    path = tmp_path / "changed.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(path), ""))
    click(qtbot, child(page, "featuresSave"))
    wait(qtbot, path.exists)
    told = recipe_changed.read(path)
    assert (told.index, told.towards, told.strength) == (index, "glasses", 1.0)
    assert (told.data, told.run, told.step) == ("faces", "", None)
    assert recipe.read(path) is None  # no code makes it
    with Image.open(path) as image:
        np.testing.assert_array_equal(
            np.asarray(image).transpose(2, 0, 1), look.images[page.result.place]
        )
    assert cli.main(["recipe", str(path)]) == 0
    assert "towards: glasses" in capsys.readouterr().out
    page.session.open_picture(path)
    wait(qtbot, lambda: any("towards glasses with strength 1" in m.text for m in said(page)))
    data = QMimeData()
    data.setImageData(taken[0])
    page.slot.dropEvent(dropped(data))
    wait(qtbot, lambda: page.slot.name == "dropped picture")
    np.testing.assert_array_equal(page.slot.image, look.images[1 + FEW.index(0.5)])
    data = QMimeData()
    data.setImageData(QPixmap.fromImage(taken[0]))  # as another place of this program may do
    page.slot.clear()
    page.slot.dropEvent(dropped(data))
    wait(qtbot, lambda: page.slot.name == "dropped picture")
    data = QMimeData()
    data.setData("application/x-qt-image", b"what no picture is")
    event = dropped(data)
    event.ignore()
    page.slot.dropEvent(event)
    assert not event.isAccepted()


def said(page):
    return page.session.messages


def dropped(data):
    none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    return QDropEvent(QPointF(20, 20), copy, data, Qt.MouseButton.LeftButton, none)


def drag_on(widget, at):
    """Move the mouse with its left button held."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    place = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, widget.mapToGlobal(place), none, left,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_words_lassos_and_files_of_weights_say_what_is_wrong(qtbot, page, tmp_path, monkeypatch):
    choice = page.choice
    choose(qtbot, choice.source, "Words of the captions")
    wait(qtbot, lambda: choice.why.text() == "Type a word of the captions.")
    assert not page.button.isEnabled()
    click(qtbot, choice.words)
    qtbot.keyClicks(choice.words, "smiling")
    wait(qtbot, lambda: choice.groups is not None)
    assert choice.counts[1].text() == "has it not: 200 pictures"
    choice.words.clear()
    qtbot.keyClicks(choice.words, "unicorn")
    wait(qtbot, lambda: "No picture is in the group" in choice.why.text())
    choose(qtbot, choice.source, "Two lassos in Explore")
    wait(qtbot, lambda: "Select pictures with the lasso" in choice.why.text())
    page.session.set_selected(np.arange(10))
    wait(qtbot, choice.takes[0].isEnabled)
    click(qtbot, choice.takes[0])
    wait(qtbot, lambda: choice.counts[0].text() == "has it: 10 pictures")
    page.session.set_selected(np.arange(9, 20))
    click(qtbot, choice.takes[1])
    wait(qtbot, lambda: "in both groups" in choice.why.text())
    page.session.set_selected(np.arange(10, 20))
    click(qtbot, choice.takes[1])
    wait(qtbot, page.button.isEnabled)
    path = tmp_path / "vgg19.pth"
    path.write_bytes(b"pickled")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: (str(path), ""))
    choose(qtbot, page.features, "VGG-19 of a file…")
    assert page.features.currentText() == "VGG-19 of vgg19.pth"
    click(qtbot, page.button)
    wait(qtbot, lambda: any("pickled file" in m.text for m in page.session.messages))
    wait(qtbot, page.button.isEnabled)
    assert not any("Cancelled" in m.text for m in page.session.messages)


def test_a_dropped_picture_is_changed_and_cancelled_with_what_it_has(
    qtbot, page, tmp_path, monkeypatch
):
    changed(qtbot, page)
    path = tmp_path / "own.png"
    Image.fromarray(np.full((40, 40, 3), 120, np.uint8)).save(path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    page.slot.dropEvent(dropped(data))
    wait(qtbot, lambda: page.slot.name == "own")
    assert page.result.look is None
    assert page.slot.image.shape == page.session.dataset.shape
    whole = fi.Settings
    monkeypatch.setattr(fi, "Settings", lambda **s: whole(**(s | {"iterations": 100_000})))
    click(qtbot, page.button)
    wait(qtbot, lambda: page.result.look is not None)
    wait(qtbot, lambda: page.row.bar.maximum() > 0)
    click(qtbot, page.row.button)
    wait(qtbot, lambda: not page.search.running)
    assert page.result.look.images.shape[0] == len(FEW)
    assert page.result.look.wish.index is None
    assert any("Cancelled" in m.text for m in page.session.messages)


def test_encoders_with_convolutions_are_known_by_their_settings():
    def view(kind, shape, family="vae"):
        record = SimpleNamespace(
            family=family, model={"architecture": kind}, data={"shape": list(shape)}
        )
        return SimpleNamespace(record=record)

    assert questions.has_maps(view("auto", (3, 32, 32)))
    assert questions.has_maps(view("residual", (1, 8, 8)))
    assert not questions.has_maps(view("auto", (1, 28, 28)))
    assert not questions.has_maps(view("mlp", (3, 32, 32)))
    assert not questions.has_maps(view("auto", (3, 32, 32), "gan"))
    assert not questions.has_maps(None)


def test_the_map_is_dark_where_nothing_changed_and_bright_where_most_did():
    image = np.full((3, 2, 2), 255, np.uint8)
    found = overlay(np.array([[0.0, 0.5], [1.0, 2.0]], np.float32), image, 1.0)
    assert found[1, 1, 0] > found[1, 0, 1] > found[1, 0, 0]
    np.testing.assert_array_equal(found[:, 1, 0], [253, 231, 37])
    np.testing.assert_array_equal(found[:, 1, 1], found[:, 1, 0])
