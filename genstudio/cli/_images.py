"""Writing decoded images as one picture."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.core.errors import UserError, printable

if TYPE_CHECKING:
    from genstudio.analysis.recipe import Recipe

LARGEST = 10_000
LARGEST_SEED = 2**31 - 1


def add_picture(parser: argparse.ArgumentParser) -> None:
    """Add where the picture goes and how it is laid out."""
    parser.add_argument("--out", required=True, metavar="FILE.png", help="the picture to write")
    parser.add_argument(
        "--columns", type=between(1, LARGEST), metavar="N", help="images a row (default: a square)"
    )
    add_scale(parser)


def add_scale(parser: argparse.ArgumentParser) -> None:
    """Add how much a picture is enlarged."""
    parser.add_argument(
        "--scale",
        type=between(1, 64),
        default=1,
        metavar="N",
        help="enlarge each pixel N times (default 1)",
    )


def add_film(parser: argparse.ArgumentParser, what: str, fps: float, more: str = "") -> None:
    """Add where a film goes and how many of `what` it shows a second."""
    parser.add_argument(
        "--out",
        required=True,
        metavar="FILE",
        help=f"the film to write: .gif, .mp4, or .png for all frames side by side{more}",
    )
    parser.add_argument(
        "--fps",
        type=number(0.1, 60),
        default=float(fps),
        metavar="X",
        help=f"{what} a second (default {fps:g})",
    )


def write(
    args: argparse.Namespace, images: NDArray[np.uint8], recipe: Recipe | None = None
) -> dict[str, Any]:
    """Write images [N, C, H, W] as a grid (or points as one) and say what was written.

    The picture carries its recipe, where there is one.
    """
    from genstudio.analysis.images import check_png, enlarge, grid
    from genstudio.analysis.recipe import write_png
    from genstudio.analysis.scatter import LARGE, Scatter

    count = len(images)
    if images.dtype != np.uint8:  # points, which make one picture together
        images = Scatter(images, LARGE).over(images)[None]
    columns = args.columns or (None if recipe is None else recipe.columns)
    picture = enlarge(grid(images, columns), args.scale)
    out = Path(args.out).expanduser()
    check_png(out)
    write_png(out, picture, recipe)
    return {
        "out": str(out.absolute()),
        "images": count,
        "width": picture.shape[1],
        "height": picture.shape[0],
        "recipe": recipe is not None,
    }


def recipe_of(text: str) -> Recipe:
    """Read the recipe in a picture; raise UserError where there is none."""
    from genstudio.analysis import recipe

    path = Path(text).expanduser()
    if not path.is_file():
        raise UserError(f"There is no file {printable(path)}.")
    found = recipe.read(path)
    if found is None:
        raise UserError(
            f"{printable(path)} carries no recipe: only pictures that genstudio has saved from a "
            "model do, as long as no other program has saved them again."
        )
    return found


def between(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers in a range, for argparse."""

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text!r} must be a whole number, {low} to {high:,}")
        return value

    return read


def add_seed(parser: argparse.ArgumentParser) -> None:
    """Add the seed, in the range that training has for its own."""
    seed = between(0, LARGEST_SEED)
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="seed (default 0)")


def number(low: float, high: float) -> Callable[[str], float]:
    """Return a reader of numbers in a range, for argparse."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text!r} must be a number, {low:g} to {high:,g}")
        return value

    return read


def point(text: str) -> list[float]:
    """Read one point of the latent space: `0.5,-1.2`."""
    try:
        values = [float(part) for part in text.split(",")]
    except ValueError:
        values = [float("nan")]
    if not (np.abs(values) < np.finfo(np.float32).max).all():  # NaN is no less, either
        raise argparse.ArgumentTypeError(f"{text!r} must be numbers with commas, such as 0.5,-1.2")
    return values


def points(given: list[list[float]], latent_dim: int) -> NDArray[np.float32]:
    """Return points [N, latent_dim]; raise UserError where one has too few or too many numbers."""
    for values in given:
        if len(values) != latent_dim:
            raise UserError(
                f"--at has {len(values)} numbers, but this model's latent space has "
                f"{latent_dim} dimensions: give {latent_dim}."
            )
    return np.array(given, np.float32)
