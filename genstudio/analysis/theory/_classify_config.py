"""The settings of the classifiers and of their picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from genstudio.core.config import Hint


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Settings of the classifiers and of the picture."""

    data: Annotated[
        str, Hint("images with labels: digits, or the file or folder of a data set")
    ] = "digits"
    classes: Annotated[
        str, Hint("the classes to tell apart, with spaces between, such as 3 8; empty is all")
    ] = ""
    regions: Annotated[
        Literal["plane", "slice"],
        Hint(
            "what the picture's classifiers know: the two coordinates only, or all pixels of the "
            "mean image at each point",
            live=True,
        ),
    ] = "plane"
    plane: Annotated[
        Literal["pca", "lda"],
        Hint(
            "the picture's plane: where the images vary most (PCA), or where the classes lie "
            "farthest apart (LDA)",
            live=True,
        ),
    ] = "pca"
    kernel: Annotated[
        Literal["rbf", "linear"],
        Hint("kernel of the SVM: curved borders (RBF) or straight ones", live=True),
    ] = "rbf"
    penalty: Annotated[
        float,
        Hint("C of the SVM: what an image on the wrong side costs", 1e-3, 1e4, live=True),
    ] = 10.0
    gamma: Annotated[
        float,
        Hint(
            "gamma of the RBF kernel, the larger the narrower; 0 takes 1 / (D var(x))",
            0,
            1e4,
            live=True,
        ),
    ] = 0.0
    components: Annotated[
        int, Hint("M: dimensions of z of each class's probabilistic PCA", 1, 60, live=True)
    ] = 10
    latent_dim: Annotated[int, Hint("dimensions of z of the VAE", 1, 64)] = 8
    learning_rate: Annotated[
        float, Hint("how far a step of the VAE goes", 1e-6, 0.1, live=True)
    ] = 2e-3
    draws: Annotated[
        int,
        Hint("k: draws of z by which the VAE's p(x|y) is bounded (IWAE)", 1, 500, live=True),
    ] = 10
    reject: Annotated[
        float,
        Hint(
            "share of held-out images below the threshold of log p(x) that rejects",
            0,
            0.5,
            live=True,
        ),
    ] = 0.05
    repeats: Annotated[
        int, Hint("how often each point of the learning curves is measured", 1, 50, live=True)
    ] = 5
    seed: Annotated[int, Hint("where all randomness starts from", 0, 2**31 - 1, advanced=True)] = 0
    options: Annotated[
        str,
        Hint('settings of the data\'s source as JSON, such as {"size": 16}', advanced=True),
    ] = ""
