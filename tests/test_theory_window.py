"""The workspace Theory in a whole window: the bar, the curves and the slider are its bench's."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from windows import child, click, opened, rested, wait


@pytest.fixture
def window(qtbot):
    with opened(qtbot) as window:
        yield window


def to_tab(qtbot, window, title: str) -> None:
    bar = window.tabs.tabBar()
    index = next(i for i in range(bar.count()) if bar.tabText(i) == title)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(index).center())
    wait(qtbot, lambda: window.tabs.currentIndex() == index)


def to_theory(qtbot, window):
    to_tab(qtbot, window, "Theory")
    wait(qtbot, lambda: window.session.guest is not None)
    stage = window.session.guest
    wait(qtbot, lambda: stage.frame is not None)
    return stage


def text(window, name: str) -> str:
    return child(window, name).text()


def test_the_bar_is_the_benchs_while_it_is_in_front(window, qtbot) -> None:
    stage = to_theory(qtbot, window)
    wait(qtbot, lambda: stage.state == "training")  # it opens running
    button = child(window, "trainButton")
    wait(qtbot, lambda: button.accessibleName() == "Pause")
    assert text(window, "runState") == "GAN in 1-D"
    click(qtbot, button)
    wait(qtbot, lambda: button.accessibleName() == "Train")
    page = child(window, "gan1dPage")
    pace = child(page, "theoryPace")
    pace.setFocus()
    qtbot.keyClick(pace, Qt.Key.Key_Down)
    wait(qtbot, lambda: stage.pace == "normal")
    wait(qtbot, lambda: stage.phase is None)  # a step that has begun is made to its end
    step = rested(qtbot, stage)
    click(qtbot, child(window, "stepButton"), QPoint(10, 15))
    wait(qtbot, lambda: stage.step == step + 1)
    wait(qtbot, lambda: text(window, "stepCounter") == str(step + 1))
    assert window.session.run is None
    to_tab(qtbot, window, "Explore")
    wait(qtbot, lambda: window.session.guest is None)
    assert text(window, "stepCounter") == "0"
    assert text(window, "runState") != "GAN in 1-D"


def test_the_curves_and_the_slider_show_the_bench_and_its_past(window, qtbot) -> None:
    stage = to_theory(qtbot, window)
    stage.set_pace("fast")
    wait(qtbot, lambda: len(stage.checkpoints) > 3)
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: stage.state == "paused")
    rested(qtbot, stage)
    panel = child(window, "trainingPanel")
    wait(
        qtbot,
        lambda: panel.curves.plots and "v" in str([list(p.lines) for p in panel.curves.plots]),
    )
    handle = child(window, "timeHandle")
    handle.setFocus()
    qtbot.keyClick(handle, Qt.Key.Key_Home)
    wait(qtbot, lambda: stage.shown == stage.checkpoints[0])
    assert stage.frame.step == stage.checkpoints[0]
    qtbot.keyClick(handle, Qt.Key.Key_End)
    wait(qtbot, lambda: stage.shown is None)
    to_tab(qtbot, window, "Explore")
    wait(qtbot, lambda: not panel.time_slider._steps)


def test_the_panes_of_the_run_make_room_and_come_back(window, qtbot) -> None:
    left, right = window.docks["left"], window.docks["right"]
    assert left.isVisible()
    to_theory(qtbot, window)
    wait(qtbot, lambda: not left.isVisible() and not right.isVisible())
    window.docks["left"].toggleViewAction().trigger()  # F3
    wait(qtbot, left.isVisible)
    to_tab(qtbot, window, "Explore")
    wait(qtbot, right.isVisible)
    to_tab(qtbot, window, "Theory")
    wait(qtbot, lambda: not right.isVisible())
    assert left.isVisible()  # it was asked for


def test_a_pane_that_comes_up_stays_from_bench_to_bench(window, qtbot) -> None:
    to_theory(qtbot, window)
    tools = window.docks["tools"]
    wait(qtbot, lambda: not tools.isVisible())
    window.session.workspace_wanted.emit("arithmetic")
    wait(qtbot, tools.isVisible)
    bar = child(window, "theoryTabs").tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    wait(qtbot, lambda: window.session.guest.name == "gan2d")
    assert tools.isVisible()


def test_what_is_opened_over_a_bench_is_seen(window, qtbot, tmp_path) -> None:
    to_theory(qtbot, window)
    np.savez(tmp_path / "points.npz", images=np.random.default_rng(0).random((50, 4, 4)))
    window.open_path(tmp_path / "points.npz")
    wait(qtbot, lambda: window.session.guest is None)
    assert window.tabs.tabText(window.tabs.currentIndex()) == "Explore"
    wait(qtbot, lambda: window.session.dataset.name == "points")


def test_a_bench_rests_out_of_sight_and_a_run_goes_on_beside_it(window, qtbot) -> None:
    session = window.session
    session.set_values({"hidden": 32}, {"batch_size": 32})
    session.train()
    wait(qtbot, lambda: session.state == "training" and session.step > 3)
    stage = to_theory(qtbot, window)
    step = session.step
    wait(qtbot, lambda: session.step > step + 3)
    to_tab(qtbot, window, "Explore")
    wait(qtbot, lambda: session.guest is None)
    step = rested(qtbot, stage)
    assert rested(qtbot, stage) == step


def test_a_window_that_closes_in_the_theory_keeps_its_panes_for_the_next_time(
    window, qtbot
) -> None:
    to_theory(qtbot, window)
    wait(qtbot, lambda: not window.docks["left"].isVisible())
    window.closing.emit()
    assert not window.docks["left"].isHidden()
