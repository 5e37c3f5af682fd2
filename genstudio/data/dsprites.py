"""dSprites (Matthey et al., 2017): shapes drawn from every combination of five known factors.

The 737,280 images, of which 3 GB come out of a file of 26 MB, are read in pieces; only those
that were drawn are kept.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated

import numpy as np
from numpy.typing import NDArray

from genstudio.core.config import Hint
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data import _catalogue
from genstudio.data._faults import Faulty, explained
from genstudio.data._npy import read_header
from genstudio.data._resize import Fitting, Size, fit_images
from genstudio.data.dataset import Dataset, Factor, Progress, Stopped, make_split
from genstudio.data.named import fetch_all

RANK = 0
NAME = "dsprites"
SIDE = 64
FACTORS = {"shape": 3, "scale": 6, "orientation": 40, "x": 32, "y": 32}  # how many values each
RANGES = {"scale": (0.5, 1.0), "orientation": (0.0, 2 * np.pi), "x": (0.0, 1.0), "y": (0.0, 1.0)}
COUNT = 737_280  # their product: the images are in the order of a counter, y the fastest
CHUNK = 2048  # images unfolded at a time


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """How many images are drawn, and how large they become."""

    max_images: Annotated[
        int, Hint("take at most so many, drawn evenly; all are kept in memory", 1, COUNT)
    ] = 50_000
    size: Size = 0
    fit: Fitting = "crop"


def accepts(source: str | Path) -> bool:
    """Take the bare name only."""
    return source == NAME


def missing(source: str) -> int:
    """Return the bytes that loading the set would download."""
    return _catalogue.DSPRITES.missing


def load(source: str | Path, config: Config, progress: Progress, stop: Stop) -> Dataset:
    """Return the images white on black, labelled by their shape; download what is missing."""
    known = _catalogue.DSPRITES
    path = fetch_all(known, progress, stop)[0]
    chosen = draw(config.max_images)
    with explained(path):
        images = _read(path, chosen, progress, stop)
    return Dataset(
        name=NAME,
        source=NAME,
        images=fit_images(images, config.size, config.fit, progress, stop),
        split=make_split(len(images)),
        labels=factors(chosen)[:, 0].astype(np.int64),
        classes=known.classes,
        factors=_values(factors(chosen), known.classes),
    )


def draw(count: int) -> NDArray[np.int64]:
    """Return the places of `count` images, ascending; the same ones each time.

    At random: every n-th image would always show the same few positions, as those repeat.
    """
    order = np.random.Generator(np.random.PCG64(0)).permutation(COUNT)
    return np.sort(order[:count]).astype(np.int64)


def factors(places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the factors [N, 5] of the images at these places, as indices of their values."""
    return np.stack(np.unravel_index(places, tuple(FACTORS.values())), 1)


def _values(places: NDArray[np.int64], shapes: tuple[str, ...]) -> dict[str, Factor]:
    """Return the factors by what they mean: scale 0.5..1, angle in radians, position 0..1."""
    found = {"shape": Factor(places[:, 0].astype(np.int64), shapes)}
    for column, name in enumerate(FACTORS):
        if name in RANGES:
            values = np.linspace(*RANGES[name], FACTORS[name], dtype=np.float32)
            found[name] = Factor(values[places[:, column]])
    return found


def _read(
    path: Path, chosen: NDArray[np.int64], progress: Progress, stop: Stop
) -> NDArray[np.uint8]:
    """Return the chosen images as uint8 [N, 1, 64, 64] in 0 and 255."""
    images = np.empty((len(chosen), 1, SIDE, SIDE), np.uint8)
    done = 0
    with zipfile.ZipFile(path) as archive, archive.open("imgs.npy") as member:
        _check_header(member)
        for start in range(0, COUNT, CHUNK):
            if stop():
                raise Stopped
            count = min(CHUNK, COUNT - start)
            piece = _exactly(member, count * SIDE * SIDE).reshape(count, 1, SIDE, SIDE)
            here = chosen[done : np.searchsorted(chosen, start + count)] - start
            images[done : done + len(here)] = piece[here] * np.uint8(255)
            done += len(here)
            progress(start + count, COUNT)
            if done == len(chosen):
                break
    return images


def _check_header(member: IO[bytes]) -> None:
    header = read_header(member)
    if header.shape != (COUNT, SIDE, SIDE) or header.dtype != np.uint8:
        raise Faulty(tr("holds images of the shape {shape}, not dSprites'", shape=header.shape))


def _exactly(member: IO[bytes], size: int) -> NDArray[np.uint8]:
    content = member.read(size)
    if len(content) < size:
        raise Faulty(tr("is truncated: its images end too early"))
    return np.frombuffer(content, np.uint8)
