"""`genstudio copies RUN`: how many of a model's samples are copies of training images."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from genstudio.cli import _data, _images, _runs
from genstudio.core.errors import UserError

if TYPE_CHECKING:
    from genstudio.analysis.copies import Judge, Verdict

HELP = "tell how many samples of a run's model are copies of training images"
LARGEST = 100_000
SHOWN = 10  # copies that are named
PART = 256  # samples at a time


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, and how many samples are drawn from which seed."""
    _runs.add_run(parser)
    _runs.add_checkpoint(parser)
    parser.add_argument(
        "--count",
        type=_images.between(1, LARGEST),
        default=1000,
        metavar="N",
        help="number of samples (default 1000)",
    )
    _images.add_seed(parser)
    _runs.add_label(parser)
    parser.add_argument(
        "--data", metavar="SOURCE", help="compare with these images instead of the run's own"
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Draw samples and judge each; the nearest copies are named by index of sample and image."""
    from genstudio.analysis.copies import judge_of
    from genstudio.cli._progress import Progress

    lens, step = _runs.lens_of(args)
    opened = _runs.open_run(args.run)
    dataset = _data.read(args.data, {}) if args.data else _runs.data_of(opened)
    if dataset.shape != lens.shape:
        raise UserError(
            "The images of --data have another size, or other colours, than the model's: name some "
            "that are like those it was trained on."
        )
    verdicts = []
    with Progress() as bar:
        judge = judge_of(dataset, bar.count)
        assert judge is not None  # nobody stops it
        codes = lens.noise(args.count, args.seed)
        size = _part(lens.classes)
        for start in range(0, len(codes), size):
            bar.count(start, len(codes))
            verdicts += judge.verdicts(lens.samples(codes[start : start + size]), 1) or []
    return {"step": step, "seed": args.seed, **_figures(judge, verdicts)}


def _figures(judge: Judge, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Say how many samples are copies, by what, and which are the nearest."""
    found = [(v.distance, index, v) for index, v in enumerate(verdicts) if v.is_copy]
    copies = [
        {"sample": index, "image": v.neighbours[0].index, "distance": round(far, 4)}
        for far, index, v in sorted(found, key=lambda one: one[:2])
    ]
    return {
        "samples": len(verdicts),
        "searched": len(judge.rows),
        "features": judge.features.name,
        "copies": len(copies),
        "share": len(copies) / len(verdicts),
        "suspicious_by_features": sum(v.features.suspicious for v in verdicts) / len(verdicts),
        "suspicious_by_pixels": sum(v.pixels.suspicious for v in verdicts) / len(verdicts),
        "threshold_features": judge.by_features.threshold,
        "threshold_pixels": judge.by_pixels.threshold,
        "nearest": copies[:SHOWN],
    }


def _part(classes: int) -> int:
    """Return how many samples to draw at a time: each class in turn must come out even."""
    return PART // classes * classes if 0 < classes <= PART else max(PART, classes)


def text(result: dict[str, Any]) -> str:
    """Say it in sentences."""
    lines = [
        f"{result['copies']:,} of {result['samples']:,} samples ({result['share']:.1%}) are copies "
        f"of one of {result['searched']:,} training images.",
        "A copy is nearer to a training image than 99 % of those are to each other, both by "
        f"{result['features']} (below {result['threshold_features']:.3g}; "
        f"{result['suspicious_by_features']:.1%} of samples) and by pixels (below "
        f"{result['threshold_pixels']:.3g}; {result['suspicious_by_pixels']:.1%}).",
        "About 1 % by features alone is what real images that were not trained on have.",
    ]
    for one in result["nearest"]:
        lines.append(
            f"  sample {one['sample'] + 1}: training image {one['image']}, "
            f"distance {one['distance']:.3g}"
        )
    return "\n".join(lines)
