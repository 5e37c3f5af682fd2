import os
import sys
import threading

import pytest

from genstudio.core.errors import UserError
from genstudio.core.events import Scalars, Snapshot, Stepped
from genstudio.gui import jobs
from genstudio.gui.jobs import Failure, Job, Latest, Tasks


def count_up(stop):
    """Yield steps until stopped, and one last event then."""
    step = 0
    while not stop():
        step += 1
        yield Scalars([step], {})
    yield "ended"


@pytest.fixture
def run(qtbot):
    """Return a function that starts a job; all of them are stopped in the end."""
    jobs = []

    def start(make):
        job = Job(make)
        jobs.append(job)
        job.failures = []
        job.failed.connect(job.failures.append)
        job.start()
        return job

    yield start
    for job in jobs:
        job.stop()
        assert job.wait(60_000)


def test_what_the_iterator_yields_waits_in_order(qtbot, run):
    job = run(lambda stop: iter(range(100)))
    job.wait()
    assert job.take()[0] == list(range(100))
    assert job.take() == ([], None)


def test_only_the_newest_snapshot_is_kept(run):
    job = run(lambda stop: iter([Snapshot(1, {}), "between", Snapshot(2, {})]))
    job.wait()
    events, snapshot = job.take()
    assert events == ["between"]
    assert snapshot.step == 2


def test_a_paused_job_asks_for_no_further_event_and_goes_on_where_it_was(qtbot, run):
    job = run(count_up)
    qtbot.waitUntil(lambda: len(job.events) > 3)
    job.pause(True)
    qtbot.waitUntil(lambda: bool(job._go._cond._waiters))  # it was in the midst of a step
    held = len(job.events)
    qtbot.wait(100)
    assert len(job.events) == held
    job.pause(False)
    qtbot.waitUntil(lambda: len(job.events) > held)


def test_a_stopped_job_lets_the_iterator_finish_even_from_a_pause(qtbot, run):
    job = run(count_up)
    job.pause(True)
    qtbot.wait(50)
    job.stop()
    assert job.wait(60_000)
    assert job.take()[0][-1] == "ended"


def test_a_job_pauses_by_itself_after_a_single_step(qtbot, run):
    job = run(lambda stop: iter([Stepped(1), "not yet"]))
    qtbot.waitUntil(lambda: len(job.events) == 1)
    qtbot.wait(50)
    assert job.paused
    assert len(job.events) == 1


def test_an_unexpected_error_is_told_with_its_traceback(qtbot, run):
    def broken(stop):
        yield "one"
        raise RuntimeError("no more paper")

    job = run(broken)
    qtbot.waitUntil(lambda: bool(job.failures))
    failure = job.failures[0]
    assert "no more paper" in failure.text
    assert "in broken" in failure.details


def test_a_users_mistake_is_told_in_its_own_words_only():
    assert Failure.of(UserError("Choose another folder.")) == Failure("Choose another folder.")


def test_the_end_is_told_after_a_failure_too(qtbot):
    job = Job(lambda stop: 1 / 0)
    with qtbot.waitSignals([job.failed, job.ended], order="strict"):
        job.start()
    job.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="threads have priorities of their own on Linux")
def test_training_gives_way_to_the_window(run, monkeypatch):
    monkeypatch.setattr(jobs, "NICENESS", 7)
    niceness = []

    def make(stop):
        niceness.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        yield "done"

    run(make).wait()
    assert niceness[0] == min(19, os.getpriority(os.PRIO_PROCESS, 0) + 7)


@pytest.fixture
def latest(qtbot):
    latest = Latest()
    latest.answers, latest.failures = [], []
    latest.answered.connect(latest.answers.append)
    latest.failed.connect(latest.failures.append)
    yield latest
    latest.close()


def test_the_newest_question_replaces_those_that_wait(qtbot, latest):
    begun, go = threading.Event(), threading.Event()
    latest.ask(lambda: begun.set() or go.wait(120))
    qtbot.waitUntil(begun.is_set)
    for number in range(10):
        latest.ask(lambda number=number: number)
    go.set()
    qtbot.waitUntil(lambda: len(latest.answers) == 2)
    assert latest.answers == [True, 9]


def test_a_question_that_fails_does_not_end_the_answering(qtbot, latest):
    latest.ask(lambda: 1 / 0)
    qtbot.waitUntil(lambda: bool(latest.failures))
    latest.ask(lambda: "fine")
    qtbot.waitUntil(lambda: latest.answers == ["fine"])


def test_questions_after_the_end_are_dropped(latest):
    latest.ask(lambda: 1)
    latest.close()
    latest.ask(lambda: 2)
    assert not latest.isRunning()


@pytest.fixture
def tasks(qtbot):
    tasks = Tasks()
    yield tasks
    tasks.close()


def test_a_newer_call_of_the_same_name_replaces_the_older(qtbot, tasks):
    go, answers = threading.Event(), []
    tasks.start("load", lambda stop: go.wait(120) and "old", answers.append, answers.append)
    tasks.start("load", lambda stop: "new", answers.append, answers.append)
    go.set()
    qtbot.waitUntil(lambda: not tasks._running)
    assert answers == ["new"]


def test_a_replaced_call_is_asked_to_stop(qtbot, tasks):
    ended = threading.Event()

    def wait(stop):
        while not stop():
            ended.wait(0.001)
        ended.set()

    tasks.start("load", wait, print, print)
    tasks.cancel("load")
    qtbot.waitUntil(ended.is_set)
    assert not tasks.busy("load")


def test_a_failing_call_is_told_as_a_failure(qtbot, tasks):
    failures = []
    tasks.start("load", lambda stop: 1 / 0, print, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert "division by zero" in failures[0].text


def test_once_closed_no_call_is_made(qtbot, tasks):
    tasks.close()
    tasks.start("name", lambda stop: pytest.fail("called"), pytest.fail, pytest.fail)
    assert not tasks.busy("name")


def test_callbacks_are_called_on_the_gui_thread(qtbot, tasks):
    threads = []

    def note(_):
        threads.append(threading.current_thread())

    tasks.start("load", lambda stop: None, note, note)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]
