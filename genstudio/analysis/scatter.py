"""Pictures of points: where generated ones lie over those of a data set."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from genstudio.data.dataset import Dataset

Floats = NDArray[np.float64]
Picture = NDArray[np.uint8]

SIDE, LARGE = 160, 440  # px of a picture: a small one, and one to look at closely
WIDER = 240  # px of a picture from which on a dot is more than a pixel
SHOWN = 5000  # points of the data that are drawn
MARGIN = 0.08  # around them, as a share of their extent
GROUND = (17, 20, 27)
REAL, FAKE, MARK = (0, 158, 115), (204, 121, 167), (255, 255, 255)  # Okabe and Ito's
BINS = 80  # of a histogram
RADIUS = 3.2  # px of a mark


class Scatter:
    """Points of a data set on a line or a plane, and others drawn over them."""

    def __init__(self, real: ArrayLike, side: int = SIDE) -> None:
        """Take the data's points [N, 1, 1, d] or [N, d]."""
        points = _flat(real)
        points = points[:: max(1, len(points) // SHOWN)]
        finite = points[np.isfinite(points).all(1)]
        low, high = (finite.min(0), finite.max(0)) if len(finite) else (-1.0, 1.0)
        half = (1 + MARGIN) * np.maximum(np.max(np.asarray(high) - low) / 2, 1e-9)
        self._low = (np.asarray(low) + high) / 2 - half  # one scale for both axes
        self._span = 2 * half
        self._side = side
        ground = np.empty((3, side, side), np.uint8)
        ground[:] = np.array(GROUND, np.uint8)[:, None, None]
        self.picture: Picture = self._over(ground, points, REAL)

    def over(self, points: ArrayLike) -> Picture:
        """Return [3, side, side]: these points over the data's."""
        return self._over(self.picture, _flat(points), FAKE)

    def marked(self, point: ArrayLike) -> Picture:
        """Return [3, side, side] with one point marked; it is at the edge if it is farther out."""
        place = np.clip(self._places(_flat(point)[:1])[0], 0, self._side - 1)
        picture = self.picture.copy()
        y, x = np.mgrid[: self._side, : self._side]
        if len(place) == 1:
            inside = np.abs(x - place[0]) < 1
        else:
            inside = np.hypot(x - place[0], y - (self._side - 1 - place[1])) < RADIUS
        picture[:, inside] = np.array(MARK, np.uint8)[:, None]
        return picture

    def _places(self, points: Floats) -> Floats:
        """Return where points are, in pixels from the left and from below."""
        places = (points - self._low) / self._span * self._side - 0.5
        # A model that has diverged makes points that are nowhere.
        return np.nan_to_num(places, nan=-10.0 * self._side)

    def _over(self, below: Picture, points: Floats, colour: tuple[int, int, int]) -> Picture:
        """Blend dots (or the outline of a histogram) over a picture."""
        places = self._places(points)
        shade = self._bars(places[:, 0]) if points.shape[1] == 1 else self._dots(places)
        paint = np.array(colour, float)[:, None, None]
        return np.round(below + (paint - below) * shade).astype(np.uint8)

    def _dots(self, places: Floats) -> Floats:
        """Return [side, side] in [0, 1]: what one point covers, and more where many are."""
        edges = np.arange(self._side + 1) - 0.5
        across, up = places[:, 0], self._side - 1 - places[:, 1]
        counts, _, _ = np.histogram2d(up, across, (edges, edges))
        if self._side > WIDER:
            counts = counts + 0.6 * sum(
                np.roll(counts, shift, axis) for shift in (-1, 1) for axis in (0, 1)
            )
        return np.asarray(1 - 0.45**counts, np.float64)

    def _bars(self, places: Floats) -> Floats:
        counts, _ = np.histogram(places, BINS, (-0.5, self._side - 0.5))
        heights = counts / max(1, len(places)) * BINS
        tallest = max(3.0, heights.max())
        columns = np.repeat(heights / tallest, -(-self._side // BINS))[: self._side]
        filled = np.arange(self._side)[::-1, None] < columns * 0.92 * self._side
        return np.asarray(0.6 * filled, np.float64)


def shown(images: ArrayLike, dataset: Dataset | None) -> Picture:
    """Return images [..., C, H, W] as they are, and each point as a picture with a mark."""
    array = np.asarray(images)
    if array.dtype == np.uint8:
        return array
    each = array.reshape(-1, array.shape[-1])
    known = dataset is not None and dataset.points and dataset.shape[2] == array.shape[-1]
    scatter = of(dataset) if dataset is not None and known else Scatter(each)
    pictures = [scatter.marked(point) for point in each]
    empty = np.empty((0, 3, SIDE, SIDE), np.uint8)
    found = np.stack(pictures) if pictures else empty
    return found.reshape(*array.shape[:-3], 3, SIDE, SIDE)


def of(dataset: Dataset, side: int = SIDE) -> Scatter:
    """Return the picture of a set of points; one of each size is made once."""
    name = f"_scatter_{side}"
    kept = vars(dataset).get(name)
    if not isinstance(kept, Scatter):
        kept = vars(dataset)[name] = Scatter(dataset.images, side)  # as cached_property does
    return kept


def _flat(points: ArrayLike) -> Floats:
    array = np.asarray(points, np.float64)
    return array.reshape(-1, array.shape[-1])
