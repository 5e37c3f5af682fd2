"""Batches of images that are gathered where they lie, by index."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from genstudio.core import shares
from genstudio.core.errors import UserError
from genstudio.core.language import tr
from genstudio.data._mapped import is_mapped
from genstudio.data._rows import Mapped, Resident, Rows, to_unit
from genstudio.data.conditions import NONE, Conditions, conditions_of
from genstudio.data.dataset import Dataset, Split

__all__ = ["Batches", "Drawn", "to_unit"]


class Drawn(NamedTuple):
    """A batch: float32 images [B, C, H, W] in [0, 1], and what is known of them."""

    image: Tensor
    label: Tensor | None
    text: Tensor | None = None
    box: Tensor | None = None

    def to(self, device: torch.device) -> Drawn:
        """Bring it all to a device."""
        known = (None if t is None else t.to(device, non_blocking=True) for t in self[1:])
        return Drawn(self.image.to(device, non_blocking=True), *known)


class Batches:
    """An endless sequence of shuffled batches whose place is two integers.

    The order of an epoch is a pure function of (seed, epoch), the same on every device,
    so that restoring `epoch` and `position` restores all batches to come. The last,
    incomplete batch of an epoch is left out, unless the whole set is smaller than a batch.
    With `domains`, two classes, images of the one and of the other take turns; an epoch then
    is over when each image of the larger class has been taken once.
    """

    def __init__(
        self,
        images: Tensor | Rows,
        labels: Tensor | None,
        batch_size: int,
        seed: int,
        conditions: Conditions = NONE,
        domains: tuple[int, int] | None = None,
    ) -> None:
        """Take uint8 images [N, C, H, W] and labels [N] that already are on the device.

        Or rows of them that know themselves how they get there; labels and conditions then
        are where the numbers of rows are, and go to their images with each batch.
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
        self.conditions = conditions
        self._domains = None if domains is None else _apart(labels, domains)
        self._length = len(rows)
        if self._domains is not None:
            self._length = 2 * max(len(rows) for rows in self._domains)
        self.batch_size = min(batch_size, self._length)
        self.seed = seed
        self.epoch = 0
        self.position = 0  # images already taken in this epoch
        self.rank, self.ranks = 0, 1  # which share of each batch is taken, of how many
        self._order = self._order_of(0)

    @classmethod
    def of(
        cls,
        dataset: Dataset,
        split: Split,
        batch_size: int,
        seed: int,
        device: torch.device | str,
        wanted: Sequence[str] = (),
        domains: tuple[int, int] | None = None,
    ) -> Batches:
        """Bring one split of a data set to the device and make batches of it.

        Images that lie on the disk stay there, and only batches are brought. `wanted` is what
        the family asks for beside images (its CONDITIONS), `domains` the two classes where it
        asks for two; raises UserError where the data do not have it.
        """
        chosen = dataset.indices(split)
        images: Tensor | Rows
        if is_mapped(dataset.images):
            images = Mapped(dataset.images, chosen, torch.device(device))
        else:
            images = torch.from_numpy(dataset.images[chosen]).to(device)
        known, device = dataset.labels, images.device
        labels = None if known is None else torch.from_numpy(known[chosen]).to(device)
        conditions = conditions_of(dataset, chosen, wanted).to(device)
        return cls(images, labels, batch_size, seed, conditions, domains)

    @property
    def batch_size(self) -> int:
        """Images a batch; an even number of them where two classes take turns."""
        return self._batch_size

    @batch_size.setter
    def batch_size(self, size: int) -> None:
        """Change it from the next batch on."""
        self._batch_size = size if self._domains is None else max(2, size - size % 2)

    @property
    def per_epoch(self) -> int:
        """Batches in an epoch."""
        return self._length // self.batch_size

    @property
    def epochs_done(self) -> float:
        """Epochs behind us, with the fraction of this one."""
        return self.epoch + self.position / (self.per_epoch * self.batch_size)

    @property
    def share(self) -> tuple[int, int]:
        """The first and last example of each batch that this process takes: by default, all."""
        return shares.part(self.batch_size, self.rank, self.ranks, self.together)

    @property
    def together(self) -> int:
        """How many examples, one behind the other, no share may part: pairs of two kinds."""
        return 1 if self._domains is None else 2

    def next(self) -> tuple[Tensor, Tensor | None]:
        """Return float32 images [B, C, H, W] in [0, 1] and labels [B], and move on.

        Points come as they are.
        """
        return self.draw()[:2]

    def draw(self) -> Drawn:
        """Return the next images with all that is known of them, and move on."""
        chosen = self._chosen()
        images = to_unit(self.rows.take(chosen))
        labels = None
        if self.labels is not None:
            labels = self.labels.index_select(0, chosen).to(images.device, non_blocking=True)
        known = self.conditions.take(chosen).to(images.device)
        self._move(self.epoch, self.position + self.batch_size)
        self.rows.prepare(self._chosen())
        return Drawn(images, labels, known.text, known.box)

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
        if position + self.batch_size > self._length:
            epoch, position = epoch + 1, 0
        if epoch != self.epoch:
            self._order = self._order_of(epoch)
        self.epoch, self.position = epoch, position

    def _order_of(self, epoch: int) -> Tensor:
        digest = hashlib.sha256(f"{self.seed} {epoch}".encode()).digest()
        generator = torch.Generator().manual_seed(int.from_bytes(digest[:7]))
        if self._domains is None:
            order = torch.randperm(len(self.rows), generator=generator)
        else:
            half = self._length // 2
            parts = [_shuffled(rows, half, generator) for rows in self._domains]
            order = torch.stack(parts, 1).reshape(-1)
        return order.to(self.rows.device)


def _apart(labels: Tensor | None, domains: tuple[int, int]) -> tuple[Tensor, Tensor]:
    """Return the rows of either class; raises UserError where one has none."""
    known = None if labels is None else labels.cpu()
    found = [torch.zeros(0) if known is None else (known == c).nonzero()[:, 0] for c in domains]
    if not all(len(rows) for rows in found):
        raise UserError(
            tr(
                "One of the two kinds of pictures has none to train on: choose folders with more "
                "pictures in each."
            )
        )
    return found[0], found[1]


def _shuffled(rows: Tensor, count: int, generator: torch.Generator) -> Tensor:
    """Return `count` of the rows in random order: each as often as any other, but for one."""
    rounds = -(-count // len(rows))
    parts = [rows[torch.randperm(len(rows), generator=generator)] for _ in range(rounds)]
    return torch.cat(parts)[:count]
