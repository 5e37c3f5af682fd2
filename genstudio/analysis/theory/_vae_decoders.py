"""Two VAEs on the same images that differ in p(x|z) alone: Bernoulli and Gaussian.

The Bernoulli's ELBO bounds the log probability of black-or-white pixels: at most 0, and it can be
said in bits. The Gaussian's bounds a log density: it has a unit (grey level^-1 per pixel), may be
positive, and changes by D log c if the grey levels are counted c times as fine. So the two numbers
cannot be compared; what the models draw can. For the Gaussian's sigma, with e the mean square
error of a pixel and D pixels:

    E_q[log p(x|z)] = -D e / (2 sigma^2) - D log sigma - (D / 2) log 2 pi,   best at sigma^2 = e
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.analysis.theory._vae_training import Loop
from genstudio.data.batches import to_unit
from genstudio.data.dataset import Dataset
from genstudio.models import Batch, vae
from genstudio.nn.noise import dequantise

Values = NDArray[np.float64]
KINDS = ("bernoulli", "gaussian")
SHOWN = 8  # images that are reconstructed, and as many samples
JUDGED = 256  # held-out images that the figures are means over
LOOKS = 10  # steps from one look to the next
HIDDEN, RATE, BATCH, WARMUP = 128, 2e-3, 128, 0.03


@dataclass(frozen=True, slots=True, eq=False)
class Decoder:
    """One of the two, in nats per image: means over held-out images.

    `means` and `reconstructions` [SHOWN, C, H, W] are decoded from codes that stay the same and
    from the images'; `drawn` are draws from p(x|z) at the means' codes, pixels and all. `error` is
    a pixel's mean square error and `sigma` the decoder's (Gaussian only, else nan).
    """

    kind: str
    elbo: float
    reconstruction: float
    kl: float
    sigma: float
    error: float
    means: NDArray[np.uint8]
    drawn: NDArray[np.uint8]
    reconstructions: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Two:
    """Both, after the same number of steps on the same batches; `originals` [SHOWN, C, H, W]."""

    step: int
    pixels: int
    originals: NDArray[np.uint8]
    bernoulli: Decoder
    gaussian: Decoder


class Pair:
    """Both models in training, from the same seed."""

    def __init__(self, dataset: Dataset, seed: int) -> None:
        self._loops = {kind: Loop(dataset, _config(kind), RATE, BATCH, seed) for kind in KINDS}
        rest = dataset.indices("test")
        images = torch.from_numpy(np.ascontiguousarray(dataset.images[rest[:JUDGED]]))
        self._images = to_unit(images if len(images) else torch.from_numpy(dataset.images[:JUDGED]))
        self._originals = _pixels(self._images[:SHOWN])
        self._codes = torch.randn(SHOWN, 2, generator=torch.Generator().manual_seed(seed))

    @property
    def step(self) -> int:
        """Steps that each has made."""
        return self._loops["gaussian"].step

    def train(self, steps: int) -> Iterator[tuple[int, Two | None]]:
        """Train both; yields the steps done, and a look every now and then and at the end."""
        for done in range(1, steps + 1):
            for loop in self._loops.values():
                loop.move()
            yield done, self.look() if done % LOOKS == 0 or done == steps else None

    @torch.no_grad()
    def look(self) -> Two:
        """Return what both do now."""
        found = {kind: self._decoder(kind, loop.model) for kind, loop in self._loops.items()}
        pixels = self._images[0].numel()
        return Two(self.step, pixels, self._originals, found["bernoulli"], found["gaussian"])

    def _decoder(self, kind: str, model: vae.Model) -> Decoder:
        noise = torch.Generator().manual_seed(0)
        model.eval()
        terms = model.evaluate(Batch(self._images, noise))
        model.train()
        mean, _ = model.encode(self._images)
        back = model.decode(mean)
        error = float((back - dequantise(self._images, noise)).square().mean())
        return Decoder(
            kind,
            float(terms["elbo"]),
            float(terms["reconstruction"]),
            float(terms["kl"]),
            float(terms.get("sigma", torch.tensor(math.nan))),
            error,
            _pixels(model.decode(self._codes)),
            _pixels(model.simulate(self._codes, noise)),
            _pixels(back[:SHOWN]),
        )


def _config(kind: str) -> vae.Config:
    fitting = "bernoulli" if kind == "bernoulli" else "gaussian"
    return vae.Config(
        latent_dim=2,
        likelihood=fitting,  # type: ignore[arg-type]
        architecture="mlp",
        hidden=HIDDEN,
        kl_warmup=WARMUP,
        dropout=0.0,
    )


def _pixels(images: Tensor) -> NDArray[np.uint8]:
    found: NDArray[np.uint8] = (images.clamp(0, 1) * 255).round().to(torch.uint8).numpy()
    return found
