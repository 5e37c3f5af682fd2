"""Help > Add to the applications menu."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from genstudio.core import desktop, desktop_files, desktop_refresh
from genstudio.core.errors import UserError
from tests.windows import opened, wait

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the menu of a Linux desktop")


@pytest.fixture
def window(qtbot):
    with opened(qtbot, ready=False) as window:
        yield window


def offered(window) -> list[str]:
    """Return which of the two actions the opened menu shows."""
    entry = window.menus.desktop
    menu = next(m for m in window.findChildren(QMenu) if entry.add in m.actions())
    menu.aboutToShow.emit()
    return [name for name in ("add", "remove") if getattr(entry, name).isVisible()]


def test_the_menu_adds_the_program_and_then_offers_to_remove_it(qtbot, window) -> None:
    said = []
    window.session.message.connect(lambda message: said.append(message.text))
    assert offered(window) == ["add"]
    window.menus.desktop.add.trigger()
    wait(qtbot, lambda: any("is in the applications menu now" in text for text in said))
    assert (desktop_refresh.data_home() / desktop_files.ENTRY).is_file()
    assert offered(window) == ["remove"]
    window.menus.desktop.remove.trigger()
    wait(qtbot, lambda: any("no longer in the applications menu" in text for text in said))
    assert not desktop.installed()
    assert offered(window) == ["add"]


def test_what_went_wrong_is_said(qtbot, window, monkeypatch) -> None:
    said = []
    window.session.message.connect(lambda message: said.append((message.level, message.text)))

    def fail() -> None:
        raise UserError("There is no room.")

    monkeypatch.setattr(desktop, "install", fail)
    window.menus.desktop.add.trigger()
    wait(qtbot, lambda: ("error", "There is no room.") in said)


def test_neither_is_offered_where_there_is_nothing_to_do(window, monkeypatch) -> None:
    monkeypatch.setattr(desktop, "supported", lambda: False)
    assert offered(window) == []


def test_a_stale_entry_is_mended_while_the_window_is_open(qtbot, window) -> None:
    desktop.install()
    entry = desktop_refresh.data_home() / desktop_files.ENTRY
    entry.write_bytes(desktop_files.entry(["/gone/genstudio-app"]))
    said = []
    window.session.message.connect(lambda message: said.append(message.text))
    window.menus.desktop.repair()
    wait(qtbot, lambda: any("out of date" in text for text in said))
    started = desktop_files.program_of(entry.read_text())
    assert Path(started).exists()
