"""What the arithmetic tray asks a lens. In one worker thread; arrays in, arrays out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis import arithmetic
from genstudio.analysis.arithmetic import Prior, Result
from genstudio.core.events import Stop, never
from genstudio.gui.members import Member, Members

if TYPE_CHECKING:
    from genstudio.analysis.lens import Lens
    from genstudio.data.dataset import Dataset

Codes = NDArray[np.float32]
Images = NDArray[np.uint8]

SHOWN = 12  # members of a pile whose pictures are shown
CONTROL = 64  # members of a slot that the control in pixel space is the mean of, at most


class Bench:
    """Remembers the codes and pictures of members for as long as the weights are the same.

    A change of one slot then costs no more than what is new. Of one worker thread only.
    """

    def __init__(self) -> None:
        self._key: tuple[Any, ...] = ()
        self._codes: dict[Member, Codes] = {}
        self._images: dict[Member, Images] = {}
        self._prior: Prior | None = None

    def prior(self, lens: Lens) -> Prior:
        """Return what the prior of the model in view is like."""
        self._follow(lens)
        if self._prior is None:
            self._prior = arithmetic.prior_of(lens)
        return self._prior

    def codes(
        self, lens: Lens, members: Members, dataset: Dataset | None, stop: Stop = never
    ) -> Codes:
        """Return the codes [k, d] of members; data points are encoded, all new ones at once."""
        self._follow(lens)
        points = [m for m in members if m.index is not None and m not in self._codes]
        if points and dataset is not None:
            rows = np.array([m.index for m in points])
            labels = None if dataset.labels is None else dataset.labels[rows]
            found = lens.encode(dataset.images[rows], stop, labels)
            self._codes.update(zip(points, found))
        codes = [self._code(lens, m) for m in members if self._has_code(m)]
        return np.stack(codes) if codes else np.zeros((0, lens.latent_dim), np.float32)

    def images(self, lens: Lens, members: Members, dataset: Dataset | None) -> Images:
        """Return what the members decode to, [k, ...] of the lens's shape."""
        codes = self.codes(lens, members, dataset)
        new = [place for place, m in enumerate(members) if m not in self._images]
        if new and len(codes) == len(members):
            found = lens.decode(codes[new])
            self._images.update(zip((members[place] for place in new), found))
        known = [self._images[m] for m in members if m in self._images]
        return np.stack(known) if known else lens.decode(np.zeros((0, lens.latent_dim)))

    def _has_code(self, member: Member) -> bool:
        return member.index is None or member in self._codes

    def _code(self, lens: Lens, member: Member) -> Codes:
        if member.code is not None:
            return member.code
        if member not in self._codes and member.seed is not None:
            self._codes[member] = lens.noise(1, member.seed)[0]
        return self._codes[member]

    def _follow(self, lens: Lens) -> None:
        """Forget what other weights made of the members."""
        key = (lens, lens.loaded, lens.label)
        if key != self._key:
            self._key, self._prior = key, None
            self._codes.clear()
            self._images.clear()


@dataclass(frozen=True, slots=True, eq=False)
class Tray:
    """What is to be added: three slots of members, and how."""

    slots: tuple[Members, Members, Members]
    dataset: Dataset | None
    seed: int = 0
    keep_length: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """The result of a tray, and its picture (None without a result)."""

    tray: Tray
    result: Result | None
    image: Images | None


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """What is shown around the result.

    `codes` [8, d] and `images` are its neighbours, `control` the same sum in pixels. For each
    slot `members` are the codes and `pictures` the images of the first SHOWN, and `spreads`
    how far apart its codes lie.
    """

    tray: Tray
    codes: Codes
    images: Images
    control: Images | None
    members: tuple[Codes, ...]
    pictures: tuple[Images, ...]
    spreads: tuple[float | None, ...]


def add_up(lens: Lens, bench: Bench, tray: Tray) -> Sum:
    """Add up the codes and decode the result; its surroundings come second."""
    result = _result(lens, bench, tray)
    image = None if result is None else _shown(lens.decode(result.code)[0], tray.dataset)
    return Sum(tray, result, image)


def look_around(lens: Lens, bench: Bench, tray: Tray) -> Around:
    """Decode what is around the result, and the members."""
    prior, result = bench.prior(lens), _result(lens, bench, tray)
    codes = tuple(bench.codes(lens, slot, tray.dataset) for slot in tray.slots)
    near = np.zeros((0, prior.dim), np.float32)
    if result is not None:
        near = arithmetic.neighbours(result.code, prior, tray.seed)
    decoded = [bench.images(lens, slot[:CONTROL], tray.dataset) for slot in tray.slots]
    control = arithmetic.pixels(decoded)
    return Around(
        tray,
        near,
        _shown(lens.decode(near), tray.dataset),
        None if control is None else _shown(control, tray.dataset),
        codes,
        tuple(_shown(images[:SHOWN], tray.dataset) for images in decoded),
        tuple(arithmetic.spread(part, prior) for part in codes),
    )


def _result(lens: Lens, bench: Bench, tray: Tray) -> Result | None:
    slots = [bench.codes(lens, slot, tray.dataset) for slot in tray.slots]
    return arithmetic.combine(slots, bench.prior(lens), keep_length=tray.keep_length)


def _shown(images: Any, dataset: Dataset | None) -> Images:
    from genstudio.analysis.scatter import shown

    found: Images = shown(images, dataset)
    return found
