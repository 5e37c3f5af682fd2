"""Batches of images that are gathered where they lie, by index."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import torch
from torch import Tensor

from genstudio.core import shares
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data._mapped import is_mapped
from genstudio.data._rows import Mapped, Resident, Rows, to_unit
from genstudio.data.dataset import Dataset, Split

__all__ = ["Batches", "to_unit"]


class Batches:
    """An endless sequence of shuffled batches whose place is two integers.

    The order of an epoch is a pure function of (seed, epoch), the same on every device,
    so that restoring `epoch` and `position` restores all batches to come. The last,
    incomplete batch of an epoch is left out, unless the whole set is smaller than a batch.
    """

    def __init__(
        self, images: Tensor | Rows, labels: Tensor | None, batch_size: int, seed: int
    ) -> None:
        """Take uint8 images [N, C, H, W] and labels [N] that already are on the device.

        Or rows of them that know themselves how they get there; labels then are where the
        numbers of rows are, and go to their images with each batch.
        """
        rows = Resident(images) if isinstance(images, Tensor) else images
        if len(rows) == 0:
            raise UserError(tr("There are no images to train on: choose a larger data set."))
        if batch_size < 1:
            raise UserError(
                tr(
                    "Batch size (batch_size) is {batch_size}; it must be at least 1.",
                    batch_size=batch_size,
                )
            )
        self.rows = rows
        self.labels = labels
        self.batch_size = min(batch_size, len(rows))
        self.seed = seed
        self.epoch = 0
        self.position = 0  # images already taken in this epoch
        self.rank, self.ranks = 0, 1  # which share of each batch is taken, of how many
        self._order = self._order_of(0)

    @classmethod
    def of(
        cls, dataset: Dataset, split: Split, batch_size: int, seed: int, device: torch.device | str
    ) -> Batches:
        """Bring one split of a data set to the device and make batches of it.

        Images that lie on the disk stay there, and only batches are brought.
        """
        chosen = dataset.indices(split)
        images: Tensor | Rows
        if is_mapped(dataset.images):
            images = Mapped(dataset.images, chosen, torch.device(device))
        else:
            images = torch.from_numpy(dataset.images[chosen]).to(device)
        known, device = dataset.labels, images.device
        labels = None if known is None else torch.from_numpy(known[chosen]).to(device)
        return cls(images, labels, batch_size, seed)

    @property
    def per_epoch(self) -> int:
        """Batches in an epoch."""
        return len(self.rows) // self.batch_size

    @property
    def epochs_done(self) -> float:
        """Epochs behind us, with the fraction of this one."""
        return self.epoch + self.position / (self.per_epoch * self.batch_size)

    @property
    def share(self) -> tuple[int, int]:
        """The first and last example of each batch that this process takes: by default, all."""
        return shares.part(self.batch_size, self.rank, self.ranks)

    def next(self) -> tuple[Tensor, Tensor | None]:
        """Return float32 images [B, C, H, W] in [0, 1] and labels [B], and move on.

        Points come as they are.
        """
        chosen = self._chosen()
        images = to_unit(self.rows.take(chosen))
        labels = None
        if self.labels is not None:
            labels = self.labels.index_select(0, chosen).to(images.device, non_blocking=True)
        self._move(self.epoch, self.position + self.batch_size)
        self.rows.prepare(self._chosen())
        return images, labels

    def _chosen(self) -> Tensor:
        """Return the rows of the batch to come that this process takes."""
        first, last = self.share
        return self._order[self.position + first : self.position + last]

    def state(self) -> dict[str, int]:
        """Return the place in the data, ready for JSON."""
        return {"epoch": self.epoch, "position": self.position}

    def restore(self, state: Mapping[str, int]) -> None:
        """Go to a place that `state` returned; the batches that follow are the same again."""
        epoch, position = int(state["epoch"]), int(state["position"])
        if epoch < 0 or position < 0:
            raise UserError(
                tr(
                    "There is no epoch {epoch} with {position} images taken.",
                    epoch=epoch,
                    position=position,
                )
            )
        self._move(epoch, position)

    def _move(self, epoch: int, position: int) -> None:
        """Be at a place; where no whole batch is left of the epoch, at the next one's start."""
        if position + self.batch_size > len(self.rows):
            epoch, position = epoch + 1, 0
        if epoch != self.epoch:
            self._order = self._order_of(epoch)
        self.epoch, self.position = epoch, position

    def _order_of(self, epoch: int) -> Tensor:
        digest = hashlib.sha256(f"{self.seed} {epoch}".encode()).digest()
        generator = torch.Generator().manual_seed(int.from_bytes(digest[:7]))
        order = torch.randperm(len(self.rows), generator=generator)
        return order.to(self.rows.device)
