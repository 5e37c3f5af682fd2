"""`genstudio branch RUN --step N --set beta=4`: a new run from a checkpoint of another."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from genstudio.cli import _data, _options, _runs
from genstudio.core import config
from genstudio.core.config import Setting
from genstudio.core.errors import UserError

HELP = "train a new run that goes on from a checkpoint of another one, with other settings"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the step, the family's settings by name, and the trainer's as options."""
    from genstudio.train import trainer

    _runs.add_run(parser)
    parser.add_argument(
        "--step", type=int, metavar="N", help="the checkpoint to go on from (default: the newest)"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="change a setting of the model, such as beta=4 or loss=hinge; may be given several "
        "times. What needs other weights (latent_dim, say) is refused",
    )
    parser.add_argument(
        "--data", metavar="SOURCE", help="where the run's data are now, if they were moved"
    )
    _options.add_settings(parser, config.settings(trainer.Config), "training", unchanged=True)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Make the branch and train it until a limit is reached or somebody stops it."""
    from genstudio.cli import _several

    with _several.processes() as processes:
        parent, source, options, changes = processes.tell(_read(args) if processes.leader else None)
        dataset = processes.load(lambda: _data.read(source, options))
        return processes.train(
            dataset, lambda: _begin(args, Path(parent), changes, dataset, processes)
        )


def _read(args: argparse.Namespace) -> list[Any]:
    """Return the parent's folder, where its data are and how they are read, and the changes."""
    from genstudio.cli import _training

    opened = _runs.open_run(args.run)
    known = opened.record.data
    changes = _changes(opened.record.family, args.set)
    changes |= _training.only_these_limits(_options.chosen(args, "training"))
    return [str(opened.folder.absolute()), args.data or known["source"], known["options"], changes]


def _changes(family: str, given: list[str]) -> dict[str, Any]:
    """Read `name=value` with the setting's own type."""
    from genstudio import models
    from genstudio.core import registry
    from genstudio.train.settings import Config

    known = {s.name: s for s in config.settings(Config)}
    known |= {s.name: s for s in config.settings(registry.load(models, family).Config)}
    changes = {}
    for text in given:
        name, equals, value = text.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or name not in known:
            there = ", ".join(known)
            raise UserError(f"--set {text!r} must be NAME=VALUE with a name of: {there}.")
        changes[name] = _read_value(known[name], value.strip())
    return changes


def _read_value(setting: Setting, text: str) -> Any:
    if setting.kind is bool:
        words = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}
        return config.check_value(setting, words.get(text.lower(), text))
    try:
        return _options.reader(setting)(text)
    except argparse.ArgumentTypeError as error:
        raise UserError(str(error)) from error


def _begin(
    args: argparse.Namespace, parent: Path, changes: dict[str, Any], dataset: Any, processes: Any
) -> Any:
    """Make the branch, or go on with it where torchrun has started its processes again."""
    from genstudio.cli import _training
    from genstudio.train.branch import branch
    from genstudio.train.experiment import Experiment, check_data

    begun = processes.begun(None)
    if begun is not None:
        return Experiment.resume(begun, dataset=dataset)
    check_data(_runs.open_run(str(parent)), dataset)  # or the branch could not be trained
    child = branch(parent, args.step, changes, parent.parent)
    _training.say(f"branched off {parent.name} at step {child.run.record.step:,}")
    experiment = Experiment.resume(child.run.folder, dataset=dataset)
    experiment.notes[:0] = child.notes
    processes.mark(child.run.folder)
    return experiment


def text(result: dict[str, Any]) -> str:
    """Say how it ended."""
    from genstudio.cli import _training

    return _training.text(result)
