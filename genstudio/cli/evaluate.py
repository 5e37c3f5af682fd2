"""`genstudio evaluate RUN`: figures on the test split, each with its unit and its error."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from genstudio.cli import _images, _runs
from genstudio.core.errors import UserError

HELP = "measure a run on images it has not seen"

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "How probable the model finds held-out images": {
        "elbo": "ELBO",
        "reconstruction": "  reconstruction",
        "kl": "  KL",
        "elbo_bits": "ELBO in bits",
        "log_likelihood": "log p(x)",
        "iwae_1": "bound L_1",
        "iwae_5": "bound L_5",
        "iwae_50": "bound L_50",
        "log_likelihood_iw": "tightest bound",
        "log_likelihood_ais": "log p(x), annealed",
        "log_likelihood_grid": "log p(x), on a grid",
        "kl_to_posterior": "KL(q || posterior)",
        "elbo_gap": "log p(x) - ELBO",
        "identity_error": "difference",
        "grid_unsettled": "not settled",
        "ais_acceptance": "moves accepted",
        "ais_effective": "effective chains",
    },
    "Bracket of log p(x), images drawn from the model": {
        "bdmc_lower": "from below",
        "bdmc_upper": "from above",
        "bdmc_gap": "gap",
    },
    "The latent space": {
        "active_units": "active dimensions",
        "collapsed_units": "unused dimensions",
    },
    "How far samples are from training images": {
        "frechet_distance": "Fréchet distance",
        "frechet_held_out": "  of held-out images",
        "frechet_floor": "  floor",
        "frechet_ppca": "  baseline",
        "kernel_distance": "kernel distance",
        "kernel_held_out": "  of held-out images",
    },
    "How real, how various, how new samples are": {
        "precision": "precision",
        "precision_held_out": "  of held-out images",
        "recall": "recall",
        "recall_held_out": "  of held-out images",
        "density": "density",
        "density_held_out": "  of held-out images",
        "coverage": "coverage",
        "coverage_held_out": "  of held-out images",
        "label_coverage": "labels covered",
        "label_entropy": "entropy of labels",
        "label_divergence": "KL of labels",
        "memorised_share": "copies",
        "nearest_training": "distance to nearest",
        "nearest_held_out": "  of held-out images",
    },
    "How translations of the first kind (A) and the second (B) are": {
        "a_to_b_paired": "A to B, from the true partner",
        "a_to_b_identity": "  left as it is",
        "a_to_b_change": "A to B, from the original",
        "a_to_b_cycle": "A to B and back again",
        "a_to_b_same": "B that is B already",
        "a_to_b_content_digit": "A to B, digits still read",
        "b_to_a_paired": "B to A, from the true partner",
        "b_to_a_identity": "  left as it is",
        "b_to_a_change": "B to A, from the original",
        "b_to_a_cycle": "B to A and back again",
        "b_to_a_same": "A that is A already",
        "b_to_a_content_digit": "B to A, digits still read",
    },
}
COLUMNS = {
    "elbo": ("ELBO", max),
    "log_likelihood": ("log p(x)", max),
    "log_likelihood_iw": ("tightest bound", max),
    "log_likelihood_ais": ("annealed", max),
    "log_likelihood_grid": ("grid", max),
    "frechet_distance": ("Fréchet", min),
    "kernel_distance": ("kernel", min),
    "precision": ("precision", max),
    "recall": ("recall", max),
    "density": ("density", max),
    "coverage": ("coverage", max),
    "label_coverage": ("labels", max),
    "memorised_share": ("copies", min),
}
ASIDE = {
    "conditional",
    "family",
    "dataset",
    "step",
    "images",
    "units",
    "errors",
    "notes",
    "samples",
}
ASIDE |= {"chain_images", "kl_per_dimension", "identity_tolerance", "features", "generated"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, what to measure and how carefully."""
    from genstudio.analysis.features import KINDS

    parser.add_argument(
        "run",
        nargs="?",
        metavar="RUN",
        help="a run's folder, or its name in the folder of all runs",
    )
    parser.add_argument(
        "--checkpoint",
        type=_step,
        metavar="STEP|all",
        help="take the checkpoint of this step instead of the newest, or all of them in turn",
    )
    parser.add_argument(
        "--metrics",
        type=lambda text: [name for name in text.split(",") if name],
        metavar="A,B",
        help="compute these alone; `list` shows what there is, `all` is all that the model allows",
    )
    number = _images.between(1, 10_000_000)
    for option, words in (
        ("--images", "held-out images, at most (default: all, fewer for what takes long)"),
        ("--samples", "draws an image of the tightest importance-weighted bound (default 5,000)"),
        ("--generated", "samples drawn from the model (default 4,000)"),
        ("--temperatures", "steps of annealed importance sampling (default 500)"),
        ("--chains", "chains of annealed importance sampling (default 16)"),
    ):
        parser.add_argument(option, type=number, metavar="N", help=words)
    parser.add_argument(
        "--features", choices=KINDS, default="auto", help="what samples are compared by"
    )
    parser.add_argument(
        "--inception-weights",
        type=Path,
        metavar="FILE",
        help="weights of the FID's Inception-v3, as safetensors, for --features inception",
    )
    _images.add_seed(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Evaluate the run's model on the test split."""
    if args.metrics == ["list"]:
        return _listed()
    if args.run is None:
        raise UserError("evaluate needs a run: give its folder, or its name.")
    opened = _runs.open_run(args.run)
    dataset = _runs.data_of(opened)

    from genstudio.analysis.evaluate import evaluate, evaluate_all
    from genstudio.cli._progress import Progress
    from genstudio.train.device import set_threads

    set_threads()
    with Progress() as progress, _exact_products():

        def report(share: float, words: str) -> None:
            if progress.due:
                progress.update(share, words)

        options = _options(args)
        if args.checkpoint != "all":
            return evaluate(
                opened.folder,
                args.checkpoint,
                args.metrics,
                options,
                dataset=dataset,
                report=report,
            )
        found = evaluate_all(opened.folder, args.metrics, options, dataset=dataset, report=report)
    shared = {name: found[0][name] for name in ("family", "dataset", "images")}
    return shared | {"checkpoints": found}


def text(result: dict[str, Any]) -> str:
    """Show the figures in groups, with units, errors and remarks; a table of many checkpoints."""
    if "metrics" in result:
        return _list_text(result["metrics"])
    if "checkpoints" in result:
        return _checkpoints_text(result)
    return _figures_text(result)


def _step(text: str) -> int | str:
    if text == "all":
        return text
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} must be a step, or all") from error


def _options(args: argparse.Namespace) -> Any:
    from genstudio.analysis import ais
    from genstudio.analysis.case import Options

    return Options(
        images=args.images,
        samples=args.samples,
        generated=args.generated,
        seed=args.seed,
        features=args.features,
        inception_weights=args.inception_weights,
        temperatures=args.temperatures or ais.TEMPERATURES,
        chains=args.chains or ais.CHAINS,
    )


@contextlib.contextmanager
def _exact_products() -> Any:
    """Multiply in full float32 meanwhile: figures are compared to a hundredth of a nat."""
    import torch

    before = torch.get_float32_matmul_precision()
    torch.set_float32_matmul_precision("highest")
    try:
        yield
    finally:
        torch.set_float32_matmul_precision(before)


def _listed() -> dict[str, Any]:
    from genstudio.analysis.metrics import METRICS

    return {
        "metrics": [
            {"name": metric.name, "help": metric.help, "default": metric.default}
            for metric in METRICS.values()
        ]
    }


def _list_text(metrics: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        (metric["name"], metric["help"] + ("" if metric["default"] else " (only when asked for)"))
        for metric in metrics
    ]
    return "\n".join(f"{name:<14}{words}" for name, words in rows)


def _figures_text(result: dict[str, Any]) -> str:
    from genstudio.cli import as_lines, readable

    units, errors, notes = (result.get(n, {}) for n in ("units", "errors", "notes"))
    blocks = [_heading(result)] if "family" in result else []
    for title, names in SECTIONS.items():
        rows = []
        for name, label in names.items():
            if name not in result:
                continue
            error = errors.get(name)
            value = _number(result[name], error)
            unit = units.get(name, "").replace("nats per image", "nats")
            note = notes.get(name, "").removesuffix(f", {result.get('features')}")  # said above
            rows.append((label, value, unit, note))
        if rows:
            blocks.append("\n".join([title, *_aligned(rows)]))
    known = {name for names in SECTIONS.values() for name in names}
    rest = {n: v for n, v in result.items() if n not in known | ASIDE}
    if "label_shares" in rest:
        blocks.append(f"Labels of the samples: {readable(rest.pop('label_shares'))}")
    if rest:
        blocks.append(as_lines(rest))
    return "\n\n".join(blocks)


def _heading(result: dict[str, Any]) -> str:
    from genstudio.core.errors import printable

    count = result["images"]
    images = f"{count:,} test image{'' if count == 1 else 's'}"
    lines = [
        f"{result['family']} on {printable(result['dataset'])}, step {result['step']:,}: {images}"
    ]
    if "nats per image" in result.get("units", {}).values():
        lines.append("nats are per image, summed over pixels; the test set is binarised (or")
        lines.append("dequantised) once, always alike; ± is one standard error over images")
    if result.get("conditional"):
        lines.append("the model is told each image's label: log p(x) is given the label")
    if "features" in result:
        lines.append(f"samples: {result['generated']:,}, compared by {result['features']}")
    return "\n".join(lines)


def _number(value: Any, error: float | None = None) -> str:
    """Show a figure with as many digits as its error allows, or four."""
    from genstudio.cli import readable

    if not isinstance(value, float) or error is None or not error > 0:
        return readable(value)
    digits = 2 if error >= 0.01 else 4 if error >= 1e-4 else 6
    return f"{value:,.{digits}f} ± {error:.{digits}f}"


def _aligned(rows: Sequence[tuple[str, str, str, str]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return [
        f"  {label:<{widths[0]}}  {value:>{widths[1]}}  {unit:<{widths[2]}}  {note}".rstrip()
        for label, value, unit, note in rows
    ]


def _checkpoints_text(result: dict[str, Any]) -> str:
    """Show a row a checkpoint and a column a figure; the best of each column has a star."""
    found: list[dict[str, Any]] = result["checkpoints"]
    names = [name for name in COLUMNS if name in found[0]]
    best = {name: COLUMNS[name][1](row[name] for row in found) for name in names}
    table = [["step", *(COLUMNS[name][0] for name in names)]]
    for row in found:
        marks = ["*" if row[name] == best[name] else " " for name in names]
        values = [_number(row[name]) + mark for name, mark in zip(names, marks)]
        table.append([f"{row['step']:,}", *values])
    widths = [max(len(line[column]) for line in table) for column in range(len(table[0]))]
    lines = ["  ".join(f"{cell:>{w}}" for cell, w in zip(line, widths)) for line in table]
    heading = f"{result['family']} on {result['dataset']}, {result['images']:,} test images"
    notes = ["* the best of its column; log-likelihoods in nats per image"]
    if "features" in found[0]:
        notes.append(f"samples: {found[0]['generated']:,}, compared by {found[0]['features']}")
    return "\n".join([heading, "", *lines, "", *notes])
