"""Probabilistic PCA against scikit-learn, the closed form, and torch.distributions."""

import math

import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA
from torch.distributions import MultivariateNormal

from genstudio.core.errors import UserError
from genstudio.data import sources
from genstudio.data.dataset import Stopped, unit
from genstudio.models import ppca


def fitted(images, latent_dim=2):
    model = ppca.Model(
        ppca.Config(latent_dim=latent_dim),
        tuple(images.shape[1:]),
        torch.Generator().manual_seed(0),
    )
    return model, model.fit(images)


def synthetic(count, shape, rank=5, seed=0):
    generator = torch.Generator().manual_seed(seed)
    pixels = math.prod(shape)
    codes = torch.randn(count, rank, generator=generator)
    maps = torch.randn(rank, pixels, generator=generator) * torch.arange(rank, 0, -1)[:, None]
    x = 0.5 + 0.01 * (codes @ maps + torch.randn(count, pixels, generator=generator))
    return x.unflatten(1, shape)


@pytest.fixture(scope="module")
def images(digits):
    return torch.tensor(digits.images[digits.indices("train")] / 255, dtype=torch.float32)


@pytest.mark.parametrize("latent_dim", [1, 2, 16])
def test_log_likelihood_equals_the_score_of_scikit_learn(images, latent_dim):
    model, _ = fitted(images, latent_dim)
    flat = images.flatten(1).double().numpy()
    expected = PCA(latent_dim, svd_solver="full").fit(flat).score_samples(flat)
    assert model.log_likelihood(images).mean().item() == pytest.approx(expected.mean(), abs=1e-2)


@pytest.mark.parametrize("latent_dim", [2, 10])
def test_the_average_over_the_training_set_equals_the_closed_form(images, latent_dim):
    model, terms = fitted(images, latent_dim)
    eigenvalues = np.linalg.eigvalsh(np.cov(images.flatten(1).double().numpy().T, bias=True))[::-1]
    variance = eigenvalues[latent_dim:].mean()
    expected = -0.5 * (
        64 * math.log(2 * math.pi)
        + np.log(eigenvalues[:latent_dim]).sum()
        + (64 - latent_dim) * math.log(variance)
        + 64
    )
    assert model.log_likelihood(images).mean().item() == pytest.approx(expected, abs=1e-4)
    assert terms["log likelihood"].item() == pytest.approx(expected, abs=1e-4)
    assert terms["sigma"].item() == pytest.approx(math.sqrt(variance), rel=1e-5)


def test_log_likelihood_is_that_of_the_marginal_normal(images):
    model, _ = fitted(images, 3)
    w, variance = model.loadings.double(), model.variance.double()
    covariance = w @ w.T + variance * torch.eye(64, dtype=torch.float64)
    marginal = MultivariateNormal(model.mean.double(), covariance)
    expected = marginal.log_prob(images[:20].flatten(1).double())
    torch.testing.assert_close(model.log_likelihood(images[:20]), expected, atol=1e-4, rtol=0)


def test_the_posterior_satisfies_bayes_rule(images):
    """log p(x) = log p(x|z) + log p(z) - log p(z|x), at any z."""
    model, _ = fitted(images, 3)
    x = images[:8]
    mean, logvar = model.encode(x)
    z = mean + 0.3
    standard = torch.distributions.Normal(0.0, 1.0)
    prior = standard.log_prob(z).sum(1)
    posterior = torch.distributions.Normal(mean, (0.5 * logvar).exp()).log_prob(z).sum(1)
    pixels = torch.distributions.Normal(model.mean_image(z), model.variance.sqrt())
    joint = pixels.log_prob(x).flatten(1).sum(1) + prior - posterior
    torch.testing.assert_close(joint.double(), model.log_likelihood(x), atol=2e-4, rtol=0)


def test_a_projected_image_decodes_to_its_pca_reconstruction(images):
    model, _ = fitted(images, 5)
    flat = images.flatten(1).double().numpy()
    pca = PCA(5, svd_solver="full").fit(flat)
    expected = pca.inverse_transform(pca.transform(flat[:20]))
    got = model.mean_image(model.project(images[:20])).flatten(1)
    np.testing.assert_allclose(got.numpy(), expected, atol=1e-5)


def test_the_largest_loading_of_every_column_is_positive(images):
    model, _ = fitted(images, 8)
    largest = model.loadings.gather(0, model.loadings.abs().argmax(0, keepdim=True))
    assert (largest > 0).all()
    variances = model.loadings.square().sum(0)
    assert (variances[:-1] >= variances[1:]).all()


def test_fewer_images_than_pixels_give_what_scikit_learn_gives():
    x = synthetic(30, (1, 8, 8))
    model, _ = fitted(x, 3)
    flat = x.flatten(1).double()
    values = torch.linalg.eigvalsh((flat - flat.mean(0)).T @ (flat - flat.mean(0)) / 30).flip(0)
    expected = values[3:].sum() / 61
    assert model.variance.item() == pytest.approx(expected.item(), rel=1e-4)
    torch.testing.assert_close(
        model.loadings.square().sum(0).double(), values[:3] - expected, rtol=1e-4, atol=1e-7
    )


def test_fewer_images_than_dimensions_leave_the_density_finite():
    x = synthetic(3, (1, 8, 8))
    model, terms = fitted(x, 10)
    assert model.variance.item() == pytest.approx(ppca.SMALLEST_VARIANCE)
    assert terms["log likelihood"].isfinite()
    mean, logvar = model.encode(x)
    assert (logvar[:, 3:] == 0).all()
    assert mean.isfinite().all()
    assert model.project(x).isfinite().all()


@pytest.mark.parametrize("count", [20, 300])
def test_large_images_take_the_iterative_way_to_the_same_answer(count, monkeypatch):
    x = synthetic(count, (1, 10, 12), rank=20)
    direct, _ = fitted(x, 4)
    monkeypatch.setattr(ppca, "DIRECT", 0)
    monkeypatch.setattr(ppca, "CHUNK", 64)
    iterated, _ = fitted(x, 4)
    torch.testing.assert_close(iterated.loadings, direct.loadings, atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(iterated.variance, direct.variance, rtol=1e-5, atol=0)


def test_constant_pixels_do_no_harm():
    x = synthetic(50, (1, 8, 8))
    x[..., 0] = 0.0
    model, terms = fitted(x)
    assert terms["log likelihood"].isfinite()
    assert model.decode(torch.zeros(1, 2))[..., 0].abs().max() == 0


def test_fitting_twice_gives_the_same_bits_and_the_weights_alone_restore_it(images):
    first, _ = fitted(images, 2)
    second, _ = fitted(images, 2)
    assert torch.equal(first.loadings, second.loadings)
    empty = ppca.Model(ppca.Config(), (1, 8, 8), torch.Generator().manual_seed(9))
    empty.load_state_dict(first.state_dict())
    z = torch.tensor([[0.5, -1.0]])
    assert torch.equal(empty.decode(z), first.decode(z))


def test_as_many_dimensions_as_pixels_are_refused_in_one_sentence():
    with pytest.raises(UserError, match=r"latent_dim.*64.*at most 63"):
        ppca.Model(ppca.Config(latent_dim=64), (1, 8, 8), torch.Generator())


def test_it_has_no_moves():
    model, _ = fitted(synthetic(20, (1, 8, 8)))
    assert model.players == ()
    assert list(model.parameters_of("any")) == []
    with pytest.raises(ValueError, match="fit"):
        model("any", None)


def test_points_are_fitted_in_their_own_units_and_not_clipped():
    line = sources.load("toy", {"density": "line", "count": 4000, "noise": 0.02})
    points = torch.from_numpy(unit(line.images)) * 100
    model = ppca.Model(ppca.Config(latent_dim=1), line.shape, torch.Generator().manual_seed(0))
    model.fit(points)
    assert model.variance.sqrt().item() == pytest.approx(2.0, rel=0.05)
    ends = model.decode(torch.tensor([[-2.0], [2.0]])).flatten(1)
    assert ends.abs().min() > 50
    assert torch.allclose(ends[:, 0], ends[:, 1], atol=5)
    exact = MultivariateNormal(
        points.flatten(1).double().mean(0), points.flatten(1).double().T.cov(correction=0)
    )
    found = model.log_likelihood(points[:50])
    assert torch.allclose(found, exact.log_prob(points[:50].flatten(1).double()), atol=1e-3)


def test_a_fit_ends_soon_after_somebody_has_stopped_it(images, monkeypatch):
    monkeypatch.setattr(ppca, "CHUNK", 100)
    model = ppca.Model(ppca.Config(), images.shape[1:], torch.Generator().manual_seed(0))
    asked = []

    def stop():
        asked.append(True)
        return len(asked) > 3

    with pytest.raises(Stopped):
        model.fit(images, stop)
    assert len(asked) == 4
