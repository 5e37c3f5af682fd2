"""The terms of the ELBO against torch.distributions and finite differences."""

import math

import pytest
import torch
from torch.distributions import Bernoulli, Independent, Normal, kl_divergence

from genstudio.objectives import elbo


def random(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def test_kl_equals_that_of_torch_distributions():
    mean, logvar = random(5, 3), random(5, 3, seed=1)
    expected = kl_divergence(Normal(mean, (0.5 * logvar).exp()), Normal(0.0, 1.0))
    torch.testing.assert_close(elbo.kl_to_standard_normal(mean, logvar), expected)


def test_kl_of_the_prior_to_itself_is_zero():
    zero = torch.zeros(2, 4)
    assert elbo.kl_to_standard_normal(zero, zero).abs().max() == 0


def test_bernoulli_log_likelihood_equals_that_of_torch_distributions():
    logits = random(4, 1, 3, 3)
    x = (random(4, 1, 3, 3, seed=1) > 0).double()
    expected = Independent(Bernoulli(logits=logits), 3).log_prob(x)
    torch.testing.assert_close(elbo.bernoulli_log_likelihood(logits, x), expected)


def test_bernoulli_log_likelihood_stays_finite_at_extreme_logits():
    logits = torch.tensor([[500.0, -500.0]], requires_grad=True)
    value = elbo.bernoulli_log_likelihood(logits, torch.tensor([[0.0, 1.0]]))
    value.sum().backward()
    assert value.item() == -1000
    assert logits.grad.tolist() == [[-1.0, 1.0]]


def test_gaussian_log_likelihood_equals_that_of_torch_distributions():
    mean, x, log_sigma = random(4, 3, 2, 2), random(4, 3, 2, 2, seed=1), torch.tensor(-0.7)
    expected = Independent(Normal(mean, log_sigma.exp().double()), 3).log_prob(x)
    torch.testing.assert_close(
        elbo.gaussian_log_likelihood(mean, x, log_sigma.double()), expected, rtol=1e-6, atol=1e-6
    )


def test_the_optimal_sigma_is_the_most_likely_one():
    mean, x = random(8, 1, 4, 4), random(8, 1, 4, 4, seed=1)
    best = elbo.optimal_log_sigma(mean, x)
    at_best = elbo.gaussian_log_likelihood(mean, x, best).mean()
    pixels = 16
    torch.testing.assert_close(
        at_best, -pixels / 2 * (1 + math.log(2 * math.pi) + 2 * best), rtol=1e-10, atol=1e-10
    )
    for other in (best - 0.05, best + 0.05):
        assert elbo.gaussian_log_likelihood(mean, x, other).mean() < at_best


def test_the_soft_floor_bounds_sigma_and_leaves_large_ones_alone():
    values = elbo.soft_floor(torch.tensor([-1e3, -6.0, 0.0, 2.0]))
    assert values[0] == elbo.SIGMA_FLOOR
    assert values[1] == pytest.approx(-6 + math.log(2))
    assert values[2:].tolist() == pytest.approx([0.0, 2.0], abs=3e-3)


def test_free_bits_clamp_the_mean_of_the_batch_and_not_each_example():
    kl = torch.tensor([[0.0, 3.0], [1.0, 1.0]])  # means 0.5 and 2
    assert elbo.free_bits(kl, 0.4).item() == 2.5
    assert elbo.free_bits(kl, 0.7).item() == pytest.approx(2.7)


def test_free_bits_stop_the_gradient_of_dimensions_below_the_floor():
    kl = torch.tensor([[0.1, 3.0], [0.1, 1.0]], requires_grad=True)
    elbo.free_bits(kl, 0.5).backward()
    assert kl.grad.tolist() == [[0.0, 0.5], [0.0, 0.5]]


def test_reparameterised_points_have_the_posterior_moments_and_its_gradients():
    mean = torch.tensor([[1.0, -2.0]], dtype=torch.float64, requires_grad=True)
    logvar = torch.tensor([[-1.0, 0.5]], dtype=torch.float64, requires_grad=True)
    epsilon = random(40_000, 2)
    z = elbo.reparameterise(mean, logvar, epsilon)
    torch.testing.assert_close(z.mean(0, keepdim=True), mean, atol=0.02, rtol=0)
    torch.testing.assert_close(z.var(0, keepdim=True).log(), logvar, atol=0.03, rtol=0)
    assert torch.autograd.gradcheck(elbo.reparameterise, (mean, logvar, epsilon[:1]))
