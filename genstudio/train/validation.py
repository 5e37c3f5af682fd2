"""Terms on held-out images, in eval mode and with the same noise every time."""

from __future__ import annotations

import math
from typing import Any, NamedTuple, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.data.batches import to_unit
from genstudio.models import Batch, Summarises, Terms

Some = TypeVar("Some", Tensor, NDArray[np.int64])  # images, or the places of images

LARGEST = 2048  # images; more would not make the curve visibly smoother
CHUNK = 256
SHARE = 0.007  # of the training time; a forward pass takes about a third of a step
SEED = 20_140_901


class Found(NamedTuple):
    """What was found: numbers by name, and lists with one number a latent dimension or so."""

    scalars: dict[str, float]
    profiles: dict[str, list[float]]


class HeldOut(NamedTuple):
    """Validation images [N, C, H, W] on the device, and what is known of them."""

    images: Tensor
    labels: Tensor | None = None
    text: Tensor | None = None
    box: Tensor | None = None

    def part(self, start: int) -> tuple[Tensor, tuple[Tensor | None, ...]]:
        """Return a chunk of the images from `start` on, and what is known of these."""
        chunk = slice(start, start + CHUNK)
        images, *known = (None if part is None else part[chunk] for part in self)
        assert images is not None
        return images, tuple(known)


class Validation:
    """The validation images of a run."""

    def __init__(self, held_out: HeldOut | None, batch_size: int, every: int) -> None:
        self._held_out = held_out if held_out is not None and len(held_out.images) else None
        count = 0 if self._held_out is None else len(self._held_out.images)
        # A pure function of the settings: a resumed run validates at the same steps.
        automatic = max(20, math.ceil(count / (3 * SHARE * batch_size)))
        self.every = (every or automatic) if count else 0

    def is_due(self, step: int) -> bool:
        """Say whether the curve has a point after this step."""
        return self.every > 0 and step > 0 and step % self.every == 0

    @torch.no_grad()
    def terms(self, model: Any, step: int) -> Found:
        """Return the means over all images, named `val ...`, in one transfer.

        A model that is a Summarises makes its last terms of them.
        """
        if self._held_out is None:
            return Found({}, {})
        count = len(self._held_out.images)
        noise = torch.Generator(self._held_out.images.device).manual_seed(SEED)
        model.eval()
        sums: Terms = {}
        for start in range(0, count, CHUNK):
            images, (label, text, box) = self._held_out.part(start)
            batch = Batch(to_unit(images), noise, label, step=step, text=text, box=box)
            for name, value in model.evaluate(batch).items():
                sums[name] = sums.get(name, 0) + value * len(images)
        model.train()
        sums.pop("loss", None)
        means = {name: value / count for name, value in sums.items()}
        return _brought(model.summarise(means) if isinstance(model, Summarises) else means)


def _brought(means: Terms) -> Found:
    """Bring all terms from the device at once; a vector becomes a profile."""
    if not means:
        return Found({}, {})
    flat = iter(torch.cat([value.reshape(-1) for value in means.values()]).tolist())
    found = Found({}, {})
    for name, value in means.items():
        numbers = [next(flat) for _ in range(value.numel())]
        if value.dim():
            found.profiles[f"val {name}"] = numbers
        else:
            found.scalars[f"val {name}"] = numbers[0]
    return found


def spread(images: Some, most: int) -> Some:
    """Return at most `most` images from all over a set, which may be sorted by class."""
    return images[:: max(1, math.ceil(len(images) / most))]
