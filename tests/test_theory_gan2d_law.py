"""The bench of the game in the plane: the law of the fakes on the grid, D*, the divergences."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from scipy import stats

from genstudio.analysis import divergences
from genstudio.analysis.theory import _gan2d_grid as grids
from genstudio.analysis.theory import gan2d
from genstudio.data import toy

A = np.array([[0.5, 0.2], [-0.1, 0.4]])
B = np.array([0.1, -0.2])


def square(half, cells=48):
    edges = np.linspace(-half, half, cells + 1)
    return grids.Grid(edges, edges)


def pushed(prior, grid):
    lattice = grids.lattice(prior)
    return grid.masses(lattice.spread(lattice.z @ A.T + B))


# p_g on the grid


def test_a_normal_prior_through_an_affine_map_has_the_normal_law_in_the_cells():
    grid, finer = square(2.4, 24), 12
    found = pushed("normal", grid)
    edges = np.linspace(-2.4, 2.4, 24 * finer + 1)
    middles = (edges[1:] + edges[:-1]) / 2
    where = np.stack(np.meshgrid(middles, middles, indexing="ij"), -1)
    density = stats.multivariate_normal(B, A @ A.T).pdf(where)
    exact = density.reshape(24, finer, 24, finer).mean((1, 3)) * 0.2**2
    assert found.sum() == pytest.approx(1, abs=1e-12)
    assert np.abs(found - exact).max() < 1e-3
    assert np.abs(found - exact).sum() < 0.02


def test_a_uniform_prior_through_an_affine_map_is_uniform_on_a_parallelogram():
    found = pushed("uniform", square(1.6))
    assert found.sum() == pytest.approx(1, abs=1e-12)
    cell = (3.2 / 48) ** 2
    whole = cell / (4 * 3 * abs(np.linalg.det(A)))  # the square has the area (2 sqrt 3)^2
    inner = found[20:26, 18:24]  # around B
    assert inner == pytest.approx(np.full((6, 6), whole), rel=0.1)
    assert np.count_nonzero(found) * cell == pytest.approx(12 * abs(np.linalg.det(A)), rel=0.2)


def test_what_falls_outside_counts_at_the_edge():
    grid = square(1.0, 4)
    found = grid.masses(np.array([[9.0, 9.0], [-9.0, 0.1], [0.1, -9.0], [0.1, 0.1]], np.float32))
    assert found[3, 3] == found[0, 2] == found[2, 0] == found[2, 2] == 0.25


@pytest.mark.parametrize("prior", ["normal", "uniform"])
def test_both_priors_have_variance_one(prior):
    model = gan2d.make(gan2d.Config(prior=prior, hidden=16, batch_size=32)).game.model
    z = model.prior(20_000, torch.Generator().manual_seed(0))
    assert z.var(0).numpy() == pytest.approx([1, 1], abs=0.03)
    shares = (np.arange(4000) + 0.5) / 4000
    exact = grids.quantiles(prior, shares)
    assert stats.kstest(z[:, 0].numpy(), lambda v: np.interp(v, exact, shares)).pvalue > 1e-3


# D* and the divergences


def normals(grid, *means):
    return [toy.mixture(np.array([mean]), 0.5).masses(*grid.open_edges()) for mean in means]


def test_d_star_is_the_sigmoid_of_the_log_ratio_of_two_normal_densities():
    grid = square(3.0, 60)
    p, q = normals(grid, [0.5, 0.0], [-0.5, 0.0])
    found = grids.optimal(p, q).reshape(-1)
    x = grid.centres()[:, 0]
    known = np.isfinite(found)  # log p / q = ((x + m)^2 - (x - m)^2) / (2 s^2) = 2 m x / s^2
    inner = known & (np.abs(x) < 2.9)
    assert inner.sum() > 1000
    assert found[inner] == pytest.approx(1 / (1 + np.exp(-4 * x[inner])), abs=2e-3)


def test_d_star_says_nothing_where_there_is_nothing():
    grid = square(30.0)
    p, q = normals(grid, [0.5, 0.0], [-0.5, 0.0])
    assert np.isnan(grids.optimal(p, q)[2:-2, 2:-2]).mean() > 0.9


@pytest.mark.parametrize("distance", [0.0, 0.3, 1.0, 2.0, 9.0])
def test_the_jsd_of_two_normals_is_that_of_quadrature(distance):
    p, q = normals(square(6.0, 400), [distance / 2, 0.0], [-distance / 2, 0.0])
    x = np.linspace(-8, 8, 200_001)
    a, b = (stats.norm(m, 0.5).pdf(x) for m in (distance / 2, -distance / 2))
    middle = (a + b) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [np.where(r > 0, r * np.log(r / middle), 0) for r in (a, b)]
    exact = sum(np.trapezoid(part, x) for part in parts) / 2
    found = grids.jsd(p, q)
    assert found == pytest.approx(exact, abs=1e-3)
    assert 0 <= found <= math.log(2) + 1e-12


def test_kl_of_two_normals_is_the_closed_form():
    p, q = normals(square(3.0, 400), [0.5, 0.0], [-0.5, 0.0])
    assert divergences.kl(p, q, np.ones_like(p)).told == pytest.approx(1 / (2 * 0.5**2), abs=2e-3)
    apart = divergences.kl(np.array([0.5, 0.5]), np.array([1.0, 0.0]), np.ones(2))
    assert apart.told == math.inf


def test_v_at_d_star_is_its_maximum():
    grid = square(3.0)
    p, q = normals(grid, [0.5, 0.0], [-0.5, 0.0])
    best = np.nan_to_num(grids.optimal(p, q), nan=0.5)
    found = grids.figures(best, p, q)
    assert found["v"] == pytest.approx(found["v_optimal"], abs=1e-4)
    assert found["mean_d"] == pytest.approx(0.5, abs=1e-6)
    assert found["mean_d_gap"] == pytest.approx(0, abs=1e-4)
    for other in (np.full_like(best, 0.5), best**2, np.clip(best + 0.1, 0, 1)):
        assert grids.figures(other, p, q)["v"] < found["v"]
    equal = grids.figures(np.full_like(best, 0.5), p, p)
    assert equal["v"] == pytest.approx(-math.log(4), abs=1e-6)
    assert equal["v_optimal"] == pytest.approx(-math.log(4), abs=1e-12)


def test_the_line_of_a_cone_is_a_circle():
    grid = square(2.0)
    x, y = grid.centres().T
    pieces = grids.line(grid, np.hypot(x, y).reshape(48, 48).astype(np.float32), 1.0)
    radii = np.hypot(*np.moveaxis(pieces, -1, 0))
    assert radii == pytest.approx(np.ones_like(radii), abs=0.01)
    assert np.hypot(*(pieces[:, 0] - pieces[:, 1]).T).sum() == pytest.approx(2 * math.pi, rel=0.01)
