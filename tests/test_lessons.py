"""Lessons in the real window: found, opened, refused, gone on with."""

from pathlib import Path
from typing import get_args

import pytest
from lessons_kit import begin, listed, said, step, window_for_lessons, workspaces, write
from PySide6.QtCore import (
    QMimeData,
    QPointF,
    Qt,
    QUrl,
)
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDockWidget, QLabel, QWidget

from genstudio.core import lesson as files
from genstudio.core import paths
from genstudio.core.errors import UserError
from genstudio.gui import (
    lesson_check,
    lesson_files,
    lesson_places,
)
from tests.windows import child, choose, click, opened, wait


@pytest.fixture
def window(qtbot):
    with window_for_lessons(qtbot) as window:
        yield window


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
