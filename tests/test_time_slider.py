"""The slider over the checkpoints."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QSlider, QToolButton

from genstudio.gui.widgets import time_slider
from genstudio.gui.widgets.time_slider import TimeSlider


@pytest.fixture
def slider(qtbot, monkeypatch):
    monkeypatch.setattr(time_slider, "FRAME", 5)
    slider = TimeSlider()
    qtbot.addWidget(slider)
    slider.resize(400, 40)
    slider.show()
    return slider


def record(slider) -> list:
    heard = []
    slider.step_chosen.connect(heard.append)
    return heard


def text(slider) -> str:
    return slider.findChild(QLabel).text()


def test_without_checkpoints_it_is_off_and_says_so(slider):
    assert not slider.findChild(QSlider).isEnabled()
    assert not slider.findChild(QToolButton).isEnabled()
    assert text(slider) == "no checkpoints"
    assert slider.value is None
    assert slider.objectName() == "timeSlider"


def test_it_starts_live_and_stays_live_as_checkpoints_come(slider, qtbot):
    with qtbot.assertNotEmitted(slider.step_chosen):
        slider.set_steps([100])
        slider.set_steps([100, 1200])
    assert slider.value is None
    assert text(slider) == "live"


def test_keys_go_back_in_time_and_forward_to_live(slider, qtbot):
    slider.set_steps([100, 1200])
    heard, handle = record(slider), slider.findChild(QSlider)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_End):
        qtbot.keyClick(handle, key)
    assert heard == [1200, 100, None]


@pytest.mark.parametrize(("share", "step"), [(0.02, 100), (0.34, 1200), (0.66, 5000), (0.98, None)])
def test_a_click_goes_to_the_step_under_the_mouse(slider, qtbot, share, step):
    slider.set_steps([100, 1200, 5000])
    slider.set_value(None if step else 100)
    heard, handle = record(slider), slider.findChild(QSlider)
    place = QPoint(int(handle.width() * share), handle.height() // 2)
    qtbot.mouseClick(handle, Qt.MouseButton.LeftButton, pos=place)
    assert heard == [step]
    assert slider.value == step


def test_the_step_shown_stays_when_others_come_or_go(slider, qtbot):
    slider.set_steps([100, 200, 300])
    slider.set_value(200)
    with qtbot.assertNotEmitted(slider.step_chosen):
        slider.set_steps([200, 300, 400, 500])
    assert slider.value == 200
    assert text(slider) == "step 200"


def test_when_the_step_shown_is_gone_it_is_live_again(slider):
    slider.set_steps([100, 200])
    slider.set_value(200)
    heard = record(slider)
    slider.set_steps([100])
    assert slider.value is None
    assert heard == [None]


def test_steps_are_told_with_separators_and_fit_their_place(slider):
    slider.set_steps([12_345_678])
    slider.set_value(12_345_678)
    label = slider.findChild(QLabel)
    assert label.text() == "step 12,345,678"
    assert label.width() >= label.sizeHint().width()


def test_the_film_plays_every_checkpoint_and_ends_live(slider, qtbot):
    slider.set_steps([1, 2, 3])
    slider._timer.setInterval(5)
    heard, play = record(slider), slider.findChild(QToolButton)
    qtbot.mouseClick(play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not play.isChecked())
    assert heard == [1, 2, 3, None]
    assert not slider._timer.isActive()


def test_the_film_stops_when_the_slider_is_hidden(slider, qtbot):
    slider.set_steps([1, 2, 3])
    qtbot.mouseClick(slider.findChild(QToolButton), Qt.MouseButton.LeftButton)
    slider.hide()
    assert not slider._timer.isActive()


def test_setting_a_step_from_outside_is_not_announced(slider, qtbot):
    slider.set_steps([1, 2, 3])
    with qtbot.assertNotEmitted(slider.step_chosen):
        slider.set_value(2)
        slider.set_value(None)


def test_a_slider_in_a_narrow_place_can_still_be_aimed_at(slider):
    slider.resize(slider.minimumSizeHint())
    assert slider.findChild(QSlider).width() >= time_slider.LEAST


@pytest.mark.parametrize(("share", "step"), [(0.02, None), (0.98, 100)])
def test_from_right_to_left_the_live_model_is_at_the_left_end(slider, qtbot, share, step):
    slider.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    slider.set_steps([100, 1200, 5000])
    slider.set_value(1200)
    handle = slider.findChild(QSlider)
    place = QPoint(round(share * handle.width()), handle.height() // 2)
    qtbot.mouseClick(handle, Qt.MouseButton.LeftButton, pos=place)
    assert slider.value == step
