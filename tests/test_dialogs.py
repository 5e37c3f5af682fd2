"""Preferences and About, used with the mouse."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QListWidget,
    QTabBar,
)

from genstudio.core import paths, preferences
from genstudio.gui import preferences as dialogs
from genstudio.gui import theme
from genstudio.gui.widgets.text import tip
from tests.windows import child, click, opened, wait


@pytest.fixture(autouse=True)
def default_folder(tmp_path, monkeypatch, qapp):
    """Keep the default folder of the runs inside the test's own folder."""
    monkeypatch.delenv("GENSTUDIO_RUNS")
    monkeypatch.setattr(paths, "default_runs_dir", lambda: tmp_path / "default")
    yield
    theme.apply(qapp, "light")


@pytest.fixture
def window(qtbot):
    with opened(qtbot, ready=False) as window:
        yield window


@pytest.fixture
def dialog(window) -> QDialog:
    window.menus.show_preferences()
    return child(window, "preferences")


def pick(qtbot, box: QComboBox, text: str) -> None:
    """Choose with the keyboard by the first letter: each choice holds at once."""
    box.setFocus()
    qtbot.wait(QApplication.keyboardInputInterval() + 50)  # or it is taken for a second letter
    qtbot.keyClick(box, text[0])
    assert box.currentText() == text


def looked_at(qtbot, dialog) -> str:
    busy = dialog._tasks.busy
    wait(qtbot, lambda: not (busy("look") or busy("take")) and child(dialog, "runsNote").text())
    return child(dialog, "runsNote").text()


def browse(qtbot, dialog, monkeypatch, folder: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: str(folder))
    click(qtbot, child(dialog, "runsBrowse"))


def test_preferences_are_in_the_menu_with_the_usual_key_and_do_not_block(qtbot, window):
    (action,) = [a for a in window.menus.actions if a.text() == "&Preferences…"]
    assert action.shortcut() == QKeySequence("Ctrl+,")
    action.trigger()
    dialog = child(window, "preferences")
    assert dialog.isVisible()
    assert not dialog.isModal()
    looked_at(qtbot, dialog)
    click(qtbot, child(dialog, "preferencesClose"))
    assert dialog.isHidden()


def test_at_first_every_reset_is_grey(qtbot, dialog, tmp_path):
    assert "GB free" in looked_at(qtbot, dialog)
    assert child(dialog, "runsFolder").text() == str(tmp_path / "default")
    for name in ("runsReset", "languageReset", "themeReset"):
        assert not child(dialog, name).isEnabled()
    assert not child(dialog, "restartButton").isVisible()


def test_another_folder_holds_at_once_and_for_the_next_time(
    qtbot, window, dialog, tmp_path, monkeypatch
):
    looked_at(qtbot, dialog)
    (tmp_path / "mine").mkdir()
    browse(qtbot, dialog, monkeypatch, tmp_path / "mine")
    wait(qtbot, lambda: window.session.runs_dir == tmp_path / "mine")
    assert child(dialog, "runsFolder").text() == str(tmp_path / "mine")
    assert "stay where they are" in looked_at(qtbot, dialog)
    wait(qtbot, lambda: preferences.load().runs_folder == str(tmp_path / "mine"))
    assert paths.runs_dir() == tmp_path / "mine"
    click(qtbot, child(dialog, "runsReset"))
    assert window.session.runs_dir == tmp_path / "default"
    assert not child(dialog, "runsReset").isEnabled()
    wait(qtbot, lambda: preferences.load().runs_folder is None)


def test_a_folder_that_cannot_be_used_is_refused_with_the_reason(
    qtbot, window, dialog, tmp_path, monkeypatch
):
    looked_at(qtbot, dialog)
    browse(qtbot, dialog, monkeypatch, "/proc/1")
    wait(qtbot, lambda: "cannot be written" in child(dialog, "runsNote").text())
    assert child(dialog, "runsNote").property("kind") == "error"
    assert window.session.runs_dir == tmp_path / "default"
    browse(qtbot, dialog, monkeypatch, "")
    assert window.session.runs_dir == tmp_path / "default"


def test_a_long_note_is_seen_whole(qtbot, dialog):
    looked_at(qtbot, dialog)
    note = child(dialog, "runsNote")
    dialog._note("a long reason " * 40, "error")
    wait(qtbot, lambda: note.height() >= note.heightForWidth(note.width()) > 60)


def test_choosing_the_default_folder_is_no_preference(qtbot, window, dialog, tmp_path, monkeypatch):
    (tmp_path / "default").mkdir()
    window.session.preferred.change(runs_folder=str(tmp_path / "mine"))
    looked_at(qtbot, dialog)
    browse(qtbot, dialog, monkeypatch, tmp_path / "default")
    wait(qtbot, lambda: window.session.runs_dir == tmp_path / "default")
    assert window.session.preferred.values.runs_folder is None


def test_closing_it_does_not_wait_for_a_slow_disk(qtbot, window, monkeypatch):
    awake, asleep = threading.Event(), threading.Event()

    def look(folder, stop):
        asleep.set()
        awake.wait(120)
        return preferences.Place(folder, 0, "nobody is there to read this")

    monkeypatch.setattr(dialogs, "_look_at", look)
    window.menus.show_preferences()
    dialog = child(window, "preferences")
    assert asleep.wait(60)
    looking = dialog._tasks._running[-1][0]
    dialog.close()
    assert looking.isRunning(), "it has waited"
    awake.set()
    wait(qtbot, lambda: not dialog._tasks._running)
    assert child(dialog, "runsNote").text() == ""


@pytest.mark.parametrize("problem", ["", "it is full"])
def test_a_folder_that_was_chosen_is_taken_even_where_the_dialog_is_closed_at_once(
    qtbot, window, dialog, tmp_path, monkeypatch, problem
):
    looked_at(qtbot, dialog)
    place = preferences.Place(tmp_path / "mine", 0, problem)
    monkeypatch.setattr(dialogs, "_look_at", lambda folder, stop: place)
    browse(qtbot, dialog, monkeypatch, tmp_path / "mine")
    dialog.close()
    bar = child(window, "messageBar")
    wait(qtbot, lambda: bar.text == problem if problem else window.session.runs_dir == place.folder)


def test_a_folders_name_is_never_markup(qtbot, window, dialog, tmp_path, monkeypatch):
    name = "<b>bold & more"
    (tmp_path / name).mkdir()
    browse(qtbot, dialog, monkeypatch, tmp_path / name)
    wait(qtbot, lambda: window.session.runs_dir == tmp_path / name)
    assert child(dialog, "runsFolder").toolTip() == tip(str(tmp_path / name))


def test_what_the_environment_says_cannot_be_changed_here(qtbot, window, tmp_path, monkeypatch):
    monkeypatch.setenv("GENSTUDIO_RUNS", str(tmp_path / "given"))
    window.menus.show_preferences()
    dialog = child(window, "preferences")
    assert "GENSTUDIO_RUNS" in looked_at(qtbot, dialog)
    assert child(dialog, "runsFolder").text() == str(tmp_path / "given")
    assert not child(dialog, "runsBrowse").isEnabled()


def test_the_theme_changes_at_once_here_and_in_the_menu(qtbot, window, dialog):
    pick(qtbot, child(dialog, "themeChooser"), "Dark")
    assert theme.colours().dark
    assert window.menus._themes["dark"].isChecked()
    window.set_theme("light")
    assert child(dialog, "themeChooser").currentText() == "Light"
    click(qtbot, child(dialog, "themeReset"))
    assert child(dialog, "themeChooser").currentText() == "As the system"
    assert window.menus._themes["system"].isChecked()
    wait(qtbot, lambda: preferences.load().theme == "system")


def test_a_reset_of_the_theme_is_one_change(qtbot, window, dialog):
    window.set_theme("dark")
    told = []
    window.session.preferred.changed.connect(lambda: told.append(theme.colours().dark))
    click(qtbot, child(dialog, "themeReset"))
    assert len(told) == 1
    assert window.session.preferred.values.theme == "system"


def test_runs_that_are_kept_elsewhere_stay_there_whatever_else_is_preferred(qtbot, tmp_path):
    with opened(qtbot, tmp_path / "elsewhere", ready=False) as window:
        window.set_theme("dark")
        assert window.session.runs_dir == tmp_path / "elsewhere"


def test_another_language_asks_for_a_restart_which_opens_the_window_anew(
    qtbot, window, dialog, monkeypatch
):
    started = []
    monkeypatch.setattr(QProcess, "startDetached", lambda *args: started.append(args))
    pick(qtbot, child(dialog, "languageChooser"), "Deutsch")
    assert child(dialog, "languageNote").isVisible()
    click(qtbot, child(dialog, "languageReset"))
    assert not child(dialog, "restartButton").isVisible()
    pick(qtbot, child(dialog, "languageChooser"), "Deutsch")
    click(qtbot, child(dialog, "restartButton"))
    assert window.ended
    assert preferences.load().language == "de", "written before the next window reads it"
    ((program, arguments),) = started
    assert Path(program).is_file()
    assert arguments[-1] == "app"


def test_every_control_of_the_dialogs_has_a_name_and_a_place_in_the_row_of_tab(qtbot, window):
    window.menus.show_preferences()
    window.menus.show_about()
    for name in ("preferences", "about"):
        dialog = child(window, name)
        first = widget = dialog.nextInFocusChain()
        seen = []
        while widget is not None and (widget is not first or not seen):
            seen.append(widget)
            widget = widget.nextInFocusChain()
        wanted = [
            w
            for w in dialog.findChildren(QLabel)
            if w.buddy() is not None and w.buddy() not in seen
        ]
        assert wanted == []


@pytest.fixture
def about(window) -> QDialog:
    window.menus.show_about()
    return child(window, "about")


def show_tab(qtbot, about, title: str) -> None:
    bar = about.findChild(QTabBar)
    (index,) = [k for k in range(bar.count()) if bar.tabText(k) == title]
    click(qtbot, bar, bar.tabRect(index).center())


def test_about_names_version_and_licence_and_leads_on(qtbot, window, about):
    texts = [label.text() for label in about.findChildren(QLabel)]
    assert "Version 0.1.0" in texts
    assert not about.isModal()
    click(qtbot, child(about, "aboutLicences"))
    assert about.tabs.currentWidget() is about.licences


def test_the_system_is_found_out_in_a_thread_and_can_be_copied(qtbot, about):
    show_tab(qtbot, about, "System")
    wait(qtbot, lambda: child(about, "systemCopy").isEnabled())
    click(qtbot, child(about, "systemCopy"))
    copied = QGuiApplication.clipboard().text()
    for expected in ("genstudio: 0.1.0", "Qt: 6.", "Python: 3.", "System: ", "Screen: "):
        assert expected in copied
    assert child(about, "systemCopy").text() == "Copied"


def test_torch_is_told_about_once_it_is_loaded(qtbot):
    import torch

    with opened(qtbot) as window:
        window.menus.show_about()
        about = child(window, "about")
        wait(qtbot, lambda: "torch was built for: " in about.system.text())
        usable = "yes" if torch.cuda.is_available() else "no"
        assert f"CUDA can be used: {usable}" in about.system.text()


def test_folders_open_in_the_file_manager_where_they_are(qtbot, about, tmp_path, monkeypatch):
    show_tab(qtbot, about, "System")
    wait(qtbot, lambda: about.findChild(QLabel, "") and about.system.text().strip())
    button = child(about, "logsFolderOpen")
    assert not button.isEnabled(), "it is not there yet"
    (tmp_path / "state").mkdir()
    about.close()
    about.show()
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()))

    def logs():
        found = [b for b in about.findChildren(type(button), "logsFolderOpen") if b.isVisible()]
        return found and found[-1].isEnabled() and found[-1]

    wait(qtbot, logs)
    click(qtbot, logs())
    assert asked == [str(tmp_path / "state")]
    shutil.rmtree(tmp_path / "state")


def test_every_licence_can_be_read_in_full(qtbot, about):
    show_tab(qtbot, about, "Licences")
    wait(qtbot, lambda: about.licences.filled)
    found = about.findChild(QListWidget, "licenceList")
    (item,) = found.findItems("torch ", Qt.MatchFlag.MatchStartsWith)
    found.scrollToItem(item)
    click(qtbot, found.viewport(), found.visualItemRect(item).center())
    text = child(about, "licenceText").toPlainText()
    assert "Facebook" in text
    assert len(text) > 50_000
