"""Points of a plane or a line from densities that are known: the ring, the grid, two moons.

They show at a glance what a model has learnt and what it has left out, and log p(x) is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import numpy as np

from genstudio.core.config import Hint
from genstudio.core.events import Stop
from genstudio.core.language import mark
from genstudio.data import _densities
from genstudio.data._builtin import Builtin
from genstudio.data._densities import Array, Density, Mixture
from genstudio.data.dataset import Dataset, Progress, make_split

RANK = 0
NAME = "toy"
BUILTIN = (
    Builtin(NAME, mark("A ring, a grid, moons, … on a plane or a line"), "drawn", mark("Points")),
)
Named = Literal[
    "ring",
    "grid",
    "line",
    "circle",
    "spirals",
    "moons",
    "swissroll",
    "disjoint",
    "checkerboard",
    "normal-1d",
    "two-bumps-1d",
    "three-bumps-1d",
    "uniform-1d",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Which density is drawn from, and how often."""

    density: Annotated[Named, Hint("where the points lie; those that end in 1d lie on a line")] = (
        "ring"
    )
    count: Annotated[int, Hint("how many are drawn", 1, 1_000_000)] = 100_000
    noise: Annotated[
        float, Hint("sigma of each mode or curve; 0 is the usual one of the density", 0, 10)
    ] = 0.0
    seed: Annotated[int, Hint("seed of the drawing", 0, 2**31 - 1)] = 0


def accepts(source: str | Path) -> bool:
    """Take the bare name only; a folder of that name is `./toy`."""
    return source == NAME


def density(config: Config) -> Density:
    """Return the density itself, for exact figures."""
    return _densities.make(config.density, config.noise)


def mixture(centres: Array, sigma: float, weights: Array | None = None) -> Density:
    """Return Gaussians at `centres` [K, d], of one sigma; equally heavy without `weights` [K]."""
    if weights is None:
        weights = np.full(len(centres), 1 / len(centres))
    return Mixture(np.asarray(centres, np.float64), sigma, weights / weights.sum())


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Return points float32 [N, 1, 1, d], labelled by the mode (arm, square) they are of."""
    drawn = density(config)
    generator = np.random.Generator(np.random.PCG64(config.seed))
    points, parts = drawn.sample(config.count, generator)
    progress(config.count, config.count)
    several = drawn.parts > 1
    return Dataset(
        name=config.density,
        source=NAME,
        images=points.astype(np.float32)[:, None, None],
        split=make_split(config.count),
        labels=parts if several else None,
        classes=tuple(str(number + 1) for number in range(drawn.parts)) if several else (),
    )
