import math

import pytest
import torch
from toy import Game, rows, trainer

from genstudio.core import config as settings
from genstudio.core.errors import UserError
from genstudio.core.events import (
    Changed,
    Diverged,
    Ended,
    Scalars,
    Snapshot,
    Stepped,
    Warned,
)
from genstudio.train import memory, schedule
from genstudio.train.pace import Pace, Stopwatch
from genstudio.train.settings import Config
from genstudio.train.validation import spread


def of(kind: type, events: list) -> list:
    return [event for event in events if isinstance(event, kind)]


def test_it_ends_after_the_planned_steps_and_reports_every_one_of_them() -> None:
    events = list(trainer(steps=30).events())
    assert events[-1] == Ended(30, "completed")
    found = rows(events)
    assert [s for s, n in found if n == "D loss"] == list(range(1, 31))
    assert [s for s, n in found if n == "G loss"] == list(range(1, 31))


def test_the_loss_itself_is_minimised_and_not_logged() -> None:
    toy = trainer(steps=5)
    names = {name for _, name in rows(list(toy.events()))}
    assert names == {"D loss", "G loss", "r1"}
    assert toy.model.d.abs().sum() > 0


def test_a_term_that_is_not_computed_at_every_step_has_only_its_own_steps() -> None:
    found = rows(list(trainer(steps=10).events()))
    assert [step for step, name in found if name == "r1"] == [1, 5, 9]


def test_steps_are_reported_together_and_not_one_by_one(monkeypatch) -> None:
    monkeypatch.setattr(Pace, "report_due", lambda self, seconds: False)
    (scalars, penalty, end) = trainer(steps=15).events()
    assert scalars.steps == list(range(1, 16))
    assert penalty.steps == [1, 5, 9, 13]
    assert end == Ended(15, "completed")


def test_stop_is_obeyed_within_one_step() -> None:
    asked = iter([False, True])
    assert list(trainer().events(lambda: next(asked)))[-1] == Ended(1, "stopped")


def test_epochs_and_seconds_are_limits_too() -> None:
    toy = trainer(epochs=2)
    assert list(toy.events())[-1] == Ended(2 * toy.batches.per_epoch, "completed")
    assert list(trainer(seconds=0.05).events())[-1].reason == "completed"


def test_only_the_player_to_move_changes_and_gradients_are_all_on_again() -> None:
    game = Game()
    toy = trainer(game, steps=1)
    toy.control.single_step(("D",))
    list(toy.events())
    assert game.d.abs().sum() > 0
    assert game.g.abs().sum() == 0
    assert all(p.requires_grad and p.grad is None for p in game.parameters())


def test_while_one_player_moves_the_others_have_no_gradients() -> None:
    game = Game()
    frozen = []

    def look(player, batch) -> str:
        frozen.append((player, game.d.requires_grad, game.g.requires_grad))
        return ""

    game.plan = look
    list(trainer(game, steps=2).events())
    assert frozen == [("D", True, False), ("G", False, True)] * 2


def test_a_single_step_is_exactly_one_and_is_reported_at_once() -> None:
    toy = trainer()
    toy.control.single_step(("G",))
    events = toy.events()
    first = [next(events) for _ in range(3)]
    assert [type(event) for event in first] == [Scalars, Snapshot, Stepped]
    assert first[0].values.keys() == {"G loss"}
    assert first[2] == Stepped(1)
    assert toy.step == 1
    toy.control.single_step()
    second = [next(events) for _ in range(3)]
    assert second[0].values.keys() == {"D loss", "G loss"}
    assert second[2] == Stepped(2)
    events.close()


def test_a_player_nobody_knows_is_told_and_nothing_moves() -> None:
    toy = trainer()
    toy.control.single_step(("E",))
    events = toy.events()
    warned = next(events)
    assert warned == Warned(0, "There is no player 'E'; there are D, G.")
    assert [type(next(events)) for _ in range(2)] == [Snapshot, Stepped]
    assert toy.step == 0
    events.close()


def test_live_settings_change_between_steps_without_a_reset() -> None:
    toy = trainer(steps=20)
    events = toy.events()
    toy.control.single_step()
    [next(events) for _ in range(3)]
    remembered = toy._players["D"].optimiser.state()["0/mean"].clone()
    toy.control.change("learning_rate", 1e-5)
    toy.control.change("pull", 2.0)
    left = list(events)
    assert of(Changed, left) == [Changed(1, "learning_rate", 1e-5), Changed(1, "pull", 2.0)]
    assert toy._players["D"].optimiser.rate == 1e-5
    assert toy.model.config.pull == 2.0
    assert toy.config.learning_rate == 1e-5
    assert remembered.abs().sum() > 0


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("learning_rate", 7.0, "Learning rate (learning_rate) is 7.0"),
        ("learning_rate", "fast", "Learning rate (learning_rate) is 'fast'"),
        ("width", 8, "width cannot change during training; these can: learning_rate, pull."),
        ("seed", 8, "seed cannot change during training"),
    ],
)
def test_a_change_that_is_not_allowed_is_told_and_training_goes_on(name, value, message) -> None:
    toy = trainer(steps=3)
    toy.control.change(name, value)
    events = list(toy.events())
    assert of(Warned, events)[0].message.startswith(message)
    assert events[-1] == Ended(3, "completed")
    assert not of(Changed, events)


@pytest.mark.parametrize("fault", ["loss", "gradient"])
@pytest.mark.parametrize("player", ["D", "G"])
@pytest.mark.parametrize("clip", [0.0, 10.0])
def test_what_is_not_finite_never_reaches_the_weights(fault, player, clip) -> None:
    game = Game()
    game.plan = lambda p, batch: fault if (p, batch.step) == (player, 6) else ""
    toy = trainer(game, steps=20, clip_norm=clip)
    toy.last_saved = 4
    *events, diverged, end = toy.events()
    term = f"{player} loss" if fault == "loss" else f"gradient of {player}"
    assert diverged == Diverged(7, term, 4)
    assert end == Ended(6, "diverged")
    assert max(step for step, _ in rows(events)) == 6
    assert all(math.isfinite(value) for value in rows(events).values())
    tensors, _ = toy.state()
    assert all(t.isfinite().all() for t in tensors.values())


@pytest.mark.parametrize("fault", ["loss", "gradient"])
@pytest.mark.parametrize("clip", [0.0, 10.0])
def test_flags_on_the_device_stop_every_update_from_the_first_fault_on(monkeypatch, fault, clip):
    # As on a GPU: nothing is looked at between two reports.
    monkeypatch.setattr(Pace, "report_due", lambda self, seconds: False)
    game = Game()
    game.plan = lambda p, batch: fault if (p, batch.step) == ("D", 6) else ""
    toy = trainer(game, steps=12, clip_norm=clip, validate_every=1000)
    for mover in toy._players.movers:
        mover.optimiser.skip = torch.zeros(())
    reference = trainer(steps=6, clip_norm=clip, validate_every=1000)
    list(reference.events())
    *events, diverged, end = toy.events()
    assert diverged == Diverged(7, "D loss" if fault == "loss" else "gradient of D", None)
    assert end == Ended(6, "diverged")
    assert max(step for step, _ in rows(events)) == 6
    assert torch.equal(game.d, reference.model.d)
    assert game.g.isfinite().all()


def test_few_images_are_taken_from_all_over_a_sorted_set() -> None:
    images = torch.arange(1000)
    assert spread(images, 2000).tolist() == images.tolist()
    assert len(spread(images, 300)) <= 300
    assert spread(images, 300)[-1] > 990


def test_gradients_are_clipped_to_the_norm() -> None:
    game = Game(("D",))
    toy = trainer(game, steps=1, clip_norm=0.5)
    norms = []
    move = toy._players["D"].optimiser.step
    toy._players["D"].optimiser.step = lambda: (norms.append(game.d.grad.norm().item()), move())
    list(toy.events())
    assert norms == [pytest.approx(0.5, rel=1e-6)]


def test_where_memory_is_too_small_the_batch_is_halved_and_training_goes_on() -> None:
    game = Game()
    game.plan = lambda player, batch: "memory" if len(batch.image) > 4 else ""
    toy = trainer(game, steps=5)
    events = list(toy.events())
    assert events[-1] == Ended(5, "completed")
    assert of(Changed, events) == [Changed(0, "batch_size", 8), Changed(0, "batch_size", 4)]
    assert "with 4 images a batch" in of(Warned, events)[-1].message
    assert len(game.seen[-1].image) == toy.config.batch_size == 4


def test_where_memory_does_not_even_hold_one_image_that_is_said() -> None:
    game = Game()
    game.plan = lambda player, batch: "memory"
    with pytest.raises(UserError, match="not enough memory for a single image"):
        list(trainer(game, steps=5).events())


def test_only_errors_about_memory_are_taken_for_such() -> None:
    assert memory.is_exhausted(MemoryError())
    assert memory.is_exhausted(RuntimeError("DefaultCPUAllocator: can't allocate memory"))
    assert not memory.is_exhausted(RuntimeError("shapes do not match"))
    assert not memory.is_exhausted(ValueError("out of memory"))


def test_validation_is_the_same_however_often_it_is_made_and_changes_no_step() -> None:
    with_it, without = trainer(steps=30, validate_every=10), trainer(steps=30, validate_every=1000)
    events = list(with_it.events())
    assert [s for s, n in rows(events) if n == "val elbo"] == [10, 20, 30]
    list(without.events())
    assert torch.equal(with_it.model.d, without.model.d)
    assert with_it._validation.terms(with_it.model, 0) == with_it._validation.terms(
        with_it.model, 0
    )
    assert with_it.model.training


def test_a_snapshot_is_a_copy_that_training_does_not_write_to() -> None:
    toy = trainer()
    toy.control.single_step()
    events = toy.events()
    snapshot = next(event for event in events if isinstance(event, Snapshot))
    before = snapshot.weights["d"].clone()
    for event in events:
        if isinstance(event, Scalars) and event.steps[-1] > 3:
            break
    events.close()
    assert torch.equal(snapshot.weights["d"], before)
    assert not torch.equal(toy.model.d, before)


def test_snapshots_come_only_when_somebody_looks() -> None:
    assert not of(Snapshot, list(trainer(seconds=0.3).events()))
    toy = trainer(seconds=0.5)
    toy.control.snapshot_every = 0.1
    assert of(Snapshot, list(toy.events()))


def test_the_first_snapshot_is_before_training_and_the_last_is_where_it_ends() -> None:
    toy = trainer(steps=7)
    before = toy.model.d.clone()
    toy.control.snapshot_every = 1000.0
    events = list(toy.events())
    first, last = of(Snapshot, events)
    assert events[0] is first
    assert events[-2:] == [last, Ended(7, "completed")]
    assert (first.step, last.step) == (0, 7)
    assert torch.equal(first.weights["d"], before)
    assert torch.equal(last.weights["d"], toy.model.d)


def test_a_run_that_is_stopped_at_once_is_shown_once_and_where_it_is() -> None:
    toy = trainer()
    toy.control.snapshot_every = 1000.0
    assert [type(e) for e in toy.events(lambda: True)] == [Snapshot, Ended]
    again = trainer()
    again.restore(*toy.state())
    again.step = 5
    again.control.snapshot_every = 1000.0
    assert of(Snapshot, list(again.events(lambda: True)))[0].step == 5


def test_looking_changes_no_number() -> None:
    seen, unseen = trainer(steps=9), trainer(steps=9)
    seen.control.snapshot_every = 1e-9
    assert rows(list(seen.events())) == rows(list(unseen.events()))
    assert torch.equal(seen.model.d, unseen.model.d)


def test_pauses_do_not_count_as_training(monkeypatch) -> None:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    watch = Stopwatch(2.0)
    watch.start()
    now[0] = 3.0
    watch.stop()
    now[0] = 100.0
    watch.start()
    now[0] = 101.5
    assert watch.seconds == 6.5


def test_checkpoints_are_due_after_2_seconds_then_more_rarely_and_never_for_much() -> None:
    pace = Pace()
    assert not pace.save_due(1.9)
    assert pace.save_due(2.0)
    pace.saved(2.0, 2.1)
    assert not pace.save_due(12.0)
    assert pace.save_due(12.2)
    pace.saved(1000.0, 1000.0)
    assert not pace.save_due(1019.0)
    assert pace.save_due(1021.0)


def test_the_learning_rate_follows_its_schedule() -> None:
    config = Config(steps=100, learning_rate=0.1)
    for kind, expected in (("constant", 0.1), ("linear", 0.075), ("cosine", 0.0853553)):
        config = settings.changed(config, schedule=kind)
        share = schedule.fraction(config, 25, 0.0, 0.0)
        assert schedule.learning_rate(config, share) == pytest.approx(expected, rel=1e-5)


def test_with_a_time_limit_the_rate_falls_in_steps_of_one_hundredth() -> None:
    config = Config(seconds=60, schedule="linear")
    shares = {schedule.fraction(config, 0, 0.0, s / 10) for s in range(600)}
    assert shares == {i / 100 for i in range(100)}


def test_a_constant_run_does_not_depend_on_the_planned_length() -> None:
    toy = trainer()
    for values, expected in (
        ({"steps": 90}, 0),
        ({"steps": 90, "schedule": "cosine"}, 90),
        ({"epochs": 10, "schedule": "cosine"}, 10 * toy.batches.per_epoch),
        ({"seconds": 60.0, "schedule": "cosine"}, 0),
    ):
        assert schedule.planned_steps(Config(batch_size=16, **values), toy.batches) == expected


def test_the_model_is_told_which_step_it_makes() -> None:
    game = Game(("D",))
    list(trainer(game, steps=3, schedule="linear").events())
    assert [(batch.step, batch.total) for batch in game.seen] == [(0, 3), (1, 3), (2, 3)]


def test_closing_the_iterator_leaves_a_whole_step_and_the_gradients_on() -> None:
    toy = trainer()
    events = toy.events()
    next(events)
    events.close()
    assert all(p.requires_grad for p in toy.model.parameters())
    assert len(toy.model.seen) == 2 * toy.step
