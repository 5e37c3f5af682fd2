"""Background questions: one at a time, the newest of a name, and never too often."""

import pytest
from windows import wait

from genstudio.core.errors import UserError
from genstudio.gui import chores
from genstudio.gui.chores import Chores


@pytest.fixture
def told(session):
    """Return a Chores whose answers and failures are collected in lists."""
    asked = Chores(session, session)
    asked.answers, asked.failures = [], []
    asked.answered.connect(lambda name, answer, cost: asked.answers.append((name, answer)))
    asked.failed.connect(lambda name, error: asked.failures.append((name, error)))
    yield asked
    asked.close()


class Training:
    """A session in which a run trains, as far as chores can tell."""

    def __init__(self, session):
        self._session = session
        self.state = "training"

    def __getattr__(self, name):
        return getattr(self._session, name)


def test_the_newest_question_of_a_name_is_answered_and_others_keep_theirs(told, qtbot):
    told.want("first", lambda lens: "first")
    told.want("a", lambda lens: "old")
    told.want("a", lambda lens: "new")
    told.want("b", lambda lens: "b")
    wait(qtbot, lambda: len(told.answers) == 3)
    assert told.answers == [("first", "first"), ("a", "new"), ("b", "b")]


def test_a_dropped_question_is_not_asked(told, qtbot):
    told.want("first", lambda lens: 1)
    told.want("a", lambda lens: 2)
    told.drop("a")
    told.want("b", lambda lens: 3)
    wait(qtbot, lambda: ("b", 3) in told.answers)
    assert told.answers == [("first", 1), ("b", 3)]
    assert not told.wanted("a")


def test_a_failure_is_told_and_the_next_question_is_answered(told, qtbot):
    def wrong(lens):
        raise UserError("This cannot be done.")

    told.want("a", wrong)
    told.want("b", lambda lens: lens.latent_dim)
    wait(qtbot, lambda: told.answers)
    assert told.answers == [("b", 2)]
    assert [(name, str(error)) for name, error in told.failures] == [("a", "This cannot be done.")]


def test_while_training_a_dear_chore_waits_and_a_hurried_one_does_not(told, session, qtbot):
    told._session = Training(session)
    told._share = 1e-9  # whatever it cost, it cost too much
    told.want("a", lambda lens: sum(range(10_000)))
    wait(qtbot, lambda: told.answers)
    told.want("a", lambda lens: "again")
    qtbot.wait(50)
    assert len(told.answers) == 1
    told.want("a", lambda lens: "now", now=True)
    wait(qtbot, lambda: len(told.answers) == 2)
    assert told.answers[1] == ("a", "now")


def test_what_waits_is_answered_when_the_run_rests(told, session, qtbot):
    training = Training(session)
    told._session = training
    told._share = 1e-9
    told.want("a", lambda lens: sum(range(10_000)))
    wait(qtbot, lambda: told.answers)
    told.want("a", lambda lens: "later")
    training.state = "paused"
    session.state_changed.emit()
    wait(qtbot, lambda: len(told.answers) == 2)
    assert chores.SOONEST > 0
