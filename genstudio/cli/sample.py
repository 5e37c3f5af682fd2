"""`genstudio sample RUN`: images from the prior, as one picture."""

from __future__ import annotations

import argparse
from typing import Any

from genstudio.cli import _images, _runs

HELP = "draw images from a run's model into a picture"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, what to draw and where to write it."""
    _runs.add_run(parser)
    _runs.add_checkpoint(parser)
    parser.add_argument(
        "--count",
        type=_images.between(1, _images.LARGEST),
        default=64,
        metavar="N",
        help="number of images (default 64)",
    )
    _images.add_seed(parser)
    parser.add_argument(
        "--truncation",
        type=_images.number(0, 10),
        default=1.0,
        metavar="X",
        help="scale of the codes: below 1 more typical, less varied (default 1)",
    )
    _runs.add_label(parser)
    _images.add_picture(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Draw the images and write them."""
    from genstudio.analysis import recipe

    lens, step = _runs.lens_of(args)
    codes = lens.noise(args.count, args.seed, args.truncation)
    told = {"label": _runs.told(lens), "seed": args.seed, "truncation": args.truncation}
    known = recipe.made(_runs.open_run(args.run), step, codes, args.columns, **told)
    shown = {"step": step, "seed": args.seed}
    return shown | _images.write(args, lens.samples(codes), known)
