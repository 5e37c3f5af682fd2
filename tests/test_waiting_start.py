"""Train can be pressed before the engine is there: the start then waits, and can be called off."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.windows import child, click, focus, opened, wait


def test_train_pressed_before_the_engine_is_there_starts_by_itself(qtbot):
    with opened(qtbot, ready=False) as window:
        session, button = window.session, child(window, "trainButton")
        assert not session.engine_loaded
        assert button.isEnabled()
        click(qtbot, button)
        assert session.waiting
        assert button.accessibleName() == "Call off the start"
        assert button.isEnabled()
        wait(qtbot, lambda: session.state == "training" and session.step > 0)
        assert button.accessibleName() == "Pause"


def test_a_start_that_waits_is_called_off_by_the_same_button(qtbot):
    with opened(qtbot, ready=False) as window:
        session, button = window.session, child(window, "trainButton")
        click(qtbot, button)
        click(qtbot, button)
        assert not session.waiting
        assert button.accessibleName() == "Train"
        wait(qtbot, lambda: session.ready and session.view is not None)
        QApplication.processEvents()
        assert (session.state, session.run) == ("ready", None)


def test_space_and_stop_do_the_same(qtbot):
    with opened(qtbot, ready=False) as window:
        session = window.session
        button = focus(qtbot, child(window, "trainButton"))
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert session.waiting
        click(qtbot, child(window, "stopButton"))
        assert not session.waiting
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert session.waiting
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert not session.waiting
