"""Training on a disk that is too small, at every size: told, and nothing good is lost."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from genstudio.core.errors import UserError
from genstudio.core.events import Ended, Saved, Warned
from genstudio.train import checkpoint
from genstudio.train.experiment import Experiment
from genstudio.train.runs import Run
from genstudio.train.snapshots import load_model
from tests.toy import dataset

TRAIN = {"steps": 12, "batch_size": 16, "threads": 1, "checkpoint_every": 2}
MODEL = {"hidden": 64, "depth": 1}
Disk = Callable[[int], None]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Disk]]:
    """A folder on a disk of its own, and a function that sets its size in kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "genstudio-test", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a small disk")

    def resize(kilobytes: int) -> None:
        option = f"remount,size={kilobytes}k"
        subprocess.run(["mount", "-o", option, str(place)], check=True)

    yield place, resize
    subprocess.run(["umount", "-l", str(place)], check=True)


def size_of(folder: Path) -> int:
    """Return what a checkpoint takes, in kB."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) // 1024


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="knows no mounts")
@pytest.mark.parametrize("sizes", [7, pytest.param(40, marks=pytest.mark.slow)])
def test_a_disk_of_every_size(disk, tmp_path, sizes):
    place, resize = disk
    roomy = tmp_path / "roomy"
    list(Experiment.create(roomy, "vae", MODEL, TRAIN, dataset()).events())
    one = size_of(roomy / "checkpoints" / "step-00000012")
    whole = size_of(roomy)
    told = 0
    for turn in range(sizes):
        folder = place / f"run-{turn}"
        resize(8 + one // 2 + turn * (whole + one) // sizes)
        told += train_on(folder)
        resize(65536)
        if (folder / "run.genstudio").exists():
            Run.open(folder).history()
            experiment = Experiment.resume(folder, train_values={"steps": 14}, dataset=dataset())
            assert list(experiment.events())[-1] == Ended(14, "completed")
        subprocess.run(["rm", "-rf", str(folder)], check=True)
    assert sizes // 7 < told < sizes  # the small ones were too small, the large ones were not


def train_on(folder: Path) -> bool:
    """Train as far as there is room; return whether want of room was told."""
    try:
        events = list(Experiment.create(folder, "vae", MODEL, TRAIN, dataset()).events())
    except UserError as error:
        return "no room" in str(error)
    assert isinstance(events[-1], Ended)
    assert events[-1].step == 12  # the training itself goes on
    saved = [event.step for event in events if isinstance(event, Saved)]
    warned = [event.message for event in events if isinstance(event, Warned)]
    if saved:
        assert saved[-1] in checkpoint.committed(folder / "checkpoints")
        assert load_model(folder)[1] == saved[-1]
    missed = 12 not in saved
    assert bool(warned) or not missed
    return bool(warned)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("stride", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_every_write_of_a_run_may_fail(tmp_path, code, stride):
    """Whatever write fails, the run can be read and gone on with, and the fault is told."""
    number, reached = 0, True
    while reached:
        number += stride
        folder = tmp_path / str(number)
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, number, code)
            told = attempt(folder)
            reached = failing.failed
        if reached:
            assert told or failing.harmless, failing.what
        if (folder / "run.genstudio").exists():
            again = Experiment.resume(folder, train_values={"steps": 6}, dataset=dataset())
            assert list(again.events())[-1] == Ended(6, "completed")
    assert number > 15


def attempt(folder: Path) -> list[str]:
    """Train four steps; return all that was said about it."""
    train = TRAIN | {"steps": 4}
    try:
        experiment = Experiment.create(folder, "vae", {"hidden": 8, "depth": 1}, train, dataset())
        return [event.message for event in experiment.events() if isinstance(event, Warned)]
    except UserError as error:
        return [str(error)]


class Failing:
    """Lets the n-th call that makes something last fail, once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, code: int) -> None:
        self.left, self.code, self.failed, self.what = number, code, False, ""
        for name in ("fsync", "replace"):
            monkeypatch.setattr(os, name, self._counted(name, getattr(os, name)))

    @property
    def harmless(self) -> bool:
        """Whether nothing is lost by it: the file itself is in its place already."""
        return self.what == "fsync of a folder"

    def _counted(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            self.left -= 1
            if self.left == 0:
                self.failed = True
                folder = name == "fsync" and os.path.isdir(f"/proc/self/fd/{args[0]}")
                self.what = f"{name} of a folder" if folder else f"{name} {args[:1]}"
                raise OSError(self.code, os.strerror(self.code))
            return real(*args, **options)

        return call
