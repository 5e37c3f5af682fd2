"""What the VAE bench learns: points along curves in the plane, the digits, or small images."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.core.errors import UserError
from genstudio.core.events import Stop
from genstudio.core.language import tr
from genstudio.data import sources
from genstudio.data.dataset import Dataset, Progress, unit

POINTS = 2000
DOTS = 500  # examples that are drawn, and can be chosen
TILES = 40  # images that can be chosen from
LARGEST = 32  # px a side: larger ones are not for a bench that computes in passing


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """The data, and those of them that are shown: the same all the time.

    `shown` [N, C, H, W] in [0, 1], or points; `labels` [N], -1 where there are none. `tiles` are
    the first images as uint8, empty for points.
    """

    dataset: Dataset
    shown: Tensor
    labels: NDArray[np.int64]
    tiles: NDArray[np.uint8]

    @property
    def points(self) -> bool:
        """Whether these are points of the plane."""
        return self.dataset.points

    @property
    def places(self) -> NDArray[np.float32]:
        """Where the points are, [N, 2]; empty for images."""
        if not self.points:
            return np.zeros((0, 2), np.float32)
        found: NDArray[np.float32] = self.shown.flatten(1).numpy()
        return found


def load(name: str, source: str, progress: Progress, stop: Stop, options: str = "") -> Material:
    """Load the data by the setting's name; raises UserError for what will not do.

    `options` are settings of an own source, as JSON.
    """
    if name == "own":
        given = _options(options)
        dataset = sources.load(source, given, progress, stop, download=False)
        _check(dataset)
    elif name == "digits":
        dataset = sources.load("digits", progress=progress, stop=stop)
    else:
        drawn: dict[str, Any] = {"density": name, "count": POINTS}
        dataset = sources.load("toy", drawn, progress, stop)
    return _material(dataset)


def _options(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        found = None
    if isinstance(found, dict):
        return found
    raise UserError(tr('The options of the data must be JSON, such as {"count": 500}.'))


def _check(dataset: Dataset) -> None:
    _, height, width = dataset.shape
    if dataset.points and width == 2:
        return
    if dataset.points or max(height, width) > LARGEST:
        raise UserError(
            tr(
                "This bench takes points of the plane, or images of at most {side} x {side} "
                "pixels; these have {width} x {height}.",
                side=LARGEST,
                width=width,
                height=height,
            )
        )


def _material(dataset: Dataset) -> Material:
    rest = dataset.indices("test")
    rest = rest if len(rest) else dataset.indices("train")
    rest = rest[:DOTS]
    images = np.ascontiguousarray(dataset.images[rest])
    known = dataset.labels
    labels = np.full(len(rest), -1, np.int64) if known is None else known[rest]
    tiles = np.zeros((0, 1, 1, 1), np.uint8) if dataset.points else images[:TILES]
    return Material(dataset, torch.from_numpy(unit(images)), labels, tiles)
