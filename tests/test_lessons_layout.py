"""What a lesson hides, shows and points at, and the window as it was before."""

import pytest
from lessons_kit import begin, step, window_for_lessons, write
from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    Qt,
)
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDockWidget

from genstudio.core import lesson as files
from genstudio.gui import (
    lesson_places,
)
from tests.windows import child, click, focus, opened, wait


@pytest.fixture
def window(qtbot):
    with window_for_lessons(qtbot) as window:
        yield window


def test_the_end_in_the_middle_puts_the_window_back(qtbot, window, tmp_path):
    session = window.session
    window.docks["bottom"].hide()
    session.set_values({"latent_dim": 5}, {})
    path = write(
        tmp_path,
        step(at="train.curves", hide=["inspector", "runs"]),
        step(set={"model": {"latent_dim": 2}, "run": "fresh"}, until={"event": "prepared"}),
        hide=["gallery"],
    )
    begin(qtbot, window, path)
    left = lesson_places.tabs_of(lesson_places.panels(window)["runs"])[0]
    assert window.docks["right"].isHidden()
    assert not window.tabs.isTabVisible(1)
    assert not left.isTabVisible(1)
    assert not window.docks["right"].toggleViewAction().isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.tabs.currentIndex() != 1  # no way leads to what is hidden
    assert window.docks["bottom"].isVisible()  # the lesson points at it
    click(qtbot, child(window, "lessonNext"))
    assert window.docks["right"].isVisible()
    assert left.isTabVisible(1)
    assert window.docks["right"].toggleViewAction().isEnabled()
    assert not window.tabs.isTabVisible(1)
    click(qtbot, child(window, "lessonDo"))
    wait(qtbot, lambda: window.lessons.done)
    assert session.choices.model["latent_dim"] == 2
    click(qtbot, child(window, "lessonEnd"))
    assert window.lessons.lesson is None
    assert window.tabs.isTabVisible(1)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, lambda: window.tabs.currentIndex() == 1)
    assert window.docks["bottom"].isHidden()
    assert child(window, "lessonRing").isHidden()
    click(qtbot, child(window, "messageAction"))  # open it again
    wait(qtbot, lambda: session.choices.model["latent_dim"] == 5)


def test_a_hidden_setting_stays_away_when_its_form_is_made_anew(qtbot, window, tmp_path):
    session = window.session
    path = write(tmp_path, step(), step(hide=["setting.loss"]), hide=["setting.beta"])
    begin(qtbot, window, path)
    beta = lesson_places.find(window, "setting.beta")
    assert not beta.isVisible()
    assert not beta.parentWidget().label.isVisible()
    session.choose_family("gan")
    wait(qtbot, lambda: lesson_places.find(window, "setting.loss") is not None)
    session.choose_family("vae")
    wait(qtbot, lambda: lesson_places.find(window, "setting.beta") is not None)
    wait(qtbot, lambda: not lesson_places.find(window, "setting.beta").isVisible())
    click(qtbot, child(window, "lessonNext"))
    session.choose_family("gan")
    wait(qtbot, lambda: lesson_places.find(window, "setting.loss") is not None)

    def there(name: str) -> bool:
        return lesson_places.find(window, f"setting.{name}").isVisible()

    wait(qtbot, lambda: there("hidden") and not there("loss"))
    click(qtbot, child(window, "lessonEnd"))
    wait(qtbot, lambda: lesson_places.find(window, "setting.loss").isVisible())


def test_a_setting_that_is_folded_away_is_brought_into_view(qtbot, window, tmp_path):
    window.session.choose_family("gan")
    wait(qtbot, lambda: lesson_places.find(window, "setting.k_d") is not None)
    begin(qtbot, window, write(tmp_path, step(at="setting.k_d"), step()))
    wait(qtbot, lambda: lesson_places.find(window, "setting.k_d").isVisible())
    click(qtbot, child(window, "lessonEnd"))
    wait(qtbot, lambda: not lesson_places.find(window, "setting.k_d").isVisible())


def test_what_a_class_does_not_need_stays_hidden_until_all_is_shown(qtbot, window, tmp_path):
    path = write(
        tmp_path, step(), hide=["runs", "transport.reset", "transport.step"], keep_hidden=True
    )
    reset = child(window, "resetButton")
    shown = next(
        a for a in window.menus.actions if a.text().replace("&", "") == "Show all controls"
    )
    assert not shown.isEnabled()
    key = next(a for a in window.menus.actions if a.shortcut() == QKeySequence("."))
    assert key.isEnabled()
    begin(qtbot, window, path)
    assert reset.isHidden()
    assert not key.isEnabled()
    assert child(window, "lessonShowAll").isVisible()
    reset.show()  # its panel has its own reasons
    wait(qtbot, reset.isHidden)
    click(qtbot, child(window, "lessonNext"))
    assert window.lessons.lesson is None
    assert reset.isHidden()
    assert "3 parts" in child(window, "messageBar").text
    begin(qtbot, window, "tour")  # another lesson of the class changes nothing about it
    assert reset.isHidden()
    assert shown.isEnabled()
    click(qtbot, child(window, "lessonShowAll"))
    assert reset.isVisible()
    assert key.isEnabled()
    assert not shown.isEnabled()
    assert child(window, "lessonShowAll").isHidden()
    click(qtbot, child(window, "lessonNext"))
    click(qtbot, child(window, "lessonEnd"))
    assert reset.isVisible()


def test_what_was_open_before_a_lesson_comes_back(qtbot, window, tmp_path):
    session = window.session
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: session.step > 5)
    click(qtbot, child(window, "stopButton"))
    wait(qtbot, lambda: session.state == "ready" and session.run is not None)
    folder = session.run.folder
    one = step(set={"family": "gan", "model": {"k_d": 3}}, until={"event": "prepared"})
    begin(qtbot, window, write(tmp_path, one))
    click(qtbot, child(window, "lessonDo"))
    wait(qtbot, lambda: window.lessons.done)
    assert session.family == "gan"
    click(qtbot, child(window, "lessonEnd"))
    click(qtbot, child(window, "messageAction"))
    wait(qtbot, lambda: session.run is not None and session.run.folder == folder)
    assert session.family == "vae"
    wait(qtbot, lambda: not session.dataset_loading)
    session.choose_family("gan")
    wait(qtbot, lambda: session.family == "gan")
    assert session.choices.model["k_d"] == 1


def test_the_ring_follows_and_lets_the_mouse_through(qtbot, window, tmp_path):
    begin(qtbot, window, write(tmp_path, step(at="gallery.grid")))
    ring, bar = child(window, "lessonRing"), window.tabs.tabBar()
    tab = bar.tabRect(1).translated(bar.mapTo(window, QPoint()))
    assert ring.geometry().contains(tab)
    assert ring.height() < 60  # around the tab only: the gallery is not open
    window.tabs.setCurrentIndex(1)
    grid = child(window, "sampleGrid")
    wait(
        qtbot,
        lambda: ring.geometry().contains(grid.rect().translated(grid.mapTo(window, QPoint()))),
    )
    window.resize(1200, 760)
    place = grid.mapTo(window, QPoint())
    wait(
        qtbot,
        lambda: ring.geometry().contains(grid.rect().translated(grid.mapTo(window, QPoint()))),
    )
    assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert window.childAt(place + QPoint(0, 5)) is not ring


def test_the_keyboard_stays_where_it_is_and_reaches_the_card(qtbot, window, tmp_path):
    plane = focus(qtbot, child(window, "latentPlane"))
    begin(qtbot, window, write(tmp_path, step(), step()))
    assert plane.hasFocus()
    assert "Step 1 of 2. One. Do it." in child(window, "lessonCard").accessibleDescription()
    focus(qtbot, child(window, "lessonNext"))
    qtbot.keyClick(child(window, "lessonNext"), Qt.Key.Key_Space)
    assert window.lessons.number == 1


def test_a_lesson_that_has_ended_leaves_nothing_behind(qtbot, window, tmp_path):
    path = write(tmp_path, step(at="transport.train"))
    begin(qtbot, window, path)
    window.lessons.end()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    before = len(window.findChildren(QObject))
    window.lessons.begin(files.read(path))
    window.lessons.end()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(window.findChildren(QObject)) == before


def test_closing_in_the_midst_of_a_lesson_remembers_the_users_own_layout(qtbot, tmp_path):
    path = write(tmp_path, step(hide=["inspector", "setup", "runs", "queue", "doctor"]))
    with opened(qtbot) as window:
        begin(qtbot, window, path)
        assert window.docks["left"].isHidden()
    with opened(qtbot, ready=False) as window:
        assert not window.docks["left"].isHidden()
        assert not window.docks["right"].isHidden()
        assert window.findChild(QDockWidget, "lessonDock") is None
