"""The queue pane, used with the mouse and the keyboard."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QListWidget

from tests.windows import child, click, focus, opened, wait

MODEL = {"hidden": 16, "depth": 1}


@pytest.fixture
def window(qtbot):
    with opened(qtbot) as window:
        window.session.set_values(MODEL, {"seconds": 0, "epochs": 0})
        window.docks["left"].widget().setCurrentWidget(child(window, "queue"))
        yield window


def add(qtbot, window, steps):
    """Add the set-up with the button of the pane."""
    before = child(window, "queueList").count()
    window.session.set_values({}, {"steps": steps})
    click(qtbot, child(window, "queueAddButton"))
    wait(qtbot, lambda: child(window, "queueList").count() == before + 1)


def order(window):
    return [item.train["steps"] for item in window.session.lineup.items]


def shown(window):
    listed = child(window, "queueList")
    return [listed.item(row).text().partition("\n")[2] for row in range(listed.count())]


def choose(qtbot, window, row):
    listed = child(window, "queueList")
    click(qtbot, listed.viewport(), listed.visualItemRect(listed.item(row)).center())
    return listed


def test_items_are_put_into_order_with_buttons_keys_and_the_mouse(qtbot, window, monkeypatch):
    for steps in (1, 2, 3):
        add(qtbot, window, steps)
    assert "3 trainings" in child(window, "queueWhole").text()
    choose(qtbot, window, 2)
    up = child(window, "queueUpButton")
    wait(qtbot, up.isEnabled)
    assert not child(window, "queueDownButton").isEnabled()
    click(qtbot, up)
    wait(qtbot, lambda: order(window) == [1, 3, 2])
    listed = focus(qtbot, child(window, "queueList"))
    wait(qtbot, lambda: [listed.row(item) for item in listed.selectedItems()] == [1])
    assert "3 steps" in listed.item(1).text()
    qtbot.keyClick(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    wait(qtbot, lambda: order(window) == [3, 1, 2])
    qtbot.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    wait(qtbot, lambda: order(window) == [1, 3, 2])
    qtbot.keyClick(listed, Qt.Key.Key_Delete)
    wait(qtbot, lambda: order(window) == [1, 2])
    undo = child(window.bar, "messageAction")
    wait(qtbot, undo.isVisible)
    click(qtbot, undo)
    wait(qtbot, lambda: order(window) == [1, 3, 2] and listed.count() == 3)
    drag_below(qtbot, choose(qtbot, window, 0), monkeypatch)
    wait(qtbot, lambda: order(window) == [3, 2, 1])


def drag_below(qtbot, listed, monkeypatch):
    """Drag what is chosen below the last item."""

    def dropped(self, actions):
        """Stand in for Qt's own loop, which ends with a drop below the last item."""
        below = QPointF(listed.viewport().rect().center().x(), listed.viewport().height() - 2)
        event = QDropEvent(
            below, Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        listed.dropEvent(event)

    monkeypatch.setattr(QListWidget, "startDrag", dropped)
    listed.startDrag(Qt.DropAction.MoveAction)


def test_the_queue_is_worked_off_and_what_is_skipped_waits(qtbot, window):
    for steps in (3, 4):
        add(qtbot, window, steps)
    listed = focus(qtbot, choose(qtbot, window, 0))
    qtbot.keyClick(listed, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    wait(qtbot, lambda: shown(window)[0].startswith("passed over"))
    wait(qtbot, lambda: child(window, "queueSkipButton").text() == "Release")
    start = child(window, "startQueueButton")
    wait(qtbot, start.isEnabled)
    click(qtbot, start)
    wait(qtbot, lambda: shown(window)[1] == "done, at step 4")
    wait(qtbot, lambda: not window.session.queue_on)
    assert shown(window)[0].startswith("passed over")
    choose(qtbot, window, 0)
    wait(qtbot, lambda: child(window, "queueSkipButton").isEnabled())
    click(qtbot, child(window, "queueSkipButton"))
    wait(qtbot, lambda: shown(window)[0] == "waits, 3 steps" and start.isEnabled())
    click(qtbot, start)
    wait(qtbot, lambda: shown(window) == ["done, at step 3", "done, at step 4"])
    wait(qtbot, child(window, "queueClearButton").isEnabled)
    click(qtbot, child(window, "queueClearButton"))
    wait(qtbot, lambda: listed.count() == 0)


def test_the_queue_is_paused_and_goes_on_with_the_same_run(qtbot, window):
    add(qtbot, window, 1_000_000)
    start = child(window, "startQueueButton")
    wait(qtbot, start.isEnabled)
    click(qtbot, start)
    wait(qtbot, lambda: window.session.step > 3)
    wait(qtbot, lambda: start.text() == "Pause the queue")
    wait(qtbot, lambda: shown(window)[0].startswith("is trained"))
    folder = window.session.run.folder
    click(qtbot, start)
    wait(qtbot, lambda: window.session.state == "ready" and start.text() == "Start the queue")
    wait(qtbot, lambda: shown(window)[0].startswith("waits"))
    wait(qtbot, lambda: "paused" in child(window, "queueWhole").text())
    step = window.session.step
    click(qtbot, start)
    wait(qtbot, lambda: window.session.step > step)
    assert window.session.run.folder == folder


def test_an_empty_queue_is_filled_from_the_setup_pane(qtbot, window):
    assert not child(window, "queueList").isVisible()
    assert not child(window, "startQueueButton").isEnabled()
    assert not child(window, "queueRemoveButton").isEnabled()
    assert child(window, "queueAddButton").isEnabled()
    window.session.set_values({}, {"steps": 9})
    setup = child(window, "setup")
    window.docks["left"].widget().setCurrentWidget(setup)
    button = child(window, "addToQueue")
    setup.ensureWidgetVisible(button)
    click(qtbot, button)
    wait(qtbot, lambda: order(window) == [9])
    window.docks["left"].widget().setCurrentWidget(child(window, "queue"))
    start = child(window, "startQueueButton")
    wait(qtbot, start.isEnabled)
    click(qtbot, start)
    wait(qtbot, lambda: window.session.lineup.items[0].state == "done")
