"""Variational auto-encoder (Kingma & Welling, arXiv:1312.6114), and its relatives.

The importance-weighted one (arXiv:1509.00519), beta-VAE (with a capacity that rises,
arXiv:1804.03599), the sigma-VAE (arXiv:2006.13202), and one that is told the class.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn

from genstudio.core.errors import UserError
from genstudio.core.language import mark, tr
from genstudio.models import Batch, Shape, Terms, is_points
from genstudio.models._conditional import classes_of
from genstudio.models._pixels import KINDS, Pixels, Points
from genstudio.models._vae_config import Config
from genstudio.models._vae_networks import networks
from genstudio.nn import across
from genstudio.nn.labels import hide, one_hot
from genstudio.nn.layers import draw
from genstudio.nn.noise import drop, normal, normal_like
from genstudio.objectives import elbo, likelihoods

__all__ = ["RECIPE", "SUMMARY", "TITLE", "Config", "Model"]

TITLE = mark("Variational auto-encoder")
SUMMARY = mark("Learns to encode images to a smooth latent space and to decode points of it.")
RECIPE: dict[str, Any] = {"learning_rate": 1e-3, "batch_size": 128, "beta1": 0.9, "beta2": 0.999}

LOGVAR_RANGE = (-12.0, 8.0)
SCHEDULE_STEPS = 10_000  # what shares of the run are shares of where its length is unknown
SIGMA_RATE = 0.01  # how fast the stored sigma follows that of the batches
ACTIVE = 0.01  # variance of a dimension's posterior mean over the data (arXiv:1509.00519)


class Model(nn.Module):
    """A VAE: encoder to mean and log-variance of q(z|x), decoder to the pixels of p(x|z)."""

    log_sigma: Tensor
    centre: Tensor
    scale: Tensor

    def __init__(
        self, config: Config, shape: Shape, noise: torch.Generator, classes: int = 0
    ) -> None:
        super().__init__()
        self.config, self.shape, self.latent_dim = config, shape, config.latent_dim
        self.classes = classes_of(classes, conditional=config.conditional)
        self.likelihood = _likelihood(config, shape)
        self.points = is_points(shape)
        self._pixels: Pixels = Points() if self.points else KINDS[self.likelihood]()
        self.encoder, self.decoder = networks(config, shape, self.classes)
        self.offset = nn.Parameter(torch.zeros(shape))
        log_sigma = torch.zeros(shape if config.sigma == "pixel" else ())
        if config.sigma == "optimal":
            self.register_buffer("log_sigma", log_sigma)
        else:
            self.log_sigma = nn.Parameter(log_sigma)
        if self.points:
            self.register_buffer("centre", torch.zeros(shape))
            self.register_buffer("scale", torch.ones(shape))
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
        """Start the decoder at the data's mean, and sigma at the spread around it."""
        if self.points:
            self.centre.copy_(images.mean(0))
            self.scale.copy_(images.std(0, correction=0).clamp(min=1e-6))
            images = self._inside(images)
        mean, spread = images.mean(0), images.var(0, correction=0)
        self.offset.copy_(self._pixels.start(mean))
        if self._pixels.has_sigma:
            average = spread.mean().clamp(min=1e-6)
            # A pixel that never changes in what is seen here may do so later: not below 1/10.
            each = spread.maximum(average / 10) if self.config.sigma == "pixel" else average
            self.log_sigma.copy_(0.5 * each.log())

    def forward(self, player: str, batch: Batch) -> Terms:
        """Return the loss, and the ELBO's terms at beta 1 without free bits."""
        return self._terms(batch)[0]

    def evaluate(self, batch: Batch) -> Terms:
        """Return the ELBO's terms on held-out images, in nats per image.

        Besides, a value a dimension: the KL, and what `summarise` counts active units by.
        """
        terms, mean, kl = self._terms(batch)
        del terms["loss"]
        moments = {"code mean": mean.mean(0), "code square": mean.square().mean(0)}
        return terms | {"kl by dimension": kl.mean(0)} | moments

    def summarise(self, terms: Terms) -> Terms:
        """Turn the averages of `evaluate` over all held-out images into what is reported."""
        rest = dict(terms)
        mean, square = rest.pop("code mean"), rest.pop("code square")
        active = (square - mean.square() > ACTIVE).sum()
        return rest | {"active units": active.to(mean.dtype)}

    def after_step(self, batch: Batch) -> None:
        """Do nothing."""

    def observe(self, image: Tensor, noise: torch.Generator) -> Tensor:
        """Binarise or dequantise pixels in [0, 1], afresh each time; points stay as they are."""
        return self._pixels.observe(image, noise)

    def encode(self, image: Tensor, label: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return mean and log-variance of q(z|x), [B, latent_dim] each."""
        x = self._inside(image)
        found = (
            self.encoder(x, one_hot(label, self.classes, x)) if self.classes else self.encoder(x)
        )
        mean, logvar = found.to(x.dtype).chunk(2, dim=1)  # networks may be in 16 bits, sums not
        return mean, logvar.clamp(*LOGVAR_RANGE)

    def decode(self, z: Tensor, label: Tensor | None = None) -> Tensor:
        """Return the mean of p(x|z): images [B, C, H, W] in [0, 1], or points."""
        return self._outside(self._pixels.mean(self._output(z, label)))

    def prior(self, count: int, noise: torch.Generator) -> Tensor:
        """Draw z [count, latent_dim] from N(0, I)."""
        return normal(count, self.latent_dim, noise, self.offset.device)

    def log_likelihood(self, image: Tensor, z: Tensor, label: Tensor | None = None) -> Tensor:
        """Return log p(x|z) in nats, [B], of images that came from `observe`."""
        return self._log_likelihood(self._output(z, label), self._inside(image), self._sigma())

    def log_likelihoods(self, image: Tensor, z: Tensor, label: Tensor | None = None) -> Tensor:
        """Return log p(x|z) of every image [N, ...] with every z [G, d] (and its label), [N, G]."""
        output = self._output(z, label)
        return self._pixels.table(output, self._inside(image), self._sigma()) - self._volume()

    def log_likelihood_of(
        self, known: Tensor, image: Tensor, z: Tensor, label: Tensor | None = None
    ) -> Tensor:
        """Return log p of the pixels that are True in `known` [C, H, W] given z, in nats, [B]."""
        output, log_sigma = self._output(z, label), self._sigma()
        log_sigma = log_sigma[known] if log_sigma.ndim else log_sigma
        inside = self._inside(image)[:, known]
        volume = self.scale.log()[known].sum() if self.points else 0.0
        return self._pixels.log_likelihood(output[:, known], inside, log_sigma) - volume

    def simulate(self, z: Tensor, noise: torch.Generator, label: Tensor | None = None) -> Tensor:
        """Draw images from p(x|z), [B, C, H, W], such as `observe` makes of pixels."""
        drawn = self._pixels.draw(self._output(z, label), self._sigma(), noise)
        return self._outside(drawn)

    # One step

    def _terms(self, batch: Batch) -> tuple[Terms, Tensor, Tensor]:
        """Return loss and terms, the posterior's means, and the KLs [B, latent_dim]."""
        x, k = self.observe(batch.image, batch.noise), self.config.samples
        rate = self.config.dropout if self.training and not self.points else 0.0
        seen = drop(x, rate, batch.noise)
        label = self._label(batch)
        mean, logvar = self.encode(seen, label)
        epsilon = normal_like(mean[:, None].expand(-1, k, -1), batch.noise)
        z = elbo.reparameterise(mean[:, None], logvar[:, None], epsilon)
        log_p = self._reconstruct(self._inside(x), z, label)
        kl = elbo.kl_to_standard_normal(mean, logvar)
        terms = self._summed(log_p, kl)
        if self.config.objective == "iwae":
            ratio = elbo.log_ratio(z, logvar[:, None], epsilon)
            bound = elbo.importance_weighted(log_p - self._beta(batch) * ratio)
            with torch.no_grad():
                terms["iwae"] = elbo.importance_weighted(log_p - ratio).mean()
            terms = {"loss": -bound.mean()} | terms
        else:
            terms = {"loss": self._price(kl, batch) - terms["reconstruction"]} | terms
        return terms, mean, kl

    def _summed(self, log_p: Tensor, kl: Tensor) -> Terms:
        reconstruction, total = log_p.mean(), kl.mean(0).sum()
        terms = {"elbo": reconstruction - total, "reconstruction": reconstruction, "kl": total}
        if self._pixels.has_sigma:
            terms["sigma"] = self._shown_sigma()
        return terms

    def _reconstruct(self, x: Tensor, z: Tensor, label: Tensor | None) -> Tensor:
        """Return log p(x|z) of z [B, k, d] as [B, k]; the samples of an image lie together."""
        count, k = z.shape[:2]
        if k > 1:
            x = x.repeat_interleave(k, 0)
            label = None if label is None else label.repeat_interleave(k)
        output = self._output(z.flatten(0, 1), label)
        log_sigma = self._sigma()
        if self.training and self.config.sigma == "optimal" and self._pixels.has_sigma:
            error = likelihoods.squared_error(output, x).view(count, k).mean(1)
            best = likelihoods.optimal_log_sigma(across.mean(error))
            log_sigma = likelihoods.soft_floor(best)
            with torch.no_grad():  # a running value, for what is not training
                self.log_sigma.lerp_(best, SIGMA_RATE)
        return self._log_likelihood(output, x, log_sigma).view(count, k)

    def _label(self, batch: Batch) -> Tensor | None:
        if not self.classes:
            return None
        rate = self.config.label_dropout if self.training else 0.0
        return hide(batch.label, rate, batch.noise)

    def _price(self, kl: Tensor, batch: Batch) -> Tensor:
        """Return what the batch's KL [B, d] costs: beta times it, or its way to the capacity."""
        config, each = self.config, across.mean(kl)
        total = elbo.free_bits(each, config.free_bits) if config.free_bits else each.sum()
        if config.capacity:
            goal = config.capacity * _ramp(batch, config.capacity_rise)
            return config.capacity_weight * elbo.distance_to_capacity(total, goal)
        return self._beta(batch) * total

    def _beta(self, batch: Batch) -> Any:
        """Return beta, which rises in a straight line from 0 in the warm-up."""
        return self.config.beta * _ramp(batch, self.config.kl_warmup)

    # Between the data's units and the networks'

    def _inside(self, x: Tensor) -> Tensor:
        """Standardise points; pixels in [0, 1] are taken as they are."""
        return (x - self.centre) / self.scale if self.points else x

    def _outside(self, x: Tensor) -> Tensor:
        return x * self.scale + self.centre if self.points else x

    def _volume(self) -> Tensor | float:
        """Return log |dx / d inside|, which makes a density one in the data's units."""
        return self.scale.log().sum() if self.points else 0.0

    def _output(self, z: Tensor, label: Tensor | None) -> Tensor:
        """Return the logits (Bernoulli) or means (Gaussian), in the networks' units."""
        if self.classes:
            return self.decoder(z, one_hot(label, self.classes, z)) + self.offset
        return self.decoder(z) + self.offset

    def _log_likelihood(self, output: Tensor, inside: Tensor, log_sigma: Tensor) -> Tensor:
        return self._pixels.log_likelihood(output, inside, log_sigma) - self._volume()

    def _sigma(self) -> Tensor:
        """Return log sigma as it is used."""
        return likelihoods.soft_floor(self.log_sigma)

    def _shown_sigma(self) -> Tensor:
        """Return the root mean square of sigma over the pixels, in the data's units."""
        sigma = self._sigma().detach().exp()
        return (sigma * self.scale if self.points else sigma).square().mean().sqrt()


def _ramp(batch: Batch, share: float) -> Any:
    """Rise from 0 to 1 in the first `share` of the run; the step may be a tensor."""
    steps = share * (batch.total or SCHEDULE_STEPS)
    if not steps:
        return 1.0
    done = (batch.step + 1) / steps
    return done.clamp(max=1.0) if isinstance(done, Tensor) else min(1.0, done)


def _likelihood(config: Config, shape: Shape) -> str:
    if is_points(shape):
        if config.likelihood in ("auto", "gaussian"):
            return "gaussian"
        raise UserError(
            tr(
                "Points are not grey levels: choose gaussian as the likelihood, not {likelihood}.",
                likelihood=config.likelihood,
            )
        )
    if config.likelihood != "auto":
        return config.likelihood
    return "bernoulli" if shape[0] == 1 else "gaussian"
