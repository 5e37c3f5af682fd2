"""Several processes train as one would."""

import json
import threading

import numpy as np
import pytest
import several
import torch

from genstudio.core import shares
from genstudio.core.errors import UserError
from genstudio.nn import across, noise
from genstudio.nn.batch_norm import BatchNorm
from genstudio.train import launch
from genstudio.train.muster import muster

# Its true gradient is 0, batch normalisation takes it away: Adam makes steps of what is rounded.
# What a relativistic or hinge loss makes of D's last bias is 0 as well, where all examples count.
SHIFTED = {"augmented": 5e-3, "r3gan": 5e-3}
WITHOUT_EFFECT = ("generator.5.bias", "average.network.5.bias", "6.running_mean", "G/6", "term val")


@pytest.fixture(scope="module")
def several_out(tmp_path_factory):
    """Have two processes do all that `several.py` does; return the folder of what came of it."""
    out, port = tmp_path_factory.mktemp("several"), several.free_port()
    processes = [several.start(rank, 2, port, several.__file__, str(out)) for rank in range(2)]
    try:
        for process in processes:
            _, errors = process.communicate(timeout=240)
            assert process.returncode == 0, errors
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    return out


@pytest.fixture(scope="module")
def trained(several_out):
    """Return a function from case and rank to the state in the end."""
    return lambda case, rank: dict(np.load(several_out / f"{case}-{rank}.npz"))


@pytest.fixture(scope="module")
def happened(several_out):
    """Return a function from what happened to what came of it, by rank."""
    found = [json.loads((several_out / f"{rank}.json").read_text()) for rank in range(2)]
    return lambda name: [each[name] for each in found]


@pytest.mark.parametrize("case", several.CASES)
def test_both_processes_have_the_same_weights_to_the_last_bit(trained, case):
    first, second = trained(case, 0), trained(case, 1)
    names = [name for name in first if not name.startswith("term ")]
    assert len(names) > 5
    for name in names:
        np.testing.assert_array_equal(first[name], second[name], err_msg=name)


@pytest.mark.parametrize("case", sorted(several.CASES.keys() - several.OTHERWISE))
def test_two_processes_train_as_one_with_the_whole_batch(trained, case):
    torch.set_num_threads(1)
    alone, together = several.outcome(several.trainer_of(case)), trained(case, 0)
    assert set(alone) == set(together)
    assert max(len(a) for n, a in alone.items() if n.startswith("term ")) == several.STEPS
    free = WITHOUT_EFFECT if case == "dcgan" else ()
    for name in alone:
        if not any(part in name for part in free):
            kwargs = {"atol": SHIFTED.get(case, 2e-4), "rtol": 2e-4, "err_msg": name}
            np.testing.assert_allclose(together[name], alone[name], **kwargs)


def test_where_one_has_too_little_memory_all_halve_the_batch(happened):
    first, second = happened("memory_full")
    assert first == second
    step, sizes, _, _ = first
    assert step == 20
    assert sizes == [8]


def test_where_one_finds_a_nan_all_stop_before_the_update(happened):
    first, second = happened("not_finite")
    assert first == second
    step, faults, total = first
    assert step == 7
    assert "gradient of D" in faults[0]
    assert "diverged" in faults[1]
    assert np.isfinite(total)


def test_where_one_is_asked_to_stop_all_stop_after_the_same_step(happened):
    first, second = happened("stopped")
    assert first == second
    assert first[:3] == [True, True, "stopped"]


def test_a_live_change_comes_to_all_at_the_same_step(happened):
    first, second = happened("changed")
    assert first == second
    assert first[:2] == [[0.25], 0.25]


def test_a_limit_in_seconds_is_the_leaders(happened):
    first, second = happened("seconds")
    assert first == second
    assert first[0] > 1
    assert first[1] == "completed"


def test_a_batch_is_dealt_out_whole_and_evenly():
    for count, ranks in ((15, 2), (16, 3), (7, 7), (128, 5)):
        parts = [shares.part(count, rank, ranks) for rank in range(ranks)]
        assert [i for first, last in parts for i in range(first, last)] == list(range(count))
        sizes = [last - first for first, last in parts]
        assert max(sizes) - min(sizes) <= 1


def test_what_belongs_together_is_never_dealt_apart():
    for count, ranks in ((14, 2), (6, 3), (10, 4)):
        parts = [shares.part(count, rank, ranks, 2) for rank in range(ranks)]
        assert [i for first, last in parts for i in range(first, last)] == list(range(count))
        assert all(first % 2 == 0 for first, _ in parts)


def test_rows_of_all_processes_are_gathered_one_behind_another():
    whole = torch.arange(14.0).view(7, 2)  # a row a pair of 14 examples
    for rank in range(3):
        first, last = shares.part(14, rank, 3, 2)
        rows = slice(first // 2, last // 2)
        given = []

        def add(tensor, given=given):
            given.append(tensor.clone())
            tensor.copy_(whole)

        with across.sharing(across.Share(first, last, 14, add)):
            found, start = across.gathered(whole[rows])
        assert torch.equal(found, whole)
        assert start == rows.start
        mine = torch.zeros(7, 2)
        mine[rows] = whole[rows]
        assert torch.equal(given[0], mine)
    assert across.gathered(whole)[0] is whole


def of_three(rank: int, add=lambda tensor: None) -> across.Share:
    first, last = shares.part(8, rank, 3)
    return across.Share(first, last, 8, add)


def test_shares_of_the_noise_are_the_noise_of_the_whole_batch():
    """Two samples an example (16 rows) are dealt out as the examples are."""
    for rows in (8, 16):
        x = torch.zeros(rows, 5)
        whole = noise.normal_like(x, torch.Generator().manual_seed(3))
        found = []
        for rank in range(3):
            generator = torch.Generator().manual_seed(3)
            mine = of_three(rank)
            first, last, _ = mine.rows((mine.stop - mine.start) * rows // 8)
            with across.sharing(mine):
                found.append(noise.normal_like(x[first:last], generator))
            after = generator.get_state()
        assert torch.equal(torch.cat(found), whole)
        generator = torch.Generator().manual_seed(3)
        noise.normal_like(x, generator)
        assert torch.equal(after, generator.get_state())


def test_noise_that_is_not_drawn_by_example_is_refused():
    with across.sharing(of_three(0)), pytest.raises(ValueError, match="examples"):
        noise.normal(5, 2, torch.Generator(), torch.device("cpu"))


def test_only_the_thread_that_trains_has_a_share():
    seen = []
    with across.sharing(of_three(1)):
        thread = threading.Thread(target=lambda: seen.append(across.share()))
        thread.start()
        thread.join()
        assert across.share() is not None
    assert seen == [None]
    assert across.share() is None


def lockstep(functions):
    """Run one function a process in threads of their own; each gets an `add` of all of them."""
    count = len(functions)
    barrier, box, results = threading.Barrier(count), [None] * count, [None] * count

    def add_of(rank):
        def add(tensor):
            box[rank] = tensor.clone()
            barrier.wait(20)
            total = sum(box)
            barrier.wait(20)
            tensor.copy_(total)

        return add

    def run(rank):
        results[rank] = functions[rank](add_of(rank))

    threads = [threading.Thread(target=run, args=(rank,)) for rank in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def in_shares(x, function):
    """Return the sum over three processes of what `function` says of each one's rows."""

    def of(rank):
        def run(add):
            mine = of_three(rank, add)
            return function(x[mine.start : mine.stop], mine)

        return run

    return lockstep([of(rank) for rank in range(3)])


def test_gradients_through_a_mean_over_all_are_those_of_the_whole_batch():
    """Second derivatives too: a penalty on gradients may go through it."""
    x = torch.randn(8, 4, dtype=torch.float64, generator=torch.Generator().manual_seed(0))

    def loss(rows, mean):
        return (rows.sin() * mean.exp()).sum(1)

    def whole():
        rows = x.clone().requires_grad_()
        value = loss(rows, rows.square().mean(0)).mean()
        (slope,) = torch.autograd.grad(value, rows, create_graph=True)
        # Of the sum over examples of the squared slope of the sum: the weights are taken out.
        (second,) = torch.autograd.grad((slope * 8).square().sum(1).mean(), rows)
        return slope.detach(), second

    def part(rows, mine):
        rows = rows.clone().requires_grad_()
        mean = across.together(rows.square().mean(0), mine)
        value = loss(rows, mean).mean()
        (slope,) = torch.autograd.grad(value, rows, create_graph=True)
        here = len(rows)
        (second,) = torch.autograd.grad((slope * here).square().sum(1).mean(), rows)
        return slope.detach() * mine.weight, second * mine.weight

    found = in_shares(x, part)
    for index, expected in enumerate(whole()):
        assert torch.allclose(torch.cat([pair[index] for pair in found]), expected, atol=1e-12)


def test_batch_normalisation_takes_the_whole_batch_in_each_share(monkeypatch):
    x = torch.randn(8, 3, 4, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    alone = torch.nn.BatchNorm2d(3, dtype=torch.float64)
    expected = alone(x)

    def part(rows, mine):
        layer = BatchNorm(3, dtype=torch.float64)
        monkeypatch.setattr(across, "share", lambda: shared.mine)
        shared.mine = mine
        return layer(rows).detach(), layer.running_mean, layer.running_var

    shared = threading.local()
    found = in_shares(x, part)
    assert torch.allclose(torch.cat([f[0] for f in found]), expected, atol=1e-10)
    for _, mean, variance in found:
        assert torch.allclose(mean, alone.running_mean, atol=1e-12)
        assert torch.allclose(variance, alone.running_var, atol=1e-12)


def test_who_i_am_is_read_from_the_environment():
    assert launch.Place.here({}) == launch.Place()
    told = {"RANK": "3", "WORLD_SIZE": "4", "LOCAL_RANK": "1", "LOCAL_WORLD_SIZE": "2"}
    place = launch.Place.here({**told, "TORCHELASTIC_RUN_ID": "job-7"})
    assert place == launch.Place(3, 4, 1, 2, "job-7")
    with pytest.raises(UserError, match="torchrun"):
        launch.Place.here({"WORLD_SIZE": "2", "RANK": "first"})


def test_a_restarted_launch_finds_its_own_run_only(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.genstudio").touch()
    launch.mark(tmp_path / "b", "job-7")
    (tmp_path / "a" / "launch.json").write_bytes(b"\xff" * 10)
    folders = [tmp_path / "a", tmp_path / "b", tmp_path / "c"]
    assert launch.marked(folders, "job-7") == tmp_path / "b"
    assert launch.marked(folders, "job-8") is None
    assert launch.marked(folders, "") is None


class Store:
    """A store in memory, as torch's, which keeps what former processes said."""

    def __init__(self):
        self._said = {}

    def set(self, key, value):
        self._said[key] = value.encode()

    def get(self, key):
        return self._said[key]

    def check(self, keys):
        return all(key in self._said for key in keys)


def test_the_roll_is_called_anew_after_a_restart():
    """The second time, one process comes late: what its predecessor said does not count."""
    store = Store()
    late = threading.Event()

    def come(rank):
        def run(_):
            if rank == 1:
                late.wait(0.3)
            return muster(store, rank, 3)

        return run

    names = [lockstep([come(rank) for rank in range(3)]) for _ in range(3)]
    assert all(len(set(found)) == 1 for found in names)
    assert len({found[0] for found in names}) == 3


def test_processes_that_do_not_come_are_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr("genstudio.train.muster.PATIENCE", 0.1)
    with pytest.raises(RuntimeError, match="not all have come"):
        muster(Store(), 0, 2)
