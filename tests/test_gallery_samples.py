"""What can be done with samples: sorted, judged, kept, compared, walked, carried and saved."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from panel_host import choose_family, on_screen, pick, train_to
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from windows import child, click, wait

from genstudio.analysis import features, recipe
from genstudio.analysis.lens import Lens
from genstudio.gui import carry, gallery_judges
from genstudio.gui import gallery_questions as questions
from genstudio.gui.favourites import Favourite, Favourites
from genstudio.gui.gallery_wish import Origin, Scores
from genstudio.gui.panels import gallery

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot, session, monkeypatch):
    monkeypatch.setattr(features, "STEPS", (40, 40))  # of the classifier
    with on_screen(qtbot, session, gallery) as panel:
        wait(qtbot, lambda: panel._sheet is not None)
        yield panel


def place(panel, index) -> QPoint:
    return panel.grid.cell_rect(index).center().toPoint()


def press(qtbot, panel, index, *more: int) -> None:
    """Click an image, and others with Ctrl."""
    click(qtbot, panel.grid, place(panel, index))
    for other in more:
        qtbot.mouseClick(panel.grid, LEFT, CONTROL, place(panel, other))


def settled(panel):
    return not any(panel._chores.wanted(name) for name in ("sheet", "verdict", "walk"))


def lens_of(session):
    lens = Lens(session.view.record)
    lens.load(session.view.weights)
    return lens


def saving_to(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def trained(qtbot, session, step: int):
    """Train, with a checkpoint at the end."""
    train_to(qtbot, session, step)
    session.stop()
    wait(qtbot, lambda: session.state == "ready" and session.view.step == session.step)


def test_sorting_is_that_of_the_keys_and_stable():
    scores = Scores(
        np.array([0.1, 0.9, 0.9, 0.5], np.float32),
        np.array([3.0, 1.0, 2.0, 1.0]),
        None,
        np.array([1, 0, 1, 0]),
    )
    assert questions.sorted_by("realness", scores, 4).tolist() == [1, 2, 3, 0]
    assert questions.sorted_by("features", scores, 4).tolist() == [1, 3, 2, 0]
    assert questions.sorted_by("class", scores, 4).tolist() == [1, 3, 0, 2]
    assert questions.sorted_by("pixels", scores, 4).tolist() == [0, 1, 2, 3]  # not known


def test_noise_around_a_code_is_within_its_strength_and_drawn_from_its_seed():
    code = np.array([0.5, -1, 3], np.float32)
    near = questions.near(code, 0.25, 4)
    assert near.shape == (9, 3)
    np.testing.assert_array_equal(near[4], code)
    others = np.delete(near, 4, axis=0)
    assert 0.1 < np.abs(others - code).max() <= 0.25
    np.testing.assert_array_equal(near, questions.near(code, 0.25, 4))
    assert np.any(near != questions.near(code, 0.25, 5))


def test_samples_are_sorted_by_what_the_discriminator_thinks_and_can_keep_their_order(
    panel, session, qtbot
):
    choose_family(qtbot, session, "gan", {"architecture": "mlp", "hidden": 16, "latent_dim": 4})
    train_to(qtbot, session, 2)
    wait(qtbot, lambda: settled(panel) and panel._sheet.discriminates)
    pick(qtbot, child(panel, "gallerySort"), "D(x), most real first")
    wait(qtbot, lambda: settled(panel) and panel._sheet.wish.sort == "realness")
    sheet = panel._sheet
    judged = lens_of(session).discriminate(sheet.images)[sheet.order]
    assert np.all(np.diff(judged) <= 1e-6)
    press(qtbot, panel, 0)
    best = int(sheet.order[0])
    assert f"Sample {best + 1} of seed 0" in child(panel, "sampleFacts").text()
    click(qtbot, child(panel, "galleryCaptions"))
    wait(qtbot, lambda: panel.grid.captions)
    assert panel.grid.captions[0] == f"{judged[0]:.2f}"
    click(qtbot, child(panel, "galleryKeepOrder"))
    train_to(qtbot, session, 6)
    wait(qtbot, lambda: settled(panel) and panel._sheet.images is not sheet.images)
    np.testing.assert_array_equal(panel._sheet.order, sheet.order)
    click(qtbot, child(panel, "galleryKeepOrder"))
    wait(qtbot, lambda: settled(panel) and panel._sheet.wish.order is None)
    here = panel._sheet
    assert np.all(np.diff(lens_of(session).discriminate(here.images)[here.order]) <= 1e-6)
    assert panel.grid.selected == {here.place(best)}  # the sample, wherever it stands now


def test_a_planted_copy_is_found_by_a_click(panel, session, qtbot, monkeypatch):
    row = int(session.dataset.indices("train")[11])
    decode = Lens.decode

    def planted(lens, *arguments, **named):
        images = decode(lens, *arguments, **named).copy()
        if len(images) > 3:
            images[3] = session.dataset.images[row]
        return images

    monkeypatch.setattr(Lens, "decode", planted)
    pick(qtbot, child(panel, "galleryCount"), "16")
    wait(qtbot, lambda: settled(panel) and len(panel._sheet.images) == 16)
    press(qtbot, panel, 3)
    click(qtbot, child(panel, "askVerdict"))
    verdict = child(panel, "verdict")
    wait(qtbot, lambda: panel.judges.judge is not None and verdict.isVisibleTo(panel))
    assert verdict.text().startswith(f"A copy: nearer to training image {row:,}")
    for name in ("nearestByFeatures", "nearestByPixels"):
        assert child(panel, name).count == 5
        assert child(panel, name).captions[0] == "0"
    assert child(panel, "verdictDistances").marked == pytest.approx(0, abs=1e-4)
    grid = child(panel, "nearestByPixels")
    panel.side.ensureWidgetVisible(grid)
    click(qtbot, grid, grid.cell_rect(0).center().toPoint())
    assert session.selection == row
    # From now on the verdict comes by itself, and orders can be by the data.
    press(qtbot, panel, 4)
    wait(qtbot, lambda: settled(panel) and "A copy" not in verdict.text())
    assert "o copy" in verdict.text()
    box = child(panel, "gallerySort")
    box.setFocus()
    while panel.bar.sort != "pixels":
        qtbot.keyClick(box, Qt.Key.Key_Down)
    wait(qtbot, lambda: settled(panel) and panel._sheet.wish.sort == "pixels")
    assert panel._sheet.order[0] == 3


def test_getting_to_know_the_data_shows_how_far_it_is_and_can_be_cancelled(
    panel, session, qtbot, monkeypatch
):
    gate, note = threading.Event(), gallery_judges.Judges._note

    def held(judges, done, total):
        note(judges, done, total)
        assert done == 0 or gate.wait(120)

    monkeypatch.setattr(gallery_judges.Judges, "_note", held)
    pick(qtbot, child(panel, "gallerySort"), "Predicted class")
    bar = child(panel, "judgeProgress")
    wait(qtbot, lambda: bar.isVisible() and bar.value() > 0)
    click(qtbot, child(panel, "cancelJudge"))
    gate.set()
    wait(qtbot, lambda: not bar.isVisible())
    assert panel.judges.judge is None


def test_favourites_are_kept_with_the_run_and_come_back(panel, session, qtbot):
    trained(qtbot, session, 3)
    wait(qtbot, lambda: settled(panel) and panel._sheet.codes is not None)
    codes = panel._sheet.codes
    press(qtbot, panel, 5, 9)
    qtbot.keyClick(panel.grid, Qt.Key.Key_F)
    assert panel.grid.marked == {5, 9}
    press(qtbot, panel, 7)
    click(qtbot, child(panel, "likeSample"))
    assert panel.grid.marked == {5, 7, 9}
    pick(qtbot, child(panel, "galleryMode"), "Favourites")
    wait(qtbot, lambda: settled(panel) and panel._sheet.wish.mode == "favourites")
    np.testing.assert_array_equal(panel._sheet.codes, codes[[5, 9, 7]])
    expected = lens_of(session).decode(codes[[5, 9, 7]])
    np.testing.assert_array_equal(panel._sheet.images, expected)
    folder, step = session.run.folder, session.view.step
    session.reset()
    wait(qtbot, lambda: session.run is None and session.view is not None)
    assert not panel.likes.favourites.all
    session.open_run(folder)
    wait(qtbot, lambda: session.run is not None and len(panel.likes.favourites.all) == 3)
    wait(qtbot, lambda: settled(panel) and len(panel._sheet.images) == 3)
    press(qtbot, panel, 1)
    facts = child(panel, "sampleFacts").text()
    assert "Sample 10 of seed 0" in facts
    assert f"kept at step {step:,}" in facts
    click(qtbot, child(panel, "copySample"))
    assert QGuiApplication.clipboard().text() == "Sample 10 of seed 0, ψ 1"
    click(qtbot, child(panel, "likeSample"))
    wait(qtbot, lambda: settled(panel) and len(panel._sheet.images) == 2)
    undo = next(m for m in session.messages if m.action_text == "Undo")
    undo.action()
    wait(qtbot, lambda: settled(panel) and len(panel._sheet.images) == 3)


def test_favourites_of_one_run_never_come_into_another(panel, session, qtbot, tmp_path):
    trained(qtbot, session, 3)
    wait(qtbot, lambda: settled(panel) and panel._sheet.codes is not None)
    press(qtbot, panel, 5)
    click(qtbot, child(panel, "likeSample"))
    click(qtbot, child(panel, "likeSample"))
    undo = next(m for m in session.messages if m.action_text == "Undo")
    assert undo.valid()
    session.reset()
    wait(qtbot, lambda: session.run is None)
    assert not undo.valid()  # in either there are none


def test_favourites_that_are_still_being_read_are_dropped_with_their_run(qtbot, tmp_path):
    kept = Favourites()
    first = tmp_path / "first"
    first.mkdir()
    kept.open(first)
    kept.set([Favourite(np.zeros(2, np.float32), Origin(1, 2, 1.0))])
    wait(qtbot, lambda: not kept._unread and (first / "favourites.json").exists())
    kept.open(None)
    kept.open(first)
    kept.open(None)
    qtbot.wait(100)
    assert not kept.all
    kept.close()


def test_a_walk_ends_with_its_model(panel, session, qtbot):
    press(qtbot, panel, 1, 6)
    click(qtbot, child(panel, "walkChosen"))
    wait(qtbot, lambda: panel.walk.images is not None)
    train_to(qtbot, session, 2)
    assert panel.walk.way is None
    assert not panel.walk.isVisible()


def test_a_walk_goes_from_sample_to_sample_and_is_exported(
    panel, session, qtbot, monkeypatch, tmp_path
):
    press(qtbot, panel, 1, 6, 8)
    click(qtbot, child(panel, "walkChosen"))
    wait(qtbot, lambda: panel.walk.images is not None)
    assert panel.walk.playing
    codes = panel._sheet.codes[[1, 6, 8]]
    count = 2 * 24 + 1
    assert len(panel.walk.images) == count
    np.testing.assert_allclose(panel.walk.codes[[0, -1]], codes[[0, 2]], atol=1e-6)
    assert np.linalg.norm(panel.walk.codes - codes[1], axis=1).min() < 0.2
    shown = []
    panel.walk.frame.connect(shown.append)
    wait(qtbot, lambda: len(shown) >= 3)  # it plays in the enlarged picture
    assert child(panel, "enlargedSample").image is not None
    click(qtbot, child(panel, "playWalk"))
    assert not panel.walk.playing
    saving_to(monkeypatch, tmp_path / "walk.gif")
    click(qtbot, child(panel, "exportWalk"))
    wait(qtbot, lambda: session.messages)
    with Image.open(tmp_path / "walk.gif") as film:
        assert film.n_frames == count
        assert film.size == (256, 256)
    saving_to(monkeypatch, tmp_path / "walk.png")
    click(qtbot, child(panel, "exportWalk"))
    wait(qtbot, lambda: len(session.messages) == 2)
    told = recipe.read(tmp_path / "walk.png")
    np.testing.assert_allclose(told.array, panel.walk.codes, rtol=1e-6)
    click(qtbot, child(panel, "walkRound"))
    wait(qtbot, lambda: len(panel.walk.images) == 3 * 24)
    click(qtbot, child(panel, "closeWalk"))
    assert not panel.walk.isVisible()


def test_eight_images_near_a_sample(panel, session, qtbot):
    press(qtbot, panel, 12)
    code = panel._sheet.codes[12]
    click(qtbot, child(panel, "aroundSample"))
    wait(qtbot, lambda: settled(panel) and len(panel._sheet.images) == 9)
    np.testing.assert_array_equal(panel._sheet.codes, questions.near(code, 0.25, 0))
    assert "Sample 13 of seed 0" in child(panel, "sampleFacts").text()
    click(qtbot, child(panel, "galleryNextSeed"))
    wait(qtbot, lambda: np.array_equal(panel._sheet.codes, questions.near(code, 0.25, 1)))
    press(qtbot, panel, 0)
    assert "noise 0.25, draw 2" in child(panel, "sampleFacts").text()
    pick(qtbot, child(panel, "galleryMode"), "Samples")
    wait(qtbot, lambda: settled(panel) and len(panel._sheet.images) == 64)


def test_another_checkpoint_stands_beside_with_the_same_noise(panel, session, qtbot):
    trained(qtbot, session, 30)
    wait(qtbot, lambda: settled(panel) and len(session.checkpoints) > 1)
    pick(qtbot, child(panel, "galleryBeside"), "Another checkpoint")
    other, beside = child(panel, "galleryOther"), panel.beside
    step = session.checkpoints[0]
    pick(qtbot, other, f"Step {step}")
    other.activated.emit(other.currentIndex())
    wait(qtbot, lambda: beside.grid.count == 64)
    assert beside.title.text().startswith(f"Step {step} ·")
    assert child(panel, "hereTitle").text().startswith(f"Step {session.view.step:,} ·")
    panel.grid.zoom(2)
    assert beside.grid.scale == panel.grid.scale
    assert beside.grid.cell_rect(20) == panel.grid.cell_rect(20)
    click(qtbot, beside.grid, place(panel, 20))
    assert panel.grid.selected == beside.grid.selected == {20}
    assert "Sample 21 of" in child(panel, "sampleFacts").text()
    # What is drawn there is the older model's image of the same code.
    lens = Lens(session.view.record)
    from genstudio.gui import background

    lens.load(background.checkpoint_view(session.run, step).weights)
    expected = lens.decode(panel._sheet.codes)[20, 0]
    grid = beside.grid
    grid.zoom(0)
    grid.select(set())
    shown = grid.grab().toImage()
    rect = grid.cell_rect(20)
    side = rect.width() / 8
    middle = [int(rect.left() + side * (x + 0.5)) for x in range(8)]
    height = int(rect.top() + side * 4.5)
    seen = [shown.pixelColor(x, height).red() for x in middle]
    assert seen[1:7] == expected[4, 1:7].tolist()  # around it may be a ring


def test_another_latent_space_cannot_have_the_same_noise():
    from genstudio.core.errors import UserError
    from genstudio.gui.gallery_beside import like
    from genstudio.gui.gallery_wish import Sheet, Wish

    codes = np.ones((2, 3), np.float32)
    images = np.zeros((2, 1, 8, 8), np.uint8)
    wish = Wish("samples", 5, 2, 0.5)
    sheet = Sheet(wish, images, None, True, codes, order=np.array([1, 0]))
    same, note = like(sheet, 3, frozenset(), (1, 8, 8))
    np.testing.assert_array_equal(same.given.codes, codes)
    np.testing.assert_array_equal(same.order, [1, 0])
    assert not note
    other, note = like(sheet, 7, frozenset(), (1, 8, 8))
    assert other.given is None
    assert "another latent space" in note
    kept = Sheet(Wish("favourites", 5, 2, 0.5), images, None, True, codes, order=np.arange(2))
    with pytest.raises(UserError, match="latent space is another"):
        like(kept, 7, frozenset(), (1, 8, 8))


def test_samples_are_dragged_away_as_codes(panel, qtbot, monkeypatch):
    taken = []

    def execute(drag, _action):
        taken.append((carry.unpack(drag.mimeData()), drag.pixmap()))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", execute)
    press(qtbot, panel, 4, 30)
    for start in (30, 7):
        qtbot.mousePress(panel.grid, LEFT, pos=place(panel, start))
        to = place(panel, start) + QPoint(40, 0)
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(to), QPointF(panel.grid.mapToGlobal(to)),
            Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(panel.grid, event)
        qtbot.mouseRelease(panel.grid, LEFT, pos=to)
    (both, picture), (one, _) = taken
    np.testing.assert_array_equal(both.codes, panel._sheet.codes[[4, 30]])
    assert not picture.isNull()
    np.testing.assert_array_equal(one.codes, panel._sheet.codes[[7]])
    assert one.name == "Sample 8 of seed 0, ψ 1"


def test_a_saved_grid_carries_its_recipe_and_is_shown_again(
    panel, session, qtbot, monkeypatch, tmp_path
):
    trained(qtbot, session, 3)
    wait(qtbot, lambda: settled(panel) and panel._sheet.codes is not None)
    saving_to(monkeypatch, tmp_path / "grid.png")
    images, codes = panel._sheet.images, panel._sheet.codes
    panel.bar.save_all.emit()
    wait(qtbot, lambda: (tmp_path / "grid.png").exists())
    told = recipe.read(tmp_path / "grid.png")
    np.testing.assert_array_equal(told.array, codes)
    assert (told.seed, told.truncation, told.columns) == (0, 1.0, 8)
    assert told.run == session.run.folder.name
    assert told.step == session.view.step
    press(qtbot, panel, 3, 1)
    saving_to(monkeypatch, tmp_path / "two.png")
    panel.bar.save_selected.emit()
    wait(qtbot, lambda: (tmp_path / "two.png").exists())
    few = recipe.read(tmp_path / "two.png")
    np.testing.assert_array_equal(few.array, codes[[1, 3]])
    session.recipe_opened.emit(few)
    wait(qtbot, lambda: settled(panel) and len(panel._sheet.images) == 2)
    assert child(panel, "galleryMode").currentText() == "From a file"
    np.testing.assert_array_equal(panel._sheet.images, images[[1, 3]])


def test_a_recipe_of_another_latent_space_is_explained(panel, session, qtbot):
    told = recipe.Recipe(run="x", created="", family="vae", step=1, codes=((0.0,) * 7,), columns=1)
    session.recipe_opened.emit(told)
    status = child(panel, "galleryStatus")
    wait(qtbot, lambda: "these codes have 7 numbers" in status.text().lower())
    assert panel.grid.count == 0


def test_conditional_samples_keep_their_class_everywhere(panel, session, qtbot):
    choose_family(qtbot, session, "vae", {"conditional": True, "hidden": 16, "latent_dim": 3})
    train_to(qtbot, session, 3)
    wait(qtbot, lambda: settled(panel) and panel._sheet.labels is not None)
    assert panel._sheet.labels[:11].tolist() == [*range(10), 0]
    expected = panel._sheet.images[[13]]
    press(qtbot, panel, 13)
    assert "made as 3" in child(panel, "sampleFacts").text()
    qtbot.keyClick(panel.grid, Qt.Key.Key_F)
    assert panel.likes.favourites.all[0].label == 3
    pick(qtbot, child(panel, "galleryMode"), "Favourites")
    wait(qtbot, lambda: settled(panel) and len(panel._sheet.images) == 1)
    np.testing.assert_array_equal(panel._sheet.images, expected)


def test_points_make_one_picture_so_there_is_nothing_to_count(panel, session, qtbot):
    assert child(panel, "galleryCount").isVisible()
    session.open_source("toy")
    wait(qtbot, lambda: session.dataset is not None and session.dataset.points)
    for name in ("galleryCount", "gallerySort", "galleryCaptions"):
        assert not child(panel, name).isVisible()
