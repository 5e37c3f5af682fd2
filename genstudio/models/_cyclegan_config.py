"""The settings of a CycleGAN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from genstudio.core.config import Hint


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Settings of a CycleGAN."""

    first: Annotated[int, Hint("number of the first class, from 0 on", 0, 10_000)] = 0
    second: Annotated[int, Hint("number of the second class, from 0 on", 0, 10_000)] = 1
    cycle: Annotated[
        float,
        Hint("weight lambda of coming back: there and back again is the same", 0, 1000, live=True),
    ] = 10.0
    identity: Annotated[
        float,
        Hint(
            "weight of changing nothing in what is of the right kind already, as a share of "
            "lambda; against inverted colours; too much, and nothing changes",
            0,
            10,
            live=True,
        ),
    ] = 0.5
    width: Annotated[
        int, Hint("channels of the generators' finest layer; the paper has 64", 4, 128)
    ] = 16
    blocks: Annotated[
        int, Hint("residual blocks of a generator; the paper has 6 for 128 px, 9 for 256", 0, 12)
    ] = 3
    layers: Annotated[
        int,
        Hint(
            "halvings in a discriminator, which judges patches of 16 (1), 34 (2), 70 (3) or 142 "
            "pixels (4)",
            1,
            4,
        ),
    ] = 2
    judge_width: Annotated[
        int, Hint("channels of the discriminators' finest layer; the paper has 64", 4, 128)
    ] = 16
    pool: Annotated[
        int,
        Hint(
            "former translations from which the discriminators are shown some; 0 is none",
            0,
            1000,
            "images",
            advanced=True,
        ),
    ] = 50
    d_rate: Annotated[
        float,
        Hint(
            "learning rate of the discriminators, as a multiple of the generators'",
            0.01,
            100,
            live=True,
            advanced=True,
        ),
    ] = 1.0
