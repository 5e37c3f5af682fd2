"""The grid of images: its layout and how images are chosen."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt

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
