"""The message bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from genstudio.gui import theme
from genstudio.gui.widgets.message_bar import MessageBar

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot, qapp):
    theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    bar = MessageBar()
    layout.addWidget(bar)
    layout.addStretch()
    window.resize(500, 300)
    window.show()
    bar.window_kept = window
    return bar


def test_it_takes_no_room_until_there_is_a_message(bar):
    assert not bar.isVisible()
    assert bar.text == ""
    bar.show_message("Saved.")
    assert bar.isVisible()
    assert bar.text == "Saved."
    assert bar.accessibleDescription() == "Saved."


def test_text_is_plain_even_if_it_looks_rich(bar):
    bar.show_message("<b>bold.png</b> is no image.")
    label = next(w for w in bar.findChildren(QLabel) if w.text().startswith("<b>"))
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_action_is_done_once_and_the_message_goes(bar, qtbot):
    done = []
    bar.show_message("It failed.", "error", "Retry", lambda: done.append(1))
    qtbot.mouseClick(bar.findChild(QPushButton, "messageAction"), LEFT)
    assert done == [1]
    assert not bar.isVisible()


def test_an_action_may_show_the_next_message(bar, qtbot):
    bar.show_message("First", "info", "Next", lambda: bar.show_message("Second"))
    qtbot.mouseClick(bar.findChild(QPushButton, "messageAction"), LEFT)
    assert bar.text == "Second"
    assert bar.isVisible()


def test_buttons_are_there_only_when_they_do_something(bar):
    bar.show_message("Plain.")
    assert not bar.findChild(QPushButton, "messageAction").isVisible()
    assert not bar.findChild(QPushButton, "messageDetails").isVisible()


def test_details_open_and_can_be_read(bar, qtbot):
    bar.show_message("It failed.", "error", details="Traceback\n  line 1")
    details = bar.findChild(QPlainTextEdit)
    assert not details.isVisible()
    qtbot.mouseClick(bar.findChild(QPushButton, "messageDetails"), LEFT)
    assert details.isVisible()
    assert details.toPlainText() == "Traceback\n  line 1"
    bar.show_message("Another.", details="more")
    assert not details.isVisible()


def test_the_button_and_esc_close_it(bar, qtbot):
    bar.show_message("One")
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(bar.findChild(QToolButton, "messageClose"), LEFT)
    bar.show_message("Two")
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


@pytest.mark.parametrize("level", ["info", "warning", "error"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_levels_are_told_apart_by_colour_and_by_icon(bar, qapp, level, mode):
    bar.show_message("Text", level)
    theme.apply(qapp, mode)
    image = bar.grab().toImage()
    assert image.pixelColor(1, image.height() // 2).name() == getattr(theme.colours(), level)
    assert bar.level == level
    theme.apply(qapp, "light")


def test_a_long_message_wraps_and_is_not_cut_off(bar, qapp):
    bar.show_message("A sentence that is long. " * 20, "error", "Retry", bar.dismiss)
    qapp.processEvents()
    label = next(w for w in bar.findChildren(QLabel) if w.text().startswith("A sentence"))
    assert label.height() >= label.heightForWidth(label.width())


def test_a_message_stays_while_something_more_is_looked_at(bar, qtbot):
    done, shown = [], []
    bar.show_message(
        "It was cut off.", "warning", "Go on", lambda: done.append(1), None,
        "Show report", lambda: shown.append(1),
    )  # fmt: skip
    qtbot.mouseClick(bar.findChild(QPushButton, "messageOther"), LEFT)
    qtbot.mouseClick(bar.findChild(QPushButton, "messageOther"), LEFT)
    assert (shown, done, bar.text) == ([1, 1], [], "It was cut off.")
    qtbot.mouseClick(bar.findChild(QPushButton, "messageAction"), LEFT)
    assert done == [1]
    bar.show_message("Saved.")
    assert not bar.findChild(QPushButton, "messageOther").isVisible()
