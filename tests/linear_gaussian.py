"""A latent-variable model whose every quantity is known in closed form, for the tests."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class LinearGaussian(nn.Module):
    """x = W z + m + e, e ~ N(0, s^2 I), with a q(z|x) that is deliberately not the posterior."""

    def __init__(self, latent_dim: int = 2, shape: tuple[int, int, int] = (1, 2, 3)) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(5)
        pixels = shape[0] * shape[1] * shape[2]
        self.shape, self.latent_dim, self.sigma = shape, latent_dim, 0.6
        draw = torch.randn(pixels, latent_dim, generator=generator)
        self.loadings = nn.Parameter(0.5 * draw)
        self.register_buffer("mean", torch.rand(pixels, generator=generator))
        self.widening = 1.3

    def posterior(self, x: Tensor) -> torch.distributions.MultivariateNormal:
        w = self.loadings.detach()
        precision = w.T @ w / self.sigma**2 + torch.eye(self.latent_dim)
        mean = (x.flatten(1) - self.mean) @ w / self.sigma**2 @ torch.linalg.inv(precision)
        return torch.distributions.MultivariateNormal(mean, precision_matrix=precision)

    def log_evidence(self, x: Tensor) -> Tensor:
        w = self.loadings.detach()
        covariance = w @ w.T + self.sigma**2 * torch.eye(len(w))
        marginal = torch.distributions.MultivariateNormal(self.mean, covariance)
        return marginal.log_prob(x.flatten(1))

    def encode(self, image: Tensor) -> tuple[Tensor, Tensor]:
        exact = self.posterior(image)
        logvar = (self.widening * exact.variance).log()
        return exact.mean + 0.1, logvar

    def decode(self, z: Tensor) -> Tensor:
        return (z @ self.loadings.T + self.mean).unflatten(1, self.shape).clamp(0, 1)

    def prior(self, count: int, noise: torch.Generator) -> Tensor:
        return torch.randn(count, self.latent_dim, generator=noise)

    def log_likelihood(self, image: Tensor, z: Tensor) -> Tensor:
        mean = z @ self.loadings.T + self.mean
        return torch.distributions.Normal(mean, self.sigma).log_prob(image.flatten(1)).sum(1)

    def observe(self, image: Tensor, noise: torch.Generator) -> Tensor:
        return image
