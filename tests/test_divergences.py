"""V, D*, JSD and KL of two densities on a line, against closed forms and other ways."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genstudio.analysis import divergences as dv

X = np.linspace(-30, 30, 20_001)
W = dv.trapezoid(X)


def normal(mean, sigma, x=X):
    return np.exp(-0.5 * ((x - mean) / sigma) ** 2) / (sigma * math.sqrt(2 * math.pi))


def laplace(mean, scale, x=X):
    return np.exp(-np.abs(x - mean) / scale) / (2 * scale)


def box(low, high, x=X):
    return np.where((x >= low) & (x <= high), 1 / (high - low), 0.0)


def by_monte_carlo(p, q, draw_p, draw_q, count=400_000):
    """Return JSD and its standard error, from draws: E log(2p/(p+q)) and E log(2q/(p+q))."""
    rng = np.random.Generator(np.random.PCG64(3))
    sums = []
    for draw, own, other in ((draw_p, p, q), (draw_q, q, p)):
        x = draw(rng, count)
        sums.append(np.log(2 * own(x) / (own(x) + other(x))))
    error = 0.5 * math.sqrt(sum(s.var() / count for s in sums))
    return 0.5 * sum(s.mean() for s in sums), error


def by_gauss(p, q, pieces):
    """Return JSD by Gauss's rule with many points in each piece: another rule than the module's."""
    places, weights = np.polynomial.legendre.leggauss(400)
    found = 0.0
    for low, high in pieces:
        x = low + (high - low) * (places + 1) / 2
        a, b = p(x), q(x)
        m = (a + b) / 2
        part = np.where(a > 0, a * np.log(np.maximum(a, 1e-300) / np.maximum(m, 1e-300)), 0.0)
        part += np.where(b > 0, b * np.log(np.maximum(b, 1e-300) / np.maximum(m, 1e-300)), 0.0)
        found += 0.25 * (high - low) * (weights * part).sum()
    return found


def test_v_at_equal_densities_and_the_best_d_is_minus_log_4():
    p = normal(1, 0.8)
    best = dv.best_d(p, p)
    assert dv.value(p, p, best, W) == pytest.approx(-math.log(4), abs=1e-6)
    assert dv.value_of_logits(p, p, np.zeros_like(X), W) == pytest.approx(-math.log(4), abs=1e-6)
    assert dv.jsd(p, p, W) == 0
    assert dv.value_at_best(p, p, W) == pytest.approx(-math.log(4), abs=1e-12)


PAIRS = {
    "normals apart": (lambda x: normal(0, 1, x), lambda x: normal(2, 1, x)),
    "narrow in wide": (lambda x: normal(0, 3, x), lambda x: normal(1, 0.3, x)),
    "mixture": (
        lambda x: 0.5 * normal(-3, 0.7, x) + 0.5 * normal(3, 0.7, x),
        lambda x: normal(0, 2, x),
    ),
    "laplace": (lambda x: laplace(0, 1, x), lambda x: normal(0, 1, x)),
    "box": (lambda x: normal(1, 1, x), lambda x: box(-4, 4, x)),
}
EDGES = [-30, -12, -6, -4, -2, 0, 2, 4, 6, 12, 30]


@pytest.mark.parametrize("name", list(PAIRS))
def test_v_at_the_best_d_is_minus_log_4_and_twice_jsd_by_another_rule(name):
    p, q = PAIRS[name]
    x = dv.nodes(-30, 30, 6001, dv.both_sides(np.array([-4.0, 4.0])))
    w = dv.trapezoid(x)
    best = dv.best_d(p(x), q(x))
    apart = by_gauss(p, q, list(pairwise(EDGES)))
    assert dv.value(p(x), q(x), best, w) == pytest.approx(-math.log(4) + 2 * apart, abs=1e-4)
    assert dv.jsd(p(x), q(x), w) == pytest.approx(apart, abs=1e-4)


def test_jsd_is_that_of_draws_within_their_error():
    p, q = PAIRS["normals apart"]
    drawn, error = by_monte_carlo(
        p, q, lambda r, n: r.normal(0, 1, n), lambda r, n: r.normal(2, 1, n)
    )
    assert error < 1e-3
    assert abs(dv.jsd(p(X), q(X), W) - drawn) < 4 * error


def test_no_d_has_a_larger_v_than_the_best_one():
    p, q = normal(0, 1), normal(1, 2)
    best = dv.best_d(p, q)
    top = dv.value(p, q, best, W)
    rng = np.random.Generator(np.random.PCG64(0))
    for _ in range(20):
        other = np.clip(best + 0.1 * rng.standard_normal(len(X)), 1e-6, 1 - 1e-6)
        assert dv.value(p, q, other, W) < top


@pytest.mark.parametrize(("a", "s", "b", "t"), [(0, 1, 1, 2), (2, 0.5, -1, 1.5), (0, 1, 0, 1)])
def test_kl_of_two_normals_is_the_closed_form(a, s, b, t):
    closed = math.log(t / s) + (s * s + (a - b) ** 2) / (2 * t * t) - 0.5
    found = dv.kl(normal(a, s), normal(b, t), W)
    assert found.within == pytest.approx(closed, abs=1e-6)
    assert found.missing == 0
    assert found.told == found.within


def test_kl_is_infinite_where_more_than_a_hundredth_of_the_mass_is_missing():
    p, q = normal(0, 1), box(-1, 1)
    found = dv.kl(p, q, W)
    assert found.missing == pytest.approx(1 - math.erf(1 / math.sqrt(2)), abs=2e-3)
    assert found.told == math.inf
    nearly = dv.kl(p, box(-4, 4), W)
    assert nearly.missing == pytest.approx(1 - math.erf(4 / math.sqrt(2)), abs=1e-5)
    assert nearly.told == nearly.within < math.inf


masses = st.lists(st.floats(0, 1), min_size=8, max_size=8).filter(lambda m: sum(m) > 1e-3)


@settings(max_examples=200, deadline=None)
@given(masses, masses)
def test_jsd_is_never_below_0_nor_above_log_2(first, second):
    p, q = (np.array(m) / sum(m) for m in (first, second))
    w = np.ones(8)
    found = dv.jsd(p, q, w)
    assert 0 <= found <= math.log(2)
    assert found == pytest.approx(dv.jsd(q, p, w))
    assert -math.log(4) <= dv.value_at_best(p, q, w) <= 1e-15


def test_jsd_of_what_does_not_overlap_is_log_2():
    assert dv.jsd(box(-2, -1), box(1, 2), W) == pytest.approx(math.log(2), abs=2e-3)


def test_sup_gap_and_mean_look_only_where_something_is():
    p, q = box(0, 1), box(0, 1)
    d = np.where((X >= 0) & (X <= 1), 0.4, 0.9)
    assert dv.sup_gap(d, dv.best_d(p, q), p, q) == pytest.approx(0.1)
    assert dv.mean_under(d, p, q, W) == pytest.approx(0.4)
    assert dv.sup_gap(d, d, 0 * X, 0 * X) == 0


def test_a_sure_d_has_a_finite_v_by_logits_and_minus_infinity_by_values():
    p, q = normal(0, 1), normal(0, 1)
    logits = np.full_like(X, 50.0)
    assert dv.value_of_logits(p, q, logits, W) == pytest.approx(-50, abs=1e-6)
    assert dv.value(p, q, np.ones_like(X), W) == -math.inf


def test_nodes_meet_a_jump_from_both_sides():
    x = dv.nodes(-2, 2, 401, dv.both_sides(np.array([-0.777, 1.001])))
    w = dv.trapezoid(x)
    assert w.sum() == pytest.approx(4)
    inside = (x >= -0.777) & (x < 1.001)
    assert (w * inside).sum() == pytest.approx(1.778, abs=1e-12)
