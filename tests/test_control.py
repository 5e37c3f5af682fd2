from threading import Thread

from genstudio.train.control import Control


def test_changes_are_taken_oldest_first_and_once() -> None:
    control = Control()
    control.change("beta", 2.0)
    control.change("beta", 3.0)
    assert [control.take_change() for _ in range(3)] == [("beta", 2.0), ("beta", 3.0), None]


def test_a_single_step_of_all_players_is_told_from_none() -> None:
    control = Control()
    assert control.take_step() is None
    control.single_step()
    control.single_step(("D",))
    assert [control.take_step() for _ in range(3)] == [(None,), (("D",),), None]


def test_nothing_is_lost_when_many_threads_ask_at_once() -> None:
    control = Control()
    asking = [Thread(target=lambda: [control.change("x", i) for i in range(500)]) for _ in "1234"]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(list(iter(control.take_change, None))) == 2000
