"""The form that is made from a class of settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QScrollArea

from genstudio.core.config import Hint, Setting
from genstudio.gui.form import Form
from genstudio.gui.widgets.spin import NumberBox


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    latent_dim: Annotated[int, Hint("dimensions <of> z", 1, 512)] = 2
    learning_rate: Annotated[float, Hint("size of a step", 1e-6, 1, live=True)] = 1e-3
    beta: Annotated[float, Hint("weight of the KL term", 0, 100, "nats", live=True)] = 1.0
    likelihood: Annotated[Literal["bernoulli", "gaussian"], Hint("p(x|z)")] = "bernoulli"
    scale: Annotated[Literal[8, 16, 32], Hint("pixels")] = 16
    warm: Annotated[bool, Hint("start slowly")] = True
    note: Annotated[str, Hint("a name")] = "run"
    seed: Annotated[int, Hint("where randomness starts", 0, advanced=True)] = 0


@pytest.fixture
def form(qtbot):
    form = Form(Config)
    qtbot.addWidget(form)
    form.show()
    return form


def retype(qtbot, editor, text: str) -> None:
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def test_every_field_has_the_editor_that_suits_it(form):
    kinds = {name: type(form.editor(name)) for name in form.value()}
    assert kinds == {
        "latent_dim": NumberBox, "learning_rate": NumberBox, "beta": NumberBox,
        "likelihood": QComboBox, "scale": QComboBox, "warm": QCheckBox,
        "note": QLineEdit, "seed": NumberBox,
    }  # fmt: skip


def test_it_starts_with_the_defaults_in_their_own_types(form):
    value = form.value()
    assert Config(**value) == Config()
    assert [type(v) for v in value.values()] == [int, float, float, str, int, bool, str, int]


def test_it_shows_a_config_and_gives_it_back_exactly_without_announcing(form, qtbot):
    config = Config(latent_dim=20, learning_rate=2e-4, beta=0.1, scale=32, seed=2**40, warm=False)
    with qtbot.assertNotEmitted(form.changed):
        form.set_value(config)
    assert Config(**form.value()) == config


def test_some_values_can_be_set_alone(form):
    form.set_value({"latent_dim": 64})
    assert form.value()["latent_dim"] == 64
    assert form.value()["beta"] == 1.0


def test_editors_have_names_labels_and_plain_tooltips(form):
    editor = form.editor("latent_dim")
    assert editor.objectName() == "latent_dim"
    assert editor.accessibleName() == "Latent dim"
    assert "&lt;of&gt;" in editor.toolTip()
    assert "from 1 to 512" in editor.toolTip()
    assert "Default: 2" in editor.toolTip()
    labels = [label for label in form.findChildren(QLabel) if label.buddy()]
    assert {label.buddy().objectName() for label in labels} == set(form.value())
    assert "Beta (nats)" in {label.text() for label in labels}


def test_typing_a_number_counts_at_return_and_not_before(form, qtbot):
    editor = form.editor("learning_rate")
    heard = []
    form.changed.connect(lambda *pair: heard.append(pair))
    retype(qtbot, editor, "2e-4")
    assert heard == []
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert heard == [("learning_rate", 2e-4)]


def test_what_is_being_typed_is_part_of_the_value(form, qtbot):
    retype(qtbot, form.editor("latent_dim"), "32")
    assert form.value()["latent_dim"] == 32


@pytest.mark.parametrize(
    ("name", "text"), [("latent_dim", "0"), ("latent_dim", "2.5"), ("beta", "1000"), ("beta", "x")]
)
def test_a_wrong_number_is_told_at_once_and_put_back(form, qtbot, name, text):
    before = form.value()[name]
    editor = form.editor(name)
    retype(qtbot, editor, text)
    assert form.error(name).startswith(name.replace("_", " ").capitalize() + " must be from")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert form.value()[name] == before
    assert form.error(name) == ""


def test_learning_rates_step_by_one_two_five(form):
    editor = form.editor("learning_rate")
    seen = []
    for _ in range(4):
        editor.stepBy(1)
        seen.append(editor.number())
    assert seen == [2e-3, 5e-3, 1e-2, 2e-2]
    editor.stepBy(-5)
    assert editor.number() == 5e-4


def test_counts_step_by_a_tenth_of_their_size_and_stay_in_range(form):
    editor = form.editor("latent_dim")
    editor.stepBy(1)
    assert editor.number() == 3
    form.set_value({"latent_dim": 100})
    editor.stepBy(1)
    assert editor.number() == 110
    editor.stepBy(-2)
    assert editor.number() == 99
    form.set_value({"latent_dim": 510})
    editor.stepBy(3)
    assert editor.number() == 512


def test_the_mouse_changes_choices_and_switches(form, qtbot):
    heard = []
    form.changed.connect(lambda *pair: heard.append(pair))
    box = form.editor("likelihood")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    check = form.editor("warm")
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(8, check.height() // 2))
    assert ("likelihood", "gaussian") in heard
    assert ("warm", False) in heard


def test_while_running_only_live_settings_can_be_changed_and_it_says_why(form):
    form.set_running(True)
    free = {name for name in form.value() if form.editor(name).isEnabled()}
    assert free == {"learning_rate", "beta"}
    assert "Rebuilds the model" in form.editor("latent_dim").toolTip()
    said = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert any("rebuild the model" in text for text in said)
    form.set_running(False)
    assert all(form.editor(name).isEnabled() for name in form.value())


def test_advanced_settings_are_shown_on_request(form, qtbot):
    toggle = form.findChild(QPushButton, "advancedToggle")
    assert not form.editor("seed").isVisible()
    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert form.editor("seed").isVisible()


def test_an_error_from_outside_opens_the_advanced_part(form):
    form.set_error("seed", "Seed must be at least 0.")
    assert form.editor("seed").isVisible()
    assert form.error("seed") == "Seed must be at least 0."
    form.set_value({"seed": 3})
    assert form.error("seed") == ""


def test_the_wheel_over_a_box_without_focus_scrolls_and_changes_nothing(form, qtbot):
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    editor = form.editor("latent_dim")
    editor.clearFocus()
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor, turn)
    assert form.value()["latent_dim"] == 2


def test_no_label_is_cut_off(form):
    for label in form.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()


def test_rows_keep_their_height_in_a_narrow_pane(qtbot, qapp):
    form = Form(Config)
    form.set_running(True)
    form.findChild(QPushButton, "advancedToggle").setChecked(True)
    pane = QScrollArea()
    qtbot.addWidget(pane)
    pane.setWidgetResizable(True)
    pane.setWidget(form)
    pane.resize(300, 200)
    pane.show()
    qapp.processEvents()
    for name in form.value():
        editor = form.editor(name)
        assert editor.height() >= 26
        assert editor.geometry().bottom() <= editor.parentWidget().height(), name


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("latent_dim", "Latent dim"),
        ("kl_warmup", "KL warm-up"),
        ("beta1", "Beta 1"),
        ("clip_norm", "Clipping norm"),
        ("penalty_every", "Penalty every"),
        ("ema_images", "EMA images"),
    ],
)
def test_labels_are_written_as_people_write_them(name, label):
    assert Setting(name, int, 1, Hint("")).label == label
