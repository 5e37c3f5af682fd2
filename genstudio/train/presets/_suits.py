"""The data that a preset is for: what is asked of them, and the usual kinds of data."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

Range = tuple[float, float]
ANY: Range = (0, math.inf)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a preset asks of data: training images, the longer side in pixels, and so on."""

    name: str
    images: int
    side: int
    channels: int
    points: bool = False
    labelled: bool = False

    @classmethod
    def of(cls, dataset: Any) -> Facts:
        """Read them off a Dataset."""
        channels, *sides = dataset.shape
        return cls(
            name=dataset.name,
            images=len(dataset.indices("train")),
            side=max(sides),
            channels=channels,
            points=channels == 1 and sides[0] == 1,
            labelled=dataset.labels is not None and len(dataset.classes) > 1,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Suits:
    """The data that a preset is for; a name, where there are any, must be among `names`."""

    images: Range = ANY
    side: Range = ANY
    channels: tuple[int, ...] = (1, 3)
    points: bool = False
    labelled: bool = False
    names: tuple[str, ...] = ()

    def fits(self, facts: Facts) -> bool:
        """Say whether data are of this kind."""
        return (
            facts.points == self.points
            and self.images[0] <= facts.images <= self.images[1]
            and self.side[0] <= facts.side <= self.side[1]
            and facts.channels in self.channels
            and (facts.labelled or not self.labelled)
            and (not self.names or facts.name in self.names)
        )


DIGITS = Suits(images=(500, 20_000), side=(8, 12), channels=(1,))
MNIST = Suits(images=(4_000, 1_000_000), side=(13, 32), channels=(1,))
SMALL_COLOUR = Suits(images=(1_000, 1_000_000), side=(13, 40), channels=(3,))
FEW_PICTURES = Suits(images=(2, 1_000), side=(13, 128))
LARGE = Suits(images=(1_000, 1_000_000), side=(41, 128))
POINTS = Suits(points=True, channels=(1,))
CAPTIONED = Suits(images=(500, 1_000_000), side=(13, 40), channels=(3,))
