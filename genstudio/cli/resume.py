"""`genstudio resume RUN`: go on where a run stopped, bit for bit."""

from __future__ import annotations

import argparse
from pathlib import Path
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
    from genstudio.cli import _several

    with _several.processes() as processes:
        folder, source, options = processes.tell(_sources(args) if processes.leader else None)
        dataset = processes.load(lambda: _data.read(source, options))
        return processes.train(dataset, lambda: _begin(args, folder, dataset))


def _sources(args: argparse.Namespace) -> list[Any]:
    """Return the run's folder, and where its data are and how they are read."""
    opened = _runs.open_run(args.run)
    known = opened.record.data
    return [str(opened.folder), args.data or known["source"], known["options"]]


def _begin(args: argparse.Namespace, folder: str, dataset: Any) -> Any:
    from genstudio.cli import _training
    from genstudio.train.experiment import Experiment

    return Experiment.resume(
        Path(folder),
        train_values=_training.only_these_limits(_options.chosen(args, "training")),
        checkpoint=args.checkpoint,
        dataset=dataset,
    )


def text(result: dict[str, Any]) -> str:
    """Say how it ended."""
    from genstudio.cli import _training

    return _training.text(result)
