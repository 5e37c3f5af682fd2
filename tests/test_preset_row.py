"""The starting point: chosen from the data, changed with the mouse, and taken back."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from genstudio.train.presets import Facts, find, suitable
from tests.windows import child, choose, click, focus, opened, wait


@pytest.fixture
def window(qtbot):
    with opened(qtbot) as window:
        yield window


def named(window):
    return child(window, "presetChooser").currentText()


def edit(qtbot, window, value):
    editor = child(child(window, "modelForm"), "beta")
    focus(qtbot, editor)
    editor.selectAll()
    qtbot.keyClicks(editor, str(value))
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_the_data_choose_the_starting_point(qtbot, window, tmp_path):
    best = suitable(Facts.of(window.session.dataset), "vae")[0]
    assert named(window) == best.title
    assert window.session.choices.train["steps"] == best.train["steps"]
    np.save(tmp_path / "few.npy", np.random.default_rng(0).integers(0, 255, (40, 48, 48, 3), "u1"))
    window.session.open_source(tmp_path / "few.npy")
    wait(qtbot, lambda: window.session.dataset.name != "digits")
    assert named(window) == find("folder-vae").title
    assert window.session.choices.model["architecture"] == find("folder-vae").model["architecture"]
    choose(qtbot, child(window, "modelChooser"), "Generative adversarial network")
    wait(qtbot, lambda: window.session.family == "gan")
    assert named(window) == find("folder-gan").title


def test_own_settings_outlive_other_data_and_can_be_taken_back(qtbot, window, tmp_path):
    session = window.session
    assert not session.choices.edited  # the number of threads is no setting of a model
    edit(qtbot, window, 2.5)
    wait(qtbot, lambda: named(window) == "Own settings")
    assert child(window, "presetResult").isHidden()
    np.save(tmp_path / "few.npy", np.random.default_rng(0).integers(0, 255, (40, 48, 48, 3), "u1"))
    session.open_source(tmp_path / "few.npy")
    wait(qtbot, lambda: session.dataset.name != "digits")
    assert session.choices.model["beta"] == 2.5
    box = child(window, "presetChooser")

    choose(qtbot, box, find("folder-vae").title)
    assert session.choices.model["beta"] == 1.0
    assert session.choices.train["threads"] == 1
    assert box.findText("Own settings") < 0
    click(qtbot, child(window, "messageAction"))
    assert session.choices.model["beta"] == 2.5
    assert named(window) == "Own settings"


def test_the_models_own_defaults_can_be_chosen(qtbot, window):
    choose(qtbot, child(window, "presetChooser"), "The model's own defaults")
    assert window.session.choices.train["steps"] == 0
    assert not window.session.choices.edited
    assert window.session.choices.preset is None


def test_the_starting_point_waits_while_a_run_is_on(qtbot, window):
    box = child(window, "presetChooser")
    window.session.train()
    wait(qtbot, lambda: window.session.state == "training")
    assert not box.isEnabled()
    window.session.stop()
    wait(qtbot, lambda: window.session.state == "ready")
    assert box.isEnabled()
    assert named(window) != "Own settings"  # the run began as the starting point says
