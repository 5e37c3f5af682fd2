"""log p(x|z) of each kind against torch.distributions, numerical integration and simulation."""

import math

import pytest
import torch
from torch.distributions import Bernoulli, ContinuousBernoulli, Independent, Normal

from genstudio.models._pixels import KINDS, Points
from genstudio.objectives import likelihoods


def random(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def test_bernoulli_log_likelihood_equals_that_of_torch_distributions():
    logits = random(4, 1, 3, 3)
    x = (random(4, 1, 3, 3, seed=1) > 0).double()
    expected = Independent(Bernoulli(logits=logits), 3).log_prob(x)
    torch.testing.assert_close(likelihoods.bernoulli(logits, x), expected)


def test_bernoulli_log_likelihood_stays_finite_at_extreme_logits():
    logits = torch.tensor([[500.0, -500.0]], requires_grad=True)
    value = likelihoods.bernoulli(logits, torch.tensor([[0.0, 1.0]]))
    value.sum().backward()
    assert value.item() == -1000
    assert logits.grad.tolist() == [[-1.0, 1.0]]


def test_gaussian_log_likelihood_equals_that_of_torch_distributions():
    mean, x, log_sigma = random(4, 3, 2, 2), random(4, 3, 2, 2, seed=1), torch.tensor(-0.7)
    expected = Independent(Normal(mean, log_sigma.exp().double()), 3).log_prob(x)
    torch.testing.assert_close(
        likelihoods.gaussian(mean, x, log_sigma.double()), expected, rtol=1e-6, atol=1e-6
    )


def test_the_optimal_sigma_is_the_most_likely_one():
    mean, x = random(8, 1, 4, 4), random(8, 1, 4, 4, seed=1)
    best = likelihoods.optimal_log_sigma(likelihoods.squared_error(mean, x).mean())
    at_best = likelihoods.gaussian(mean, x, best).mean()
    pixels = 16
    torch.testing.assert_close(
        at_best, -pixels / 2 * (1 + math.log(2 * math.pi) + 2 * best), rtol=1e-10, atol=1e-10
    )
    for other in (best - 0.05, best + 0.05):
        assert likelihoods.gaussian(mean, x, other).mean() < at_best


def test_the_soft_floor_bounds_sigma_and_leaves_large_ones_alone():
    values = likelihoods.soft_floor(torch.tensor([-1e3, -6.0, 0.0, 2.0]))
    assert values[0] == likelihoods.SIGMA_FLOOR
    assert values[1] == pytest.approx(-6 + math.log(2))
    assert values[2:].tolist() == pytest.approx([0.0, 2.0], abs=3e-3)


GRID = torch.linspace(0, 1, 200_001, dtype=torch.float64)
LOGITS = [0.0, 1e-4, 0.03, -0.079, 0.081, 0.5, -2.0, 8.0, -30.0, 90.0]


def density(logit):
    x = GRID[:, None]
    return likelihoods.continuous_bernoulli(torch.full_like(x, logit), x).exp()


@pytest.mark.parametrize("logit", LOGITS)
def test_the_continuous_bernoulli_is_a_density_with_its_mean(logit):
    p = density(logit)
    assert torch.trapezoid(p, GRID).item() == pytest.approx(1, abs=1e-5)
    mean = likelihoods.continuous_bernoulli_mean(torch.tensor(logit, dtype=torch.float64))
    assert torch.trapezoid(p * GRID, GRID).item() == pytest.approx(mean.item(), abs=1e-5)


def test_plain_cross_entropy_on_grey_pixels_is_not_a_density():
    x = GRID[:, None]
    p = likelihoods.bernoulli(torch.full_like(x, 2.0), x).exp()
    assert torch.trapezoid(p, GRID).item() < 0.6


def test_the_continuous_bernoulli_equals_that_of_torch():
    logits, x = random(5, 1, 3, 3), random(5, 1, 3, 3, seed=1).sigmoid()
    expected = Independent(ContinuousBernoulli(logits=logits), 3).log_prob(x)
    torch.testing.assert_close(likelihoods.continuous_bernoulli(logits, x), expected)


@pytest.mark.parametrize("logit", [-1e4, -500.0, -0.05, 0.0, 1e-3, 700.0])
def test_the_continuous_bernoulli_has_finite_values_and_gradients(logit):
    a = torch.full((1, 4), logit, requires_grad=True)
    x = torch.tensor([[0.0, 0.2, 0.5, 1.0]])
    value = likelihoods.continuous_bernoulli(a, x)
    mean = likelihoods.continuous_bernoulli_mean(a)
    (value.sum() + mean.sum()).backward()
    assert value.isfinite().all()
    assert a.grad.isfinite().all()
    assert mean.min() >= 0
    assert mean.max() <= 1


def test_the_gradient_of_the_continuous_bernoulli_is_x_minus_its_mean():
    """It is an exponential family: d log p / da = x - E[x]."""
    a = torch.tensor([LOGITS], dtype=torch.float64, requires_grad=True)
    x = torch.full_like(a, 0.3)
    likelihoods.continuous_bernoulli(a, x).sum().backward()
    expected = 0.3 - likelihoods.continuous_bernoulli_mean(a.detach())
    torch.testing.assert_close(a.grad, expected, atol=1e-5, rtol=1e-5)


def test_quantiles_of_the_continuous_bernoulli_invert_its_distribution_function():
    for logit in LOGITS:
        mass = torch.cumulative_trapezoid(density(logit)[:, None][:, 0], GRID)
        u = torch.tensor([0.1, 0.5, 0.9], dtype=torch.float64)
        x = likelihoods.continuous_bernoulli_quantile(torch.full_like(u, logit), u)
        places = (x * (len(GRID) - 1)).round().long().clamp(1, len(GRID) - 1) - 1
        torch.testing.assert_close(mass[places], u, atol=1e-3, rtol=0)


def test_a_sigma_a_pixel_is_that_of_torch_distributions():
    mean, x, log_sigma = random(4, 3, 2, 2), random(4, 3, 2, 2, seed=1), random(3, 2, 2, seed=2)
    expected = Independent(Normal(mean, log_sigma.exp()), 3).log_prob(x)
    torch.testing.assert_close(likelihoods.gaussian(mean, x, log_sigma), expected)


@pytest.mark.parametrize("kind", [*KINDS, "points"])
def test_what_is_drawn_has_the_mean_and_the_entropy_of_its_density(kind):
    """E[log p] over draws is minus the entropy, which each distribution has in closed form."""
    pixels = (KINDS | {"points": Points})[kind]()
    output, log_sigma = 0.6 + 0.2 * random(1, 1, 2, 3), torch.tensor(-1.5, dtype=torch.float64)
    many = output.expand(20_000, 1, 2, 3)
    x = pixels.draw(many, log_sigma, torch.Generator().manual_seed(0))
    expected = output if pixels.has_sigma else pixels.mean(output)
    torch.testing.assert_close(x.mean(0), expected[0], atol=0.02, rtol=0)
    exact = {
        "bernoulli": Bernoulli(logits=output),
        "continuous-bernoulli": ContinuousBernoulli(logits=output),
    }.get(kind, Normal(output, log_sigma.exp()))
    entropy = -pixels.log_likelihood(many, x, log_sigma).mean()
    assert entropy.item() == pytest.approx(exact.entropy().sum().item(), abs=0.03)
