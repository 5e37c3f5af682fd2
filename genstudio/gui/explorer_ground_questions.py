"""What can be drawn behind the points besides decoded images; computed in worker threads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import density
from genstudio.analysis.density import Mixture, Support
from genstudio.gui import colour_maps

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.analysis.project import Plane
    from genstudio.data.dataset import Dataset
    from genstudio.gui.explorer_questions import Cloud

Kind = Literal["density", "prior", "magnification"]
Limits = tuple[float, float]
Rect = tuple[float, float, float, float]
Values = NDArray[np.float64]

MAPS: dict[Kind, colour_maps.Name] = {
    "density": "viridis",
    "prior": "viridis",
    "magnification": "cividis",
}
CELL: dict[Kind, int] = {"density": 3, "prior": 3, "magnification": 20}  # screen pixels
TILTED = 9  # of a plane whose axes are not those of z: each Gaussian is one of two dimensions
SMOOTH = 6  # screen pixels of what is drawn in larger cells
ENDS = (2.0, 98.0)  # percent of the cells whose magnification lies within the colours


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What to compute: `size` is the view's in pixels, `limits` those that the colours keep.

    `model` names the run: limits that were found for one are not those of another.
    """

    kind: Kind
    model: Any
    plane: Plane
    rest: NDArray[np.float32] | None
    rect: Rect
    size: tuple[int, int]
    limits: Limits | None


@dataclass(frozen=True, slots=True, eq=False)
class Shade:
    """A picture [H, W, 3] of a quantity over a part of the plane, and its limits."""

    asked: Asked
    image: NDArray[np.uint8]
    limits: Limits


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """The mixture of q(z|x) of some data, by the weights of a view, and where there are data."""

    view: Any
    cloud: Cloud
    mixture: Mixture
    support: Support


def spread(
    lens: Lens, view: Any, cloud: Cloud, dataset: Dataset, known: Mixture | None
) -> Spread | None:
    """Encode a sample of the data, unless it is known, and learn where the data lie."""
    if "encode" not in lens.capabilities or cloud.codes.shape[1] != lens.latent_dim:
        return None
    mixture = known
    if mixture is None:
        rows = cloud.indices[: density.MIXED]
        labels = None if dataset.labels is None else dataset.labels[rows]
        mixture = density.mixture_of(lens, dataset.images[rows], labels)
    return Spread(view, cloud, mixture, Support.of(cloud.codes, mixture, cloud.nearest))


def shade(lens: Lens, asked: Asked, mixture: Mixture | None) -> Shade | None:
    """Compute a quantity over the view, and colour it."""
    if asked.plane.latent_dim != lens.latent_dim:
        return None
    if asked.kind == "magnification":
        values, tall = _magnified(lens, asked), SMOOTH
    else:
        if asked.kind == "density" and mixture is None:
            return None
        values, tall = _dense(asked, mixture)
    limits = asked.limits or limits_of(asked.kind, values)
    scale = CELL[asked.kind] if asked.kind == "magnification" else tall
    fine = smoothed(values, max(1, scale // SMOOTH)) if scale > SMOOTH else values
    image = colour_maps.coloured(fine[::-1], *limits, MAPS[asked.kind])
    return Shade(asked, image, limits)


def limits_of(kind: Kind, values: Values) -> Limits:
    """Return the limits of the colours: 12 nats below the top, or nearly all that there is."""
    finite = values[np.isfinite(values)]
    if not len(finite):
        return 0.0, 1.0
    if kind == "magnification":
        low, high = np.percentile(finite, ENDS)
        return float(low), float(max(high, low + 1e-3))
    top = float(finite.max())
    return top - density.CLIP, top


def smoothed(values: Values, times: int) -> Values:
    """Return a table with `times` as many rows and columns, by straight lines between cells."""
    rows, columns = ((np.arange(count * times) + 0.5) / times - 0.5 for count in values.shape)
    across = np.stack([np.interp(columns, np.arange(values.shape[1]), row) for row in values])
    return np.stack([np.interp(rows, np.arange(len(values)), c) for c in across.T], 1)


def _dense(asked: Asked, mixture: Mixture | None) -> tuple[Values, int]:
    """Return the log density, and how many pixels a cell is wide."""
    plain = mixture is None or mixture.straight(asked.plane)
    cell = CELL[asked.kind] if plain or asked.kind == "prior" else TILTED
    x, y = _middles(asked, cell)
    if asked.kind == "prior" or mixture is None:
        return density.prior_on_plane(asked.plane, x, y), cell
    return mixture.on_plane(asked.plane, x, y, blurred=True), cell


def _magnified(lens: Lens, asked: Asked) -> Values:
    from genstudio.analysis.magnification import magnification

    x, y = _middles(asked, CELL["magnification"])
    points = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
    return magnification(lens, asked.plane, points, asked.rest).reshape(len(y), len(x))


def _middles(asked: Asked, cell: int) -> tuple[Values, Values]:
    """Return the middles of the cells along x and y, ascending."""
    x0, y0, x1, y1 = asked.rect
    across, up = (max(2, side // cell) for side in asked.size)
    x = x0 + (x1 - x0) * (np.arange(across) + 0.5) / across
    y = y0 + (y1 - y0) * (np.arange(up) + 0.5) / up
    return x, y
