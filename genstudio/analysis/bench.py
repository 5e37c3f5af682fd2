"""How fast the engine trains beside loops over the same networks, written by hand.

All see the same images, batch size, learning rate and threads. The engine keeps its
metrics, history and checkpoints; the loops keep nothing. Repetitions take turns, so that a
noisy machine disturbs all alike, and ratios are ratios of medians.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.analysis import loops
from genstudio.core.events import Scalars
from genstudio.data import sources
from genstudio.data.dataset import Dataset, make_split
from genstudio.models import Batch
from genstudio.train import device as devices
from genstudio.train.experiment import Experiment

MARGIN = 2  # pixels that an enlarged digit may be moved by, in each direction
WARM_UP = 1.0  # seconds, or an epoch where epochs are counted
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Contest:
    """A model to train in several ways."""

    family: str
    title: str
    size: int
    batch_size: int
    model: dict[str, Any]
    train: dict[str, Any]
    build: Any
    bare: loops.Loop
    common: loops.Loop


VAE = Contest(
    "vae",
    "VAE 784-400-20, batch 128",
    28,
    128,
    loops.VAE_MODEL,
    {"batch_size": 128, "learning_rate": 1e-3},
    loops.vae_model,
    loops.bare_vae,
    loops.common_vae,
)
GAN = Contest(
    "gan",
    "DCGAN 32x32, batch 64",
    32,
    64,
    loops.GAN_MODEL,
    {"batch_size": 64, "learning_rate": 5e-4},
    loops.gan_model,
    loops.bare_gan,
    loops.common_gan,
)
CONTESTS = {"vae": VAE, "gan": GAN}
# What the engine is asked for, by the name in the tables.
MODES: dict[str, dict[str, Any]] = {
    "best": {},
    "eager": {"mode": "eager", "precision": "fp32"},
    "compiled": {"mode": "compiled", "precision": "fp32"},
    "graph": {"mode": "graph", "precision": "fp32"},
    "bf16": {"mode": "auto", "precision": "bf16"},
}


@dataclass(frozen=True, slots=True)
class Speed:
    """Images a second in the steady state, the test ELBO in nats where there is one.

    Images a second of the processor's time do not count the time that other programs had.
    `step` says how the steps were made.
    """

    samples_per_second: float
    samples_per_cpu_second: float
    elbo: float | None
    step: str


def drawn_digits(count: int, size: int, seed: int = 0) -> Dataset:
    """Enlarge scikit-learn's digits to `size` pixels and move each at random."""
    from PIL import Image

    digits = sources.load("digits")
    side = size - 2 * MARGIN
    enlarged = np.stack(
        [np.asarray(Image.fromarray(image[0]).resize((side, side))) for image in digits.images]
    )
    random = np.random.Generator(np.random.PCG64(seed))
    chosen = random.integers(0, len(digits), count)
    images: NDArray[np.uint8] = np.zeros((count, 1, size, size), np.uint8)
    for dy in range(2 * MARGIN + 1):
        for dx in range(2 * MARGIN + 1):
            cell = dy * (2 * MARGIN + 1) + dx
            mine = np.arange(count)[np.arange(count) % (2 * MARGIN + 1) ** 2 == cell]
            images[mine, 0, dy : dy + side, dx : dx + side] = enlarged[chosen[mine]]
    labels = None if digits.labels is None else digits.labels[chosen]
    return Dataset(
        name="drawn-digits",
        source="drawn digits",
        images=images,
        split=make_split(count),
        labels=labels,
        classes=digits.classes,
    )


def ours(
    name: str,
    mode: str,
    images: NDArray[np.uint8],
    test: NDArray[np.uint8] | None = None,
    *,
    seconds: float = 0.0,
    epochs: int = 0,
    threads: int = 0,
) -> Speed:
    """Train a contest's model with the engine, for some time or a number of epochs.

    `images` and `test` are uint8 [N, H, W] or [N, 1, H, W]; `mode` is a name in MODES or a
    value of the setting. The speed is that after the first epoch (or second).
    """
    contest = CONTESTS[name]
    dataset = as_dataset(images)
    values = contest.train | MODES.get(mode, {"mode": mode}) | {"threads": threads}
    limits: dict[str, Any] = {"epochs": epochs, "seconds": WARM_UP + seconds if seconds else 0}
    with tempfile.TemporaryDirectory() as folder:
        experiment = Experiment.create(
            Path(folder) / "run", contest.family, contest.model, values | limits, dataset
        )
        points = [
            (e.epoch, e.seconds, time.process_time())
            for e in experiment.events()
            if isinstance(e, Scalars)
        ]
        experiment.close()
    per_epoch = len(dataset) // contest.batch_size * contest.batch_size
    wall, cpu = (per_epoch * speed for speed in _slopes(points, by_epoch=not seconds))
    bound = test_elbo(experiment.model, test)
    return Speed(wall, cpu, bound, experiment.trainer.steps.describe())


def by_hand(
    name: str,
    style: str,
    images: NDArray[np.uint8],
    test: NDArray[np.uint8] | None = None,
    *,
    seconds: float = 0.0,
    epochs: int = 0,
    threads: int = 0,
) -> Speed:
    """Train the same model by a loop, `bare` or `common`; see `ours`."""
    contest = CONTESTS[name]
    torch.set_num_threads(devices.threads(threads))
    torch.set_flush_denormal(False)
    x = torch.from_numpy(_pictures(images))
    model = contest.build(tuple(x.shape[1:]))
    model.initialise(x[:5000].float() / 255)
    loop: loops.Loop = getattr(contest, style)
    steps = loop(model, x, contest.batch_size)
    per_epoch = len(x) // contest.batch_size
    points, began = [], time.perf_counter()
    for step, _ in enumerate(steps, 1):
        now = time.perf_counter() - began
        points.append((step / per_epoch, now, time.process_time()))
        if (seconds and now > WARM_UP + seconds) or (epochs and step >= epochs * per_epoch):
            break
    size = per_epoch * contest.batch_size
    wall, cpu = (size * speed for speed in _slopes(points, by_epoch=not seconds))
    return Speed(wall, cpu, test_elbo(model, test), style)


def as_dataset(images: NDArray[np.uint8]) -> Dataset:
    """Make a data set of uint8 [N, H, W] or [N, 1, H, W], all to train on."""
    pictures = _pictures(images)
    split = np.zeros(len(pictures), np.uint8)
    return Dataset(name="bench", source="bench", images=pictures, split=split)


@torch.no_grad()
def test_elbo(model: Any, test: NDArray[np.uint8] | None) -> float | None:
    """Return the mean ELBO in nats of test images, binarised with one seed; None without."""
    if test is None or "elbo" not in _probe(model, test):
        return None
    noise = torch.Generator(model.offset.device).manual_seed(0)
    total = 0.0
    model.eval()
    chunks = torch.from_numpy(_pictures(test)).split(CHUNK)
    for chunk in chunks:
        image = (chunk.float() / 255).to(model.offset.device)
        total += float(model.evaluate(Batch(image, noise))["elbo"]) * len(chunk)
    return total / len(test)


def _probe(model: Any, test: NDArray[np.uint8]) -> dict[str, Tensor]:
    device = next(model.parameters()).device
    image = (torch.from_numpy(_pictures(test[:2])).float() / 255).to(device)
    found: dict[str, Tensor] = model.evaluate(Batch(image, torch.Generator(device)))
    return found


def _slopes(points: list[tuple[float, float, float]], *, by_epoch: bool) -> tuple[float, float]:
    """Return epochs a second, and a second of the processor, after the warm-up.

    `points` are (epochs, seconds, seconds of the processor). The warm-up is an epoch, or a
    second. Each is the median over a handful of pieces of the rest.
    """
    epochs, seconds, cpu = np.array(points).T
    first = max(seconds[0], np.interp(1.0, epochs, seconds) if by_epoch else WARM_UP)
    if seconds[-1] <= first:
        first = seconds[0]
    edges = np.linspace(first, seconds[-1], 6)
    passed = np.diff(np.interp(edges, seconds, epochs))
    busy = np.diff(np.interp(edges, seconds, cpu))
    return float(np.median(passed / np.diff(edges))), float(np.median(passed / busy))


def _pictures(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(images[:, None] if images.ndim == 3 else images)


def engine_ratio(name: str, seconds: float = 5.0, repetitions: int = 5) -> dict[str, Any]:
    """Return steps/s of both, and the engine's as a share of the bare loop's."""
    contest = CONTESTS[name]
    dataset = drawn_digits(10_000, contest.size)
    images = torch.from_numpy(dataset.images[dataset.indices("train")])
    torch.set_num_threads(devices.threads())
    engine: list[float] = []
    bare: list[float] = []
    for _ in range(repetitions):
        model = contest.build(dataset.shape)
        bare.append(_speed_of_steps(contest.bare(model, images, contest.batch_size), seconds))
        engine.append(
            headless_speed(contest.family, dataset, contest.model, contest.train, seconds)
        )
    return {
        "engine_steps_per_second": round(statistics.median(engine), 2),
        "bare_steps_per_second": round(statistics.median(bare), 2),
        "ratio": round(statistics.median(engine) / statistics.median(bare), 4),
        "repetitions": repetitions,
        "threads": torch.get_num_threads(),
    }


def headless_speed(
    family: str, dataset: Dataset, model: dict[str, Any], train: dict[str, Any], seconds: float
) -> float:
    """Return the steps/s of a run in a throw-away folder, after a second of warming up."""
    with tempfile.TemporaryDirectory() as folder:
        experiment = Experiment.create(
            Path(folder) / "run", family, model, train | {"seconds": 0, "epochs": 0}, dataset
        )
        began = time.perf_counter()
        first, measured, speed = 0, began, 0.0
        for event in experiment.events():
            if not isinstance(event, Scalars):
                continue
            now = time.perf_counter()
            if now - began < WARM_UP:
                first, measured = event.steps[-1], now
            elif event.steps[-1] > first:
                speed = (event.steps[-1] - first) / (now - measured)
            if now - measured > seconds:
                break
        experiment.close()
    return speed


def _speed_of_steps(steps: Iterator[None], seconds: float) -> float:
    for _ in range(20):
        next(steps)
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        next(steps)
        count += 1
    return count / (time.perf_counter() - began)
