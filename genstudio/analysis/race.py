"""A race: every way to train the same model takes its turns, each in a process of its own.

Own processes, because memory is measured too, and because what one way does to a process
(compiled code, tiny numbers flushed to zero) must not help another.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import torch
from numpy.typing import NDArray

from genstudio.analysis import bench, ceilings
from genstudio.core.errors import UserError
from genstudio.train import device as devices
from genstudio.train import modes

STYLES = ("bare", "common")
IMAGES = {"vae": 30_000, "gan": 2_560}
SPEEDS = ("samples_per_second", "samples_per_cpu_second")
TEST = 2_000  # images that the ELBO is an average over


@dataclass(frozen=True, slots=True)
class Race:
    """What is run: a contest, who takes part, for how long and with how many threads."""

    contest: str
    entries: tuple[str, ...]
    epochs: int = 3
    repetitions: int = 3
    threads: int = 0


def entries() -> tuple[str, ...]:
    """List those who can take part on this computer."""
    found = ["best", "eager"]
    found += ["compiled"] if modes.compiler() else []
    device = devices.choose()
    found += ["graph"] if device.type == "cuda" else []
    found += ["bf16"] if modes.has_bf16(device) else []
    return (*found, *STYLES)


def load(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.uint8] | None]:
    """Return `images` and, where there are any, `test` of a .npz: uint8 [N, H, W]."""
    try:
        with np.load(path, allow_pickle=False) as found:
            images = found["images"]
            test = found["test"] if "test" in found.files else None
    except (OSError, KeyError, ValueError) as error:
        raise UserError(f"{path} holds no images to measure with: {error}") from error
    if images.dtype != np.uint8 or images.ndim not in (3, 4):
        raise UserError(f"{path}: images must be uint8 [N, H, W], not {images.dtype}.")
    return images, test


def digits(contest: str, folder: Path) -> Path:
    """Write the drawn digits of a contest, and some to test with."""
    size, count = bench.CONTESTS[contest].size, IMAGES[contest]
    drawn = bench.drawn_digits(count + TEST, size).images
    path = folder / f"{contest}.npz"
    np.savez(path, images=drawn[:count], test=drawn[count:])
    return path


def once(contest: str, entry: str, data: Path, epochs: int, threads: int) -> dict[str, Any]:
    """Train once in this process: samples/s, test ELBO and the process's largest memory."""
    images, test = load(data)
    run = bench.by_hand if entry in STYLES else bench.ours
    speed = run(contest, entry, images, test, epochs=epochs, threads=threads)
    return {
        "samples_per_second": round(speed.samples_per_second, 1),
        "samples_per_cpu_second": round(speed.samples_per_cpu_second, 1),
        "elbo": None if speed.elbo is None else round(speed.elbo, 2),
        "rss_mb": round(_largest_memory() / 2**20),
        "threads": torch.get_num_threads(),
        "step": speed.step,
    }


def run(race: Race, data: Path | None, say: Callable[[str], None]) -> dict[str, Any]:
    """Let all take turns; return medians, ratios to the loops, and what the ceiling is."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in race.entries}
    load_before = psutil.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        path = data or digits(race.contest, Path(folder))
        for _ in range(race.repetitions):
            for name in race.entries:
                row = _apart(race, name, path)
                rows[name].append(row)
                say(
                    f"  {race.contest} {name}: {row['samples_per_second']:,.0f} images/s, "
                    f"{row['samples_per_cpu_second']:,.0f} a second of the processor"
                )
    table = {name: _medians(found) for name, found in rows.items()}
    for row in table.values():
        for style in STYLES:
            if style in table:
                ratios = [row[speed] / table[style][speed] for speed in SPEEDS]
                row[f"x_{style}"], row[f"x_{style}_cpu"] = (round(r, 2) for r in ratios)
    device = devices.choose()
    return {
        "title": bench.CONTESTS[race.contest].title,
        "epochs": race.epochs,
        "repetitions": race.repetitions,
        "device": devices.describe(device),
        "load": [round(load_before, 2), round(psutil.getloadavg()[0], 2)],
        "entries": table,
        "ceilings": _ceilings(race, table, device),
    }


def _ceilings(race: Race, table: dict[str, Any], device: torch.device) -> dict[str, Any]:
    """Measure what the device can do, and how much of it the engine's best uses."""
    if device.type not in ceilings.SIDE or "best" not in table:
        return {}
    threads = torch.get_num_threads()
    torch.set_num_threads(table["best"]["threads"])
    most = ceilings.measure(device)
    torch.set_num_threads(threads)
    contest, best = bench.CONTESTS[race.contest], table["best"]
    model = contest.build((1, contest.size, contest.size))
    precision = best["step"].rpartition(" ")[2]
    speed = best["samples_per_second"]
    shares = ceilings.used(race.contest, model, speed, contest.batch_size, precision, most)
    return most | {f"used_{name}": share for name, share in shares.items()}


def _apart(race: Race, name: str, data: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "genstudio", "bench", "train", "--here", "--json"]
    command += ["--contest", race.contest, "--entry", name, "--data", str(data)]
    command += ["--epochs", str(race.epochs), "--threads", str(race.threads)]
    environment = os.environ | ({"OMP_NUM_THREADS": str(race.threads)} if race.threads else {})
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UserError(f"{name} failed: {done.stderr.strip()[-500:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _medians(rows: list[dict[str, Any]]) -> dict[str, Any]:
    elbos = [row["elbo"] for row in rows if row["elbo"] is not None]
    return {
        **{key: round(statistics.median(row[key] for row in rows), 1) for key in SPEEDS},
        "elbo": round(statistics.median(elbos), 2) if elbos else None,
        "rss_mb": statistics.median(row["rss_mb"] for row in rows),
        "threads": rows[0]["threads"],
        "step": rows[0]["step"],
        "runs": [row["samples_per_second"] for row in rows],
    }


def _largest_memory() -> int:
    """Return the most memory that this process has had at once, in bytes."""
    memory = psutil.Process().memory_info()
    try:
        import resource
    except ImportError:  # Windows, which counts it for itself
        return int(getattr(memory, "peak_wset", memory.rss))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
