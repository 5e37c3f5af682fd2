"""`genstudio decode RUN --at 0.5,-1.2`: the images at points of the latent space."""

from __future__ import annotations

import argparse
from typing import Any

import msgspec

from genstudio.cli import _images, _runs
from genstudio.core.errors import UserError, printable

HELP = "decode points of the latent space into a picture"

KEPT = ("label", "labels", "seed", "truncation", "edits")  # of a recipe that is followed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the points and where to write the picture."""
    _runs.add_run(parser)
    _runs.add_checkpoint(parser)
    parser.add_argument(
        "--at",
        type=_images.point,
        action="append",
        default=[],
        metavar="Z1,Z2,...",
        help="a point of the latent space; may be given several times",
    )
    parser.add_argument(
        "--recipe",
        metavar="FILE.png",
        help="take the points, the step and the class from a picture that genstudio has saved",
    )
    _runs.add_label(parser)
    _images.add_picture(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Decode the points and write the images."""
    if bool(args.at) == bool(args.recipe):
        raise UserError("Say which points to decode: either --at Z1,Z2,... or --recipe FILE.png.")
    return _again(args) if args.recipe else _at(args)


def _at(args: argparse.Namespace) -> dict[str, Any]:
    from genstudio.analysis import recipe

    lens, step = _runs.lens_of(args)
    points = _images.points(args.at, lens.latent_dim)
    run = _runs.open_run(args.run)
    known = recipe.made(run, step, points, args.columns, label=_runs.told(lens))
    return {"step": step, "at": args.at} | _images.write(args, lens.decode(points), known)


def _again(args: argparse.Namespace) -> dict[str, Any]:
    """Make the images of a recipe again: those of its step, if it is this run's."""
    from genstudio.analysis import recipe
    from genstudio.cli._training import say

    known = _images.recipe_of(args.recipe)
    run = _runs.open_run(args.run)
    its_own = (run.record.created, run.record.family) == (known.created, known.family)
    if args.checkpoint is None and its_own:
        args.checkpoint = known.step
    if not its_own:
        say(f"the picture was made with another run: {printable(known.run)}")
    lens, step = _runs.lens_of(args)
    label = _runs.told(lens)
    if label is not None:  # a class that was asked for comes before the recipe's
        known = msgspec.structs.replace(known, label=label, labels=())
    images = recipe.images_of(known, lens)
    told = {name: getattr(known, name) for name in KEPT}
    columns = args.columns or known.columns
    made = recipe.made(run, step, known.array, columns, **told)
    return {"step": step, "at": known.codes} | _images.write(args, images, made)
