"""`genstudio complete RUN PICTURE... --mask M`: fill holes by what a model knows."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.cli import _images, _runs
from genstudio.core.errors import UserError, printable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from genstudio.analysis.completion import Completed, Settings
    from genstudio.analysis.lens import Lens

HELP = "fill holes in pictures with what a model finds likely there"
FORMS = ("saturating", "non-saturating")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the pictures, the mask, how the search goes and where to write."""
    _runs.add_run(parser)
    parser.add_argument("pictures", nargs="+", metavar="PICTURE", help="the pictures to complete")
    parser.add_argument(
        "--mask",
        default="centre",
        metavar="M",
        help="what is missing: random:SHARE, centre:SHARE, half:SIDE, lowres:STEP, frame:SHARE or "
        "a picture that is white where the hole is (default centre, a quarter of the area)",
    )
    parser.add_argument(
        "--scale-mask", action="store_true", help="scale a mask's picture to the model's size"
    )
    parser.add_argument(
        "--out",
        required=True,
        metavar="DIR|FILE.png",
        help="the folder for the completed pictures, or the file of a single one",
    )
    _add_search(parser)
    parser.add_argument("--damaged", action="store_true",
                        help="what is in the hole is not the truth: measure no PSNR")  # fmt: skip
    _runs.add_checkpoint(parser)
    _runs.add_label(parser)
    _images.add_seed(parser)


def _add_search(parser: argparse.ArgumentParser) -> None:
    """Add how the search for what is missing goes, and how its result is pasted in."""
    parser.add_argument("--no-blend", dest="blend", action="store_false",
                        help="paste the hole's pixels without fitting their colours")  # fmt: skip
    parser.add_argument("--blend", dest="blend", action="store_true", default=True,
                        help="Poisson blending (the default)")  # fmt: skip
    parser.add_argument("--steps", type=_images.between(1, 100_000), default=300, metavar="N",
                        help="steps of each search (default 300)")  # fmt: skip
    parser.add_argument("--restarts", type=_images.between(1, 256), default=6, metavar="N",
                        help="starts of each search, in parallel (default 6)")  # fmt: skip
    parser.add_argument(
        "--prior-weight",
        type=_images.number(0, 1e6),
        metavar="X",
        help="weight of the prior (default 0.003; 1 for a VAE, whose most probable code is found)",
    )
    parser.add_argument("--prior", choices=FORMS, default=FORMS[0],
                        help="of a GAN: log(1 - D), the default, or -log D")  # fmt: skip


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Complete one picture after the other and write them."""
    from genstudio.analysis import completion, masks
    from genstudio.cli._progress import Progress

    out = Path(args.out).expanduser()
    _check_out(out, len(args.pictures))
    lens, step = _runs.lens_of(args)
    hole = masks.named(args.mask, lens.shape[1:], args.seed, scale=args.scale_mask)
    images = [(path, _read(path, lens)) for path in map(Path, args.pictures)]
    settings = completion.Settings(
        steps=args.steps,
        restarts=args.restarts,
        prior=args.prior_weight,
        form=args.prior,
        seed=args.seed,
    )
    mean = None if args.damaged else _mean_image(args)
    found: list[dict[str, Any]] = []
    with Progress() as progress:
        for number, (path, image) in enumerate(images):

            def tell(done: float, number: int = number) -> None:
                if progress.due:
                    share = (number + done) / len(images)
                    progress.update(share, f"picture {number + 1} of {len(images)}")

            last = _search(lens, image, hole, settings, tell)
            place = out if out.suffix else out / f"{path.stem}-completed.png"
            place = _free(place, [one["out"] for one in found])
            figures = {} if args.damaged else _figures(last, image, hole, mean, blend=args.blend)
            _write(args, place, last, step)
            chosen = {
                "context": float(last.context[last.best]), "prior": float(last.prior[last.best])
            }  # fmt: skip
            found.append({"picture": str(path), "out": str(place.absolute()), **chosen, **figures})
    told = {"step": step, "hole": masks.share_of(hole), "blend": args.blend}
    return told | _averages(found) | {"pictures": found}


def text(result: dict[str, Any]) -> str:
    """Say it in a line for each picture, and one for all."""
    lines = []
    for one in result["pictures"]:
        said = _said(one)
        lines.append(f"{printable(one['out'])}{': ' + said if said else ''}")
    said = _said(result)
    if said and len(lines) > 1:
        lines.append(f"all {len(lines)} pictures: {said}")
    return "\n".join(lines)


def _said(figures: dict[str, Any]) -> str:
    if "psnr" not in figures:
        return ""
    beside = [
        f"{name} {figures[key]:.1f}"
        for key, name in (("psnr_mean", "mean fill"), ("psnr_diffusion", "diffusion"))
        if figures.get(key) is not None
    ]
    return f"PSNR in the hole {figures['psnr']:.1f} dB ({', '.join(beside)})"


def _check_out(out: Path, count: int) -> None:
    from genstudio.analysis.images import check_png

    if out.suffix and not out.is_dir():
        check_png(out)
        if count > 1:
            raise UserError(f"{printable(out)} is one file: name a folder for {count} pictures.")
    elif out.is_file():
        raise UserError(
            f"{printable(out)} is a file: name a folder, or a picture that ends in .png."
        )
    else:
        out.mkdir(parents=True, exist_ok=True)


def _read(path: Path, lens: Lens) -> NDArray[np.uint8]:
    from genstudio.analysis import own

    path = path.expanduser()
    if not path.is_file():
        raise UserError(f"There is no picture {printable(path)}.")
    options = own.Options(invert="no", like_data=False)
    return own.prepare(own.read(path, lens.shape), lens.shape, options, None).image


def _search(lens: Lens, image: Any, hole: Any, settings: Settings, tell: Any) -> Completed:
    from genstudio.analysis import completion

    looks = completion.complete(lens.model, image, hole, settings, label=lens.label)
    for look in looks:
        tell(look.step / look.total)
    return look


def _figures(last: Completed, image: Any, hole: Any, mean: Any, *, blend: bool) -> dict[str, Any]:
    import numpy as np

    from genstudio.analysis import poisson
    from genstudio.analysis.completion import psnr

    diffused = np.rint(poisson.diffuse(image, hole)).astype(np.uint8)
    return {
        "psnr": psnr(last.image(blend=blend), image, hole),
        "psnr_mean": None if mean is None else psnr(mean, image, hole),
        "psnr_diffusion": psnr(diffused, image, hole),
    }


def _mean_image(args: argparse.Namespace) -> Any:
    """Return the mean of the training images; None where the data are not to be had."""
    from genstudio.analysis import completion

    try:
        dataset = _runs.data_of(_runs.open_run(args.run))
    except UserError:
        return None
    return completion.mean_image(dataset)


def _averages(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the mean of each figure over the pictures that have it."""
    means = {}
    for name in ("psnr", "psnr_mean", "psnr_diffusion"):
        values = [one[name] for one in found if one.get(name) is not None]
        if values:
            means[name] = sum(values) / len(values)
    return means


def _write(args: argparse.Namespace, place: Path, last: Completed, step: int) -> None:
    """Write a picture; its recipe is the code that the hole is filled from."""
    from genstudio.analysis import recipe

    code = last.codes[last.best][None]
    edits = (f"fills a hole of a picture (mask {args.mask})"[:500],)
    known = recipe.made(_runs.open_run(args.run), step, code, 1, edits=edits)
    recipe.write_png(place, last.image(blend=args.blend).transpose(1, 2, 0), known)


def _free(place: Path, taken: list[str]) -> Path:
    """Return a name that no picture before has got: two folders may hold the same name."""
    free, number = place, 2
    while str(free.absolute()) in taken:
        free = place.with_name(f"{place.stem}-{number}{place.suffix}")
        number += 1
    return free
