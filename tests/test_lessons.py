"""Lessons in the real window, gone through with the mouse."""

import json
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import (
    QDeadlineTimer,
    QEvent,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QUrl,
)
from PySide6.QtGui import QDropEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QSlider, QWidget

from genstudio.core import lesson as files
from genstudio.core import paths
from genstudio.core.errors import UserError
from genstudio.gui import (
    lesson_check,
    lesson_files,
    lesson_measure,
    lesson_places,
    lesson_theory,
)
from tests.windows import child, choose, click, focus, hover, opened, wait

SETTINGS = {"hidden": 16}
FAST = {"threads": 1, "checkpoint_every": 20}


@pytest.fixture
def window(qtbot):
    with opened(qtbot) as window:
        window.session.set_values(SETTINGS, FAST)
        yield window


def begin(qtbot, window, name_or_path):
    path = lesson_files.shipped().get(name_or_path, name_or_path)
    window.lessons.open(path)
    wait(qtbot, lambda: window.lessons.lesson is not None and child(window, "lessonCard"))


def listed(qtbot, window):
    """Open the list of lessons by its menu."""
    action = next(a for a in window.menus.actions if a.text().replace("&", "") == "Lessons…")
    action.trigger()
    wait(qtbot, lambda: window.findChild(QWidget, "lessonRow") is not None)
    return child(window, "lessonPicker")


def write(tmp_path, *steps, **more):
    path = tmp_path / "own.genlesson"
    value = {"format": files.FORMAT, "version": 1, "title": "T", "summary": "S"}
    path.write_text(json.dumps(value | {"steps": steps} | more))
    return path


def step(**more):
    return {"title": "One", "text": "Do it."} | more


def said(window, name):
    return child(window, name).text()


def workspaces(window):
    there = lesson_places.panels(window)
    return {name: window.tabs.indexOf(panel) >= 0 for name, panel in there.items()}


def test_every_place_that_lessons_can_point_at_is_in_the_window(window):
    for place in lesson_places.PLACES.keys() - {lesson_places.PACE}:  # of a bench's page
        assert lesson_places.find(window, place) is not None, place
    assert lesson_places.find(window, "setting.beta") is not None
    assert lesson_places.find(window, "setting.k_d") is None  # a GAN's


def test_shipped_lessons_name_only_what_there_is(window):
    for path in lesson_files.shipped().values():
        lesson_check.check(files.read(path), window.session.choices, workspaces(window))


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"at": "setup.nothing"}, "nothing"),
        ({"at": "setting.nothing"}, "nothing"),
        ({"hide": ["nothing"]}, "nothing"),
        ({"hide": ["explorer", "gallery", "compare", "theory", "applications"]}, "workspaces"),
        ({"set": {"family": "nothing"}}, "nothing"),
        ({"set": {"family": "gan", "model": {"beta": 1.0}}}, "beta"),
        ({"set": {"family": "vae", "model": {"beta": 1000.0}}}, "Beta"),
        ({"set": {"train": {"batch_size": "many"}}}, "Batch"),
        ({"set": {"tab": "setup"}}, "setup"),
        ({"until": {"event": "tab", "name": "inspector"}}, "inspector"),
        ({"until": {"event": "family", "name": "nothing"}}, "nothing"),
    ],
)
def test_what_is_not_there_is_said_before_the_lesson_begins(qtbot, window, tmp_path, more, word):
    found = files.read(write(tmp_path, step(), step(**more)))
    with pytest.raises(UserError, match=f"Step 2 .*{word}"):
        lesson_check.check(found, window.session.choices, workspaces(window))
    window.lessons.begin(found)
    assert window.lessons.lesson is None
    assert word in child(window, "messageBar").text


def test_the_whole_tour_with_the_mouse(qtbot, window):
    session, guide = window.session, window.lessons
    texts = dict(window.session.choices.model)
    begin(qtbot, window, "tour")
    ring = child(window, "lessonRing")
    following = child(window, "lessonNext")
    assert ring.isHidden()
    click(qtbot, following)  # to the images and the model, which are chosen already
    wait(qtbot, lambda: ring.isVisible() and child(window, "lessonDo").isVisible())
    assert session.choices.train["steps"] > 0  # the starting point's end is not the tour's
    click(qtbot, child(window, "lessonDo"))
    wait(qtbot, lambda: guide.done)
    assert session.choices.model == texts
    click(qtbot, following)
    plane = child(window, "latentPlane")
    assert said(window, "lessonNext") == "Skip"
    hover(plane, plane.rect().center() + QPoint(40, 30))
    wait(qtbot, lambda: guide.done)
    assert ring.geometry().contains(
        plane.geometry().translated(plane.parent().mapTo(window, QPoint()))
    )
    click(qtbot, following)
    click(qtbot, child(window, "trainButton"))  # through nothing: the ring is around it
    wait(qtbot, lambda: guide.done)
    click(qtbot, following)
    wait(qtbot, lambda: "of 200" in said(window, "lessonWait"))
    wait(qtbot, lambda: guide.done)
    click(qtbot, following)
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: guide.done and session.state == "paused")
    click(qtbot, following)
    handle = child(window, "timeSlider").findChild(QSlider)
    click(qtbot, handle, QPoint(3, handle.height() // 2))
    wait(qtbot, lambda: guide.done and session.shown is not None)
    click(qtbot, following)
    bar = window.tabs.tabBar()
    click(qtbot, bar, bar.tabRect(1).center())
    wait(qtbot, lambda: guide.done)
    click(qtbot, following)
    assert guide.done  # his own pictures, if he likes
    click(qtbot, following)
    assert said(window, "lessonNext") == "Finish"
    click(qtbot, following)
    assert guide.lesson is None
    qtbot.waitUntil(lambda: window.findChild(QDockWidget, "lessonDock") is None)
    assert session.run is not None


LONG = "six-applications"  # it searches for codes, and loads four examples
NAMES = [
    pytest.param(name, marks=pytest.mark.slow) if name == LONG else name
    for name in lesson_files.shipped()
]


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_lesson_can_be_followed_to_its_end(qtbot, window, name, monkeypatch):
    monkeypatch.setattr(lesson_theory, "SCALE", 0.01)  # every step, with fewer steps of training
    guide = window.lessons
    begin(qtbot, window, name)
    count = len(guide.lesson.steps)
    for number in range(count):
        assert guide.number == number
        go_through(qtbot, window)
    assert guide.lesson is None
    assert window.session.shown is None
    assert guide.progress.finished(name)
    assert 8 <= count <= 15


@pytest.mark.slow
@pytest.mark.parametrize("name", lesson_files.shipped())
def test_what_a_lesson_checks_comes_out_as_it_says(qtbot, window, name):
    window.session.set_values({"hidden": 128}, {})
    guide, went = window.lessons, []
    begin(qtbot, window, name)
    while guide.lesson is not None:
        step, number = guide.step, guide.number
        go_through(qtbot, window, patience=200)
        values = guide._measures.values(number)
        if step.check is not None:
            went.append((number + 1, lesson_measure.holds(step.check, values), values))
    # The chains of the VAE's bench are there to show that they can disagree.
    assert not [found for found in went if found[1] is False and "r_hat" not in found[2]]
    assert all(found[1] is not None for found in went)


def go_through(qtbot, window, patience=2.0):
    """Do what a step asks for, as a person would, and go on to the next one."""
    guide = window.lessons
    step, number = guide.step, guide.number
    if step.ask is not None:
        right = next(i for i, choice in enumerate(step.ask.choices) if choice.right)
        click(qtbot, child(window, f"lessonChoice{right + 1}"))
    button = child(window, "lessonDo")
    if step.set is not None and not guide.done and button.isVisible():
        click(qtbot, button)
        qtbot.waitUntil(lambda: guide.done or button.isEnabled(), timeout=60_000)
    by_hand = BY_HAND.get(step.until.name or step.until.event) or BY_HAND.get(step.until.event)
    if by_hand is not None and not guide.done:
        by_hand(qtbot, window, number)
    if step.until.event == "acted":
        finish_action(qtbot, window, patience)
    qtbot.waitUntil(lambda: guide.done, timeout=300_000)
    if step.at is not None:
        assert lesson_places.find(window, step.at) is not None, step.at
    if step.ask is not None or step.check is not None:
        assert said(window, "lessonReply")
        assert "{" not in said(window, "lessonReply")
    click(qtbot, child(window, "lessonNext"))


def finish_action(qtbot, window, patience):
    """Wait for what takes long, and cancel it when the patience, in seconds, is at its end."""
    guide, deadline = window.lessons, QDeadlineTimer(round(1000 * patience))
    qtbot.waitUntil(lambda: guide.done or deadline.hasExpired(), timeout=300_000)
    cancel = window.findChild(QWidget, f"{lesson_theory.in_front(window)}Cancel")
    if not guide.done and cancel is not None and cancel.isVisible():
        click(qtbot, cancel)


def on_plane(window):
    window.tabs.setCurrentIndex(0)
    plane = child(window, "latentPlane")
    return plane, plane.rect().center()


def point(qtbot, window, number):
    plane, centre = on_plane(window)
    hover(plane, centre + QPoint(number, 30))


def pin(qtbot, window, number):
    plane, centre = on_plane(window)
    click(qtbot, plane, centre + QPoint(40, 30))


def drag(qtbot, window, number, keys=Qt.KeyboardModifier.NoModifier):
    plane, centre = on_plane(window)
    left = Qt.MouseButton.LeftButton
    press(plane, QEvent.Type.MouseButtonPress, centre - QPoint(90, 70), left, keys)
    for share in range(-6, 8):
        press(plane, QEvent.Type.MouseMove, centre + share * QPoint(12, 9), left, keys)
    press(plane, QEvent.Type.MouseButtonRelease, centre + QPoint(90, 70), left, keys)


def choose_group(qtbot, window, number):
    def some():
        drag(qtbot, window, number, Qt.KeyboardModifier.ShiftModifier)
        return len(window.session.selected) > 0

    qtbot.waitUntil(some, timeout=30_000)  # the codes may not be there yet


def add_up(qtbot, window, number):
    click(qtbot, child(window, "addLassoA"))


def change_attribute(qtbot, window, number):
    tabs = child(window, "arithmeticTabs")
    bar = tabs.tabBar()
    click(qtbot, bar, bar.tabRect(1).center())
    box = child(window, "attributeSource")
    choose(qtbot, box, box.itemText(box.count() - 1))
    slider = child(window, "attributeStrength")
    wait(qtbot, slider.isVisible)
    focus(qtbot, slider)
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)


def draw(qtbot, window, number):
    canvas = child(window, "ownCanvas")
    centre = canvas.rect().center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    press(canvas, QEvent.Type.MouseButtonPress, centre - QPoint(0, 20), left, none)
    for y in range(-20, 21, 5):
        press(canvas, QEvent.Type.MouseMove, centre + QPoint(0, y), left, none)
    press(canvas, QEvent.Type.MouseButtonRelease, centre + QPoint(0, 20), left, none)


def press(widget, kind, at, button, keys):
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
    pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
    place = QPointF(at)
    event = QMouseEvent(kind, place, widget.mapToGlobal(place), pressed, held, keys)
    QApplication.sendEvent(widget, event)


def between_two(qtbot, window, number):
    for part in ("First", "Last"):
        click(qtbot, child(window, f"interpolate{part}Another"))


def complete(qtbot, window, number):
    page = child(window, "completePage")
    wait(qtbot, lambda: page.slot.image is not None)
    paint = child(window, "completePaint")
    centre = paint.rect().center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    press(paint, QEvent.Type.MouseButtonPress, centre - QPoint(30, 0), left, none)
    for x in range(-30, 31, 6):
        press(paint, QEvent.Type.MouseMove, centre + QPoint(x, 0), left, none)
    press(paint, QEvent.Type.MouseButtonRelease, centre + QPoint(30, 0), left, none)
    start = child(window, "completeStart")
    wait(qtbot, lambda: start.isEnabled() and start.isVisible())
    click(qtbot, start)


def add_concepts(qtbot, window, number):
    click(qtbot, child(window, "deckExample"))


def change_features(qtbot, window, number):
    wait(qtbot, child(window, "featuresStart").isEnabled)
    click(qtbot, child(window, "featuresStart"))


BY_HAND = {
    "interpolation": between_two, "completion": complete, "analogy": add_concepts,
    "features": change_features,
    "pointed": point, "pinned": pin, "path": drag, "selected": choose_group,
    "arithmetic": add_up, "attribute": change_attribute, "picture": draw,
}  # fmt: skip


def test_what_a_lesson_did_shows_at_its_end(qtbot, window):
    guide = window.lessons
    begin(qtbot, window, "tour")
    while guide.lesson is not None:
        if guide.step.set is not None and not guide.done:
            click(qtbot, child(window, "lessonDo"))
            wait(qtbot, lambda: guide.done)
        click(qtbot, child(window, "lessonNext"))
    assert window.session.state == "paused"
    assert window.session.shown is None
    assert window.tabs.currentIndex() == 1


def test_a_prediction_comes_before_the_run_and_is_answered_after_it(qtbot, window, tmp_path):
    choices = [
        {"text": "Up & away", "then": "It fell."},
        {"text": "Down", "then": "Right, it fell.", "right": True},
    ]
    one = step(
        set={"family": "vae", "model": {"beta": 5.0}, "run": "train"},
        until={"event": "steps", "count": 20},
        ask={"question": "What will the KL do?", "choices": choices},
    )
    session, guide = window.session, window.lessons
    begin(qtbot, window, write(tmp_path, one, step()))
    assert not child(window, "lessonDo").isEnabled()
    assert not child(window, "lessonNext").isEnabled()
    assert "First choose" in said(window, "lessonWait")
    click(qtbot, child(window, "lessonChoice1"))
    click(qtbot, child(window, "lessonChoice2"))  # a second thought is allowed
    assert child(window, "lessonReply").isHidden()
    click(qtbot, child(window, "lessonDo"))
    wait(qtbot, lambda: session.state == "training")
    assert session.choices.model["beta"] == 5.0
    wait(qtbot, lambda: guide.done)
    assert said(window, "lessonReply") == "Right, it fell."
    assert not child(window, "lessonChoice1").isEnabled()
    assert child(window, "lessonChoice2").accessibleName() == "✓ Down"
    assert child(window, "lessonChoice1").accessibleName() == "Up & away"
    click(qtbot, child(window, "lessonNext"))
    click(qtbot, child(window, "lessonBack"))
    assert said(window, "lessonReply") == "Right, it fell."
    assert child(window, "lessonChoice2").isChecked()


def test_steps_with_other_settings_do_not_count(qtbot, window, tmp_path):
    one = step(set={"model": {"beta": 5.0}, "run": "train"}, until={"event": "steps", "count": 20})
    begin(qtbot, window, write(tmp_path, one))
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: window.session.step > 40)
    assert not window.lessons.done
    window.session.change_live("beta", 5.0)
    wait(qtbot, lambda: window.lessons.done)


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


def test_a_lesson_goes_on_where_it_was_left_and_sets_up_what_came_before(qtbot, window, tmp_path):
    session = window.session
    wanted = {"family": "gan", "model": {"k_d": 3}, "tab": "gallery"}
    path = write(tmp_path, step(set=wanted), step(), step(), title="Mine", minutes=7)
    begin(qtbot, window, path)
    click(qtbot, child(window, "lessonNext"))
    click(qtbot, child(window, "lessonEnd"))
    picker = listed(qtbot, window)
    texts = [label.text() for label in picker.findChildren(QLabel)]
    assert "about 7 minutes · step 2 of 3 reached · own.genlesson" in texts
    click(qtbot, child(picker, "lessonOn-own"))
    wait(qtbot, lambda: window.lessons.lesson is not None)
    assert window.lessons.number == 1
    click(qtbot, child(window, "messageAction"))  # set them up again
    wait(qtbot, lambda: session.family == "gan" and session.choices.model["k_d"] == 3)
    wait(qtbot, lambda: window.tabs.currentIndex() == 1)
    click(qtbot, child(window, "lessonNext"))
    click(qtbot, child(window, "lessonNext"))
    assert window.lessons.lesson is None
    picker = listed(qtbot, window)
    wait(qtbot, lambda: "✓ Mine" in [label.text() for label in picker.findChildren(QLabel)])
    assert window.lessons.progress.reached(str(path)) == 0
    begin(qtbot, window, path)
    assert window.lessons.number == 0


def test_what_was_measured_is_said_and_checked(qtbot, window, tmp_path):
    choices = [{"text": "Rise", "then": "From {kl_before} to {kl}.", "right": True},
               {"text": "Fall", "then": "No: {kl}."}]  # fmt: skip
    verdict = {"value": "kl", "above": 1000, "then": "Huge.", "otherwise": "Only {kl} nats."}
    one = step(
        set={"family": "vae", "run": "train"}, until={"event": "steps", "count": 20},
        ask={"question": "?", "choices": choices}, measure={"kl": "curve.kl"}, check=verdict,
    )  # fmt: skip
    alone = step(measure={"kl": "curve.kl"}, check=verdict | {"above": -1})
    begin(qtbot, window, write(tmp_path, one, alone))
    click(qtbot, child(window, "lessonChoice1"))
    click(qtbot, child(window, "lessonDo"))
    wait(qtbot, lambda: window.lessons.done)
    values = window.lessons._measures.values(0)
    shown = lesson_measure._shown(values["kl"], "")
    first = values.get("kl_before")  # where there was any sign of it before the end
    first = "–" if first is None else lesson_measure._shown(first, "")
    assert said(window, "lessonReply") == (
        f"From {first} to {shown}.\n\n✗ Measured: Only {shown} nats."
    )
    click(qtbot, child(window, "lessonNext"))
    assert said(window, "lessonReply") == "✓ Measured: Huge."
    assert child(window, "lessonAsk").isHidden()


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


def test_a_run_that_is_on_is_saved_before_a_lesson_only_if_the_user_says_so(
    qtbot, window, tmp_path
):
    session = window.session
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: session.step > 5)
    path = write(tmp_path, step(set={"run": "fresh"}, until={"event": "prepared"}))
    window.lessons.open(path)
    wait(qtbot, lambda: child(window, "messageBar").text)
    assert window.lessons.lesson is None
    assert session.state == "training"
    click(qtbot, child(window, "messageAction"))
    wait(qtbot, lambda: window.lessons.lesson is not None)
    assert session.state == "ready"
    assert session.checkpoints


def test_a_lesson_that_fits_uses_the_run_that_is_on(qtbot, window, tmp_path):
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: window.session.step > 5)
    begin(qtbot, window, write(tmp_path, step(until={"event": "training"})))
    assert window.lessons.done
    assert window.session.state == "training"


def test_texts_and_titles_are_never_markup(qtbot, window, tmp_path):
    evil = "<b>x</b><img src=x> & y"
    ask = {"question": evil, "choices": [{"text": evil, "then": evil}] * 2}
    path = write(tmp_path, step(title=evil, text=evil, ask=ask), title=evil)
    begin(qtbot, window, path)
    click(qtbot, child(window, "lessonChoice1"))
    dock = child(window, "lessonDock")
    shown = [label for label in dock.findChildren(QLabel) if evil in label.text()]
    assert len(shown) == 7  # title, step, text, question, two choices, reply
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in shown)
    assert all("<b>" not in w.toolTip() for w in dock.findChildren(QWidget))


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


def test_a_lesson_is_opened_by_menu_and_by_dropping_its_file(qtbot, window, tmp_path):
    picker = listed(qtbot, window)
    rows = [row.accessibleName() for row in picker.findChildren(QWidget, "lessonRow")]
    assert rows[0] == "Tour of the window"
    assert len(rows) == len(lesson_files.shipped())
    click(qtbot, child(picker, "lessonBegin-vae"))
    wait(qtbot, lambda: window.lessons.lesson is not None)
    assert said(window, "lessonTitle") == "VAE"
    assert not picker.isVisible()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(write(tmp_path, step(), title="Mine")))])
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(event)
    wait(qtbot, lambda: window.lessons.lesson.title == "Mine")
    wait(qtbot, lambda: len(window.findChildren(QDockWidget, "lessonDock")) == 1)


def test_a_damaged_file_is_said_in_the_message_bar(qtbot, window, tmp_path):
    path = tmp_path / "<b>bad.genlesson"
    path.write_text("{")
    window.open_path(path)
    wait(qtbot, lambda: "<b>bad.genlesson" in child(window, "messageBar").text)
    assert window.lessons.lesson is None


def test_a_lesson_asked_for_at_the_start_waits_for_the_engine(qtbot):
    with opened(qtbot, ready=False) as window:
        window.lessons.begin(files.read(lesson_files.shipped()["tour"]))
        assert window.lessons.lesson is None
        wait(qtbot, lambda: window.lessons.lesson is not None)


def test_a_lesson_asked_for_at_the_start_knows_the_run_that_is_opened_then(qtbot, tmp_path):
    with opened(qtbot) as window:
        click(qtbot, child(window, "trainButton"))
        wait(qtbot, lambda: window.session.step > 5)
    with opened(qtbot, ready=False) as window:
        window.lessons.begin(files.read(write(tmp_path, step())))
        wait(qtbot, lambda: window.lessons.lesson is not None)
        assert window.session.run is not None
        assert window.lessons._before.folder == window.session.run.folder


def test_a_lesson_asked_for_while_data_are_read_waits_for_them(qtbot, window, tmp_path):
    window.session.open_source("digits", {})
    window.lessons.begin(files.read(write(tmp_path, step())))
    assert window.lessons.lesson is None
    wait(qtbot, lambda: window.lessons.lesson is not None)
    assert window.session.ready


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


def test_choosing_a_model_by_hand_is_noticed(qtbot, window, tmp_path):
    begin(qtbot, window, write(tmp_path, step(until={"event": "family", "name": "gan"})))
    titles = {name: title for name, title, _ in window.session.families}
    choose(qtbot, child(window, "modelChooser"), titles["gan"])
    wait(qtbot, lambda: window.lessons.done)


def test_the_description_of_the_format_names_every_place_event_and_field():
    text = paths.resource("lessons/README.md").read_text(encoding="utf-8")
    words = [*lesson_places.PLACES, *get_args(files.Event)]
    for part in (
        files.Lesson,
        files.Step,
        files.Preparation,
        files.Until,
        files.Ask,
        files.Choice,
        files.Check,
    ):
        words += part.__struct_fields__
    missing = [word for word in words if f"`{word}`" not in text and f'"{word}"' not in text]
    assert not missing
    example = text.partition("```json")[2].partition("```")[0]
    assert len(files.parse(example.encode(), Path("README.genlesson")).steps) == 2
