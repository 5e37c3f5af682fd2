"""Branches: a new run that goes on from a checkpoint of another one, with other settings.

The child is whole by itself: it begins with a copy of the checkpoint, and only names its
parent. With nothing changed it does, bit for bit, what the parent did from there on.
"""

from __future__ import annotations

import contextlib
import math
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from torch import Tensor

from genstudio import models
from genstudio.core import atomic, registry
from genstudio.core import config as settings
from genstudio.core.config import Setting
from genstudio.core.errors import UserError, printable
from genstudio.core.events import Changed
from genstudio.core.language import tr
from genstudio.train import checkpoint
from genstudio.train.history import History
from genstudio.train.players import Players
from genstudio.train.runs import Parent, Record, Run, new_folder, versions
from genstudio.train.settings import LIMITS, OF_THE_RUN, Config
from genstudio.train.snapshots import build_model, model_config

NOISE = "training/noise"  # the only memory of a training without players
FIXED = ("seed",)  # of the training: all randomness behind the checkpoint came from it


@dataclass(frozen=True, slots=True)
class Branched:
    """The child, not yet trained, and sentences for the user about how it begins."""

    run: Run
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run's checkpoint was made with: values by name."""

    model: dict[str, Any]
    train: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The state that settings make: the model's tensors, and each player's optimiser's."""

    model: dict[str, Tensor]
    players: dict[str, dict[str, Tensor]]


def branch(
    folder: Path,
    step: int | None,
    changes: Mapping[str, Any],
    runs_dir: Path,
) -> Branched:
    """Make a run in `runs_dir` that stands where a run's checkpoint stands.

    `step` None is the newest good checkpoint. `changes` are settings of the family or of the
    training by name: all that leave the tensors' shapes as they are. A limit that the parent had
    reached there is put off by as much again. Raises UserError, and leaves nothing behind, where
    a change is not possible, or where there is no such checkpoint.
    """
    parent = Run.open(Path(folder))
    step, tensors, meta = _load(parent, step)
    before = _settings_of(parent.record, meta)
    after, told = _apply(parent.record.family, before, changes)
    tensors, fresh = _fit(parent.record, before, after, told, tensors)
    longer = {} if set(told) & set(LIMITS) else _longer(after.train, step, meta)
    after.train.update(longer)
    record = msgspec.structs.replace(
        parent.record,
        model=after.model,
        train=after.train,
        versions=versions(),
        status="paused",
        step=step,
        created=datetime.now(UTC).isoformat(timespec="milliseconds"),
        parent=Parent(parent.folder.absolute().name, step, parent.record.created),
        pinned=(),
        best=None,
    )
    run = _write(runs_dir, record, tensors, meta, told)
    return Branched(run, _notes(fresh, longer))


def settings_at(folder: Path, step: int) -> Settings:
    """Return the settings that a checkpoint was trained with; raises UserError as `branch`."""
    run = Run.open(Path(folder))
    return _settings_of(run.record, checkpoint.read_meta(run.checkpoint_folder, step))


def branchable(record: Record) -> list[str]:
    """List the settings of a run that a branch may change, found by building its model.

    A setting is left out where every other value that is tried asks for other tensors: each of
    a choice, on and off, or numbers near by.
    """
    family = registry.load(models, record.family)
    base = Settings(settings.to_dict(_model_config(record)), dict(record.train))
    known = _parts(record, base)
    found = [s.name for s in settings.settings(Config) if s.name not in FIXED]
    for setting in settings.settings(family.Config):
        for value in _others(setting, base.model[setting.name]):
            tried = Settings({**base.model, setting.name: value}, base.train)
            with contextlib.suppress(UserError):
                if _same(known, _parts(record, tried)):
                    found.append(setting.name)
                    break
    return found


def _load(run: Run, step: int | None) -> tuple[int, dict[str, Tensor], dict[str, Any]]:
    if not checkpoint.committed(run.checkpoint_folder):
        raise UserError(tr("This run has no checkpoint yet: train it first."))
    if step is None:
        step, tensors, meta, _ = checkpoint.load_newest(run.checkpoint_folder)
    else:
        tensors, meta = checkpoint.load(run.checkpoint_folder, step)
    if not any(name.startswith("training/") and name != NOISE for name in tensors):
        raise UserError(tr("This model is solved exactly: there is nothing more to train."))
    return step, tensors, meta


def _settings_of(record: Record, meta: Mapping[str, Any]) -> Settings:
    """Return what a checkpoint was trained with; limits and the like are the run's of today."""
    train = meta.get("train", record.train)
    family = registry.load(models, record.family)
    model = model_config(family, meta.get("model", record.model), train)
    train = {**train, **{n: v for n, v in record.train.items() if n in OF_THE_RUN}}
    return Settings(settings.to_dict(model), settings.to_dict(settings.from_dict(Config, train)))


def _apply(
    family: str, before: Settings, changes: Mapping[str, Any]
) -> tuple[Settings, dict[str, Any]]:
    """Return the settings with changes, and which values really are others."""
    config = registry.load(models, family).Config
    of_model = {s.name: s for s in settings.settings(config)}
    of_training = {s.name: s for s in settings.settings(Config)}
    model, train, told = dict(before.model), dict(before.train), {}
    for name, value in changes.items():
        if name not in of_model and name not in of_training:
            there = ", ".join([*of_model, *of_training])
            text = tr(
                "There is no setting {name}; there are {there}.", name=repr(name), there=there
            )
            raise UserError(text)
        table = model if name in of_model else train
        fitting = settings.check_value(of_model.get(name) or of_training[name], value)
        if fitting == table[name]:
            continue
        if name in FIXED:
            raise UserError(tr("The seed cannot change in a run: start a new one."))
        table[name] = told[name] = fitting
    return Settings(model, train), told


def _longer(train: Mapping[str, Any], step: int, meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return limits that let it go on where those of the parent are reached."""
    done = {"steps": step, "epochs": meta["batches"]["epoch"], "seconds": meta["seconds"]}
    reached = [name for name in LIMITS if train[name] and done[name] >= train[name]]
    return {name: train[name] + type(train[name])(math.ceil(done[name])) for name in reached}


def _notes(fresh: list[str], longer: Mapping[str, Any]) -> list[str]:
    notes = [
        tr("The optimiser of {player} is new, so it starts afresh.", player=player)
        for player in fresh
    ]
    for name, value in longer.items():
        text = tr("The limit was reached here, so it is put off: {what}.", what=f"{name} = {value}")
        notes.append(text)
    return notes


def _fit(
    record: Record,
    before: Settings,
    after: Settings,
    told: Mapping[str, Any],
    tensors: Mapping[str, Tensor],
) -> tuple[dict[str, Tensor], list[str]]:
    """Return the state for the new settings, and the players whose optimiser is new."""
    if not told:
        return dict(tensors), []
    then, now = _parts(record, before), _parts(record, after)
    if not _same(then, now):
        raise _other_shapes(record, before, after, told, then)
    return _joined(then, now, tensors)


def _joined(
    then: _Parts, now: _Parts, tensors: Mapping[str, Tensor]
) -> tuple[dict[str, Tensor], list[str]]:
    """Return the state without the players that are gone, and with a fresh one of new players."""
    fresh = [player for player in now.players if player not in then.players]
    gone = tuple(f"training/{player}/" for player in then.players if player not in now.players)
    kept = {name: t for name, t in tensors.items() if not (gone and name.startswith(gone))}
    new = {f"training/{p}/{name}": t for p in fresh for name, t in now.players[p].items()}
    return kept | new, fresh


def _other_shapes(
    record: Record,
    before: Settings,
    after: Settings,
    told: Mapping[str, Any],
    then: _Parts,
) -> UserError:
    """Name the settings that make another model: those that do so on their own."""
    guilty = []
    for name in (name for name in told if name in before.model):
        alone = Settings({**before.model, name: after.model[name]}, before.train)
        with contextlib.suppress(UserError):
            if not _same(then, _parts(record, alone)):
                guilty.append(name)
    names = ", ".join(guilty or [name for name in told if name in before.model])
    return UserError(
        tr(
            "{names} cannot change in a branch: the model would have other weights. Train a new "
            "run for that.",
            names=names,
        )
    )


def _parts(record: Record, chosen: Settings) -> _Parts:
    """Build the model and its players with some settings; only names and shapes are of use."""
    model = build_model(msgspec.structs.replace(record, model=chosen.model, train=chosen.train))
    players = Players(model, settings.from_dict(Config, chosen.train))
    optimisers = {mover.name: mover.optimiser.state() for mover in players.movers}
    return _Parts(model.state_dict(), optimisers)


def _same(one: _Parts, other: _Parts) -> bool:
    """Whether the model has the same tensors, and every player of both the same optimiser."""
    return _shapes(one.model) == _shapes(other.model) and all(
        _shapes(memory) == _shapes(other.players[player])
        for player, memory in one.players.items()
        if player in other.players
    )


def _shapes(tensors: Mapping[str, Tensor]) -> dict[str, tuple[int, ...]]:
    return {name: tuple(tensor.shape) for name, tensor in tensors.items()}


def _model_config(record: Record) -> Any:
    return model_config(registry.load(models, record.family), record.model, record.train)


def _others(setting: Setting, value: Any) -> Iterator[Any]:
    """Yield other values of a setting that are allowed."""
    tried: list[Any] = list(setting.choices)
    if not tried and setting.kind is bool:
        tried = [True, False]
    elif not tried and setting.kind in (int, float):  # near by: a model of the largest is huge
        tried = [value + 1, value - 1, value / 2]
    for one in tried:
        if one != value:
            with contextlib.suppress(UserError):
                yield settings.check_value(setting, setting.kind(one))


def _write(
    runs_dir: Path,
    record: Record,
    tensors: Mapping[str, Tensor],
    meta: Mapping[str, Any],
    told: Mapping[str, Any],
) -> Run:
    """Write the child; its record comes last, so that a run half made is none."""
    folder = new_folder(runs_dir, record.family, str(record.data.get("name", "")))
    atomic.make_folder(folder)
    run = Run(folder, record)
    lock = run.lock()
    try:
        if any(path.name != "lock" for path in folder.iterdir()):
            name = printable(folder.name)
            raise UserError(tr("Somebody else has just made the run {name}: try again.", name=name))
        length = _write_history(run, told)
        changed = {"model": record.model, "train": record.train, "history": length}
        changed["record"] = msgspec.to_builtins(record)
        checkpoint.save(run.checkpoint_folder, record.step, tensors, {**meta, **changed})
        run.update()
    except BaseException:
        lock.release()
        if not (folder / "run.genstudio").exists():
            shutil.rmtree(folder, ignore_errors=True)
        raise
    lock.release()
    return run


def _write_history(run: Run, told: Mapping[str, Any]) -> int:
    """Begin the history with what was changed, which marks it in the curves."""
    with contextlib.closing(History(run.history_path)) as history:
        for name in (name for name in told if name not in OF_THE_RUN):
            history.write(Changed(run.record.step, name, told[name]))
        history.sync()
        return history.length
