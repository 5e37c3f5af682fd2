"""Paths through the latent space: straight, by the sphere, and where the data are."""

from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest

from genstudio.analysis import path_density, paths
from genstudio.core.errors import UserError


@pytest.fixture(scope="module")
def moons():
    """Two half circles, the upper one around (0, 0), the lower one around (1, 0.5)."""
    noise = np.random.default_rng(0)
    angle = noise.uniform(0, np.pi, 1500)
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    lower = np.column_stack([1 - np.cos(angle), 0.5 - np.sin(angle)])
    both = np.concatenate([upper, lower]) + noise.normal(0, 0.05, (3000, 2))
    return noise.permutation(both)


def farthest(line, data):
    return np.sqrt(np.square(line[:, None] - data[None]).sum(2).min(1)).max()


def test_an_arc_keeps_the_length_and_turns_evenly():
    noise = np.random.default_rng(0)
    a, b = (5 * v / np.linalg.norm(v) for v in noise.normal(size=(2, 40)))
    arc = paths.slerp(a, b, np.linspace(0, 1, 9))
    assert np.allclose(np.linalg.norm(arc, axis=1), 5)
    assert np.allclose(arc[[0, -1]], [a, b])
    turned = [x @ y / 25 for x, y in pairwise(arc)]
    assert np.allclose(turned, np.cos(np.arccos(a @ b / 25) / 8))


def test_the_middle_of_an_arc_is_that_of_the_formula_where_lengths_differ():
    middle = paths.slerp([2, 0], [0, 4], [0.5])[0]
    assert np.allclose(middle, np.array([2, 4]) * np.sin(np.pi / 4))


@pytest.mark.parametrize("b", [[2, 2, 0], [-3, -3, 0], [0, 0, 0]])
def test_an_arc_without_an_angle_is_straight(b):
    a, t = np.array([1.0, 1.0, 0]), np.array([0, 0.25, 1])
    assert np.allclose(paths.slerp(a, b, t), a + t[:, None] * (np.array(b) - a))


def test_a_straight_path_has_equal_steps_through_its_points():
    found = paths.through([[0, 0, 1], [3, 0, 1], [3, 1, 1]], 5)
    assert np.allclose(found, [[0, 0, 1], [1, 0, 1], [2, 0, 1], [3, 0, 1], [3, 1, 1]])


def test_a_spherical_path_of_the_prior_keeps_its_length_where_a_straight_one_cuts_through():
    way = np.random.default_rng(1).normal(size=(4, 400))
    way *= 20 / np.linalg.norm(way, axis=1, keepdims=True)
    assert np.allclose(np.linalg.norm(paths.through(way, 50, "spherical"), axis=1), 20, atol=1e-4)
    straight = np.linalg.norm(paths.through(way, 301, "linear"), axis=1)
    assert straight.min() == pytest.approx(20 * np.sqrt(0.5), abs=0.5)


def test_a_closed_path_comes_back_and_shows_no_point_twice():
    found = paths.through([[0, 0], [1, 0], [1, 1], [0, 1]], 8, closed=True)
    assert np.allclose(found[[0, 2, 4, 6]], [[0, 0], [1, 0], [1, 1], [0, 1]])
    assert np.allclose(found[-1], [0, 0.5])


@pytest.mark.parametrize("kind", paths.KINDS)
def test_a_path_begins_and_ends_where_it_should(kind, moons):
    way = np.array([[-1, 0], [0, 1], [1, 0.0]])
    found = paths.through(way, 33, kind, moons)
    assert found.shape == (33, 2)
    assert np.allclose(found[[0, -1]], way[[0, -1]], atol=1e-6)


def test_a_path_along_the_density_stays_where_the_data_are(moons):
    ends = np.array([[-1, 0.0], [1, 0.0]])
    straight = paths.through(ends, 60, "linear", moons)
    dense = paths.through(ends, 60, "density", moons)
    assert farthest(straight, moons) > 0.3
    assert farthest(dense, moons) < 0.06
    assert np.linalg.norm(dense, axis=1) == pytest.approx(1, abs=0.2)  # on the upper moon
    steps = np.linalg.norm(np.diff(dense, axis=0), axis=1)
    assert steps.max() / steps.min() < 1.5


def test_a_path_along_the_density_crosses_a_gap_where_it_is_narrowest():
    noise = np.random.default_rng(0)
    left = noise.uniform([-3, -1], [-0.5, 1], (400, 2))
    bridge = np.array([[-0.2, 0.9], [0.5, 0.9]])
    right = noise.uniform([0.8, -1], [3, 1], (400, 2))
    found = paths.through(
        [[-2, -0.9], [2, -0.9]], 200, "density", np.concatenate([left, bridge, right])
    )
    crossing = found[np.abs(found[:, 0]) < 0.3]
    assert np.abs(crossing[:, 1] - 0.9).max() < 0.3


def test_the_cheapest_way_is_that_of_all_ways():
    nodes = np.random.default_rng(4).normal(size=(7, 2))
    edges = path_density.graph(nodes)
    cost = {(a, b): c for a, each in enumerate(edges) for b, c in each}
    ways = [
        (0, *middle, 6)
        for count in range(6)
        for middle in permutations(range(1, 6), count)
        if all(step in cost for step in zip((0, *middle), (*middle, 6)))
    ]
    found = path_density.walk(edges, 0, 6)
    least = min(sum(cost[step] for step in pairwise(way)) for way in ways)
    assert sum(cost[step] for step in pairwise(found)) == pytest.approx(least)


def test_a_path_that_cannot_be_is_refused_with_a_reason(moons):
    for way, count, kind, codes, why in (
        ([[0, 0]], 10, "linear", None, "two points"),
        ([[0, 0], [1, 1]], 1, "linear", None, "frames"),
        ([[0, 0], [1, 1]], 10, "density", None, "cannot encode"),
    ):
        with pytest.raises(UserError, match=why):
            paths.through(way, count, kind, codes)
    assert paths.through([[0, 0], [1, 1]], 9, "density", moons, stop=lambda: True) is None


def test_few_dimensions_go_straight_and_many_by_the_sphere():
    assert [paths.usual(d) for d in (2, 10, 11, 64)] == ["linear"] * 2 + ["spherical"] * 2


def test_points_that_are_all_alike_are_a_path_all_the_same():
    for kind in paths.KINDS:
        found = paths.through(np.ones((3, 4)), 5, kind, np.ones((20, 4)))
        assert np.allclose(found, 1)
