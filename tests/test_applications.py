"""The workspace Applications: its pages come when they are looked at, and say what they need."""

import time
from types import SimpleNamespace

import numpy as np
import pytest
from panel_host import on_screen
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from windows import child, click, wait

from genstudio.core.errors import UserError
from genstudio.gui import clearing, lazy_pages
from genstudio.gui.applications.page import AppPage
from genstudio.gui.applications.searching import Search, SearchRow
from genstudio.gui.applications.slot import PictureSlot
from genstudio.gui.panels import applications


class Able(AppPage):
    """Works with any model that decodes."""

    NAME, TITLE, ABOUT = "able", "Able", "Shows what it can."
    NEEDS = ("Decodes",)

    def build(self) -> QLabel:
        self.seen = 0
        return QLabel("content")

    def on_view(self) -> None:
        self.seen += 1


class Unable(Able):
    """Needs what digits on a plane have not."""

    NAME, TITLE = "unable", "Unable"
    NEEDS = ("Draws",)
    FAMILY = "gan"


@pytest.fixture
def shown(qtbot, session, monkeypatch):
    """Show the workspace with two pages of its own."""
    modules = {
        kind.NAME: SimpleNamespace(
            __name__=f"pages.{kind.NAME}", TITLE=kind.TITLE, ORDER=order, Page=kind
        )
        for order, kind in enumerate((Able, Unable))
    }
    known = SimpleNamespace(names=lambda package: sorted(modules), load=lambda _, n: modules[n])
    monkeypatch.setattr(lazy_pages, "registry", known)
    with on_screen(qtbot, session, applications) as panel:
        yield panel


def test_pages_are_made_when_they_are_looked_at_and_rest_out_of_sight(qtbot, session, shown):
    wait(qtbot, lambda: shown.page("able") is not None)
    able = shown.page("able")
    assert able.seen == 1
    assert shown.page("unable") is None
    assert set(applications.ROOM) <= set(session.room)
    session.view_changed.emit()
    session.view_changed.emit()
    wait(qtbot, lambda: able.seen == 2)
    click(qtbot, shown.tabs.tabBar(), shown.tabs.tabBar().tabRect(1).center())
    assert shown.page("unable") is not None
    session.view_changed.emit()
    qtbot.wait(150)
    assert able.seen == 2
    shown.hide()
    assert session.room == ()
    shown.show()
    shown.bring("able")
    wait(qtbot, lambda: able.seen == 3)


@pytest.mark.parametrize(("lines", "gone"), [(9999, True), (1, False)])
def test_the_curves_make_room_in_a_low_window(qtbot, session, shown, monkeypatch, lines, gone):
    monkeypatch.setattr(applications, "LOW", lines)
    shown.hide()
    shown.show()
    wait(qtbot, lambda: (clearing.BELOW in session.room) is gone)


def test_a_page_says_why_it_cannot_be_used_and_offers_a_way(qtbot, session, shown):
    shown.bring("unable")
    page = shown.page("unable")
    wait(qtbot, lambda: child(page, "unableSetUp").isVisible())
    texts = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any("cannot draw what a caption says" in text for text in texts)
    assert "Shows what it can." in texts
    assert not child(page, "unableExample").isVisible()
    wanted = []
    session.workspace_wanted.connect(wanted.append)
    click(qtbot, child(page, "unableSetUp"))
    wait(qtbot, lambda: session.family == "gan")
    assert wanted == ["setup"]


@pytest.fixture
def slot(qtbot, session):
    """Show a place for a picture of the digits' shape."""
    slot = PictureSlot(session, "mine", "My picture")
    qtbot.addWidget(slot)
    slot.resize(200, 240)
    slot.show()
    yield slot
    slot.close_slot()


def test_a_picture_of_the_data_comes_and_goes(qtbot, session, slot):
    with qtbot.waitSignal(slot.changed):
        click(qtbot, child(slot, "mineAnother"))
    assert slot.index in session.dataset.indices("test")
    assert (slot.image == session.dataset.images[slot.index]).all()
    assert not child(slot, "mineSelected").isEnabled()
    session.set_selection(7)
    click(qtbot, child(slot, "mineSelected"))
    assert (slot.index, slot.name) == (7, "image 8")
    slot.picture.setFocus()
    qtbot.keyClick(slot.picture, Qt.Key.Key_Delete)
    assert slot.image is None
    assert not child(slot, "mineClear").isEnabled()


def test_a_dropped_file_is_made_to_fit(qtbot, session, slot, tmp_path):
    path = tmp_path / "tall.png"
    Image.fromarray(np.full((60, 30, 3), (200, 200, 200), np.uint8)).save(path)
    drop(slot, path)
    wait(qtbot, lambda: slot.image is not None)
    assert slot.image.shape == session.dataset.shape
    assert (slot.image == 200).all()
    assert (slot.name, slot.index) == ("tall", None)
    path.write_bytes(b"no picture")
    drop(slot, path)
    wait(qtbot, lambda: session.messages)
    assert "tall.png" in session.messages[-1].text
    assert slot.image is not None


def test_keys_of_the_window_are_its_own_while_it_has_the_focus(qtbot, slot, monkeypatch):
    taken = []
    for keys in (QKeySequence("Space"), QKeySequence(QKeySequence.StandardKey.Paste)):
        shortcut = QShortcut(keys, slot)
        shortcut.activated.connect(lambda: taken.append(True))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: ("", ""))
    slot.show()
    slot.activateWindow()
    slot.picture.setFocus()
    wait(qtbot, slot.picture.hasFocus)
    QApplication.clipboard().setImage(QImage(40, 40, QImage.Format.Format_RGB32))
    qtbot.keyClick(slot.picture, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(slot.picture, Qt.Key.Key_Space)
    wait(qtbot, lambda: slot.name == "pasted picture")
    QApplication.clipboard().clear()
    assert not taken


def drop(slot, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, buttons, keys)
    slot.dropEvent(event)


def test_a_search_reports_ends_and_can_be_cancelled(qtbot):
    search = Search()
    found, ended = [], []
    search.step.connect(found.append)
    search.ended.connect(lambda: ended.append(True))
    row = SearchRow(search, "test", "Searching")
    qtbot.addWidget(row)
    assert row.isHidden()

    def make(stop):
        for number in range(10_000):
            if stop():
                yield "cancelled"
                return
            time.sleep(0.002)
            yield number

    search.start(make)
    assert not row.isHidden()
    wait(qtbot, lambda: found)
    row.show()
    click(qtbot, child(row, "testCancel"))
    wait(qtbot, lambda: ended)
    assert found[-1] == "cancelled"
    assert search.cancelled
    assert not search.running
    assert row.isHidden()
    assert search.close()


def test_a_search_that_is_replaced_is_not_heard_of_again(qtbot):
    search = Search()
    found, failed = [], []
    search.step.connect(found.append)
    search.failed.connect(failed.append)
    search.start(lambda stop: iter(["old"]))
    search.start(lambda stop: iter(["new"]))
    wait(qtbot, lambda: not search.running)
    assert found == ["new"]

    def wrong(stop):
        raise UserError("No such thing.")
        yield

    search.start(wrong)
    wait(qtbot, lambda: failed)
    assert failed[0].text == "No such thing."
    assert not search.cancelled
    assert search.close()


def test_a_closed_search_begins_nothing_any_more(qtbot):
    search = Search()
    begun = []

    def make(stop):
        begun.append(True)
        while not stop():
            time.sleep(0.002)
            yield 1

    search.start(make)
    wait(qtbot, lambda: begun)
    assert not search.close(wait=False)
    search.start(make)
    assert not search.running
    assert search.close()
    assert len(begun) == 1
