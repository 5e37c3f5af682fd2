"""The slider over the checkpoints."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QSlider, QToolButton, QToolTip

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


def choose_pace(qtbot, slider, text):
    """Open the menu of the speed with the mouse and click an entry."""
    button = slider.findChild(QToolButton, "timePace")

    def pick():
        menu = button.menu()
        action = next(one for one in menu.actions() if one.text() == text)
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    QTimer.singleShot(50, pick)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_speed_is_chosen_from_the_menu(slider, qtbot):
    assert slider.speed == 1.0
    before = slider._timer.interval()
    with qtbot.waitSignal(slider.pace_changed):
        choose_pace(qtbot, slider, "0.5×")
    assert slider.speed == 0.5
    assert slider._timer.interval() == 2 * before
    assert slider.findChild(QToolButton, "timePace").text() == "0.5×"


def test_the_film_begins_again_at_its_end_when_it_is_told_to(slider, qtbot):
    slider.set_steps([1, 2, 3])
    choose_pace(qtbot, slider, "Begin again at the end")
    assert slider.loop
    heard, play = record(slider), slider.findChild(QToolButton, "timePlay")
    qtbot.mouseClick(play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(heard) >= 7)
    qtbot.mouseClick(play, Qt.MouseButton.LeftButton)
    assert heard[:7] == [1, 2, 3, 1, 2, 3, 1]
    assert slider.value is not None


def test_the_film_can_be_paused_and_goes_on_from_there(slider, qtbot):
    slider.set_steps(list(range(1, 60)))
    heard, play = record(slider), slider.findChild(QToolButton, "timePlay")
    qtbot.mouseClick(play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(heard) >= 3)
    qtbot.mouseClick(play, Qt.MouseButton.LeftButton)
    count = len(heard)
    qtbot.wait(30)
    assert len(heard) == count
    qtbot.mouseClick(play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(heard) > count)
    assert heard[count] == heard[count - 1] + 1


def test_the_film_waits_for_what_is_not_ready_but_not_for_ever(slider, qtbot, monkeypatch):
    monkeypatch.setattr(time_slider, "PATIENCE", 10**6)
    slider.set_steps([1, 2, 3])
    slider.set_ready({1, 3})
    heard, play = record(slider), slider.findChild(QToolButton, "timePlay")
    qtbot.mouseClick(play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: heard == [1, 2])
    qtbot.wait(30)
    assert heard == [1, 2]
    monkeypatch.setattr(time_slider, "PATIENCE", 20)
    qtbot.waitUntil(lambda: heard == [1, 2, 3, None])


def test_the_tooltip_tells_the_step_under_the_mouse_and_whether_it_is_ready(slider, qtbot):
    slider.set_steps([100, 1200])
    slider.set_ready([1200])
    handle = slider.findChild(QSlider)
    assert slider._about(handle.value_at(handle.place_of(0))) == "step 100"
    assert slider._about(handle.value_at(handle.place_of(1))) == "step 1,200\nready: shown at once"
    place = QPoint(round(handle.place_of(1)), 5)
    QApplication.sendEvent(
        handle, QHelpEvent(QEvent.Type.ToolTip, place, handle.mapToGlobal(place))
    )
    assert "step 1,200" in QToolTip.text()
    QToolTip.hideText()


def test_coming_near_is_announced_so_that_checkpoints_are_read_ahead(slider, qtbot):
    slider.set_steps([100])
    handle = slider.findChild(QSlider)
    with qtbot.waitSignal(slider.approached):
        place = QPointF(4, 4)
        QApplication.sendEvent(handle, QEnterEvent(place, place, place))
