"""The kinds of p(x|z): what a decoder's output says about pixels, or about points."""

from __future__ import annotations

from typing import Protocol

import torch
from torch import Tensor

from genstudio.nn.noise import binarise, dequantise, normal_like, uniform_like
from genstudio.objectives import likelihoods, tables

MEAN_RANGE = (1e-3, 1 - 1e-3)  # of a pixel's mean, from which a finite logit is taken


class Pixels(Protocol):
    """`output` is the decoder's, [B, C, H, W]; only the Gaussian kinds use `log_sigma`."""

    has_sigma: bool

    def observe(self, image: Tensor, noise: torch.Generator) -> Tensor:
        """Turn data, pixels in [0, 1], into what p(x|z) is a model of."""

    def log_likelihood(self, output: Tensor, x: Tensor, log_sigma: Tensor) -> Tensor:
        """Return log p(x|z) in nats, [B]."""

    def table(self, output: Tensor, x: Tensor, log_sigma: Tensor) -> Tensor:
        """Return log p(x|z) of every x [N, ...] with every output [G, ...], as [N, G]."""

    def mean(self, output: Tensor) -> Tensor:
        """Return the mean of p(x|z)."""

    def draw(self, output: Tensor, log_sigma: Tensor, noise: torch.Generator) -> Tensor:
        """Draw from p(x|z), such as `observe` makes of pixels."""

    def start(self, mean: Tensor) -> Tensor:
        """Return the output whose mean is the data's."""


class Bernoulli:
    """Black or white, drawn afresh each time with the grey level for a probability."""

    has_sigma = False

    def observe(self, image: Tensor, noise: torch.Generator) -> Tensor:
        """Binarise."""
        return binarise(image, noise)

    def log_likelihood(self, output: Tensor, x: Tensor, log_sigma: Tensor) -> Tensor:
        """Return the log probability of pixels in {0, 1}."""
        return likelihoods.bernoulli(output, x)

    def table(self, output: Tensor, x: Tensor, log_sigma: Tensor) -> Tensor:
        """Return the same for all pairs."""
        return tables.bernoulli(output, x)

    def mean(self, output: Tensor) -> Tensor:
        """Return the probability of white."""
        return output.sigmoid()

    def draw(self, output: Tensor, log_sigma: Tensor, noise: torch.Generator) -> Tensor:
        """Draw 0 or 1."""
        return binarise(output.sigmoid(), noise)

    def start(self, mean: Tensor) -> Tensor:
        """Return the logit."""
        return mean.clamp(*MEAN_RANGE).logit()


class ContinuousBernoulli:
    """Grey levels in [0, 1], dequantised so that 256 values can have a density."""

    has_sigma = False

    def observe(self, image: Tensor, noise: torch.Generator) -> Tensor:
        """Dequantise, as in the paper's experiments."""
        return dequantise(image, noise)

    def log_likelihood(self, output: Tensor, x: Tensor, log_sigma: Tensor) -> Tensor:
        """Return the log density."""
        return likelihoods.continuous_bernoulli(output, x)

    def table(self, output: Tensor, x: Tensor, log_sigma: Tensor) -> Tensor:
        """Return the same for all pairs."""
        return tables.continuous_bernoulli(output, x)

    def mean(self, output: Tensor) -> Tensor:
        """Return the distribution's mean, which is not its parameter."""
        return likelihoods.continuous_bernoulli_mean(output)

    def draw(self, output: Tensor, log_sigma: Tensor, noise: torch.Generator) -> Tensor:
        """Draw by the inverse of the distribution function."""
        u = uniform_like(output, noise)
        return likelihoods.continuous_bernoulli_quantile(output, u)

    def start(self, mean: Tensor) -> Tensor:
        """Return the logit of the Bernoulli with this mean, not of this distribution.

        That one's is -1/mean for a dark pixel: hundreds, from which a decoder, whose outputs
        move by a few units, would come back late.
        """
        return mean.clamp(*MEAN_RANGE).logit()


class Gaussian:
    """Grey levels with normal noise, dequantised: a constant pixel has a finite density."""

    has_sigma = True

    def observe(self, image: Tensor, noise: torch.Generator) -> Tensor:
        """Dequantise."""
        return dequantise(image, noise)

    def log_likelihood(self, output: Tensor, x: Tensor, log_sigma: Tensor) -> Tensor:
        """Return the log density."""
        return likelihoods.gaussian(output, x, log_sigma)

    def table(self, output: Tensor, x: Tensor, log_sigma: Tensor) -> Tensor:
        """Return the same for all pairs."""
        return tables.gaussian(output, x, log_sigma)

    def mean(self, output: Tensor) -> Tensor:
        """Return the mean, as far as it can be shown."""
        return output.clamp(0, 1)

    def draw(self, output: Tensor, log_sigma: Tensor, noise: torch.Generator) -> Tensor:
        """Add the noise."""
        return output + log_sigma.exp() * normal_like(output, noise)

    def start(self, mean: Tensor) -> Tensor:
        """Return the mean itself."""
        return mean


class Points(Gaussian):
    """Points of a line or a plane with normal noise: they are no grey levels, and unbounded."""

    def observe(self, image: Tensor, noise: torch.Generator) -> Tensor:
        """Leave them as they are."""
        return image

    def mean(self, output: Tensor) -> Tensor:
        """Return the mean."""
        return output


KINDS: dict[str, type[Pixels]] = {
    "bernoulli": Bernoulli,
    "continuous-bernoulli": ContinuousBernoulli,
    "gaussian": Gaussian,
}
