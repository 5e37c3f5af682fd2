"""The queue as the session works it off: what begins, what ends it, and what is said."""

from functools import partial
from pathlib import Path

import pytest
from test_session import engine

from genstudio.gui.session import Session
from genstudio.gui.store import Store
from genstudio.train.queue import Queue
from genstudio.train.runs import Run

TIMEOUT = 60_000
MODEL = {"hidden": 16, "depth": 1}


@pytest.fixture
def make_session(qtbot, tmp_path):
    made = []

    def make(runs="runs"):
        session = Session(tmp_path / runs, Store(tmp_path / "window.json"))
        made.append(session)
        session.messages = []
        session.message.connect(session.messages.append)
        session.set_engine(*engine())
        qtbot.waitUntil(lambda: session.ready, timeout=TIMEOUT)
        qtbot.waitUntil(lambda: session.lineup.contents is not None, timeout=TIMEOUT)
        return session

    yield make
    for session in made:
        session.close()


@pytest.fixture
def session(make_session):
    return make_session()


def set_up(session, family="vae", **train):
    session.choose_family(family)
    session.set_values(MODEL, {"threads": 1, "steps": 0, "epochs": 0, "seconds": 0} | train)


def add(qtbot, session, family="vae", **train):
    """Put a set-up into the queue, and wait until it is there."""
    before = len(session.lineup.items)
    set_up(session, family, **train)
    session.queue_setup()
    qtbot.waitUntil(lambda: len(session.lineup.items) == before + 1, timeout=TIMEOUT)


def states(session):
    return [item.state for item in session.lineup.items]


def become(qtbot, session, wanted):
    """Wait until the items are in these states."""
    qtbot.waitUntil(lambda: states(session) == wanted, timeout=TIMEOUT)


def said(session):
    return [message.text for message in session.messages]


def finish(qtbot, session):
    qtbot.waitUntil(lambda: not session.queue_on and session.queued is None, timeout=TIMEOUT)


def test_set_ups_are_trained_one_after_the_other_and_the_last_is_open(qtbot, session):
    add(qtbot, session, steps=5)
    add(qtbot, session, "ppca")
    add(qtbot, session, steps=7)
    families = []
    session.run_changed.connect(
        lambda: session.run is not None and families.append(session.run.record.family)
    )
    session.start_queue()
    finish(qtbot, session)
    become(qtbot, session, ["done", "done", "done"])
    assert list(dict.fromkeys(families)) == ["vae", "ppca"]
    assert [Run.open(Path(item.run)).record.step for item in session.lineup.items] == [5, 1, 7]
    assert (session.family, session.record.step) == ("vae", 7)
    qtbot.waitUntil(lambda: session.history.last_step == 7, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: any("3 training" in text for text in said(session)), timeout=TIMEOUT)


def test_an_item_brings_its_data_along(qtbot, session):
    add(qtbot, session, steps=3)
    session.open_source("shapes", {"count": 60, "size": 16})
    qtbot.waitUntil(lambda: session.dataset.name == "shapes" and session.ready, timeout=TIMEOUT)
    session.start_queue()
    finish(qtbot, session)
    assert session.dataset.name == "digits"
    assert session.dataset_loading is None
    assert session.record.data["name"] == "digits"


def test_what_fails_is_marked_with_its_sentence_and_the_next_begins(qtbot, session, tmp_path):
    add(qtbot, session, steps=3)
    gone = session.lineup.items[0]

    def lose(queue):
        from msgspec.structs import replace

        queue.add([replace(gone, source=str(tmp_path / "gone"))])
        queue.move(2, 0)

    session.lineup.act(lose)
    session.start_queue()
    finish(qtbot, session)
    become(qtbot, session, ["failed", "done"])
    assert "There is no file or folder" in session.lineup.items[0].problem
    qtbot.waitUntil(lambda: any("1 failed" in text for text in said(session)), timeout=TIMEOUT)
    assert session.dataset.name == "digits"


def test_a_run_that_is_stopped_pauses_the_queue_and_says_so(qtbot, session):
    add(qtbot, session, steps=1_000_000)
    add(qtbot, session, steps=3)
    session.start_queue()
    qtbot.waitUntil(lambda: session.step > 5, timeout=TIMEOUT)
    session.stop()
    finish(qtbot, session)
    qtbot.waitUntil(lambda: session.lineup.paused, timeout=TIMEOUT)
    become(qtbot, session, ["waiting", "waiting"])
    wanted = "stopped, so the queue pauses"
    qtbot.waitUntil(lambda: any(wanted in text for text in said(session)), timeout=TIMEOUT)
    message = next(m for m in session.messages if wanted in m.text)
    first = session.lineup.items[0]
    step = Run.open(Path(first.run)).record.step
    session.lineup.skip(2, True)
    message.action()
    qtbot.waitUntil(lambda: session.step > step, timeout=TIMEOUT)
    assert str(session.run.folder) == first.run  # the same run goes on
    assert session.history.last_step >= step
    session.pause_queue()
    finish(qtbot, session)
    become(qtbot, session, ["waiting", "paused"])


@pytest.mark.parametrize("way", ["skip", "remove"])
def test_what_is_passed_over_or_removed_while_it_trains_makes_room(qtbot, session, way):
    add(qtbot, session, steps=1_000_000)
    add(qtbot, session, steps=4)
    session.start_queue()
    qtbot.waitUntil(lambda: session.queued == 1 and session.step > 2, timeout=TIMEOUT)
    folder = session.run.folder
    if way == "skip":
        session.lineup.skip(1, True)
    else:
        session.lineup.remove([1], lambda gone: None)
    finish(qtbot, session)
    become(qtbot, session, ["paused", "done"] if way == "skip" else ["done"])
    assert Run.open(folder).record.step > 2
    assert not session.lineup.paused


def test_the_queue_waits_for_the_run_that_is_on(qtbot, session):
    add(qtbot, session, steps=3)
    set_up(session, steps=200)
    session.train()
    qtbot.waitUntil(lambda: session.step > 0, timeout=TIMEOUT)
    own = session.run.folder
    session.start_queue()
    finish(qtbot, session)
    assert Run.open(own).record.status == "completed"
    become(qtbot, session, ["done"])
    assert session.record.step == 3


def test_a_window_that_closes_loses_nothing_and_the_next_offers_to_go_on(qtbot, make_session):
    first = make_session()
    add(qtbot, first, steps=1_000_000)
    first.start_queue()
    qtbot.waitUntil(lambda: first.step > 5, timeout=TIMEOUT)
    folder = first.run.folder
    assert first.close()
    step = Run.open(folder).record.step
    assert step > 5
    second = make_session()
    qtbot.waitUntil(lambda: second.run is not None, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: any(m.action for m in second.messages), timeout=TIMEOUT)
    offers = [m for m in second.messages if m.action is not None]
    assert [m.action_text for m in offers] == ["Go on with the queue"]
    assert "1 training left" in offers[0].text
    offers[0].action()
    qtbot.waitUntil(lambda: second.queued == 1 and second.step > step, timeout=TIMEOUT)
    assert second.run.folder == folder
    assert not offers[0].valid()


def test_another_window_is_offered_nothing_while_the_first_one_works(qtbot, make_session):
    first = make_session()
    add(qtbot, first, steps=1_000_000)
    add(qtbot, first, steps=2)
    first.start_queue()
    qtbot.waitUntil(lambda: first.step > 2, timeout=TIMEOUT)
    second = make_session()
    assert not any(m.action_text == "Go on with the queue" for m in second.messages)
    second.start_queue()
    finish(qtbot, second)
    second.lineup.refresh()
    qtbot.waitUntil(lambda: states(second) == ["running", "done"], timeout=TIMEOUT)
    second.pause_queue()  # which the first one hears of
    finish(qtbot, first)
    become(qtbot, first, ["waiting", "done"])


def test_more_of_the_open_run_is_queued_as_that_run(qtbot, session):
    set_up(session, steps=4)
    session.train()
    qtbot.waitUntil(lambda: session.step == 4 and session.state == "ready", timeout=TIMEOUT)
    folder = session.run.folder
    session.set_values({}, {"steps": 9})
    session.queue_setup()
    qtbot.waitUntil(lambda: len(session.lineup.items) == 1, timeout=TIMEOUT)
    assert session.lineup.items[0].resumes
    session.start_queue()
    finish(qtbot, session)
    assert Run.open(folder).record.step == 9


def test_settings_made_meanwhile_are_not_lost(qtbot, session):
    add(qtbot, session, steps=1_000_000)
    add(qtbot, session, steps=3)
    session.start_queue()
    qtbot.waitUntil(lambda: session.queued == 1 and session.step > 0, timeout=TIMEOUT)
    session.set_values({"hidden": 24}, {"steps": 5})
    session.lineup.skip(1, True)  # the next one's turn, and no sooner
    finish(qtbot, session)
    offer = next(m for m in session.messages if m.action_text == "Queue mine")
    assert session.choices.model["hidden"] == 16
    offer.action()
    qtbot.waitUntil(lambda: len(session.lineup.items) == 3, timeout=TIMEOUT)
    assert session.lineup.items[2].model["hidden"] == 24


def test_a_set_up_without_an_end_is_not_taken(qtbot, session):
    set_up(session)
    session.queue_setup()
    qtbot.waitUntil(lambda: any("no end" in text for text in said(session)), timeout=TIMEOUT)
    assert session.lineup.items == ()


def test_loading_the_data_of_an_item_can_be_cancelled(qtbot, session, monkeypatch):
    from genstudio.gui import background

    add(qtbot, session, steps=3)
    session.open_source("shapes", {"count": 60, "size": 16})
    qtbot.waitUntil(lambda: session.dataset.name == "shapes" and session.ready, timeout=TIMEOUT)

    def slow(source, options, progress, stop, **more):
        from genstudio.data.dataset import Stopped

        while not stop():
            progress(1, 2)
        raise Stopped

    monkeypatch.setattr(background, "open_data", slow)
    session.start_queue()
    qtbot.waitUntil(lambda: session.dataset_loading == "digits", timeout=TIMEOUT)
    session.cancel_loading()
    finish(qtbot, session)
    assert session.dataset.name == "shapes"
    assert not any(m.level == "error" for m in session.messages)
    become(qtbot, session, ["waiting"])


def test_what_others_change_is_seen(qtbot, session):
    add(qtbot, session, steps=3)
    Queue().skip(1)
    session.lineup.refresh()
    qtbot.waitUntil(lambda: states(session) == ["paused"], timeout=TIMEOUT)
    session.lineup.act(partial(_pause))
    qtbot.waitUntil(lambda: session.lineup.paused, timeout=TIMEOUT)


def _pause(queue):
    queue.pause()
