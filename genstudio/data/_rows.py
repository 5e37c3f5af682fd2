"""Where a split's images lie, and how some of them get to the device."""

from __future__ import annotations

import contextlib
import threading
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.data._mapped import forget

# Bytes of images after which memory is let go: an image that is read brings along what lies
# around it, some ten times as much.
READ = 8 << 20


class Rows(Protocol):
    """Images [N, C, H, W] of which batches are taken."""

    device: torch.device  # of the numbers that `take` is given

    def __len__(self) -> int: ...

    def take(self, chosen: Tensor) -> Tensor:
        """Return the images of these numbers [B], on the device that trains."""

    def prepare(self, chosen: Tensor) -> None:
        """Be told what will be taken next."""

    def every(self, step: int) -> Tensor:
        """Return every step-th image, on the device that trains."""

    def close(self) -> None:
        """Wait for what is being read; more can be taken afterwards."""


class Resident:
    """Images that are on the device already."""

    def __init__(self, images: Tensor) -> None:
        self.images = images
        self.device = images.device

    def __len__(self) -> int:
        return len(self.images)

    def take(self, chosen: Tensor) -> Tensor:
        """Gather them there."""
        return self.images.index_select(0, chosen)

    def prepare(self, chosen: Tensor) -> None:
        """Do nothing: they are there."""

    def every(self, step: int) -> Tensor:
        """Return a view of them."""
        return self.images[::step]

    def close(self) -> None:
        """Do nothing: nothing is being read."""


class Mapped:
    """Images that stay on the disk (or in the memory of the host) and come batch by batch.

    The batch that is announced is read by a thread meanwhile. Memory stays bounded: what
    was read is let go again.
    """

    def __init__(self, images: NDArray[Any], rows: NDArray[np.int64], device: torch.device) -> None:
        """Take all images [M, C, H, W], and which of them these rows are [N]."""
        self.device = torch.device("cpu")
        self._images, self._rows, self._target = images, rows, device
        self._read = 0
        self._ahead: _Reading | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def take(self, chosen: Tensor) -> Tensor:
        """Return what was announced, or read what was not."""
        ahead, self._ahead = self._ahead, None
        found = None if ahead is None else ahead.result()
        if ahead is None or found is None or not torch.equal(ahead.chosen, chosen):
            found = self._gather(chosen)
        return found.to(self._target, non_blocking=True)

    def prepare(self, chosen: Tensor) -> None:
        """Begin to read what will be taken next."""
        self._ahead = _Reading(self, chosen)
        self._ahead.start()

    def every(self, step: int) -> Tensor:
        """Read every step-th image."""
        return self._gather(torch.arange(0, len(self), step)).to(self._target)

    def close(self) -> None:
        """Let no thread read on."""
        if self._ahead is not None:
            self._ahead.join()

    def _gather(self, chosen: Tensor) -> Tensor:
        """Read images in the order in which they lie, and return them in that of `chosen`."""
        rows = self._rows[chosen.numpy()]
        order = np.argsort(rows, kind="stable")
        found = np.empty((len(rows), *self._images.shape[1:]), self._images.dtype)
        for part in np.array_split(order, max(1, found.nbytes // READ)):
            found[part] = self._images[rows[part]]
            self._read += found[:1].nbytes * len(part)
            if self._read > READ:
                forget(self._images)
                self._read = 0
        images = torch.from_numpy(found)
        return images.pin_memory() if self._target.type == "cuda" else images


class _Reading(threading.Thread):
    """One batch that is read while the one before it is in use; it ends by itself."""

    def __init__(self, rows: Mapped, chosen: Tensor) -> None:
        super().__init__(name="read", daemon=True)
        self.chosen = chosen
        self._rows = rows
        self._found: Tensor | None = None

    def run(self) -> None:
        """Read; what goes wrong goes wrong again, and is told, when the batch is taken."""
        with contextlib.suppress(OSError, MemoryError):
            self._found = self._rows._gather(self.chosen)

    def result(self) -> Tensor | None:
        """Return the images once they are there; None where reading them failed."""
        self.join()
        return self._found


def to_unit(images: Tensor) -> Tensor:
    """Return what models take: pixels as float32 in [0, 1], and points as they are."""
    if images.dtype == torch.uint8:
        return images.to(torch.float32).div_(255)
    return images.to(torch.float32)
