"""`genstudio interpolate codes RUN A B`: the pictures between two, by way of their codes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.cli import _images, _runs
from genstudio.core.errors import UserError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from genstudio.analysis.interpolation import Look
    from genstudio.analysis.lens import Lens

HELP = "encode two pictures (by a search, where the model has no encoder) and go between them"
MOST = 2000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the two pictures, and where what lies between them goes."""
    _runs.add_run(parser)
    for name in ("a", "b"):
        parser.add_argument(
            f"picture_{name}",
            metavar=f"PICTURE_{name.upper()}",
            help="a picture's file, or the number of an image of the run's data (from 1)",
        )
    frames = _images.between(2, MOST)
    parser.add_argument("--frames", type=frames, default=11, metavar="N",
                        help="pictures, both ends included (default 11)")  # fmt: skip
    parser.add_argument("--kind", choices=("auto", "linear", "spherical"), default="auto",
                        help="straight, or by the sphere (default: by the prior)")  # fmt: skip
    parser.add_argument("--steps", type=_images.between(1, 100_000), default=300, metavar="N",
                        help="steps of a search (default 300)")  # fmt: skip
    parser.add_argument("--restarts", type=_images.between(1, 256), default=6, metavar="N",
                        help="starts of a search (default 6)")  # fmt: skip
    parser.add_argument("--fit", choices=("crop", "pad", "stretch"), default="crop",
                        help="how a file's picture becomes a square (default crop)")  # fmt: skip
    _images.add_film(parser, "frames", 10, " with their recipe")
    _images.add_seed(parser)
    _runs.add_checkpoint(parser)
    _runs.add_label(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Find both codes, and write what lies between them."""
    from genstudio.analysis import interpolation, movie, path_film, recipe

    out = Path(args.out).expanduser()
    movie.check(out)
    lens, step = _runs.lens_of(args)
    pictures = [_picture(args, lens, text) for text in (args.picture_a, args.picture_b)]
    settings = interpolation.Settings(
        frames=args.frames,
        steps=args.steps,
        restarts=args.restarts,
        kind=args.kind,
        seed=args.seed,
    )
    look = _searched(lens, pictures, settings)
    way = look.way
    assert way is not None
    opened = _runs.open_run(args.run)
    known = recipe.made(opened, step, way.codes, len(way.codes), label=_runs.told(lens))
    count = path_film.write(out, lens, way.codes, known, fps=args.fps)
    ends = [end for end in look.ends if end is not None]
    return {
        "out": str(out.absolute()),
        "frames": count,
        "way": way.kind,
        "step": step,
        "seed": args.seed,
        "errors": [end.error for end in ends],
        "codes": [[float(value) for value in end.code] for end in ends],
    }


def text(result: dict[str, Any]) -> str:
    """Say where the pictures are and how well the ends were found."""
    first, last = result["errors"]
    return (
        f"{result['frames']} pictures ({result['way']}) in {result['out']}\n"
        f"reconstruction error of the ends: {first:.3f} and {last:.3f} (pixels in 0 to 1)"
    )


def _searched(lens: Lens, pictures: list[NDArray[np.uint8]], settings: Any) -> Look:
    from genstudio.analysis import interpolation
    from genstudio.cli._progress import Progress

    with Progress() as progress:
        for look in interpolation.interpolate(lens, pictures, settings):
            errors = [f"{end.error:.3f}" for end in look.ends if end is not None]
            if progress.due:
                progress.update(look.done / look.total, f"error {' and '.join(errors)}")
    return look


def _picture(args: argparse.Namespace, lens: Lens, text: str) -> NDArray[np.uint8]:
    """Return a picture [C, H, W] in the model's shape: from a file, or one of the data."""
    import numpy as np

    from genstudio.analysis import own

    path = Path(text).expanduser()
    if not path.is_file() and text.isdecimal():
        dataset = _runs.data_of(_runs.open_run(args.run))
        if not 1 <= int(text) <= len(dataset):
            raise UserError(f"There is no image {text} in the data: there are {len(dataset):,}.")
        return np.array(dataset.images[int(text) - 1])
    if not path.is_file():
        raise UserError(f"There is no picture {path.name!r}: give a file, or an image's number.")
    options = own.Options(fit=args.fit, invert="no", like_data=False)
    return own.prepare(own.read(path, lens.shape), lens.shape, options, None).image
