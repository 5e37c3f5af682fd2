"""Batch normalisation (Ioffe & Szegedy, arXiv:1502.03167) over all processes' examples."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from genstudio.nn import across


class BatchNorm(nn.BatchNorm2d):
    """PyTorch's layer; where a process has only a share of a batch, it takes the whole one's."""

    def forward(self, x: Tensor) -> Tensor:
        """Normalise [B, C, H, W] by the mean and variance of each channel over the batch."""
        mine = across.share() if self.training else None
        if mine is None:
            return super().forward(x)
        mean = across.mean(x.mean((2, 3)))
        variance = across.mean((x - mean[:, None, None]).square().mean((2, 3)))
        _, _, count = mine.rows(len(x))
        self._follow(mean, variance, count * x.shape[2] * x.shape[3])
        scale = self.weight * torch.rsqrt(variance + self.eps)
        return (x - mean[:, None, None]) * scale[:, None, None] + self.bias[:, None, None]

    @torch.no_grad()
    def _follow(self, mean: Tensor, variance: Tensor, count: int) -> None:
        """Move the running values, which are those of a sample: the variance has 1/(n - 1)."""
        assert self.running_mean is not None
        assert self.running_var is not None
        assert self.num_batches_tracked is not None
        assert self.momentum is not None
        self.num_batches_tracked.add_(1)
        self.running_mean.lerp_(mean, self.momentum)
        self.running_var.lerp_(variance * (count / max(1, count - 1)), self.momentum)
