"""A plane through the latent space: codes become points, and a point becomes a code again.

With two latent dimensions the plane is the latent space itself. With more it is spanned
by two directions U of the codes, the first two principal axes where nothing else is chosen
(see `projections`), and a point t is lifted to the conditional mean under the aggregate
N(m, S) of all codes: z = m + S U (U'SU)^-1 t, which is m + U t for principal axes, also
after a rotation within the plane.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Plane:
    """`mean` [d]; `axes` [d, d], columns: the plane's two first, then the other components.

    `scales` [d] are the codes' standard deviations along the axes, those of the other components
    at a fixed point of the plane. `explained` is the share of the codes' variance that lies in
    the plane (1 = nothing is hidden). `lifts` [d, 2] is what a step in the plane adds to a code;
    None where that is the axes themselves. `kind` names the projection, `dims` are the two
    numbers of z that it shows where it shows two, and `figure` says how much it keeps, in the
    projection's own measure; None where that is `explained`.
    """

    mean: NDArray[np.float64]
    axes: NDArray[np.float64]
    scales: NDArray[np.float64]
    explained: float
    lifts: NDArray[np.float64] | None = None
    kind: str = "pca"
    dims: tuple[int, int] | None = None
    figure: float | None = None

    @classmethod
    def fit(cls, codes: ArrayLike, near: ArrayLike | None = None) -> Plane:
        """Put the plane through codes [N, d].

        `near` [N, 2] is where the same data stood before: the plane is turned within itself
        to keep them there, so that a picture that is refitted while training does not flip.
        Codes that are not finite are left out.
        """
        codes = np.asarray(codes, np.float64)
        finite = np.isfinite(codes).all(1)
        kept, latent_dim = codes[finite], codes.shape[1]
        if latent_dim <= 2 or len(kept) < 2:
            plane = cls.of_prior(latent_dim)
            scales = kept.std(0) if len(kept) else plane.scales
            return cls(plane.mean, plane.axes, scales, plane.explained)
        mean = kept.mean(0)
        variances, axes = np.linalg.eigh(np.cov(kept.T, bias=True))
        variances, axes = variances[::-1].clip(0), _signed(axes[:, ::-1])
        total = variances.sum()
        explained = float(variances[:2].sum() / total) if total > 0 else 1.0
        plane = cls(mean, axes, np.sqrt(variances), explained)
        return plane if near is None else plane.turned(kept, np.asarray(near)[finite])

    @classmethod
    def of_prior(cls, latent_dim: int) -> Plane:
        """Return the plane of the first two dimensions: all there is to say without codes."""
        explained = min(1.0, 2 / latent_dim)
        return cls(np.zeros(latent_dim), np.eye(latent_dim), np.ones(latent_dim), explained)

    @classmethod
    def along(
        cls,
        mean: NDArray[np.float64],
        covariance: NDArray[np.float64],
        directions: NDArray[np.float64],
    ) -> Plane:
        """Put the plane along two directions [d, 2] of codes with these moments, d > 2.

        The directions are made orthonormal, the first stays. The other components are the
        principal axes of what the codes still vary by where the plane's point is known, widest
        first: along them is moved without leaving the point.
        """
        latent_dim = len(mean)
        basis, triangle = np.linalg.qr(directions, mode="complete")
        basis[:, :2] *= np.where(np.diag(triangle)[:2] < 0, -1.0, 1.0)
        u, other = basis[:, :2], basis[:, 2:]
        inside, across = u.T @ covariance @ u, other.T @ covariance @ u
        gain = across @ np.linalg.pinv(inside, rcond=1e-10, hermitian=True)
        left = other.T @ covariance @ other - gain @ across.T
        variances, turn = np.linalg.eigh((left + left.T) / 2)
        axes = np.concatenate([u, _signed(other @ turn[:, ::-1])], 1)
        spread = np.concatenate([np.diag(inside), variances[::-1]]).clip(0)
        total = np.trace(covariance)
        explained = float(np.trace(inside) / total) if total > 0 else 2 / latent_dim
        return cls(mean, axes, np.sqrt(spread), explained, u + other @ gain)

    @property
    def linear(self) -> bool:
        """Whether points and codes go over into each other by one matrix."""
        return True

    @property
    def latent_dim(self) -> int:
        """How many dimensions a code has."""
        return len(self.mean)

    @property
    def components(self) -> int:
        """How many components lie outside the plane: one slider each."""
        return max(0, self.latent_dim - 2)

    @property
    def steps(self) -> NDArray[np.float64]:
        """What a step across and a step up add to a code, [d, 2]."""
        return self.axes[:, :2] if self.lifts is None else self.lifts

    def project(self, codes: ArrayLike) -> Points:
        """Return where codes [N, d] fall on the plane, [N, 2]; one dimension lies at y = 0."""
        codes = np.asarray(codes, np.float64)
        points = (codes - self.mean) @ self.axes[:, :2]
        if self.latent_dim == 1:
            points = np.pad(points, ((0, 0), (0, 1)))
        return points.astype(np.float32)

    def rest(self, codes: ArrayLike) -> Points:
        """Return the components [N, d - 2] of codes that the plane does not show."""
        offset = np.asarray(codes, np.float64) - self.mean
        if self.lifts is not None:
            offset = offset - (offset @ self.axes[:, :2]) @ self.lifts.T
        return (offset @ self.axes[:, 2:]).astype(np.float32)

    def lift(self, points: ArrayLike, rest: ArrayLike | None = None) -> Points:
        """Return the codes [M, d] of points [M, 2].

        `rest` [d - 2] or [M, d - 2] are the values of the other components; left out, they
        are 0, the mean of the codes seen at that point.
        """
        points = np.asarray(points, np.float64)
        codes = self.mean + points[:, : min(2, self.latent_dim)] @ self.steps.T
        if rest is not None:
            codes = codes + np.asarray(rest, np.float64) @ self.axes[:, 2:].T
        return codes.astype(np.float32)

    def turned(self, codes: ArrayLike, near: ArrayLike) -> Plane:
        """Rotate or mirror the two axes so that codes [N, d] land closest to `near` [N, 2].

        That is Procrustes' rotation; what the plane spans stays the same.
        """
        codes, near = np.asarray(codes, np.float64), np.asarray(near, np.float64)
        points = self.project(codes).astype(np.float64)
        left, _, right = np.linalg.svd(points.T @ (near - near.mean(0)))
        turn = left @ right
        axes, scales = self.axes.copy(), self.scales.copy()
        axes[:, :2] = axes[:, :2] @ turn
        scales[:2] = ((codes - self.mean) @ axes[:, :2]).std(0)
        lifts = None if self.lifts is None else self.lifts @ turn
        return replace(self, axes=axes, scales=scales, lifts=lifts)


def _signed(axes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fix each column's sign: its largest entry is positive."""
    largest = np.abs(axes).argmax(0)
    return axes * np.where(axes[largest, np.arange(axes.shape[1])] < 0, -1.0, 1.0)
