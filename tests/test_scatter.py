"""Points as pictures, and the window on a set of points."""

from __future__ import annotations

import numpy as np
import pytest
from panel_host import choose_family, on_screen
from windows import wait

from genstudio.analysis.neighbours import NearestImages
from genstudio.analysis.scatter import FAKE, LARGE, MARK, REAL, SIDE, Scatter, of, shown
from genstudio.data import sources
from genstudio.gui.dataset_card import DatasetCard
from genstudio.gui.panels import explorer, gallery, inspector

SQUARE = np.array([[0, 0], [4, 0], [0, 4], [4, 4]], np.float32)


def like(picture, colour):
    """Return where a picture is nearer to a colour than to the ground."""
    from genstudio.analysis.scatter import GROUND

    far, near = (np.abs(picture - np.array(c)[:, None, None]).sum(0) for c in (GROUND, colour))
    return near < far


def middle(mask):
    rows, columns = np.nonzero(mask)
    return columns.mean(), rows.mean()


def test_points_are_where_they_belong_with_y_upwards():
    scatter = Scatter(np.repeat(SQUARE, 9, 0)[:, None, None])
    assert scatter.picture.shape == (3, SIDE, SIDE)
    assert like(scatter.picture, REAL).sum() == 4
    picture = scatter.over(np.repeat([[4.0, 2.0]], 9, 0))
    column, row = middle(like(picture, FAKE) & ~like(scatter.picture, REAL))
    assert column > 0.9 * SIDE
    assert abs(row - SIDE / 2) < 2
    column, row = middle((scatter.marked([0.0, 4.0]) == MARK[0]).all(0))
    assert column < 0.1 * SIDE
    assert row < 0.1 * SIDE


def test_a_histogram_is_as_high_as_points_are_many():
    left, right = np.full((300, 1), -1.0), np.full((100, 1), 1.0)
    picture = Scatter(np.concatenate([left, right])).picture
    columns = like(picture, REAL).sum(0)
    tall, low = columns[: SIDE // 2].max(), columns[SIDE // 2 :].max()
    assert tall == pytest.approx(3 * low, rel=0.1)
    assert tall > 0.8 * SIDE


@pytest.mark.parametrize("width", [1, 2])
@pytest.mark.parametrize("values", [np.nan, np.inf, -1e30])
def test_points_that_are_nowhere_do_no_harm(values, width):
    scatter = Scatter(np.zeros((5, width)))
    bad = np.full((7, 1, 1, width), values, np.float32)
    assert np.array_equal(scatter.over(bad), scatter.picture)
    assert scatter.marked(bad[0]).shape == (3, SIDE, SIDE)
    assert Scatter(bad).picture.shape == (3, SIDE, SIDE)


def test_images_are_shown_as_they_are_and_points_as_pictures(digits):
    toy = sources.load("toy", {"count": 200})
    assert shown(digits.images[:3], digits) is not None
    assert np.array_equal(shown(digits.images[:3], toy), digits.images[:3])
    assert shown(toy.images[0], toy).shape == (3, SIDE, SIDE)
    assert shown(toy.images[:5], toy).shape == (5, 3, SIDE, SIDE)
    assert shown(toy.images[:5], digits).shape == (5, 3, SIDE, SIDE)
    assert shown(toy.images[:0], None).shape == (0, 3, SIDE, SIDE)
    assert of(toy) is of(toy) is not of(toy, LARGE)
    large, small = (like(of(toy, side).picture, REAL).sum() for side in (LARGE, SIDE))
    assert large > small


def test_the_nearest_point_is_measured_in_its_own_units():
    found = NearestImages(SQUARE[:, None, None]).find(np.array([[[4.0, 3.0]]], np.float32))
    assert found.index == 3
    assert found.distance == pytest.approx(np.sqrt(0.5))


def test_the_card_of_points_shows_them(qtbot, digits):
    card = DatasetCard()
    qtbot.addWidget(card)
    card.show_dataset(sources.load("toy", {"count": 2000}))
    assert card._points.isVisibleTo(card)
    assert card._points.image.width() == SIDE
    assert not card._thumbnails.isVisibleTo(card)
    assert card._summary.text() == "2,000 points of a plane, 8 classes"
    card.show_dataset(sources.load("toy", {"count": 500, "density": "normal-1d"}))
    assert card._summary.text() == "500 points of a line"
    card.show_dataset(digits)
    assert not card._points.isVisibleTo(card)
    assert card._thumbnails.isVisibleTo(card)


@pytest.fixture(params=["ring", "two-bumps-1d"])
def points(request, qtbot, session):
    session.open_source("toy", {"count": 600, "density": request.param})
    wait(qtbot, lambda: session.dataset.source == "toy" and session.dataset_loading is None)
    return session


def test_the_window_shows_what_a_model_makes_of_points(qtbot, points):
    session = points
    with (
        on_screen(qtbot, session, gallery) as shows,
        on_screen(qtbot, session, explorer) as plane,
        on_screen(qtbot, session, inspector) as inspects,
    ):
        assert "points, not images" in plane._empty.text()
        assert not any(w.isVisible() for w in (plane.strip, plane._fit, plane._info))
        assert plane.legend._entries == []
        choose_family(qtbot, session, "vae", {"hidden": 16, "latent_dim": 2})
        session.train()
        wait(qtbot, lambda: session.view is not None and session.view.step >= 3)
        session.pause()
        wait(qtbot, lambda: session.state == "paused")
        wait(qtbot, lambda: shows._sheet is not None and shows._sheet.wish.ground is not None)
        assert shows._sheet.images.shape == (1, 3, LARGE, LARGE)
        assert "over the data" in shows.foot.text.text()
        wait(qtbot, lambda: plane.codes.cloud is not None)
        assert all(w.isVisible() for w in (plane.strip, plane._fit, plane._info))
        assert not plane.tiles.button.isVisibleTo(plane)
        plane.plane_view.pinned.emit((0.3, -0.2))
        wait(qtbot, lambda: inspects.picture.image is not None)
        wait(qtbot, lambda: inspects.nearest.image is not None)
        assert inspects.picture.image.width() == inspects.nearest.image.width() == SIDE
        wait(qtbot, lambda: inspects.reconstruction.image is not None)
        wait(qtbot, lambda: plane.strip._grid.count == 1)
        shows.bar._mode.setCurrentIndex(1)
        wait(qtbot, lambda: "reconstructions" in shows.foot.text.text())
    assert not [m for m in session.messages if m.level == "error"]


def test_a_gan_of_points_is_shown_too(qtbot, points):
    session = points
    with (
        on_screen(qtbot, session, gallery) as shows,
        on_screen(qtbot, session, explorer) as plane,
        on_screen(qtbot, session, inspector) as inspects,
    ):
        choose_family(qtbot, session, "gan", {"hidden": 16, "latent_dim": 2})
        session.train()
        wait(qtbot, lambda: session.view is not None and session.view.step >= 3)
        session.pause()
        wait(qtbot, lambda: session.state == "paused")
        wait(qtbot, lambda: shows._sheet is not None)
        wait(qtbot, lambda: inspects.picture.image is not None)
        wait(qtbot, lambda: inspects.nearest.image is not None)
        assert plane._plane is not None
    assert not [m for m in session.messages if m.level == "error"]
