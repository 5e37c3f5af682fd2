"""`genstudio film RUN`: all checkpoints of a run, one after the other, as a GIF or a video."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.cli import _images, _runs

if TYPE_CHECKING:
    from genstudio.analysis.film import Film

HELP = "show a run's past as a film: codes, samples and curves, a frame a checkpoint"
SMALLEST, LARGEST = 240, 2160


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, what to film and where to write it."""
    _runs.add_run(parser)
    _images.add_film(parser, "checkpoints", 4)
    parser.add_argument(
        "--size",
        type=_images.between(SMALLEST, LARGEST),
        default=480,
        metavar="N",
        help="height in pixels; the width is 16/9 of it (default 480)",
    )
    for name, what in (("--from", "first"), ("--to", "last")):
        parser.add_argument(
            name,
            dest=what,
            type=_images.between(0, 10**12),
            metavar="STEP",
            help=f"the {what} step (default: the {what} checkpoint)",
        )
    _add_counts(parser)
    _images.add_seed(parser)
    _runs.add_label(parser)
    parser.add_argument("--dark", action="store_true", help="light on dark")


def _add_counts(parser: argparse.ArgumentParser) -> None:
    """Add how many codes, images and trails a frame shows."""
    count = _images.between(1, 10**6)
    parser.add_argument(
        "--points", type=count, default=10_000, metavar="N", help="codes shown (default 10,000)"
    )
    parser.add_argument(
        "--samples",
        type=_images.between(1, 400),
        default=40,
        metavar="N",
        help="images of the same noise (default 40)",
    )
    parser.add_argument(
        "--trails",
        type=_images.between(0, 200),
        default=0,
        metavar="N",
        help="draw the ways of so many points (default 0)",
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Film the run."""
    from genstudio.analysis import film, movie
    from genstudio.cli._progress import Progress
    from genstudio.train.device import set_threads

    out = Path(args.out).expanduser()
    movie.check(out)  # before the data are read
    set_threads()
    plan = _plan(args)
    with Progress() as progress:
        made = movie.write(
            out, film.frames(plan), args.fps, count=len(plan.steps), progress=progress.count
        )
    height, width, _ = plan.shape
    return {
        "out": str(out.absolute()),
        "frames": made,
        "first": plan.steps[0],
        "last": plan.steps[-1],
        "width": width if out.suffix.lower() != ".png" else width * made,
        "height": height,
        "bytes": out.stat().st_size,
    }


def _plan(args: argparse.Namespace) -> Film:
    """Return what is to be filmed; reads the data."""
    import numpy as np

    from genstudio.analysis import film
    from genstudio.analysis.film_picture import DARK, Look

    source = _runs.open_run(args.run)
    steps = film.chosen(source.checkpoints(), args.first, args.last)
    dataset = _runs.data_of(source)
    return film.Film(
        run=source,
        dataset=dataset,
        steps=steps,
        size=args.size,
        points=args.points,
        samples=args.samples,
        seed=args.seed,
        label=None if args.label is None else _runs.label_of(source, args.label),
        trails=np.random.Generator(np.random.PCG64(args.seed)).permutation(len(dataset))[
            : args.trails
        ],
        look=DARK if args.dark else Look(),
    )
