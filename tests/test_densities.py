"""Toy densities: what is drawn has the density that is told, which integrates to 1."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import integrate, stats

from genstudio.data import _densities as densities
from genstudio.data import sources, toy
from genstudio.data.dataset import summary

NAMES = sorted(densities.MAKERS)
FLAT = [name for name in NAMES if densities.make(name).dimensions == 2]
LINEAR = [name for name in NAMES if densities.make(name).dimensions == 1]
WIDE = {"ring": 0.1, "grid": 0.2, "spirals": 0.3, "swissroll": 0.3}  # what a coarse grid resolves


def drawn(name, count, sigma=0.0, seed=0):
    return densities.make(name, sigma).sample(count, np.random.default_rng(seed))


@pytest.mark.parametrize("name", FLAT)
def test_a_density_of_the_plane_integrates_to_one(name):
    density = densities.make(name, WIDE.get(name, 0.0))
    points, _ = drawn(name, 2000, WIDE.get(name, 0.0))
    low, high = points.min(0) - 1, points.max(0) + 1
    count = 100
    sides = (high - low) / count
    axes = [low[j] + sides[j] * (np.arange(count) + 0.5) for j in (0, 1)]
    where = np.stack(np.meshgrid(*axes), -1).reshape(-1, 2)
    mass = np.exp(density.log_prob(where)).sum() * sides.prod()
    assert mass == pytest.approx(1, abs=4e-2 if hasattr(density, "sides") else 1e-4)


@pytest.mark.parametrize("name", LINEAR)
def test_a_density_of_the_line_integrates_to_one(name):
    density = densities.make(name)

    def at(x):
        return math.exp(density.log_prob([[x]])[0])

    mass = integrate.quad(at, -10, 10, points=[-4, -2, 0, 2, 3], limit=200)[0]
    assert mass == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("name", LINEAR)
def test_points_of_the_line_follow_their_density(name):
    density = densities.make(name)
    points, _ = drawn(name, 20_000)
    x = np.linspace(-12, 12, 20_001)
    p = np.exp(density.log_prob(x[:, None]))
    cumulative = np.concatenate([[0], np.cumsum((p[1:] + p[:-1]) / 2)]) * (x[1] - x[0])
    distance = stats.kstest(points[:, 0], lambda v: np.interp(v, x, cumulative))
    assert distance.pvalue > 1e-3


@pytest.mark.parametrize("name", FLAT)
def test_points_of_the_plane_follow_their_density(name):
    """E over draws of log p is minus the entropy, and over a box's cells counts fit p."""
    sigma = WIDE.get(name, 0.0)
    density = densities.make(name, sigma)
    points, _ = drawn(name, 20_000, sigma)
    low, high = points.min(0) - 0.05, points.max(0) + 0.05
    cells, fine = 10, 12
    counts, *_ = np.histogram2d(*points.T, bins=cells, range=list(zip(low, high)))
    side = (high - low) / (cells * fine)
    axes = [low[j] + side[j] * (np.arange(cells * fine) + 0.5) for j in (0, 1)]
    where = np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, 2)
    mass = np.exp(density.log_prob(where)).reshape(cells, fine, cells, fine).sum((1, 3))
    expected = mass * side.prod() * len(points)
    large = expected > 20
    gaps = (counts - expected)[large] / np.sqrt(expected[large])
    assert large.sum() >= 8
    assert np.abs(gaps).max() < 6  # stratified, and edges that cut through cells
    assert counts[~large].sum() < 0.15 * len(points)


def test_the_density_of_a_curve_is_the_closed_form_of_a_line():
    """A segment of length L blurred by sigma: N(v; 0, s) (Phi((u+L/2)/s) - Phi((u-L/2)/s)) / L."""
    sigma, length = 0.05, 2 * math.sqrt(2)
    points = np.random.default_rng(1).uniform(-1.4, 1.4, (500, 2))
    u, v = (points[:, 0] + points[:, 1]) / 2**0.5, (points[:, 1] - points[:, 0]) / 2**0.5
    inside = stats.norm.cdf((u + length / 2) / sigma) - stats.norm.cdf((u - length / 2) / sigma)
    sound = inside > 1e-6
    expected = stats.norm.logpdf(v, 0, sigma)[sound] + np.log(inside[sound] / length)
    found = densities.line(sigma).log_prob(points)[sound]
    assert sound.sum() > 300
    assert np.abs(found - expected).max() < 1e-8


@pytest.mark.parametrize("name", ["ring", "grid", "three-bumps-1d"])
def test_the_density_of_a_mixture_is_that_of_scipy(name):
    density = densities.make(name)
    points, _ = drawn(name, 100)
    modes = density.modes()
    parts = [
        weight * stats.multivariate_normal.pdf(points, centre, modes.sigma**2)
        for centre, weight in zip(modes.centres, modes.weights)
    ]
    assert np.allclose(density.log_prob(points), np.log(np.sum(parts, 0)), atol=1e-9)


def test_the_protocols_of_mode_coverage_are_kept():
    ring, grid = densities.make("ring").modes(), densities.make("grid").modes()
    assert (len(ring.centres), ring.sigma, len(grid.centres), grid.sigma) == (8, 0.01, 25, 0.05)
    assert np.allclose((ring.centres**2).sum(1), 1)
    gaps = np.sqrt(((ring.centres[:, None] - ring.centres) ** 2).sum(-1))
    assert gaps[~np.eye(8, dtype=bool)].min() == pytest.approx(2 * math.sin(math.pi / 8))
    assert sorted(set(grid.centres.ravel())) == [-4, -2, 0, 2, 4]


@pytest.mark.parametrize("name", ["ring", "grid"])
def test_a_perfect_sampler_scores_what_the_normal_law_says(name):
    """Within three sigma lie 1 - exp(-9/2) = 98.9 % of a plane's Gaussian."""
    points, parts = drawn(name, 50_000)
    modes = densities.make(name).modes()
    distance = np.sqrt(((points - modes.centres[parts]) ** 2).sum(1))
    assert (distance < 3 * modes.sigma).mean() == pytest.approx(1 - math.exp(-4.5), abs=2e-3)


@pytest.mark.parametrize("name", NAMES)
def test_parts_are_drawn_as_often_as_they_weigh(name):
    density = densities.make(name)
    _, parts = drawn(name, 10_007)
    modes = density.modes()
    weights = np.full(density.parts, 1 / density.parts) if modes is None else modes.weights
    counts = np.bincount(parts, minlength=density.parts)
    assert np.abs(counts - weights * len(parts)).max() <= 1


@pytest.mark.parametrize("name", NAMES)
def test_a_source_of_points(name):
    options = {"density": name, "count": 1000}
    dataset = sources.load("toy", options)
    dimensions = densities.make(name).dimensions
    assert dataset.shape == (1, 1, dimensions)
    assert dataset.images.dtype == np.float32
    assert dataset.points
    assert dataset.name == name
    again, other = sources.load("toy", options), sources.load("toy", options | {"seed": 1})
    assert again.fingerprint == dataset.fingerprint != other.fingerprint
    assert (dataset.labels is None) == (densities.make(name).parts == 1)


def test_every_name_can_be_chosen():
    assert set(toy.Named.__args__) == set(densities.MAKERS)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", NAMES)
def test_any_number_of_points_is_drawn(name, count):
    dataset = sources.load("toy", {"density": name, "count": count})
    assert len(dataset.images) == count
    assert summary(dataset)["images"] == count
    assert np.isfinite(dataset.images).all()
    found = toy.density(toy.Config(density=name)).log_prob(dataset.images[:, 0, 0])
    assert np.isfinite(found).all()


def test_noise_widens_every_mode():
    dataset = sources.load("toy", {"density": "normal-1d", "count": 5000, "noise": 3.0})
    assert dataset.images.std() == pytest.approx(3, rel=0.05)
    assert toy.density(toy.Config(density="normal-1d", noise=3.0)).modes().sigma == 3


@pytest.mark.parametrize("name", FLAT)
def test_the_masses_of_cells_are_the_integral_of_the_density_over_them(name):
    density = densities.make(name, 0.2)
    x, y = np.linspace(-1.37, 1.63, 3), np.linspace(-0.71, 1.09, 3)
    found = density.masses(x, y)
    n = 60
    for i, j in np.ndindex(found.shape):
        middles = [e[k] + (np.arange(n) + 0.5) * (e[k + 1] - e[k]) / n for e, k in ((x, i), (y, j))]
        where = np.stack(np.meshgrid(*middles), -1).reshape(-1, 2)
        area = (x[i + 1] - x[i]) * (y[j + 1] - y[j])
        values = np.exp(density.log_prob(where))
        # The edge of a box goes through squares whose middle is within it, or not.
        error = 3 / n * area * values.max() if hasattr(density, "sides") else 3e-4
        assert found[i, j] == pytest.approx(values.mean() * area, abs=error)


@pytest.mark.parametrize("name", NAMES)
def test_the_masses_of_all_cells_are_one_together(name):
    density = densities.make(name)
    edges = [np.array([-np.inf, -1.5, 0.1, 2.0, np.inf])] * density.dimensions
    found = density.masses(*edges)
    assert found.shape == (4,) * density.dimensions
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1, abs=1e-9)


def test_a_mixture_of_ones_own_is_weighed():
    mixture = toy.mixture(np.array([[0.0, 0.0], [5.0, 0.0]]), 0.1, np.array([3.0, 1.0]))
    halves = mixture.masses(np.array([-np.inf, 2.5, np.inf]), np.array([-np.inf, np.inf]))
    assert halves[:, 0] == pytest.approx([0.75, 0.25])
    assert toy.mixture(np.zeros((4, 2)), 0.1).sample(4, np.random.default_rng(0))[1].max() == 3
