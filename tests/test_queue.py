import json
import multiprocessing
import os
import signal
from pathlib import Path

import pytest
import torch
from toy import dataset

from genstudio.core.errors import UserError
from genstudio.core.events import Diverged, Ended, Scalars
from genstudio.train import remote, snapshots
from genstudio.train.experiment import Experiment
from genstudio.train.queue import Claim, Queue
from genstudio.train.queue_work import Began, Finished, Outcome, going_on, wish, work
from genstudio.train.runs import Run

SMALL = {"hidden": 8, "depth": 1}
TRAIN = {"batch_size": 16, "threads": 1, "device": "cpu", "steps": 3}


@pytest.fixture
def queue(tmp_path) -> Queue:
    return Queue(tmp_path / "queue")


@pytest.fixture(autouse=True)
def quick_claims(monkeypatch) -> None:
    """Look, and report, at every step: all of them may take less than a tenth of a second."""
    monkeypatch.setattr("genstudio.train.queue.LOOK_EVERY", 0.0)
    monkeypatch.setattr("genstudio.train.pace.REPORT_SECONDS", 0.0)


def item(family="vae", model=None, note="", **train):
    model = SMALL if model is None else model
    return wish(family, model, TRAIN | train, dataset(), note=note)


def load(source, options):
    assert (source, options) == ("digits", {})
    return dataset()


def walked(queue: Queue, stop=lambda: False) -> list:
    return list(work(queue, stop, load=load))


def finished(events: list) -> list[tuple[int, str]]:
    return [(e.item.id, e.state) for e in events if isinstance(e, Finished)]


def states(queue: Queue) -> list[str]:
    return [one.state for one in queue.read().items]


def notes(queue: Queue) -> str:
    return "".join(one.note for one in queue.read().items)


def test_what_waits_is_trained_one_after_the_other(queue) -> None:
    queue.add([item(), item("ppca", {}), item(steps=2)])
    events = walked(queue)
    assert finished(events) == [(1, "done"), (2, "done"), (3, "done")]
    assert [e.step for e in events if isinstance(e, Ended)] == [3, 1, 2]
    runs = [Run.open(Path(one.run)) for one in queue.read().items]
    assert [run.record.status for run in runs] == ["completed"] * 3
    assert len({run.folder for run in runs}) == 3
    assert walked(queue) == []


def test_the_list_can_be_put_into_another_order(queue) -> None:
    queue.add([item(note=n) for n in "abcd"])
    queue.move(4, 0)
    assert notes(queue) == "dabc"
    queue.move(1, 99)
    assert notes(queue) == "dbca"
    queue.move(1, -5)
    assert notes(queue) == "adbc"


def test_what_was_removed_comes_back_to_its_place_and_numbers_are_never_used_twice(queue) -> None:
    queue.add([item(note=n) for n in "abcd"])
    gone = queue.remove(2, 4)
    assert notes(queue) == "ac"
    queue.restore(gone)
    assert notes(queue) == "abcd"
    queue.restore(gone)
    assert notes(queue) == "abcd"
    queue.remove(4)
    assert queue.add([item(note="e")])[0].id == 5


def test_those_that_are_done_are_cleared_and_come_back(queue) -> None:
    queue.add([item(steps=1), item("ppca", {})])
    walked(queue)
    queue.add([item()])
    gone = queue.clear_done()
    assert states(queue) == ["waiting"]
    queue.restore(gone)
    assert states(queue) == ["done", "done", "waiting"]


def test_what_is_passed_over_waits_until_it_is_released(queue) -> None:
    queue.add([item(note="a"), item(note="b")])
    queue.skip(1)
    assert finished(walked(queue)) == [(2, "done")]
    queue.release(1)
    assert finished(walked(queue)) == [(1, "done")]


def test_a_paused_queue_gives_nothing_to_anybody(queue) -> None:
    queue.add([item()])
    queue.pause()
    assert queue.take() is None
    assert walked(queue) == []
    queue.resume()
    assert finished(walked(queue)) == [(1, "done")]


def test_a_failure_is_told_and_the_next_one_has_its_turn(queue) -> None:
    broken = item(note="gone")
    queue.add([broken, item()])
    shown = []

    def fails_once(source, options):
        shown.append(source)
        if len(shown) == 1:
            raise UserError("The disk is gone.")
        return dataset()

    events = list(work(queue, load=fails_once))
    assert finished(events) == [(1, "failed"), (2, "done")]
    first = queue.read().items[0]
    assert first.problem == "The disk is gone."
    assert first.run == ""  # nothing is left of a run that never began
    queue.release(1)
    assert finished(walked(queue)) == [(1, "done")]
    assert queue.read().items[0].problem == ""


def test_a_training_that_diverges_has_failed_and_its_sentence_says_where(queue) -> None:
    outcome = Outcome()
    outcome.see(Diverged(12, "elbo", 10))
    outcome.see(Ended(12, "diverged"))
    assert outcome.problem("diverged").startswith("elbo is not a finite number at step 12")
    outcome = Outcome()
    outcome.see(Ended(12, "completed"))
    assert outcome.problem("completed") == ""
    assert "could not be saved" in outcome.problem("unsaved")


def test_an_error_that_nobody_expected_fails_one_item_only(queue) -> None:
    queue.add([item(), item()])
    calls = []

    def broken_once(source, options):
        calls.append(source)
        if len(calls) == 1:
            raise ZeroDivisionError("by nothing")
        return dataset()

    events = list(work(queue, load=broken_once))
    assert finished(events) == [(1, "failed"), (2, "done")]
    assert "by nothing" in queue.read().items[0].problem


def test_stopped_in_the_middle_it_goes_on_exactly_where_it_was(queue, tmp_path) -> None:
    queue.add([item(steps=40)])
    seen: list[int] = []

    def stop() -> bool:
        return bool(seen)

    for event in work(queue, stop, load=load):
        if isinstance(event, Scalars) and event.steps[-1] >= 10:
            seen.append(event.steps[-1])
    one = queue.read().items[0]
    assert one.state == "waiting"
    assert 0 < Run.open(Path(one.run)).record.step < 40
    events = walked(queue)
    assert finished(events) == [(1, "done")]
    whole = Experiment.create(tmp_path / "whole", "vae", SMALL, TRAIN | {"steps": 40}, dataset())
    list(whole.events())
    same = weights(Path(one.run)), weights(tmp_path / "whole")
    assert all(torch.equal(a, b) for a, b in zip(*same))


def weights(folder: Path) -> list[torch.Tensor]:
    model, step = snapshots.load_model(folder)
    assert step == 40
    return list(model.state_dict().values())


def test_a_run_that_was_there_before_is_gone_on_with(queue, tmp_path) -> None:
    experiment = Experiment.create(tmp_path / "run", "vae", SMALL, TRAIN, dataset())
    list(experiment.events())
    queue.add([going_on(tmp_path / "run", {"steps": 7})])
    assert finished(walked(queue)) == [(1, "done")]
    assert Run.open(tmp_path / "run").record.step == 7


def test_a_run_that_is_gone_cannot_be_gone_on_with(queue, tmp_path) -> None:
    list(Experiment.create(tmp_path / "run", "vae", SMALL, TRAIN, dataset()).events())
    queue.add([going_on(tmp_path / "run", {"steps": 7})])
    (tmp_path / "run").rename(tmp_path / "elsewhere")
    assert finished(walked(queue)) == [(1, "failed")]
    assert "is not a run" in queue.read().items[0].problem


@pytest.mark.parametrize("way", ["skip", "remove", "pause"])
def test_what_is_taken_away_while_it_trains_is_saved(queue, way) -> None:
    queue.add([item(steps=100_000), item(steps=2)])
    folder = None
    for event in work(queue, load=load):
        if isinstance(event, Began) and event.item.id == 1:
            folder = event.experiment.run.folder
        if isinstance(event, Scalars) and event.steps[-1] > 5 and folder is not None:
            if way == "pause":
                queue.pause()
            else:
                getattr(queue, way)(1)
            folder, kept = None, folder
    expected = {"skip": ["paused", "done"], "remove": ["done"], "pause": ["waiting", "waiting"]}
    assert states(queue) == expected[way]
    run = Run.open(kept)
    assert run.checkpoints()[-1] == run.record.step > 5


def test_a_run_that_somebody_stops_pauses_the_queue(queue) -> None:
    queue.add([item(steps=1_000_000), item()])
    asked = False
    for event in work(queue, load=load):
        if isinstance(event, Began):
            folder = event.experiment.run.folder
        if isinstance(event, Scalars) and not asked:
            asked = bool(remote.ask(folder, "stop"))
    contents = queue.read()
    assert contents.paused
    assert [one.state for one in contents.items] == ["waiting", "waiting"]


def test_nobody_takes_what_somebody_else_has(queue) -> None:
    queue.add([item(), item()])
    first, second = queue.take(), queue.take()
    assert (first.item.id, second.item.id) == (1, 2)
    assert first.item.run != second.item.run
    assert queue.take() is None
    assert states(queue) == ["running", "running"]
    first.let_go()
    assert states(queue) == ["waiting", "running"]
    again = queue.take()
    assert again.item == first.item
    again.let_go()
    second.let_go()


def test_settling_twice_or_after_it_was_removed_does_no_harm(queue) -> None:
    queue.add([item()])
    claim = queue.take()
    queue.remove(1)
    assert not claim.wanted()
    claim.settle("done")
    claim.settle("failed", "no")
    assert queue.read().items == ()


def take_and_hang(folder: str, pipe) -> None:
    claim = Queue(Path(folder)).take()
    pipe.send(claim.item.id)
    signal.pause()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_what_a_killed_program_trained_is_free_and_comes_first(queue) -> None:
    queue.add([item(note="a"), item(note="b")])
    queue.move(2, 0)
    own, other = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(
        target=take_and_hang, args=(str(queue.folder), other)
    )
    process.start()
    assert own.recv() == 2
    queue.move(1, 0)
    held = queue.read()
    assert [one.state for one in held.items] == ["waiting", "running"]
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert states(queue) == ["waiting", "waiting"]
    claim = queue.take()
    assert claim.item.id == 2
    claim.let_go()


def add_many(folder: str, note: str) -> None:
    queue = Queue(Path(folder))
    for _ in range(15):
        queue.add([item(note=note)])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_programs_that_write_at_once_lose_nothing(queue) -> None:
    context = multiprocessing.get_context("fork")
    others = [context.Process(target=add_many, args=(str(queue.folder), n)) for n in "xyz"]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert sorted(notes(queue)) == sorted("xyz" * 15)
    assert [one.id for one in queue.read().items] == list(range(1, 46))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: item(steps=0), "no end"),
        (lambda: item(model={"latent_dim": 0}), "latent_dim"),
        (lambda: item("cnn"), "no 'cnn' in models"),
        (lambda: item(learning_rate=9.0), "learning_rate"),
        (lambda: going_on(Path("nowhere"), {}), "is not a run"),
    ],
)
def test_what_could_never_train_is_told_when_it_is_added(make, message) -> None:
    with pytest.raises(UserError, match=message):
        make()


def test_a_closed_form_needs_no_limit() -> None:
    assert item("ppca", {}, steps=0).family == "ppca"


def test_numbers_that_are_not_there_are_told(queue) -> None:
    for act in (queue.remove, queue.skip, queue.release, lambda id: queue.move(id, 0)):
        with pytest.raises(UserError, match="no item 7"):
            act(7)


@pytest.mark.parametrize("text", ["{", "[]", '{"items": 3}', '{"format": 1, "what": 2}', "\xff"])
def test_a_damaged_file_is_kept_aside(queue, text) -> None:
    queue.add([item()])
    queue.path.write_text(text, encoding="latin-1")
    assert queue.read().items == ()
    assert queue.path.with_name("queue.json.bad").read_text(encoding="latin-1") == text
    queue.add([item()])
    assert len(queue.read().items) == 1


def test_the_file_of_a_newer_program_is_left_alone(queue) -> None:
    queue.add([item()])
    newer = json.dumps({"format": 99, "more": []})
    queue.path.write_text(newer)
    with pytest.raises(UserError, match="newer genstudio"):
        queue.read()
    assert queue.path.read_text() == newer


def test_an_empty_queue_makes_no_folder_when_it_is_read(queue) -> None:
    assert queue.read().items == ()
    assert not queue.folder.exists()


def test_a_claim_hears_of_changes_by_the_files_date_alone(queue, monkeypatch) -> None:
    queue.add([item()])
    claim = queue.take()
    monkeypatch.setattr(Claim, "_look", lambda self: pytest.fail("nothing has changed"))
    assert claim.wanted()
    monkeypatch.undo()
    claim.let_go()
