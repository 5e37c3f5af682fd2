"""What the page of the VAE bench draws: plain arrays and numbers of one moment."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from genstudio.analysis.theory._vae_chain import Chain
from genstudio.analysis.theory._vae_decoders import Two
from genstudio.analysis.theory._vae_estimators import Graph, Measured
from genstudio.analysis.theory._vae_exact import Look
from genstudio.analysis.theory._vae_iwae import Curve
from genstudio.core.language import mark

TIGHT = 0.05  # nats of the gap below which the bound is as good as tight
COLLAPSED = 0.01  # nats of the mean KL below which z says nothing
LATE = 300  # steps after which that is worth a word

SAID_TIGHT = mark(
    "The bound is tight here: q(z|x) is the true posterior, as nearly as can be seen."
)
SAID_COLLAPSED = mark("Posterior collapse: q is the prior, and the decoder takes no notice of z.")
SAID_COARSE = mark("The posterior is too narrow for the grid: its figures are not to be trusted.")


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One moment, with `d` latent dimensions.

    `x` [C, H, W] is the chosen one and `back` its reconstruction, points or images in [0, 1];
    `index` is -1 for a place that is no example. `places` [N, 2] are data points (empty for
    images), `codes` [N, 2 or 1] the images' means, `curve` [G, 2] what the decoder draws.
    `look`, `iwae` and `estimators` may be of an earlier step, which they name. `phase` is the
    part of the step that has been done, 0 for all.
    """

    step: int
    d: int
    beta: float
    x: NDArray[np.float32]
    index: int
    back: NDArray[np.float32]
    places: NDArray[np.float32]
    labels: NDArray[np.int64]
    tiles: NDArray[np.uint8]
    codes: NDArray[np.float32]
    curve: NDArray[np.float32]
    look: Look
    graph: Graph
    iwae: Curve
    estimators: Measured
    chain: Chain | None
    two: Two | None
    phase: int
    terms: dict[str, float] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    said: str = ""

    @property
    def points(self) -> bool:
        """Whether the data are points of the plane."""
        return len(self.places) > 0


def said(frame: Frame) -> Frame:
    """Return the frame with its figures, and with a sentence where it has arrived somewhere."""
    return replace(frame, figures=_figures(frame), said=_sentence(frame))


def _figures(frame: Frame) -> dict[str, float]:
    look, found = frame.look, frame.estimators
    figures: dict[str, Any] = {
        "log_px": look.log_px,
        "elbo": look.elbo,
        "kl_gap": look.gap,
        "identity_error": look.error,
        "reconstruction": look.reconstruction,
        "kl": look.kl,
        "elbo_data": frame.terms["elbo"],
        "iwae_gap": frame.iwae.log_px - float(frame.iwae.bound[-1]),
        "iwae_error": float(frame.iwae.error[-1]),
        "variance_ratio": found.ratio("score"),
    }
    if "sigma" in frame.terms:
        figures["sigma"] = frame.terms["sigma"]
    if frame.chain is not None and not frame.chain.warming:
        figures["acceptance"] = frame.chain.acceptance
        figures["r_hat"] = frame.chain.r_hat
    # What is infinite is said: R-hat where every chain is stuck at a place of its own, say.
    return {name: float(value) for name, value in figures.items() if not math.isnan(value)}


def _sentence(frame: Frame) -> str:
    if not frame.look.fine:
        return SAID_COARSE
    if frame.step > LATE and frame.terms["kl"] < COLLAPSED:
        return SAID_COLLAPSED
    return SAID_TIGHT if frame.step > LATE and frame.look.gap < TIGHT else ""
