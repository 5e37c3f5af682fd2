"""Terms on held-out images, in eval mode and with the same noise every time."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor

from genstudio.models import Batch

LARGEST = 2048  # images; more would not make the curve visibly smoother
CHUNK = 256
SHARE = 0.007  # of the training time; a forward pass takes about a third of a step
SEED = 20_140_901


class Validation:
    """The validation images of a run, uint8 [N, C, H, W] on the device."""

    def __init__(self, images: Tensor | None, batch_size: int, every: int) -> None:
        self._images = None if images is None or not len(images) else spread(images, LARGEST)
        count = 0 if self._images is None else len(self._images)
        # A pure function of the settings: a resumed run validates at the same steps.
        automatic = max(20, math.ceil(count / (3 * SHARE * batch_size)))
        self.every = (every or automatic) if count else 0

    def is_due(self, step: int) -> bool:
        """Say whether the curve has a point after this step."""
        return self.every > 0 and step > 0 and step % self.every == 0

    @torch.no_grad()
    def terms(self, model: Any, step: int) -> dict[str, float]:
        """Return the means over all images, named `val ...`, in one transfer."""
        if self._images is None:
            return {}
        device = self._images.device
        noise = torch.Generator(device).manual_seed(SEED)
        model.eval()
        sums: dict[str, Tensor] = {}
        for chunk in self._images.split(CHUNK):
            batch = Batch(chunk.to(torch.float32) / 255, noise, step=step)
            for name, value in model.evaluate(batch).items():
                sums[name] = sums.get(name, 0) + value * len(chunk)
        model.train()
        sums.pop("loss", None)
        if not sums:
            return {}
        means = (torch.stack(list(sums.values())) / len(self._images)).tolist()
        return {f"val {name}": mean for name, mean in zip(sums, means)}


def spread(images: Tensor, most: int) -> Tensor:
    """Return at most `most` images from all over a set, which may be sorted by class."""
    return images[:: max(1, math.ceil(len(images) / most))]
