"""Pictures with holes, completed by what a model knows."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch

from genstudio.analysis import completion, masks
from genstudio.core.errors import UserError
from genstudio.models import began, gan, ppca, vae

SETTINGS = completion.Settings(steps=100, restarts=3, draws=64, seed=3)


def bytes_of(image):
    return np.round(image.detach().numpy() * 255).astype(np.uint8)


def drawn(model, seed=5):
    z = model.prior(1, torch.Generator().manual_seed(seed))
    with torch.no_grad():
        return bytes_of(model.decode(z)[0])


def last(model, image, hole, settings=SETTINGS, **more):
    *_, found = completion.complete(model, image, hole, settings, **more)
    return found


@pytest.fixture(scope="module")
def generator():
    config = gan.Config(latent_dim=6, architecture="mlp", hidden=32)
    return gan.Model(config, (1, 8, 8), torch.Generator().manual_seed(1)).eval()


@pytest.fixture(scope="module")
def coloured():
    config = gan.Config(latent_dim=8, architecture="mlp", hidden=32)
    return gan.Model(config, (3, 8, 8), torch.Generator().manual_seed(1)).eval()


@pytest.mark.parametrize(("seed", "kind"), [(5, "centre"), (6, "half:right"), (7, "random:0.5")])
def test_a_generated_picture_is_recovered_above_30_db(generator, seed, kind):
    image = drawn(generator, seed)
    hole = masks.named(kind, (8, 8))
    found = last(generator, image, hole)
    assert completion.psnr(found.generated[found.best], image, hole) > 30
    assert completion.psnr(found.image(), image, hole) > 30


def test_colours_are_completed_too(coloured):
    image, hole = drawn(coloured), masks.centre((8, 8))
    found = last(coloured, image, hole)
    assert completion.psnr(found.image(), image, hole) > 30
    np.testing.assert_array_equal(found.blended[:, :, ~hole], np.tile(image[:, ~hole], (3, 1, 1)))
    np.testing.assert_array_equal(found.pasted[:, :, ~hole], np.tile(image[:, ~hole], (3, 1, 1)))
    np.testing.assert_array_equal(found.pasted[:, :, hole], found.generated[:, :, hole])


def test_what_is_in_the_hole_is_not_looked_at(generator):
    image, hole = drawn(generator), masks.centre((8, 8))
    other = np.where(hole, 255 - image, image)
    settings = completion.Settings(steps=20, restarts=2, draws=16)
    first, second = (last(generator, picture, hole, settings) for picture in (image, other))
    np.testing.assert_array_equal(first.codes, second.codes)
    np.testing.assert_array_equal(first.blended, second.blended)


def test_the_weights_are_those_of_the_paper():
    hole = np.zeros((12, 10), bool)
    hole[4:8, 2:6] = hole[0, 9] = True
    wanted = np.zeros(hole.shape)
    for y, x in np.argwhere(~hole):
        around = hole[max(0, y - 3) : y + 4, max(0, x - 3) : x + 4]
        wanted[y, x] = around.sum() / around.size + 0.05
    np.testing.assert_allclose(completion.weights(hole), wanted, atol=1e-6)


@pytest.mark.parametrize("form", ["saturating", "non-saturating"])
def test_both_terms_are_the_stated_ones(coloured, form):
    image, hole = np.random.default_rng(0).integers(0, 256, (3, 8, 8), dtype=np.uint8), None
    hole = masks.centre((8, 8))
    settings = completion.Settings(steps=25, restarts=3, draws=8, form=form, prior=0.5)
    found = last(coloured, image, hole, settings)
    with torch.no_grad():
        made = coloured.decode(torch.from_numpy(found.codes))
        real = coloured.discriminate(made).numpy()
    y, g = image / 127.5 - 1, 2 * made.numpy() - 1
    context = (completion.weights(hole) * np.abs(g - y)).sum((1, 2, 3))
    np.testing.assert_allclose(found.context, context, rtol=1e-4)
    prior = np.log(1 - real) if form == "saturating" else -np.log(real)
    np.testing.assert_allclose(found.prior, prior, rtol=1e-3)
    assert found.best == context.argmin()


def test_pca_finds_the_closed_form_of_the_most_probable_code():
    """z* = (W_k^T W_k + sigma^2 I)^-1 W_k^T (x_k - m_k), over the known pixels alone."""
    data = np.random.default_rng(0).normal(0, 1, (200, 3)) @ np.random.default_rng(1).normal(
        0, 0.1, (3, 64)
    )
    images = torch.from_numpy(
        0.5 + 0.5 * data + 0.01 * np.random.default_rng(2).normal(size=(200, 64))
    )
    model = ppca.Model(ppca.Config(latent_dim=3), (1, 8, 8), torch.Generator().manual_seed(0))
    model.fit(images.float().view(-1, 1, 8, 8).clamp(0, 1))
    image, hole = bytes_of(images[7].view(1, 8, 8).clamp(0, 1)), masks.half((8, 8), "left")
    known = torch.from_numpy(~hole).flatten()
    w, m = model.loadings[known].double(), model.mean[known].double()
    x = torch.from_numpy(image / 255.0).flatten()[known]
    square = w.T @ w + model.variance.double() * torch.eye(3, dtype=torch.float64)
    wanted = torch.linalg.solve(square, w.T @ (x - m)).numpy()
    settings = completion.Settings(steps=300, restarts=2, draws=32)
    found = last(model, image, hole, settings)
    np.testing.assert_allclose(found.codes[found.best], wanted, atol=0.02)
    off = x - m - w @ torch.from_numpy(found.codes[found.best]).double()
    variance = float(model.variance)
    log_p = -0.5 * ((off**2).sum() / variance + 32 * np.log(2 * np.pi * variance))
    assert found.context[found.best] == pytest.approx(-float(log_p), rel=1e-3)
    assert found.prior[found.best] == pytest.approx(
        0.5 * (found.codes[found.best] ** 2).sum(), rel=1e-4
    )


@pytest.mark.parametrize(
    ("likelihood", "sigma"),
    [
        ("bernoulli", "optimal"),
        ("continuous-bernoulli", "optimal"),
        ("gaussian", "optimal"),
        ("gaussian", "pixel"),
    ],
)
def test_the_likelihoods_of_two_parts_sum_to_that_of_the_whole(likelihood, sigma):
    config = vae.Config(latent_dim=2, hidden=16, likelihood=likelihood, sigma=sigma)
    model = vae.Model(config, (3, 8, 8), torch.Generator().manual_seed(0)).eval()
    noise = torch.Generator().manual_seed(1)
    images = torch.rand(4, 3, 8, 8, generator=noise)
    model.initialise(images)
    x, z = model.observe(images, noise), model.prior(4, noise)
    known = torch.rand(3, 8, 8, generator=noise) < 0.5
    parts = [model.log_likelihood_of(part, x, z) for part in (known, ~known)]
    torch.testing.assert_close(sum(parts), model.log_likelihood(x, z), rtol=1e-4, atol=1e-2)


def test_a_vae_completes_what_it_drew():
    config = vae.Config(latent_dim=3, hidden=16)
    model = vae.Model(config, (1, 8, 8), torch.Generator().manual_seed(0)).eval()
    image, hole = drawn(model), masks.half((8, 8), "top")
    found = last(model, image, hole)
    assert completion.kind_of(model) == "map"
    assert completion.psnr(found.image(), image, hole) > 30


def test_codes_of_a_began_stay_where_its_prior_is():
    config = began.Config(latent_dim=4, width=4, depth=1)
    model = began.Model(config, (3, 16, 16), torch.Generator().manual_seed(0)).eval()
    image = np.random.default_rng(0).integers(0, 256, (3, 16, 16), dtype=np.uint8)
    settings = completion.Settings(steps=40, restarts=3, draws=8, rate=0.5)
    found = last(model, image, masks.centre((16, 16)), settings)
    assert np.abs(found.codes).max() <= 1
    with torch.no_grad():
        energy = model.energy(model.decode(torch.from_numpy(found.codes))).numpy()
    np.testing.assert_allclose(found.prior, energy, rtol=1e-3)


def test_the_weights_of_the_model_get_no_gradients_and_do_not_change(generator):
    before = {name: value.clone() for name, value in generator.state_dict().items()}
    last(generator, drawn(generator), masks.centre((8, 8)))
    assert all(torch.equal(before[name], value) for name, value in generator.state_dict().items())
    assert all(parameter.grad is None for parameter in generator.parameters())
    assert not generator.training


def test_a_restart_is_the_same_alone_and_in_company(generator):
    """No batch-mean: restarts do not meet."""
    image, hole = drawn(generator), masks.centre((8, 8))
    many = last(generator, image, hole, completion.Settings(steps=30, restarts=4, draws=16))
    one = last(generator, image, hole, completion.Settings(steps=30, restarts=1, draws=16))
    np.testing.assert_allclose(many.codes[0], one.codes[0], atol=1e-4)


def test_an_equal_seed_gives_an_equal_picture(generator):
    image, hole = drawn(generator), masks.centre((8, 8))
    settings = completion.Settings(steps=20, restarts=2, draws=16)
    first, second = (last(generator, image, hole, settings) for _ in range(2))
    np.testing.assert_array_equal(first.blended, second.blended)


def test_the_context_of_the_best_is_told_all_along(generator):
    image, hole = drawn(generator), masks.centre((8, 8))
    looks = [*completion.complete(generator, image, hole, SETTINGS)]
    assert [look.step for look in looks] == [*range(0, 100, 10), 100]
    assert [look.ended for look in looks] == [False] * 10 + [True]
    assert all(look.context.shape == look.prior.shape == (3,) for look in looks)
    assert looks[-1].context.min() < 0.5 * looks[0].context.min()


def test_a_search_that_is_stopped_keeps_the_best(generator):
    image, hole = drawn(generator), masks.centre((8, 8))
    turns = itertools.count()
    found = last(generator, image, hole, stop=lambda: next(turns) > 40)
    assert found.ended
    assert 0 < found.step < 100
    assert np.isfinite(found.context).all()
    at_once = last(generator, image, hole, stop=lambda: True)
    assert at_once.step == 0
    assert np.isfinite(at_once.context).all()


def test_what_cannot_be_completed_is_said(generator):
    image = drawn(generator)
    with pytest.raises(UserError, match="covers the whole picture"):
        completion.complete(generator, image, np.ones((8, 8), bool))
    with pytest.raises(UserError, match="no hole"):
        completion.complete(generator, image, np.zeros((8, 8), bool))
    with pytest.raises(UserError, match="one size"):
        completion.complete(generator, image, masks.centre((9, 8)))
    with pytest.raises(UserError, match="one size"):
        completion.complete(generator, np.zeros((1, 9, 9), np.uint8), masks.centre((9, 9)))


def test_psnr_looks_into_the_hole_alone():
    truth, hole = np.zeros((1, 4, 4), np.uint8), np.zeros((4, 4), bool)
    hole[0] = True
    image = truth.copy()
    image[:, 1:] = 200
    assert completion.psnr(image, truth, hole) == float("inf")
    image[:, 0] = 51
    assert completion.psnr(image, truth, hole) == pytest.approx(20 * np.log10(5))
