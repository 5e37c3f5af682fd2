"""Maps of neighbours: what a place decodes to, where nothing does, and how far to trust them."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from sklearn.manifold import trustworthiness

from genstudio.analysis import project_embed, project_map
from genstudio.core.errors import UserError


@pytest.fixture(scope="module")
def codes():
    noise = np.random.default_rng(0)
    return np.concatenate([noise.normal(m, 0.3, size=(60, 5)) for m in (-2, 0, 2)])


@pytest.fixture(scope="module")
def found(codes):
    return project_map.map_of(codes, codes[:, :2] + 0.1 * codes[:, 2:4] ** 2, "tsne")


@pytest.mark.parametrize("k", [1, 5, 10])
def test_trustworthiness_is_that_of_scikit_learn(codes, k):
    noise = np.random.default_rng(1)
    for places in (codes[:, :2], noise.normal(size=(len(codes), 2))):
        ours = project_map.trustworthiness(codes, places, k)
        assert ours == pytest.approx(trustworthiness(codes, places, n_neighbors=k), abs=1e-12)


def test_a_place_decodes_to_the_mean_of_its_neighbours_by_squared_distance(found, codes):
    place = np.array([[0.3, 0.4]])
    gaps = np.linalg.norm(found.places - place, axis=1)
    near = np.argsort(gaps)[:8]
    weights = gaps[near] ** -2.0
    expected = (weights[:, None] * codes[near]).sum(0) / weights.sum()
    assert np.allclose(found.lift(place)[0], expected, atol=1e-4)


def test_a_code_of_the_map_goes_to_its_place_and_back(found, codes):
    assert np.allclose(found.project(codes), found.places, atol=1e-5)
    assert np.allclose(found.lift(found.places), codes, atol=1e-5)


def test_far_from_every_point_there_is_nothing_to_guess_from(found):
    assert not found.far(found.places).any()
    gaps = np.linalg.norm(found.places[:, None] - found.places[None], axis=2)
    np.fill_diagonal(gaps, np.inf)
    assert found.near == pytest.approx(np.median(gaps.min(1)), rel=1e-5)
    corner = found.places.max(0)
    edge = found.places[found.places[:, 0].argmax()]
    step = np.array([[3.1, 0], [2.9, 0]]) * found.near
    assert found.far([*(edge + step), corner + 100]).tolist() == [True, False, True]


def test_a_map_hides_nothing_that_could_be_moved_along(found, codes):
    assert (found.components, found.linear) == (0, False)
    assert found.rest(codes[:3]).shape == (3, 0)
    assert found.turned(codes, found.places) is found


@pytest.mark.slow
def test_a_library_makes_the_map_and_tells_how_far_it_is(codes):
    told = []
    found = project_embed.embed("tsne", codes, progress=told.append)
    assert found.kind == "tsne"
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] == 1
    assert any(0 < share < 1 for share in told)
    expected = trustworthiness(codes.astype(np.float32), found.places, n_neighbors=10)
    assert found.figure == pytest.approx(expected, abs=1e-3)
    assert found.figure > 0.9


def test_a_map_is_given_up_at_once(codes):
    assert project_embed.embed("tsne", codes, stop=lambda: True) is None


def test_a_library_that_is_missing_is_said_with_what_to_do(codes, monkeypatch):
    monkeypatch.setitem(project_embed.LIBRARIES, "umap", "a_package_that_nobody_has")
    with pytest.raises(UserError, match=r"genstudio-desktop\[projections\]"):
        project_embed.embed("umap", codes)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(UserError, match="choose one of the other projections"):
        project_embed.check("tsne")


def test_a_library_that_fails_says_why(codes, monkeypatch):
    monkeypatch.setattr(project_embed, "MODULE", "genstudio.analysis.there_is_no_such_module")
    with pytest.raises(UserError, match="there_is_no_such_module"):
        project_embed.embed("tsne", codes)


def test_too_few_codes_are_no_map(codes):
    with pytest.raises(UserError, match="at least"):
        project_embed.embed("tsne", codes[:5])


@pytest.mark.slow
def test_umap_makes_a_map_where_it_is_installed(codes):
    if not project_embed.available("umap"):
        pytest.skip("umap-learn is not installed")
    told = []
    found = project_embed.embed("umap", codes, progress=told.append)
    assert found.figure > 0.9
    assert any(0 < share < 0.9 for share in told)
