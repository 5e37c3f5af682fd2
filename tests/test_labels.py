"""Labels that would cover each other."""

import numpy as np
import pytest

from genstudio.gui.widgets.labels import apart


def covered(places, sizes) -> bool:
    room = (sizes[:, None] + sizes[None]) / 2
    over = (np.abs(places[:, None] - places[None]) < room - 0.5).all(-1)
    return bool((over & ~np.eye(len(places), dtype=bool)).any())


def test_labels_with_room_stay_where_they_are():
    centres = np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 40.0]])
    places, drawn = apart(centres, np.full((3, 2), (50.0, 20.0)))
    assert np.array_equal(places, centres)
    assert drawn.all()


@pytest.mark.parametrize("count", [2, 5, 10, 40])
@pytest.mark.parametrize("spread", [0.0, 1.0, 60.0])
def test_no_label_that_is_drawn_covers_another(count, spread):
    centres = np.random.default_rng(count).normal(scale=spread, size=(count, 2))
    sizes = np.random.default_rng(1).uniform((30, 19), (130, 19), (count, 2))
    places, drawn = apart(centres, sizes)
    assert not covered(places[drawn], sizes[drawn])
    assert drawn[0]
    assert drawn.sum() >= min(count, 3)


def test_ten_classes_about_one_place_all_keep_their_labels():
    centres = np.random.default_rng(0).normal(scale=30, size=(10, 2))
    places, drawn = apart(centres, np.full((10, 2), (34.0, 19.0)))
    assert drawn.sum() >= 9
    assert np.abs(places - centres).max() < 90
