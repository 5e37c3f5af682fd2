"""A generative classifier that learns: a VAE that is told the class.

It is trained by the trainer's own parts. Its p(x|y) is known by a bound,

log p(x|y) >= L_k(x|y), the importance-weighted bound (1509.00519, eq. 8)
"""

from __future__ import annotations

import copy
import math
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from genstudio.analysis.likelihood import importance_weighted
from genstudio.analysis.theory._classify_data import Material
from genstudio.data.batches import Batches
from genstudio.models import Batch, vae
from genstudio.objectives import likelihoods
from genstudio.train.players import NotFinite, Players
from genstudio.train.seeds import generator
from genstudio.train.settings import Config as TrainConfig

Floats = NDArray[np.float64]
BATCH = 64
HIDDEN = 128
DRAWS = 256  # z of each class that make its density in the plane
OBSERVED, BOUND, PLANE = range(3)  # what each stream of noise is for


class ClassVAE:
    """Gaussian pixels with one sigma: a density of grey levels, as probabilistic PCA's is."""

    players = ("vae",)

    def __init__(self, material: Material, latent_dim: int, rate: float, seed: int) -> None:
        self.classes, self.seed = len(material.classes), seed
        config = vae.Config(
            latent_dim=latent_dim,
            likelihood="gaussian",
            hidden=HIDDEN,
            depth=1,
            architecture="mlp",
            conditional=True,
            kl_warmup=0.0,
            label_dropout=0.0,
        )
        weights = generator(seed, "weights")
        self.model = vae.Model(config, material.shape, weights, self.classes)
        self.model.initialise(torch.from_numpy(material.train.unit))
        images = torch.from_numpy(np.ascontiguousarray(material.train.images))
        labels = torch.from_numpy(material.train.labels)
        self._batches = Batches(images, labels, BATCH, seed)
        self._players = Players(self.model, TrainConfig(learning_rate=rate, seed=seed))
        self._noise = generator(seed, "noise")
        self.step = 0
        self.elbo = math.nan  # of the last batch, in nats an image
        self.broken = False

    def set_rate(self, rate: float) -> None:
        """Learn faster or slower from now on."""
        self._players.set_rate(rate)

    def move(self) -> None:
        """Make one step of the training. A step that is not finite is not made."""
        self.model.train()
        image, label = self._batches.next()
        batch = Batch(image, self._noise, label, self.step, 0)
        try:
            terms = self._players.move("vae", self.model, batch)
        except NotFinite:
            self.broken = True
            return
        self.elbo = float(terms["elbo"])
        self.step += 1

    def looked_at(self) -> Judge:
        """Return a copy of the model as it is now, to be asked while this one learns on."""
        return Judge(copy.deepcopy(self.model).eval(), self.classes, self.seed)


class Judge:
    """A class-conditional VAE that learns no more; asked the same twice it answers the same."""

    def __init__(self, model: vae.Model, classes: int, seed: int) -> None:
        self.model, self.classes, self.seed = model, classes, seed

    def observe(self, images: NDArray[np.float32]) -> Tensor:
        """Dequantise images [N, C, H, W] in [0, 1]."""
        return self.model.observe(torch.from_numpy(images), self._stream(OBSERVED))

    def log_likelihood(self, observed: Tensor, label: int, k: int) -> Floats:
        """Return L_k, a lower bound of log p(x|y) in nats, of what `observe` returned, [N]."""
        told = torch.full((len(observed),), label)
        noise = self._stream(BOUND)
        return importance_weighted(self.model, observed, k, noise, told).numpy()

    def log_likelihoods(self, images: NDArray[np.float32], k: int) -> Floats:
        """Return L_k for every class, [N, C]."""
        observed = self.observe(images)
        return np.stack([self.log_likelihood(observed, c, k) for c in range(self.classes)], 1)

    @torch.no_grad()
    def sample(self, label: int, count: int, noise: torch.Generator) -> NDArray[np.float32]:
        """Draw images [count, C, H, W] of a class: the mean of p(x|z, y) with z ~ N(0, I)."""
        z = self.model.prior(count, noise)
        return self.model.decode(z, torch.full((count,), label)).numpy()

    @torch.no_grad()
    def in_plane(self, points: NDArray[Any], label: int, mean: Floats, axes: Floats) -> Floats:
        """Return an estimate of log p(t|y) at points [N, 2] of the plane t = axes' (x - mean), [N].

        p(t|y) = E_z N(t; axes' (m(z, y) - mean), sigma^2 I), axes being orthonormal: the mean
        over DRAWS draws of z from the prior, which are the same each time. m is the decoded
        picture, which lies in [0, 1].
        """
        decoded = self.sample(label, DRAWS, self._stream(PLANE)).reshape(DRAWS, -1)
        centres = torch.from_numpy((decoded.astype(np.float64) - mean) @ axes)
        sigma2 = float((2 * likelihoods.soft_floor(self.model.log_sigma)).exp())
        square = torch.cdist(torch.from_numpy(np.asarray(points, np.float64)), centres).square()
        log_p = -0.5 * square / sigma2 - math.log(2 * math.pi * sigma2)
        return (log_p.logsumexp(1) - math.log(DRAWS)).numpy()

    def _stream(self, purpose: int) -> torch.Generator:
        words = np.random.SeedSequence([self.seed, 7, purpose]).generate_state(1, np.uint64)
        return torch.Generator().manual_seed(int(words[0] >> 1))
