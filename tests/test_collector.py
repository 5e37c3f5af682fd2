"""Garbage is collected on the GUI thread only, whoever asks for it."""

import gc
import threading

from genstudio.gui.jobs import Once
from genstudio.gui.loader import Collector


class Loop:
    """Garbage that only the collector finds; it notes which thread that was in."""

    def __init__(self, ended: list[bool]) -> None:
        self.ended, self.own = ended, self

    def __del__(self) -> None:
        self.ended.append(threading.current_thread() is threading.main_thread())


def test_a_worker_has_its_garbage_collected_on_the_gui_thread(qtbot) -> None:
    usual, ended = gc.collect, []
    collector = Collector()
    try:
        Loop(ended)
        once = Once(lambda stop: gc.collect())
        with qtbot.waitSignal(once.finished):
            once.start()
        once.wait()
        assert once.failure is None
        assert ended == [True]
    finally:
        collector.close()
    assert gc.collect == usual


def test_a_worker_goes_on_where_the_gui_thread_waits_for_it(qtbot, monkeypatch) -> None:
    monkeypatch.setattr("genstudio.gui.loader.LONGEST", 0.01)
    ended: list[bool] = []
    collector = Collector()
    try:
        Loop(ended)
        once = Once(lambda stop: gc.collect())
        once.start()
        assert once.wait(20_000)
        assert ended == []
        qtbot.waitUntil(lambda: ended == [True])  # a little later, then
    finally:
        collector.close()


def test_the_gui_thread_collects_at_once(qtbot) -> None:
    ended: list[bool] = []
    collector = Collector()
    try:
        Loop(ended)
        assert gc.collect(0) >= 1
        assert ended == [True]
    finally:
        collector.close()
