"""Total variation of images: what noise has much of, and what a picture has little of."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

TINY = 1e-12  # under the root, whose slope at 0 is infinite


def total_variation(image: Tensor, power: float = 2.0) -> Tensor:
    """Return sum ((u_{i,j+1} - u_ij)^2 + (u_{i+1,j} - u_ij)^2)^(power / 2) of images, [B].

    Images are [B, C, H, W]; the difference across the last row and column is 0 (Mahendran and
    Vedaldi, arXiv:1412.0035, eq. 3, for each channel by itself).
    """
    down = functional.pad(image.diff(dim=2), (0, 0, 0, 1))
    across = functional.pad(image.diff(dim=3), (0, 1))
    squares = down.square() + across.square()
    if power != 2:
        squares = (squares + TINY) ** (power / 2)
    return squares.flatten(1).sum(1)
