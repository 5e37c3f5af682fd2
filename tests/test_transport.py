import sys
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from genstudio.gui import device
from genstudio.gui.pace import Pace, in_words
from tests.windows import child, click, focus, opened, wait


@pytest.fixture
def window(qtbot):
    with opened(qtbot) as window:
        yield window


def text(window, name):
    return child(window, name).text()


def test_at_the_start_only_what_can_be_done_is_enabled(window):
    enabled = {
        n: child(window, f"{n}Button").isEnabled() for n in ("train", "step", "stop", "reset")
    }
    assert enabled == {"train": True, "step": True, "stop": False, "reset": False}


def test_the_round_button_trains_and_pauses(qtbot, window):
    button = child(window, "trainButton")
    click(qtbot, button)
    wait(qtbot, lambda: window.session.step > 5)
    assert button.accessibleName() == "Pause"
    assert child(window, "stopButton").isEnabled()
    click(qtbot, button)
    assert window.session.state == "paused"
    assert button.accessibleName() == "Train"
    step = window.session.step
    click(qtbot, button)
    wait(qtbot, lambda: window.session.step > step)


def test_the_counters_follow_the_run(qtbot, window):
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: window.session.step > 5)
    click(qtbot, child(window, "stopButton"))
    wait(qtbot, lambda: window.session.state == "ready")
    assert text(window, "stepCounter") == f"{window.session.step:,}"
    assert text(window, "epochCounter") == f"{window.session.epoch:,.1f}"
    assert text(window, "runState") == window.session.run.folder.name


def test_step_makes_one_step(qtbot, window):
    click(qtbot, child(window, "stepButton"))
    wait(qtbot, lambda: window.session.state == "paused")
    assert text(window, "stepCounter") == "1"


def test_reset_goes_back_to_zero(qtbot, window):
    click(qtbot, child(window, "stepButton"))
    wait(qtbot, lambda: window.session.state == "paused")
    click(qtbot, child(window, "resetButton"))
    wait(qtbot, lambda: window.session.run is None)
    assert text(window, "stepCounter") == "0"
    assert not child(window, "resetButton").isEnabled()


def test_only_a_gan_offers_steps_of_one_player(qtbot, window):
    mode = QToolButton.ToolButtonPopupMode
    button = child(window, "stepButton")
    assert button.popupMode() == mode.DelayedPopup
    window.session.choose_family("gan")
    assert button.popupMode() == mode.MenuButtonPopup
    wait(qtbot, button.isEnabled)
    actions = {action.text(): action for action in button.menu().actions()}
    actions["Step of D only"].trigger()
    wait(qtbot, lambda: window.session.state == "paused")
    assert "D loss" in window.session.history.terms()
    assert "G loss" not in window.session.history.terms()


def test_the_keys_do_what_the_buttons_do(qtbot, window):
    plane = focus(qtbot, child(window, "latentPlane"))
    qtbot.keyClick(plane, Qt.Key.Key_Space)
    wait(qtbot, lambda: window.session.step > 2)
    qtbot.keyClick(plane, Qt.Key.Key_Space)
    assert window.session.state == "paused"
    step = window.session.step
    qtbot.keyClick(plane, Qt.Key.Key_Period)
    wait(qtbot, lambda: window.session.step > step and window.session.state == "paused")


def test_no_time_left_is_told_before_the_speed_is_stable():
    pace = Pace({"steps": 1000})
    for step in range(1, 10):
        pace.add(step, step / 10, step * 0.1)
    assert pace.seconds_left is None
    for step in range(10, 60):
        pace.add(step, step / 10, step * 0.1)
    assert pace.seconds_left == pytest.approx(94.1)
    assert pace.share == pytest.approx(0.059)


def test_the_limit_that_comes_first_tells_the_time():
    pace = Pace({"steps": 10_000, "epochs": 10, "seconds": 3000})
    for step in range(1, 60):
        pace.add(step, step / 10, step * 0.1)
    assert pace.seconds_left == pytest.approx((10 - 5.9) / 0.1 * 0.1)


def test_without_a_limit_there_is_no_time_left():
    pace = Pace({"steps": 0, "epochs": 0, "seconds": 0})
    for step in range(1, 60):
        pace.add(step, step / 10, step * 0.1)
    assert pace.seconds_left is None
    assert pace.share is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(2, "about 5 s"), (33, "about 35 s"), (95, "about 2 min"),
     (7300, "about 2 h 2 min")],
)  # fmt: skip
def test_times_are_told_the_way_people_do(seconds, words):
    assert in_words(seconds) == words


def test_the_device_is_named_while_the_library_for_its_memory_is_imported(monkeypatch):
    monkeypatch.setitem(sys.modules, "psutil", ModuleType("psutil"))
    assert "·" not in device.describe()
