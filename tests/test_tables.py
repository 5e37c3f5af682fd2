"""Tables of log p(x|z) against the likelihoods that take one pair at a time."""

from __future__ import annotations

import math

import pytest
import torch
from torch.distributions import ContinuousBernoulli, Normal

from genstudio.models import Simulates, Tabulates, vae
from genstudio.objectives import tables


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def draw(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(*shape, generator=seeded(seed))


@pytest.mark.parametrize("likelihood", ["bernoulli", "gaussian"])
def test_a_vaes_table_holds_the_likelihood_of_every_pair(likelihood) -> None:
    model = vae.Model(vae.Config(likelihood=likelihood, hidden=16), (1, 8, 8), seeded())
    with torch.no_grad():
        model.offset.copy_(draw(1, 8, 8, seed=1))
        model.log_sigma.fill_(-2.0)
        x = model.observe(torch.rand(5, 1, 8, 8, generator=seeded(2)), seeded(3))
        z = draw(7, 2, seed=4)
        table = model.log_likelihoods(x, z)
        pairs = model.log_likelihood(x.repeat_interleave(7, 0), z.repeat(5, 1)).view(5, 7)
    torch.testing.assert_close(table.float(), pairs, atol=1e-2, rtol=1e-5)
    assert isinstance(model, Tabulates)
    assert isinstance(model, Simulates)


@pytest.mark.parametrize("sigma", [torch.tensor(-1.0), draw(2, 3, 3, seed=9)])
def test_the_gaussian_table_has_the_density_of_torch(sigma) -> None:
    mean, x = draw(4, 2, 3, 3), draw(6, 2, 3, 3, seed=1)
    exact = Normal(mean, sigma.exp().expand(2, 3, 3)).log_prob(x[:, None]).flatten(2).sum(2)
    torch.testing.assert_close(tables.gaussian(mean, x, sigma).float(), exact)


def test_the_gaussian_table_stays_exact_where_sigma_is_tiny() -> None:
    mean = torch.rand(3, 1, 32, 32, generator=seeded())
    x = mean[:2] + 0.003 * draw(2, 1, 32, 32)
    sigma = torch.tensor(math.log(0.003))
    exact = Normal(mean.double(), 0.003).log_prob(x[:, None].double()).flatten(2).sum(2)
    torch.testing.assert_close(tables.gaussian(mean, x, sigma), exact, atol=1e-2, rtol=1e-6)


def test_the_continuous_bernoulli_table_has_the_density_of_torch() -> None:
    logits = torch.cat([draw(3, 1, 4, 4), 12 * draw(1, 1, 4, 4), 1e-3 * draw(1, 1, 4, 4)])
    x = torch.rand(6, 1, 4, 4, generator=seeded(1))
    exact = ContinuousBernoulli(logits=logits.double()).log_prob(x[:, None].double())
    found = tables.continuous_bernoulli(logits.double(), x.double())
    torch.testing.assert_close(found, exact.flatten(2).sum(2), atol=1e-5, rtol=1e-5)


def test_the_normaliser_is_smooth_where_the_series_begins() -> None:
    edge = 4 * tables.NEAR_HALF
    a = torch.tensor([edge * 0.9999, edge * 1.0001, -edge * 0.9999, 0.0], dtype=torch.float64)
    found = tables.log_normaliser(a)
    assert float(found[0]) == pytest.approx(float(found[1]), abs=1e-6)
    assert float(found[0]) == pytest.approx(float(found[2]))
    assert float(found[3]) == pytest.approx(math.log(2))


@pytest.mark.parametrize("likelihood", ["bernoulli", "gaussian"])
def test_simulated_images_have_the_mean_and_noise_of_the_decoder(likelihood) -> None:
    model = vae.Model(vae.Config(likelihood=likelihood, hidden=16), (1, 8, 8), seeded())
    with torch.no_grad():
        model.offset.fill_(0.4)
        model.log_sigma.fill_(-1.0)
        z = draw(1, 2).expand(4000, 2)
        x = model.simulate(z, seeded(5))
        torch.testing.assert_close(x.mean(0), model.decode(z[:1])[0], atol=0.05, rtol=0)
    if likelihood == "gaussian":
        spread = float(x.std(0).mean())
        assert spread == pytest.approx(math.exp(-1.0), rel=0.02)
    else:
        assert set(x.unique().tolist()) == {0.0, 1.0}
