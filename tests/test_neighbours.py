"""The nearest image and the nearest point, against a search that spells it out."""

from __future__ import annotations

import numpy as np
import pytest

from genstudio.analysis import neighbours
from genstudio.analysis.neighbours import NearestImages, NearestPoints


@pytest.fixture(scope="module")
def images():
    return np.random.default_rng(0).integers(0, 256, (300, 3, 8, 8), dtype=np.uint8)


def test_an_image_of_the_data_finds_itself(images):
    found = NearestImages(images).find(images[17])
    assert (found.index, found.distance) == (17, 0.0)


def test_the_nearest_image_is_that_of_the_plain_search(images, monkeypatch):
    monkeypatch.setattr(neighbours, "CHUNK", 5000)
    nearest = NearestImages(images)
    for seed in range(10):
        query = np.random.default_rng(seed + 1).integers(0, 256, (3, 8, 8), dtype=np.uint8)
        squares = ((images.astype(float) / 255 - query / 255) ** 2).mean((1, 2, 3))
        found = nearest.find(query)
        assert found.index == squares.argmin()
        assert found.distance == pytest.approx(np.sqrt(squares.min()))


def test_the_nearest_point_is_never_one_that_is_not_finite():
    points = np.array([[np.nan, 0.0], [3.0, 4.0], [6.0, 8.0]], np.float32)
    found = NearestPoints(points).find([0.0, 0.0])
    assert (found.index, found.distance) == (1, 5.0)


def test_an_empty_set_has_no_neighbours(images):
    with pytest.raises(ValueError, match="no images"):
        NearestImages(images[:0]).find(images[0])
    with pytest.raises(ValueError, match="no points"):
        NearestPoints(np.zeros((0, 2))).find([0.0, 0.0])


@pytest.fixture(scope="module")
def points():
    return np.random.default_rng(3).standard_normal((5000, 7)).astype(np.float32)


@pytest.mark.parametrize("metric", neighbours.METRICS)
@pytest.mark.parametrize("k", [1, 8, 100])
def test_the_k_nearest_points_are_those_of_scikit_learn(points, metric, k):
    from sklearn.neighbors import NearestNeighbors

    queries = np.random.default_rng(4).standard_normal((9, 7)).astype(np.float32)
    found = NearestPoints(points).nearest(queries, k, metric)
    other = NearestNeighbors(n_neighbors=k, metric=metric, algorithm="brute")
    distances, indices = other.fit(points.astype(np.float64)).kneighbors(queries.astype(np.float64))
    np.testing.assert_array_equal(found.indices, indices)
    np.testing.assert_allclose(found.distances, distances, atol=1e-12)


def test_far_from_the_origin_rounding_decides_nothing(points):
    away = points * 1e-3 + 1000  # |x|^2 in float32 is right to 0.5, the gaps are 1e-6
    query = away[10] + np.float32(1e-4)
    exact = np.sqrt(((away.astype(np.float64) - query) ** 2).sum(1))
    found = NearestPoints(away).nearest(query[None], 20)
    np.testing.assert_array_equal(found.indices[0], np.argsort(exact, kind="stable")[:20])


def test_equally_near_ones_stand_in_the_order_of_the_data():
    same = np.zeros((3000, 2), np.float32)
    found = NearestPoints(same).nearest([[1.0, 0.0]], 5)
    assert found.indices.tolist() == [[0, 1, 2, 3, 4]]
    angles = NearestPoints(same).nearest([[1.0, 0.0]], 3, "cosine")
    assert angles.distances.tolist() == [[1.0, 1.0, 1.0]]


@pytest.mark.parametrize("metric", neighbours.METRICS)
def test_codes_that_are_not_finite_are_no_neighbours(points, metric):
    broken = points[:2000].copy()
    broken[:1990, 3] = np.inf
    broken[5] = np.nan
    found = NearestPoints(broken).nearest(points[:1], 100, metric)
    assert sorted(found.indices[0].tolist()) == list(range(1990, 2000))
    assert np.isfinite(found.distances).all()


def test_the_one_that_is_asked_about_can_be_left_out(points, images):
    assert 17 not in NearestPoints(points).nearest(points[17:18], 5, without=17).indices
    found = NearestImages(images).nearest(images[17:18], 5, without=17)
    assert 17 not in found.indices


@pytest.mark.parametrize("k", [1, 7, 100])
def test_the_k_nearest_images_are_those_of_the_plain_search(images, k, monkeypatch):
    monkeypatch.setattr(neighbours, "CHUNK", 5000)
    queries = np.random.default_rng(5).integers(0, 256, (11, 3, 8, 8), dtype=np.uint8)
    found = NearestImages(images).nearest(queries, k)
    for query, indices, distances in zip(queries, found.indices, found.distances):
        squares = ((images.astype(float) / 255 - query / 255) ** 2).mean((1, 2, 3))
        np.testing.assert_array_equal(indices, np.argsort(squares, kind="stable")[:k])
        np.testing.assert_allclose(distances, np.sqrt(np.sort(squares)[:k]))


def test_images_on_the_disk_are_searched_where_they_are(images, tmp_path, monkeypatch):
    monkeypatch.setattr(neighbours, "CHUNK", 5000)
    monkeypatch.setattr(neighbours, "AT_ONCE", 10_000)
    np.save(tmp_path / "images.npy", images)
    mapped = np.load(tmp_path / "images.npy", mmap_mode="r")
    found = NearestImages(mapped).nearest(images[4:5], 3)
    expected = NearestImages(images).nearest(images[4:5], 3)
    np.testing.assert_array_equal(found.indices, expected.indices)


def test_a_search_that_is_stopped_has_no_answer_and_can_be_asked_again(images):
    nearest = NearestImages(images)
    assert nearest.nearest(images[:1], 3, stop=lambda: True) is None
    assert nearest.nearest(images[:1], 3).indices[0, 0] == 0


def test_points_that_are_data_have_distances_in_their_own_units():
    data = np.array([[0.0, 0.0], [3.0, 4.0], [np.nan, 0.0]], np.float32).reshape(3, 1, 1, 2)
    found = NearestImages(data).nearest(np.zeros((1, 1, 1, 2), np.float32), 3)
    assert found.indices.tolist() == [[0, 1]]
    np.testing.assert_allclose(found.distances, [[0.0, np.sqrt(12.5)]])


def test_no_question_has_no_answer(points):
    assert NearestPoints(points).nearest(np.zeros((0, 7), np.float32), 3).indices.shape == (0, 3)


@pytest.mark.parametrize("query", [[np.nan, 0.0], [np.inf, 1.0], [0.0, 0.0]])
def test_where_nothing_is_finite_there_is_no_nearest_point(query):
    lost = np.full((5, 2), np.nan)
    sound = np.zeros((5, 2))
    points = lost if np.isfinite(query).all() else sound
    assert NearestPoints(points).find(query) is None
