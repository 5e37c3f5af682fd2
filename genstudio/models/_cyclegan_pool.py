"""The pool of former translations that a discriminator is shown (arXiv:1612.07828)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from genstudio.nn import across
from genstudio.nn.noise import uniform


class Pool(nn.Module):
    """Keeps some images [size, C, H, W], as pixels of 8 bits, which is what data have too.

    It is filled first. Then an image is either shown at once, or takes the place of one that was
    drawn from the pool and is shown instead: each with probability 1/2. All of it is made of
    operations on tensors, so that a step can be recorded as a graph, and all is in the checkpoint.
    """

    images: Tensor
    filled: Tensor

    def __init__(self, size: int, shape: tuple[int, int, int]) -> None:
        super().__init__()
        self.size = size
        self.register_buffer("images", torch.zeros((size, *shape), dtype=torch.uint8))
        self.register_buffer("filled", torch.zeros((), dtype=torch.int64))

    @torch.no_grad()
    def swap(self, fresh: Tensor, noise: torch.Generator) -> Tensor:
        """Return what is to be shown in place of images [B, C, H, W] in [-1, 1]."""
        if not self.size:
            return fresh
        # All processes have one pool: each puts the whole batch through it, and takes its own.
        whole, first = across.gathered(fresh)
        with across.sharing(None):
            chance = uniform(len(whole), 2, noise, fresh.device)
        drawn = (chance[:, 1] * self.size).long().clamp(max=self.size - 1)
        keep = chance[:, 0] < 0.5
        shown = [self._swap(whole[i : i + 1], keep[i], drawn[i]) for i in range(len(whole))]
        return torch.cat(shown)[first : first + len(fresh)]

    def _swap(self, fresh: Tensor, keep: Tensor, drawn: Tensor) -> Tensor:
        """Take one image [1, C, H, W]: one after the other, two may meet in the same place."""
        room = self.filled < self.size
        place = torch.where(room, self.filled, drawn).reshape(1)
        former = self.images.index_select(0, place)
        at_once = room | keep
        stays = keep & ~room
        pixels = ((fresh + 1) * 127.5).round().to(torch.uint8)
        self.images.index_copy_(0, place, torch.where(stays, former, pixels))
        self.filled.add_(room)
        return torch.where(at_once, fresh, former.to(fresh.dtype) / 127.5 - 1)
