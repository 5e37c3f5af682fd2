"""Pins that are kept with a run, and codes that are carried with the mouse."""

from __future__ import annotations

import threading

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QMimeData

from genstudio.gui import carry
from genstudio.gui.carry import Carried
from genstudio.gui.pins import Pin, Pins
from genstudio.train import keepsakes

CODE = np.array([0.25, -1.5, 3.0], np.float32)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    return folder


@pytest.fixture
def pins(qtbot):
    pins = Pins()
    pins.said = []
    pins.failed.connect(pins.said.append)
    yield pins
    pins.close()


def opened(qtbot, pins, folder, dim=3):
    pins.open(folder, dim)
    qtbot.waitUntil(lambda: not pins._unread)
    return pins


def kept(folder):
    return [(pin.name, pin.code.tolist(), pin.index) for pin in reread(folder)]


def reread(folder):
    from genstudio.gui.pins_file import Writer

    return Writer().read(folder)


def test_pins_are_there_again_when_the_run_is(qtbot, pins, folder):
    opened(qtbot, pins, folder)
    pins.add(CODE, 7, "seven")
    pins.add(-CODE)
    pins.close()
    again = opened(qtbot, Pins(), folder)
    assert [(p.name, p.index) for p in again.all] == [("seven", 7), ("1", None)]
    np.testing.assert_array_equal(again.all[0].code, CODE)
    again.close()


def test_the_last_of_many_quick_changes_is_kept_and_no_two_are_written_at_once(
    qtbot, pins, folder, monkeypatch
):
    opened(qtbot, pins, folder)
    writing, most = [], []
    save = keepsakes.save

    def slow(*what):
        writing.append(threading.get_ident())
        most.append(len(writing))
        threading.Event().wait(0.02)
        save(*what)
        writing.pop()

    monkeypatch.setattr(keepsakes, "save", slow)
    for number in range(40):
        pins.add(CODE * number)
    pins.remove(0)
    pins.close()
    assert max(most) == 1
    assert len(most) < 40, "what is out of date is not written"
    assert [name for name, *_ in kept(folder)] == [str(n) for n in range(2, 41)]


def test_codes_that_follow_the_weights_are_written_at_the_latest_on_closing(qtbot, pins, folder):
    opened(qtbot, pins, folder)
    pins.add(CODE, 7)
    pins.add(CODE, None)
    heard = []
    pins.changed.connect(lambda: heard.append(True))
    pins.follow({7: 2 * CODE, 8: CODE})
    pins.follow({7: 2 * CODE})
    pins.follow({7: np.full(3, np.nan, np.float32)})
    assert len(heard) == 1
    pins.close()
    assert [code for _, code, _ in kept(folder)] == [(2 * CODE).tolist(), CODE.tolist()]


def test_a_run_that_is_left_and_opened_again_at_once_has_its_newest_pins(qtbot, pins, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    opened(qtbot, pins, one).add(CODE, 1, "mine")
    pins.open(other, 3)
    assert pins.all == []
    opened(qtbot, pins, one)
    assert [pin.name for pin in pins.all] == ["mine"]


def test_what_was_pinned_while_the_file_was_read_comes_after_it(qtbot, pins, folder):
    opened(qtbot, pins, folder).add(CODE, None, "old")
    pins.open(None)
    pins.open(folder, 3)
    pins.add(-CODE, None, "new")
    qtbot.waitUntil(lambda: not pins._unread)
    assert [pin.name for pin in pins.all] == ["old", "new"]
    pins.close()
    assert [name for name, *_ in kept(folder)] == ["old", "new"]


@pytest.mark.parametrize(
    "text", ["{", "[1]", '[{"name":"a","code":[1e999]}]', '[{"name":"a","code":[]}]', "null" * 9]
)
def test_a_damaged_file_is_told_and_left_alone(qtbot, pins, folder, text):
    (folder / "pins.json").write_text(text)
    pins.open(folder, 3)
    qtbot.waitUntil(lambda: len(pins.said) > 0)
    assert "damaged" in pins.said[0]
    pins.add(CODE)
    pins.close()
    assert (folder / "pins.json").read_text() == text


def test_codes_of_another_latent_space_are_said_not_shown_and_not_lost(qtbot, pins, folder):
    opened(qtbot, pins, folder, 3).add(CODE, None, "three")
    pins.open(None)
    opened(qtbot, pins, folder, 2)
    assert pins.all == []
    assert "another size" in pins.said[0]
    pins.add(CODE[:2], None, "two")
    pins.close()
    assert [name for name, *_ in kept(folder)] == ["two", "three"]


def test_changes_are_undone_one_after_the_other(pins):
    pins.add(CODE, 4, "a")
    pins.add(CODE, None, "b")
    pins.replace(0, Pin("renamed", CODE, 4))
    pins.set([])
    pins.undo()
    assert [pin.name for pin in pins.all] == ["renamed", "b"]
    pins.follow({4: 5 * CODE})
    pins.undo()
    assert pins.all[0].name == "a"
    np.testing.assert_array_equal(pins.all[0].code, 5 * CODE, "the weights were not undone")
    pins.undo()
    pins.undo()
    assert pins.all == []
    assert not pins.undoable


def test_pins_of_no_run_go_with_their_plane(pins, folder, qtbot):
    pins.add(CODE)
    pins.forget()
    assert pins.all == []
    opened(qtbot, pins, folder).add(CODE)
    pins.forget()
    assert len(pins.all) == 1, "those of a run stay"


# What is carried with the mouse.


def test_codes_arrive_as_they_left():
    codes = np.random.default_rng(0).normal(size=(5, 7)).astype(np.float32)
    found = carry.unpack(carry.pack(Carried("Sieben & 7", codes)))
    assert found.name == "Sieben & 7"
    np.testing.assert_array_equal(found.codes, codes)


def test_very_many_codes_are_thinned_out_evenly():
    codes = np.arange(250_000, dtype=np.float32)[:, None]
    found = carry.unpack(carry.pack(Carried("many", codes))).codes[:, 0]
    assert len(found) == carry.MOST
    assert (found[0], found[-1]) == (0, 249_999)
    assert np.diff(found).max() <= 3


def test_wide_codes_are_thinned_out_to_what_can_be_taken():
    codes = np.zeros((9000, 4096), np.float32)
    found = carry.unpack(carry.pack(Carried("wide", codes)))
    assert 1000 < len(found.codes) < 9000


def packed(**changes):
    right = {"name": "n", "dim": 2, "codes": np.zeros(6, "<f4").tobytes()}
    return msgspec.msgpack.encode({**right, **changes})


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff" * 50,
        b'{"name": "n"}',
        packed(dim=0),
        packed(dim=4),
        packed(name="n" * 201),
        packed(codes=b""),
        packed(codes=b"abcde"),
        packed(codes=np.full(2, np.nan, "<f4").tobytes()),
        packed(codes=np.full(2, 1e9, "<f4").tobytes()),
        packed(more=1),
        packed(codes="text"),
        packed(codes=np.zeros(2 * carry.MOST + 2, "<f4").tobytes()),
    ],
)
def test_what_another_program_says_in_our_name_is_not_believed(raw):
    data = QMimeData()
    data.setData(carry.MIME, QByteArray(raw))
    assert carry.unpack(data) is None


def test_what_is_right_is_believed_and_text_is_no_code():
    data = QMimeData()
    data.setText("hello")
    assert not carry.holds(data)
    assert carry.unpack(data) is None
    data.setData(carry.MIME, QByteArray(packed()))
    assert carry.unpack(data).codes.shape == (3, 2)
