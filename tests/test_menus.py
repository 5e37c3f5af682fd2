"""Menus: letters, shortcuts, and the table that lists them, in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QTableWidget
from windows import opened

from genstudio.gui import language as window_language
from genstudio.gui.mnemonics import give_letters, letter_of, plain

LANGUAGES = [*window_language.available(), window_language.PSEUDO]


@pytest.fixture
def speaking(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("GENSTUDIO_LANGUAGE")
    yield
    window_language.apply(qapp, "en")


def menus(menu: QMenuBar | QMenu) -> Iterator[QMenuBar | QMenu]:
    yield menu
    for action in menu.actions():
        if isinstance(inner := action.menu(), QMenu):
            yield from menus(inner)


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_entry_of_a_menu_has_a_letter_that_is_its_alone(qtbot, qapp, code):
    window_language.apply(qapp, code)
    with opened(qtbot, ready=False) as window:
        for menu in menus(window.menuBar()):
            texts = [action.text() for action in menu.actions() if action.text()]
            letters = [letter_of(text) for text in texts]
            assert all(letters), texts
            assert len(set(letters)) == len(letters), texts


def test_no_shortcut_is_given_twice_and_all_are_in_the_table(qtbot):
    with opened(qtbot, ready=False) as window:
        actions = [a for menu in menus(window.menuBar()) for a in menu.actions()]
        keys = [k.toString() for a in actions for k in a.shortcuts()]
        assert len(set(keys)) == len(keys)
        window.menus.show_keys()
        table = window.menus._help.findChild(QTableWidget)
        assert table is not None
        listed = {table.item(row, 0).text() for row in range(table.rowCount())}
        assert {a.shortcut().toString() for a in actions if not a.shortcut().isEmpty()} <= listed


def test_letters_that_are_there_and_free_stay(qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    for text in ("&Save", "&Send", "Open R&&D", "&1 Explore", "…"):
        menu.addAction(text)
    give_letters(menu)
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "&Save"
    assert texts[3] == "&1 Explore"
    assert [plain(text) for text in texts] == ["Save", "Send", "Open R&D", "1 Explore", "…"]
    assert [letter_of(text) for text in texts] == ["s", "e", "o", "1", ""]


def test_the_letter_of_an_entry_is_found_beside_a_written_ampersand():
    assert letter_of("R&&D &Team") == "t"
    assert letter_of("R&&D") == ""
    assert plain("R&&D &Team") == "R&D Team"
