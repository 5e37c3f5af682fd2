"""A set larger than memory: 300,000 pictures in a process that may keep little of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

COUNT = 300_000
SIDE = 64
LIMIT_MB = 2000
PROGRAM = """
import json, sys, time
from pathlib import Path
from genstudio.data import sources
from genstudio.core.events import Scalars
from genstudio.train.experiment import Experiment

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024

if __name__ == "__main__":
    began = time.monotonic()
    dataset = sources.load(sys.argv[1], {"keep": "disk"})
    loaded = time.monotonic() - began
    began = time.monotonic()
    again = sources.load(sys.argv[1], {"keep": "disk"})
    reloaded = time.monotonic() - began
    settings = {"steps": int(sys.argv[3]), "batch_size": 128, "threads": 1}
    experiment = Experiment.create(
        Path(sys.argv[2]), "vae", {"latent_dim": 16, "width": 8}, settings, again
    )
    for event in experiment.events():
        pass
    print(json.dumps({
        "count": len(dataset), "mapped": not dataset.images.flags.owndata, "peak_mb": peak(),
        "load_seconds": loaded, "again_seconds": reloaded,
        "seconds": experiment.trainer.seconds, "step": experiment.trainer.step,
        "same": dataset.fingerprint == again.fingerprint,
    }))
"""


def pictures(folder: Path, count: int) -> None:
    """Write small colour pictures in a thousand folders' worth of files, quickly."""
    random = np.random.default_rng(0)
    tiles = [random.integers(0, 255, (8, 8, 3), np.uint8) for _ in range(64)]
    encoded = []
    for tile in tiles:
        path = folder / "tile.png"
        Image.fromarray(tile).resize((SIDE, SIDE), Image.Resampling.NEAREST).save(path)
        encoded.append(path.read_bytes())
        path.unlink()
    for number in range(count):
        if number % 1000 == 0:
            (folder / f"{number // 1000:03}").mkdir()
        name = folder / f"{number // 1000:03}" / f"{number % 1000:03}.png"
        name.write_bytes(encoded[number % len(encoded)])


def load_and_train(tmp_path: Path, count: int, steps: int) -> dict[str, float]:
    root = tmp_path / "pictures"
    root.mkdir()
    pictures(root, count)
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    command = [sys.executable, str(program), str(root), str(tmp_path / "run"), str(steps)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ}, timeout=3000
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.timeout(3000)
@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for a process's memory")
@pytest.mark.parametrize(
    ("count", "steps"),
    [(2000, 5), pytest.param(COUNT, 2400, marks=pytest.mark.slow)],
    ids=["few", "many"],
)
def test_images_on_the_disk_take_little_memory(
    tmp_path: Path, count: int, steps: int, record_property
) -> None:
    found = load_and_train(tmp_path, count, steps)
    for name, value in found.items():
        record_property(name, value)
    assert found["count"] == count
    assert found["mapped"]
    assert found["same"]
    assert found["step"] == steps
    assert found["peak_mb"] < LIMIT_MB
