"""The settings that all models that draw from captions have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from genstudio.core.config import Hint


@dataclass(frozen=True, kw_only=True, slots=True)
class TextConfig:
    """Settings of a model that draws what a caption says."""

    noise_dim: Annotated[int, Hint("numbers of noise beside the caption", 1, 512)] = 16
    embedding: Annotated[int, Hint("numbers that a caption becomes", 2, 512)] = 32
    width: Annotated[int, Hint("channels of the finest layer, more below", 4, 512)] = 32
    r1: Annotated[
        float, Hint("weight gamma of the gradient penalty R1; 0 is none", 0, 1000, live=True)
    ] = 0.3
    wrong_pairs: Annotated[
        int,
        Hint(
            "pictures of other captions that each caption is shown with, to learn what does not "
            "match",
            1,
            64,
            advanced=True,
        ),
    ] = 8
    d_rate: Annotated[
        float,
        Hint(
            "learning rate of the discriminator, as a multiple of the generator's",
            0.01,
            100,
            live=True,
            advanced=True,
        ),
    ] = 1.0
    penalty_every: Annotated[
        int,
        Hint(
            "steps from one penalty to the next, which is as many times as strong",
            1,
            64,
            "steps",
            live=True,
            advanced=True,
        ),
    ] = 4
    ema_images: Annotated[
        float,
        Hint(
            "half-life of the generator's moving average",
            1,
            100_000_000,
            "images",
            live=True,
            advanced=True,
        ),
    ] = 32_000.0
