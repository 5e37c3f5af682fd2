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
