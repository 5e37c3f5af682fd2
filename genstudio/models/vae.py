"""Variational auto-encoder (Kingma & Welling, arXiv:1312.6114)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import torch
from torch import Tensor, nn

from genstudio.core.config import Hint
from genstudio.core.language import mark
from genstudio.models import Batch, Shape, Terms, check_images
from genstudio.nn import conv, dense
from genstudio.nn.layers import draw
from genstudio.nn.noise import binarise, dequantise, drop, normal, normal_like
from genstudio.objectives import elbo, tables

TITLE = mark("Variational auto-encoder")
SUMMARY = mark("Learns to encode images to a smooth latent space and to decode points of it.")
RECIPE: dict[str, Any] = {"learning_rate": 1e-3, "batch_size": 128, "beta1": 0.9, "beta2": 0.999}

LOGVAR_RANGE = (-12.0, 8.0)
WARMUP_STEPS = 10_000  # what `kl_warmup` is a share of where the run's length is unknown
SIGMA_RATE = 0.01  # how fast the stored sigma follows that of the batches
BIAS_RANGE = (1e-3, 1 - 1e-3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Config:
    """Settings of a variational auto-encoder."""

    latent_dim: Annotated[int, Hint("dimensions of the latent space (of z)", 1, 512)] = 2
    beta: Annotated[float, Hint("weight of the KL term; 1 is the ELBO", 0, 100, live=True)] = 1.0
    likelihood: Annotated[
        Literal["auto", "bernoulli", "gaussian"],
        Hint(
            "p(x|z): black or white, drawn afresh each time, or grey levels with normal noise; "
            "auto is Bernoulli for grey images and Gaussian for colour"
        ),
    ] = "auto"
    architecture: Annotated[
        Literal["auto", "mlp", "conv", "linear"],
        Hint(
            "the networks: fully connected, convolutional or one linear layer each; auto is "
            "mlp for grey images up to 28 pixels and conv for others"
        ),
    ] = "auto"
    hidden: Annotated[int, Hint("units of each hidden layer (mlp)", 8, 4096)] = 256
    depth: Annotated[int, Hint("hidden layers of each network (mlp)", 1, 8, advanced=True)] = 2
    width: Annotated[
        int, Hint("channels of the finest layer (conv), twice as many below", 4, 512)
    ] = 32
    kl_warmup: Annotated[
        float, Hint("share of the run in which beta rises from 0", 0, 1, advanced=True)
    ] = 0.1
    free_bits: Annotated[
        float,
        Hint(
            "KL a dimension that costs nothing, against unused dimensions",
            0,
            10,
            "nats",
            live=True,
            advanced=True,
        ),
    ] = 0.0
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
    sigma: Annotated[
        Literal["optimal", "learned"],
        Hint(
            "standard deviation of a pixel (Gaussian): the best for each batch, or learned",
            advanced=True,
        ),
    ] = "optimal"


class Model(nn.Module):
    """A VAE: encoder to mean and log-variance of q(z|x), decoder to the pixels of p(x|z)."""

    log_sigma: Tensor

    def __init__(
        self, config: Config, shape: Shape, noise: torch.Generator, classes: int = 0
    ) -> None:
        super().__init__()
        check_images(shape)
        self.config, self.shape, self.latent_dim = config, shape, config.latent_dim
        self.likelihood = _likelihood(config, shape)
        self.encoder, self.decoder = _networks(config, shape)
        self.offset = nn.Parameter(torch.zeros(shape))
        if config.sigma == "learned":
            self.log_sigma = nn.Parameter(torch.zeros(()))
        else:
            self.register_buffer("log_sigma", torch.zeros(()))
        draw(self, noise)

    @property
    def players(self) -> tuple[str, ...]:
        """Encoder and decoder move together."""
        return ("vae",)

    def parameters_of(self, player: str) -> Iterator[nn.Parameter]:
        """Return all parameters."""
        return self.parameters()

    @torch.no_grad()
    def initialise(self, images: Tensor) -> None:
        """Start the decoder at the data's mean image, and sigma at the spread around it."""
        mean = images.mean(0)
        if self.likelihood == "bernoulli":
            self.offset.copy_(mean.clamp(*BIAS_RANGE).logit())
        else:
            self.offset.copy_(mean)
            spread = images.var(0, correction=0).mean().clamp(min=1e-6)
            self.log_sigma.copy_(0.5 * spread.log())

    def forward(self, player: str, batch: Batch) -> Terms:
        """Return the loss, and the ELBO's terms at beta 1 without free bits."""
        x = self.observe(batch.image, batch.noise)
        rate = self.config.dropout if self.training else 0.0
        mean, logvar = self.encode(drop(x, rate, batch.noise))
        output = self._output(elbo.reparameterise(mean, logvar, normal_like(mean, batch.noise)))
        if self.training:
            self._follow_sigma(output, x)
        reconstruction = self._log_likelihood(output, x, self._log_sigma(output, x)).mean()
        each = elbo.kl_to_standard_normal(mean, logvar)
        kl = each.sum(1).mean()
        penalty = elbo.free_bits(each, self.config.free_bits) if self.config.free_bits else kl
        terms = {
            "loss": self._beta(batch) * penalty - reconstruction,
            "elbo": reconstruction - kl,
            "reconstruction": reconstruction,
            "kl": kl,
        }
        return terms | ({"sigma": self._sigma()} if self.likelihood == "gaussian" else {})

    def evaluate(self, batch: Batch) -> Terms:
        """Return the ELBO's terms on held-out images, in nats per image."""
        terms = self(self.players[0], batch)
        del terms["loss"]
        return terms

    def after_step(self, batch: Batch) -> None:
        """Do nothing."""

    def observe(self, image: Tensor, noise: torch.Generator) -> Tensor:
        """Binarise (Bernoulli) or dequantise (Gaussian) pixels in [0, 1], afresh each time."""
        draw_pixels = binarise if self.likelihood == "bernoulli" else dequantise
        return draw_pixels(image, noise)

    def encode(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Return mean and log-variance of q(z|x), [B, latent_dim] each."""
        mean, logvar = self.encoder(image).chunk(2, dim=1)
        return mean, logvar.clamp(*LOGVAR_RANGE)

    def decode(self, z: Tensor) -> Tensor:
        """Return the mean image of p(x|z), [B, C, H, W] in [0, 1]."""
        output = self._output(z)
        return output.sigmoid() if self.likelihood == "bernoulli" else output.clamp(0, 1)

    def prior(self, count: int, noise: torch.Generator) -> Tensor:
        """Draw z [count, latent_dim] from N(0, I)."""
        return normal(count, self.latent_dim, noise, self.offset.device)

    def log_likelihood(self, image: Tensor, z: Tensor) -> Tensor:
        """Return log p(x|z) in nats, [B], of images that came from `observe`."""
        return self._log_likelihood(self._output(z), image, elbo.soft_floor(self.log_sigma))

    def log_likelihoods(self, image: Tensor, z: Tensor) -> Tensor:
        """Return log p(x|z) of every image [N, ...] with every z [G, d], as [N, G]."""
        output = self._output(z)
        if self.likelihood == "bernoulli":
            return tables.bernoulli(output, image)
        return tables.gaussian(output, image, elbo.soft_floor(self.log_sigma))

    def simulate(self, z: Tensor, noise: torch.Generator) -> Tensor:
        """Draw images from p(x|z), [B, C, H, W], such as `observe` makes of pixels."""
        output = self._output(z)
        if self.likelihood == "bernoulli":
            return binarise(output.sigmoid(), noise)
        return output + elbo.soft_floor(self.log_sigma).exp() * normal_like(output, noise)

    def _output(self, z: Tensor) -> Tensor:
        """Return the logits (Bernoulli) or means (Gaussian) of the pixels."""
        return self.decoder(z) + self.offset

    def _log_likelihood(self, output: Tensor, x: Tensor, log_sigma: Tensor) -> Tensor:
        if self.likelihood == "bernoulli":
            return elbo.bernoulli_log_likelihood(output, x)
        return elbo.gaussian_log_likelihood(output, x, log_sigma)

    def _log_sigma(self, output: Tensor, x: Tensor) -> Tensor:
        """Return log sigma: the batch's own where it is optimal and training goes on."""
        if self.training and self.config.sigma == "optimal" and self.likelihood == "gaussian":
            return elbo.soft_floor(elbo.optimal_log_sigma(output, x))
        return elbo.soft_floor(self.log_sigma)

    @torch.no_grad()
    def _follow_sigma(self, output: Tensor, x: Tensor) -> None:
        """Keep a running value of the batches' optimal sigma, for what is not training."""
        if self.config.sigma == "optimal" and self.likelihood == "gaussian":
            self.log_sigma.lerp_(elbo.optimal_log_sigma(output, x), SIGMA_RATE)

    def _sigma(self) -> Tensor:
        return elbo.soft_floor(self.log_sigma.detach()).exp()

    def _beta(self, batch: Batch) -> float:
        """Return beta, which rises in a straight line from 0 in the warm-up."""
        steps = self.config.kl_warmup * (batch.total or WARMUP_STEPS)
        return self.config.beta * min(1.0, (batch.step + 1) / steps if steps else 1.0)


def _likelihood(config: Config, shape: Shape) -> str:
    if config.likelihood != "auto":
        return config.likelihood
    return "bernoulli" if shape[0] == 1 else "gaussian"


def _networks(config: Config, shape: Shape) -> tuple[nn.Module, nn.Module]:
    """Return an encoder to [B, 2 d] and a decoder to [B, C, H, W], whose bias is `offset`."""
    kind, d = config.architecture, config.latent_dim
    if kind == "auto":
        kind = "mlp" if shape[0] == 1 and max(shape[1:]) <= 28 else "conv"
    if kind == "conv":
        encoder = conv.from_images(shape, config.width, 2 * d, nn.ReLU)
        return encoder, conv.to_images(d, config.width, shape, nn.ReLU, bias=False)
    hidden = [] if kind == "linear" else [config.hidden] * config.depth
    encoder = dense.from_images(shape, hidden, 2 * d, nn.ReLU)
    return encoder, dense.to_images(d, hidden, shape, nn.ReLU, bias=False)
