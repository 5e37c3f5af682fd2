"""The grid of images: its layout and how images are chosen."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from genstudio.gui import theme
from genstudio.gui.widgets.grid import GAP, ImageGrid, Layout

LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(qtbot, qapp):
    theme.apply(qapp, "light")
    grid = ImageGrid()
    qtbot.addWidget(grid)
    grid.resize(300, 300)
    grid.set_images(shades(16))
    grid.show()
    return grid


def shades(count: int, channels: int = 1) -> np.ndarray:
    """Images of 8 x 8, the i-th filled with 10 i."""
    values = (10 * np.arange(count)).astype(np.uint8)
    return np.broadcast_to(values[:, None, None, None], (count, channels, 8, 8)).copy()


def middle(grid, index: int) -> QPoint:
    return grid.cell_rect(index).center().toPoint()


def test_images_stand_in_order_enlarged_by_whole_numbers(grid):
    assert grid.columns == 4
    picture = grid.grab().toImage()
    for index in range(16):
        place = grid.cell_rect(index)
        assert (place.width() * picture.devicePixelRatio()) % 8 == 0
        assert picture.pixelColor(place.center().toPoint()).red() == 10 * index
    assert grid.cell_rect(1).left() - grid.cell_rect(0).right() == pytest.approx(GAP)


def test_colour_images_keep_their_colours(grid):
    images = shades(4, 3)
    images[2, 0] = 250
    grid.set_images(images)
    colour = grid.grab().toImage().pixelColor(middle(grid, 2))
    assert colour.getRgb()[:3] == (250, 20, 20)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("count", [1, 7, 64])
def test_every_cell_lies_inside_and_on_whole_device_pixels(ratio, count):
    layout = Layout.best(count, QSize(28, 28), QSize(517, 431), ratio, None)
    for index in range(count):
        place = layout.rect(index)
        assert place.left() >= 0
        assert place.top() >= 0
        assert place.right() <= 517
        assert place.bottom() <= 431
        assert layout.index_at(place.center()) == index
    assert layout.scale == int(layout.scale) or layout.scale < 1
    assert layout.index_at(QPointF(-5, -5)) is None


def test_the_number_of_columns_can_be_given(grid):
    grid.set_images(shades(16), columns=8)
    assert grid.columns == 8


def test_more_images_than_pixels_allow_are_made_smaller(grid):
    grid.set_images(np.zeros((400, 1, 28, 28), np.uint8))
    assert grid.cell_rect(399).bottom() <= 300


def test_a_click_chooses_one_and_says_which(grid, qtbot):
    heard, changes = [], []
    grid.clicked.connect(heard.append)
    grid.selection_changed.connect(lambda: changes.append(True))
    qtbot.mouseClick(grid, LEFT, pos=middle(grid, 5))
    assert heard == [5]
    assert changes == [True]
    assert grid.selected == {5}


def test_control_adds_and_shift_fills_up(grid, qtbot):
    qtbot.mouseClick(grid, LEFT, pos=middle(grid, 2))
    qtbot.mouseClick(grid, LEFT, CONTROL, middle(grid, 9))
    assert grid.selected == {2, 9}
    qtbot.mouseClick(grid, LEFT, CONTROL, middle(grid, 2))
    assert grid.selected == {9}
    qtbot.mouseClick(grid, LEFT, SHIFT, middle(grid, 5))
    assert grid.selected == {2, 3, 4, 5}


def test_a_click_beside_the_images_does_nothing(grid, qtbot):
    with qtbot.assertNotEmitted(grid.clicked):
        qtbot.mouseClick(grid, LEFT, pos=QPoint(1, 1))


def test_keys_walk_choose_and_give_up(grid, qtbot):
    heard = []
    grid.clicked.connect(heard.append)
    grid.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(grid, key)
    assert heard == [1]
    qtbot.keyClick(grid, Qt.Key.Key_A, CONTROL)
    assert len(grid.selected) == 16
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert grid.selected == set()


def test_new_pictures_of_the_same_number_keep_the_selection(grid, qtbot):
    grid.selected = {3}
    grid.set_images(shades(16) + 1)
    assert grid.selected == {3}
    grid.set_images(shades(9))
    assert grid.selected == set()


def test_the_selection_is_drawn_around_the_image(grid, qtbot):
    qtbot.mouseClick(grid, LEFT, pos=middle(grid, 0))
    place = grid.cell_rect(0)
    edge = grid.grab().toImage().pixelColor(int(place.center().x()), int(place.top()) - 2)
    assert edge.name() == theme.LIGHT.accent


def test_without_images_it_says_what_to_do(grid):
    grid.set_images(None)
    grid.set_placeholder("Train a model to see samples")
    said = grid.grab().toImage()
    grid.set_placeholder("")
    assert said != grid.grab().toImage()
    assert grid.index_at(QPoint(50, 50)) is None


def wheel(widget, place: QPoint, notches: int = 1) -> None:
    """Turn the wheel over a place."""
    event = QWheelEvent(
        QPointF(place), QPointF(widget.mapToGlobal(place)), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_the_wheel_enlarges_by_whole_pixels_about_the_mouse(grid):
    place = middle(grid, 5)
    fitting = grid.scale
    inside = QPointF(place) - grid.cell_rect(5).topLeft()
    wheel(grid, place)
    assert grid.scale > fitting
    assert grid.scale == int(grid.scale)
    now = QPointF(place) - grid.cell_rect(5).topLeft()
    grown = grid.scale / fitting
    assert now.x() == pytest.approx(grown * inside.x(), abs=GAP * grown)
    assert now.y() == pytest.approx(grown * inside.y(), abs=GAP * grown)
    assert grid.index_at(place) == 5
    wheel(grid, place, -1)
    assert grid.scale == fitting
    assert not grid.zoomed


def test_enlarged_pixels_are_hard(grid):
    images = np.zeros((16, 1, 8, 8), np.uint8)
    images[:, :, ::2, ::2] = 200
    grid.set_images(images)
    grid.zoom(3)
    picture = grid.grab().toImage()
    place = grid.cell_rect(5)
    colours = {
        picture.pixelColor(x, y).red()
        for x in range(max(0, int(place.left())), min(300, int(place.right())))
        for y in range(max(0, int(place.top())), min(300, int(place.bottom())))
    }
    assert colours <= {0, 200}


def test_what_is_enlarged_is_moved_by_the_right_button_and_not_beyond_its_end(grid, qtbot):
    grid.zoom(4)
    before = grid.cell_rect(0).topLeft()
    right, start = Qt.MouseButton.RightButton, QPoint(150, 150)
    qtbot.mousePress(grid, right, pos=start)
    drag(grid, start + QPoint(20, 10), right)
    qtbot.mouseRelease(grid, right, pos=start + QPoint(20, 10))
    after = grid.cell_rect(0).topLeft()
    assert (after - before).x() == pytest.approx(20, abs=1)
    assert (after - before).y() == pytest.approx(10, abs=1)
    grid.pan(QPointF(10_000, 10_000))
    assert grid.cell_rect(0).topLeft() == QPointF(0, 0)


def drag(widget, to: QPoint, button) -> None:
    """Move the mouse with a button down."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(to), QPointF(widget.mapToGlobal(to)),
        Qt.MouseButton.NoButton, button, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_keys_enlarge_move_and_fit(grid, qtbot):
    grid.setFocus()
    fitting = grid.scale
    qtbot.keyClick(grid, Qt.Key.Key_Plus, CONTROL)
    qtbot.keyClick(grid, Qt.Key.Key_Plus, CONTROL)
    assert grid.scale > fitting
    qtbot.keyClick(grid, Qt.Key.Key_Down, CONTROL)
    assert grid.cell_rect(0).top() < 0
    qtbot.keyClick(grid, Qt.Key.Key_End)  # the keys bring what they are at into view
    assert grid.cell_rect(15).bottom() <= 300
    qtbot.keyClick(grid, Qt.Key.Key_0, CONTROL)
    assert grid.scale == fitting


def test_another_grid_can_be_made_to_see_the_same_part(grid, qtbot):
    other = ImageGrid()
    qtbot.addWidget(other)
    other.resize(300, 300)
    other.set_images(shades(16))
    grid.view_changed.connect(lambda: other.set_viewed(grid.viewed))
    wheel(grid, middle(grid, 10), 3)
    assert other.cell_rect(10) == grid.cell_rect(10)
    grid.zoom(0)
    assert not other.zoomed


def test_new_images_keep_the_enlargement_and_another_number_does_not(grid):
    grid.zoom(2)
    scale = grid.scale
    grid.set_images(shades(16) + 1)
    assert grid.scale == scale
    grid.set_images(shades(9))
    assert not grid.zoomed


def test_dragging_takes_the_chosen_images_or_the_one_under_the_mouse(grid, qtbot):
    taken, clicked = [], []
    grid.dragged.connect(taken.append)
    grid.clicked.connect(clicked.append)
    qtbot.mouseClick(grid, LEFT, pos=middle(grid, 2))
    qtbot.mouseClick(grid, LEFT, CONTROL, middle(grid, 9))
    for start in (2, 5):
        qtbot.mousePress(grid, LEFT, pos=middle(grid, start))
        drag(grid, middle(grid, start) + QPoint(30, 0), LEFT)
        qtbot.mouseRelease(grid, LEFT, pos=middle(grid, start) + QPoint(30, 0))
    assert taken == [[2, 9], [5]]
    assert clicked == [2]
    assert grid.picture_of([2, 9]).width() > grid.picture_of([2]).width() > 0


def test_captions_stand_below_their_images_and_are_spoken(grid, qtbot):
    without = grid.cell_rect(4).top() - grid.cell_rect(0).bottom()
    grid.set_captions([f"class {index}" for index in range(16)])
    assert grid.cell_rect(4).top() - grid.cell_rect(0).bottom() > without
    assert grid.cell_rect(15).bottom() < 300
    assert grid.spoken_value() == "Image 1 of 16, class 0"
    words = grid.grab().toImage()
    grid.set_captions([" "] * 16)
    assert words != grid.grab().toImage()


def test_a_star_is_drawn_on_what_is_marked(grid):
    before = grid.grab().toImage()
    grid.set_marked({3})
    after = grid.grab().toImage()
    place = grid.cell_rect(3).topRight().toPoint() + QPoint(-2, 2)
    assert after.pixelColor(place).name() == theme.LIGHT.base
    assert before.pixelColor(place).name() != theme.LIGHT.base


def test_a_thousand_images_of_which_few_are_seen_are_drawn_few():
    layout = Layout.best(1024, QSize(28, 28), QSize(400, 400), 1.0, 32)
    assert len(layout.visible(QSize(400, 400))) == 1024
    near = layout.enlarged(4.0, QPointF(0.5, 0.5), QSize(28, 28), QSize(400, 400), 1.0)
    seen = near.visible(QSize(400, 400))
    room = QRectF(0, 0, 400, 400)
    assert set(seen) == {i for i in range(1024) if near.rect(i).intersects(room)}
