"""A model to look through: an eval-mode copy on the CPU that follows a run's snapshots.

Arrays in, arrays out. Each thread that looks has a lens of its own, so nothing is shared
with the trainer but snapshot tensors that nobody writes again: loading a snapshot points
the copy's parameters at them, and copies nothing.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor, nn

from genstudio.analysis import images as pictures
from genstudio.analysis.project import Plane
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import mark, tr
from genstudio.data.dataset import unit
from genstudio.models import (
    Conditional,
    Decodes,
    Discriminates,
    Draws,
    Encodes,
    Shape,
    is_points,
)
from genstudio.train.snapshots import build_model

Images = NDArray[np.uint8]
Codes = NDArray[np.float32]
Labels = NDArray[np.int64]

CHUNK = 2**18  # pixels a batch: a stop is heard, and memory bounded, between batches
UNKNOWN = -1  # of a label
_CAPABILITIES = {"decode": Decodes, "encode": Encodes, "discriminate": Discriminates}


class Lens:
    """Looks through a model, or through the model that a run's record describes."""

    def __init__(self, source: Any) -> None:
        model = copy.deepcopy(source) if isinstance(source, nn.Module) else build_model(source)
        self.model: Any = model.to("cpu", torch.float32).eval().requires_grad_(False)
        self._tensors = self.model.state_dict(keep_vars=True)
        self.loaded = 0  # how often it has been given weights: what it said before is old then
        self.label = UNKNOWN  # what a conditional model is told, where nothing else is said

    @property
    def classes(self) -> int:
        """How many classes it can be told of; 0 for a model that is not conditional."""
        return self.model.classes if isinstance(self.model, Conditional) else 0

    @property
    def shape(self) -> Shape:
        """(channels, height, width) of every image."""
        return cast(Shape, self.model.shape)

    @property
    def latent_dim(self) -> int:
        """How many numbers a code has; raises UserError where there are no codes."""
        if not isinstance(self.model, Decodes | Encodes):
            raise UserError(tr("This model has no latent space; choose a model that has one."))
        return self.model.latent_dim

    @property
    def capabilities(self) -> frozenset[str]:
        """What it can do: some of `decode`, `encode` and `discriminate`."""
        return frozenset(n for n, kind in _CAPABILITIES.items() if isinstance(self.model, kind))

    def load(self, weights: Mapping[str, Tensor]) -> None:
        """Follow a snapshot: every tensor of the model becomes the snapshot's own.

        Raises ValueError where a name is missing or a shape differs; then nothing was changed.
        """
        for name, tensor in self._tensors.items():
            if name not in weights:
                raise ValueError(f"the snapshot has no {name!r}")
            if weights[name].shape != tensor.shape:
                raise ValueError(f"{name!r} is {weights[name].shape}, not {tensor.shape}")
        for name, tensor in self._tensors.items():
            tensor.data = weights[name].to("cpu", tensor.dtype)
        self.loaded += 1

    def noise(self, count: int, seed: int = 0, truncation: float = 1.0) -> Codes:
        """Draw codes [count, d] from the prior, scaled by `truncation` towards the mean.

        A code is drawn at a time, so image i of a seed is the same in a grid of any size. Of a
        model that draws from captions only the noise is scaled: what they say stays as it is.
        """
        model = self._able(Decodes, mark("decode"))
        generator = torch.Generator().manual_seed(seed)
        codes = [model.prior(1, generator).numpy() for _ in range(count)]
        drawn = np.concatenate(codes) if codes else np.zeros((0, self.latent_dim))
        noise = model.noise_dim if isinstance(model, Draws) else self.latent_dim
        drawn[:, :noise] *= truncation
        return drawn.astype(np.float32)

    def decode(self, z: ArrayLike, stop: Stop = never, labels: Labels | None = None) -> Images:
        """Turn codes [B, d] into images [B, C, H, W]; fewer come back only when stopped.

        Points come as float32, in the units of the data. `labels` [B] are the classes that a
        conditional model decodes; without them it is `label` for all.
        """
        model = self._able(Decodes, mark("decode"))
        codes = np.array(z, np.float32, ndmin=2)
        show = (lambda x: x.numpy()) if is_points(self.shape) else _to_bytes
        told = self._told(len(codes), labels)
        found = list(self._batched(lambda z, y: show(model.decode(z, *y)), codes, stop, told))
        return np.concatenate(found) if found else np.zeros((0, *self.shape), np.uint8)

    def samples(self, z: ArrayLike, stop: Stop = never) -> Images:
        """Return the images of prior codes: the mean of p(x|z), or the averaged generator's.

        Of a conditional model that is told no class, one of each class in turn.
        """
        turns = self.classes > 0 and self.label == UNKNOWN
        labels = np.arange(len(np.atleast_2d(z))) % self.classes if turns else None
        return self.decode(z, stop, labels)

    def encode(self, images: Images, stop: Stop = never, labels: Labels | None = None) -> Codes:
        """Return the posterior means [N, d] of images [N, C, H, W]; fewer only when stopped."""
        return self.posterior(images, stop, labels)[0]

    def posterior(
        self, images: Images, stop: Stop = never, labels: Labels | None = None
    ) -> tuple[Codes, Codes]:
        """Return the posterior's means and log-variances, [N, d] each; fewer when stopped."""
        model = self._able(Encodes, mark("encode"))
        self._check(images)
        told = self._told(len(images), labels)
        pairs = list(
            self._batched(lambda x, y: torch.stack(model.encode(x, *y)), images, stop, told)
        )
        if not pairs:
            empty = np.zeros((0, self.latent_dim), np.float32)
            return empty, empty
        mean, logvar = torch.cat(pairs, 1).numpy()
        return mean, logvar

    def reconstruct(
        self, images: Images, stop: Stop = never, labels: Labels | None = None
    ) -> Images:
        """Encode to the posterior mean and decode again; [N, C, H, W] as they came."""
        return self.decode(self.encode(images, stop, labels), stop, labels)

    def discriminate(self, images: Images, stop: Stop = never) -> NDArray[np.float32]:
        """Return D(x), the probability of being real, [N]; fewer only when stopped."""
        model = self._able(Discriminates, mark("discriminate"))
        self._check(images)
        told = self._told(len(images), None)
        parts = self._batched(lambda x, y: model.discriminate(x, *y).numpy(), images, stop, told)
        return np.concatenate([np.zeros(0, np.float32), *parts])

    def _told(self, count: int, labels: Labels | None) -> Labels | None:
        """Return the classes [count] that the model is told; None where it is told none."""
        if not self.classes:
            return None
        return np.full(count, self.label, np.int64) if labels is None else labels

    def _batched(
        self,
        work: Callable[[Tensor, tuple[Tensor, ...]], Any],
        rows: NDArray[Any],
        stop: Stop,
        labels: Labels | None,
    ) -> Iterator[Any]:
        size = max(1, CHUNK // int(np.prod(self.shape)))
        with torch.inference_mode():
            for start in range(0, len(rows), size):
                if stop():
                    return
                # A copy: torch warns about arrays that may not be written, such as memory maps.
                values = torch.from_numpy(unit(rows[start : start + size]))
                part = () if labels is None else (torch.from_numpy(labels[start : start + size]),)
                yield work(values, part)

    def _able(self, kind: type, verb: str) -> Any:
        if not isinstance(self.model, kind):
            raise UserError(tr("This model cannot {verb}; choose a model that can.", verb=tr(verb)))
        return self.model

    def _check(self, images: Images) -> None:
        if images.shape[1:] != self.shape:
            raise UserError(
                tr(
                    "The images are {shape}, but the model was built for {expected}; open the data "
                    "it was trained on.",
                    shape=_size(images.shape[1:]),
                    expected=_size(self.shape),
                )
            )


def manifold(
    lens: Lens,
    plane: Plane,
    rect: tuple[float, float, float, float],
    columns: int,
    rows: int,
    rest: ArrayLike | None = None,
    stop: Stop = never,
) -> Images | None:
    """Decode the plane: one image for the middle of each cell of rect (x0, y0, x1, y1).

    Returns the mosaic without gaps, [H, W] or [H, W, 3], its top row at y1; None when stopped.
    """
    x0, y0, x1, y1 = rect
    x = x0 + (x1 - x0) * (np.arange(columns) + 0.5) / columns
    y = y1 + (y0 - y1) * (np.arange(rows) + 0.5) / rows
    points = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
    decoded = lens.decode(plane.lift(points, rest), stop)
    if len(decoded) < len(points):
        return None
    mosaic = pictures.grid(decoded, columns, gap=0)
    return mosaic[:, :, 0] if mosaic.shape[2] == 1 else mosaic


def _to_bytes(images: Tensor) -> Images:
    # A model that has diverged decodes to NaN, whose cast to bytes is undefined: black.
    return images.nan_to_num(0.0).clamp(0, 1).mul(255).round().to(torch.uint8).numpy()


def _size(shape: tuple[int, ...]) -> str:
    channels, height, width = shape
    return tr(
        "{width} x {height} pixels with %n channel(s)", "", channels, width=width, height=height
    )
