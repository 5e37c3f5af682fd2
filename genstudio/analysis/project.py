"""A plane through the latent space: codes become points, and a point becomes a code again.

With two latent dimensions the plane is the latent space itself. With more it is spanned
by the first two principal axes of the codes, and a point is lifted to the conditional
mean under the aggregate N(m, S) of all codes: z = m + S U (U'SU)^-1 t, which is m + U t
for principal axes, also after a rotation within the plane.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Plane:
    """`mean` [d]; `axes` [d, d], columns: the plane's two first, then the other components.

    `scales` [d] are the codes' standard deviations along the axes, `explained` the share of
    the codes' variance that lies in the plane (1 = nothing is hidden).
    """

    mean: NDArray[np.float64]
    axes: NDArray[np.float64]
    scales: NDArray[np.float64]
    explained: float

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
        return plane if near is None else plane._turned(kept, np.asarray(near)[finite])

    @classmethod
    def of_prior(cls, latent_dim: int) -> Plane:
        """Return the plane of the first two dimensions: all there is to say without codes."""
        explained = min(1.0, 2 / latent_dim)
        return cls(np.zeros(latent_dim), np.eye(latent_dim), np.ones(latent_dim), explained)

    @property
    def latent_dim(self) -> int:
        """How many dimensions a code has."""
        return len(self.mean)

    @property
    def components(self) -> int:
        """How many components lie outside the plane: one slider each."""
        return max(0, self.latent_dim - 2)

    def project(self, codes: ArrayLike) -> Points:
        """Return where codes [N, d] fall on the plane, [N, 2]; one dimension lies at y = 0."""
        codes = np.asarray(codes, np.float64)
        points = (codes - self.mean) @ self.axes[:, :2]
        if self.latent_dim == 1:
            points = np.pad(points, ((0, 0), (0, 1)))
        return points.astype(np.float32)

    def rest(self, codes: ArrayLike) -> Points:
        """Return the components [N, d - 2] of codes that the plane does not show."""
        return ((np.asarray(codes, np.float64) - self.mean) @ self.axes[:, 2:]).astype(np.float32)

    def lift(self, points: ArrayLike, rest: ArrayLike | None = None) -> Points:
        """Return the codes [M, d] of points [M, 2].

        `rest` [d - 2] or [M, d - 2] are the values of the other components; left out, they
        are 0, the mean of the codes seen at that point.
        """
        points = np.asarray(points, np.float64)
        codes = self.mean + points[:, : min(2, self.latent_dim)] @ self.axes[:, :2].T
        if rest is not None:
            codes = codes + np.asarray(rest, np.float64) @ self.axes[:, 2:].T
        return codes.astype(np.float32)

    def _turned(self, codes: NDArray[np.float64], near: NDArray[np.float64]) -> Plane:
        """Rotate or mirror the two axes so that codes land closest to `near` (Procrustes)."""
        points = self.project(codes).astype(np.float64)
        left, _, right = np.linalg.svd(points.T @ (near - near.mean(0)))
        axes = self.axes.copy()
        axes[:, :2] = axes[:, :2] @ (left @ right)
        scales = self.scales.copy()
        scales[:2] = ((codes - self.mean) @ axes[:, :2]).std(0)
        return Plane(self.mean, axes, scales, self.explained)


def _signed(axes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fix each column's sign: its largest entry is positive."""
    largest = np.abs(axes).argmax(0)
    return axes * np.where(axes[largest, np.arange(axes.shape[1])] < 0, -1.0, 1.0)
