"""What evaluating costs, each part in a process of its own, so that its peak memory is its own.

    python -m genstudio.analysis.bench_evaluate grid|frechet|growth COUNT

prints one line of JSON. The models are trained for some seconds before the clock starts: the
grid refines itself where posteriors are narrow, and those of an untrained model are not.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import psutil
import torch

from genstudio.analysis import coverage, likelihood, quality
from genstudio.analysis.bench import drawn_digits
from genstudio.analysis.features import ClassifierFeatures, train_classifier
from genstudio.analysis.integrate import integrate
from genstudio.core.errors import UserError
from genstudio.data.dataset import Dataset, unit
from genstudio.models import Batch, vae
from genstudio.train.device import set_threads

SIDE = 28  # px
STEPS = 300
REFERENCES = 10_000  # real images that the neighbours are sought among
CHUNK = 1000


def measure(part: str, count: int) -> dict[str, Any]:
    """Run a part in a process of its own and return what it printed; raises UserError."""
    command = [sys.executable, "-m", "genstudio.analysis.bench_evaluate", part, str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise UserError(f"Evaluating could not be measured ({part}): {reason[0]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def grid(count: int) -> dict[str, Any]:
    """Integrate log p(x) of `count` images of 28 x 28 exactly, for a VAE with a 2-D z."""
    dataset = drawn_digits(count, SIDE)
    model = _trained(dataset, latent_dim=2)
    images = torch.from_numpy(unit(dataset.images))
    observed = model.observe(images, torch.Generator().manual_seed(0))
    before = peak()
    began, busy = time.perf_counter(), time.process_time()
    found = integrate(model, observed)
    return {
        "images": count,
        "seconds": round(time.perf_counter() - began, 2),
        "cpu_seconds": round(time.process_time() - busy, 2),
        "log_likelihood": round(float(found.log_evidence.mean()), 2),
        "finest_step": float(found.step.min()),
        "unsettled": found.unsettled,
        "rss_before_mb": before,
        "peak_rss_mb": peak(),
    }


def frechet(count: int) -> dict[str, Any]:
    """Draw `count` samples, and find their Fréchet distance from the data."""
    dataset = drawn_digits(REFERENCES, SIDE)
    model = _trained(dataset, latent_dim=20)
    features = ClassifierFeatures("classifier features", train_classifier(dataset, steps=100))
    real = quality.moments_of(features(quality.references(dataset)))
    before = peak()
    began, busy = time.perf_counter(), time.process_time()
    made = quality.Moments()
    for images in quality.generated_chunks(model, count):
        made.add(features(images))
    drawn = time.perf_counter()
    distance = made.distance(real)
    return {
        "samples": made.count,
        "seconds": round(time.perf_counter() - began, 2),
        "cpu_seconds": round(time.process_time() - busy, 2),
        "distance_seconds": round(time.perf_counter() - drawn, 4),
        "frechet_distance": round(distance, 3),
        "rss_before_mb": before,
        "peak_rss_mb": peak(),
    }


def growth(count: int) -> dict[str, Any]:
    """Encode `count` images, sum their moments and find their neighbours among 10,000."""
    dataset = drawn_digits(count, SIDE)
    model = _trained(drawn_digits(2000, SIDE), latent_dim=20, steps=20)
    reference = drawn_digits(REFERENCES, SIDE, seed=1)
    features = ClassifierFeatures("classifier features", train_classifier(reference, steps=50))
    points = features(reference.images)
    before = peak()
    moments = quality.Moments()
    spent = dict.fromkeys(("encode", "moments", "neighbours"), 0.0)
    for start in range(0, count, CHUNK):
        images = dataset.images[start : start + CHUNK]
        pixels = torch.from_numpy(unit(images))
        began = time.perf_counter()
        likelihood.encoded(model, pixels)
        encoded = time.perf_counter()
        found = features(images)
        moments.add(found)
        summed = time.perf_counter()
        coverage.nearest_distances(found, points)
        ended = time.perf_counter()
        times = (encoded - began, summed - encoded, ended - summed)
        spent = {name: total + more for (name, total), more in zip(spent.items(), times)}
    return {
        "images": count,
        **{f"{name}_us_an_image": round(1e6 * s / count, 1) for name, s in spent.items()},
        "us_an_image": round(1e6 * sum(spent.values()) / count, 1),
        "rss_before_mb": before,
        "peak_rss_mb": peak(),
    }


def peak() -> int:
    """Return the most memory that this process has had so far, in MB."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset / 2**20)
    import resource

    unit_bytes = 1 if sys.platform == "darwin" else 1024
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit_bytes / 2**20)


def _trained(dataset: Dataset, latent_dim: int, steps: int = STEPS) -> vae.Model:
    """Return a VAE 784-400-d that has seen some batches."""
    noise = torch.Generator().manual_seed(0)
    config = vae.Config(latent_dim=latent_dim, hidden=400, depth=1, kl_warmup=0.0)
    model = vae.Model(config, dataset.shape, noise)
    model.initialise(torch.from_numpy(unit(dataset.images[:2000])))
    adam = torch.optim.Adam(model.parameters(), lr=2e-3, fused=True)
    rows = np.random.default_rng(0).integers(0, len(dataset), (steps, 128))
    for step, chosen in enumerate(rows):
        images = torch.from_numpy(unit(dataset.images[chosen]))
        adam.zero_grad()
        model("vae", Batch(images, noise, step=step, total=steps))["loss"].backward()
        adam.step()
    return model.eval().requires_grad_(False)


PARTS: dict[str, Callable[[int], dict[str, Any]]] = {
    "grid": grid,
    "frechet": frechet,
    "growth": growth,
}


def main() -> None:
    """Measure what the command line names, and print it."""
    set_threads()
    sys.stdout.write(json.dumps(PARTS[sys.argv[1]](int(sys.argv[2]))) + "\n")


if __name__ == "__main__":
    main()
