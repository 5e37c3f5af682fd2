"""Arithmetic with codes, against numpy and closed forms."""

import numpy as np
import pytest

from genstudio.analysis import arithmetic
from genstudio.analysis.arithmetic import Prior, combine, in_words, neighbours, pixels, spread

DIM = 32


def drawn(count, seed=0, dim=DIM):
    return np.random.default_rng(seed).standard_normal((count, dim)).astype(np.float32)


def test_three_codes_a_slot_are_added_and_subtracted_as_they_are():
    a, b, c = drawn(3, 1), drawn(3, 2), drawn(3, 3)
    found = combine((a, b, c), Prior.normal(DIM))
    np.testing.assert_allclose(found.code, a.mean(0) - b.mean(0) + c.mean(0), rtol=1e-5, atol=1e-6)
    assert found.scale == 1
    assert found.clipped == 0


def test_other_numbers_of_codes_keep_the_length_of_their_members():
    a, b, c = drawn(1, 1), drawn(2, 2), drawn(5, 3)
    found = combine((a, b, c), Prior.normal(DIM))
    plain = a.mean(0) - b.mean(0) + c.mean(0)
    length = np.sqrt((np.concatenate([a, b, c]) ** 2).sum(1).mean())
    assert np.linalg.norm(found.code) == pytest.approx(length, rel=1e-5)
    np.testing.assert_allclose(found.code / found.scale, plain, rtol=1e-4, atol=1e-6)
    free = combine((a, b, c), Prior.normal(DIM), keep_length=False)
    np.testing.assert_allclose(free.code, plain, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("count", [1, 3, 10])
def test_the_length_is_that_of_the_prior_on_average(count):
    """Without the rule it is sqrt(3 d / k)."""
    prior, plain, kept = Prior.normal(DIM), [], []
    for seed in range(300):
        slots = np.split(drawn(3 * count, seed), 3)
        plain.append(np.square(combine(slots, prior, keep_length=False).code).sum())
        kept.append(np.square(combine(slots, prior).code).sum())
    assert np.mean(plain) == pytest.approx(3 * DIM / count, rel=0.05)
    assert np.mean(kept) == pytest.approx(DIM, rel=0.05)


def test_codes_that_cancel_leave_the_other_one():
    a, c = drawn(1, 1), drawn(1, 2)
    found = combine((a, a, c), Prior.normal(DIM), keep_length=False)
    np.testing.assert_allclose(found.code, c[0], atol=1e-6)
    one = combine((np.zeros((0, DIM)), np.zeros((0, DIM)), c), Prior.normal(DIM))
    np.testing.assert_array_equal(one.code, c[0])
    assert one.scale == 1
    gone = combine((a, a, np.zeros((0, DIM))), Prior.normal(DIM))
    np.testing.assert_array_equal(gone.code, np.zeros(DIM))


def test_few_dimensions_have_no_length_to_keep():
    slots = drawn(1, 1, 2), drawn(1, 2, 2), drawn(1, 3, 2)
    found = combine(slots, Prior.normal(2))
    np.testing.assert_allclose(found.code, (slots[0] - slots[1] + slots[2])[0], rtol=1e-5)


def test_a_bounded_prior_has_an_edge():
    prior = Prior.of(np.random.default_rng(0).uniform(-1, 1, (500, DIM)))
    assert prior.bound == 1
    slots = np.full((1, DIM), 0.9), np.full((1, DIM), -0.5), np.full((1, DIM), 0.1)
    found = combine(slots, prior)
    np.testing.assert_array_equal(found.code, np.ones(DIM))
    assert found.scale == 1
    assert found.clipped == DIM
    assert np.abs(neighbours(found.code, prior)).max() == 1


def test_without_anything_to_add_there_is_no_result():
    nothing = np.zeros((0, DIM))
    assert combine((nothing, drawn(3), nothing), Prior.normal(DIM)) is None
    assert pixels((np.zeros((0, 1, 4, 4), np.uint8),) * 3) is None


@pytest.mark.parametrize("dim", [1, 2, 32, 512])
def test_the_distance_of_a_normal_prior_is_the_mean_of_a_chi_distribution(dim):
    radius = np.linspace(0, 40, 400_001)[1:]
    density = np.exp((dim - 1) * np.log(radius) - radius**2 / 2 - (dim / 2) * np.log(dim))
    mean = (radius * density).sum() / density.sum()  # by the rectangle rule, without the constant
    assert Prior.normal(dim).distance == pytest.approx(mean, rel=1e-4)
    assert Prior.of(drawn(200, dim=dim)) == Prior.normal(dim)


@pytest.mark.parametrize("count", [2, 3, 20])
def test_draws_from_the_prior_have_a_spread_of_one(count):
    prior = Prior.normal(DIM)
    found = [spread(drawn(count, seed), prior) for seed in range(200)]
    assert np.mean(found) == pytest.approx(1, rel=0.02)
    assert spread(0.5 * drawn(count), prior) == pytest.approx(found[0] / 2, rel=1e-5)
    assert spread(np.ones((count, DIM)), prior) == 0
    assert spread(np.ones((1, DIM)), prior) is None


def test_eight_neighbours_are_near_and_always_the_same():
    code, prior = drawn(1)[0], Prior.normal(DIM)
    found = neighbours(code, prior)
    assert found.shape == (8, DIM)
    noise = np.random.Generator(np.random.PCG64(0)).uniform(-0.25, 0.25, (8, DIM))
    np.testing.assert_allclose(found, code + noise, atol=1e-6)
    np.testing.assert_array_equal(found, neighbours(code, prior))
    assert not np.array_equal(found, neighbours(code, prior, seed=1))


def test_the_control_adds_and_subtracts_pixels():
    a, b, c = (np.full((k, 1, 2, 2), v, np.uint8) for k, v in ((2, 200), (1, 90), (3, 100)))
    a[0] = 100
    np.testing.assert_array_equal(pixels((a, b, c)), np.full((1, 2, 2), 160))
    np.testing.assert_array_equal(pixels((a, b[:0], c)), np.full((1, 2, 2), 250))
    np.testing.assert_array_equal(pixels((c, 2 * b, b[:0])), np.zeros((1, 2, 2)))
    np.testing.assert_array_equal(pixels((c, b[:0], 2 * c)), np.full((1, 2, 2), 255))


def test_points_are_not_clipped():
    a, b = np.full((1, 1, 1, 2), 3.0, np.float32), np.full((1, 1, 1, 2), 5.0, np.float32)
    np.testing.assert_array_equal(pixels((a, b, a[:0])), np.full((1, 1, 2), -2.0))


def test_the_formula_is_written_with_names():
    assert in_words((["1", "2"], ["5"], ["own picture"])) == "(1 + 2) / 2 - 5 + own picture"
    assert in_words(([], ["5"], ["7"])) == "- 5 + 7"


def test_a_lens_tells_its_prior():
    class Fake:
        def noise(self, count):
            return drawn(count)

    assert arithmetic.prior_of(Fake()) == Prior.normal(DIM)
