"""The bounds against a model with a known log p(x), and the deck's identity on a trained VAE."""

from __future__ import annotations

import pytest
import torch
from torch.distributions import MultivariateNormal, Normal, kl_divergence

from genstudio.analysis import likelihood
from genstudio.models import Batch, vae
from tests.linear_gaussian import LinearGaussian


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.fixture(scope="module")
def linear():
    return LinearGaussian()


@pytest.fixture(scope="module")
def x():
    return torch.rand(12, 1, 2, 3, generator=seeded(1))


@pytest.fixture(scope="module")
def trained(digits):
    """A 2-D VAE after 400 steps on digits, and 16 binarised test images."""
    noise = seeded()
    config = vae.Config(hidden=32, kl_warmup=0.0)
    model = vae.Model(config, digits.shape, noise)
    images = torch.from_numpy(digits.images[digits.indices("train")]).float() / 255
    model.initialise(images)
    optimiser = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(400):
        rows = torch.randint(len(images), (64,), generator=noise)
        loss = model("vae", Batch(images[rows], noise))["loss"]
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    model.eval().requires_grad_(False)
    test = torch.from_numpy(digits.images[digits.indices("test")[:16]]).float() / 255
    return model, model.observe(test, seeded(9))


@pytest.fixture(scope="module")
def grid(trained):
    return likelihood.grid_posterior(*trained)


def test_the_densities_equal_those_of_torch():
    z, mean, logvar = (torch.randn(4, 3, generator=seeded(s)) for s in (1, 2, 3))
    exact = Normal(mean, (0.5 * logvar).exp()).log_prob(z).sum(1)
    torch.testing.assert_close(likelihood.log_normal(z, mean, logvar), exact)
    torch.testing.assert_close(
        likelihood.log_prior(z), Normal(torch.zeros(3), 1.0).log_prob(z).sum(1)
    )


def test_the_elbo_of_a_linear_model_has_its_closed_form(linear, x):
    found = likelihood.elbo_terms(linear, x, seeded(), samples=20_000)
    mean, logvar = linear.encode(x)
    q = MultivariateNormal(mean, torch.diag_embed(logvar.exp()))
    gap = kl_divergence(q, linear.posterior(x))
    prior = MultivariateNormal(torch.zeros(2), torch.eye(2))
    exact = linear.log_evidence(x) - gap
    torch.testing.assert_close(found["kl"].float(), kl_divergence(q, prior))
    torch.testing.assert_close(found["elbo"].float(), exact, atol=0.03, rtol=0)
    torch.testing.assert_close(found["elbo"], found["reconstruction"] - found["kl"])


def test_one_importance_sample_is_the_sampled_elbo(linear, x):
    found = likelihood.importance_weighted(linear, x, 1, seeded(3))
    mean, logvar = linear.encode(x)
    z = mean + (0.5 * logvar).exp() * torch.randn(mean.shape, generator=seeded(3))
    ratio = likelihood.log_prior(z) - Normal(mean, (0.5 * logvar).exp()).log_prob(z).sum(1)
    torch.testing.assert_close(found.float(), linear.log_likelihood(x, z) + ratio)


def test_many_importance_samples_reach_the_known_evidence(linear, x):
    found = likelihood.importance_weighted(linear, x, 20_000, seeded())
    torch.testing.assert_close(found.float(), linear.log_evidence(x), atol=0.02, rtol=0)


def test_memory_is_bounded_without_changing_what_is_computed(linear, x, monkeypatch):
    whole = likelihood.bounds(linear, x, 50, seeded(2))
    monkeypatch.setattr(likelihood, "BUDGET", x[0].numel() * len(x) * 7)
    parts = likelihood.bounds(linear, x, 50, seeded(2))
    torch.testing.assert_close(parts.elbo.mean(), whole.elbo.mean(), atol=0.2, rtol=0)
    seen = []
    original = linear.log_likelihood
    monkeypatch.setattr(
        linear, "log_likelihood", lambda image, z: seen.append(len(z)) or original(image, z)
    )
    likelihood.bounds(linear, x, 50, seeded(2))
    assert max(seen) <= 7 * len(x)
    assert sum(seen) == 50 * len(x)


def test_the_grid_integrates_a_linear_model_exactly(linear, x):
    found = likelihood.grid_log_likelihood(linear, x, step=0.1)
    torch.testing.assert_close(found.float(), linear.log_evidence(x), atol=1e-4, rtol=0)


def test_the_grid_is_the_posterior(linear, x):
    grid = likelihood.grid_posterior(linear, x, step=0.1)
    mass = grid.log_mass.exp()
    torch.testing.assert_close(mass.sum(1), torch.ones(len(x), dtype=torch.float64))
    mean = mass @ grid.points
    torch.testing.assert_close(mean.float(), linear.posterior(x).mean, atol=1e-4, rtol=0)


def test_the_grid_wants_two_dimensions(x):
    with pytest.raises(ValueError, match="2 latent dimensions, not 3"):
        likelihood.grid_log_likelihood(LinearGaussian(3), x)


def test_the_gap_to_the_evidence_is_the_kl_of_q_to_the_posterior(trained, grid):
    model, observed = trained
    draws = likelihood.bounds(model, observed, 2000, seeded())
    kl, mass = likelihood.grid_kl(model, observed, grid)
    torch.testing.assert_close(mass, torch.ones_like(mass), atol=0.01, rtol=0)
    gap = (grid.log_evidence - draws.elbo).mean()
    assert abs(float(kl.mean() - gap)) < 0.1
    assert float(gap) > 0


def test_the_bounds_rise_with_the_samples_towards_the_evidence(trained, grid):
    model, observed = trained
    rounds = {1: 200, 5: 80, 50: 16}
    means = [
        float(
            torch.stack(
                [
                    likelihood.importance_weighted(model, observed, k, seeded(s)).mean()
                    for s in range(rounds[k])
                ]
            ).mean()
        )
        for k in (1, 5, 50)
    ]
    assert means[0] <= means[1] <= means[2] <= float(grid.log_evidence.mean()) + 0.02


def test_units_that_ignore_the_image_are_not_active(x):
    model = LinearGaussian()
    images = torch.rand(200, 1, 2, 3, generator=seeded(4))
    assert likelihood.active_units(model, images) == 2
    with torch.no_grad():
        model.loadings[:, 1] = 0
    assert likelihood.active_units(model, images) == 1
    assert likelihood.active_units(model, images[:1]) == 0
