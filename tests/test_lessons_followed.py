"""Lessons followed to their end with the mouse: predictions, checks, what was measured."""

import pytest
from lessons_by_hand import go_through
from lessons_kit import begin, said, step, window_for_lessons, write
from PySide6.QtCore import (
    QPoint,
)
from PySide6.QtWidgets import QDockWidget, QSlider

from genstudio.gui import (
    lesson_files,
    lesson_measure,
    lesson_theory,
)
from tests.windows import child, click, hover, wait


@pytest.fixture
def window(qtbot):
    with window_for_lessons(qtbot) as window:
        yield window


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
