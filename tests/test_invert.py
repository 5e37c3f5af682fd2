"""The code that a generator makes a picture from, found by a search."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch

from genstudio.analysis import invert
from genstudio.core.errors import UserError
from genstudio.models import began, gan, vae

SETTINGS = invert.Settings(steps=150, restarts=4, draws=64, seed=3)


@pytest.fixture(scope="module")
def generator():
    config = gan.Config(latent_dim=6, architecture="mlp", hidden=32)
    return gan.Model(config, (1, 8, 8), torch.Generator().manual_seed(1)).eval()


def made_by(model, seed=5):
    z = model.prior(1, torch.Generator().manual_seed(seed))
    with torch.no_grad():
        image = model.decode(z)[0]
    return z[0].numpy(), np.round(image.numpy() * 255).astype(np.uint8)


@pytest.mark.parametrize("seed", [5, 6, 7])
def test_a_picture_that_the_generator_made_is_found_again(generator, seed):
    z, image = made_by(generator, seed)
    *_, found = invert.search(generator, image, SETTINGS)
    assert found.ended
    assert found.error < 0.01  # a PSNR of more than 40 dB
    assert np.abs(found.code - z).max() < 0.2
    assert np.abs(found.image.astype(int) - image).max() <= 8


def test_a_decoder_can_be_searched_too():
    config = vae.Config(latent_dim=2, hidden=16)
    model = vae.Model(config, (1, 8, 8), torch.Generator().manual_seed(0)).eval()
    _, image = made_by(model)
    assert [*invert.search(model, image, SETTINGS)][-1].error < 0.01


def test_an_equal_seed_finds_an_equal_code(generator):
    _, image = made_by(generator)
    first, again = ([*invert.search(generator, image, SETTINGS)][-1] for _ in range(2))
    np.testing.assert_array_equal(first.code, again.code)


def test_the_loss_never_rises_and_is_the_stated_one(generator):
    image = np.random.default_rng(0).integers(0, 256, (1, 8, 8), dtype=np.uint8)
    settings = invert.Settings(steps=60, restarts=3, draws=16, prior=0.1)
    losses = [found.loss for found in invert.search(generator, image, settings)]
    assert all(b <= a for a, b in itertools.pairwise(losses))
    *_, found = invert.search(generator, image, settings)
    with torch.no_grad():
        made = generator.decode(torch.from_numpy(found.code)[None])[0].numpy()
    squares = ((made - image / 255) ** 2).sum()
    assert found.loss == pytest.approx(squares + 0.05 * (found.code**2).sum(), rel=1e-4)
    assert found.error == pytest.approx(np.sqrt(squares / 64), rel=1e-4)


def test_the_prior_pulls_the_code_inwards(generator):
    _, image = made_by(generator)
    sizes = [
        np.linalg.norm(
            [*invert.search(generator, image, invert.Settings(steps=80, prior=prior))][-1].code
        )
        for prior in (0.0, 1.0)
    ]
    assert sizes[1] < sizes[0]


def test_a_search_that_is_stopped_ends_with_what_it_has(generator):
    _, image = made_by(generator)
    turns = itertools.count()
    events = [*invert.search(generator, image, SETTINGS, stop=lambda: next(turns) > 12)]
    assert 1 <= len(events) < 5
    assert np.isfinite(events[-1].code).all()


def test_the_weights_stay_as_they_are(generator):
    before = {name: value.clone() for name, value in generator.state_dict().items()}
    _, image = made_by(generator)
    [*invert.search(generator, image, invert.Settings(steps=5, realness=0.1))]
    after = generator.state_dict()
    assert all(torch.equal(value, after[name]) for name, value in before.items())


def test_a_conditional_generator_is_told_the_class():
    config = gan.Config(latent_dim=4, architecture="mlp", hidden=16, conditional=True)
    model = gan.Model(config, (1, 8, 8), torch.Generator().manual_seed(1), classes=3).eval()
    with torch.no_grad():
        z = model.prior(1, torch.Generator().manual_seed(2))
        image = model.decode(z, torch.tensor([2]))[0].mul(255).round().byte().numpy()
    *_, found = invert.search(model, image, SETTINGS, label=2)
    assert found.error < 0.01


def test_a_generator_that_has_diverged_ends_in_finite_codes(generator):
    broken = gan.Model(generator.config, (1, 8, 8), torch.Generator().manual_seed(1))
    broken.average.network.load_state_dict(
        {k: v * float("nan") for k, v in broken.average.network.state_dict().items()}
    )
    *_, found = invert.search(broken, np.zeros((1, 8, 8), np.uint8), invert.Settings(steps=3))
    assert np.isfinite(found.code).all()


def test_what_cannot_decode_is_told_so():
    with pytest.raises(UserError, match="cannot decode"):
        invert.search(torch.nn.Linear(1, 1), np.zeros((1, 8, 8), np.uint8))


@pytest.fixture(scope="module")
def bounded():
    config = began.Config(latent_dim=6, width=8, depth=1)
    return began.Model(config, (1, 8, 8), torch.Generator().manual_seed(1)).eval()


@pytest.mark.parametrize("absolute", [False, True])
def test_under_a_bounded_prior_a_picture_is_found_and_the_code_stays_inside(bounded, absolute):
    settings = invert.Settings(steps=150, restarts=4, draws=64, absolute=absolute)
    _, image = made_by(bounded)
    *_, found = invert.search(bounded, image, settings)
    assert found.error < 0.03
    assert np.abs(found.code).max() <= 1
    *_, far = invert.search(bounded, np.where(image > 127, 255, 0).astype(np.uint8), settings)
    assert np.abs(far.code).max() == 1  # at the edge, and not beyond


def test_the_absolute_loss_is_the_sum_of_the_pixels_differences(bounded):
    image = np.random.default_rng(0).integers(0, 256, (1, 8, 8), dtype=np.uint8)
    *_, found = invert.search(bounded, image, invert.Settings(steps=30, absolute=True, prior=5.0))
    with torch.no_grad():
        made = bounded.decode(torch.from_numpy(found.code)[None])[0].numpy()
    assert found.loss == pytest.approx(np.abs(made - image / 255).sum(), rel=1e-4)
