"""The settings of a generative adversarial network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from genstudio.core.config import Hint

LONGEST = 100_000_000  # images of a half-life


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Settings of a generative adversarial network."""

    latent_dim: Annotated[int, Hint("dimensions of the latent space (of z)", 1, 512)] = 32
    loss: Annotated[
        Literal[
            "non-saturating", "minimax", "relativistic", "hinge", "least-squares", "wasserstein"
        ],
        Hint(
            "the game: -log D(G(z)), or log(1 - D(G(z))), for the generator; real against "
            "generated in pairs; scores beyond 1; squares; or a distance, which needs a "
            "gradient penalty or spectral norm",
            live=True,
        ),
    ] = "non-saturating"
    r1: Annotated[
        float, Hint("weight gamma of the gradient penalty R1; 0 is none", 0, 1000, live=True)
    ] = 0.3
    r2: Annotated[
        float,
        Hint(
            "weight gamma of R2, the same penalty on generated images; 0 is none",
            0,
            1000,
            live=True,
        ),
    ] = 0.0
    architecture: Annotated[
        Literal["auto", "conv", "residual", "mlp"],
        Hint(
            "the networks: convolutional (DCGAN), residual (deeper and slower) or fully "
            "connected; auto is mlp for points and conv for images"
        ),
    ] = "auto"
    width: Annotated[
        int, Hint("channels of the finest layer (conv and residual), more below", 4, 512)
    ] = 32
    hidden: Annotated[int, Hint("units of each hidden layer (mlp)", 8, 4096)] = 256
    depth: Annotated[int, Hint("hidden layers of each network (mlp)", 1, 8, advanced=True)] = 2
    conditional: Annotated[
        bool, Hint("learn images given their class: the data need labels (folders of classes)")
    ] = False
    augment: Annotated[
        Literal["none", "translation", "all", "adaptive"],
        Hint(
            "changes of what the discriminator sees, against overfitting of fewer than some "
            "thousand images: shifts; shifts, colours and holes; or these as often as r_t asks for"
        ),
    ] = "none"
    k_d: Annotated[
        int, Hint("moves of the discriminator a step", 1, 10, live=True, advanced=True)
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
    gradient_penalty: Annotated[
        float,
        Hint(
            "weight lambda of the penalty on slopes other than 1, between real and generated "
            "images (WGAN-GP); 0 is none",
            0,
            1000,
            live=True,
            advanced=True,
        ),
    ] = 0.0
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
    spectral_norm: Annotated[
        bool, Hint("limit the slope of every layer of the discriminator to 1", advanced=True)
    ] = False
    normalise: Annotated[
        bool, Hint("batch normalisation in the generator (conv)", advanced=True)
    ] = False
    label_dropout: Annotated[
        float,
        Hint(
            "share of images whose class is hidden, so that the model works without (conditional)",
            0,
            0.9,
            live=True,
            advanced=True,
        ),
    ] = 0.1
    augment_speed: Annotated[
        float,
        Hint(
            "images in which the probability of a change could rise from 0 to 1 (adaptive)",
            1_000,
            10_000_000,
            "images",
            live=True,
            advanced=True,
        ),
    ] = 500_000.0
    ema_images: Annotated[
        float,
        Hint(
            "half-life of the generator's moving average",
            1,
            LONGEST,
            "images",
            live=True,
            advanced=True,
        ),
    ] = 32_000.0


FORMER: dict[str, Callable[[Any, Mapping[str, Any]], dict[str, Any]]] = {
    "half_life": lambda steps, train: {"ema_images": min(LONGEST, steps * train["batch_size"])},
    "r1_every": lambda steps, train: {"penalty_every": steps},
}
