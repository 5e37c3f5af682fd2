"""Mode coverage against counts by hand, a perfect sampler, and a GAN on the ring and grid."""

import math

import numpy as np
import pytest
import torch

from genstudio.analysis.evaluate import evaluate_model
from genstudio.analysis.modes import coverage, samples
from genstudio.core.config import from_dict
from genstudio.core.errors import UserError
from genstudio.data import _densities, sources
from genstudio.models import Batch, gan
from genstudio.train.players import Players
from genstudio.train.settings import Config as Training

CENTRES = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0], [10.0, 10.0]])


def test_counts_qualities_and_divergence_are_those_worked_out_by_hand():
    points = [[0, 0], [2.9, 0], [0, 3.1], [10, 2.9], [9, 9], [10, 10], [10, 11], [5, 5]]
    found = coverage(points, CENTRES, 1.0)
    # Two at the first mode, one at the second, three at the fourth; two are too far away.
    assert (found.captured, found.modes, found.high_quality) == (3, 4, 6 / 8)
    shares = np.array([2, 1, 3]) / 6
    assert found.reverse_kl == pytest.approx((shares * np.log(shares / 0.25)).sum())


def test_a_model_of_one_mode_pays_the_logarithm_of_their_number():
    found = coverage(np.zeros((100, 2)), CENTRES, 1.0)
    assert (found.captured, found.high_quality) == (1, 1.0)
    assert found.reverse_kl == pytest.approx(math.log(4))


def test_no_good_sample_at_all_is_said_and_not_divided_by():
    found = coverage(np.full((10, 2), 5.0), CENTRES, 1.0)
    assert (found.captured, found.high_quality, found.reverse_kl) == (0, 0.0, math.inf)


def test_unequal_modes_are_compared_with_their_own_shares():
    points = np.repeat(CENTRES, [1, 2, 3, 4], axis=0)
    found = coverage(points, CENTRES, 1.0, np.array([1, 2, 3, 4]) / 10)
    assert found.reverse_kl == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("name", "modes"), [("ring", 8), ("grid", 25)])
def test_the_density_itself_captures_all_its_modes(name, modes):
    density = _densities.make(name)
    points, _ = density.sample(20_000, np.random.default_rng(0))
    truth = density.modes()
    assert len(np.unique(truth.centres.round(6), axis=0)) == modes  # none is there twice
    found = coverage(points, truth.centres, truth.sigma, truth.weights)
    assert found.captured == found.modes == modes
    assert found.high_quality == pytest.approx(1 - math.exp(-4.5), abs=0.003)
    assert found.reverse_kl < 1e-3


def test_points_of_a_data_set_are_taken_as_they_are():
    assert coverage(np.zeros((5, 1, 1, 2)), CENTRES, 1.0).captured == 1


# Settings with which all modes are found, and a game without a penalty whose discriminator
# learns too slowly, as in the demonstration of unrolled GANs (arXiv:1611.02163).
RECOMMENDED = {
    "latent_dim": 2,
    "hidden": 128,
    "depth": 3,
    "loss": "relativistic",
    "r1": 0.1,
    "r2": 0.1,
    "penalty_every": 1,
    "ema_images": 32_000.0,
}
PLAIN = {"latent_dim": 2, "hidden": 128, "depth": 2, "r1": 0.0, "d_rate": 0.1, "ema_images": 1000.0}


def covered(name, settings, steps, beta1):
    """Train on a density, 128 points a step, and return what of it is covered."""
    density = _densities.make(name)
    points, _ = density.sample(100_000, np.random.default_rng(0))
    data = torch.tensor(points, dtype=torch.float32)[:, None, None]
    noise = torch.Generator().manual_seed(1)
    model = gan.Model(from_dict(gan.Config, settings), (1, 1, 2), torch.Generator().manual_seed(0))
    model.initialise(data)
    training = Training(learning_rate=1e-3, beta1=beta1, beta2=0.99, device="cpu")
    players = Players(model, training)
    for step in range(steps):
        players.set_rate(1e-3 * (1 - step / steps))
        chosen = torch.randint(len(data), (128,), generator=noise)
        batch = Batch(data[chosen], noise, step=step, total=steps)
        for player in model.players:
            players.move(player, model, batch)
        model.after_step(batch)
    truth = density.modes()
    return coverage(samples(model), truth.centres, truth.sigma)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_recommended_gan_covers_all_of_the_ring_and_the_plain_one_does_not():
    found, plain = covered("ring", RECOMMENDED, 2000, 0.0), covered("ring", PLAIN, 1500, 0.5)
    assert found.captured == 8
    assert found.reverse_kl < 0.1
    assert plain.captured < 8
    assert plain.reverse_kl > 0.5


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_recommended_gan_covers_the_grid():
    found = covered("grid", RECOMMENDED, 4000, 0.0)
    assert found.captured >= 24


def test_the_modes_of_drawn_points_are_counted_by_name():
    data, noise = sources.load("toy", {"count": 2000}), torch.Generator().manual_seed(0)
    model = gan.Model(gan.Config(hidden=8, architecture="mlp"), data.shape, noise).eval()
    model.initialise(torch.from_numpy(data.images))
    found = evaluate_model(model, data, ["modes"])
    known = _densities.make("ring", 0).modes()
    by_hand = coverage(samples(model), known.centres, known.sigma)
    assert found["modes_covered"] == by_hand.captured
    assert found["high_quality"] == by_hand.high_quality
    digits = sources.load("digits")
    with pytest.raises(UserError, match="modes"):
        evaluate_model(gan.Model(gan.Config(width=4), digits.shape, noise), digits, ["modes"])
