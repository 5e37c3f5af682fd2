"""Train presets from several seeds on data they are for: how many diverge, how good, how long.

What the window and the README say of presets is from here. Each run is a whole training,
unless `--steps` cuts it short; a run that is not finite at any step counts as diverged.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from genstudio.analysis.evaluate import evaluate_model
from genstudio.core.events import Diverged
from genstudio.data import sources
from genstudio.data.dataset import Dataset
from genstudio.train.experiment import Experiment
from genstudio.train.presets import PRESETS, Preset, find

Data = tuple[str, dict[str, Any]]
DRAWN: dict[str, Data] = {
    "digits-2d": ("digits", {}),
    "digits-gan": ("digits", {}),
    "mnist-2d": ("mnist", {}),
    "mnist-20d": ("mnist", {}),
    "mnist-gan": ("mnist", {}),
    "colour-vae": ("faces", {"size": 32, "count": 6000}),
    "colour-gan": ("faces", {"size": 32, "count": 6000}),
    "folder-vae": ("shapes", {"size": 64, "count": 300}),
    "folder-gan": ("shapes", {"size": 64, "count": 300}),
    "large-vae": ("faces", {"size": 64, "count": 5000}),
    "large-gan": ("faces", {"size": 64, "count": 5000}),
    "points-vae": ("toy", {"density": "moons"}),
    "points-gan": ("toy", {"density": "ring"}),
    "points-collapse": ("toy", {"density": "ring"}),
    "plane": ("digits", {}),
    "line": ("toy", {"density": "moons"}),
}
FIGURES = {"vae": "elbo", "gan": "frechet", "ppca": "exact"}
KEYS = {"elbo": "elbo", "frechet": "frechet_distance", "exact": "log_likelihood"}


def main() -> None:
    """Train, and print a line a run and a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--preset", action="append", help="its name; default: all of them")
    parser.add_argument("--seeds", type=int, default=1, help="runs of each, from seed 0 on")
    parser.add_argument("--steps", type=int, default=0, help="cut each run short; 0 does not")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--data", help="other data than the preset is usually tried on")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    presets = [find(name) for name in args.preset] if args.preset else list(PRESETS)
    rows = []
    for preset in presets:
        dataset = _data(preset, args.data)
        for seed in range(args.seeds):
            row = train(preset, dataset, seed, args.steps, args.threads)
            say(" ".join(f"{name} {value}" for name, value in row.items()))
            rows.append(row)
    print(json.dumps(rows, indent=2) if args.json else table(rows))


def train(preset: Preset, dataset: Dataset, seed: int, steps: int, threads: int) -> dict[str, Any]:
    """Train once; return seconds, steps, the last figure and whether all was finite."""
    settings = {**preset.train, "seed": seed, "threads": threads}
    if steps:
        settings |= {"steps": min(steps, preset.train.get("steps") or steps)}
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / "run"
        experiment = Experiment.create(run, preset.family, preset.model, settings, dataset)
        diverged = any(isinstance(event, Diverged) for event in experiment.events())
        trainer = experiment.trainer
        row = {
            "preset": preset.name,
            "data": dataset.name,
            "seed": seed,
            "steps": trainer.step,
            "seconds": round(trainer.seconds, 1),
            "diverged": diverged,
        }
        if not diverged:
            figure = FIGURES[preset.family]
            found = evaluate_model(experiment.model, dataset, [figure])
            row[figure] = round(float(_value(found, figure)), 3)
    return row


def table(rows: list[dict[str, Any]]) -> str:
    """Return one line a preset: runs, those that diverged, median figure and time, the worst."""
    lines = [
        "| preset | data | runs | diverged | figure | median | worst | seconds |",
        "|---" * 8 + "|",
    ]
    for name in dict.fromkeys(row["preset"] for row in rows):
        mine = [row for row in rows if row["preset"] == name]
        figure = FIGURES[find(name).family]
        values = [row[figure] for row in mine if figure in row]
        worst = max if figure == "frechet" else min
        cells = [name, mine[0]["data"], len(mine), sum(row["diverged"] for row in mine), figure]
        cells += (
            [f"{statistics.median(values):.2f}", f"{worst(values):.2f}"] if values else ["", ""]
        )
        cells.append(f"{statistics.median(row['seconds'] for row in mine):.0f}")
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def _value(found: dict[str, Any], figure: str) -> float:
    return float(found.get(KEYS[figure], math.nan))


def _data(preset: Preset, source: str | None) -> Dataset:
    name, options = DRAWN[preset.name]
    return sources.load(source or name, {} if source else options)


def say(text: str) -> None:
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
