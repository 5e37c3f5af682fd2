"""The latent explorer: points, what they decode to, pins and paths."""

from itertools import pairwise

import numpy as np
import pytest
from panel_host import QUIET, choose_family, on_screen, train_to
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from windows import child, click, hover, wait

from genstudio.analysis.project import Plane
from genstudio.gui import explorer_codes, explorer_view
from genstudio.gui.explorer_questions import Cloud, Place, along, look, mosaic, prior_plane
from genstudio.gui.explorer_strip import FRAMES
from genstudio.gui.panels import explorer

TRAINED = 12


@pytest.fixture
def panel(qtbot, session):
    with on_screen(qtbot, session, explorer) as panel:
        wait(qtbot, lambda: has_all_codes(panel, session) and session.hover is not None)
        yield panel


def has_all_codes(panel, session):
    cloud = panel.codes.cloud
    return cloud is not None and len(cloud) == len(session.dataset)


def point_at(panel, place):
    return panel.plane_view.to_plane(QPointF(place))


def drag(view, *places):
    QApplication.sendEvent(view, mouse(QEvent.Type.MouseButtonPress, places[0], view))
    for place in places[1:]:
        QApplication.sendEvent(view, mouse(QEvent.Type.MouseMove, place, view))
    QApplication.sendEvent(view, mouse(QEvent.Type.MouseButtonRelease, places[-1], view))


def mouse(kind, place, view):
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    button = none if kind == QEvent.Type.MouseMove else left
    place = QPointF(place)
    modifiers = Qt.KeyboardModifier.NoModifier
    return QMouseEvent(kind, place, view.mapToGlobal(place), button, held, modifiers)


def pinned_at(panel, session):
    """Return where the pins are on the plane."""
    codes = np.stack([pin.code for pin in session.pins.all])
    return [(float(x), float(y)) for x, y in session.plane.project(codes)]


def test_a_region_that_was_drawn_in_other_data_selects_nothing(panel, session):
    selecting = next(part for part in panel.parts if hasattr(part, "_on_chosen"))
    selecting._on_chosen(object(), np.arange(3))
    assert not len(session.selected)
    selecting._on_chosen(session.dataset, np.arange(3))
    assert len(session.selected) == 3


def train_gan(qtbot, session):
    choose_family(qtbot, session, "gan", {"architecture": "mlp", "hidden": 32, "latent_dim": 6})
    train_to(qtbot, session, 2)


class FakeLens:
    """Decodes z [B, d] to a grey that says z[0], and encodes an image to its first pixels."""

    latent_dim, capabilities, shape = 3, frozenset({"decode", "encode"}), (1, 4, 4)

    def decode(self, z, stop=None):
        grey = np.clip(100 + 10 * z[:, 0], 0, 255).astype(np.uint8)
        return np.broadcast_to(grey[:, None, None, None], (len(z), 1, 4, 4))


def test_a_path_is_cut_into_equal_distances():
    points = along(np.array([[0, 0], [3, 0], [3, 1]]), 5)
    np.testing.assert_allclose(points, [[0, 0], [1, 0], [2, 0], [3, 0], [3, 1]], atol=1e-6)


def test_the_plane_of_a_prior_passes_through_one_draw():
    plane = prior_plane(5, seed=3, axes=(4, 1))
    z = plane.lift(np.array([[0.5, -2.0], [0, 0]]))
    np.testing.assert_allclose(z[0, [4, 1]], [0.5, -2.0], atol=1e-6)
    np.testing.assert_array_equal(z[0, [0, 2, 3]], z[1, [0, 2, 3]])
    assert np.all(z[1, [0, 2, 3]] != 0)
    assert plane.components == 3


def test_the_plane_of_a_one_dimensional_prior_is_a_line():
    assert prior_plane(1).lift(np.array([[0.5, 9.0]])) == pytest.approx(np.array([[0.5]]))


def test_a_data_point_under_the_mouse_comes_before_the_nearest_code():
    codes = np.array([[0, 0, 5], [0.5, 0, 0], [9, 9, 9]], np.float32)
    cloud = Cloud(np.array([7, 8, 9]), codes, codes[:, :2], prior_plane(3))
    plane = Plane(np.zeros(3), np.eye(3), np.ones(3), 0.6)
    nearest = look(FakeLens(), Place(plane, None, (0.1, 0.0)), cloud)
    assert (nearest.nearest, nearest.row) == (8, 1)
    assert nearest.distance == pytest.approx(0.4)
    under = look(FakeLens(), Place(plane, None, (0.1, 0.0), hit=0), cloud)
    assert under.nearest == 7
    assert under.distance == pytest.approx(0.1)


def test_the_decoded_grid_has_its_first_row_at_the_top():
    plane = Plane(np.zeros(3), np.eye(3)[:, [1, 0, 2]], np.ones(3), 1.0)  # up is z[0]
    found = mosaic(FakeLens(), plane, None, (-4.0, -4.0, 4.0, 4.0), (80, 80))
    assert found.image.shape == (8, 8)
    assert found.image[0, 0] == 120
    assert found.image[-1, 0] == 80


def test_the_view_grows_in_steps():
    square = (-3.0, -3.0, 3.0, 3.0)
    inside = np.array([[-2.0, 1.0], [2.5, 2.0]])
    assert explorer_view.followed(square, inside) == square
    grown = explorer_view.followed(square, 2 * inside)
    assert grown[2] == pytest.approx(3 * explorer_view.STEP**2)
    assert explorer_view.followed(square, np.full((2, 2), np.nan)) == square


def test_the_view_shrinks_only_around_few_points_and_never_below_the_prior():
    wide = (-12.0, -12.0, 12.0, 12.0)
    spread = np.array([[-5.0, 0.0], [5.0, 0.0]])
    assert explorer_view.followed(wide, spread) == wide
    shrunk = explorer_view.followed(wide, spread / 2)
    assert 3 <= shrunk[2] < 12 / explorer_view.STEP**2
    assert explorer_view.followed(wide, spread / 100)[2] >= 3
    home = explorer_view.HOME
    assert explorer_view.followed(home, spread / 100) == home


def test_a_resized_view_is_told_apart_from_one_that_was_moved():
    asked = (-3.0, -3.0, 3.0, 3.0)
    assert explorer_view.shows((-5.0, -3.0, 5.0, 3.0), asked)
    assert explorer_view.shows((-3.0, -9.0, 3.0, 9.0), asked)
    assert not explorer_view.shows((-4.0, -3.0, 6.0, 3.0), asked)
    assert not explorer_view.shows((-5.0, -3.5, 5.0, 3.5), asked)


def test_the_first_view_holds_the_points_and_while_training_the_prior():
    points = np.array([[0.1, 0.0], [0.3, 0.1]])
    x0, _, x1, _ = explorer_view.home(points, moving=False)
    assert x0 < 0.1 < 0.3 < x1 < 1
    assert explorer_view.home(points, moving=True) == explorer_view.HOME
    assert explorer_view.home(None, moving=False) == explorer_view.HOME


def test_the_digits_lie_on_the_plane_at_once_with_their_legend(panel, session):
    assert panel.plane_view.objectName() == "latentPlane"
    assert not panel.legend.isHidden()
    assert len(set(panel.codes.cloud.indices.tolist())) == len(session.dataset)
    assert "whole latent space" in child(panel, "planeInfo").text()


def test_the_mouse_on_the_plane_decodes_what_lies_there(panel, session, qtbot):
    seen = []
    for place in (QPoint(200, 150), QPoint(450, 300)):
        hover(panel.plane_view, place)
        target = point_at(panel, place)
        wait(qtbot, lambda target=target: session.hover.z_plane == target)
        seen.append(session.hover)
    assert seen[0].image.shape == session.dataset.shape
    assert np.any(seen[0].image != seen[1].image)
    codes, indices = panel.codes.cloud.codes, panel.codes.cloud.indices
    gaps = np.linalg.norm(codes - seen[1].z_plane, axis=1)
    assert seen[1].nearest_index == indices[gaps.argmin()]
    assert seen[1].distance == pytest.approx(gaps.min(), abs=1e-4)


def test_arrow_keys_decode_as_the_mouse_does(panel, session, qtbot):
    before = session.hover
    panel.plane_view.setFocus()
    qtbot.keyClick(panel.plane_view, Qt.Key.Key_Right)
    wait(qtbot, lambda: session.hover.z_plane != before.z_plane)
    qtbot.keyClick(panel.plane_view, Qt.Key.Key_Return)
    wait(qtbot, lambda: len(session.pins.all) == 1)


def test_a_click_pins_and_the_picture_goes_back_to_the_pin(panel, session, qtbot):
    view = panel.plane_view
    click(qtbot, view, QPoint(8, 8))
    pin = pinned_at(panel, session)[0]
    assert session.selection is None
    assert child(panel, "stripGrid").isVisible()
    hover(view, QPoint(300, 200))
    wait(qtbot, lambda: session.hover.z_plane != pytest.approx(pin))
    view.left.emit()
    wait(qtbot, lambda: session.hover.z_plane == pytest.approx(pin))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert session.pins.all == []
    assert child(panel, "stripGrid").isHidden()


def test_a_click_on_a_data_point_selects_it(panel, session, qtbot):
    cloud, view = panel.codes.cloud, panel.plane_view
    place = view.to_pixels(*cloud.xy[17].tolist()).toPoint()
    click(qtbot, view, place)
    assert session.selection is not None
    found = int(np.flatnonzero(cloud.indices == session.selection)[0])
    gap = view.to_pixels(*cloud.xy[found].tolist()) - QPointF(place)
    assert np.hypot(gap.x(), gap.y()) < 3
    click(qtbot, child(panel, "clearStrip"))
    assert session.selection is None


def test_a_path_becomes_a_film(panel, session, qtbot):
    drag(panel.plane_view, QPoint(120, 200), QPoint(200, 220), QPoint(400, 320), QPoint(500, 100))
    assert panel.strip.is_film
    assert len(panel.strip.points) == FRAMES
    wait(qtbot, lambda: panel.strip.playing)
    end = tuple(panel.strip.points[-1].tolist())
    wait(qtbot, lambda: session.hover.z_plane == pytest.approx(end))
    wait(qtbot, lambda: not panel.strip.playing)
    grid = child(panel, "stripGrid")
    click(qtbot, grid, grid.cell_rect(0).center().toPoint())
    start = tuple(panel.strip.points[0].tolist())
    wait(qtbot, lambda: session.hover.z_plane == pytest.approx(start))


def test_the_decoded_grid_is_drawn_behind_the_points(panel, qtbot):
    view = panel.plane_view
    shown = []
    original = view.set_background
    view.set_background = lambda image, rect=None: (shown.append(image), original(image, rect))
    click(qtbot, child(panel, "decodedGrid"))
    wait(qtbot, lambda: shown)
    assert shown[0].ndim == 2
    assert shown[0].shape[0] % 8 == shown[0].shape[1] % 8 == 0
    click(qtbot, child(panel, "decodedGrid"))
    assert shown[-1] is None


def test_a_click_in_the_legend_hides_a_class(panel, qtbot):
    hidden = []
    panel.legend.hidden_changed.connect(hidden.append)
    entry = panel.legend.findChildren(type(panel.legend._entries[0]))[3]
    click(qtbot, entry)
    assert hidden == [{3}]
    cloud, labels = panel.codes.cloud, panel._session.dataset.labels
    place = int(np.flatnonzero(labels[cloud.indices] == 3)[0])
    assert panel.plane_view.nearest(*cloud.xy[place].tolist()) != place


def test_the_points_move_while_training_and_the_view_stays(panel, session, qtbot):
    session.train()
    wait(qtbot, lambda: session.view.record.family == "vae" and has_all_codes(panel, session))
    first, rect = panel.codes.cloud.xy, panel.plane_view.view_rect
    wait(qtbot, lambda: np.abs(panel.codes.cloud.xy - first).max() > 0.1)
    session.pause()
    wait(qtbot, lambda: session.state == "paused")
    now = panel.plane_view.view_rect
    assert now[2] - now[0] >= rect[2] - rect[0] - 1e-6  # it only grows: the prior is in it


def test_codes_settle_on_those_of_the_weights_shown(panel, session, qtbot):
    from genstudio.analysis.lens import Lens

    train_to(qtbot, session, TRAINED)
    wait(qtbot, lambda: panel.codes._left <= 0 and not panel._chores.wanted("codes"))
    lens = Lens(session.view.record)
    lens.load(session.view.weights)
    cloud = panel.codes.cloud
    expected = lens.encode(session.dataset.images[cloud.indices])
    np.testing.assert_allclose(cloud.codes, expected, atol=1e-4)


def test_more_than_two_dimensions_get_sliders_that_change_the_image(panel, session, qtbot):
    session.set_values({"latent_dim": 5}, QUIET)
    train_to(qtbot, session, TRAINED)
    wait(qtbot, lambda: panel.codes.latent_dim == 5 and has_all_codes(panel, session))
    assert "of the variance" in child(panel, "planeInfo").text()
    slider = child(panel, "component3")
    assert slider.isVisible()
    assert child(panel, "component6").isHidden()
    wait(qtbot, lambda: not panel._chores.wanted("codes"))
    before = session.hover.image
    slider.setFocus()
    for _ in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    wait(qtbot, lambda: np.any(session.hover.image != before))
    click(qtbot, child(panel, "resetAxes"))
    assert panel.axes.rest is None


def test_sliders_in_a_low_window_keep_their_height(panel, session, qtbot):
    session.set_values({"latent_dim": 12}, QUIET)
    train_to(qtbot, session, TRAINED)
    wait(qtbot, lambda: panel.codes.latent_dim == 12)
    wait(qtbot, child(panel, "component10").isVisible)
    panel.resize(600, 240)

    def keep_their_height():
        places = [child(panel, f"component{j}").geometry() for j in range(3, 11)]
        apart = all(not one.intersects(next_) for one, next_ in pairwise(places))
        return apart and min(place.height() for place in places) >= 14

    qtbot.wait(50)  # nothing of the old places counts
    wait(qtbot, keep_their_height)


def test_a_gan_shows_the_plane_of_its_prior_and_says_why(panel, session, qtbot):
    train_gan(qtbot, session)
    wait(qtbot, lambda: not panel.codes.encodes)
    assert "cannot encode" in child(panel, "planeInfo").text()
    assert panel.legend.isHidden()
    assert child(panel, "decodedGrid").isChecked()
    hover(panel.plane_view, QPoint(100, 100))
    target = point_at(panel, QPoint(100, 100))
    wait(qtbot, lambda: session.hover.z_plane == target)
    assert session.hover.nearest_index is None
    before = session.hover.image
    click(qtbot, child(panel, "drawPrior"))
    wait(qtbot, lambda: np.any(session.hover.image != before))


def test_two_axes_of_a_prior_are_never_the_same(panel, session, qtbot):
    train_gan(qtbot, session)
    wait(qtbot, lambda: not panel.codes.encodes)
    across = child(panel, "acrossAxis")
    across.setFocus()
    qtbot.keyClick(across, Qt.Key.Key_Down)  # z1 -> z2, which was the other axis
    assert panel.axes.chooser.dims(6) == (1, 2)


def test_time_travel_moves_the_points_and_the_picture(panel, session, qtbot):
    train_to(qtbot, session, TRAINED)
    session.stop()
    wait(qtbot, lambda: session.state == "ready" and len(session.checkpoints) > 1)
    wait(qtbot, lambda: not panel._chores.wanted("codes"))
    last, picture = panel.codes.cloud.xy, session.hover.image
    session.show_step(session.checkpoints[0])
    wait(qtbot, lambda: session.view.step == session.checkpoints[0])
    wait(qtbot, lambda: np.abs(panel.codes.cloud.xy - last).max() > 1e-3)
    wait(qtbot, lambda: np.any(session.hover.image != picture))


def test_a_large_set_moves_a_part_while_training_and_all_of_it_at_rest(
    panel, session, qtbot, monkeypatch
):
    monkeypatch.setattr(explorer_codes, "LIVE_POINTS", 300)
    session.train()
    wait(qtbot, lambda: session.view.record.family == "vae" and panel.codes.cloud is not None)
    wait(qtbot, lambda: len(panel.codes.cloud) == 300)
    session.pause()
    wait(qtbot, lambda: has_all_codes(panel, session))


def test_a_view_that_was_resized_still_grows_with_the_points(panel, qtbot):
    panel.resize(600, 420)
    assert panel.framing.free
    hover(panel.plane_view, QPoint(100, 100))
    qtbot.keyClick(panel.plane_view, Qt.Key.Key_Plus)
    assert not panel.framing.free


def test_fit_brings_the_points_back(panel, qtbot):
    view = panel.plane_view
    view.setFocus()
    for _ in range(8):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    zoomed = view.view_rect
    click(qtbot, child(panel, "fitPlane"))
    assert view.view_rect[2] - view.view_rect[0] > zoomed[2] - zoomed[0]
    low, high = panel.codes.cloud.xy.min(0), panel.codes.cloud.xy.max(0)
    assert view.view_rect[0] < low[0] < high[0] < view.view_rect[2]
