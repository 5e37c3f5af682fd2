"""What `genstudio bench window` measures of exploring: scrubbing, hovering, arithmetic, neighbours.

The window is measured in processes of its own, as a person uses it: by the mouse and keys.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

POINTS = 1_000_000
DIMENSIONS = 32
QUESTIONS = 20
NEAREST = 10
SCRUBBED = 10_000
SIDES = (28, 64)
ANSWERED = 2000  # images that the model of the tray is trained on
TRAIN = {"threads": 1, "batch_size": 128}
Row = tuple[str, float, str, float, bool]  # name, value, unit, bound, whether that is the least
Probe = Callable[[str, Path, list[str]], dict[str, Any]]
Say = Callable[[str], None]


def rows(args: argparse.Namespace, probe: Probe, say: Say) -> tuple[list[Row], dict[str, Any]]:
    """Measure all of it, each `args.repetitions` times; the rows hold medians."""
    found: list[Row] = []
    details: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        parts = (("scrub", _scrub), ("crowd", _crowd), ("answers", _answers), ("theory", _theory))
        for name, measure in parts:
            say(f"  {name} ...")
            fresh, details[name] = measure(args, Path(folder), probe)
            found += fresh
    fresh, details["neighbours"] = neighbours(args.repetitions)
    return found + fresh, details


def _scrub(
    args: argparse.Namespace, folder: Path, probe: Probe
) -> tuple[list[Row], list[dict[str, Any]]]:
    data = _digits(folder / "scrubbed.npz", SCRUBBED, SIDES[0])
    seen = _repeat(args, probe, "scrub", folder, data)
    fps = statistics.median(one["fps"] for one in seen)
    return [("scrub, 10,000 points", fps, "frames/s", 20, True)], seen


def _crowd(
    args: argparse.Namespace, folder: Path, probe: Probe
) -> tuple[list[Row], list[dict[str, Any]]]:
    """Hover over as many points as are ever shown: digits of 8 x 8 pixels, many times over."""
    import numpy as np

    from genstudio.data import sources

    digits = sources.load("digits")
    chosen = np.random.default_rng(0).integers(0, len(digits), POINTS)
    path = folder / "crowd.npz"
    np.savez(path, images=digits.images[chosen, 0], labels=np.asarray(digits.labels)[chosen])
    more = ["--seconds", str(args.seconds)]
    seen = _repeat(args, probe, "crowd", folder, path, more)
    rows: list[Row] = []
    for name, bound in (("p50", 8), ("p99", 25)):
        value = statistics.median(one["hover"][name] for one in seen)
        rows.append((f"hover, 1,000,000 points, training, {name}", value, "ms", bound, False))
    return rows, seen


def _answers(
    args: argparse.Namespace, folder: Path, probe: Probe
) -> tuple[list[Row], dict[str, list[dict[str, Any]]]]:
    rows: list[Row] = []
    every = {}
    for side in SIDES:
        data = _digits(folder / f"answers-{side}.npz", ANSWERED, side)
        seen = every[f"{side}"] = _repeat(args, probe, "answers", folder, data, tag=f"{side}")
        for key, name in (("tray", "arithmetic tray"), ("slider", "attribute slider")):
            value = statistics.median(one[key]["p50"] for one in seen)
            rows.append((f"{name}, {side}x{side}, p50", value, "ms", 30, False))
    return rows, every


def _theory(
    args: argparse.Namespace, folder: Path, probe: Probe
) -> tuple[list[Row], list[dict[str, Any]]]:
    """Play the two benches of adversarial games at normal speed: a step a frame."""
    more = ["--seconds", str(args.seconds)]
    seen = [probe("theory", folder / f"theory-{turn}", more) for turn in range(args.repetitions)]
    rows: list[Row] = []
    for name, title in (("gan1d", "GAN in one dimension"), ("gan2d", "GAN in two dimensions")):
        fps = statistics.median(one[name]["fps"] for one in seen)
        rows.append((f"theory, {title}", fps, "frames/s", 60, True))
    return rows, seen


def neighbours(repetitions: int) -> tuple[list[Row], dict[str, Any]]:
    """Find the nearest of many codes to one, whose like has not been asked for before."""
    import numpy as np

    from genstudio.analysis.neighbours import NearestPoints

    random = np.random.default_rng(0)
    points = random.standard_normal((POINTS, DIMENSIONS), np.float32)
    nearest = NearestPoints(points)
    times: dict[str, list[float]] = {"euclidean": [], "cosine": []}
    for _ in range(repetitions):
        for query in random.standard_normal((QUESTIONS, 1, DIMENSIONS), np.float32):
            for metric in times:
                began = time.perf_counter()
                nearest.nearest(query, NEAREST, metric)  # type: ignore[arg-type]
                times[metric].append((time.perf_counter() - began) * 1e3)
    rows: list[Row] = [
        (
            f"{NEAREST} neighbours among 1,000,000 x {DIMENSIONS}, {metric}",
            round(statistics.median(found), 2),
            "ms",
            50,
            False,
        )
        for metric, found in times.items()
    ]
    return rows, {metric: [round(t, 2) for t in found] for metric, found in times.items()}


def _repeat(
    args: argparse.Namespace,
    probe: Probe,
    name: str,
    folder: Path,
    data: Path,
    more: list[str] | None = None,
    tag: str = "",
) -> list[dict[str, Any]]:
    options = ["--data", str(data), "--family", "vae", "--train", json.dumps(TRAIN), *(more or ())]
    places = [folder / f"{name}{tag}-{turn}" for turn in range(args.repetitions)]
    return [probe(name, place, options) for place in places]


def _digits(path: Path, count: int, side: int) -> Path:
    import numpy as np

    from genstudio.analysis.bench import drawn_digits

    dataset = drawn_digits(count, side)
    np.savez(path, images=dataset.images[:, 0], labels=np.asarray(dataset.labels))
    return path
