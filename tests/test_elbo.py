"""The bounds of log p(x) against torch.distributions, closed forms and finite differences."""

import math

import pytest
import torch
from linear_gaussian import LinearGaussian
from torch.distributions import Normal, kl_divergence

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


def test_free_bits_clamp_the_mean_of_the_batch_and_not_each_example():
    kl = torch.tensor([[0.0, 3.0], [1.0, 1.0]])  # means 0.5 and 2
    assert elbo.free_bits(kl.mean(0), 0.4).item() == 2.5
    assert elbo.free_bits(kl.mean(0), 0.7).item() == pytest.approx(2.7)


def test_free_bits_stop_the_gradient_of_dimensions_below_the_floor():
    kl = torch.tensor([[0.1, 3.0], [0.1, 1.0]], requires_grad=True)
    elbo.free_bits(kl.mean(0), 0.5).backward()
    assert kl.grad.tolist() == [[0.0, 0.5], [0.0, 0.5]]


def test_reparameterised_points_have_the_posterior_moments_and_its_gradients():
    mean = torch.tensor([[1.0, -2.0]], dtype=torch.float64, requires_grad=True)
    logvar = torch.tensor([[-1.0, 0.5]], dtype=torch.float64, requires_grad=True)
    epsilon = random(40_000, 2)
    z = elbo.reparameterise(mean, logvar, epsilon)
    torch.testing.assert_close(z.mean(0, keepdim=True), mean, atol=0.02, rtol=0)
    torch.testing.assert_close(z.var(0, keepdim=True).log(), logvar, atol=0.03, rtol=0)
    assert torch.autograd.gradcheck(elbo.reparameterise, (mean, logvar, epsilon[:1]))


def test_the_log_ratio_is_that_of_torch_distributions_with_its_gradients():
    mean = random(4, 1, 3).requires_grad_()
    logvar = random(4, 1, 3, seed=1).requires_grad_()
    epsilon = random(4, 5, 3, seed=2)
    z = elbo.reparameterise(mean, logvar, epsilon)
    exact = Normal(mean, (0.5 * logvar).exp()).log_prob(z) - Normal(0.0, 1.0).log_prob(z)
    found = elbo.log_ratio(z, logvar, epsilon)
    torch.testing.assert_close(found, exact.sum(-1))
    for ours, theirs in zip(
        torch.autograd.grad(found.sum(), (mean, logvar), retain_graph=True),
        torch.autograd.grad(exact.sum(), (mean, logvar)),
        strict=True,
    ):
        torch.testing.assert_close(ours, theirs)


def test_the_importance_weighted_bound_is_the_log_of_the_mean_weight():
    log_w = random(6, 4)
    torch.testing.assert_close(elbo.importance_weighted(log_w), log_w.exp().mean(1).log())
    assert elbo.importance_weighted(log_w - 1e4).isfinite().all()
    torch.testing.assert_close(elbo.importance_weighted(log_w[:, :1]), log_w[:, 0])


def test_the_importance_weighted_gradient_weighs_by_the_softmax():
    """arXiv:1509.00519, equation 14."""
    log_w = random(6, 4).requires_grad_()
    elbo.importance_weighted(log_w).sum().backward()
    torch.testing.assert_close(log_w.grad, log_w.detach().softmax(1))


def test_the_bounds_rise_with_the_samples_to_the_exact_log_likelihood():
    """On a linear-Gaussian model, log p(x) is known."""
    model = LinearGaussian()
    generator = torch.Generator().manual_seed(0)
    x = torch.rand(40, *model.shape, generator=generator)
    mean, logvar = model.encode(x)
    draws = torch.randn(40, 4000, 2, generator=generator)
    z = elbo.reparameterise(mean[:, None], logvar[:, None], draws)
    rows = x.repeat_interleave(4000, 0)
    log_p = model.log_likelihood(rows, z.flatten(0, 1)).view(40, 4000)
    log_w = (log_p - elbo.log_ratio(z, logvar[:, None], draws)).detach()
    bounds = [elbo.importance_weighted(log_w.view(-1, k)).mean().item() for k in (1, 5, 50, 4000)]
    exact = model.log_evidence(x).mean().item()
    analytic = (log_p.mean() - elbo.kl_to_standard_normal(mean, logvar).sum(1).mean()).item()
    assert bounds == sorted(bounds)
    assert bounds[0] == pytest.approx(analytic, abs=0.02)
    assert bounds[0] < exact - 0.01
    assert bounds[3] == pytest.approx(exact, abs=0.005)


def test_the_distance_to_the_capacity_pulls_from_both_sides():
    kl = torch.tensor(4.0, requires_grad=True)
    for capacity, distance, slope in ((3.0, 1.0, 1.0), (6.5, 2.5, -1.0)):
        kl.grad = None
        value = elbo.distance_to_capacity(kl, capacity)
        value.backward()
        assert (value.item(), kl.grad.item()) == (distance, slope)


def test_bits_per_dimension_are_the_logarithm_of_a_levels_probability():
    """A uniform density on [0, 1]^D costs log2 of the levels; one on half of it a bit less."""
    pixels = 12
    assert elbo.bits_per_dimension(torch.zeros(()), pixels).item() == pytest.approx(8)
    half = torch.tensor(pixels * math.log(2))
    assert elbo.bits_per_dimension(half, pixels).item() == pytest.approx(7)
    assert elbo.bits_per_dimension(half, pixels, levels=2).item() == pytest.approx(0, abs=1e-6)


def test_bits_per_dimension_match_the_mass_of_each_grey_level():
    """Of a triangular density, whose mass on a level is known: its dequantised mean bounds it."""
    edges = torch.linspace(0, 1, 257, dtype=torch.float64)
    mass = edges[1:].square() - edges[:-1].square()  # of p(x) = 2x
    exact = -(mass * mass.log2()).sum().item()
    u = (torch.arange(1000, dtype=torch.float64) + 0.5) / 1000
    x = (torch.arange(256, dtype=torch.float64)[:, None] + u) / 256
    mean_log_p = (mass[:, None] * (2 * x).log()).mean(1).sum()
    assert elbo.bits_per_dimension(mean_log_p, 1).item() == pytest.approx(exact, abs=1e-3)
    assert elbo.bits_per_dimension(mean_log_p, 1).item() >= exact
