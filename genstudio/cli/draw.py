"""`genstudio draw RUN "a large red circle"`: pictures of captions."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.cli import _images, _runs
from genstudio.core.errors import UserError, printable

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.analysis.text_looks import Box, Drawn
    from genstudio.train.runs import Run

HELP = "draw what captions say"
MOST = 1000  # pictures of a caption, or frames
FPS = 12.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the captions, and what to draw of them."""
    _runs.add_run(parser)
    parser.add_argument("captions", nargs="+", metavar="CAPTION", help="what to draw; a row each")
    _runs.add_checkpoint(parser)
    parser.add_argument(
        "--count",
        type=_images.between(1, MOST),
        default=8,
        metavar="N",
        help="pictures of each caption, which all have the same noise (default 8)",
    )
    _images.add_seed(parser)
    parser.add_argument(
        "--box",
        type=_box,
        metavar="L,T,R,B",
        help="where the object is to be, from 0 to 1 (GAWWN): left, top, right and bottom",
    )
    parser.add_argument(
        "--stages", action="store_true", help="also show the sketches of stage I (StackGAN)"
    )
    parser.add_argument(
        "--interpolate",
        metavar="CAPTION",
        help="draw the way to another caption, as a .png strip, a .gif or an .mp4",
    )
    parser.add_argument(
        "--frames",
        type=_images.between(2, MOST),
        default=12,
        metavar="N",
        help="pictures on that way (default 12)",
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="the picture to write")
    _images.add_scale(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Check the captions, draw and write."""
    from genstudio.analysis import text_looks
    from genstudio.models import Draws

    captions = [*args.captions, *([args.interpolate] if args.interpolate is not None else [])]
    if args.interpolate is not None and len(args.captions) != 1:
        raise UserError("--interpolate goes from one caption to another: give one caption.")
    lens, step = _runs.lens_of(args)
    run = _runs.open_run(args.run)
    if not isinstance(lens.model, Draws):
        raise UserError(
            f"{printable(run.folder.name)} cannot draw from captions: train stackgan, gan-int-cls "
            "or gawwn on pictures with captions."
        )
    if args.box is not None and not text_looks.boxed(lens.model):
        raise UserError("--box is for models that can be told where: train gawwn.")
    shown: dict[str, Any] = {"step": step, "seed": args.seed, "captions": captions}
    shown["unknown"] = _unknown(run, captions)
    if args.interpolate is not None:
        return shown | _film(args, run, lens, step)
    return shown | _sheet(args, run, lens, step)


def text(result: dict[str, Any]) -> str:
    """Say where the picture is, and which words meant nothing."""
    lines = [
        f"never met while training: {', '.join(map(printable, words))} (in {printable(caption)!r})"
        for caption, words in result["unknown"].items()
    ]
    return "\n".join([*lines, f"{result['images']} images in {printable(result['out'])}"])


def _box(given: str) -> Box:
    try:
        left, top, right, bottom = (float(part) for part in given.split(","))
    except ValueError:
        left = top = right = bottom = float("nan")
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise argparse.ArgumentTypeError(
            f"{given!r} must be left, top, right and bottom from 0 to 1, such as 0.1,0.2,0.6,0.9"
        )
    return left, top, right, bottom


def _unknown(run: Run, captions: list[str]) -> dict[str, list[str]]:
    """Return the words of each caption that the run's data never had, where it has such.

    Where the data are gone nothing is known of it, and captions only have to say something.
    """
    from genstudio.analysis.captions import unheard
    from genstudio.cli._training import say
    from genstudio.data.words import known, words_of

    try:
        words = known(_runs.data_of(run).captions or ())
    except UserError as error:
        say(f"which words the model knows cannot be said: {error}")
        words = frozenset(word for caption in captions for word in words_of(caption))
    found = {caption: unheard(caption, words) for caption in captions}
    return {caption: new for caption, new in found.items() if new}


def _sheet(args: argparse.Namespace, run: Run, lens: Lens, step: int) -> dict[str, Any]:
    """Write a row for each caption, under another with the sketches where these are asked for."""
    from genstudio.analysis import recipe
    from genstudio.analysis.text_looks import Wish, draw

    drawn = [draw(lens, Wish(c, args.seed, args.count, args.box)) for c in args.captions]
    args.columns = args.count
    if args.stages:
        if not drawn[0].coarse:
            raise UserError("--stages is for models that draw in stages: train stackgan.")
        rows = [row for one in drawn for row in _stages(one)]
        return _images.write(args, np.concatenate(rows)) | {"stages": len(rows) // len(drawn)}
    images = np.concatenate([one.images for one in drawn])
    codes = [one.codes for one in drawn if one.codes is not None]
    known = None
    if len(codes) == len(drawn):
        known = recipe.made(run, step, np.concatenate(codes), args.count, seed=args.seed)
    return _images.write(args, images, known)


def _stages(drawn: Drawn) -> list[NDArray[np.uint8]]:
    """Return the pictures of every stage, each pixel repeated to the size of the last's."""
    height, width = drawn.images.shape[2:]
    large = []
    for image in drawn.coarse:
        times = -(-height // image.shape[2])
        large.append(image.repeat(times, 2).repeat(times, 3)[:, :, :height, :width])
    return [*large, drawn.images]


def _film(args: argparse.Namespace, run: Run, lens: Lens, step: int) -> dict[str, Any]:
    """Write the pictures on the way from one caption to another."""
    from genstudio.analysis import movie, path_film, recipe
    from genstudio.analysis.text_looks import Wish, way

    out = Path(args.out).expanduser()
    movie.check(out)
    wish = Wish(args.captions[0], args.seed, 1, args.box)
    codes = way(lens, wish, args.interpolate, args.frames).codes
    known = recipe.made(run, step, codes, len(codes), seed=args.seed)
    count = path_film.write(out, lens, codes, known, fps=FPS)
    return {"out": str(out.absolute()), "images": count, "recipe": out.suffix == ".png"}
