"""What loading and an epoch of training cost an image, for sets of any size."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from genstudio.analysis.bench import drawn_digits
from genstudio.core.events import Scalars
from genstudio.data import sources
from genstudio.train.experiment import Experiment

SIZE = 16  # pixels
MODEL = {"latent_dim": 2, "hidden": 64, "depth": 1, "architecture": "mlp"}
TRAIN = {"batch_size": 128, "epochs": 1, "threads": 1}


def cost(count: int) -> dict[str, Any]:
    """Load `count` images from a file and train for an epoch; microseconds an image, and MB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "digits.npz"
        np.savez(path, images=drawn_digits(count, SIZE).images[:, 0])
        began = time.perf_counter()
        dataset = sources.load(str(path))
        dataset.fingerprint  # noqa: B018  (a pass through all pixels, made once a run)
        loaded = time.perf_counter()
        experiment = Experiment.create(Path(folder) / "run", "vae", MODEL, TRAIN, dataset)
        seconds = [e.seconds for e in experiment.events() if isinstance(e, Scalars)][-1]
        experiment.close()
    trained = len(dataset.indices("train"))
    return {
        "images": count,
        "loading_us_an_image": round(1e6 * (loaded - began) / count, 3),
        "training_us_an_image": round(1e6 * seconds / trained, 3),
        "rss_mb": round(psutil.Process().memory_info().rss / 2**20),
    }
