"""Probabilistic PCA (Tipping & Bishop, J. R. Statist. Soc. B 61(3), 1999), in closed form.

x = W z + m + e with z ~ N(0, I) and e ~ N(0, sigma^2 I), x being the pixels in [0, 1]
themselves. W has orthogonal columns (the rotation R is I), so the posterior's covariance
is diagonal.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import torch
from torch import Tensor, nn

from genstudio.core.config import Hint
from genstudio.core.errors import UserError
from genstudio.core.events import Stop, never
from genstudio.core.language import mark, tr
from genstudio.data.dataset import Stopped
from genstudio.models import Batch, Shape, Terms, is_points
from genstudio.nn.noise import normal

TITLE = mark("Probabilistic PCA")
SUMMARY = mark("A plane through the data, in closed form: no training, ready in milliseconds.")
RECIPE: dict[str, Any] = {}

SMALLEST_VARIANCE = 1 / 255**2 / 12  # of a grey level's rounding: pixels are not known better
TINY_SHARE = 1e-8  # of the data's variance: points have units of their own
DIRECT = 1024  # pixels up to which the whole covariance is decomposed
CHUNK = 4096  # images centred at once
ROUNDS = 60  # of subspace iteration, at most
EXTRA = 8  # dimensions iterated besides those wanted: they converge sooner so
TOLERANCE = 1e-9  # of the cosine between an eigenvector and the one of the round before


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Settings of probabilistic PCA."""

    latent_dim: Annotated[int, Hint("dimensions of the latent space (of z)", 1, 512)] = 2


class Model(nn.Module):
    """Probabilistic PCA. Before `fit` it is N(0, I) in every pixel."""

    mean: Tensor
    loadings: Tensor
    variance: Tensor

    def __init__(
        self, config: Config, shape: Shape, noise: torch.Generator, classes: int = 0
    ) -> None:
        super().__init__()
        pixels = math.prod(shape)
        if config.latent_dim >= pixels:
            raise UserError(
                tr(
                    "Latent dim (latent_dim) is {latent_dim}; images of {pixels} pixels allow at "
                    "most {most}.",
                    latent_dim=config.latent_dim,
                    pixels=pixels,
                    most=pixels - 1,
                )
            )
        self.config, self.shape, self.latent_dim = config, shape, config.latent_dim
        self._seed = int(torch.randint(2**31, (), generator=noise, device=noise.device))
        self.register_buffer("mean", torch.zeros(pixels))
        self.register_buffer("loadings", torch.zeros(pixels, config.latent_dim))
        self.register_buffer("variance", torch.ones(()))

    @property
    def players(self) -> tuple[str, ...]:
        """Nobody moves: the solution is closed."""
        return ()

    def parameters_of(self, player: str) -> Iterator[nn.Parameter]:
        """Return nothing: there is nothing to optimise step by step."""
        return iter(())

    def forward(self, player: str, batch: Batch) -> Terms:
        """Refuse: a closed form has no moves."""
        raise ValueError(f"probabilistic PCA has no player {player!r}: call fit")

    def evaluate(self, batch: Batch) -> Terms:
        """Return the mean log-likelihood of held-out images, in nats per image."""
        return {"log likelihood": self.log_likelihood(batch.image).mean()}

    def after_step(self, batch: Batch) -> None:
        """Do nothing: there are no steps."""

    def initialise(self, images: Tensor) -> None:
        """Do nothing: `fit` sets all there is."""

    @torch.no_grad()
    def fit(self, images: Tensor, stop: Stop = never) -> Terms:
        """Solve for mean, W and sigma^2 by maximum likelihood from images [N, C, H, W].

        Works with fewer images than pixels, and with fewer than dimensions: directions
        the data does not fill get a zero column. Each column's largest entry is positive.
        Raises Stopped soon after `stop` says so; the model is not to be used then.
        """
        flat = images.flatten(1).cpu()  # float64 is not everywhere
        chunks = _Chunks(flat, stop)
        nothing = torch.zeros(flat.shape[1], dtype=torch.float64)
        mean = sum((c.double().sum(0) for c in chunks), nothing) / len(flat)
        values, vectors, total = _leading(chunks, mean, self.latent_dim, self._seed)
        rest = (total - values.sum()).clamp(min=0) / (flat.shape[1] - self.latent_dim)
        smallest = TINY_SHARE * total if is_points(self.shape) else SMALLEST_VARIANCE
        variance = rest.clamp(min=float(smallest) or SMALLEST_VARIANCE)
        largest = vectors.gather(0, vectors.abs().argmax(0, keepdim=True))
        loadings = vectors * largest.sign() * (values - variance).clamp(min=0).sqrt()
        self.mean.copy_(mean.float())
        self.loadings.copy_(loadings.float())
        self.variance.copy_(variance.float())
        whole = _Chunks(images.to(self.mean.device), stop)
        average = torch.cat([self.log_likelihood(c) for c in whole]).mean()
        return {"log likelihood": average, "sigma": self.variance.sqrt()}

    def log_likelihood(self, images: Tensor) -> Tensor:
        """Return the exact log p(x) of images [B, C, H, W] in [0, 1], in nats, as [B].

        z is integrated out: x ~ N(m, W W^T + sigma^2 I).
        """
        precise = torch.float32 if images.device.type == "mps" else torch.float64
        centred = images.flatten(1).to(precise) - self.mean.to(precise)
        variance, eigenvalues = self.variance.to(precise), self._eigenvalues().to(precise)
        inside = (centred @ self.loadings.to(precise)).square() / eigenvalues
        quadratic = (centred.square().sum(1) - inside.sum(1)) / variance
        pixels = centred.shape[1]
        log_determinant = (pixels - self.latent_dim) * variance.log() + eigenvalues.log().sum()
        return -0.5 * (pixels * math.log(2 * math.pi) + log_determinant + quadratic)

    def log_likelihood_of(self, known: Tensor, image: Tensor, z: Tensor) -> Tensor:
        """Return log p of the pixels that are True in `known` [C, H, W] given z, in nats, [B]."""
        off = (image - self.mean_image(z))[:, known].square().sum(1)
        volume = known.sum() * (2 * math.pi * self.variance).log()
        return -0.5 * (off / self.variance + volume)

    def encode(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Return mean and log-variance [B, d] of the exact posterior p(z|x)."""
        eigenvalues = self._eigenvalues()
        mean = (image.flatten(1) - self.mean) @ self.loadings / eigenvalues
        return mean, (self.variance / eigenvalues).log().expand_as(mean)

    def project(self, image: Tensor) -> Tensor:
        """Return the z [B, d] whose image is nearest: the PCA reconstruction.

        The posterior's mean is this, shrunk towards 0.
        """
        gains = self.loadings.square().sum(0).clamp(min=torch.finfo(torch.float32).tiny)
        return (image.flatten(1) - self.mean) @ self.loadings / gains

    def mean_image(self, z: Tensor) -> Tensor:
        """Return W z + m as images [B, C, H, W], which may leave [0, 1]."""
        return (z @ self.loadings.T + self.mean).unflatten(1, self.shape)

    def decode(self, z: Tensor) -> Tensor:
        """Return W z + m as images [B, C, H, W], clipped to [0, 1]; or as points."""
        images = self.mean_image(z)
        return images if is_points(self.shape) else images.clamp(0, 1)

    def prior(self, count: int, noise: torch.Generator) -> Tensor:
        """Draw z [count, d] from N(0, I)."""
        return normal(count, self.latent_dim, noise, self.mean.device)

    def _eigenvalues(self) -> Tensor:
        """Return the eigenvalues of W W^T + sigma^2 I along W's columns, [d]."""
        return self.loadings.square().sum(0) + self.variance


class _Chunks:
    """Rows of images, a chunk at a time, as often as they are asked for; `stop` ends it."""

    def __init__(self, images: Tensor, stop: Stop) -> None:
        self.count = len(images)
        self._chunks, self._stop = images.split(CHUNK), stop

    def __iter__(self) -> Iterator[Tensor]:
        for chunk in self._chunks:
            if self._stop():
                raise Stopped
            yield chunk


def _leading(chunks: _Chunks, mean: Tensor, count: int, seed: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return the covariance's `count` largest eigenvalues, its eigenvectors, and its trace.

    Of the covariance with 1/N, as maximum likelihood wants it. Products are in float32,
    sums of them in float64.
    """
    total = torch.zeros((), dtype=torch.float64)
    for chunk in chunks:
        total += (chunk.double() - mean).square().sum() / chunks.count
    if len(mean) > DIRECT:
        return *_iterate(chunks, mean, count, seed), total
    covariance = torch.zeros(len(mean), len(mean), dtype=torch.float64)
    for chunk in chunks:
        centred = chunk - mean.float()
        covariance += (centred.T @ centred).double() / chunks.count
    values, vectors = torch.linalg.eigh(covariance)
    return values[-count:].flip(0).clamp(min=0), vectors[:, -count:].flip(1), total


def _iterate(chunks: _Chunks, mean: Tensor, count: int, seed: int) -> tuple[Tensor, Tensor]:
    """Find leading eigenpairs by subspace iteration, where the covariance would be too large."""
    generator = torch.Generator().manual_seed(seed)
    images, wide = chunks.count, min(count + EXTRA, len(mean))
    image = torch.randn(len(mean), wide, generator=generator, dtype=torch.float64)
    values, vectors = image[0], torch.zeros_like(image)
    for _ in range(ROUNDS):
        basis, before = torch.linalg.qr(image).Q, vectors
        image = torch.zeros_like(basis)
        for chunk in chunks:
            image += _times_covariance(chunk - mean.float(), basis) / images
        values, rotation = torch.linalg.eigh(basis.T @ image)
        vectors = basis @ rotation
        if ((vectors * before).sum(0).abs()[-count:] > 1 - TOLERANCE).all():
            break
    return values[-count:].flip(0).clamp(min=0), vectors[:, -count:].flip(1)


def _times_covariance(centred: Tensor, basis: Tensor) -> Tensor:
    return (centred.T @ (centred @ basis.float())).double()
