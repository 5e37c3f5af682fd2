"""p_data and p_g on the line: closed forms, mass that is kept, drawings."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genstudio.analysis import divergences as dv
from genstudio.analysis.theory import _gan1d_data as data
from genstudio.analysis.theory._gan1d_law import KNOTS, Law
from genstudio.core.errors import UserError

Z = np.linspace(data.LOW, data.HIGH, KNOTS)
RNG = np.random.Generator(np.random.PCG64(0))


@pytest.mark.parametrize(("a", "b"), [(0.5, 1.0), (-0.3, 0.0), (1.2, -2.0)])
def test_an_affine_g_makes_a_uniform_density(a, b):
    law = Law(Z, a * Z + b, np.full_like(Z, a))
    assert law.monotone
    x = np.array([b - 8 * abs(a) - 0.01, b - 7.9 * abs(a), b, b + 7.9 * abs(a), b + 8.1 * abs(a)])
    height = 1 / (16 * abs(a))
    assert law.density(x) == pytest.approx([0, height, height, height, 0])


def test_a_curved_g_has_the_density_of_the_change_of_variables():
    """For x = 3 tanh(z/4), p_g(x) = (1/16) * 4/3 / (1 - (x/3)^2)."""
    g = 3 * np.tanh(Z / 4)
    law = Law(Z, g, 0.75 / np.cosh(Z / 4) ** 2)
    x = np.linspace(-2.7, 2.7, 301)
    assert law.density(x) == pytest.approx((4 / 3) / 16 / (1 - (x / 3) ** 2), rel=1e-4)


@pytest.mark.parametrize("name", ["normal", "two bumps", "uniform"])
def test_integrals_of_the_pair_are_one_and_its_jsd_is_that_of_a_fine_grid(name):
    target = data.target(name, "")
    law = Law(Z, 0.5 * Z, np.full_like(Z, 0.5))
    pair = law.pair(target)
    assert (pair.w * pair.p).sum() == pytest.approx(1, abs=1e-4)
    assert (pair.w * pair.q).sum() == pytest.approx(1, abs=1e-6)
    x = (np.arange(400_000) + 0.5) / 400_000 * 16 - 8  # midpoints
    p, q = target.density(x), np.where(np.abs(x) <= 4, 1 / 8, 0.0)
    fine = dv.jsd(p, q, np.full_like(x, 16 / 400_000))
    assert dv.jsd(pair.p, pair.q, pair.w) == pytest.approx(fine, abs=1e-4)


def test_a_folded_g_is_a_histogram_that_loses_no_mass():
    g = 0.05 * Z**2 - 1  # from -1 to 2.2, twice
    law = Law(Z, g, 0.1 * Z)
    assert not law.monotone
    pair = law.pair(data.target("normal", ""))
    assert not pair.exact
    assert (pair.w * pair.q).sum() == pytest.approx(1, abs=1e-9)
    assert (pair.w * pair.p).sum() == pytest.approx(1, abs=1e-9)
    edges = np.array([-1.0, 0.0, 1.0, 2.2])  # P(G(z) < x) = sqrt((x + 1) / 0.05) / 8
    cdf = np.sqrt((edges + 1) / 0.05) / 8
    assert law.masses(edges) == pytest.approx(np.diff(cdf), abs=1e-4)


def test_a_histogram_gives_a_lower_bound_of_jsd_and_kl():
    """For x = z^2/20 - 1, p_g(x) = (5/4) / |z|: integrals over x are taken over z."""
    law = Law(Z, 0.05 * Z**2 - 1, 0.1 * Z)
    target = data.target("normal", "")
    pair = law.pair(target)
    z = (np.arange(400_000) + 0.5) / 50_000  # midpoints from 0 to 8; dx = z/10 dz, p_g dx = dz/8
    p, q = target.density(0.05 * z**2 - 1), 1.25 / z
    outside = 1 - (p * z / 10).sum() / 50_000  # of p_data's mass, where p_g is 0
    of_p = (p * np.log(2 * p / (p + q)) * z / 10).sum() / 50_000 + outside * math.log(2)
    of_q = np.log(2 * q / (p + q)).mean()
    true = 0.5 * (of_p + of_q)
    assert true - 0.02 < dv.jsd(pair.p, pair.q, pair.w) < true
    back = np.log(q / p).mean()
    assert back - 0.1 < dv.kl(pair.q, pair.p, pair.w).told < back


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-20, 20), min_size=3, max_size=9))
def test_mass_is_kept_by_whatever_g(heights):
    places = np.linspace(data.LOW, data.HIGH, len(heights))
    g = np.interp(Z, places, heights)
    law = Law(Z, g, np.gradient(g, Z))
    pair = law.pair(data.target("normal", ""))
    if not pair.exact:
        assert (pair.w * pair.q).sum() == pytest.approx(1, abs=1e-6)
    assert 0 <= dv.jsd(pair.p, pair.q, pair.w) <= math.log(2)


def test_a_histogram_and_the_change_of_variables_agree():
    g = 3 * np.tanh(Z / 4)
    law = Law(Z, g, 0.75 / np.cosh(Z / 4) ** 2)
    edges = np.linspace(-2.5, 2.5, 51)
    middles = 0.5 * (edges[1:] + edges[:-1])
    assert law.masses(edges) / np.diff(edges) == pytest.approx(law.density(middles), abs=1e-3)


# Drawn densities


def test_a_drawing_is_normalised_and_drawn_from():
    drawn = data.target("drawn", "0 0 1 3 1 0 2 0 0")
    x = np.linspace(data.LOW, data.HIGH, 100_001)
    assert np.trapezoid(drawn.density(x), x) == pytest.approx(1, abs=1e-6)
    edges = np.linspace(data.LOW, data.HIGH, 33)
    values = drawn.sample(200_000, RNG)
    shares = np.histogram(values, edges)[0] / len(values)
    assert drawn.masses(edges).sum() == pytest.approx(1)
    assert shares == pytest.approx(drawn.masses(edges), abs=2e-3)


def test_heights_are_read_as_they_were_written():
    text = data.text_of(np.array([0.0, 0.5, 2.0, 0.0]))
    assert text == "0 0.25 1 0"
    assert data.heights_of(text) == pytest.approx([0, 0.25, 1, 0])
    assert data.text_of(np.zeros(4)) == ""


@pytest.mark.parametrize("text", ["", "1", "0 0 0", "1 -1 2", "a b", "1 nan 2", "1 inf"])
def test_a_drawing_that_is_none_is_refused_with_a_sentence(text):
    with pytest.raises(UserError, match="draw"):
        data.target("drawn", text)
