"""Lessons for a test: a window, a file of steps, and what a person sees of them."""

import json
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget

from genstudio.core import lesson as files
from genstudio.gui import (
    lesson_files,
    lesson_places,
)
from tests.windows import child, opened, wait

SETTINGS = {"hidden": 16}
FAST = {"threads": 1, "checkpoint_every": 20}


@contextmanager
def window_for_lessons(qtbot):
    """Open a window whose trainings are short."""
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
