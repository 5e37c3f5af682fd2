"""Recorded steps, by a recorder that repeats on the CPU what a GPU would repeat."""

import logging
from collections.abc import Callable

import pytest
import torch
from toy import Game, rows, trainer

from genstudio.core.events import Changed, Ended
from genstudio.models import Batch, began, gan, vae
from genstudio.train import steps_graph
from genstudio.train.pace import Pace
from genstudio.train.reports import Kept, Pending
from genstudio.train.steps_graph import WARM_UP, GraphSteps, Place
from genstudio.train.trainer import Trainer
from genstudio.train.watched import Condition, NotRecordable, Step, agree


class Repeater:
    """Takes back what happens while it records; at a replay, does the same on what lies there.

    A replay in which Python would decide otherwise than when it was recorded is an error: the
    device would have gone the recorded way.
    """

    def __init__(self, trained: Trainer) -> None:
        self.trained = trained
        self.recorded = self.replayed = 0
        self.breaks = False

    def warm(self, work):
        return work()

    def record(self, work: Callable[[], None], noise: torch.Generator) -> Callable[[], None]:
        if self.breaks:
            raise RuntimeError("operation not permitted when stream is capturing\nmore")
        self.recorded += 1
        step = self.trained.steps._shelf.place.step
        with TakenBack(self.trained):
            step.forget()
            slot = watch(work)
            work()
            course = dict(step.outcomes)
            slot()

        def play() -> None:
            self.replayed += 1
            step.forget()
            work()
            assert step.outcomes == course

        return play


def watch(work) -> Callable[[], None]:
    """Return what brings the work's own tensors (its place in the ring) back."""
    kept = [c.cell_contents for c in work.__closure__ if isinstance(c.cell_contents, torch.Tensor)]
    before = [t.clone() for t in kept]
    return lambda: [t.copy_(b) for t, b in zip(kept, before, strict=True)]


class TakenBack:
    """Bring model, optimisers and noise back to what they were."""

    def __init__(self, trained: Trainer) -> None:
        self.trained = trained

    def __enter__(self) -> None:
        tensors, _ = self.trained.state()
        self.before = {name: t.clone() for name, t in tensors.items()}

    def __exit__(self, *_) -> None:
        tensors, _ = self.trained.state()
        with torch.no_grad():
            for name, tensor in tensors.items():
                if name != "training/noise":
                    tensor.copy_(self.before[name])
        self.trained.noise.set_state(self.before["training/noise"])


def recorded(trained: Trainer) -> Trainer:
    trained.steps = GraphSteps(trained.model, trained._players, torch.float32, Repeater(trained))
    return trained


def real(family, **values) -> Trainer:
    from genstudio.analysis.bench import drawn_digits
    from genstudio.data.batches import Batches
    from genstudio.train.settings import Config

    data = drawn_digits(120, 12)
    config = Config(batch_size=16, device="cpu", threads=1, precision="fp32", **values)
    settings = {"latent_dim": 3, "hidden": 16, "kl_warmup": 0.5, "free_bits": 0.01}
    if family is gan:
        settings = {"latent_dim": 3, "width": 4, "k_d": 2}
    if family is began:
        settings = {"latent_dim": 3, "width": 4, "depth": 1, "vanishing_steps": 30}
    model = family.Model(family.Config(**settings), (1, 12, 12), torch.Generator().manual_seed(0))
    batches = Batches.of(data, "train", config.batch_size, config.seed, "cpu")
    return Trainer(model, batches, None, config, torch.device("cpu"))


@pytest.mark.parametrize(
    ("family", "schedule"),
    [(vae, "constant"), (vae, "cosine"), (gan, "constant"), (gan, "cosine"), (began, "cosine")],
    ids=lambda value: getattr(value, "__name__", value).rpartition(".")[2],
)
def test_recorded_steps_give_the_eager_numbers(family, schedule) -> None:
    eager, graph = (real(family, steps=40, schedule=schedule) for _ in range(2))
    expected, found = rows(list(eager.events())), rows(list(recorded(graph).events()))
    assert graph.steps._recorder.replayed > 20
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, rel=1e-4, abs=1e-5), name
    after, before = graph.model.state_dict(), eager.model.state_dict()
    for name, value in before.items():
        assert torch.allclose(after[name], value, atol=1e-5), name


def test_every_course_of_a_move_has_its_recording() -> None:
    game = Game()  # D has a term more at every fourth step
    toy = recorded(trainer(game, steps=40))
    found = rows(list(toy.events()))
    assert toy.steps._recorder.recorded == 4  # D with and without it, G, and after the step
    assert [step for step, name in found if name == "r1"] == list(range(1, 41, 4))
    expected = rows(list(trainer(steps=40).events()))
    assert found == pytest.approx(expected, rel=1e-5)


def test_a_changed_setting_is_recorded_anew_and_a_changed_rate_is_not(monkeypatch) -> None:
    monkeypatch.setattr(Pace, "report_due", lambda self, seconds: True)
    toy = recorded(trainer(steps=60))
    counts = {}
    for _ in toy.events():
        counts[toy.step] = toy.steps._recorder.recorded
        if toy.step == 20:
            toy.control.change("learning_rate", 1e-4)
        if toy.step == 40:
            toy.control.change("pull", 2.0)
    assert counts[20] == counts[40] == 4
    assert counts[60] == 8


def test_what_cannot_be_captured_goes_on_eagerly_with_one_line(caplog) -> None:
    toy = recorded(trainer(steps=30))
    toy.steps._recorder.breaks = True
    with caplog.at_level(logging.INFO, "genstudio"):
        found = rows(list(toy.events()))
    lines = [r.message for r in caplog.records if "cannot be recorded" in r.message]
    assert len(lines) == 1
    assert "when stream is capturing" in lines[0]
    assert toy.steps.describe() == "eager, fp32"
    assert found == rows(list(trainer(steps=30).events()))


def test_memory_that_runs_out_while_recording_halves_the_batch() -> None:
    toy = recorded(trainer(steps=30))
    record, failed = toy.steps._recorder.record, []

    def once(work, noise):
        if not failed:
            failed.append(1)
            raise torch.OutOfMemoryError("CUDA out of memory")
        return record(work, noise)

    toy.steps._recorder.record = once
    events = list(toy.events())
    assert events[-1] == Ended(30, "completed")
    assert Changed(WARM_UP, "batch_size", 8) in events


def test_a_move_that_reads_the_step_itself_is_made_eagerly(caplog) -> None:
    game = Game()
    game.plan = lambda player, batch: "" if int(batch.step) >= 0 else "loss"
    toy = recorded(trainer(game, steps=10))
    with caplog.at_level(logging.INFO, "genstudio"):
        events = list(toy.events())
    assert events[-1] == Ended(10, "completed")
    assert toy.steps.describe() == "eager, fp32"


def test_a_full_ring_is_read_in_time(monkeypatch) -> None:
    monkeypatch.setattr(steps_graph, "RING", 40)
    monkeypatch.setattr(Pace, "report_due", lambda self, seconds: False)
    found = rows(list(recorded(trainer(steps=60, validate_every=1000)).events()))
    expected = rows(list(trainer(steps=60, validate_every=1000).events()))
    assert found == pytest.approx(expected, rel=1e-5)


def test_inputs_are_copied_to_where_recorded_moves_read_them() -> None:
    noise = torch.Generator()
    batch = Batch(torch.rand(2, 1, 3, 3), noise, torch.tensor([1, 2]), 7, 100)
    place = Place.like(batch)
    image = place.batch.image
    place.fill(batch)
    assert place.batch.image is image
    assert torch.equal(image, batch.image)
    assert place.batch.label.tolist() == [1, 2]
    assert place.step.tensor.item() == place.step.value == 7


def test_the_steps_comparisons_are_noted_and_its_arithmetic_is_on_the_device() -> None:
    step = Step(torch.zeros((), dtype=torch.int64))
    step.set(8)
    assert step % 4 == 0
    assert step % 3 != 0
    assert step >= 5
    assert step % 3
    assert (step + 1).item() == (1 + step).item() == 9
    assert (step / 16).item() == 0.5
    assert (2 * step - 1).item() == 15
    outcomes = step.outcomes
    assert len(outcomes) == 3
    assert [n for n in range(25) if agree(outcomes, n)] == [8, 16, 20]
    for use in (int, float, lambda s: [0][s], lambda s: s < torch.ones(())):
        with pytest.raises(NotRecordable):
            use(step)


def test_a_condition_holds_where_its_comparison_does() -> None:
    every = Condition(5, int.__eq__, 2)
    assert [n for n in range(12) if every.holds(n)] == [2, 7]
    late = Condition(0, int.__ge__, 10)
    assert [n for n in range(12) if late.holds(n)] == [10, 11]


def test_terms_in_rings_and_loose_ones_come_together() -> None:
    ring = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    pending = Pending()
    pending.add(1, {"a": Kept(ring, 0, 1), "b": torch.tensor(7.0)})
    pending.add(2, {"a": Kept(ring, 1, 1), "b": Kept(ring, 1, 0)})
    found, fault = pending.bring()
    assert [row.values for row in found] == [{"a": 2.0, "b": 7.0}, {"a": 4.0, "b": 3.0}]
    assert fault is None
