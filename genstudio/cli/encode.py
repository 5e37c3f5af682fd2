"""`genstudio encode RUN`: the codes of the data as a table, or the code of one picture."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from genstudio.cli import _data, _images, _runs
from genstudio.core.errors import UserError

HELP = "write the codes (posterior means) of a run's data as a CSV table, or encode one picture"
NAMED = 20  # numbers of a code that are written out for people


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, the data or the picture, and where to write."""
    _runs.add_run(parser)
    _runs.add_checkpoint(parser)
    parser.add_argument(
        "--out",
        metavar="FILE",
        help="the table (.csv) to write; with --image its reconstruction (.png)",
    )
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--data", metavar="SOURCE", help="encode these images instead of the run's own"
    )
    source.add_argument(
        "--image",
        metavar="FILE",
        help="encode this picture; for a GAN, which has no encoder, search for its code",
    )
    _runs.add_label(parser)
    one = parser.add_argument_group("with --image")
    one.add_argument("--fit", choices=("crop", "pad", "stretch"), default="crop",
                     help="how the picture becomes a square (default crop)")  # fmt: skip
    one.add_argument("--invert", choices=("auto", "yes", "no"), default="auto",
                     help="exchange dark and bright (default: where the data want it)")  # fmt: skip
    one.add_argument("--as-it-is", action="store_true",
                     help="do not scale and centre a drawing like the data")  # fmt: skip
    one.add_argument("--steps", type=_images.between(1, 100_000), default=300, metavar="N",
                     help="steps of a search (default 300)")  # fmt: skip
    one.add_argument("--restarts", type=_images.between(1, 256), default=6, metavar="N",
                     help="starts of a search (default 6)")  # fmt: skip
    _images.add_seed(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Encode every image and write the table, or encode the one picture."""
    if args.image is not None:
        return _encode_one(args)
    if args.out is None:
        raise UserError("Say where to write the table: --out codes.csv.")
    from genstudio.analysis.codes import save_codes

    opened = _runs.open_run(args.run)
    lens, step = _runs.lens_of(args)
    dataset = _data.read(args.data, {}) if args.data else _runs.data_of(opened)
    codes = lens.encode(dataset.images, labels=dataset.labels)
    out = Path(args.out).expanduser()
    save_codes(out, dataset, codes)
    return {
        "out": str(out.absolute()),
        "step": step,
        "rows": len(codes),
        "latent_dim": codes.shape[1],
    }


def text(result: dict[str, Any]) -> str:
    """Say it in lines; a long code is cut."""
    lines = []
    for name, value in result.items():
        if isinstance(value, list) and value and isinstance(value[0], float):
            shown = ", ".join(f"{number:.4g}" for number in value[:NAMED])
            value = shown + (f", … ({len(value)} numbers)" if len(value) > NAMED else "")
        elif isinstance(value, list):
            value = ", ".join(value) or "nothing"
        elif isinstance(value, float):
            value = f"{value:.4g}"
        if value is not None:
            lines.append(f"{name.replace('_', ' ')}: {value}")
    return "\n".join(lines)


def _encode_one(args: argparse.Namespace) -> dict[str, Any]:
    """Prepare the picture, find its code, judge it, write its reconstruction."""
    from genstudio.analysis import own
    from genstudio.analysis.images import check_png

    if args.out is not None:
        check_png(Path(args.out).expanduser())
    lens, step = _runs.lens_of(args)
    path = Path(args.image).expanduser()
    picture = own.read(path, lens.shape)
    dataset = _dataset(args)
    looks = None if dataset is None else own.looks_of(dataset.images)
    options = own.Options(fit=args.fit, invert=args.invert, like_data=not args.as_it_is)
    prepared = own.prepare(picture, lens.shape, options, looks)
    told = {"image": str(path.absolute()), "step": step, "prepared": list(prepared.done)}
    if "encode" in lens.capabilities:
        found = _encoded(lens, prepared.image, dataset)
    else:
        found = _searched(args, lens, prepared.image)
    return told | found | _written(args, lens, step, found["code"])


def _dataset(args: argparse.Namespace) -> Any:
    """Return the run's data; None where they are gone or have changed since."""
    try:
        return _runs.data_of(_runs.open_run(args.run))
    except UserError:
        return None


def _encoded(lens: Any, image: Any, dataset: Any) -> dict[str, Any]:
    import numpy as np

    from genstudio.analysis import typicality

    mean, logvar = lens.posterior(image[None])
    again = lens.decode(mean)[0]
    found: dict[str, Any] = {
        "code": [float(value) for value in mean[0]],
        "sigma": [float(value) for value in np.exp(0.5 * logvar[0])],
        "error": _error(again, image),
    }
    if not typicality.able(lens.model):
        return found
    label = lens.label if lens.classes else None
    terms = typicality.of_picture(lens.model, image, label)
    tests = None if dataset is None else typicality.of_tests(lens.model, dataset, label)
    standing = typicality.standing(terms, tests)
    return found | {
        "elbo": terms.elbo,
        "reconstruction": terms.reconstruction,
        "kl": terms.kl,
        "more_likely_than": standing.share,
        "unlike_the_data": standing.rare,
    }


def _searched(args: argparse.Namespace, lens: Any, image: Any) -> dict[str, Any]:
    from genstudio.analysis import invert
    from genstudio.cli._progress import Progress

    settings = invert.Settings(steps=args.steps, restarts=args.restarts, seed=args.seed)
    with Progress() as progress:
        for found in invert.search(lens.model, image, settings, label=lens.label):
            if progress.due:
                progress.update(found.step / found.total, f"error {found.error:.3f}")
    return {
        "code": [float(value) for value in found.code],
        "error": found.error,
        "loss": found.loss,
        "seed": args.seed,
    }


def _written(args: argparse.Namespace, lens: Any, step: int, code: list[float]) -> dict[str, Any]:
    """Write what the code decodes to, with its recipe, where that is wanted."""
    if args.out is None:
        return {}
    import numpy as np

    from genstudio.analysis import recipe
    from genstudio.analysis.images import grid

    z = np.array([code], np.float32)
    known = recipe.made(_runs.open_run(args.run), step, z, label=_runs.told(lens))
    out = Path(args.out).expanduser()
    recipe.write_png(out, grid(lens.decode(z)), known)
    return {"out": str(out.absolute())}


def _error(first: Any, second: Any) -> float:
    """Return the root-mean-square difference, pixels in [0, 1]."""
    import numpy as np

    gap = first.astype(np.float64) / 255 - second.astype(np.float64) / 255
    return float(np.sqrt(np.mean(gap**2)))
