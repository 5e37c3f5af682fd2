"""The settings of a BEGAN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from genstudio.core.config import Hint


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Settings of a boundary equilibrium GAN."""

    latent_dim: Annotated[
        int, Hint("dimensions of the latent space (of z), and of the auto-encoder's code", 1, 512)
    ] = 32
    gamma: Annotated[
        float,
        Hint(
            "diversity ratio gamma = L(G(z)) / L(x) that is kept: low is sharper and less "
            "diverse; small networks and short runs need 0.7 to 1",
            0.01,
            1,
            live=True,
        ),
    ] = 1.0
    lambda_k: Annotated[
        float,
        Hint(
            "how fast k follows the balance: about 200 over the number of steps (the paper's "
            "0.001 is for 100,000 of them and more)",
            0,
            1,
            live=True,
        ),
    ] = 0.05
    width: Annotated[
        int, Hint("channels n of the finest layer; the auto-encoder has 2n, 3n ... below", 4, 512)
    ] = 16
    depth: Annotated[
        int, Hint("convolutions at each size, in each network (the paper has 2)", 1, 4)
    ] = 1
    skip: Annotated[
        bool, Hint("skip connections: every size is shown the first layer of its network again")
    ] = True
    vanishing_steps: Annotated[
        int,
        Hint(
            "steps in which the vanishing residual vanishes: until then layers hand part of "
            "their input on as it is; 0 is none",
            0,
            1_000_000,
            "steps",
        ),
    ] = 0
    eta: Annotated[
        int, Hint("power of the pixels' errors in L: 1 (absolute) or 2 (squares)", 1, 2)
    ] = 1
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
    ] = 10_000.0
