"""Turn vectors: the mean difference of two groups of codes, and what a picture does along it.

DCGAN's authors took the mean codes of faces that look left and right, and walked from one to the
other (arXiv:1511.06434, figure 8). Here the groups come from an attribute that a judge tells, or
from a number that is known of the data, such as the look of drawn faces: a linear read-out of the
judge's maps, fitted by ridge regression, then tells that number of generated pictures too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray

from genstudio.analysis import attributes
from genstudio.analysis.attributes import Direction
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data.dataset import unit

if TYPE_CHECKING:
    from genstudio.analysis.judge import Judge
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset

Floats = NDArray[np.float64]

LEARNED = 4000  # images that a read-out is fitted to, at most
TESTED = 1000
RIDGE = 1e-2  # share of the mean variance
QUARTER = 0.25  # the groups are the lowest and the highest quarter
PART = 256


@dataclass(frozen=True, slots=True, eq=False)
class Gauge:
    """Tells a number of pictures, such as where a face looks; `r2` is how well on test images.

    1 is perfect, 0 no better than always saying the mean.
    """

    judge: Judge
    name: str
    weights: Floats
    offset: float
    r2: float

    def __call__(self, images: NDArray[np.uint8]) -> Floats:
        """Return the number [N] of images [N, C, H, W]."""
        return _read(self.judge, images) @ self.weights + self.offset


def gauge_of(judge: Judge, dataset: Dataset, name: str) -> Gauge:
    """Fit a read-out of a number that is known of the data; raises UserError for none."""
    about = dataset.factors.get(name)
    if about is None or about.names:
        known = [n for n, factor in dataset.factors.items() if not factor.names]
        raise UserError(
            tr(
                "No number {name} is known of these data; known are {names}.",
                name=name,
                names=", ".join(known) or tr("none"),
            )
        )
    rows, tests = dataset.indices("train")[:LEARNED], dataset.indices("test")[:TESTED]
    x, y = _read(judge, dataset.images[rows]), about.values[rows].astype(np.float64)
    middle, mean = x.mean(0), float(y.mean())
    weights = ridge(x - middle, y - mean)
    gauge = Gauge(judge, name, weights, mean - float(middle @ weights), 0.0)
    truth = about.values[tests].astype(np.float64)
    missed = np.square(gauge(dataset.images[tests]) - truth).sum()
    r2 = 1 - float(missed / np.square(truth - truth.mean()).sum())
    return Gauge(judge, name, weights, gauge.offset, r2)


def ridge(x: Floats, y: Floats) -> Floats:
    """Return argmin_w |x w - y|^2 + a |w|^2 for centred x [N, d] and y [N]: (x'x + a)^-1 x'y."""
    gram = x.T @ x
    amount = RIDGE * float(np.trace(gram)) / len(gram) + 1e-9
    return np.asarray(np.linalg.solve(gram + amount * np.eye(len(gram)), x.T @ y))


def turn(codes: ArrayLike, numbers: ArrayLike) -> Direction:
    """Return the way from the quarter of codes [N, d] of lowest numbers [N] to the highest."""
    z, values = np.asarray(codes), np.asarray(numbers, np.float64)
    low, high = np.quantile(values, (QUARTER, 1 - QUARTER))
    if not high > low:
        raise UserError(tr("All pictures have the same number, so there is no direction to turn."))
    return attributes.find(z[values >= high], z[values <= low])


def along(
    lens: Lens, code: ArrayLike, direction: Direction, alphas: Sequence[float]
) -> NDArray[np.uint8]:
    """Return the pictures [N, C, H, W] of z + alpha v for each alpha."""
    return lens.decode(direction.move(code, np.asarray(alphas, np.float32)))


@torch.inference_mode()
def _read(judge: Judge, images: NDArray[np.uint8]) -> Floats:
    """Return the maps of the judge's last convolution, as rows [N, d]."""
    found = []
    for start in range(0, len(images), PART):
        maps = judge.maps(torch.from_numpy(unit(images[start : start + PART])))
        found.append(maps[-1].flatten(1).double().numpy())
    return np.concatenate(found)
