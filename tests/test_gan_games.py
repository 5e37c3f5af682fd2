"""What the GAN's games are: their losses, their penalties and their optimum."""

import math

import numpy as np
import pytest
import torch
from gan_kit import batch_of, generator, model_of, steps
from torch import nn

from genstudio.core.config import changed
from genstudio.models import Batch
from genstudio.nn import spectral
from genstudio.objectives.adversarial import LOSSES
from genstudio.train.adam import Adam
from genstudio.train.players import Players
from genstudio.train.settings import Config as Training

TAMED = {  # each game as it is recommended to be played
    "non-saturating": {"r1": 0.3},
    "minimax": {"r1": 0.3},
    "relativistic": {"r1": 0.3, "r2": 0.3},
    "hinge": {"spectral_norm": True},
    "least-squares": {"r1": 0.3},
    "wasserstein": {"gradient_penalty": 10.0, "penalty_every": 1},
}


# Games


@pytest.mark.parametrize("name", LOSSES)
def test_both_moves_minimise_what_the_game_says_of_the_outputs(name):
    model, batch = model_of(loss=name), batch_of()
    real, noise = 2 * batch.image - 1, generator(1)
    with torch.no_grad():
        a = model.discriminator(real).squeeze(1)
        b = model.discriminator(model.generator(torch.randn(6, 3, generator=noise))).squeeze(1)
    moved = model("D", batch)
    torch.testing.assert_close(moved["loss"], LOSSES[name].discriminator(a, b).mean())
    assert moved["D loss"] == moved["loss"]
    moved = model("G", batch_of())  # the same z again
    torch.testing.assert_close(moved["loss"], LOSSES[name].generator(a, b).mean())


@pytest.mark.parametrize("name", LOSSES)
def test_an_output_that_is_no_probability_is_not_called_one(name):
    model = model_of(loss=name)
    terms = model("D", batch_of())
    probable = name in ("non-saturating", "minimax", "least-squares")
    assert ("D(x)" in terms) is probable
    assert ("C(x)" in terms) is not probable
    with torch.no_grad():
        told = model.discriminate(batch_of().image)
    assert told.shape == (6,)
    assert told.min() >= 0
    assert told.max() <= 1


@pytest.mark.parametrize("name", ["relativistic", "wasserstein"])
def test_a_score_is_one_half_in_the_middle_between_real_and_generated_ones(name):
    model = model_of(loss=name)
    with torch.no_grad():
        model.discriminator[-1].bias.fill_(40.0)  # only differences count
    for _ in range(100):
        model("D", batch_of())
    assert (model.discriminate(batch_of().image) - 0.5).abs().max() < 0.2


def start_and_play(name, architecture, seed, count):
    """Play a few steps from a start; every term and every weight must be finite, losses small."""
    model = model_of(loss=name, architecture=architecture, seed=seed, **TAMED[name])
    batch = batch_of(seed)
    model.initialise(batch.image)
    terms = steps(model, count, batch)
    assert torch.stack(list(terms.values())).isfinite().all()
    assert all(p.isfinite().all() for p in model.parameters())
    assert all(abs(value) < 100 for name, value in terms.items() if "loss" in name)


@pytest.mark.parametrize("architecture", ["mlp", "conv", "residual"])
@pytest.mark.parametrize("name", LOSSES)
def test_every_game_can_be_played_with_every_network(name, architecture):
    start_and_play(name, architecture, 0, 2)


@pytest.mark.parametrize("name", LOSSES)
def test_no_game_diverges_from_any_of_five_starts(name):
    for seed in range(5):
        start_and_play(name, "mlp", seed, 10)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("architecture", ["conv", "residual"])
@pytest.mark.parametrize("name", LOSSES)
def test_no_game_diverges_in_a_longer_run_from_any_of_five_starts(name, architecture):
    for seed in range(5):
        start_and_play(name, architecture, seed, 200)


def test_generated_images_start_around_the_mean_of_the_data():
    images = torch.full((10, 3, 8, 8), 0.9)
    images[:, 1] = 0.3
    for architecture in ("mlp", "conv", "residual"):
        model = model_of((3, 8, 8), architecture=architecture)
        model.initialise(images)
        start = model.decode(model.prior(200, generator())).mean((0, 2, 3))
        assert start.tolist() == pytest.approx([0.9, 0.3, 0.9], abs=0.1)


def test_the_discriminator_may_learn_at_another_rate_that_changes_live():
    model = model_of(d_rate=4.0)
    players = Players(model, Training(learning_rate=1e-3, device="cpu"))
    assert [m.optimiser.rate for m in players.movers] == pytest.approx([4e-3, 1e-3])
    model.config = changed(model.config, d_rate=0.5)
    players.set_rate(1e-3)
    assert [m.optimiser.rate for m in players.movers] == pytest.approx([5e-4, 1e-3])


# Penalties


def linear(model, weight):
    """Give a model a discriminator whose slope is known everywhere."""
    layer = nn.Linear(weight.numel(), 1)
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.zero_()
    model.discriminator = nn.Sequential(nn.Flatten(), layer)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"r1": 2.0}, lambda n: 0.5 * 2 * n * n),
        ({"r2": 2.0}, lambda n: 0.5 * 2 * n * n),
        ({"r1": 2.0, "r2": 3.0}, lambda n: 0.5 * 5 * n * n),
        ({"gradient_penalty": 10.0}, lambda n: 10 * (n - 1) ** 2),
    ],
    ids=["r1", "r2", "both", "gradient penalty"],
)
def test_penalties_on_a_known_slope_are_paid_at_their_weights_and_intervals(settings, expected):
    model = model_of(penalty_every=4, **settings)
    weight = torch.linspace(-1, 1, 64)
    linear(model, weight)
    paid, between = model("D", batch_of(step=8)), model("D", batch_of(step=9))
    extra = (paid["loss"] - paid["D loss"]).item()
    assert extra == pytest.approx(4 * expected(weight.norm().item()), rel=1e-5)
    assert paid["slope"].item() == pytest.approx(weight.norm().item(), rel=1e-5)
    assert between["loss"] == between["D loss"]
    assert between["slope"] == paid["slope"]


def test_r2_looks_at_generated_images_and_r1_at_real_ones():
    model = model_of(r1=1.0, r2=1.0, penalty_every=1)
    # D(x) = |x|^2 / 2 has the slope x: the penalty is the mean square of the images.
    model.discriminator = Half()
    batch = batch_of()
    terms = model("D", batch)
    real = (2 * batch.image - 1).square().flatten(1).sum(1).mean()
    with torch.no_grad():
        fake = model.generator(model.prior(6, generator(1))).square().flatten(1).sum(1).mean()
    torch.testing.assert_close(terms["r1"], real)
    torch.testing.assert_close(terms["r2"], fake)


class Half(nn.Module):
    def forward(self, x):
        return 0.5 * x.square().flatten(1).sum(1, keepdim=True)


def test_spectral_norm_moves_on_in_the_moves_of_d_only():
    model = model_of(spectral_norm=True)
    layer = spectral.layers(model.discriminator)[0]
    with torch.no_grad():
        layer.layer.weight.copy_(torch.randn(layer.layer.weight.shape, generator=generator(3)))
    before = layer.u.clone()
    model("G", batch_of())
    model.evaluate(batch_of())
    assert torch.equal(layer.u, before)
    model("D", batch_of())
    assert not torch.equal(layer.u, before)


# The optimum


def test_the_best_discriminator_is_the_share_of_real_density_and_its_value_gives_the_divergence():
    # Real points N(1, 0.6^2), generated ones N(0, 1): both known, and D is trained alone.
    model = model_of((1, 1, 1), latent_dim=1, hidden=64)
    model.generator = nn.Unflatten(1, (1, 1, 1))
    noise = generator(3)

    def real(count):
        return 1 + 0.6 * torch.randn(count, 1, 1, 1, generator=noise)

    mover = Adam(model.parameters_of("D"), 3e-3, 0.5, 0.99)
    for step in range(600):
        mover.rate = 3e-3 * (1 - step / 600)
        mover.clear()
        model("D", Batch(real(512), noise))["loss"].backward()
        mover.step()
    x = torch.linspace(-6, 6, 2401, dtype=torch.float64)
    p, q = (torch.distributions.Normal(m, s).log_prob(x).exp() for m, s in ((1.0, 0.6), (0.0, 1.0)))
    best = p / (p + q)
    with torch.no_grad():
        found = model.discriminate(x.float().view(-1, 1, 1, 1)).double()
        values = [-model.evaluate(Batch(real(1000), noise))["D loss"].item() for _ in range(30)]
    assert (found - best)[(p + q) > 0.1].abs().max() < 0.05
    middle = (p + q) / 2
    jsd = 0.5 * torch.trapezoid(p * (p / middle).log() + q * (q / middle).log(), x).item()
    assert np.mean(values) == pytest.approx(-math.log(4) + 2 * jsd, abs=0.02)
