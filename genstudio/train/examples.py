"""Small trained runs that come with the program, so that applications work before any training.

An example is a run's folder in resources/examples: its record, its history and one checkpoint
with the weights alone (as float16), which is enough to look with. It is copied to the user's
runs when it is opened; what was trained with is not there, so it cannot be trained further.
"""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
from pathlib import Path

from genstudio.core import atomic, paths
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Event, Saved, Scalars
from genstudio.core.language import tr
from genstudio.train import checkpoint
from genstudio.train.history import History
from genstudio.train.runs import RECORD, Run

POINTS = 300  # of the curves
PREFIX = "example-"  # of the folder's name among the user's runs


def folder() -> Path:
    """Return where the examples are."""
    return paths.resource("examples")


def names() -> list[str]:
    """List the examples that there are."""
    return sorted(path.parent.name for path in folder().glob(f"*/{RECORD}"))


def source_of(name: str) -> Path:
    """Return an example's folder, which is not to be written; UserError for no such one."""
    if name not in names():
        raise UserError(
            tr(
                "There is no example {name!r}; there are {names}.",
                name=name,
                names=", ".join(names()),
            )
        )
    return folder() / name


def install(name: str, runs_dir: Path) -> Path:
    """Copy an example to the user's runs, unless it is there already; return its folder."""
    source, target = source_of(name), runs_dir / f"{PREFIX}{name}"
    if (target / RECORD).is_file():
        return target
    atomic.make_folder(runs_dir)
    half = runs_dir / f".{PREFIX}{name}.part"  # a copy that was broken off is no run
    try:
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(source, half, copy_function=shutil.copyfile)
        half.rename(target)
    except OSError as error:
        raise UserError(
            tr(
                "The example could not be copied to {folder}: {reason}.",
                folder=printable(runs_dir),
                reason=error.strerror,
            )
        ) from error
    return target


def has_only_weights(run_folder: Path, step: int) -> bool:
    """Say whether a checkpoint is for looking only: nothing can go on from it."""
    return not (
        checkpoint.folder_of(run_folder / "checkpoints", step) / "training.safetensors"
    ).exists()


def pack(run_folder: Path, target: Path) -> int:
    """Make an example of a run: its newest weights as float16; return the bytes it takes.

    The run counts as completed at that step, and its best checkpoint is this one.
    """
    import torch

    run = Run.open(run_folder)
    step, tensors, meta, _ = checkpoint.load_newest(run.checkpoint_folder, "model")
    small = {
        name: tensor.to(torch.float16) if tensor.dtype == torch.float32 else tensor
        for name, tensor in tensors.items()
    }
    made, lock = Run.create(target, run.record)
    try:
        made.update(status="completed", step=step, best=None, parent=None, pinned=())
        written = _write_history(run.history(), made.history_path)
        meta = meta | {"record": {**meta["record"], "status": "completed"}, "history": written}
        checkpoint.save(made.checkpoint_folder, step, small, meta)
    finally:
        lock.release()
    (target / "lock").unlink(missing_ok=True)
    return sum(path.stat().st_size for path in target.rglob("*") if path.is_file())


def _write_history(events: list[Event], path: Path) -> int:
    """Write the curves with at most POINTS steps of training; return the bytes."""
    rows = [event for event in events if isinstance(event, Scalars)]
    trained = set(rows[0].values) if rows else set()  # and not measured now and then
    told = sum(len(event.steps) for event in rows if trained & set(event.values))
    every, seen = max(1, told // POINTS), 0
    with contextlib.closing(History(path, 0)) as history:
        for event in events:
            if isinstance(event, Scalars) and trained & set(event.values):
                places = [i for i in range(len(event.steps)) if (seen + i) % every == 0]
                seen += len(event.steps)
                if places:
                    history.write(_some(event, places))
            elif not isinstance(event, Saved):
                history.write(event)
        return history.length


def _some(event: Scalars, places: list[int]) -> Scalars:
    """Return some of the steps that an event is of, their numbers with five digits."""
    values = {
        name: [float(f"{row[i]:.5g}") for i in places]
        for name, row in event.values.items()
        if len(row) == len(event.steps)
    }
    return dataclasses.replace(event, steps=[event.steps[i] for i in places], values=values)
