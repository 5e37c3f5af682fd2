"""`genstudio train FAMILY`: train a model on data, into a new run."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from genstudio.cli import _data, _options
from genstudio.core import config, paths, registry
from genstudio.core.errors import UserError

HELP = "train a model (each family has its own options: genstudio train vae --help)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add each family with all its settings, the trainer's and the data's."""
    add_families(parser.add_subparsers(dest="family", required=True, metavar="FAMILY"))


def add_families(families: Any) -> None:
    """Add each family to a choice of what to train."""
    from genstudio import models
    from genstudio.train import trainer

    for name in registry.names(models):
        module = registry.load(models, name)
        dashed = name.replace("_", "-")
        family = families.add_parser(dashed, help=module.SUMMARY, description=module.SUMMARY)
        family.add_argument(
            "--data",
            default="digits",
            metavar="SOURCE",
            help=f"{_data.SOURCE_HELP} (default digits)",
        )
        family.add_argument(
            "--preset",
            metavar="NAME",
            help="start from settings that were tried: a name of `genstudio presets`, or auto "
            "for the one that fits the data best; the options given here come on top",
        )
        family.add_argument("--out", metavar="RUN", help="the run's folder (default: a new one)")
        _options.add_settings(family, config.settings(module.Config), "model")
        _options.add_settings(family, config.settings(trainer.Config), "training", module.RECIPE)
        _data.add_source_settings(family)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Train until a limit is reached or somebody stops it."""
    from genstudio.cli import _several

    args.family = args.family.replace("-", "_")
    with _several.processes() as processes:
        dataset = processes.load(lambda: _data.load(args.data, args))
        return processes.train(dataset, lambda: _begin(args, dataset, processes))


def _begin(args: argparse.Namespace, dataset: Any, processes: Any) -> Any:
    """Make the run, or go on with it where torchrun has started its processes again."""
    from genstudio.train.experiment import Experiment
    from genstudio.train.runs import new_folder

    begun = processes.begun(args.out)
    if begun is not None:
        return Experiment.resume(begun, dataset=dataset)
    if args.out:
        folder = Path(args.out).expanduser()
    else:
        folder = new_folder(paths.runs_dir(), args.family, dataset.name)
    model, training = chosen_settings(args, dataset)
    experiment = Experiment.create(folder, args.family, model, training, dataset)
    processes.mark(folder)
    return experiment


def chosen_settings(
    args: argparse.Namespace, dataset: Any
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the model's and the training's settings: the preset's, and those given on top."""
    from genstudio.cli import _training

    model = _options.chosen(args, "model")
    training = _training.only_these_limits(_options.chosen(args, "training"))
    preset = _preset(args.preset, args.family, dataset) if args.preset else None
    if preset is None:
        return model, training
    _training.say(f"from the preset {preset.name}: {preset.title}")
    return {**preset.model, **model}, {**preset.train, **training}


def _preset(name: str, family: str, dataset: Any) -> Any:
    """Find the preset that was asked for; None where auto finds none for the data."""
    from genstudio.cli.presets import families
    from genstudio.train import presets

    known = presets.every(families())
    if name == "auto":
        found = presets.suitable(presets.Facts.of(dataset), family, known)
        return found[0] if found else None
    preset = presets.find(name, known)
    if preset.family != family:
        raise UserError(
            f"The preset {name} is of the family {preset.family}: "
            f"genstudio train {preset.family.replace('_', '-')} --preset {name}."
        )
    return preset


def text(result: dict[str, Any]) -> str:
    """Say how it ended."""
    from genstudio.cli import _training

    return _training.text(result)
