"""The gallery: samples of a seed, reconstructions, one image enlarged, files."""

import numpy as np
import pytest
from panel_host import choose_family, on_screen, pick, train_to
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from windows import child, click, wait

from genstudio.gui.gallery_questions import Wish, draw, interleaved
from genstudio.gui.panels import gallery


@pytest.fixture
def panel(qtbot, session):
    with on_screen(qtbot, session, gallery) as panel:
        wait(qtbot, lambda: panel._sheet is not None)
        yield panel


def images(panel):
    return panel._sheet.images


def enlarge(qtbot, panel, index):
    click(qtbot, panel.grid, panel.grid.cell_rect(index).center().toPoint())


def lens_of(session):
    from genstudio.analysis.lens import Lens

    lens = Lens(session.view.record)
    lens.load(session.view.weights)
    return lens


def train_gan(qtbot, session, step=2):
    choose_family(qtbot, session, "gan", {"architecture": "mlp", "hidden": 32, "latent_dim": 6})
    train_to(qtbot, session, step)


def settled(panel):
    return not panel._chores.wanted("sheet")


def test_pairs_are_interleaved():
    first, second = np.arange(4).reshape(2, 1, 1, 2), np.arange(4, 8).reshape(2, 1, 1, 2)
    assert interleaved(first, second)[:, 0, 0, 0].tolist() == [0, 4, 2, 6]


def test_samples_are_there_at_once(panel, session):
    assert panel.grid.objectName() == "sampleGrid"
    assert images(panel).shape == (64, *session.dataset.shape)
    assert panel.grid.columns == 8


def test_samples_are_those_of_the_seed_and_the_truncation(panel, session, qtbot):
    first = images(panel)
    lens = lens_of(session)
    np.testing.assert_array_equal(first, lens.samples(lens.noise(64, 0, 1.0)))
    click(qtbot, child(panel, "galleryNextSeed"))
    wait(qtbot, lambda: panel._sheet.wish.seed == 1)
    assert np.any(images(panel) != first)
    psi = child(panel, "galleryTruncation")
    psi.setFocus()
    psi.selectAll()
    qtbot.keyClicks(psi, "0.5")
    qtbot.keyClick(psi, Qt.Key.Key_Return)
    wait(qtbot, lambda: panel._sheet.wish.truncation == 0.5)
    np.testing.assert_array_equal(images(panel), lens.samples(lens.noise(64, 1, 0.5)))


def test_another_count_keeps_the_first_images(panel, qtbot):
    first = images(panel)
    pick(qtbot, child(panel, "galleryCount"), "16")
    wait(qtbot, lambda: len(images(panel)) == 16)
    np.testing.assert_array_equal(images(panel), first[:16])


def test_reconstructions_follow_their_test_images(panel, session, qtbot):
    pick(qtbot, child(panel, "galleryMode"), "Reconstructions")
    wait(qtbot, lambda: panel._sheet.wish.mode == "reconstructions")
    real = images(panel)[::2]
    assert len(images(panel)) == 64
    held_out = session.dataset.images[session.dataset.indices("test")].reshape(-1, 64)
    assert all((held_out == image.reshape(64)).all(1).any() for image in real)
    np.testing.assert_array_equal(images(panel)[1::2], lens_of(session).reconstruct(real))
    assert not child(panel, "gallerySeed").isEnabled()
    enlarge(qtbot, panel, 3)
    assert "Reconstruction of test image 2" in child(panel, "sampleFacts").text()


def test_samples_change_while_training_with_the_same_noise(panel, session, qtbot):
    before = images(panel)
    train_to(qtbot, session, 12)
    wait(qtbot, lambda: panel._sheet.images.shape == before.shape and settled(panel))
    assert panel._sheet.wish.seed == 0
    assert np.any(images(panel) != before)
    lens = lens_of(session)
    np.testing.assert_array_equal(images(panel), lens.samples(lens.noise(64, 0, 1.0)))


def test_a_click_enlarges_and_a_gan_says_what_its_discriminator_thinks(panel, session, qtbot):
    train_gan(qtbot, session)
    wait(qtbot, lambda: settled(panel) and not panel._sheet.encodes)
    box = child(panel, "galleryMode")
    assert not box.model().item(box.findText("Reconstructions")).isEnabled()
    enlarge(qtbot, panel, 5)
    facts = child(panel, "sampleFacts")
    wait(qtbot, lambda: "D(x)" in facts.text())
    assert "Sample 6 of seed 0" in facts.text()
    told = float(facts.text().split("D(x) = ")[1])
    judged = lens_of(session).discriminate(images(panel)[5][None])[0]
    assert told == pytest.approx(judged, abs=1e-3)
    assert child(panel, "enlargedSample").image.width() == 8
    qtbot.keyClick(panel.grid, Qt.Key.Key_Escape)
    qtbot.keyClick(panel.grid, Qt.Key.Key_Escape)
    wait(qtbot, lambda: not child(panel, "enlargedSample").isVisible())


def test_time_travel_shows_the_samples_of_that_step(panel, session, qtbot):
    train_gan(qtbot, session, step=6)
    session.stop()
    wait(qtbot, lambda: session.state == "ready" and len(session.checkpoints) > 1)
    wait(qtbot, lambda: settled(panel))
    last, first_step = images(panel), session.checkpoints[0]
    session.show_step(first_step)
    wait(qtbot, lambda: session.view.step == first_step)
    wait(qtbot, lambda: np.any(images(panel) != last))
    assert f"Step {first_step:,}" in child(panel, "galleryStatus").text()


def test_the_grid_and_the_selection_are_saved_as_png(panel, session, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "grid"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    panel.bar.save_all.emit()
    wait(qtbot, lambda: session.messages)
    assert "Saved grid.png" in session.messages[-1].text
    with Image.open(tmp_path / "grid.png") as picture:
        assert picture.size == (8 * 9 - 1, 8 * 9 - 1)
    enlarge(qtbot, panel, 4)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "one.png"), ""))
    panel.bar.save_selected.emit()
    wait(qtbot, lambda: len(session.messages) == 2)
    with Image.open(tmp_path / "one.png") as picture:
        np.testing.assert_array_equal(np.asarray(picture), images(panel)[4, 0])


def test_a_folder_that_is_not_there_is_said_in_the_message_bar(panel, session, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/no/such/place/x.png", ""))
    panel.bar.save_all.emit()
    wait(qtbot, lambda: session.messages)
    assert session.messages[-1].level == "error"


def test_nothing_is_drawn_while_the_panel_is_hidden(panel, session, qtbot):
    panel.hide()
    sheet = panel._sheet
    train_to(qtbot, session, 5)
    assert panel._sheet is sheet
    panel.show()
    wait(qtbot, lambda: panel._sheet is not sheet)


def test_a_wish_without_real_images_is_answered_with_samples():
    class Samples:
        capabilities = frozenset({"decode"})
        classes = 0

        def noise(self, count, seed, truncation):
            return np.full((count, 2), seed * truncation)

        def decode(self, z, labels):
            return z.astype(np.uint8)

    sheet = draw(Samples(), Wish("reconstructions", 4, 3, 0.5, None))
    assert sheet.images.tolist() == [[2, 2]] * 3
    assert not sheet.encodes
