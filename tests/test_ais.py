"""Annealed importance sampling against a known log p(x), from below and from above."""

from __future__ import annotations

import pytest
import torch

from genstudio.analysis import ais
from tests.linear_gaussian import LinearGaussian

QUICK = ais.Plan(temperatures=300, chains=16)


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.fixture(scope="module")
def linear():
    model = LinearGaussian(4)
    return model.requires_grad_(False)


def simulated(model, count, seed=3):
    z = torch.randn(count, model.latent_dim, generator=seeded(seed))
    noise = torch.randn(count, *model.shape, generator=seeded(seed + 1))
    mean = (z @ model.loadings.T + model.mean).view(count, *model.shape)
    return z, mean + model.sigma * noise


def test_the_schedule_rises_from_the_prior_to_the_posterior() -> None:
    beta = ais.schedule(50)
    assert (float(beta[0]), float(beta[-1])) == (0, 1)
    steps = beta.diff()
    assert (steps > 0).all()
    assert steps[25] > 5 * steps[0]
    torch.testing.assert_close(steps, steps.flip(0))


def test_the_estimate_is_the_known_evidence(linear) -> None:
    x = torch.rand(12, 1, 2, 3, generator=seeded(1))
    found = ais.anneal(linear, x, seeded(), QUICK)
    error = found.estimate.float() - linear.log_evidence(x)
    assert abs(float(error.mean())) < 0.05
    assert float(error.abs().max()) < 0.3
    assert 0.4 < float(found.acceptance.mean()) < 0.95
    assert 1 / QUICK.chains <= float(found.effective.min()) <= float(found.effective.max()) <= 1


def test_simulated_images_have_their_evidence_between_the_bounds(linear) -> None:
    z, x = simulated(linear, 24)
    found = ais.bracket(linear, z, x, seeded(), ais.Plan(temperatures=120, chains=8))
    exact = float(linear.log_evidence(x).mean())
    low, high = float(found.lower.mean()), float(found.upper.mean())
    assert low - 0.02 < exact < high + 0.02
    assert high - low < 0.3


def test_a_hasty_plan_has_a_wider_bracket_that_still_holds_the_truth(linear) -> None:
    sharp = LinearGaussian(4).requires_grad_(False)
    sharp.sigma = 0.15
    z, x = simulated(sharp, 24)
    exact = float(sharp.log_evidence(x).mean())
    gaps = []
    for temperatures in (4, 60):
        found = ais.bracket(sharp, z, x, seeded(), ais.Plan(temperatures, chains=4))
        assert float(found.lower.mean()) < exact < float(found.upper.mean())
        gaps.append(float((found.upper - found.lower).mean()))
    assert gaps[1] < 0.5 * gaps[0]


def test_the_seed_decides_and_memory_is_bounded(linear, monkeypatch) -> None:
    x = torch.rand(6, 1, 2, 3, generator=seeded(1))
    plan = ais.Plan(temperatures=5, chains=3)
    first = ais.anneal(linear, x, seeded(), plan).estimate
    assert torch.equal(first, ais.anneal(linear, x, seeded(), plan).estimate)
    monkeypatch.setattr(ais, "BUDGET", 2 * 6 * 3 // 2)
    rows = []
    original = linear.log_likelihood
    monkeypatch.setattr(
        linear, "log_likelihood", lambda image, z: rows.append(len(z)) or original(image, z)
    )
    parts = ais.anneal(linear, x, seeded(), plan)
    assert len(parts.estimate) == 6
    assert max(rows) <= 2 * ais.PILOT_CHAINS


def test_labels_reach_every_chain() -> None:
    class Moved(LinearGaussian):
        def log_likelihood(self, image, z, label):
            return super().log_likelihood(image - 0.3 * label.view(-1, 1, 1, 1), z)

    x = torch.rand(4, 1, 2, 3, generator=seeded(1))
    label = torch.tensor([0, 1, 2, 1])
    plan = ais.Plan(temperatures=100, chains=16)
    found = ais.anneal(Moved().requires_grad_(False), x, seeded(), plan, label)
    exact = LinearGaussian().log_evidence(x - 0.3 * label.view(-1, 1, 1, 1))
    torch.testing.assert_close(found.estimate.float(), exact, atol=0.3, rtol=0)
