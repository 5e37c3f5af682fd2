"""`genstudio bench`: measure the speed that the program promises."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from genstudio.cli import _bench_evaluate, _bench_explore, _bench_train, _images

HELP = "measure the speed of the engine and of the window"
DESCRIPTION = """Each line is a median over repetitions that take turns in one run. The window
is measured in processes of its own; without a display it is drawn off the screen."""


@dataclass(frozen=True, slots=True)
class Line:
    """One promise: what was measured, and the bound that it is held against."""

    name: str
    value: float
    unit: str
    bound: float
    at_least: bool

    @property
    def met(self) -> bool:
        """Whether the promise is kept."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def to_json(self) -> dict[str, Any]:
        """Return the line as plain values."""
        target = f"{'>=' if self.at_least else '<='} {self.bound:g}"
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "target": target,
            "met": self.met,
        }


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument(
        "part", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all by default"
    )
    parser.add_argument(
        "--only", choices=sorted(PARTS), action="append", help="measure only this part"
    )
    parser.add_argument(
        "--repetitions",
        type=_images.between(1, 1000),
        default=3,
        help="runs of each part (default 3)",
    )
    parser.add_argument(
        "--seconds",
        type=_images.number(0.1, 3600),
        default=5.0,
        help="length of one measurement (default 5)",
    )
    _bench_train.add_arguments(parser)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Measure the parts and print a line each; return all of it."""
    if args.here:
        return _bench_train.once(args)
    lines: list[Line] = []
    details: dict[str, Any] = {}
    for name in _asked(args) or PARTS:
        say(f"{name} ...")
        found, details[name] = PARTS[name](args)
        lines += found
        for line in found:
            row = line.to_json()
            kept = "met" if line.met else "missed"
            say(f"  {row['name']}: {row['value']:g} {row['unit']} ({row['target']}, {kept})")
    return {
        "lines": [line.to_json() for line in lines],
        "details": details,
        "cores": os.cpu_count(),
    }


def engine(args: argparse.Namespace) -> tuple[list[Line], dict[str, Any]]:
    """Time the engine beside a loop written by hand."""
    from genstudio.analysis.bench import CONTESTS, engine_ratio

    details = {n: engine_ratio(n, args.seconds, args.repetitions) for n in CONTESTS}
    lines = [
        Line(f"engine / bare loop, {CONTESTS[n].title}", row["ratio"], "", 0.97, True)
        for n, row in details.items()
    ]
    return lines, details


def window(args: argparse.Namespace) -> tuple[list[Line], dict[str, Any]]:
    """Train 60,000 images with the window open, and headless, in turns; then explore."""
    import numpy as np

    from genstudio.analysis.bench import VAE, drawn_digits, headless_speed

    dataset = drawn_digits(60_000, 28)
    shown, headless = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "digits-60000.npz"
        np.savez(path, images=dataset.images[:, 0], labels=np.asarray(dataset.labels))
        options = ["--data", str(path), "--family", "vae", "--seconds", str(args.seconds)]
        options += ["--model", json.dumps(VAE.model), "--train", json.dumps(VAE.train)]
        for turn in range(args.repetitions):
            headless.append(headless_speed("vae", dataset, VAE.model, VAE.train, args.seconds))
            shown.append(probe("training", Path(folder) / f"{turn}", options))
    speed = statistics.median(headless)
    ratio = statistics.median(row["steps_per_second"] for row in shown) / speed

    def middle(pick: Callable[[dict[str, Any]], float]) -> float:
        return round(statistics.median(pick(row) for row in shown), 2)

    lines = [
        Line("training, window open / headless", round(ratio, 3), "", 0.90, True),
        Line(
            "GUI gaps while training, p99", middle(lambda r: r["heartbeat"]["p99"]), "ms", 16, False
        ),
        Line(
            "GUI gaps while training, max", middle(lambda r: r["heartbeat"]["max"]), "ms", 50, False
        ),
        Line("hover to pixels, training, p50", middle(lambda r: r["hover"]["p50"]), "ms", 8, False),
        Line(
            "hover to pixels, training, p99", middle(lambda r: r["hover"]["p99"]), "ms", 25, False
        ),
        Line("memory, 60,000 28x28, window open", middle(lambda r: r["rss_mb"]), "MB", 900, False),
    ]
    more, details = explore(args)
    details |= {"shown": shown, "headless_steps_per_second": [round(s, 2) for s in headless]}
    return lines + more, details


def explore(args: argparse.Namespace) -> tuple[list[Line], dict[str, Any]]:
    """Scrub, hover over a million points, calculate with codes, and look for neighbours."""
    rows, details = _bench_explore.rows(args, probe, say)
    return [Line(*row) for row in rows], details


def startup(args: argparse.Namespace) -> tuple[list[Line], dict[str, Any]]:
    """Start the window afresh; the first start only warms the file cache."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [probe("startup", Path(folder) / f"{k}", []) for k in range(args.repetitions + 1)][
            1:
        ]
    visible = statistics.median(row["visible"] for row in rows) / 1e3
    stall = statistics.median(row["stalls"]["max"] for row in rows)
    early = any(row["torch_before_visible"] for row in rows)
    lines = [
        Line("window visible after start", round(visible, 3), "s", 0.6, False),
        Line("torch imported before the window", float(early), "", 0, False),
        Line("longest GUI stall while torch loads", round(stall, 1), "ms", 50, False),
    ]
    return lines, {"starts": rows}


def plane(args: argparse.Namespace) -> tuple[list[Line], dict[str, Any]]:
    """Pan the plane with many points."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [probe("plane", Path(folder) / f"{k}", []) for k in range(args.repetitions)]
    fps = {n: statistics.median(row[n]["fps"] for row in rows) for n in ("70000", "1000000")}
    lines = [
        Line("pan, 70,000 points", fps["70000"], "frames/s", 60, True),
        Line("pan, 1,000,000 points", fps["1000000"], "frames/s", 30, True),
    ]
    return lines, {"runs": rows}


def train(args: argparse.Namespace) -> tuple[list[Line], dict[str, Any]]:
    """Let the engine's modes and loops written by hand train the same models in turns."""
    from genstudio.analysis import race

    lines, details = [], {}
    for each in _bench_train.races(args):
        found = details[each.contest] = race.run(each, args.data, say)
        say(_bench_train.text(found))
        best = found["entries"].get("best", {})
        if "x_common" in best:
            bound, ratio = BEST_TO_COMMON[each.contest], best["x_common"]
            lines.append(Line(f"best / common style, {found['title']}", ratio, "", bound, True))
    return lines, details


def growth(args: argparse.Namespace) -> tuple[list[Line], dict[str, Any]]:
    """Measure what an image costs in sets of 2,000 to 200,000 images."""
    rows = _bench_train.growth()
    for row in rows:
        say(f"  {', '.join(f'{name} {value:g}' for name, value in row.items())}")
    spent = [row["loading_us_an_image"] + row["training_us_an_image"] for row in rows]
    ratio = round(spent[-1] / spent[-2], 2)
    name = f"cost an image, {rows[-1]['images']:,} / {rows[-2]['images']:,} images"
    return [Line(name, ratio, "", 1.5, False)], {"rows": rows}


def evaluate(args: argparse.Namespace) -> tuple[list[Line], dict[str, Any]]:
    """Measure what evaluating costs, in time, in memory, and in ever larger sets."""
    rows, details = _bench_evaluate.rows(say)
    return [Line(name, value, unit, most, False) for name, value, unit, most in rows], details


def _asked(args: argparse.Namespace) -> list[str]:
    from genstudio.core.errors import UserError

    for name in args.part:
        if name not in PARTS:
            raise UserError(f"There is no part {name!r}; there are {', '.join(PARTS)}.")
    return [*args.part, *(args.only or ())]


LONGEST = 300  # seconds that one probe of the window may take
BEST_TO_COMMON = {"vae": 3.0, "gan": 2.5}
PARTS = {
    "engine": engine,
    "train": train,
    "growth": growth,
    "evaluate": evaluate,
    "startup": startup,
    "window": window,
    "explore": explore,
    "plane": plane,
}


def probe(name: str, folder: Path, options: list[str]) -> dict[str, Any]:
    """Run a probe of the window in a process of its own and return what it found."""
    from genstudio.core.errors import UserError

    folder.mkdir(parents=True)
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or every start compiles the program anew
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-m", "genstudio.gui.bench", name, "--folder", str(folder)]
    command += ["--began", str(time.time()), *options]
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=LONGEST
        )
    except subprocess.TimeoutExpired as error:
        raise UserError(
            f"The window could not be measured ({name}): it took more than {LONGEST} seconds. "
            "Close what else is running, and try again."
        ) from error
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise UserError(f"The window could not be measured ({name}): {reason[0]}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def say(text: str) -> None:
    """Tell on the terminal how far the measuring is."""
    sys.stderr.write(f"{text}\n")
