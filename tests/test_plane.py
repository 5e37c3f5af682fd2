"""The plane of codes: what it draws, and what the mouse and the keys do on it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from genstudio.gui import theme
from genstudio.gui.widgets.plane import DRAGGED, MANY, PlaneView
from genstudio.gui.widgets.plane_marks import Shots
from genstudio.gui.widgets.raster import HIDDEN, Points, Stamps
from genstudio.gui.widgets.view import View, nice_step, ticks

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.MouseButton.NoButton


@pytest.fixture
def plane(qtbot, qapp):
    theme.apply(qapp, "light")
    plane = PlaneView()
    qtbot.addWidget(plane)
    plane.resize(400, 300)
    plane.show()
    return plane


def send(
    widget, kind, place: QPointF, button=NONE, buttons=NONE, keys=Qt.KeyboardModifier.NoModifier
):
    where = QPointF(widget.mapToGlobal(place.toPoint()))
    QApplication.sendEvent(widget, QMouseEvent(kind, place, where, button, buttons, keys))


def drag(widget, places, button=LEFT):
    send(widget, QEvent.Type.MouseButtonPress, places[0], button, button)
    for place in places[1:]:
        send(widget, QEvent.Type.MouseMove, place, NONE, button)
    send(widget, QEvent.Type.MouseButtonRelease, places[-1], button)


def wheel(widget, place: QPointF, delta: int):
    where = QPointF(widget.mapToGlobal(place.toPoint()))
    phase = Qt.ScrollPhase.NoScrollPhase
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        widget, QWheelEvent(place, where, QPoint(), QPoint(0, delta), NONE, keys, phase, False)
    )


def record(signal) -> list:
    heard = []
    signal.connect(heard.append)
    return heard


def colour_at(plane, x: float, y: float) -> str:
    image = plane.grab().toImage()
    ratio = image.devicePixelRatio()
    place = plane.to_pixels(x, y)
    return image.pixelColor(int(place.x() * ratio), int(place.y() * ratio)).name()


def corners(count: int = 100):
    """Three tight heaps of points at (0, 0), (4, 0) and (0, 4)."""
    xy = np.repeat(np.array([[0, 0], [4, 0], [0, 4]], np.float32), count, 0)
    noise = np.random.default_rng(0).normal(size=xy.shape) * 0.01
    return (xy + noise).astype(np.float32), np.repeat(np.arange(3), count)


# The view.


def test_pixels_and_plane_are_inverse_and_units_are_equal():
    view = View.around((-2, -1, 2, 3), 640, 200)
    x, y = view.to_plane(*view.to_pixels(0.7, -0.3))
    assert (x, y) == pytest.approx((0.7, -0.3))
    assert view.holds((-2, -1, 2, 3))
    assert (view.x1 - view.x0) / 640 == pytest.approx((view.y1 - view.y0) / 200)
    assert view.to_pixels(0, 3)[1] < view.to_pixels(0, 0)[1], "y points upwards"


def test_zooming_keeps_the_place_under_the_mouse():
    view = View.around((-1, -1, 1, 1), 300, 300)
    near = View.around(view.zoomed(40, 250, 3), 300, 300)
    assert near.to_plane(40, 250) == pytest.approx(view.to_plane(40, 250))
    assert near.pixel == pytest.approx(view.pixel / 3)


def test_zooming_ends_where_numbers_end():
    view = View.around((0, 0, 2e-5, 2e-5), 100, 100)
    assert view.zoomed(50, 50, 1e6) == view.rect


@pytest.mark.parametrize(
    ("span", "parts", "step"), [(10, 5, 2), (1, 3, 0.5), (7, 10, 1), (0, 4, 1)]
)
def test_steps_of_ticks_are_round(span, parts, step):
    assert nice_step(span, parts) == pytest.approx(step)


def test_ticks_lie_inside():
    assert ticks(-2.1, 2.1, 4) == pytest.approx([-2, 0, 2])


# The raster.


def test_each_point_lands_in_its_pixel_with_its_class():
    xy = np.array([[0.05, 0.05], [9.95, 9.95], [4.5, 2.5]], np.float32)
    view = View.around((0, 0, 10, 10), 100, 100)
    found = Points(xy, np.array([0, 1, 2])).class_map(view, (100, 100), Stamps(3))
    assert found.shape == (100, 100)
    for (x, y), code in zip(xy, (1, 2, 3)):
        column, row = (int(v) for v in view.to_pixels(float(x), float(y)))
        assert found[row, column] == code
    assert np.count_nonzero(found) == 4 + 4 + 9, "two corners are cut by the edge"


def test_points_outside_the_view_leave_no_trace():
    far = np.array([[50, 50], [-50, 3], [3, 1e30], [np.nan, np.inf]], np.float32)
    view = View.around((2, 2, 4, 4), 50, 50)
    assert not Points(far, None).class_map(view, (50, 50), Stamps(3)).any()


def test_no_class_covers_the_others_by_its_number():
    xy = np.zeros((9000, 2), np.float32)
    xy[:] = np.random.default_rng(0).normal(size=(9000, 2))
    view = View.around((-1, -1, 1, 1), 80, 80)
    shown = Points(xy, np.repeat([0, 1, 2], 3000)).class_map(view, (80, 80), Stamps(3))
    count = np.bincount(shown.reshape(-1), minlength=4)[1:4]
    assert count.max() < 1.25 * count.min()


def test_hidden_points_lie_behind_and_are_not_picked():
    xy, labels = corners()
    points = Points(np.concatenate([xy, xy]), np.concatenate([labels, labels + 3]))
    points.hide({0, 1, 2})
    view = View.around((-1, -1, 5, 5), 120, 120)
    shown = points.class_map(view, (120, 120), Stamps(3))
    assert set(np.unique(shown)) <= {0, HIDDEN, 4, 5, 6}
    column, row = (int(v) for v in view.to_pixels(4, 0))
    assert shown[row, column] == 5
    assert points.nearest(4, 0) >= len(xy)


def test_nearest_agrees_with_the_full_table_of_distances():
    generator = np.random.default_rng(1)
    xy = generator.normal(size=(500, 2)).astype(np.float32)
    points = Points(xy, None)
    for query in generator.normal(size=(20, 2)):
        assert points.nearest(*query) == np.linalg.norm(xy - query, axis=1).argmin()


def test_nearest_of_nothing_is_nothing():
    points = Points(np.zeros((0, 2), np.float32), None)
    assert points.nearest(0, 0) is None
    assert points.extent() is None


def test_moved_points_keep_their_classes():
    xy, labels = corners()
    points = Points(xy, labels)
    points.move(xy + 10)
    assert points.centres()[1] == pytest.approx((14, 10), abs=0.1)
    assert points.nearest(14, 10) in range(100, 200)


# The widget.


def test_points_are_drawn_in_the_colours_of_their_classes(plane):
    xy, labels = corners(2000)
    plane.set_class_labels(False)
    plane.set_points(xy, labels, ("a", "b", "c"))
    palette = theme.LIGHT.classes(3)
    for (x, y), colour in zip([(0, 0), (4, 0), (0, 4)], palette):
        assert colour_at(plane, x, y) == QColor(colour).name()


def test_few_points_carry_the_marks_of_their_classes(plane):
    plane.set_class_labels(False)
    plane.set_points(np.array([[0, 0], [1, 0]], np.float32), np.array([0, 1]), ("a", "b"))
    image = plane.grab().toImage()
    palette = [QColor(c).rgb() for c in theme.LIGHT.classes(2)]
    shapes = []
    for x, colour in zip((0, 1), palette):
        centre = plane.to_pixels(x, 0)
        around = range(-5, 6)
        shapes.append(
            [
                image.pixel(int(centre.x()) + i, int(centre.y()) + j) == colour
                for j in around
                for i in around
            ]
        )
    assert shapes[0] != shapes[1]
    assert sum(shapes[0]) > 12


def test_hidden_classes_turn_grey(plane):
    xy, labels = corners(2000)
    plane.set_class_labels(False)
    plane.set_points(xy, labels, ("a", "b", "c"))
    plane.set_hidden({1})
    assert colour_at(plane, 4, 0) == theme.LIGHT.hidden
    assert plane.nearest(4, 0) not in range(2000, 4000)


def test_a_class_label_stands_at_the_middle_of_its_points(plane):
    xy, labels = corners(2000)
    plane.set_points(xy, labels, ("a", "b", "c"))
    named = colour_at(plane, 4, 0)
    plane.set_class_labels(False)
    assert named != colour_at(plane, 4, 0)


def test_the_first_points_are_fitted_and_the_view_follows_in_steps(plane):
    xy, labels = corners()
    plane.set_points(xy, labels, ("a", "b", "c"))
    view = plane.view_rect
    assert view[0] < 0 < 4 < view[2]
    plane.move_points(xy * 1.01)
    assert plane.view_rect == view, "small moves do not shake the view"
    plane.move_points(xy * 5)
    assert plane.view_rect[2] > 20


def test_a_view_that_was_chosen_stays(plane):
    xy, labels = corners()
    plane.set_points(xy, labels, ("a", "b", "c"))
    plane.set_view((-1, -1, 1, 1))
    chosen = plane.view_rect
    plane.move_points(xy * 100)
    assert plane.view_rect == chosen
    plane.fit()
    assert plane.view_rect[2] > 400


def test_resizing_keeps_what_was_asked_for_in_view(plane):
    plane.set_view((-1, -2, 1, 2))
    for size in ((200, 500), (500, 200)):
        plane.resize(*size)
        x0, y0, x1, y1 = plane.view_rect
        assert x0 <= -1 + 1e-9
        assert y0 <= -2 + 1e-9
        assert x1 >= 1 - 1e-9
        assert y1 >= 2 - 1e-9


def test_the_mouse_hovers_and_leaves(plane):
    """The events are sent: where the pointer is there already, moving it sends none."""
    plane.set_view((-2, -2, 2, 2))
    heard, left = record(plane.hovered), []
    plane.left.connect(lambda: left.append(True))
    send(plane, QEvent.Type.MouseMove, plane.to_pixels(0.5, -1))
    assert heard[-1] == pytest.approx((0.5, -1), abs=0.03)
    QApplication.sendEvent(plane, QEvent(QEvent.Type.Leave))
    assert left


def test_a_click_pins_and_a_shaky_click_still_does(plane, qtbot):
    pins, paths = record(plane.pinned), record(plane.path_drawn)
    qtbot.mouseClick(plane, LEFT, pos=plane.to_pixels(1, 1).toPoint())
    place = plane.to_pixels(-1, 0.5)
    drag(plane, [place, place + QPointF(2, 1)])
    assert len(pins) == 2
    assert pins[0] == pytest.approx((1, 1), abs=0.05)
    assert not paths


def test_a_double_click_takes_back_the_pin_of_its_first_click(plane):
    heard = []
    plane.pinned.connect(lambda _: heard.append("pinned"))
    plane.unpinned.connect(lambda: heard.append("unpinned"))
    place = QPointF(90, 110)
    drag(plane, [place])
    send(plane, QEvent.Type.MouseButtonDblClick, place, LEFT, LEFT)
    send(plane, QEvent.Type.MouseButtonRelease, place, LEFT)
    assert heard == ["pinned", "unpinned"]
    send(plane, QEvent.Type.MouseButtonDblClick, place, LEFT, LEFT)
    assert heard == ["pinned", "unpinned"], "with the right button nothing was pinned"


def test_a_pin_is_dragged_and_escape_gives_it_up(plane, qtbot):
    plane.set_view((-2, -2, 2, 2))
    plane.set_pins([(0, 0), (1, 1)], ["far", "near"])
    moves, paths, pins = [], record(plane.path_drawn), record(plane.pinned)
    plane.pin_moved.connect(lambda *said: moves.append(said))
    drag(plane, [plane.to_pixels(*place) for place in [(1, 1), (0.5, 1), (0.5, 0.25)]])
    assert [number for number, _, _ in moves] == [1, 1, 1]
    assert [done for *_, done in moves] == [False, False, True]
    assert moves[-1][1] == pytest.approx((0.5, 0.25), abs=0.03)
    send(plane, QEvent.Type.MouseButtonPress, plane.to_pixels(0, 0), LEFT, LEFT)
    send(plane, QEvent.Type.MouseMove, plane.to_pixels(1, 0), NONE, LEFT)
    plane.set_pins([(0, 0), (-1, -1)])
    assert plane._scene.pins[0][0] == pytest.approx((1, 0), abs=0.03), "it stays with the mouse"
    qtbot.keyClick(plane, Qt.Key.Key_Escape)
    send(plane, QEvent.Type.MouseButtonRelease, plane.to_pixels(1, 0), LEFT)
    assert plane._scene.pins[0] == ((0, 0), "1")
    assert not any(done for *_, done in moves[3:])
    assert not paths
    assert not pins


def test_keys_move_and_remove_the_pin_under_the_cross_hair(plane, qtbot):
    plane.set_view((-2, -2, 2, 2))
    plane.set_pins([(0, 0)])
    moves, removed = [], record(plane.pin_removed)
    plane.pin_moved.connect(lambda *said: moves.append(said))
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(plane, Qt.Key.Key_Right, control)
    assert not moves
    send(plane, QEvent.Type.MouseMove, plane.to_pixels(0, 0))
    qtbot.keyClick(plane, Qt.Key.Key_Right, control)
    qtbot.keyClick(plane, Qt.Key.Key_Up, control)
    assert moves[-1][1][0] > 0.01
    assert moves[-1][1][1] > 0.01
    assert moves[-1][2]
    qtbot.keyClick(plane, Qt.Key.Key_Delete)
    assert removed == [0]


SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("keys", "tool", "corners", "operation"),
    [
        (SHIFT, False, 4, "replace"),
        (SHIFT | CONTROL, False, 4, "add"),
        (CONTROL, False, 4, "add"),
        (ALT, False, 4, "remove"),
        (SHIFT | ALT, False, 3, "replace"),
        (SHIFT | ALT | CONTROL, False, 3, "add"),
        (Qt.KeyboardModifier.NoModifier, True, 3, "replace"),
        (CONTROL, True, 3, "add"),
        (ALT, True, 3, "remove"),
        (SHIFT, True, 4, "replace"),
    ],
)
def test_a_drag_with_shift_or_the_lasso_goes_round_points(plane, keys, tool, corners, operation):
    plane.set_view((-2, -2, 2, 2))
    plane.lasso = tool
    heard, paths = [], record(plane.path_drawn)
    plane.region_drawn.connect(lambda *said: heard.append(said))
    places = [plane.to_pixels(*place) for place in [(-1, -1), (1, -1), (1, 1)]]
    send(plane, QEvent.Type.MouseButtonPress, places[0], LEFT, LEFT, keys)
    for place in places[1:]:
        send(plane, QEvent.Type.MouseMove, place, NONE, LEFT, keys)
    send(plane, QEvent.Type.MouseButtonRelease, places[-1], LEFT, NONE, keys)
    ((outline, asked),) = heard
    assert asked == operation
    assert len(outline) == corners
    assert outline.min(0) == pytest.approx((-1, -1), abs=0.03)
    assert outline.max(0) == pytest.approx((1, 1), abs=0.03)
    assert not paths


def test_escape_first_gives_up_what_is_being_drawn(plane, qtbot):
    heard, cleared = [], []
    plane.region_drawn.connect(lambda *said: heard.append(said))
    plane.cleared.connect(lambda: cleared.append(True))
    send(plane, QEvent.Type.MouseButtonPress, QPointF(50, 50), LEFT, LEFT, SHIFT)
    send(plane, QEvent.Type.MouseMove, QPointF(150, 90), NONE, LEFT, SHIFT)
    qtbot.keyClick(plane, Qt.Key.Key_Escape)
    send(plane, QEvent.Type.MouseButtonRelease, QPointF(150, 90), LEFT, NONE, SHIFT)
    assert not heard
    assert not cleared
    qtbot.keyClick(plane, Qt.Key.Key_Escape)
    assert cleared


def test_unselected_points_turn_grey_and_come_back(plane):
    xy, labels = corners(2000)
    plane.set_class_labels(False)
    plane.set_points(xy, labels, ("a", "b", "c"))
    plane.set_selected(labels == 0)
    palette = [QColor(colour).name() for colour in theme.LIGHT.classes(3)]
    assert colour_at(plane, 0, 0) == palette[0]
    assert colour_at(plane, 4, 0) == theme.LIGHT.hidden
    plane.set_selected(None)
    assert colour_at(plane, 4, 0) == palette[1]


def test_images_are_drawn_where_they_belong_in_the_colour_of_their_class(plane):
    atlas = QImage(8, 16, QImage.Format.Format_RGB32)
    atlas.fill(QColor("#123456"))
    plane.set_points(np.array([[0, 0], [1, 1]], np.float32), np.array([0, 1]), ("a", "b"))
    plane.set_class_labels(False)
    plane.set_view((-2, -2, 2, 2))
    plane.set_shots(Shots(np.array([[0.0, 0], [1, 1]]), 0.8, np.array([0, -1]), atlas))
    assert colour_at(plane, 0.1, 0.1) == "#123456"
    rim = [colour_at(plane, 0, 0.4 + step / 100) for step in range(-3, 4)]
    assert QColor(theme.LIGHT.classes(2)[0]).name() in rim
    plane.set_shots(None)
    assert colour_at(plane, 0.3, 0.3) == theme.LIGHT.base


def test_a_left_drag_draws_a_path_and_hovers_on_its_way(plane):
    pins, paths, hovers = record(plane.pinned), record(plane.path_drawn), record(plane.hovered)
    steps = [(-1, -1), (-0.5, 0), (0.5, 0.5), (1, -1)]
    drag(plane, [plane.to_pixels(*s) for s in steps])
    assert len(paths) == 1
    assert paths[0].shape == (4, 2)
    assert paths[0] == pytest.approx(np.array(steps), abs=0.05)
    assert len(hovers) == 3
    assert not pins


@pytest.mark.parametrize("button", [RIGHT, Qt.MouseButton.MiddleButton])
def test_a_right_or_middle_drag_pans(plane, button):
    plane.set_view((-2, -2, 2, 2))
    seen = record(plane.view_changed)
    start = QPointF(100, 100)
    under = plane.to_plane(start)
    drag(plane, [start, QPointF(150, 80), QPointF(180, 60)], button)
    assert plane.to_plane(QPointF(180, 60)) == pytest.approx(under)
    assert seen[-1] == plane.view_rect


def test_the_wheel_and_the_double_click_zoom_about_the_mouse(plane):
    plane.set_view((-2, -2, 2, 2))
    place = QPointF(90, 210)
    under, wide = plane.to_plane(place), plane.view_rect[2] - plane.view_rect[0]
    wheel(plane, place, 120)
    assert plane.to_plane(place) == pytest.approx(under)
    assert plane.view_rect[2] - plane.view_rect[0] == pytest.approx(wide / 1.25)
    wheel(plane, place, -120)
    send(plane, QEvent.Type.MouseButtonDblClick, place, LEFT, LEFT)
    assert plane.view_rect[2] - plane.view_rect[0] == pytest.approx(wide / 2)
    shift = Qt.KeyboardModifier.ShiftModifier
    send(plane, QEvent.Type.MouseButtonDblClick, place, LEFT, LEFT, shift)
    assert plane.view_rect[2] - plane.view_rect[0] == pytest.approx(wide)


def test_keys_do_all_that_the_mouse_does(plane, qtbot):
    plane.set_view((-2, -2, 2, 2))
    hovers, pins, cleared = record(plane.hovered), record(plane.pinned), []
    plane.cleared.connect(lambda: cleared.append(True))
    qtbot.keyClick(plane, Qt.Key.Key_Right)
    qtbot.keyClick(plane, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert hovers[0][0] > 0
    assert hovers[1][1] > hovers[0][0], "Shift goes farther"
    qtbot.keyClick(plane, Qt.Key.Key_Return)
    assert pins == [hovers[-1]]
    wide = plane.view_rect[2] - plane.view_rect[0]
    qtbot.keyClick(plane, Qt.Key.Key_Plus)
    assert plane.view_rect[2] - plane.view_rect[0] < wide
    qtbot.keyClick(plane, Qt.Key.Key_Home)
    qtbot.keyClick(plane, Qt.Key.Key_Escape)
    assert cleared


def test_the_cursor_cannot_leave_the_view(plane, qtbot):
    hovers = record(plane.hovered)
    for _ in range(30):
        qtbot.keyClick(plane, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert hovers[-1][0] == pytest.approx(plane.view_rect[0])


def test_pins_are_drawn_where_they_are(plane):
    before = colour_at(plane, 1, 1)
    plane.set_pins([(0, 0), (1, 1)])
    assert colour_at(plane, 1.08, 1) == theme.LIGHT.accent or colour_at(plane, 1, 1) != before


def test_the_background_lies_where_it_was_said(plane):
    image = np.zeros((2, 2), np.uint8)
    image[0, 1] = 255
    plane.set_view((-2, -2, 2, 2))
    plane.set_background(image, (-1, -1, 1, 1))
    assert colour_at(plane, 0.5, 0.5) == "#ffffff"
    assert colour_at(plane, -0.5, 0.5) == "#000000"
    plane.set_background(None)
    assert colour_at(plane, -0.5, 0.5) == theme.LIGHT.base


def test_a_hover_does_not_draw_the_points_again(plane, monkeypatch):
    plane.set_points(*corners(), ("a", "b", "c"))
    plane.grab()
    monkeypatch.setattr(Points, "class_map", lambda *a: pytest.fail("drawn again"))
    plane._hover((0.0, 0.0))
    plane.grab()


def test_dragging_very_many_points_draws_a_sample_and_then_all(plane, qtbot, monkeypatch):
    drawn = []
    original = Points.class_map

    def spy(self, view, size, stamps, most=None):
        drawn.append(most)
        return original(self, view, size, stamps, most)

    monkeypatch.setattr(Points, "class_map", spy)
    xy = np.random.default_rng(0).normal(size=(MANY + 1, 2)).astype(np.float32)
    plane.set_points(xy, None, ())
    plane.grab()
    wheel(plane, QPointF(50, 50), 120)
    plane.grab()
    assert drawn[0] is None
    assert drawn[-1] < MANY
    qtbot.waitUntil(lambda: drawn[-1] is None)


def test_a_worker_draws_very_many_points_and_the_same_picture_comes_of_it(plane, monkeypatch):
    """Until it has, a sample is seen; then, of other points, the picture before."""
    asked, wanted = [], []
    original = Points.class_map

    def spy(self, view, size, stamps, most=None):
        asked.append(most)
        return original(self, view, size, stamps, most)

    xy = np.random.default_rng(0).normal(size=(MANY + 1, 2)).astype(np.float32)
    plane.set_points(xy, None, ())
    whole = plane.grab().toImage()
    plane.draw_apart()
    plane.drawing_wanted.connect(wanted.append)
    plane.take_points(Points(xy, None))
    monkeypatch.setattr(Points, "class_map", spy)
    plane.set_view(plane.view_rect)
    assert plane.grab().toImage() != whole
    assert asked == [DRAGGED]
    assert len(wanted) == 1
    plane.take_drawn(wanted[0].draw())
    assert plane.grab().toImage() == whole
    plane.take_points(Points(xy + 1, None))
    assert plane.grab().toImage() == whole
    assert len(wanted) == 2
    plane.take_drawn(wanted[1].draw())
    assert plane.grab().toImage() != whole
    assert asked == [DRAGGED, None, None]


def test_without_points_it_says_what_to_do(plane):
    plane.set_placeholder("Choose a data set")
    blank = plane.grab().toImage()
    plane.set_placeholder("")
    assert blank != plane.grab().toImage()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_change_of_theme_repaints_background_and_points(plane, qapp, mode):
    xy, labels = corners(2000)
    plane.set_points(xy, labels, tuple("abcdefgh"))
    plane.grab()
    theme.apply(qapp, mode)
    assert colour_at(plane, 2, 2.5) == theme.colours().base
    theme.apply(qapp, "light")


def test_it_has_a_name_for_those_who_do_not_see_it(plane):
    plane.set_points(*corners(), ("a", "b", "c"))
    assert plane.accessibleName()
    assert "300 points" in plane.accessibleDescription()
