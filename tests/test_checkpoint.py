import errno
import os
import shutil
from itertools import pairwise

import pytest
import torch

from genstudio.core import atomic
from genstudio.core.errors import UserError
from genstudio.train import checkpoint, thinning


def tensors(value: float) -> dict[str, torch.Tensor]:
    return {
        "model/weight": torch.full((3, 4), value),
        "model/deep.bias": torch.arange(5) + int(value),
        "training/noise": torch.arange(16, dtype=torch.uint8),
    }


def same(a, b) -> bool:
    return a.keys() == b.keys() and all(torch.equal(a[k], b[k]) for k in a)


@pytest.fixture
def folder(tmp_path):
    for step in (1, 2):
        checkpoint.save(tmp_path / "c", step, tensors(step), {"seconds": step / 3})
    return tmp_path / "c"


def test_tensors_and_counters_come_back_bit_for_bit(folder) -> None:
    loaded, meta = checkpoint.load(folder, 2)
    assert same(loaded, tensors(2))
    assert meta == {"seconds": 2 / 3}
    assert checkpoint.steps(folder) == [1, 2]


def test_the_part_for_looking_can_be_read_alone(folder) -> None:
    loaded, _ = checkpoint.load(folder, 2, "model")
    assert set(loaded) == {"model/weight", "model/deep.bias"}


def test_every_flipped_bit_of_every_file_is_noticed_and_the_one_before_is_loaded(folder) -> None:
    for path in sorted(checkpoint.folder_of(folder, 2).iterdir()):
        whole = path.read_bytes()
        for place in range(0, len(whole), 3):
            spoilt = bytearray(whole)
            spoilt[place] ^= 1 << (place % 8)
            path.write_bytes(spoilt)
            step, loaded, _, problems = checkpoint.load_newest(folder)
            if path.name == checkpoint.MANIFEST and step == 2:
                assert same(loaded, tensors(2))  # a space between words
            else:
                assert step == 1
                assert same(loaded, tensors(1))
                assert problems[0].startswith("The checkpoint of step 2 is damaged: ")
        path.write_bytes(whole)


@pytest.mark.parametrize("length", [0, 1, 20])
def test_a_truncated_file_is_noticed_without_reading_it(folder, length) -> None:
    for path in sorted(checkpoint.folder_of(folder, 2).iterdir()):
        whole = path.read_bytes()
        path.write_bytes(whole[:length])
        assert checkpoint.steps(folder) == [1]
        assert checkpoint.latest_good(folder)[0] == 1
        path.write_bytes(whole)


def test_where_none_is_good_that_is_said(folder) -> None:
    for step in (1, 2):
        (checkpoint.folder_of(folder, step) / "model.safetensors").unlink()
    step, problems = checkpoint.latest_good(folder)
    assert step is None
    assert len(problems) == 2
    with pytest.raises(UserError, match="holds no good checkpoint"):
        checkpoint.load_newest(folder)


def test_a_newer_format_is_not_passed_over_but_told(folder, monkeypatch) -> None:
    monkeypatch.setattr(checkpoint, "FORMAT", 2)
    checkpoint.save(folder, 3, tensors(3), {})
    monkeypatch.setattr(checkpoint, "FORMAT", 1)
    with pytest.raises(UserError, match="newer genstudio: update"):
        checkpoint.load_newest(folder)


def test_a_checkpoint_renamed_to_another_step_is_refused(folder) -> None:
    checkpoint.folder_of(folder, 2).rename(checkpoint.folder_of(folder, 7))
    with pytest.raises(UserError, match="belongs to another step"):
        checkpoint.load(folder, 7)


def test_saving_a_step_again_with_the_same_weights_changes_only_its_counters(folder) -> None:
    weights = checkpoint.folder_of(folder, 2) / "model.safetensors"
    before = weights.stat().st_mtime_ns
    checkpoint.save(folder, 2, tensors(2), {"seconds": 9.0})
    assert weights.stat().st_mtime_ns == before
    assert checkpoint.load(folder, 2)[1] == {"seconds": 9.0}


def test_half_deleted_and_half_written_ones_do_not_count_and_are_swept(folder) -> None:
    (checkpoint.folder_of(folder, 2) / checkpoint.MANIFEST).unlink()
    half = checkpoint.folder_of(folder, 3)
    half.mkdir()
    (half / ".tmp-model.safetensors").write_bytes(b"half")
    assert checkpoint.steps(folder) == [1]
    checkpoint.sweep(folder)
    assert [path.name for path in folder.iterdir()] == ["step-00000001"]


class Failing:
    """Lets the n-th operation on files fail, as a bad or a full disk would."""

    def __init__(self, monkeypatch, number: int, code: int) -> None:
        self.left, self.code, self.failed = number, code, False
        for name in ("fsync", "replace"):
            monkeypatch.setattr(os, name, self.counted(getattr(os, name)))
        monkeypatch.setattr(atomic, "open", self.open, raising=False)

    def counted(self, real):
        def call(*args):
            self.left -= 1
            if self.left == 0:
                self.failed = True
                raise OSError(self.code, os.strerror(self.code))
            return real(*args)

        return call

    def open(self, path, mode):
        file = self.counted(open)(path, mode)
        real = file.write

        class Torn:
            """Writes the first half whatever happens to the second."""

            def __enter__(_):
                return _

            def __exit__(_, *error) -> None:
                file.close()

            def write(_, data):
                real(data[: len(data) // 2])
                return self.counted(real)(data[len(data) // 2 :])

            flush, fileno = file.flush, file.fileno

        return Torn()


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_whatever_operation_fails_the_error_is_told_and_a_good_checkpoint_is_left(
    tmp_path, code
) -> None:
    number, failed = 0, True
    while failed:
        number += 1
        folder = tmp_path / str(number)
        checkpoint.save(folder, 1, tensors(1), {})
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, number, code)
            told = ""
            try:
                checkpoint.save(folder, 2, tensors(2), {})
            except UserError as error:
                told = str(error)
            failed = failing.failed
        assert bool(told) == failed
        assert "\n" not in told
        step, loaded, _, problems = checkpoint.load_newest(folder)
        assert problems == []
        assert same(loaded, tensors(step))
        checkpoint.sweep(folder)
        assert not list(folder.rglob(f"{atomic.TEMPORARY}*"))
        checkpoint.save(folder, 2, tensors(2), {})
        assert checkpoint.latest_good(folder) == (2, [])
    assert number > 12


def test_a_disk_too_full_is_noticed_before_anything_is_written(folder, monkeypatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(UserError, match="no room to write"):
        checkpoint.save(folder, 3, tensors(3), {})
    assert checkpoint.steps(folder) == [1, 2]
    assert not checkpoint.folder_of(folder, 3).exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be written"):
        checkpoint.save(tmp_path / "file", 1, tensors(1), {})


def test_thinning_keeps_the_first_the_newest_three_and_the_chosen_ones() -> None:
    steps: list[int] = []
    for step in range(0, 100_000, 100):
        steps.append(step)
        for gone in thinning.surplus(steps, [5000], 20):
            steps.remove(gone)
    assert len(steps) == 20
    assert {0, 5000, 99_700, 99_800, 99_900} <= set(steps)
    gaps = [b**0.5 - a**0.5 for a, b in pairwise(steps)][:-3]
    assert max(gaps) < 8 * (99_900**0.5 / 20)


def test_large_checkpoints_are_fewer() -> None:
    assert thinning.most(1_000_000) == 60
    assert thinning.most(100_000_000) == 20
    assert thinning.most(10**10) == 8
