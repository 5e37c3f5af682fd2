"""`genstudio evaluate RUN`: figures on the test split, in nats per image."""

from __future__ import annotations

import argparse
from typing import Any

from genstudio.cli import _images, _runs

HELP = "measure a run on images it has not seen, in nats per image"


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
    return evaluate(opened.folder, args.checkpoint, args.samples, args.seed, dataset)
