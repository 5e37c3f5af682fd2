"""`genstudio decode RUN --at 0.5,-1.2`: the images at points of the latent space."""

from __future__ import annotations

import argparse
from typing import Any

from genstudio.cli import _images, _runs

HELP = "decode points of the latent space into a picture"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the points and where to write the picture."""
    _runs.add_run(parser)
    _runs.add_checkpoint(parser)
    parser.add_argument(
        "--at",
        type=_images.point,
        action="append",
        required=True,
        metavar="Z1,Z2,...",
        help="a point of the latent space; may be given several times",
    )
    _runs.add_label(parser)
    _images.add_picture(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Decode the points and write the images."""
    lens, step = _runs.lens_of(args)
    points = _images.points(args.at, lens.latent_dim)
    return {"step": step, "at": args.at} | _images.write(args, lens.decode(points))
