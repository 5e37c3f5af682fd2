"""Cut a box out of feature maps, and put features into a box: by matrices of weights.

A spatial transformer (Jaderberg et al., arXiv:1506.02025) for boxes with sides along the axes.
Bilinear weights are products of one factor a side, so both are two matrix products, of which
there are derivatives of any order; PyTorch's `grid_sample` has the first only, and a penalty on
a discriminator's slope needs the second.
"""

from __future__ import annotations

import torch
from torch import Tensor

SMALLEST = 1 / 16  # of a box's sides


def tidy(box: Tensor) -> Tensor:
    """Return boxes [B, 4] (left, top, right, bottom) inside [0, 1], of some size at least."""
    first = torch.minimum(box[:, :2], box[:, 2:]).clamp(0, 1 - SMALLEST)
    last = torch.maximum(box[:, :2], box[:, 2:]).clamp(max=1)
    return torch.cat([first, torch.maximum(last, first + SMALLEST)], 1)


def cut(x: Tensor, box: Tensor, size: int) -> Tensor:
    """Return what maps [B, C, H, W] show in their boxes [B, 4], [B, C, size, size]."""
    rows = _samples(box[:, 1], box[:, 3], x.shape[2], size)
    columns = _samples(box[:, 0], box[:, 2], x.shape[3], size)
    return rows[:, None] @ x @ columns[:, None].transpose(2, 3)


def put(x: Tensor, box: Tensor, height: int, width: int) -> Tensor:
    """Return maps [B, C, height, width] with [B, C, h, w] in their boxes, and 0 around them."""
    rows = _spread(box[:, 1], box[:, 3], x.shape[2], height)
    columns = _spread(box[:, 0], box[:, 2], x.shape[3], width)
    return rows[:, None] @ x @ columns[:, None].transpose(2, 3)


def inside(box: Tensor, height: int, width: int) -> Tensor:
    """Return the share of each cell that its box covers, [B, 1, height, width]."""
    rows, columns = (
        _covered(box[:, side], box[:, side + 2], cells) for side, cells in ((1, height), (0, width))
    )
    return rows[:, None, :, None] * columns[:, None, None, :]


def _samples(start: Tensor, end: Tensor, cells: int, size: int) -> Tensor:
    """Return weights [B, size, cells] of samples at the centres of `size` parts of a box."""
    part = (torch.arange(size, device=start.device) + 0.5) / size
    at = (start[:, None] + (end - start)[:, None] * part) * cells - 0.5
    return _hat(at.clamp(0, cells - 1), cells)


def _spread(start: Tensor, end: Tensor, cells: int, size: int) -> Tensor:
    """Return weights [B, size, cells] with which a box's cells show in `size` cells of a map."""
    centre = (torch.arange(size, device=start.device) + 0.5) / size
    at = (centre - start[:, None]) / (end - start)[:, None] * cells - 0.5
    return _hat(at.clamp(0, cells - 1), cells) * _covered(start, end, size)[:, :, None]


def _hat(at: Tensor, cells: int) -> Tensor:
    places = torch.arange(cells, device=at.device)
    return (1 - (at[:, :, None] - places).abs()).clamp(min=0)


def _covered(start: Tensor, end: Tensor, cells: int) -> Tensor:
    """Return the share [B, cells] of each of `cells` parts of a side that lies in the box."""
    first = torch.arange(cells, device=start.device) / cells
    low = torch.maximum(first, start[:, None])
    high = torch.minimum(first + 1 / cells, end[:, None])
    return (high - low).clamp(min=0) * cells
