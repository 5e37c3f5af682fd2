"""`genstudio path RUN`: the film of a way through the latent space, as a GIF, video or strip."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.cli import _images, _runs
from genstudio.core.errors import UserError

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.analysis.path_film import Draw

HELP = "film a way through the latent space: from point to point, or from sample to sample"
KINDS = ("linear", "spherical", "density")
MOST = 2000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the way-points, the way between them and where the film goes."""
    _runs.add_run(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--through",
        metavar="POINT;POINT...",
        type=_points,
        help="the way-points, as many numbers each as the latent space has dimensions: "
        "'0.5,-1.2;2,0' (write --through=... where the first number is negative)",
    )
    which.add_argument(
        "--between",
        nargs="+",
        type=_images.between(0, _images.LARGEST_SEED),
        metavar="SEED",
        help="the seeds of two samples or more, as in genstudio sample --count 1",
    )
    parser.add_argument(
        "--kind",
        choices=KINDS,
        help="straight, by the sphere, or along the data (default: linear to 10 dimensions, "
        "spherical for more)",
    )
    parser.add_argument("--closed", action="store_true", help="go back to the first point")
    frames = _images.between(2, MOST)
    parser.add_argument("--frames", type=frames, default=48, metavar="N", help="(default 48)")
    _images.add_film(parser, "frames", 20, " with their recipe")
    _runs.add_checkpoint(parser)
    _runs.add_label(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Find the way, decode and write it."""
    from genstudio.analysis import movie, path_film, paths, recipe
    from genstudio.cli._progress import Progress

    out = Path(args.out).expanduser()
    movie.check(out)
    paths.check(len(args.through or args.between), args.frames)
    lens, step = _runs.lens_of(args)
    draw = _draw(args, lens)
    way = _way(args, lens)
    kind = args.kind or paths.usual(lens.latent_dim)
    known = _codes(args, lens) if kind == "density" else None
    codes = paths.through(way, args.frames, kind, known, closed=args.closed)
    assert codes is not None  # nobody stops it
    known_as = recipe.made(
        _runs.open_run(args.run), step, codes, len(codes), label=_runs.told(lens)
    )
    with Progress() as progress:

        def tell(done: int, total: int) -> None:
            progress.update(done / max(1, total), f"frame {done} of {total}")

        count = path_film.write(out, lens, codes, known_as, draw=draw, fps=args.fps, progress=tell)
    return {"out": str(out.absolute()), "frames": count, "kind": kind, "step": step}


def text(result: dict[str, Any]) -> str:
    """Say where the film is."""
    return f"{result['frames']} frames ({result['kind']}) in {result['out']}"


def _points(text: str) -> list[list[float]]:
    return [_images.point(part) for part in text.split(";") if part.strip()]


def _way(args: argparse.Namespace, lens: Lens) -> NDArray[np.float32]:
    if args.between:
        return np.concatenate([lens.noise(1, seed) for seed in args.between])
    for values in args.through:
        if len(values) != lens.latent_dim:
            raise UserError(
                f"--through has a point of {len(values)} numbers, but this model's latent space "
                f"has {lens.latent_dim} dimensions."
            )
    return np.array(args.through, np.float32)


def _draw(args: argparse.Namespace, lens: Lens) -> Draw | None:
    """Return what makes pictures of points, among those of the data; None for images."""
    from genstudio.analysis import scatter
    from genstudio.models import is_points

    if not is_points(lens.shape):
        return None

    dataset = _runs.data_of(_runs.open_run(args.run))
    return partial(scatter.shown, dataset=dataset)


def _codes(args: argparse.Namespace, lens: Lens) -> NDArray[np.float32]:
    """Encode as many images, drawn at random, as the graph of the codes takes."""
    from genstudio.analysis.path_density import MOST as CODES

    if "encode" not in lens.capabilities:
        raise UserError("A path along the data needs their codes: this model cannot encode images.")
    dataset = _runs.data_of(_runs.open_run(args.run))
    rows = np.random.Generator(np.random.PCG64(0)).permutation(len(dataset))[:CODES]
    rows = np.sort(rows)  # data on the disk are read in their order
    labels = None if dataset.labels is None else dataset.labels[rows]
    return lens.encode(dataset.images[rows], labels=labels)
