"""How fast the engine trains beside a bare loop over the same networks, written by hand.

Both see the same images, batch size, optimiser and threads. The engine keeps its metrics,
history and checkpoints; the bare loop keeps nothing. Repetitions take turns, so that a
noisy machine disturbs both alike, and the ratio is one of medians.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from genstudio.core.events import Scalars
from genstudio.data import sources
from genstudio.data.dataset import Dataset, make_split
from genstudio.models import gan, vae
from genstudio.train import device as devices
from genstudio.train.experiment import Experiment

MARGIN = 2  # pixels that an enlarged digit may be moved by, in each direction


@dataclass(frozen=True, slots=True)
class Contest:
    """A model to train both ways."""

    family: str
    size: int
    batch_size: int
    model: dict[str, Any]
    train: dict[str, Any]
    bare: Callable[[torch.Tensor], Iterator[None]]


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


def bare_vae(images: torch.Tensor) -> Iterator[None]:
    """Train the VAE 784-400-20, a step at a time, as one would in a script."""
    noise = torch.Generator().manual_seed(0)
    model = vae.Model(vae.Config(**VAE.model), _shape(images), noise)
    adam = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    while True:
        order = torch.randperm(len(images), generator=noise)
        for start in range(0, len(images) - VAE.batch_size + 1, VAE.batch_size):
            pixels = images[order[start : start + VAE.batch_size]].float() / 255
            x = (torch.rand(pixels.shape, generator=noise) < pixels).float()
            mean, logvar = model.encoder(x).chunk(2, dim=1)
            logvar = logvar.clamp(-12, 8)
            z = mean + (0.5 * logvar).exp() * torch.randn(mean.shape, generator=noise)
            logits = model.decoder(z) + model.offset
            nll = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
            kl = 0.5 * (mean.square() + logvar.exp() - 1 - logvar).sum()
            adam.zero_grad(set_to_none=True)
            ((nll + kl) / len(x)).backward()
            adam.step()
            yield


def bare_gan(images: torch.Tensor) -> Iterator[None]:
    """Train the DCGAN, one move of D and one of G a step, with its moving average."""
    noise = torch.Generator().manual_seed(0)
    model = gan.Model(gan.Config(**GAN.model), _shape(images), noise)
    generator, discriminator = model.generator, model.discriminator
    averaged: list[torch.Tensor] = list(model.average.network.parameters())
    followed: list[torch.Tensor] = list(generator.parameters())
    d_adam = torch.optim.Adam(discriminator.parameters(), lr=5e-4, betas=(0.5, 0.99), fused=True)
    g_adam = torch.optim.Adam(generator.parameters(), lr=5e-4, betas=(0.5, 0.99), fused=True)
    size = GAN.batch_size
    while True:
        order = torch.randperm(len(images), generator=noise)
        for start in range(0, len(images) - size + 1, size):
            real = images[order[start : start + size]].float() / 127.5 - 1
            with torch.no_grad():
                fake = generator(torch.randn(size, model.latent_dim, generator=noise))
            logits = discriminator(torch.cat([real, fake]))
            d_adam.zero_grad(set_to_none=True)
            (F.softplus(-logits[:size]).mean() + F.softplus(logits[size:]).mean()).backward()
            d_adam.step()
            discriminator.requires_grad_(False)
            fake = generator(torch.randn(size, model.latent_dim, generator=noise))
            g_adam.zero_grad(set_to_none=True)
            F.softplus(-discriminator(fake)).mean().backward()
            g_adam.step()
            discriminator.requires_grad_(True)
            with torch.no_grad():
                torch._foreach_lerp_(averaged, followed, 0.01)
            yield


VAE = Contest(
    "vae",
    28,
    128,
    {"latent_dim": 20, "hidden": 400, "depth": 1, "likelihood": "bernoulli", "dropout": 0.0},
    {"batch_size": 128},
    bare_vae,
)
GAN = Contest("gan", 32, 64, {"r1": 0.0}, {"batch_size": 64}, bare_gan)
CONTESTS = {"vae": VAE, "gan": GAN}


def engine_ratio(name: str, seconds: float = 5.0, repetitions: int = 5) -> dict[str, Any]:
    """Return steps/s of both, and the engine's as a share of the bare loop's."""
    contest = CONTESTS[name]
    dataset = drawn_digits(10_000, contest.size)
    images = torch.from_numpy(dataset.images[dataset.indices("train")])
    torch.set_num_threads(devices.threads())
    engine: list[float] = []
    bare: list[float] = []
    for _ in range(repetitions):
        bare.append(_speed_of_steps(contest.bare(images), seconds))
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
    warm_up = 1.0
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
            if now - began < warm_up:
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


def _shape(images: torch.Tensor) -> tuple[int, int, int]:
    channels, height, width = images.shape[1:]
    return channels, height, width
