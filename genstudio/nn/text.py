"""An encoder of captions: the mean of their tokens' vectors, through one layer.

What all captions have in common ("a ... in the middle") says nothing, and would be most of such
a mean: so the mean over some captions of the data is taken off, once those are known.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from genstudio.nn.layers import Linear, scaled

BAG = 64  # numbers of a token's vector
TINY = 1e-6


class TextEncoder(nn.Module):
    """Tokens [B, T] with 0 for none to embeddings phi [B, size] of mean square 1.

    The order of words is not heeded. The fixed size keeps an embedding in range however far
    training goes. `usual` [buckets] is how often each token is met in a caption.
    """

    usual: Tensor

    def __init__(self, buckets: int, size: int) -> None:
        super().__init__()
        self.size, self.buckets = size, buckets
        # As large as the one token it is taken from, not as the sum over all of them.
        self.table = scaled(Linear(buckets, BAG, bias=False), math.sqrt(buckets))
        self.layer = Linear(BAG, size)
        self.register_buffer("usual", torch.zeros(buckets))

    def shares(self, text: Tensor) -> Tensor:
        """Return each token's share of the captions [B, T], [B, buckets]; 0 stands for none."""
        found = torch.zeros(len(text), self.buckets, device=text.device)
        found.scatter_add_(1, text, torch.ones_like(text, dtype=found.dtype))
        found[:, 0] = 0
        return found / found.sum(1, keepdim=True).clamp(min=1)

    @torch.no_grad()
    def remember(self, text: Tensor) -> None:
        """Take captions [N, T] for the data's usual ones."""
        self.usual.copy_(self.shares(text).mean(0))

    def forward(self, text: Tensor) -> Tensor:
        """Return the embeddings of captions [B, T]."""
        hidden = self.layer(self.table(self.shares(text) - self.usual))
        scale = hidden.square().mean(1, keepdim=True).add(TINY).rsqrt()
        return hidden * scale
