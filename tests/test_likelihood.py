"""The bounds against a model with a known log p(x), and the deck's identity on a trained VAE."""

from __future__ import annotations

import pytest
import torch
from torch.distributions import MultivariateNormal, Normal, kl_divergence

from genstudio.analysis import grid as grids
from genstudio.analysis import likelihood
from genstudio.analysis.integrate import integrate
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
    return grids.grid_posterior(*trained)


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
    found = grids.grid_log_likelihood(linear, x, step=0.1)
    torch.testing.assert_close(found.float(), linear.log_evidence(x), atol=1e-4, rtol=0)


def test_the_grid_is_the_posterior(linear, x):
    grid = grids.grid_posterior(linear, x, step=0.1)
    mass = grid.log_mass.exp()
    torch.testing.assert_close(mass.sum(1), torch.ones(len(x), dtype=torch.float64))
    mean = mass @ grid.points
    torch.testing.assert_close(mean.float(), linear.posterior(x).mean, atol=1e-4, rtol=0)


def test_the_grid_wants_two_dimensions(x):
    with pytest.raises(ValueError, match="2 latent dimensions, not 3"):
        grids.grid_log_likelihood(LinearGaussian(3), x)


def test_the_gap_to_the_evidence_is_the_kl_of_q_to_the_posterior(trained, grid):
    model, observed = trained
    draws = likelihood.bounds(model, observed, 2000, seeded())
    kl, mass = grids.grid_kl(model, observed, grid)
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


def test_no_bound_of_one_pass_of_draws_is_above_the_next(trained):
    model, observed = trained
    found = likelihood.bounds(model, observed, 500, seeded(), ks=(1, 5, 50, 5000))
    assert list(found.chain) == [1, 5, 50, 500]
    for low, high in ((1, 5), (5, 50), (50, 500)):
        assert (found.chain[low] <= found.chain[high] + 1e-9).all()
    assert found.importance_weighted is found.chain[500]
    # L_1 of all draws is the sampled ELBO: the other estimator of the same number.
    torch.testing.assert_close(found.chain[1].mean(), found.elbo.mean(), atol=0.1, rtol=0)


def test_the_grid_that_refines_itself_finds_the_known_evidence(linear, x):
    found = integrate(linear, x)
    torch.testing.assert_close(
        found.log_evidence.float(), linear.log_evidence(x), atol=1e-4, rtol=0
    )
    mean, logvar = linear.encode(x)
    q = MultivariateNormal(mean, torch.diag_embed(logvar.exp()))
    torch.testing.assert_close(
        found.kl.float(), kl_divergence(q, linear.posterior(x)), atol=1e-4, rtol=1e-4
    )
    assert found.prior_mass == pytest.approx(1, abs=1e-3)
    assert found.unsettled == 0


def test_a_narrow_posterior_is_refined_where_it_is(linear, x):
    narrow = LinearGaussian()
    narrow.sigma, x = 0.01, x[8:11]
    found = integrate(narrow, x)
    w = narrow.loadings.detach().double()
    covariance = w @ w.T + 1e-4 * torch.eye(6, dtype=torch.float64)
    centred = x.flatten(1).double() - narrow.mean
    exact = MultivariateNormal(torch.zeros(6, dtype=torch.float64), covariance).log_prob(centred)
    # The likelihood's own float32 terms are of 10,000 nats.
    torch.testing.assert_close(found.log_evidence, exact, rtol=0, atol=0.02)
    assert float(found.step.max()) < 0.01
    assert found.unsettled == 0
    coarse = grids.grid_log_likelihood(narrow, x, step=0.1)
    assert (coarse - found.log_evidence).abs().max() > 1


def test_it_agrees_with_an_even_grid_on_a_trained_model(trained):
    model, observed = trained
    found = integrate(model, observed)
    even = grids.grid_posterior(model, observed, step=0.05)
    torch.testing.assert_close(found.log_evidence, even.log_evidence, atol=5e-3, rtol=0)
    kl, _ = grids.grid_kl(model, observed, even)
    torch.testing.assert_close(found.kl, kl, atol=5e-3, rtol=0)


def test_the_identity_of_evidence_elbo_and_kl_holds_within_the_sampling_error(trained):
    model, observed = trained
    draws = likelihood.bounds(model, observed, 200, seeded(4))
    found = integrate(model, observed)
    error = float((draws.variance / 200).sum().sqrt()) / len(observed)
    gap = (found.log_evidence - draws.elbo).mean()
    assert abs(float(found.kl.mean() - gap)) < 0.1 + 3 * error
    assert error < 0.05


def test_a_posterior_outside_of_the_grid_is_said_to_be_unsettled(linear, x):
    far = x[:2].clone()
    far[0] += 40.0
    assert integrate(linear, far).unsettled >= 1


class Conditional(LinearGaussian):
    """The label moves the mean image by a known amount."""

    classes = 3

    def moved(self, image, label):
        return image - 0.3 * label.view(-1, 1, 1, 1)

    def encode(self, image, label=None):
        return super().encode(self.moved(image, label))

    def log_likelihood(self, image, z, label=None):
        return super().log_likelihood(self.moved(image, label), z)


def test_labels_reach_the_bounds_and_the_grid(x):
    model, plain, x = Conditional(), LinearGaussian(), x[:3]
    label = torch.tensor([0, 1, 2])
    exact = plain.log_evidence(model.moved(x, label))
    found = integrate(model, x, label)
    torch.testing.assert_close(found.log_evidence.float(), exact, atol=1e-4, rtol=0)
    draws = likelihood.bounds(model, x, 2000, seeded(), label)
    torch.testing.assert_close(draws.importance_weighted.float(), exact, atol=0.05, rtol=0)
    even = grids.grid_log_likelihood(model, x, label=label)
    torch.testing.assert_close(even.float(), exact, atol=1e-4, rtol=0)
