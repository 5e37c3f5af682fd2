"""How much the decoder stretches the plane: half log det J'J, the log of an area's growth.

J [pixels, 2] are the derivatives of the decoded image by the plane's two coordinates. Where it
is high, a small step changes the picture a lot: the boundary between two kinds of image.
(Bishop, Svensen and Williams 1997, "Magnification factors for the GTM algorithm".)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from genstudio.analysis.project import Plane

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens

FLOOR = 1e-30  # of the determinant: a decoder that does not move at all has none
CHUNK = 2**17  # decoded numbers at once


def magnification(
    lens: Lens, plane: Plane, points: ArrayLike, rest: ArrayLike | None = None
) -> NDArray[np.float64]:
    """Return half log det J'J at points [M, 2] of the plane, in nats: log of area, [M].

    Two products J v, whatever the number of pixels: J'u is differentiated by u, in which it is
    linear. (torch's forward mode compiles its rules at the first use, which takes seconds.)
    """
    codes = torch.from_numpy(plane.lift(points, rest))
    axes = torch.from_numpy(np.ascontiguousarray(plane.steps.T)).to(codes.dtype)
    size = max(1, CHUNK // int(np.prod(lens.shape)))
    found = [_of_chunk(lens, part, axes) for part in codes.split(size)]
    return torch.cat(found).numpy() if found else np.zeros(0)


def _of_chunk(lens: Lens, z: Tensor, axes: Tensor) -> Tensor:
    told = torch.full((len(z),), lens.label) if lens.classes else None

    with torch.enable_grad():
        leaf = z.clone().requires_grad_(True)
        pixels: Tensor = lens.model.decode(leaf, *(() if told is None else (told,))).flatten(1)
        weights = torch.ones_like(pixels, requires_grad=True)
        (pulled,) = torch.autograd.grad(pixels, leaf, weights, create_graph=True)
        columns = [
            torch.autograd.grad(pulled, weights, axis.expand_as(z), retain_graph=True)[0].double()
            for axis in axes
        ]
    if len(columns) == 1:  # a line: the growth of a length
        return 0.5 * columns[0].square().sum(1).clamp(min=FLOOR).log()
    (a, b), both = (c.square().sum(1) for c in columns), (columns[0] * columns[1]).sum(1)
    return 0.5 * (a * b - both**2).clamp(min=FLOOR).log()
