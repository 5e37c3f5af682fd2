"""Very many points: the nearest one, those inside a lasso, those that show their images."""

from __future__ import annotations

import numpy as np
import pytest

from genstudio.gui.widgets import lasso, thumbs
from genstudio.gui.widgets.cells import Cells
from genstudio.gui.widgets.raster import DIMMED, HIDDEN, Points, Stamps
from genstudio.gui.widgets.view import View


def noise(seed=0):
    return np.random.default_rng(seed)


def clouds():
    """Clouds that are hard for a grid: a heap, a line, one place, outliers far away."""
    r = noise(1)
    heap = r.normal(size=(3000, 2))
    return {
        "heap": heap,
        "line": np.stack([r.normal(size=2000), np.zeros(2000)], 1),
        "one place": np.ones((500, 2)),
        "outliers": np.concatenate([heap, 1e6 * r.normal(size=(9, 2))]),
        "two": np.array([[0.0, 0.0], [5.0, 5.0]]),
        "one": np.array([[3.0, -4.0]]),
    }


@pytest.mark.parametrize("name", clouds())
def test_the_index_finds_what_the_full_table_of_distances_finds(name):
    xy = clouds()[name].astype(np.float32)
    cells = Cells(xy)
    queries = np.concatenate([2 * noise(2).normal(size=(200, 2)), [[1e7, -1e7], [0, 0]]])
    for x, y in queries.astype(np.float32).tolist():
        gaps = ((xy - np.float32([x, y])) ** 2).sum(1)
        assert gaps[cells.nearest(x, y)] == gaps.min()


def test_the_index_leaves_out_what_does_not_count():
    xy = noise().normal(size=(1000, 2)).astype(np.float32)
    rows = np.arange(0, 1000, 7)
    found = Cells(xy, rows)
    for x, y in noise(3).normal(size=(50, 2)).tolist():
        gaps = ((xy[rows] - np.float32([x, y])) ** 2).sum(1)
        assert found.nearest(x, y) == rows[gaps.argmin()]
    assert Cells(xy, rows[:0]).nearest(0, 0) is None


def test_an_index_of_points_says_what_they_say_without_it():
    xy = noise().normal(size=(4000, 2)).astype(np.float32)
    plain = Points(xy, np.arange(4000) % 5)
    plain.hide({1, 2})
    plain.select(np.arange(4000) % 3 == 0)
    quick = plain.twin()
    quick.index()
    for x, y in noise(4).normal(size=(100, 2)).tolist():
        assert quick.nearest(x, y) == plain.nearest(x, y)
        assert quick.near(x, y, 0.05) == plain.near(x, y, 0.05)
    quick.move(xy + 1)
    assert quick.nearest(*(xy[3] + 1).tolist()) == 3, "places that are old are forgotten"


def winding(points, outline):
    """Count turns by adding up the angles that the outline's edges are seen under."""
    ways = outline[None] - points[:, None]
    angles = np.arctan2(ways[..., 1], ways[..., 0])
    steps = np.diff(np.concatenate([angles, angles[:, :1]], 1), axis=1)
    return np.round(((steps + np.pi) % (2 * np.pi) - np.pi).sum(1) / (2 * np.pi))


@pytest.mark.parametrize("corners", [3, 4, 9, 60])
@pytest.mark.parametrize("seed", range(4))
def test_inside_is_where_the_outline_goes_round(corners, seed):
    """Random outlines cross themselves many times."""
    outline, points = noise(seed).normal(size=(corners, 2)), noise(9).normal(size=(800, 2))
    expected = winding(points, outline) != 0
    np.testing.assert_array_equal(lasso.inside(points, outline), expected)


def test_a_rectangle_holds_what_lies_between_its_corners():
    points = noise().normal(size=(2000, 2))
    found = lasso.inside(points, lasso.rectangle((0.7, -1.0), (-0.3, 0.4)))
    x, y = points.T
    np.testing.assert_array_equal(found, (x > -0.3) & (x < 0.7) & (y > -1.0) & (y < 0.4))


def test_every_cell_of_a_tiling_owns_its_points_once():
    points = np.stack(np.meshgrid(np.arange(0, 4, 0.5), np.arange(0, 4, 0.5)), -1).reshape(-1, 2)
    tiles = [(x, y) for x in range(4) for y in range(4)]
    found = [lasso.inside(points, lasso.rectangle((x, y), (x + 1, y + 1))) for x, y in tiles]
    inner = ((points > 0) & (points < 4)).all(1)
    assert (np.sum(found, 0)[inner] == 1).all()


def test_no_line_and_no_points_hold_nothing():
    assert not lasso.inside(np.zeros((3, 2)), np.zeros((2, 2))).any()
    assert not lasso.inside(np.zeros((3, 2)), np.ones((5, 2))).any()
    assert len(lasso.inside(np.zeros((0, 2)), lasso.rectangle((0, 0), (1, 1)))) == 0


# The images that stand for points.


def view_at(x, y, half):
    return View.around((x - half, y - half, x + half, y + half), 700, 500)


@pytest.mark.parametrize("half", [0.03, 0.4, 3.0])
def test_images_never_overlap_and_lie_within_half_a_cell_of_their_points(half):
    xy = noise().normal(size=(20_000, 2)).astype(np.float32)
    view = view_at(0.1, -0.2, half)
    side = thumbs.cell_side(view)
    picked = thumbs.pick(xy, thumbs.around(view), side)
    assert len(picked.rows) > 3
    gaps = np.abs(picked.middles[:, None] - picked.middles[None]).max(-1)
    np.fill_diagonal(gaps, np.inf)
    assert gaps.min() >= picked.side * (1 - 1e-9)
    assert np.abs(picked.middles - xy[picked.rows]).max() <= side / 2
    assert thumbs.SMALLEST <= side / view.pixel < 2 * thumbs.SMALLEST


def test_the_point_nearest_to_the_middle_of_a_cell_stands_for_it():
    xy = noise().random((3000, 2)).astype(np.float32) * 4
    picked = thumbs.pick(xy, (0, 0, 4, 4), 0.5)
    assert len(picked.rows) == 64
    cells = np.floor(xy / 0.5)
    gaps = np.square(xy - (cells + 0.5) * 0.5).sum(1)
    for row in picked.rows:
        inside = (cells == cells[row]).all(1)
        assert gaps[row] == pytest.approx(gaps[inside].min())


def test_images_stay_with_their_points_while_the_view_moves():
    xy = noise().normal(size=(9000, 2)).astype(np.float32)
    one, other = view_at(0, 0, 0.5), view_at(0.131, -0.077, 0.5)
    shown = []
    for view in (one, other):
        picked = thumbs.pick(xy, thumbs.around(view), thumbs.cell_side(view))
        both = lasso.inside(picked.middles, lasso.rectangle((-0.3, -0.3), (0.3, 0.3)))
        shown.append({row: tuple(at) for row, at in zip(picked.rows[both], picked.middles[both])})
    assert shown[0]
    assert shown[0] == shown[1]


def test_a_little_zoom_keeps_the_images_and_only_enlarges_them():
    side = thumbs.cell_side(view_at(0, 0, 0.5))
    kept = [thumbs.cell_side(view_at(0, 0, half)) for half in np.linspace(0.3, 1.2, 40)]
    assert side in kept
    assert len(set(kept)) <= 3


def test_images_come_where_points_are_few_and_do_not_flicker():
    xy = noise().random((3000, 2)).astype(np.float32)
    wide, near = view_at(0.5, 0.5, 0.5), view_at(0.5, 0.5, 0.05)
    assert not thumbs.sparse(xy, wide, shown=False)
    assert thumbs.sparse(xy, near, shown=False)
    between = [half for half in np.linspace(0.05, 0.5, 60)
               if thumbs.sparse(xy, view_at(0.5, 0.5, half), shown=True)
               and not thumbs.sparse(xy, view_at(0.5, 0.5, half), shown=False)]  # fmt: skip
    assert between


def test_a_small_heap_in_an_empty_view_is_no_place_for_images():
    heap = (0.05 * noise().normal(size=(200, 2))).astype(np.float32)
    assert not thumbs.sparse(heap, view_at(0, 0, 3), shown=True)
    assert thumbs.sparse(heap, view_at(0, 0, 0.05), shown=False)


def test_where_there_are_no_points_there_are_no_images():
    assert len(thumbs.pick(np.zeros((0, 2), np.float32), (0, 0, 1, 1), 0.5).rows) == 0


# Three levels of points.


def test_unselected_points_lie_behind_the_selected_and_hidden_ones_behind_both():
    xy = np.zeros((90, 2), np.float32)
    points = Points(xy, np.repeat([0, 1, 2], 30))
    view = View.around((-1, -1, 1, 1), 60, 60)

    def middle():
        return points.class_map(view, (60, 60), Stamps(3))[30, 30]

    points.select(np.arange(90) >= 60)
    assert middle() == 3
    points.select(np.zeros(90, bool))
    assert middle() == DIMMED
    points.hide({0, 1, 2})
    assert middle() == HIDDEN
    assert points.nearest(0, 0) is None
    points.hide(set())
    assert points.nearest(0, 0) is not None, "unselected points can be asked about"
    points.select(None)
    assert middle() in (1, 2, 3)


def test_a_sample_takes_selected_points_first():
    xy = np.stack([np.arange(100) / 100, np.zeros(100)], 1).astype(np.float32)
    points = Points(xy, None, mixed=True)
    points.select(np.arange(100) < 10)
    view = View.around((-0.1, -0.1, 1.1, 0.1), 600, 100)
    shown = points.class_map(view, (600, 100), Stamps(3), most=10)
    assert DIMMED not in shown
    assert shown.any()
