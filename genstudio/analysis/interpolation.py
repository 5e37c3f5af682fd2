"""From one real picture to another: their codes, and what lies on the way between these.

Each picture is encoded: by the encoder, where the model has one, and otherwise by a search for
the code that its generator makes the picture from (as in BEGAN's figure 4, arXiv:1703.10717).
Then codes are taken at equal distances from one to the other: on a straight line where the prior
is U(-1, 1), whose cube holds the line, or has few dimensions; along the sphere where it is N(0, I)
in many, whose typical codes all have one length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import invert, paths
from genstudio.analysis.arithmetic import prior_of
from genstudio.analysis.lens import Lens
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import tr
from genstudio.models import Energy

Pixels = NDArray[np.uint8]
Codes = NDArray[np.float32]
Kind = Literal["auto", "linear", "spherical"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How many pictures the way has, both ends included, and how long codes are looked for."""

    frames: int = 11
    steps: int = 300
    restarts: int = 6
    kind: Kind = "auto"
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class End:
    """One picture's code [d] and what it decodes to, uint8 [C, H, W].

    `error` is the root-mean-square difference from the picture, pixels in [0, 1].
    """

    code: Codes
    image: Pixels
    error: float


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Codes [F, d] from one end to the other, and their images, uint8 [F, C, H, W]."""

    codes: Codes
    images: Pixels
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How far it is: the ends as they are so far, and at last the way between them."""

    done: int
    total: int
    ends: tuple[End | None, ...]
    way: Way | None = None


def interpolate(
    lens: Lens,
    pictures: Sequence[Pixels],
    settings: Settings | None = None,
    stop: Stop = never,
) -> Iterator[Look]:
    """Encode two pictures [C, H, W] and go from one to the other; yields looks on the way.

    Stopped, a search ends with what it has, and the way is one between these. Equal seeds give
    equal pictures. Raises UserError for pictures of another shape, or a model without images.
    """
    settings = settings or Settings()
    check(lens, pictures, settings)
    total = settings.steps * len(pictures)
    ends: list[End | None] = [None] * len(pictures)
    if "encode" in lens.capabilities:
        total = len(pictures)
    for place, picture in enumerate(pictures):
        for part, end in _encoded(lens, picture, settings, stop):
            ends[place] = end
            whole = total // len(pictures)
            yield Look(place * whole + part, total, tuple(ends))
    codes = [end.code for end in ends if end is not None]
    yield Look(total, total, tuple(ends), between(lens, codes, settings))


def between(lens: Lens, codes: Sequence[Codes], settings: Settings) -> Way:
    """Return the way from code to code [d], decoded; within a prior that has an edge."""
    prior = prior_of(lens)
    kind = usual(prior.bound, lens.latent_dim) if settings.kind == "auto" else settings.kind
    found = paths.through(np.stack(codes), settings.frames, kind)
    assert found is not None  # nobody stops it
    if prior.bound is not None:
        found = np.clip(found, -prior.bound, prior.bound)
    return Way(found, lens.decode(found), kind)


def usual(bound: float | None, latent_dim: int) -> paths.Kind:
    """Return the kind of way that suits a prior: straight inside a cube, else by the length."""
    return "linear" if bound is not None else paths.usual(latent_dim)


def check(lens: Lens, pictures: Sequence[Pixels], settings: Settings) -> None:
    """Raise UserError where there is nothing to go between, or no model to do it."""
    if "decode" not in lens.capabilities:
        raise UserError(tr("This model has no latent space to go through: choose one that has."))
    paths.check(len(pictures), settings.frames)
    for picture in pictures:
        if picture.shape != lens.shape:
            raise UserError(
                tr(
                    "A picture has the shape {found}, but the model makes {expected}: fit it to "
                    "the model first.",
                    found=" x ".join(map(str, picture.shape)),
                    expected=" x ".join(map(str, lens.shape)),
                )
            )


def _encoded(
    lens: Lens, picture: Pixels, settings: Settings, stop: Stop
) -> Iterator[tuple[int, End]]:
    """Yield how far it is, and the code so far: at once from an encoder, or from a search."""
    if "encode" in lens.capabilities:
        code = lens.encode(picture[None])[0]
        again = lens.decode(code[None])[0]
        yield 1, End(code, again, difference(again, picture))
        return
    # BEGAN's authors take absolute differences, as their networks are trained by.
    searched = invert.Settings(
        steps=settings.steps,
        restarts=settings.restarts,
        seed=settings.seed,
        absolute=isinstance(lens.model, Energy),
    )
    for found in invert.search(lens.model, picture, searched, stop, lens.label):
        yield found.step, End(found.code, found.image, found.error)


def difference(first: Pixels, second: Pixels) -> float:
    """Return the root-mean-square difference of two pictures, pixels in [0, 1]."""
    gap = first.astype(np.float64) / 255 - second.astype(np.float64) / 255
    return float(np.sqrt(np.mean(gap**2)))
