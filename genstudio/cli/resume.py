"""`genstudio resume RUN`: go on where a run stopped, bit for bit."""

from __future__ import annotations

import argparse
from typing import Any

from genstudio.cli import _data, _options, _runs
from genstudio.core import config

HELP = "go on with a run, exactly where it stopped"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run and the trainer's settings; what is not given stays as it was."""
    from genstudio.train import trainer

    _runs.add_run(parser)
    _runs.add_checkpoint(parser)
    parser.add_argument(
        "--data", metavar="SOURCE", help="where the run's data are now, if they were moved"
    )
    _options.add_settings(parser, config.settings(trainer.Config), "training", unchanged=True)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Go on until a limit is reached or somebody stops it."""
    from genstudio.cli import _training
    from genstudio.train.experiment import Experiment

    opened = _runs.open_run(args.run)
    dataset = _data.read(args.data, opened.record.data["options"]) if args.data else None
    experiment = Experiment.resume(
        opened.folder,
        train_values=_training.only_these_limits(_options.chosen(args, "training")),
        checkpoint=_runs.chosen_step(opened, args.checkpoint),
        dataset=dataset,
    )
    return _training.follow(experiment)


def text(result: dict[str, Any]) -> str:
    """Say how it ended."""
    from genstudio.cli import _training

    return _training.text(result)
