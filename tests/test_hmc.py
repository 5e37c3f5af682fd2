"""The sampler against densities with known moments, and its diagnoses against known processes."""

from __future__ import annotations

import math

import pytest
import torch

from genstudio.analysis import hmc
from tests.linear_gaussian import LinearGaussian


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def normal(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(*shape, generator=seeded(seed))


def test_leapfrog_can_be_undone_and_keeps_the_energy() -> None:
    def density(z):
        return -0.5 * (z.square() * torch.tensor([1.0, 4.0])).sum(1)

    state, momentum = hmc.evaluate(density, normal(5, 2).double()), normal(5, 2, seed=1).double()
    step = torch.full((5,), 0.05, dtype=torch.float64)
    there, final = hmc.leapfrog(density, state, momentum, step, 20)
    back, start = hmc.leapfrog(density, there, -final, step, 20)
    torch.testing.assert_close(back.z, state.z)
    torch.testing.assert_close(-start, momentum)

    def energy(s, m):
        return s.value - 0.5 * m.square().sum(1)

    torch.testing.assert_close(energy(there, final), energy(state, momentum), atol=0.02, rtol=0)


def test_the_posterior_of_a_linear_model_has_its_known_moments() -> None:
    model, x = LinearGaussian(3), torch.rand(4, 1, 2, 3, generator=seeded(1))
    model.requires_grad_(False)

    def density(z):
        rows = x.repeat(len(z) // 4, 1, 1, 1)
        return model.log_likelihood(rows, z) - 0.5 * z.square().sum(1)

    found = hmc.sample(density, normal(8, 4, 3), 300, seeded(2), warmup=100, leapfrogs=5)
    exact = model.posterior(x)
    deviation = exact.variance.sqrt()
    error = (found.z.mean((0, 1)) - exact.mean) / deviation
    assert (error * found.effective.sqrt()).abs().max() < 4
    assert error.abs().mean() < 0.1
    spread = found.z.flatten(0, 1).std(0) / deviation
    torch.testing.assert_close(spread, torch.ones_like(spread), atol=0.1, rtol=0)
    assert found.r_hat.max() < 1.05
    assert found.effective.min() > 300
    # The chains of a problem share a step that was frozen near the target.
    assert (found.acceptance - hmc.TARGET).abs().max() < 0.15
    assert found.step.shape == (4,)


def test_the_same_seed_draws_the_same_chains() -> None:
    def draw(seed):
        start = normal(2, 3, 2)
        return hmc.sample(lambda z: -0.5 * z.square().sum(1), start, 5, seeded(seed), warmup=5)

    assert torch.equal(draw(1).z, draw(1).z)
    assert not torch.equal(draw(1).z, draw(2).z)


def test_a_proposal_without_a_finite_energy_is_refused() -> None:
    def walled(z):
        return torch.where(z[:, 0] > 0, -0.5 * z.square().sum(1), -math.inf)

    state = hmc.evaluate(walled, torch.full((200, 1), 0.1))
    for seed in range(20):
        state, _ = hmc.move(walled, state, torch.full((200,), 0.5), 3, seeded(seed))
    assert (state.z > 0).all()
    assert len(state.z.unique()) > 100


def test_independent_draws_are_worth_their_number() -> None:
    z = normal(500, 4, 3).double()
    assert hmc.effective_size(z) == pytest.approx([2000] * 3, rel=0.2)
    assert hmc.split_r_hat(z).max() < 1.02


def test_an_autoregressive_chain_is_worth_its_known_share() -> None:
    phi, count, chains = 0.8, 4000, 4
    noise = normal(count, chains, seed=3).double()
    z = torch.zeros(count, chains, dtype=torch.float64)
    z[0] = noise[0] / math.sqrt(1 - phi**2)
    for t in range(1, count):
        z[t] = phi * z[t - 1] + noise[t]
    expected = count * chains * (1 - phi) / (1 + phi)
    assert float(hmc.effective_size(z)) == pytest.approx(expected, rel=0.2)


def test_chains_that_disagree_are_found_out() -> None:
    z = normal(200, 4, 1)
    z[:, 0] += 3
    assert float(hmc.split_r_hat(z)) > 1.3
    assert float(hmc.effective_size(z)) < 40
    drifting = normal(200, 4, 1) + torch.linspace(0, 4, 200)[:, None, None]
    assert float(hmc.split_r_hat(drifting)) > 1.3
