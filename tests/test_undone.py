"""What was done can be undone and redone, so far back and no farther."""

from genstudio.gui.undone import BackAndForth


def test_the_way_back_leads_forth_again_until_something_else_is_done() -> None:
    past: BackAndForth[str] = BackAndForth()
    assert not past.can_undo
    past.keep("a")
    past.keep("b")
    assert past.newest == "b"
    assert past.back("c") == "b"
    assert past.back("b") == "a"
    assert not past.can_undo
    assert past.forth("a") == "b"
    assert past.can_redo
    past.keep("b")
    assert not past.can_redo
    assert past.back("d") == "b"


def test_a_change_of_which_nothing_came_is_forgotten() -> None:
    past: BackAndForth[str] = BackAndForth()
    past.keep("a")
    past.keep("b")
    past.drop()
    assert past.newest == "a"
    past.clear()
    assert not past.can_undo


def test_the_oldest_states_are_forgotten() -> None:
    past: BackAndForth[int] = BackAndForth(3)
    for state in range(5):
        past.keep(state)
    state = 5
    while past.can_undo:
        state = past.back(state)
    assert state == 2
