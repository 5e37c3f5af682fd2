import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)

from genstudio.gui.state import Message
from tests.windows import child, click, focus, opened, wait

ROOT = Path(__file__).resolve().parents[1]
NAMES = (
    "trainButton", "stepButton", "stopButton", "resetButton", "datasetChooser", "modelChooser",
    "settingsForm", "trainingPanel", "lossCurves", "latentExplorer", "latentPlane",
    "decodedImage", "sampleGallery", "sampleGrid", "timeSlider",
)  # fmt: skip
SHOWN_FIRST = """
import json, sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
app = QApplication([])
from genstudio.gui.window import create_window
window = create_window()
window.show()
later = ("torch", "pyqtgraph", "sklearn", "scipy", "PIL", "PySide6.QtNetwork", "psutil")
later += ("genstudio.gui.lessons", "genstudio.gui.single", "genstudio.gui.preferences")
heavy = [name for name in later if name in sys.modules]
print(json.dumps([window.isVisible(), heavy]))
window.close()
"""


@pytest.fixture
def window(qtbot):
    with opened(qtbot) as window:
        yield window


def test_the_window_is_there_before_anything_heavy_is_imported():
    answer = subprocess.run(
        [sys.executable, "-c", SHOWN_FIRST], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(answer.stdout) == [True, []]


def test_everything_is_in_one_window_of_1280_by_800(qtbot, window):
    assert window.objectName() == "mainWindow"
    for name in NAMES:
        assert child(window, name).window() is window
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 800


def test_the_first_start_shows_digits_and_decodes_before_any_training(qtbot, window):
    assert window.session.dataset.name == "digits"
    assert window.session.view.record.family == "ppca"
    assert child(window, "trainButton").isEnabled()


def test_every_control_has_a_name_a_meaning_and_a_tooltip(window):
    labels = [label for label in window.findChildren(QLabel) if label.buddy() is not None]
    buddies = {label.buddy() for label in labels}
    faults = []
    for widget in controls(window):
        meaning = widget.accessibleName() or getattr(widget, "text", str)() or widget in buddies
        if not (widget.objectName() and meaning and widget.toolTip()):
            faults.append(f"{type(widget).__name__} {widget.objectName()!r} {meaning!r}")
    assert not faults


def controls(window):
    """Yield what a user can press, turn or type into; Qt's and pyqtgraph's own parts left out."""
    kinds = (QAbstractButton, QComboBox, QAbstractSpinBox, QAbstractSlider)
    parts = (QComboBox, QAbstractSpinBox, QTabBar, QAbstractScrollArea)
    for widget in window.findChildren(QWidget):
        inside = isinstance(widget.parentWidget(), parts) or "ScrollBar" in type(widget).__name__
        qts = widget.objectName().startswith(("qt_", "messageAction"))  # the latter has a text
        if isinstance(widget, kinds) and not inside and not qts:
            yield widget


def test_no_two_actions_share_a_shortcut(window):
    keys = [a.shortcut().toString() for a in window.menus.actions if not a.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    assert {"Space", ".", "Ctrl+Q", "F11"} <= set(keys)


def test_keys_with_alt_are_unique_and_on_every_keyboard(window):
    keys = []
    for widget in (*window.findChildren(QLabel), *window.findChildren(QAbstractButton)):
        if isinstance(widget, QAbstractButton) or widget.buddy() is not None:
            keys.append(QKeySequence.mnemonic(widget.text()).toString())
    keys += [QKeySequence.mnemonic(a.text()).toString() for a in window.menuBar().actions()]
    keys = [key for key in keys if key]
    assert len(keys) == len(set(keys)), sorted(keys)
    assert all(key.isascii() for key in keys)


def test_whatever_takes_the_keyboard_has_a_name(window):
    labels = [label for label in window.findChildren(QLabel) if label.buddy() is not None]
    buddies = {label.buddy() for label in labels}
    for name in ("setup", "workspaces", "latentPlane", "sampleGrid", "lossCurves", "timeHandle"):
        widget = child(window, name)
        assert widget.accessibleName() or widget in buddies, name


def test_mnemonics_are_unique_within_each_menu(window):
    for title in window.menuBar().actions():
        marks = [
            QKeySequence.mnemonic(action.text()).toString()
            for action in title.menu().actions()
            if not action.isSeparator() and "&" in action.text()
        ]
        assert len(marks) == len(set(marks)), title.text()


def test_the_key_table_does_not_block_and_lists_every_shortcut(qtbot, window):
    window.menus.show_keys()
    table = child(window, "keyTable")
    assert table.isVisible()
    assert not table.isModal()
    table.close()


def drop(window, mime):
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(event)
    return event


def test_a_file_that_is_dropped_is_opened(qtbot, window, tmp_path):
    import numpy as np

    path = tmp_path / "<b>noise.npy"
    np.save(path, np.random.default_rng(0).integers(0, 255, (40, 8, 8), np.uint8))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop(window, mime)
    wait(qtbot, lambda: len(window.session.dataset) == 40)
    assert child(window, "datasetChooser").currentText() == "<b>noise.npy"


@pytest.mark.parametrize("kind", ["application/x-qabstractitemmodeldatalist", "text/plain"])
def test_anything_else_that_is_dropped_is_left_alone(qtbot, window, kind):
    dataset = window.session.dataset
    mime = QMimeData()
    mime.setData(kind, QByteArray(b"/etc/passwd"))
    assert not drop(window, mime).isAccepted()
    assert window.session.dataset is dataset
    assert window.session.dataset_loading is None


def test_layout_and_theme_are_remembered(qtbot):
    with opened(qtbot, ready=False) as window:
        window.resize(1100, 700)
        window.docks["bottom"].hide()
        window.set_theme("dark")
        window.tabs.setCurrentIndex(1)
    with opened(qtbot, ready=False) as window:
        assert window.docks["bottom"].isHidden()
        assert window.palette().window().color().lightness() < 128
        assert window.tabs.currentIndex() == 1
        window.restore_layout()
        assert not window.docks["bottom"].isHidden()
        window.set_theme("light")
        assert window.palette().window().color().lightness() > 128


def test_a_change_of_the_systems_colours_is_followed_unless_a_theme_was_chosen(
    qtbot, window, monkeypatch
):
    hints = QApplication.styleHints()
    for mode, scheme, dark in (
        ("system", Qt.ColorScheme.Dark, True),
        ("system", Qt.ColorScheme.Light, False),
        ("light", Qt.ColorScheme.Dark, False),
    ):
        window.set_theme(mode)
        monkeypatch.setattr(type(hints), "colorScheme", lambda hints, scheme=scheme: scheme)
        hints.colorSchemeChanged.emit(scheme)
        assert (window.palette().window().color().lightness() < 128) == dark


def test_settings_that_somebody_has_spoilt_do_no_harm(qtbot, tmp_path):
    config = tmp_path / "config"
    config.mkdir()
    spoilt = {
        "geometry": "no base64",
        "layout": 7,
        "tab": "x",
        "recent": [1],
        "choices": {"model": 3},
    }
    (config / "window.json").write_text(json.dumps(spoilt))
    with opened(qtbot) as window:
        assert window.session.dataset.name == "digits"


def test_garbage_is_collected_as_before_once_the_window_is_closed(qtbot):
    gc.enable()  # as it is where no test takes care of it
    with opened(qtbot):
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()


def test_messages_that_ask_for_something_wait_for_their_turn(qtbot, window):
    bar, session = child(window, "messageBar"), window.session
    done = []
    session.say("first", "warning", action_text="Do", action=lambda: done.append(1))
    session.say("second", "error")
    assert bar.text == "first"
    click(qtbot, child(window, "messageAction"))
    assert done == [1]
    assert bar.text == "second"
    click(qtbot, child(window, "messageClose"))
    assert bar.text == ""


def test_a_message_goes_away_when_it_has_been_overtaken(qtbot, window):
    valid = [True]
    window.session.message.emit(
        Message("Go on?", action_text="Go on", action=print, valid=lambda: valid[0])
    )
    window.session.state_changed.emit()
    assert child(window, "messageBar").text == "Go on?"
    valid.clear()
    valid.append(False)
    window.session.state_changed.emit()
    assert child(window, "messageBar").text == ""


def test_space_is_for_the_control_that_needs_it_and_otherwise_trains(qtbot, window):
    pressed = []
    button = child(window, "fitPlane")
    button.clicked.connect(lambda: pressed.append(1))
    qtbot.keyClick(focus(qtbot, button), Qt.Key.Key_Space)
    assert pressed == [1]
    box = child(window, "modelChooser")
    qtbot.keyClick(focus(qtbot, box), Qt.Key.Key_Space)
    wait(qtbot, box.view().isVisible)
    qtbot.keyClick(box.view(), Qt.Key.Key_Escape)
    wait(qtbot, lambda: not box.view().isVisible())
    assert window.session.state == "ready"
    qtbot.keyClick(focus(qtbot, child(window, "latentPlane")), Qt.Key.Key_Space)
    wait(qtbot, lambda: window.session.state == "training")


def test_tab_reaches_every_control_of_the_bar(window):
    names = set()
    widget = child(window, "trainButton")
    for _ in range(2000):
        widget = widget.nextInFocusChain()
        names.add(widget.objectName())
    assert {"trainButton", "stepButton", "datasetChooser", "modelChooser", "latentPlane"} <= names


def test_names_from_outside_are_never_rich_text(qtbot, window):
    name = '<img src="/etc/x"><b>bold'
    window.session.dataset_error = name
    window.session.dataset_changed.emit()
    window.session.say(name, "error")
    shown = [label for label in window.findChildren(QLabel) if name in label.text()]
    assert len(shown) >= 2
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in shown)


def test_line_edits_keep_the_keys_that_they_need(qtbot, window):
    edit = next(e for e in window.findChildren(QLineEdit) if e.isVisible() and e.isEnabled())
    qtbot.keyClick(focus(qtbot, edit), Qt.Key.Key_Space)
    assert window.session.state == "ready"


def test_nothing_but_the_window_is_ever_shown_as_a_window(qtbot, qapp, tmp_path):
    """A page that is shown before it has a parent is a window for a moment, and costs its time."""
    shown = []

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                shown.extend([watched.objectName()] if watched.isWindow() else [])
            return False

    watcher = Watcher()
    qapp.installEventFilter(watcher)
    try:
        with opened(qtbot, tmp_path, ready=False):
            pass
    finally:
        qapp.removeEventFilter(watcher)
    assert shown == ["mainWindow"]
