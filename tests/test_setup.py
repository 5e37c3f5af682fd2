import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog

from genstudio.gui.dataset_card import summary
from genstudio.gui.glance import class_counts, some_images
from tests.windows import child, choose, click, opened, wait


@pytest.fixture
def window(qtbot):
    with opened(qtbot) as window:
        yield window


@pytest.fixture
def pictures(tmp_path):
    """Two classes of small images, and one file that is none."""
    for label in ("cat", "dog"):
        (tmp_path / "pets" / label).mkdir(parents=True)
        for number in range(12):
            pixels = np.random.default_rng(number).integers(0, 255, (16, 16), np.uint8)
            Image.fromarray(pixels).save(tmp_path / "pets" / label / f"{number}.png")
    (tmp_path / "pets" / "cat" / "<b>broken.png").write_bytes(b"no image")
    return tmp_path / "pets"


def test_the_digits_are_summed_up(window, digits):
    assert child(window, "datasetSummary").text() == "1,797 images, 8×8 grey, 10 classes"
    assert class_counts(digits)[1] == tuple(np.bincount(digits.labels))
    assert sum(class_counts(digits)[1]) == len(digits)


def test_the_thumbnails_show_every_class(digits):
    images = some_images(digits)
    assert images.shape == (20, 1, 8, 8)
    assert summary(digits).startswith("1,797 images")


def test_a_folder_is_opened_from_the_chooser_and_skipped_files_are_listed(
    qtbot, window, pictures, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a: str(pictures))
    box = child(window, "datasetChooser")
    choose(qtbot, box, "Open folder…")
    wait(qtbot, lambda: window.session.dataset.name != "digits")
    assert box.currentText() == "pets"
    button, listed = child(window, "skippedFilesButton"), child(window, "skippedFiles")
    assert button.text() == "Show skipped files (1)"
    assert listed.isHidden()
    click(qtbot, button)
    assert listed.isVisible()
    assert "<b>broken.png" in listed.item(0).text()


def test_what_was_open_lately_can_be_chosen_again(qtbot, window, pictures):
    window.session.open_source(pictures)
    wait(qtbot, lambda: window.session.dataset.name != "digits")
    box = child(window, "datasetChooser")
    choose(qtbot, box, "Digits (built in)")
    wait(qtbot, lambda: window.session.dataset.name == "digits")
    choose(qtbot, box, "pets")
    wait(qtbot, lambda: window.session.dataset.name != "digits")


def test_data_of_another_shape_come_with_a_plane_of_their_own(qtbot, window, pictures):
    window.tabs.setCurrentIndex(0)
    codes = child(window, "latentExplorer").codes
    wait(qtbot, lambda: codes.cloud is not None and len(codes.cloud) == 1797)
    told = []
    window.session.dataset_changed.connect(
        lambda: told.append(tuple(window.session.view.record.data["shape"]))
    )
    window.session.open_source(pictures)
    wait(qtbot, lambda: codes.cloud is not None and len(codes.cloud) == 24)
    assert told[-1] == window.session.dataset.shape
    assert "whole latent space" in child(window, "planeInfo").text()


def test_the_options_of_a_folder_read_it_anew_and_are_remembered(qtbot, pictures):
    with opened(qtbot) as window:
        toggle = child(window, "dataOptionsToggle")
        assert toggle.isHidden() or not toggle.isVisible()  # the digits have none
        window.session.open_source(pictures)
        wait(qtbot, toggle.isVisible)
        form = child(window, "dataForm")
        assert not form.isVisible()
        click(qtbot, toggle)
        assert form.isVisible()
        child(form, "size").setValue(24)
        choose(qtbot, child(form, "colour"), "rgb")
        wait(qtbot, lambda: window.session.dataset.shape == (3, 24, 24))
        assert "24×24 colour" in child(window, "datasetSummary").text()
        click(qtbot, child(window, "trainButton"))
        wait(qtbot, lambda: window.session.step > 2)
        assert not child(form, "size").isEnabled()
        click(qtbot, child(window, "resetButton"))
        wait(qtbot, lambda: window.session.run is None and child(form, "size").isEnabled())
    with opened(qtbot) as window:
        assert window.session.dataset.shape == (3, 24, 24)
        assert child(window, "dataForm").value()["colour"] == "rgb"


def test_a_dialog_that_is_closed_changes_nothing(qtbot, window, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: ("", ""))
    box = child(window, "datasetChooser")
    choose(qtbot, box, "Open file…")
    assert box.currentText() == "Digits (built in)"
    assert window.session.dataset_loading is None


def test_a_wrong_folder_is_told_beside_the_chooser_and_in_the_message_bar(qtbot, window, tmp_path):
    dataset = window.session.dataset
    window.session.open_source(tmp_path)
    wait(qtbot, lambda: window.session.dataset_error)
    assert child(window, "messageBar").text
    assert window.session.dataset is dataset
    assert child(window, "datasetChooser").currentText() == "Digits (built in)"


def test_choosing_a_model_shows_its_summary_and_its_settings(qtbot, window):
    titles = {name: (title, summary) for name, title, summary in window.session.families}
    choose(qtbot, child(window, "modelChooser"), titles["gan"][0])
    assert window.session.family == "gan"
    form = child(child(window, "settingsForm"), "modelForm")
    assert set(form.value()) == set(window.session.choices.model)
    assert "k_d" in {name.lower() for name in form.value()}


def test_an_edited_setting_is_used_by_the_next_run(qtbot, window):
    form = child(window, "modelForm")
    form.changed.emit("latent_dim", 3)
    assert window.session.choices.model["latent_dim"] == 3
    assert form.value()["latent_dim"] == 3
    click(qtbot, child(window, "stepButton"))
    wait(qtbot, lambda: window.session.state == "paused")
    assert window.session.record.model["latent_dim"] == 3


def test_while_training_only_live_settings_can_be_changed_and_they_are_marked(qtbot, window):
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: window.session.step > 2)
    model, train = child(window, "modelForm"), child(window, "trainForm")
    assert not child(model, "latent_dim").isEnabled()
    assert child(train, "learning_rate").isEnabled()
    train.changed.emit("learning_rate", 5e-4)
    wait(qtbot, lambda: window.session.history.marks)
    assert window.session.state == "training"


def test_the_settings_of_each_family_are_remembered(qtbot):
    with opened(qtbot) as window:
        window.session.set_values({"latent_dim": 5}, {"batch_size": 17})
        window.session.choose_family("gan")
        assert window.session.choices.train["batch_size"] != 17
    with opened(qtbot) as window:
        assert window.session.family == "gan"
        window.session.choose_family("vae")
        assert window.session.choices.model["latent_dim"] == 5
        assert window.session.choices.train["batch_size"] == 17


def test_a_long_error_leaves_the_settings_in_sight(qtbot, window):
    session = window.session
    session.dataset_error = "This cannot be downloaded. " + "https://example.org/file.gz " * 30
    session.dataset_changed.emit()
    panel = child(window, "setup")
    assert panel._error.isVisible()
    assert panel._error.text().endswith("…")
    assert len(panel._error.text()) <= 120
    assert panel._error.toolTip().count("example.org") == 30
