"""`genstudio train FAMILY`: train a model on data, into a new run."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from genstudio.cli import _data, _options
from genstudio.core import config, paths, registry

HELP = "train a model (each family has its own options: genstudio train vae --help)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add each family with all its settings, the trainer's and the data's."""
    from genstudio import models
    from genstudio.train import trainer

    families = parser.add_subparsers(dest="family", required=True, metavar="FAMILY")
    for name in registry.names(models):
        module = registry.load(models, name)
        family = families.add_parser(name, help=module.SUMMARY, description=module.SUMMARY)
        family.add_argument(
            "--data",
            default="digits",
            metavar="SOURCE",
            help=f"{_data.SOURCE_HELP} (default digits)",
        )
        family.add_argument("--out", metavar="RUN", help="the run's folder (default: a new one)")
        _options.add_settings(family, config.settings(module.Config), "model")
        _options.add_settings(family, config.settings(trainer.Config), "training", module.RECIPE)
        _data.add_source_settings(family)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Train until a limit is reached or somebody stops it."""
    from genstudio.cli import _training
    from genstudio.train.experiment import Experiment
    from genstudio.train.runs import new_folder

    dataset = _data.load(args.data, args)
    if args.out:
        folder = Path(args.out).expanduser()
    else:
        folder = new_folder(paths.runs_dir(), args.family, dataset.name)
    experiment = Experiment.create(
        folder,
        args.family,
        _options.chosen(args, "model"),
        _training.only_these_limits(_options.chosen(args, "training")),
        dataset,
    )
    return _training.follow(experiment)


def text(result: dict[str, Any]) -> str:
    """Say how it ended."""
    from genstudio.cli import _training

    return _training.text(result)
