"""Where the data lie in the latent space, and how the decoder stretches it."""

import math

import numpy as np
import pytest
import torch
from linear_gaussian import LinearGaussian

from genstudio.analysis.density import (
    Mixture,
    Support,
    mixture_of,
    prior_on_plane,
    untypical,
)
from genstudio.analysis.lens import Lens
from genstudio.analysis.magnification import magnification
from genstudio.analysis.project import Plane


def generator(seed=0):
    return np.random.Generator(np.random.PCG64(seed))


def mixture(dim=2, count=60, seed=1):
    noise = generator(seed)
    mean = noise.normal(size=(count, dim)).astype(np.float32)
    return Mixture(mean, noise.normal(-2, 0.5, (count, dim)).astype(np.float32))


def brute_force(mix, z):
    """Sum the densities of the Gaussians one by one."""
    total = np.zeros(len(z))
    for mean, logvar in zip(mix.mean.astype(float), mix.logvar.astype(float)):
        each = -0.5 * ((z - mean) ** 2 / np.exp(logvar) + logvar + math.log(2 * math.pi))
        total += np.exp(each.sum(1))
    return np.log(total / len(mix.mean))


@pytest.mark.parametrize("dim", [1, 2, 7])
def test_the_mixture_has_the_density_of_its_gaussians(dim):
    mix = mixture(dim)
    z = generator(3).normal(size=(40, dim))
    np.testing.assert_allclose(mix.log_density(z), brute_force(mix, z), rtol=1e-6)


def test_a_code_far_from_everything_has_a_finite_log_density():
    found = mixture().log_density(np.array([[300.0, -300.0]]))
    assert np.isfinite(found).all()
    assert found[0] < -1e4


def test_the_density_on_a_plane_of_two_dimensions_is_that_of_the_mixture():
    mix, plane = mixture(), Plane.of_prior(2)
    x, y = np.linspace(-2, 2, 7), np.linspace(-1, 3, 5)
    points = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
    np.testing.assert_allclose(
        mix.on_plane(plane, x, y).ravel(), brute_force(mix, points), rtol=1e-6
    )


def test_the_density_on_a_tilted_plane_is_the_marginal_of_the_mixture():
    mix = mixture(dim=3)
    plane = Plane.fit(mix.mean)
    x, y = np.linspace(-1, 1, 4), np.linspace(-1, 1, 3)
    points = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
    depths = np.linspace(-8, 8, 1601)
    codes = np.concatenate([plane.lift(points, [[t]]) for t in depths]).astype(float)
    along = np.exp(brute_force(mix, codes)).reshape(len(depths), -1)
    marginal = np.log(along.sum(0) * (depths[1] - depths[0]))
    np.testing.assert_allclose(mix.on_plane(plane, x, y).ravel(), marginal, atol=1e-4)


def test_a_gaussian_narrower_than_a_cell_keeps_its_mass():
    code = Mixture(np.array([[0.31, -0.2]], np.float32), np.full((1, 2), -16, np.float32))
    axis = (np.arange(20) + 0.5) / 5 - 2
    found = code.on_plane(Plane.of_prior(2), axis, axis, blurred=True)
    assert np.exp(found).sum() * 0.04 == pytest.approx(1, abs=0.35)
    assert np.exp(code.on_plane(Plane.of_prior(2), axis, axis)).sum() == 0


def test_the_prior_on_the_plane_integrates_to_one():
    axis = np.linspace(-8, 8, 161)
    plane = Plane.fit(generator(2).normal(0.3, 1, (50, 5)))
    mass = np.exp(prior_on_plane(plane, axis, axis)).sum() * 0.01
    assert mass == pytest.approx(1, abs=1e-6)
    flat = prior_on_plane(Plane.of_prior(2), np.array([1.0]), np.array([2.0]))
    assert flat[0, 0] == pytest.approx(-math.log(2 * math.pi) - 2.5)


def ring(count=600):
    """Return codes on a ring of radius 2 with narrow Gaussians, and a far small cluster."""
    noise = generator(4)
    angle = noise.uniform(0, 2 * np.pi, count)
    on_ring = 2 * np.stack([np.cos(angle), np.sin(angle)], 1) + 0.1 * noise.normal(size=(count, 2))
    far = np.array([5.0, 5.0]) + 0.1 * noise.normal(size=(100, 2))
    codes = np.concatenate([on_ring, far]).astype(np.float32)
    return codes, Support.of(codes, Mixture(codes, np.full_like(codes, 2 * math.log(0.05))))


def test_there_are_data_in_clusters_but_neither_far_away_nor_in_a_hole():
    codes, support = ring()
    inside = np.array([[2.0, 0.0], [-1.4, 1.4], [0.0, -2.0], [5.0, 5.0]])
    assert not support.outside(inside).any()
    assert support.outside(np.array([[0.0, 0.0], [9.0, -9.0], [3.5, 3.5], [0.6, -0.6]])).all()
    assert support.outside(codes).mean() < 0.02


def test_the_reach_is_three_usual_distances_between_neighbours():
    codes, support = ring()
    apart = np.linalg.norm(codes[:, None] - codes[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    assert support.reach == pytest.approx(3 * np.median(apart.min(1)[:256]), rel=1e-5)
    inside = support.mixture.log_density(codes) >= support.limit
    assert inside.mean() == pytest.approx(0.99, abs=0.002)


def test_wide_posteriors_fill_the_hole():
    codes, _ = ring()
    wide = Support.of(codes, Mixture(codes, np.full_like(codes, 2 * math.log(1.5))))
    assert not wide.outside(np.array([[0.0, 0.0]]))[0]


def test_without_codes_the_typical_set_of_the_prior_decides():
    noise = generator(6)
    for dim in (2, 16, 100):
        assert untypical(noise.normal(size=(4000, dim))).mean() < 0.005
        assert untypical(np.full((1, dim), 3.5))[0]
    assert untypical(np.zeros((1, 100)))[0]
    assert not untypical(np.zeros((1, 2)))[0]
    assert Support().outside(np.full((1, 16), 3.0))[0]


def test_the_mixture_is_that_of_the_encoder(digits):
    lens = Lens(LinearGaussian(shape=(1, 8, 8)))
    made = mixture_of(lens, digits.images[:9], None)
    mean, logvar = lens.posterior(digits.images[:9])
    np.testing.assert_array_equal(made.mean, mean)
    np.testing.assert_array_equal(made.logvar, logvar)


class Affine(torch.nn.Module):
    """Decodes z [B, d] to A z + b, 12 pixels."""

    shape, config = (1, 3, 4), None

    def __init__(self, dim):
        super().__init__()
        self.latent_dim = dim
        draw = torch.Generator().manual_seed(2)
        self.register_buffer("matrix", torch.randn(12, dim, generator=draw))

    def decode(self, z):
        return (z @ self.matrix.T + 0.5).unflatten(1, self.shape)

    def prior(self, count, noise):
        return torch.randn(count, self.latent_dim, generator=noise)


@pytest.mark.parametrize("dim", [2, 5])
def test_the_magnification_of_a_linear_decoder_is_its_determinant(dim):
    lens = Lens(Affine(dim))
    plane = Plane.fit(generator(8).normal(size=(40, dim)))
    columns = lens.model.matrix.double().numpy() @ plane.axes[:, :2]
    expected = 0.5 * math.log(np.linalg.det(columns.T @ columns))
    found = magnification(lens, plane, np.array([[0.0, 0.0], [2.0, -1.0]]))
    np.testing.assert_allclose(found, expected, rtol=1e-5)


@pytest.mark.parametrize("architecture", ["mlp", "conv"])
def test_the_magnification_agrees_with_finite_differences(architecture):
    from genstudio.models import vae

    config = vae.Config(architecture=architecture, hidden=16, latent_dim=2)
    model = vae.Model(config, (1, 8, 8), torch.Generator().manual_seed(0)).double().eval()
    lens, plane = Lens(model), Plane.of_prior(2)
    points = np.array([[0.3, -0.4], [1.5, 0.2], [-2.0, 1.0]])
    step, found = 1e-4, []
    for point in points:
        columns = []
        for axis in np.eye(2):
            ends = torch.from_numpy(np.stack([point + step * axis, point - step * axis]))
            with torch.no_grad():
                high, low = model.decode(ends).flatten(1).numpy()
            columns.append((high - low) / (2 * step))
        j = np.stack(columns, 1)
        found.append(0.5 * math.log(np.linalg.det(j.T @ j)))
    np.testing.assert_allclose(magnification(lens, plane, points), found, atol=2e-3)


@pytest.mark.parametrize("family", ["gan", "ppca"])
def test_every_family_has_a_magnification(family):
    import importlib

    module = importlib.import_module(f"genstudio.models.{family}")
    config = module.Config(latent_dim=3)
    model = module.Model(config, (1, 16, 16), torch.Generator().manual_seed(0))
    found = magnification(Lens(model), Plane.of_prior(3), np.zeros((2, 2)), np.zeros(1))
    assert found.shape == (2,)
    assert np.isfinite(found).all()


def test_what_is_not_finite_lies_outside():
    codes = generator().normal(size=(200, 2)).astype(np.float32)
    support = Support.of(codes, Mixture(codes, np.full_like(codes, -3)))
    assert support.outside([[np.nan, 0], [np.inf, 0], [0, 0]]).tolist() == [True, True, False]
