"""A generative classifier in closed form: probabilistic PCA of each class.

log p(x|y) by Tipping & Bishop (1999) from the class's own images,
p(y|x) proportional to p(x|y) p(y),   log p(x) = log sum_y p(x|y) p(y)
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from genstudio.models import Shape, ppca

Floats = NDArray[np.float64]


def rank(images: int, wanted: int) -> int:
    """Return how many dimensions a class of so many images affords: half as many at most.

    With more there is nothing left to learn sigma from.
    """
    return max(1, min(wanted, (images - 1) // 2))


class ClassPPCA:
    """One model a class, of images [N, C, H, W] in [0, 1] and labels [N]."""

    def __init__(
        self, images: NDArray[np.float32], labels: NDArray[np.int64], classes: int, wanted: int
    ) -> None:
        self.shape: Shape = (images.shape[1], images.shape[2], images.shape[3])
        self.models: list[ppca.Model] = []
        noise = torch.Generator()
        for label in range(classes):
            own = torch.from_numpy(images[labels == label])
            noise.manual_seed(0)  # of the search for directions where there are many pixels
            config = ppca.Config(latent_dim=rank(len(own), wanted))
            model = ppca.Model(config, self.shape, noise)
            model.fit(own)
            self.models.append(model)

    def share_sigma(self) -> None:
        """Give all classes the mean of their sigma^2; the variances along W's columns stay.

        That of a class with few images is far too small by chance, which decides everything.
        """
        shared = torch.stack([model.variance for model in self.models]).mean()
        for model in self.models:
            variances = model.loadings.square().sum(0)
            left = (variances + model.variance - shared).clamp(min=0)
            tiny = torch.finfo(variances.dtype).tiny
            model.loadings.mul_((left / variances.clamp(min=tiny)).sqrt())
            model.variance.copy_(shared)

    def log_likelihoods(self, rows: NDArray[Any]) -> Floats:
        """Return log p(x|y) in nats for rows [N, D], [N, C]."""
        x = torch.from_numpy(np.asarray(rows, np.float64))
        found = [model.log_likelihood(x) for model in self.models]
        return torch.stack(found, 1).numpy()

    def sample(self, label: int, count: int, noise: torch.Generator) -> NDArray[np.float32]:
        """Draw images [count, C, H, W] of a class: W z + m with z ~ N(0, I), clipped to [0, 1]."""
        model = self.models[label]
        return model.decode(model.prior(count, noise)).numpy()

    def in_plane(self, mean: Floats, axes: Floats) -> tuple[Floats, Floats]:
        """Return mean [C, 2] and covariance [C, 2, 2] of the points t = axes' (x - mean), exactly.

        The marginal of a normal distribution is one: m goes to axes' (m - mean), and
        W W' + sigma^2 I to axes' (W W' + sigma^2 I) axes.
        """
        means, covariances = [], []
        for model in self.models:
            loadings = axes.T @ model.loadings.double().numpy()
            means.append(axes.T @ (model.mean.double().numpy() - mean))
            sigma2 = float(model.variance.double())
            covariances.append(loadings @ loadings.T + sigma2 * axes.T @ axes)
        return np.array(means), np.array(covariances)


def log_joint(log_likelihoods: Floats, log_prior: Floats) -> Floats:
    """Return log p(x, y) = log p(x|y) + log p(y), [N, C]."""
    return log_likelihoods + log_prior


def log_evidence(joint: Floats) -> Floats:
    """Return log p(x) = log sum_y p(x, y), [N]."""
    most = joint.max(1, keepdims=True)
    return np.asarray(most[:, 0] + np.log(np.exp(joint - most).sum(1)))


def posterior(joint: Floats) -> Floats:
    """Return p(y|x) by Bayes' rule, [N, C]."""
    return np.asarray(np.exp(joint - log_evidence(joint)[:, None]))


def log_normals(points: NDArray[Any], means: Floats, covariances: Floats) -> Floats:
    """Return log N(t; m_c, S_c) of points [N, 2] for each of [C] normals, [N, C]."""
    found = []
    for mean, covariance in zip(means, covariances):
        away = np.asarray(points, np.float64) - mean
        inverse = np.linalg.inv(covariance)
        quadratic = np.einsum("ni,ij,nj->n", away, inverse, away)
        log_determinant = np.linalg.slogdet(covariance)[1]
        found.append(-0.5 * (quadratic + log_determinant + len(mean) * np.log(2 * np.pi)))
    return np.stack(found, 1)
