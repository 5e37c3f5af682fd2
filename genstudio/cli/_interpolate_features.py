"""`genstudio interpolate features PICTURE`: give a picture what one group has, by its features."""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from genstudio.cli import _data, _images, _runs
from genstudio.core.errors import UserError, printable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from genstudio.analysis.deep_features import DeepFeatures
    from genstudio.analysis.feature_groups import Groups
    from genstudio.analysis.feature_interpolation import Result, Subject
    from genstudio.analysis.feature_verdict import Verdict
    from genstudio.cli._progress import Progress
    from genstudio.data.dataset import Dataset

HELP = "give a picture what one group of the data has and the other has not, by deep features"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the picture, the groups, the features, and where the result goes."""
    parser.add_argument(
        "picture", metavar="PICTURE", help="a picture's file, or the number of an image (from 1)"
    )
    parser.add_argument("--data", required=True, metavar="SOURCE", help=_data.SOURCE_HELP)
    condition = "NAME=VALUE, NAME!=VALUE, or words of the captions; may be given several times"
    parser.add_argument("--has", action="append", default=[], metavar="WHAT", required=True,
                        help=f"what the picture is to get: {condition}")  # fmt: skip
    parser.add_argument("--has-not", action="append", default=[], metavar="WHAT",
                        help="what the other group is like (default: all the rest)")  # fmt: skip
    parser.add_argument("--within", action="append", default=[], metavar="WHAT",
                        help="take the pictures of both groups from these only")  # fmt: skip
    parser.add_argument("--features", default="classifier", metavar="WHICH",
                        help="classifier (of the data), encoder:RUN, random, or a VGG-19's "
                        "FILE.safetensors (default classifier)")  # fmt: skip
    parser.add_argument("--strength", type=_strengths, default=(0.5, 1.0, 1.5), metavar="X,X,...",
                        help="how far the features are moved (default 0.5,1,1.5)")  # fmt: skip
    parser.add_argument("--k", type=_images.between(1, 10_000), default=100, metavar="N",
                        help="neighbours of each group (default 100)")  # fmt: skip
    parser.add_argument("--iterations", type=_images.between(1, 10_000), default=40, metavar="N",
                        help="steps of the search (default 40)")  # fmt: skip
    parser.add_argument("--smooth", type=_images.number(0, 100), default=0.01, metavar="X",
                        help="weight of the total variation (default 0.01)")  # fmt: skip
    parser.add_argument("--match-colours", action="store_true",
                        help="give the result the mean and deviation of the colours")  # fmt: skip
    parser.add_argument("--no-judge", action="store_true",
                        help="ask no independent judge (it may need training)")  # fmt: skip
    _images.add_picture(parser)
    _images.add_seed(parser)
    _data.add_source_settings(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Change the picture; write it and its changed versions side by side."""
    import numpy as np

    from genstudio.analysis import feature_groups
    from genstudio.analysis.feature_interpolation import Settings
    from genstudio.analysis.images import check_png
    from genstudio.cli._progress import Progress
    from genstudio.train.device import set_threads

    check_png(Path(args.out).expanduser())
    set_threads()
    dataset = _data.load(args.data, args)
    groups = feature_groups.by_conditions(dataset, args.has, args.has_not, args.within)
    subject = _subject(args.picture, dataset)
    settings = Settings(
        strengths=args.strength,
        k=args.k,
        iterations=args.iterations,
        total_variation=args.smooth,
        match_colours=args.match_colours,
        seed=args.seed,
    )
    with Progress() as progress:
        features = _features(args.features, dataset, progress)
        result = _changed(subject, dataset, groups, features, settings, progress)
        verdict = None if args.no_judge else _verdict(result, dataset, groups, progress)
    args.columns = args.columns or 1 + len(result.images)
    written = _images.write(args, np.concatenate([subject.image[None], result.images]))
    return written | _told(result, dataset, groups, verdict)


def text(result: dict[str, Any]) -> str:
    """Say where the picture is, and what became of each strength."""
    lines = [
        f"{result['images']} pictures in {result['out']}: the original, then every strength",
        f"features: {result['features']}",
        f"groups: {result['has']:,} pictures have it, {result['has_not']:,} have it not; "
        f"{result['neighbours']} neighbours of each"
        + (f", alike in {', '.join(result['matched'])}" if result["matched"] else ""),
    ]
    if result["asked"] is not None:
        accuracy = result["judge_accuracy"]
        lines.append(f"independent judge (right in {accuracy:.0%} of its tests): "
                     f"{result['asked']}, before {result['before']:.0%}")  # fmt: skip
    for row in result["strengths"]:
        parts = [f"strength {row['strength']:g}"]
        if row["after"] is not None:
            parts.append(f"judge {row['after']:.0%}")
        if row["kept"] is not None:
            lost = f" (not {', '.join(row['lost'])})" if row["lost"] else ""
            parts.append(f"others kept {row['kept']:.0%}{lost}")
        if row["residual"] is not None:
            parts.append(f"residual {row['residual']:.2f}")
        parts.append(f"mean change {row['change']:.3f}")
        if row["inside_over_outside"] is not None:
            parts.append(f"{row['inside_over_outside']:.1f} x larger where it should be")
        lines.append(", ".join(parts))
    return "\n".join(lines)


def _strengths(text: str) -> tuple[float, ...]:
    """Read `0.5,1,1.5`."""
    try:
        values = tuple(float(part) for part in text.split(","))
    except ValueError:
        values = (float("nan"),)
    if not all(-10 <= value <= 10 for value in values):
        raise argparse.ArgumentTypeError(f"{text!r} must be numbers from -10 to 10 with commas")
    return values


def _subject(text: str, dataset: Dataset) -> Subject:
    """Return a picture from a file, or one of the data, with what is known of it."""
    from genstudio.analysis import own
    from genstudio.analysis.feature_interpolation import Subject

    path = Path(text).expanduser()
    if not path.is_file() and text.isdecimal():
        if not 1 <= int(text) <= len(dataset):
            raise UserError(f"There is no image {text} in the data: there are {len(dataset):,}.")
        return Subject.of(dataset, int(text) - 1)
    if not path.is_file():
        raise UserError(
            f"There is no picture {printable(text)}: give a file, or an image's number."
        )
    options = own.Options(invert="no", like_data=False)
    image = own.prepare(own.read(path, dataset.shape), dataset.shape, options, None).image
    return Subject(image)


def _features(which: str, dataset: Dataset, progress: Progress) -> DeepFeatures:
    from genstudio.analysis import deep_features, vgg
    from genstudio.analysis.judge import judge_of

    if which == "random":
        return deep_features.random_features(dataset.shape)
    if which == "classifier":
        judge = judge_of(dataset, 0, lambda share: progress.update(share, "training a classifier"))
        return deep_features.classifier_features(judge, dataset.name)
    if which.startswith("encoder:"):
        return _encoder(which.removeprefix("encoder:"), dataset)
    return vgg.vgg_features(Path(which).expanduser())


def _encoder(name: str, dataset: Dataset) -> DeepFeatures:
    from genstudio.analysis import deep_features
    from genstudio.train.snapshots import load_model

    run = _runs.open_run(name)
    model, _ = load_model(run.folder)
    if tuple(model.shape) != dataset.shape:
        raise UserError(
            f"{printable(name)} was trained on pictures of another size than {dataset.name}: "
            "take another run, or other features."
        )
    return deep_features.encoder_features(model, run.folder.name)


def _changed(
    subject: Subject,
    dataset: Dataset,
    groups: Groups,
    features: DeepFeatures,
    settings: Any,
    progress: Progress,
) -> Result:
    from genstudio.analysis import feature_interpolation as fi

    result: Any = None
    for event in fi.interpolate(subject, dataset, groups, features, settings):
        if isinstance(event, fi.Result):
            result = event
        elif progress.due:
            progress.update(event.done / event.total, "changing the picture")
    found: Result = result
    return found


def _verdict(
    result: Result, dataset: Dataset, groups: Groups, progress: Progress
) -> Verdict | None:
    """Ask the judge; None where neither the data nor the groups can train one."""
    from genstudio.analysis import feature_verdict

    try:
        judges = feature_verdict.judges_of(
            dataset, groups, lambda share: progress.update(share, "training the judge")
        )
    except UserError:
        return None
    return feature_verdict.verdict(judges, result.subject.image, result.images)


def _told(
    result: Result, dataset: Dataset, groups: Groups, verdict: Verdict | None
) -> dict[str, Any]:
    region = _region(result, dataset, groups)
    asked = None if verdict is None else verdict.asked
    name = "" if asked is None or not asked.name else f"{asked.name}: "
    return {
        "features": result.features,
        "has": len(groups.has),
        "has_not": len(groups.lacks),
        "neighbours": min(len(result.has), len(result.lacks)),
        "matched": list(result.matched),
        "iterations": result.iterations,
        "asked": None if asked is None else f"{name}{asked.value}",
        "before": None if asked is None else asked.before,
        "judge_accuracy": None if asked is None else asked.accuracy,
        "strengths": [_row(result, verdict, region, place) for place in range(len(result.images))],
    }


def _region(result: Result, dataset: Dataset, groups: Groups) -> NDArray[np.bool_] | None:
    """Return where the picture depends on what the groups are about; None where unknown."""
    from genstudio.analysis import feature_groups, locality

    about = feature_groups.about(dataset, groups)
    if result.subject.index is None or not about:
        return None
    name, values = next(iter(about.items()))
    return locality.region_of(dataset, result.subject.index, name, values)


def _row(
    result: Result, verdict: Verdict | None, region: NDArray[np.bool_] | None, place: int
) -> dict[str, Any]:
    """Return the figures of one strength."""
    from genstudio.analysis.locality import change, concentration, locality

    changed = change(result.subject.image, result.images[place])
    known: NDArray[np.floating] = result.residuals
    asked = None if verdict is None else verdict.asked
    return {
        "strength": result.strengths[place],
        "residual": _number(known[place]),
        "after": None if asked is None else float(asked.after[place]),
        "kept": None if verdict is None else _number(verdict.kept[place]),
        "lost": [] if verdict is None else list(verdict.lost[place]),
        "change": float(changed.mean()),
        "half_of_change_in": _number(concentration(changed)),
        "inside_over_outside": None if region is None else _number(locality(changed, region).ratio),
    }


def _number(value: float) -> float | None:
    """Return what JSON can hold: neither NaN nor infinity."""
    return float(value) if math.isfinite(value) else None
