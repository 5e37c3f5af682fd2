"""Directions that stand for attributes, against numpy, scikit-learn and closed forms."""

import math
from functools import partial

import numpy as np
import pytest

from genstudio.analysis import attributes
from genstudio.analysis.attributes import Attribute, auc, d_prime, find, separation
from genstudio.core.errors import UserError
from genstudio.data import sources

DIM = 8


def groups(gap=2.0, count=200, seed=0):
    """Draw two normal groups that differ by `gap` along the first dimension."""
    random = np.random.default_rng(seed)
    has, without = random.standard_normal((2, count, DIM))
    has[:, 0] += gap
    return has, without


def test_one_moves_the_mean_of_one_group_to_that_of_the_other():
    has, without = groups()
    found = find(has, without)
    np.testing.assert_allclose(found.vector, has.mean(0) - without.mean(0), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(found.move(without.mean(0), 1.0), has.mean(0), atol=1e-5)
    np.testing.assert_allclose(found.move(without, 1.0).mean(0), has.mean(0), atol=1e-5)
    moved = found.move(without[0], [-3, 0, 0.5])
    np.testing.assert_allclose(moved, without[0] + np.outer([-3, 0, 0.5], found.vector), atol=1e-5)
    np.testing.assert_allclose(found.position(has).mean(), 1, atol=1e-5)
    np.testing.assert_allclose(found.position(without).mean(), 0, atol=1e-5)


def test_what_comes_along_is_not_learned_when_strata_are_balanced():
    """The attribute moves dimension 0 by 2; a second one, moving dimension 1, comes with it."""
    random = np.random.default_rng(0)
    first = random.random(4000) < 0.5
    second = random.random(4000) < np.where(first, 0.9, 0.1)
    codes = 0.1 * random.standard_normal((4000, DIM))
    codes[:, 0] += 2 * first
    codes[:, 1] += 3 * second
    biased = find(codes[first], codes[~first]).vector
    assert biased[1] == pytest.approx(3 * 0.8, abs=0.1)
    strata = second.astype(np.int64)
    found = find(codes[first], codes[~first], strata=(strata[first], strata[~first]))
    np.testing.assert_allclose(found.vector[:2], [2, 0], atol=0.03)
    assert found.strata == 2
    cells = [
        codes[first & (strata == k)].mean(0) - codes[~first & (strata == k)].mean(0) for k in (0, 1)
    ]
    np.testing.assert_allclose(found.vector, np.mean(cells, 0), rtol=1e-4, atol=1e-6)


def test_strata_that_are_not_shared_are_left_alone():
    has, without = groups(count=20)
    apart = (np.zeros(20, np.int64), np.ones(20, np.int64))
    found = find(has, without, strata=apart)
    assert found.strata == 0
    np.testing.assert_allclose(found.vector, has.mean(0) - without.mean(0), rtol=1e-5, atol=1e-6)
    few = (np.r_[0, np.full(19, 2)], np.r_[0, np.full(19, 3)])
    assert find(has, without, strata=few).strata == 0


def test_the_separator_is_fishers_scaled_to_the_same_length():
    random = np.random.default_rng(1)
    mix = random.standard_normal((DIM, DIM))
    has, without = groups()[0] @ mix, groups()[1] @ mix
    found = find(has, without, "separator")
    centred = np.concatenate([has - has.mean(0), without - without.mean(0)])
    within = centred.T @ centred / (len(centred) - 2)
    ridged = within + attributes.RIDGE * np.trace(within) / DIM * np.eye(DIM)
    normal = np.linalg.inv(ridged) @ (has.mean(0) - without.mean(0))
    assert cosine(found.vector, normal) == pytest.approx(1, abs=1e-6)
    means = find(has, without)
    assert found.length == pytest.approx(means.length, rel=1e-5)
    np.testing.assert_allclose(found.position(has).mean(), 1, atol=1e-5)
    np.testing.assert_allclose(found.position(without).mean(), 0, atol=1e-5)
    assert separation(has, without, partial(find, method="separator")).auc > 0.85


def test_without_its_ridge_the_separator_is_scikit_learns(monkeypatch):
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

    monkeypatch.setattr(attributes, "RIDGE", 1e-12)
    mix = np.random.default_rng(1).standard_normal((DIM, DIM))
    has, without = groups()[0] @ mix, groups()[1] @ mix
    lda = LinearDiscriminantAnalysis(solver="lsqr")
    lda.fit(np.concatenate([has, without]), np.repeat([1, 0], 200))
    assert cosine(find(has, without, "separator").vector, lda.coef_[0]) == pytest.approx(
        1, abs=1e-5
    )


def cosine(a, b):
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_the_area_under_the_curve_is_scikit_learns():
    from sklearn.metrics import roc_auc_score

    random = np.random.default_rng(0)
    a, b = np.round(random.normal(1, 1, 70), 1), np.round(random.normal(0, 1, 90), 1)  # with ties
    expected = roc_auc_score(np.repeat([1, 0], [70, 90]), np.concatenate([a, b]))
    assert auc(a, b) == pytest.approx(expected, abs=1e-12)
    assert auc([1, 2], [0, 0]) == 1
    assert auc([0], [0]) == 0.5


def test_d_prime_counts_standard_deviations():
    a, b = [0.0, 2.0], [3.0, 7.0]
    assert d_prime(b, a) == pytest.approx(4 / np.sqrt((1 + 4) / 2))
    assert d_prime([1], [0]) == np.inf
    assert d_prime([1], [1]) == 0


def test_the_score_of_normal_groups_is_that_of_their_overlap():
    """AUC = Phi(d' / sqrt 2) for normal groups of equal variance, and d' is the gap."""
    has, without = groups(gap=2.0, count=4000)
    found = separation(has, without)
    assert found.held_out
    assert found.d_prime == pytest.approx(2, abs=0.1)
    assert found.auc == pytest.approx((1 + math.erf(1)) / 2, abs=0.01)
    assert len(found.has) == len(found.without) == 4000


def test_groups_that_do_not_differ_are_not_told_apart():
    """In more dimensions than codes, a direction separates its own codes perfectly."""
    random = np.random.default_rng(0)
    has, without = random.standard_normal((2, 20, 200))
    direction = find(has, without)
    assert auc(direction.position(has), direction.position(without)) == 1
    assert 0.2 < separation(has, without).auc < 0.8


def test_single_codes_are_judged_by_themselves():
    found = separation(np.ones((1, DIM)), np.zeros((5, DIM)))
    assert not found.held_out
    assert found.auc == 1


def test_piles_that_say_nothing_are_refused():
    has, _ = groups()
    with pytest.raises(UserError, match="Both piles need"):
        find(has, has[:0])
    with pytest.raises(UserError, match="same mean"):
        find(has, has)
    with pytest.raises(UserError, match="not finite"):
        find([[math.nan, 0.0]], [[1.0, 0.0]])


@pytest.fixture(scope="module")
def faces():
    return sources.load("faces", {"count": 400, "size": 16})


def test_the_attributes_of_faces_are_their_classes_and_factors(faces):
    found = {attribute.name: attribute for attribute in attributes.known(faces)}
    assert found["class glasses"] == Attribute("", 1, "class glasses")
    assert "class no glasses" not in found
    assert found["smile"] == Attribute("smile", 1, "smile")
    assert {"hair: bald", "skin: dark", "eyes: green", "look: large"} <= set(found)
    rows = np.arange(100, 300)
    for name, factor, value in (("smile", "smile", 1), ("hair: long", "hair", 2)):
        has = attributes.having(faces, found[name], rows)
        np.testing.assert_array_equal(has, faces.factors[factor].values[rows] == value)
    by_class = attributes.having(faces, found["class glasses"], rows)
    np.testing.assert_array_equal(by_class, faces.labels[rows] == 1)
    assert abs(attributes.having(faces, found["look: large"], rows).mean() - 0.5) < 0.02


def test_strata_tell_the_other_attributes(faces):
    rows = np.arange(400)
    about = Attribute("glasses", 1, "glasses")
    has = attributes.having(faces, about, rows)
    found = attributes.strata(faces, rows, has, about)
    assert 2 < len(np.unique(found)) <= 200 / attributes.LEAST_A_STRATUM
    for stratum in np.unique(found):
        assert len(np.unique(faces.factors["smile"].values[found == stratum])) == 1
        # The classes of these faces are the glasses: they must not be a stratum.
        assert len(np.unique(faces.labels[found == stratum])) == 2


def test_digits_have_classes_only(digits):
    found = attributes.known(digits)
    assert [attribute.name for attribute in found] == [f"class {k}" for k in range(10)]
    rows = np.arange(200)
    has = attributes.having(digits, found[3], rows)
    assert attributes.strata(digits, rows, has, found[3]) is None
    mixed = np.arange(200) % 2 == 0
    np.testing.assert_array_equal(attributes.strata(digits, rows, mixed, None), digits.labels[rows])
