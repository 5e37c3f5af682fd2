"""Images decoded once into a file: the same as in memory, resumable, and never trusted."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from genstudio.core import paths
from genstudio.core.errors import UserError
from genstudio.core.events import never
from genstudio.data import _store, _workers, sources
from genstudio.data._mapped import is_mapped
from genstudio.data._store import Plan, fetch
from genstudio.data.batches import Batches
from genstudio.data.dataset import Dataset, Stopped, make_split
from genstudio.train.experiment import Experiment


@pytest.fixture
def quick(monkeypatch):
    """Decode in this process: what the processes do is one function, tried for itself."""

    def run(jobs, processes, stop):
        for job in jobs:
            if stop():
                raise Stopped
            yield _workers.work(job)

    monkeypatch.setattr(_workers, "run", run)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Forty small pictures in two classes; one of them is no picture."""
    root = tmp_path / "pictures"
    random = np.random.default_rng(0)
    for number in range(40):
        folder = root / ("a" if number % 2 else "b")
        folder.mkdir(parents=True, exist_ok=True)
        pixels = random.integers(0, 255, (16, 16, 3), np.uint8)
        Image.fromarray(pixels).save(folder / f"{number:02}.png")
    (root / "a" / "07.png").write_bytes(b"no picture")
    return root


def plan_of(root: Path, **changes) -> Plan:
    names = sorted(str(p.relative_to(root)) for p in root.rglob("*.png"))
    return replace(Plan(str(root), names, 16, "crop", "auto"), **changes)


def told() -> tuple[list[tuple[int, int]], object]:
    rows: list[tuple[int, int]] = []
    return rows, lambda done, total: rows.append((done, total))


def test_a_set_on_the_disk_is_the_one_in_memory(quick, pictures):
    memory = sources.load(pictures, {"keep": "memory"})
    disk = sources.load(pictures, {"keep": "disk"})
    assert is_mapped(disk.images)
    assert not is_mapped(memory.images)
    assert np.array_equal(disk.images, memory.images)
    assert np.array_equal(disk.labels, memory.labels)
    assert disk.fingerprint == memory.fingerprint
    assert disk.problems == memory.problems
    assert len(disk) == 39
    assert "07.png" in disk.problems[0].file


def test_grey_pictures_are_kept_as_such(quick, tmp_path):
    for number in range(5):
        Image.fromarray(np.full((16, 16), 40 * number, np.uint8)).save(tmp_path / f"{number}.png")
    disk = sources.load(tmp_path, {"keep": "disk"})
    assert disk.images.shape == (5, 1, 16, 16)
    assert np.array_equal(disk.images, sources.load(tmp_path, {"keep": "memory"}).images)


def test_little_memory_sends_the_images_to_the_disk(quick, pictures, monkeypatch):
    from genstudio.data import folder

    assert not is_mapped(sources.load(pictures).images)
    monkeypatch.setattr(folder, "SHARE", 1e-9)
    assert is_mapped(sources.load(pictures).images)


def test_nothing_is_decoded_twice(quick, pictures, monkeypatch):
    first = sources.load(pictures, {"keep": "disk"})
    monkeypatch.setattr(_workers, "work", lambda job: pytest.fail("decoded again"))
    again = sources.load(pictures, {"keep": "disk"})
    assert again.fingerprint == first.fingerprint
    moved = pictures.with_name("moved")
    pictures.rename(moved)
    assert np.array_equal(sources.load(moved, {"keep": "disk"}).images, first.images)


@pytest.mark.parametrize("change", ["file", "side", "fewer"])
def test_other_files_or_another_size_are_another_store(quick, pictures, change):
    plan = plan_of(pictures)
    key = plan.key()
    if change == "file":
        Image.fromarray(np.zeros((16, 16, 3), np.uint8)).save(pictures / "b" / "00.png")
    changed = {"side": replace(plan, side=8), "fewer": replace(plan, names=plan.names[1:])}
    assert changed.get(change, plan).key() != key


def test_a_loading_that_was_stopped_goes_on_where_it_was(quick, pictures, monkeypatch):
    monkeypatch.setattr(_store, "CHUNK", 7)
    plan = plan_of(pictures)
    rows, progress = told()
    with pytest.raises(Stopped):
        fetch(plan, progress, lambda: len(rows) > 3)
    done = rows[-1][0]
    assert 0 < done < 40
    decoded = []
    work = _workers.work
    monkeypatch.setattr(_workers, "work", lambda job: decoded.append(job.number) or work(job))
    rows.clear()
    stored = fetch(plan, progress, never)
    assert rows[0] == (done, 40)
    assert rows[-1] == (40, 40)
    assert [done for done, _ in rows] == sorted(done for done, _ in rows)
    assert len(decoded) == -(-40 // 7) - done // 7
    shutil.rmtree(paths.cache_dir() / "decoded")
    assert np.array_equal(fetch(plan, progress, never).images, stored.images)


@pytest.mark.parametrize("cut", [1, 10, 30])
def test_a_torn_journal_costs_a_stretch_at_most(quick, pictures, monkeypatch, cut):
    monkeypatch.setattr(_store, "CHUNK", 7)
    plan = plan_of(pictures)
    rows, progress = told()
    with pytest.raises(Stopped):
        fetch(plan, progress, lambda: len(rows) > 3)
    journal = paths.cache_dir() / "decoded" / plan.key() / _store.JOURNAL
    journal.write_bytes(journal.read_bytes()[:-cut])
    stored = fetch(plan, progress, never)
    memory = sources.load(pictures, {"keep": "memory"})
    assert np.array_equal(stored.images, memory.images)


@pytest.mark.parametrize("name", [_store.INDEX, _store.IMAGES])
@pytest.mark.parametrize("damage", [b"", b"nonsense", b"[" * 100_000])
def test_a_damaged_store_is_made_again(quick, pictures, name, damage):
    plan = plan_of(pictures)
    whole = np.array(fetch(plan, lambda *_: None, never).images)
    (paths.cache_dir() / "decoded" / plan.key() / name).write_bytes(damage)
    assert np.array_equal(fetch(plan, lambda *_: None, never).images, whole)


def test_a_full_disk_is_told_before_anything_is_written(quick, pictures, monkeypatch):
    full = shutil._ntuple_diskusage(10**9, 10**9, 100)
    monkeypatch.setattr(_store.shutil, "disk_usage", lambda path: full)
    with pytest.raises(UserError, match=r"need .* GB .*free some space"):
        sources.load(pictures, {"keep": "disk"})
    left = [p.name for p in (paths.cache_dir() / "decoded").rglob("*") if p.is_file()]
    assert set(left) <= {"lock"}


def test_old_stores_are_swept(quick, pictures, tmp_path):
    sources.load(pictures, {"keep": "disk"})
    root = paths.cache_dir() / "decoded"
    (store,) = root.iterdir()
    long_ago = 1_000_000_000
    os.utime(store / _store.INDEX, (long_ago, long_ago))
    (pictures / "a" / "01.png").unlink()
    sources.load(pictures, {"keep": "disk"})
    assert not store.exists()
    assert len(list(root.iterdir())) == 1


def test_batches_from_the_disk_are_those_from_memory(quick, pictures):
    memory = sources.load(pictures, {"keep": "memory"})
    disk = sources.load(pictures, {"keep": "disk"})
    here = Batches.of(memory, "train", 5, 3, "cpu")
    there = Batches.of(disk, "train", 5, 3, "cpu")
    for _ in range(20):
        (image, label), (other, other_label) = here.next(), there.next()
        assert torch.equal(image, other)
        assert torch.equal(label, other_label)
    there.restore({"epoch": 1, "position": 5})  # what was read ahead is of no use now
    here.restore({"epoch": 1, "position": 5})
    assert torch.equal(here.next()[0], there.next()[0])
    there.rows.close()


def test_training_from_the_disk_gives_the_same_weights(quick, pictures, tmp_path):
    weights = []
    for keep in ("memory", "disk"):
        dataset = sources.load(pictures, {"keep": keep})
        experiment = Experiment.create(
            tmp_path / keep, "vae", {"latent_dim": 2, "width": 4}, {"steps": 6, "batch_size": 8},
            dataset,
        )  # fmt: skip
        for _ in experiment.events():
            pass
        weights.append(experiment.model.state_dict())
    assert all(torch.equal(weights[0][name], weights[1][name]) for name in weights[0])


def test_processes_decode_the_same(pictures):
    stored = fetch(plan_of(pictures), lambda *_: None, never, processes=2)
    assert np.array_equal(stored.images, sources.load(pictures, {"keep": "memory"}).images)


def test_points_are_batches_as_they_are():
    values = np.random.default_rng(0).normal(3, 5, (20, 1, 1, 2)).astype(np.float32)
    dataset = Dataset("p", "p", values, make_split(20))
    assert dataset.points
    images, _ = Batches.of(dataset, "train", 4, 0, "cpu").next()
    assert all((values == row).all((1, 2, 3)).any() for row in images.numpy())
