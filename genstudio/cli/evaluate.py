"""`genstudio evaluate RUN`: figures on the test split, each with its unit."""

from __future__ import annotations

import argparse
from typing import Any

from genstudio.cli import _images, _runs

HELP = "measure a run on images it has not seen"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run and how carefully to measure."""
    _runs.add_run(parser)
    _runs.add_checkpoint(parser)
    parser.add_argument(
        "--samples",
        type=_images.between(1, 1_000_000),
        metavar="N",
        help="importance samples an image for a VAE, else generated images (default: by the data)",
    )
    _images.add_seed(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Evaluate the run's model on the test split."""
    opened = _runs.open_run(args.run)
    dataset = _runs.data_of(opened)

    from genstudio.analysis.evaluate import evaluate
    from genstudio.train.device import set_threads

    set_threads()
    step = _runs.chosen_step(opened, args.checkpoint)
    return evaluate(opened.folder, step, args.samples, args.seed, dataset)


def text(result: dict[str, Any]) -> str:
    """Show one figure a line, with its unit where it has one."""
    from genstudio.cli import as_lines, readable

    units = result["units"]
    figures = {name: value for name, value in result.items() if name != "units"}
    return as_lines(
        {n: f"{readable(v)} {units[n]}" if n in units else v for n, v in figures.items()}
    )
