"""Arithmetic with codes: the mean of some, minus the mean of others, plus the mean of others.

z = mean(A) - mean(B) + mean(C) turns "man with glasses", "man" and "woman" into "woman with
glasses" (Radford, Metz and Chintala, arXiv:1511.06434, 6.3.2, who took three codes a slot).

The rule for the length. A mean of k independent codes from N(0, I) has variance 1/k in each
dimension, so that z has 1/k_A + 1/k_B + 1/k_C: exactly 1 with three codes in each of three slots,
or with a single code in all. Where the prior is normal and has many dimensions, nearly all of it
lies at one length, sqrt(d), and a code of another length is none that the model has seen. There,
and only where that sum is not 1, z is scaled to the length of its members (their root mean
square, so that truncated samples, and the posterior means of a VAE, keep theirs). Below NARROW
dimensions lengths differ anyway, and z stays as it is. A bounded prior, such as U(-1, 1), has
no typical length but an edge: z is clipped to it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens

Codes = NDArray[np.float32]
Images = NDArray[np.uint8]

SIGNS = (1, -1, 1)
ADVISED = 3  # codes a slot: fewer are unstable, more are better still
NARROW = 8  # dimensions below which lengths of N(0, I) differ by a quarter and more: 1 / sqrt(2d)
AROUND = 8
REACH = 0.25
DRAWS = 256  # from a prior, to see of what kind it is


@dataclass(frozen=True, slots=True)
class Prior:
    """What arithmetic has to know of a prior of `dim` dimensions.

    `distance` is how far a draw is from the prior's mean on average. `bound` is the largest
    size of a coordinate; None for a prior that is normal.
    """

    dim: int
    distance: float
    bound: float | None = None

    @classmethod
    def normal(cls, dim: int) -> Prior:
        """Describe N(0, I): the mean of a chi distribution, sqrt(2) G((d + 1) / 2) / G(d / 2)."""
        gap = math.lgamma((dim + 1) / 2) - math.lgamma(dim / 2)
        return cls(dim, math.sqrt(2) * math.exp(gap))

    @classmethod
    def of(cls, draws: ArrayLike) -> Prior:
        """Tell the kind of a prior by draws [N, d]: N(0, I), unless all lie within [-1, 1]."""
        z = np.asarray(draws, np.float64)
        if np.abs(z).max() > 1:
            return cls.normal(z.shape[1])
        distances = np.linalg.norm(z - z.mean(0), axis=1)
        return cls(z.shape[1], float(distances.mean()), 1.0)


def prior_of(lens: Lens) -> Prior:
    """Return what the prior of a lens's model is like."""
    return Prior.of(lens.noise(DRAWS))


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What came of three slots: a code [d], and what was done to it last.

    `scale` is what it was multiplied by to keep its members' length (1 where it was not), and
    `clipped` how many coordinates were moved to the prior's edge.
    """

    code: Codes
    scale: float
    clipped: int


def combine(slots: Sequence[ArrayLike], prior: Prior, *, keep_length: bool = True) -> Result | None:
    """Return mean(A) - mean(B) + mean(C) of three slots of codes [k, d]; k may be 0.

    None where there is nothing to add: A and C are both empty. `keep_length` False leaves
    out the rule for the length.
    """
    parts = [np.asarray(slot, np.float64).reshape(-1, prior.dim) for slot in slots]
    if not len(parts[0]) and not len(parts[2]):
        return None
    z = sum((s * part.mean(0) for s, part in zip(SIGNS, parts) if len(part)), np.zeros(prior.dim))
    scale = _scale(z, parts, prior) if keep_length else 1.0
    z = scale * z
    inside = z if prior.bound is None else np.clip(z, -prior.bound, prior.bound)
    return Result(inside.astype(np.float32), scale, int((inside != z).sum()))


def _scale(z: NDArray[np.float64], parts: list[NDArray[np.float64]], prior: Prior) -> float:
    """Return what keeps the length of the members, by the rule above."""
    variance = sum(1 / len(part) for part in parts if len(part))
    length = float(np.linalg.norm(z))
    if prior.bound is not None or prior.dim < NARROW or math.isclose(variance, 1) or length < 1e-9:
        return 1.0
    members = np.concatenate(parts)
    return float(np.sqrt(np.square(members).sum(1).mean())) / length


def spread(codes: ArrayLike, prior: Prior) -> float | None:
    """Return how far k codes [k, d] lie apart: 0 are equal, 1 as far as draws from the prior.

    It is their mean distance to their mean, over what k draws from N(0, I) have on average:
    z_i - mean(z) is then N(0, (k - 1) / k I). None for fewer than two.
    """
    z = np.asarray(codes, np.float64)
    if len(z) < 2:
        return None
    distance = float(np.linalg.norm(z - z.mean(0), axis=1).mean())
    return distance / (math.sqrt((len(z) - 1) / len(z)) * prior.distance)


def neighbours(code: ArrayLike, prior: Prior, seed: int = 0, count: int = AROUND) -> Codes:
    """Return codes [count, d] around a code [d]: noise from U(-0.25, 0.25) in each dimension.

    The same seed gives the same noise; what leaves a bounded prior is clipped to its edge.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    noise = generator.uniform(-REACH, REACH, (count, prior.dim))
    z = np.asarray(code, np.float64) + noise
    return (z if prior.bound is None else np.clip(z, -prior.bound, prior.bound)).astype(np.float32)


def pixels(slots: Sequence[NDArray[Any]]) -> NDArray[Any] | None:
    """Do the same with images [k, C, H, W]: the control that shows what the codes are good for.

    Returns [C, H, W], clipped to what bytes can hold (points are not); None where there is
    nothing to add.
    """
    if not len(slots[0]) and not len(slots[2]):
        return None
    means = (s * slot.mean(0, dtype=np.float64) for s, slot in zip(SIGNS, slots) if len(slot))
    total = sum(means, np.zeros(slots[0].shape[1:]))
    kind = next(slot.dtype for slot in slots if len(slot))
    if kind != np.uint8:
        return total.astype(kind)
    return np.clip(np.round(total), 0, 255).astype(np.uint8)


def in_words(slots: Sequence[Sequence[str]]) -> str:
    """Write the formula with the names of the members: `(1 + 2) / 2 - 5 + own picture`."""
    written: list[str] = []
    for sign, names in zip(SIGNS, slots):
        if not names:
            continue
        joined = " + ".join(names)
        mean = joined if len(names) == 1 else f"({joined}) / {len(names)}"
        lead = ("- " if sign < 0 else "+ ") if written or sign < 0 else ""
        written.append(lead + mean)
    return " ".join(written)
