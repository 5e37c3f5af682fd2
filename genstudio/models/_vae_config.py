"""The settings of a variational auto-encoder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from genstudio.core.config import Hint


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Settings of a variational auto-encoder."""

    latent_dim: Annotated[int, Hint("dimensions of the latent space (of z)", 1, 512)] = 2
    beta: Annotated[float, Hint("weight of the KL term; 1 is the ELBO", 0, 100, live=True)] = 1.0
    likelihood: Annotated[
        Literal["auto", "bernoulli", "continuous-bernoulli", "gaussian"],
        Hint(
            "p(x|z): black or white, drawn afresh each time; grey levels between the two; or "
            "grey levels with normal noise. Auto is Bernoulli for grey images and Gaussian for "
            "colour and points"
        ),
    ] = "auto"
    architecture: Annotated[
        Literal["auto", "mlp", "conv", "residual", "linear"],
        Hint(
            "the networks: fully connected, convolutional, residual (deeper and slower) or "
            "one linear layer each; auto is mlp for points and grey images up to 28 pixels, and "
            "conv for others"
        ),
    ] = "auto"
    hidden: Annotated[int, Hint("units of each hidden layer (mlp)", 8, 4096)] = 256
    depth: Annotated[int, Hint("hidden layers of each network (mlp)", 1, 8, advanced=True)] = 2
    width: Annotated[
        int, Hint("channels of the finest layer (conv and residual), more below", 4, 512)
    ] = 32
    conditional: Annotated[
        bool, Hint("learn images given their class: the data need labels (folders of classes)")
    ] = False
    objective: Annotated[
        Literal["elbo", "iwae"],
        Hint(
            "the bound of log p(x) that is raised: the ELBO, or the tighter importance-weighted "
            "one (IWAE), which needs several samples",
            advanced=True,
        ),
    ] = "elbo"
    samples: Annotated[
        int, Hint("draws of z for each image (k); each costs a decoding", 1, 512, advanced=True)
    ] = 1
    kl_warmup: Annotated[
        float,
        Hint(
            "share of the run in which beta rises from 0 (of 10,000 steps, where the learning "
            "rate is constant or time the limit)",
            0,
            1,
            advanced=True,
        ),
    ] = 0.1
    free_bits: Annotated[
        float,
        Hint(
            "KL a dimension that costs nothing, against unused dimensions (not with IWAE)",
            0,
            10,
            "nats",
            live=True,
            advanced=True,
        ),
    ] = 0.0
    capacity: Annotated[
        float,
        Hint(
            "KL that is aimed at in place of beta's price for it; 0 is off (not with IWAE)",
            0,
            1000,
            "nats",
            live=True,
            advanced=True,
        ),
    ] = 0.0
    capacity_weight: Annotated[
        float,
        Hint(
            "weight gamma of the KL's distance to the capacity", 0, 10_000, live=True, advanced=True
        ),
    ] = 100.0
    capacity_rise: Annotated[
        float,
        Hint(
            "share of the run in which the capacity rises from 0 (of 10,000 steps, where the "
            "learning rate is constant or time the limit)",
            0,
            1,
            advanced=True,
        ),
    ] = 0.5
    dropout: Annotated[
        float,
        Hint(
            "share of pixels hidden from the encoder in training, against overfitting",
            0,
            0.9,
            live=True,
            advanced=True,
        ),
    ] = 0.1
    label_dropout: Annotated[
        float,
        Hint(
            "share of training images whose class is hidden, so that the model also works "
            "without one (conditional)",
            0,
            1,
            live=True,
            advanced=True,
        ),
    ] = 0.1
    sigma: Annotated[
        Literal["optimal", "learned", "pixel"],
        Hint(
            "standard deviation of a pixel (Gaussian): the best for each batch, learned, or "
            "learned for each place in the image",
            advanced=True,
        ),
    ] = "optimal"
