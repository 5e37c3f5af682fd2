"""The window comes up where it was, whole and on a screen that is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from genstudio.gui import geometry
from tests.windows import opened

ROOT = Path(__file__).resolve().parents[1]
LEFT, RIGHT = QRect(0, 0, 1920, 1080), QRect(1920, 200, 1280, 1024)
# Counts what would be seen as flicker: sizes after the first paint, and what the panels do.
FIRST_FRAMES = """
import json, sys
from PySide6.QtCore import QEvent, QObject
from genstudio.gui import app, window as frame
application = app.Application()
class Watch(QObject):
    painted, sizes, places = False, [], None
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = True
            frame.QTimer.singleShot(0, self.note)
        elif event.type() == QEvent.Type.Resize and self.painted:
            self.sizes.append([watched.objectName(), event.size().width(), event.size().height()])
        return False
    def note(self):
        self.places = self.now()
        frame.QTimer.singleShot(700, application.quit)
    def now(self):
        panels = [window.tabs, *window.docks.values(), window.menuBar()]
        return [p.geometry().getRect() for p in panels]
watch = Watch()
class Window(frame.MainWindow):
    def paintEvent(self, event):
        if not self._shown:
            self.first = self.palette().window().color().name()
        super().paintEvent(event)
    def colours(self):
        return self.first == self.palette().window().color().name()
frame.MainWindow = Window
window = frame.create_window()
window._loader.start = lambda: None
window.installEventFilter(watch)
window.show()
application.exec()
print(json.dumps([watch.sizes, watch.places == watch.now(), window.colours()]))
window.close()
"""


def test_the_first_frame_is_the_last_word_on_size_place_and_colours():
    answer = subprocess.run(
        [sys.executable, "-c", FIRST_FRAMES], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout) == [[], True, True]


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (QRect(100, 100, 800, 600), QRect(100, 100, 800, 600)),
        (QRect(2000, 300, 800, 600), QRect(2000, 300, 800, 600)),
        (QRect(-300, -50, 800, 600), QRect(0, 0, 800, 600)),
        (QRect(1800, 900, 800, 600), QRect(1920, 624, 800, 600)),
        (QRect(0, 0, 5000, 4000), LEFT),
        (QRect(9000, 9000, 800, 600), QRect(1120, 480, 800, 600)),
        (QRect(-9000, 0, 800, 600), QRect(0, 0, 800, 600)),
    ],
)
def test_a_window_goes_to_the_screen_that_holds_most_of_it(wanted, fits):
    assert geometry.fitted(wanted, [LEFT, RIGHT], LEFT) == fits


@pytest.mark.parametrize(
    ("room", "size"),
    [
        (QSize(1920, 1080), QSize(1280, 800)),
        (QSize(1288, 848), QSize(1280, 800)),
        (QSize(1280, 800), QSize(1272, 752)),
        (QSize(1366, 741), QSize(1280, 693)),
        (QSize(1280, 1024), QSize(1272, 800)),
    ],
)
def test_the_first_window_leaves_room_for_its_frame(room, size):
    assert geometry.first_size(room) == size


class Framed(QWidget):
    """A window in a frame with a title of 30 pixels and borders of 2."""

    def frameGeometry(self):
        return self.geometry().adjusted(-2, -30, 2, 2)


@pytest.mark.parametrize("size", [(300, 200), (5000, 5000)])
def test_a_frame_that_sticks_out_is_brought_back(qtbot, size):
    room = QGuiApplication.primaryScreen().availableGeometry()
    window = Framed()
    qtbot.addWidget(window)
    window.setGeometry(-40, 0, *size)
    geometry.settle(window)
    assert room.contains(window.frameGeometry())
    assert window.width() == min(size[0], room.width() - 4)
    assert window.height() == min(size[1], room.height() - 32)


def test_a_frame_that_is_whole_stays_where_it_is(qtbot):
    window = Framed()
    qtbot.addWidget(window)
    window.setGeometry(90, 80, 300, 200)
    geometry.settle(window)
    assert window.geometry() == QRect(90, 80, 300, 200)


NUMBERS = st.integers(-20_000, 20_000)


@given(NUMBERS, NUMBERS, st.integers(1, 9000), st.integers(1, 9000))
def test_wherever_it_was_all_of_it_is_on_one_screen(left, top, width, height):
    found = geometry.fitted(QRect(left, top, width, height), [LEFT, RIGHT], LEFT)
    assert LEFT.contains(found) or RIGHT.contains(found)


@pytest.mark.parametrize("text", ["", "no base64", "AAAA", "////"])
def test_nonsense_is_let_go_and_the_window_has_its_first_size(qtbot, text):
    window = QWidget()
    qtbot.addWidget(window)
    cramped = geometry.restore(window, text)
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert window.size() == geometry.first_size(room.size())
    assert cramped == (window.size() != geometry.SIZE)


def test_a_window_of_a_screen_that_is_gone_comes_back_whole(qtbot):
    before = QWidget()
    qtbot.addWidget(before)
    before.setGeometry(5000, 4000, 700, 500)
    after = QWidget()
    qtbot.addWidget(after)
    geometry.restore(after, geometry.saved(before))
    assert QGuiApplication.primaryScreen().availableGeometry().contains(after.geometry())
    assert (after.width(), after.height()) == (700, 500)


def test_a_maximised_window_is_one_again_and_knows_its_former_size(qtbot):
    with opened(qtbot, ready=False) as window:
        window.resize(760, 640)
        window.showMaximized()
        qtbot.waitUntil(window.isMaximized)
    with opened(qtbot, ready=False) as window:
        text = window.session.store.get("geometry", "")
    frame = QWidget()
    qtbot.addWidget(frame)
    geometry.restore(frame, text)
    assert frame.isMaximized()
    assert os.environ["QT_QPA_PLATFORM"] != "offscreen" or frame.normalGeometry().isValid()
