"""Neighbourhoods and kernels against loops over every pair, and known constructions."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from genstudio.analysis import coverage
from genstudio.analysis.kernel_distance import kernel_distance, mmd2


def normal(seed: int, *shape: int, mean: float = 0.0) -> np.ndarray:
    return np.random.default_rng(seed).normal(mean, size=shape)


def by_loops(real: np.ndarray, fake: np.ndarray) -> tuple[float, float, float, float]:
    """The definitions, pair by pair."""

    def radius(points, i, k):
        return np.sort(np.linalg.norm(points - points[i], axis=1))[k]  # 0 is itself

    r3 = [radius(real, i, 3) for i in range(len(real))]
    r5 = [radius(real, i, 5) for i in range(len(real))]
    f3 = [radius(fake, j, 3) for j in range(len(fake))]
    d = np.linalg.norm(real[:, None] - fake[None], axis=2)
    precision = np.mean([any(d[i, j] <= r3[i] for i in range(len(real))) for j in range(len(fake))])
    recall = np.mean([any(d[i, j] <= f3[j] for j in range(len(fake))) for i in range(len(real))])
    density = sum(d[i, j] <= r5[i] for i in range(len(real)) for j in range(len(fake)))
    covered = np.mean([any(d[i, j] <= r5[i] for j in range(len(fake))) for i in range(len(real))])
    return precision, recall, density / (5 * len(fake)), covered


@pytest.mark.parametrize("table", [coverage.TABLE, 37 * 60])
def test_the_four_measures_are_their_definitions(monkeypatch, table) -> None:
    monkeypatch.setattr(coverage, "TABLE", table)
    real, fake = normal(0, 60, 3), normal(1, 60, 3, mean=0.7)
    found = coverage.overlap(real, fake)
    expected = by_loops(real, fake)
    assert (found.precision, found.recall, found.density, found.coverage) == pytest.approx(expected)
    assert found.count == 60


def test_equal_sets_cover_each_other_and_distant_ones_do_not() -> None:
    real = normal(0, 400, 2)
    same = coverage.overlap(real, normal(1, 400, 2))
    assert min(same.precision, same.recall) > 0.9
    assert same.density == pytest.approx(1, abs=0.1)
    assert same.coverage == pytest.approx(1 - 2**-5, abs=0.03)  # 2002.09797, lemma 2
    far = coverage.overlap(real, normal(1, 400, 2, mean=50))
    assert (far.precision, far.recall, far.density, far.coverage) == (0, 0, 0, 0)


def test_a_sampler_of_one_mode_is_precise_and_covers_little() -> None:
    real = np.concatenate([normal(0, 200, 2), normal(1, 200, 2, mean=30)])
    found = coverage.overlap(real, normal(2, 400, 2))
    assert found.precision > 0.9
    assert found.recall < 0.6
    assert found.coverage < 0.6


def test_the_larger_set_is_cut_to_the_size_of_the_smaller() -> None:
    real, fake = normal(0, 300, 2), normal(1, 50, 2)
    found = coverage.overlap(real, fake)
    assert found.count == 50
    assert found == coverage.overlap(real, fake)
    with pytest.raises(ValueError, match="more than 5 samples"):
        coverage.overlap(real, fake[:5])


def test_a_point_is_not_its_own_neighbour_and_duplicates_are() -> None:
    line = torch.tensor([[0.0], [1.0], [1.0], [5.0], [9.0]], dtype=torch.float64)
    (first,) = coverage.neighbour_radii(line, (1,))
    assert first.sqrt().tolist() == [1, 0, 0, 4, 4]


def test_nearest_distances_are_those_of_every_pair(monkeypatch) -> None:
    a, b = normal(0, 50, 4), normal(1, 30, 4)
    expected = np.linalg.norm(a[:, None] - b[None], axis=2).min(1)
    monkeypatch.setattr(coverage, "TABLE", 7 * 30)
    assert coverage.nearest_distances(a, b).numpy() == pytest.approx(expected)
    assert coverage.nearest_distances(a, a).max() < 1e-6


def test_the_kernel_distance_of_shifted_gaussians_has_its_closed_form() -> None:
    """E (x.y + 1)^3 in one dimension, term by term: E x^3 E y^3 + 3 E x^2 E y^2 + 3 E x E y + 1."""
    shift, count = 0.5, 20_000

    def expected(m, n):
        third = (m**3 + 3 * m) * (n**3 + 3 * n)
        return third + 3 * (m**2 + 1) * (n**2 + 1) + 3 * m * n + 1

    exact = expected(0, 0) + expected(shift, shift) - 2 * expected(0, shift)
    found = kernel_distance(normal(0, count, 1), normal(1, count, 1, mean=shift))
    assert found.value == pytest.approx(exact, abs=4 * found.error)
    assert found.error < 0.1 * exact
    assert (found.blocks, found.block) == (20, 1000)


def test_the_kernel_distance_is_unbiased_and_says_how_sure_it_is() -> None:
    values, errors = [], []
    for seed in range(30):
        found = kernel_distance(normal(2 * seed, 200, 4), normal(2 * seed + 1, 200, 4))
        values.append(found.value)
        errors.append(found.error)
    spread = float(np.std(values))
    assert abs(np.mean(values)) < 3 * spread / np.sqrt(30)
    assert min(values) < 0
    assert np.mean(errors) == pytest.approx(spread, rel=0.4)


def test_mmd_is_the_mean_over_pairs_that_are_not_the_same() -> None:
    x, y = normal(0, 5, 3), normal(1, 4, 3)

    def kernel(a, b):
        return (a @ b / 3 + 1) ** 3

    same_x = np.mean([kernel(x[i], x[j]) for i in range(5) for j in range(5) if i != j])
    same_y = np.mean([kernel(y[i], y[j]) for i in range(4) for j in range(4) if i != j])
    cross = np.mean([kernel(a, b) for a in x for b in y])
    assert mmd2(x, y) == pytest.approx(same_x + same_y - 2 * cross)
