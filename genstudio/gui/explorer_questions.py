"""What the explorer asks a lens; each answer carries what it is an answer to. In worker threads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import paths, projections
from genstudio.analysis.neighbours import NearestPoints, Neighbour
from genstudio.analysis.project import Plane
from genstudio.analysis.project_dims import kl_of
from genstudio.analysis.project_map import Map
from genstudio.analysis.project_random import random_plane
from genstudio.analysis.projections import Projection

if TYPE_CHECKING:
    from genstudio.analysis.density import Support
    from genstudio.analysis.lens import Lens

Images = NDArray[np.uint8]
Points = NDArray[np.float32]
Rect = tuple[float, float, float, float]

TILE = 40  # screen pixels at least for a decoded tile
MOST_TILES = 24  # a side
PALE = 0.35  # of the contrast of an image that is not to be believed
KL_IMAGES = 500  # by which dimensions are ranked


@dataclass(frozen=True, slots=True, eq=False)
class Cloud:
    """Codes [N, d] of the images at `indices` [N], and their places [N, 2] on the plane."""

    indices: NDArray[np.int64]
    codes: Points
    xy: Points
    plane: Plane
    nearest: NearestPoints = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "nearest", NearestPoints(self.codes))

    def __len__(self) -> int:
        return len(self.indices)

    def first(self, count: int) -> Cloud:
        """Return the first so many points."""
        parts = self.indices[:count], self.codes[:count], self.xy[:count]
        return Cloud(*parts, self.plane)


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a person looks: a plane, what is added along its other components, a point.

    `hit` is the place in the cloud of the data point under the mouse, if there is one.
    """

    plane: Plane
    rest: Points | None
    point: tuple[float, float]
    hit: int | None = None
    support: Support | None = None  # tells where there are data
    code: Points | None = None  # [1, d]: what is there, where that is known without the plane


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What is to be seen at a place: the image, and the nearest data point.

    `nearest` is the data point's index in the dataset, `row` its place in the cloud; `outside`
    says whether there are no training data here.
    """

    place: Place
    image: Images
    nearest: int | None = None
    distance: float | None = None
    row: int | None = None
    outside: bool | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """A new cloud, or None from a model that cannot encode; `done` images were encoded."""

    record: Any
    cloud: Cloud | None
    latent_dim: int
    end: int
    done: int


@dataclass(frozen=True, slots=True, eq=False)
class Mosaic:
    """A picture of decoded tiles, and the part of the plane that it covers."""

    image: Images
    rect: Rect


def look(lens: Lens, place: Place, cloud: Cloud | None) -> Seen:
    """Decode a point of the plane and find the data point whose code is nearest to it."""
    z = place.plane.lift(np.array([place.point]), place.rest) if place.code is None else place.code
    image = lens.decode(z)[0]
    support = place.support
    known = support is not None and support.fits(z.shape[1])
    outside = bool(support.outside(z)[0]) if support is not None and known else None
    if place.code is None and nowhere(place.plane, np.array([place.point]))[0]:
        image, outside = greyed(image), True
    if cloud is None or not len(cloud):
        return Seen(place, image, outside=outside)
    if place.hit is not None and place.hit < len(cloud):
        found = Neighbour(place.hit, float(np.hypot(*(cloud.xy[place.hit] - place.point))))
    else:
        near = cloud.nearest.find(z[0])
        if near is None:  # the model has diverged
            return Seen(place, image, outside=outside)
        found = near
    index = int(cloud.indices[found.index])
    return Seen(place, image, index, found.distance, found.index, outside)


def tile_points(rect: Rect, columns: int, rows: int) -> NDArray[np.float64]:
    """Return the middles of the tiles of a decoded grid [rows * columns, 2], the top row first."""
    x0, y0, x1, y1 = rect
    x = x0 + (x1 - x0) * (np.arange(columns) + 0.5) / columns
    y = y1 + (y0 - y1) * (np.arange(rows) + 0.5) / rows
    return np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)


def nowhere(plane: Plane, points: NDArray[Any]) -> NDArray[np.bool_]:
    """Say of points [M, 2] whether nothing on the plane tells what is there: far off a map."""
    return plane.far(points) if isinstance(plane, Map) else np.zeros(len(points), bool)


def greyed(image: Images) -> Images:
    """Return an image that is not to be believed, [C, H, W], paler; points as they are."""
    if image.dtype != np.uint8:
        return image
    return (128 + PALE * (image.astype(np.float32) - 128)).astype(image.dtype)


def decode_codes(lens: Lens, codes: Points) -> Images:
    """Decode several codes [M, d]; none where they are another model's."""
    return lens.decode(codes if codes.shape[1] == lens.latent_dim else codes[:0])


def decode_points(lens: Lens, plane: Plane, rest: Points | None, points: Points) -> Images:
    """Decode several points [M, 2] of the plane."""
    return lens.decode(plane.lift(points, rest))


def mosaic(
    lens: Lens,
    plane: Plane,
    rest: Points | None,
    rect: Rect,
    size: Any,
    support: Support | None = None,
) -> Mosaic | None:
    """Decode the plane behind the points; `size` is (width, height) of the view in pixels.

    Tiles where there are no training data, as `support` tells, are faded and hatched.
    """
    from genstudio.analysis.lens import manifold
    from genstudio.analysis.shading import faded, tiles_outside

    if lens.shape[:2] == (1, 1):
        return None  # tiles of points would show nothing
    columns, rows = (int(np.clip(side // TILE, 1, MOST_TILES)) for side in size)
    image = manifold(lens, plane, rect, columns, rows, rest)
    if image is None:
        return None
    if support is not None and support.fits(plane.latent_dim):
        image = faded(image, tiles_outside(support, plane, rect, columns, rows, rest))
    elif isinstance(plane, Map):
        points = tile_points(rect, columns, rows)
        image = faded(image, nowhere(plane, points).reshape(rows, columns))
    return Mosaic(image, rect)


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Encode the images at places begin..end of `indices`; the cloud holds what is known."""

    record: Any
    images: Images
    indices: NDArray[np.int64]
    cloud: Cloud | None
    begin: int
    end: int
    labels: NDArray[np.int64] | None = None
    plane: Plane | None = None  # to stay on; None fits one to the codes

    def __call__(self, lens: Lens) -> Chunk:
        """Put fresh codes into a new cloud.

        The plane is fitted again to all codes there are, and turned to where they were before.
        """
        done = self.end - self.begin
        if "encode" not in lens.capabilities:
            return Chunk(self.record, None, lens.latent_dim, self.end, done)
        chosen = self.indices[self.begin : self.end]
        labels = None if self.labels is None else self.labels[chosen]
        codes = lens.encode(self.images[chosen], labels=labels)
        if self.cloud is None:
            plane = self.plane or Plane.fit(codes)
        else:
            before, after = self.cloud.codes[: self.begin], self.cloud.codes[self.end :]
            codes = np.concatenate([before, codes, after])
            plane = self.plane or Plane.fit(codes[: len(self.cloud)], self.cloud.xy)
        cloud = Cloud(self.indices[: len(codes)], codes, plane.project(codes), plane)
        return Chunk(self.record, cloud, lens.latent_dim, self.end, done)


@dataclass(frozen=True, slots=True, eq=False)
class Relaid:
    """A cloud on the plane of another projection; `kl` [d] where it was asked for."""

    cloud: Cloud
    wanted: Projection
    kl: NDArray[np.float64] | None


@dataclass(frozen=True, slots=True, eq=False)
class Relay:
    """Lay the plane that is wanted through the codes of a cloud, as near as may be to `before`.

    `keep` stays on the plane of `before`. The KL of the dimensions is taken over `images`.
    """

    cloud: Cloud
    wanted: Projection
    before: Cloud | None
    keep: bool
    images: Images
    labels: NDArray[np.int64] | None

    def __call__(self, lens: Lens) -> Relaid:
        """Return the cloud on its plane."""
        cloud, before = self.cloud, self.before
        kl = self._kl(lens) if self.wanted.kind == "dims" else None
        if self.keep and before is not None and before.plane.latent_dim == lens.latent_dim:
            plane = before.plane
        else:
            labels = None if self.labels is None else self.labels[cloud.indices]
            laid = None if before is None else before.plane
            near = None if before is None else before.xy
            plane = projections.fit(self.wanted, cloud.codes, labels, kl, laid, near)
        shown = Cloud(cloud.indices, cloud.codes, plane.project(cloud.codes), plane)
        return Relaid(shown, self.wanted, kl)

    def _kl(self, lens: Lens) -> NDArray[np.float64]:
        chosen = self.cloud.indices[:KL_IMAGES]
        labels = None if self.labels is None else self.labels[chosen]
        mean, logvar = lens.posterior(self.images[chosen], labels=labels)
        return kl_of(mean, logvar)


def random_prior_plane(latent_dim: int, draw: int, seed: int) -> Plane:
    """Return a plane in a random direction through one draw from the prior."""
    noise = np.random.Generator(np.random.PCG64(draw))
    code = noise.standard_normal(latent_dim)
    plane = random_plane(np.zeros(latent_dim), np.eye(latent_dim), seed)
    u = plane.axes[:, :2]
    return replace(plane, mean=code - u @ (u.T @ code))  # the draw without its part in the plane


def prior_plane(latent_dim: int, seed: int = 0, axes: tuple[int, int] = (0, 1)) -> Plane:
    """Return the plane of two chosen dimensions of z through one draw from the prior.

    All other dimensions keep the values of the draw: a typical z is far from the origin in
    most of them, and a generator has hardly seen the origin.
    """
    noise = np.random.Generator(np.random.PCG64(seed))
    mean = noise.standard_normal(latent_dim)
    chosen = list(axes[:latent_dim])
    mean[chosen] = 0.0
    order = chosen + [j for j in range(latent_dim) if j not in chosen]
    explained = min(1.0, 2 / latent_dim)
    axes_of = np.eye(latent_dim)[:, order]
    dims = (chosen[0], chosen[-1])
    return Plane(mean, axes_of, np.ones(latent_dim), explained, kind="dims", dims=dims)


def along(path: NDArray[Any], count: int) -> Points:
    """Return `count` points at equal distances along a drawn path [K, 2]."""
    return paths.along(path, count)
