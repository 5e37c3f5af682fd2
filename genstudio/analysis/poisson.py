"""Poisson blending (Perez et al. 2003): a patch keeps its slopes and takes the picture's colours.

    min_u  sum over neighbours i, j, one of them in the hole, of ((u_i - u_j) - (g_i - g_j))^2

with u = y outside of the hole, g being what fills it. With v = u - g this is Laplace's equation
for v on the grid with 5-point stencils: v is harmonic in the hole and y - g around it. Where the
hole reaches the picture's border nothing pulls there (the neighbours that do not exist are left
out: Neumann's condition). Solved by conjugate gradients for all patches at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

EXACT = 1e-3  # of what is to be solved for: in units of the pixels', far below a grey level
ROUNDS = 2000


class Blender:
    """Blends into one hole [H, W]; the last solution is where the next search begins.

    While a picture is searched for, its patches change little from one look to the next, so
    that most of the work has been done already.
    """

    def __init__(self, hole: Mask) -> None:
        if hole.all():
            raise ValueError("a hole over everything has no border to blend with")
        self._hole = hole
        self._degree = _neighbours(np.ones(hole.shape))
        self._last: Floats | None = None

    def blend(self, known: NDArray[Any], patches: NDArray[Any]) -> Floats:
        """Return patches [..., H, W] blended into `known` (of a shape that broadcasts to theirs).

        Outside of the hole the result is `known`, exactly.
        """
        around = np.where(self._hole, 0.0, known - patches)
        inside = self._harmonic(around.reshape(-1, *self._hole.shape))
        v = around + inside.reshape(around.shape)
        return np.where(self._hole, patches + v, known)

    def _harmonic(self, around: Floats, exact: float = EXACT) -> Floats:
        """Return what is harmonic in the hole for values around it, [N, H, W]; 0 outside."""
        right = np.where(self._hole, _neighbours(around), 0.0)
        kept = self._last is not None and self._last.shape == around.shape
        x = self._last.copy() if kept and self._last is not None else self._level(around)
        residual = right - self._apply(x)
        way, size = residual.copy(), _dots(residual, residual)
        least = (exact * self._scale()) ** 2
        for _ in range(ROUNDS):
            if (size <= least).all():
                break
            image = self._apply(way)
            step = size / np.maximum(_dots(way, image), np.finfo(float).tiny)
            x += step * way
            residual -= step * image
            new = _dots(residual, residual)
            way = residual + new / np.maximum(size, np.finfo(float).tiny) * way
            size = new
        self._last = x
        return x

    def _scale(self) -> float:
        """Return how large a residual is that is off by 1 in the worst way, roughly.

        The operator's smallest eigenvalue falls with the square of the hole's width.
        """
        return 1 / float(max(1.0, self._hole.sum()) ** 0.5)

    def _level(self, around: Floats) -> Floats:
        """Begin with the mean of what is around the hole."""
        edge = ~self._hole & (_neighbours(self._hole.astype(float)) > 0)
        mean = around[:, edge].mean(1)[:, None, None]
        return np.where(self._hole, mean, 0.0)

    def _apply(self, x: Floats) -> Floats:
        return np.where(self._hole, self._degree * x - _neighbours(x), 0.0)


def blend(known: NDArray[Any], patches: NDArray[Any], hole: Mask) -> Floats:
    """Blend patches [..., H, W] into the hole of a picture once."""
    return Blender(hole).blend(known, patches)


def diffuse(known: NDArray[Any], hole: Mask) -> Floats:
    """Fill the hole of pictures [..., H, W] harmonically from what is around it: no model at all.

    As heat would spread from the known pixels; what is in the hole is not looked at.
    """
    pictures = np.where(hole, 0.0, known)
    return Blender(hole).blend(pictures, np.zeros_like(pictures))


def seam(picture: NDArray[Any], hole: Mask) -> tuple[float, float]:
    """Return the mean |difference| of neighbours across the hole's border, and inside the hole.

    Of pictures [..., H, W]. The first is nan where the hole has no border, the second where it
    has no two pixels side by side.
    """
    across: list[Floats] = []
    inside: list[Floats] = []
    for axis in (-1, -2):
        steps = np.abs(np.diff(np.asarray(picture, float), axis=axis))
        first = hole[:, :-1] if axis == -1 else hole[:-1]
        second = hole[:, 1:] if axis == -1 else hole[1:]
        across.append(steps[..., first != second].ravel())
        inside.append(steps[..., first & second].ravel())
    means = [np.concatenate(parts) for parts in (across, inside)]
    border, interior = (float(part.mean()) if part.size else float("nan") for part in means)
    return border, interior


def _neighbours(x: Floats) -> Floats:
    """Return the sum of the up to four neighbours of each pixel of [..., H, W]."""
    total = np.zeros_like(x)
    total[..., 1:, :] += x[..., :-1, :]
    total[..., :-1, :] += x[..., 1:, :]
    total[..., :, 1:] += x[..., :, :-1]
    total[..., :, :-1] += x[..., :, 1:]
    return total


def _dots(a: Floats, b: Floats) -> Floats:
    product: Floats = np.einsum("nhw,nhw->n", a, b)[:, None, None]
    return product
