"""The whole window without a mouse and without eyes: names, reach, order, keys, focus."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import let_workers_work
from tests.walking import Place, look
from tests.windows import child, click, opened, wait

ORDER = ["topBar", "lessonDock", "leftDock", "centre", "rightDock", "toolsDock", "bottomDock"]
pytestmark = pytest.mark.timeout(900)  # of the walk, on a busy machine
SETTLED = 500  # ms in which the last events of a training are drawn, in no walk's midst
DIALOGS = ("preferences", "about", "keys", "guide", "glossary", "report")


@dataclass
class Survey:
    """What one window was like, everywhere; the window is closed when this is read."""

    places: dict[str, Place] = field(default_factory=dict)
    shortcuts: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    menus: dict[str, list[str]] = field(default_factory=dict)
    bar: list[str] = field(default_factory=list)
    letters: dict[str, list[str]] = field(default_factory=dict)
    nameless: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def survey(request, qapp, tmp_path_factory) -> Survey:
    """Go everywhere once, in a window in which a model has been trained a little."""
    folder: Path = tmp_path_factory.mktemp("walk")
    qtbot = QtBot(request)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("RUNS", "CACHE", "CONFIG", "STATE"):
            patch.setenv(f"GENSTUDIO_{name}", str(folder / name.lower()))
        let_workers_work(patch)
        with opened(qtbot) as window:
            found = Survey()
            visit_gan(qtbot, window, found)
            train_a_little(qtbot, window)
            visit(qtbot, window, found)
            note_keys(window, found)
        window.deleteLater()  # with its dialogs: later tests have windows of their own
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return found


def summary(found: Survey) -> str:
    """Return the result of the walk for people."""
    everything = [control for place in found.places.values() for control in place.controls]
    unnamed = sum(not control.name for control in everything)
    unreached = sum(not control.reached for control in everything)
    conflicts = sum(len(names) > 1 for names in found.shortcuts.values())
    return (
        f"Accessibility walk: {unnamed} unnamed, {unreached} unreachable, "
        f"{conflicts} shortcut conflicts of {len(everything)} controls "
        f"in {len(found.places)} places"
    )


def visit_gan(qtbot, window, found: Survey) -> None:
    """Look at the axes that only a model of more than two dimensions has; go back to the VAE."""
    session = window.session
    session.choose_family("gan")
    wait(qtbot, lambda: session.family == "gan" and session.state == "ready")
    train_a_little(qtbot, window)
    wait(qtbot, lambda: child(window, "acrossAxis").isVisible())
    if child(window, "messageClose").isVisible():  # it would go by itself in the midst of a walk
        click(qtbot, child(window, "messageClose"))
    add(window, found, "GAN")
    click(qtbot, child(window, "stopButton"))
    wait(qtbot, lambda: session.state == "ready")
    session.choose_family("vae")
    wait(qtbot, lambda: session.family == "vae" and session.state == "ready")


def train_a_little(qtbot, window) -> None:
    before = window.session.run
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: window.session.run is not before and window.session.step >= 20)
    click(qtbot, child(window, "trainButton"))
    wait(qtbot, lambda: window.session.state == "paused")
    qtbot.wait(SETTLED)


def visit(qtbot, window, found: Survey) -> None:
    """Look at every tab of every pane, a message, a lesson and the dialogs."""
    window.activateWindow()
    tabs = [bar for bar in window.findChildren(QTabBar) if bar.isVisible() and bar.count() > 1]
    assert len(tabs) >= 2
    saving = child(window, "gallerySave")  # cannot be used while samples are drawn
    for bar in tabs:
        shown = bar.currentIndex()
        for index in range(bar.count()):
            bar.setCurrentIndex(index)
            wait(qtbot, lambda: saving.isEnabled() or not saving.isVisible())
            if (guest := window.session.guest) is not None:  # in front of the run: a bench
                wait(qtbot, lambda guest=guest: guest.frame is not None)
                qtbot.wait(SETTLED)
            add(window, found, bar.tabText(index))
        bar.setCurrentIndex(shown)
    window.session.say("It went wrong.", "error", details="how", action_text="Undo", action=int)
    add(window, found, "message")
    window.begin_tour()
    add(window, found, "lesson")
    window.lessons.end()
    for title, dialog in dialogs(qtbot, window):
        add(dialog, found, title)


def dialogs(qtbot, window) -> Iterator[tuple[str, QWidget]]:
    """Open the dialogs, one after the other."""
    from genstudio.gui.crash_report import ReportWindow

    window.menus.show_preferences()
    yield "preferences", child(window, "preferences")
    window.menus.show_about()
    about = child(window, "about")
    wait(qtbot, lambda: "torch was built for: " in about.system.text())
    wait(qtbot, lambda: about.licences.filled)
    for index in range(about.tabs.count()):
        about.tabs.setCurrentIndex(index)
        yield f"about {about.tabs.tabText(index)}", about
    window.menus.show_keys()
    yield "keys", child(window, "keyTable")
    window.menus.open_guide("index")
    yield "guide", child(window, "guide")
    window.menus.glossary.open("elbo")
    yield "glossary", child(window, "glossary")
    report = ReportWindow(window)
    report.show()
    yield "report", report


def add(window: QWidget, found: Survey, title: str) -> None:
    window.activateWindow()
    QApplication.processEvents()
    found.places[title] = look(title, window)
    found.letters[title] = [
        letter(widget.text())
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton)
        and widget.isVisible()
        and widget.window() is window
        and not (isinstance(widget, QLabel) and widget.buddy() is None)
        and letter(widget.text())
    ]


def note_keys(window, found: Survey) -> None:
    keys: dict[tuple[str, str], list[str]] = defaultdict(list)
    for action in window.findChildren(QAction):
        for sequence in action.shortcuts():
            keys["mainWindow", sequence.toString()].append(action.text())
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent().window().objectName()
        keys[owner, shortcut.key().toString()].append(shortcut.objectName() or "shortcut")
    found.shortcuts = dict(keys)
    for menu in window.menuBar().findChildren(QMenu):
        menu.aboutToShow.emit()
        entries = [a for a in menu.actions() if not a.isSeparator() and a.isVisible()]
        found.menus[menu.title()] = [a.text() for a in entries]
        found.nameless += [str(a) for a in entries if not a.text().strip()]
    found.bar = [action.text() for action in window.menuBar().actions()]


def letter(text: str) -> str:
    return QKeySequence.mnemonic(text).toString()


def test_every_control_has_a_name_a_role_and_a_state(survey):
    unnamed = {
        f"{title}: {control.who}"
        for title, place in survey.places.items()
        for control in place.controls
        if not control.name or not control.described
    }
    assert not unnamed
    assert all(place.controls for place in survey.places.values())


def test_no_two_controls_of_a_kind_have_the_same_name(survey):
    twice = set()
    for title, place in survey.places.items():
        names = Counter((control.kind, control.name) for control in place.controls)
        twice |= {(title, *key) for key, count in names.items() if count > 1}
    assert not twice


def test_tab_reaches_every_control(survey):
    missed = {
        f"{title}: {control.who}"
        for title, place in survey.places.items()
        for control in place.controls
        if not control.reached
    }
    assert not missed


def test_shift_and_tab_goes_the_same_way_back(survey):
    for title, place in survey.places.items():
        assert place.backed[::-1] == place.tabbed, title


def test_tab_goes_in_the_order_of_reading(survey):
    """Top bar, left pane, workspace, right pane, curves; and no pane is visited twice."""
    for title, place in survey.places.items():
        visited = [
            name for i, name in enumerate(place.panes) if i == 0 or place.panes[i - 1] != name
        ]
        assert visited == [name for name in ORDER if name in visited], title


def test_inside_the_setup_tab_goes_down_the_page(survey):
    heights = [y for pane, y in survey.places["Setup"].heights if pane == "leftDock"]
    assert len(heights) >= 6
    assert heights == sorted(heights)


def test_the_focus_can_be_seen_everywhere(survey):
    unseen = {
        f"{title}: {control.who}"
        for title, place in survey.places.items()
        for control in place.controls
        if control.reached and not control.focus_seen
    }
    assert not unseen


def test_no_two_shortcuts_are_the_same(survey):
    assert len(survey.shortcuts) > 15
    assert not {key: names for key, names in survey.shortcuts.items() if len(names) > 1}


def test_no_two_letters_in_a_menu_are_the_same(survey):
    assert len(survey.menus) >= 4
    for name, texts in {**survey.menus, "the menu bar": survey.bar}.items():
        letters = Counter(letter(text) for text in texts)
        letters.pop("", None)
        assert max(letters.values(), default=0) <= 1, (name, letters)


def test_letters_of_the_window_do_not_meet_those_of_the_menu_bar(survey):
    taken = {letter(text) for text in survey.bar}
    for title, seen in survey.letters.items():
        assert len(set(seen)) == len(seen), (title, seen)
        if not title.startswith(DIALOGS):
            assert not set(seen) & taken, title


def test_every_entry_of_the_menus_can_be_named(survey):
    assert not survey.nameless


def test_icon_buttons_say_what_they_do(survey):
    mute = {
        f"{title}: {control.who}"
        for title, place in survey.places.items()
        for control in place.controls
        if control.mute
    }
    assert not mute


def test_the_result_can_be_read_in_a_line(survey, capsys):
    text = summary(survey)
    with capsys.disabled():
        sys.stdout.write(f"\n{text}\n")
    assert "walk: 0 unnamed, 0 unreachable, 0 shortcut conflicts" in text
