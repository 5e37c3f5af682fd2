"""One enlarged image."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize

from genstudio.gui import theme
from genstudio.gui.widgets.picture import Picture, whole_scale


@pytest.fixture
def picture(qtbot, qapp):
    theme.apply(qapp, "light")
    picture = Picture()
    qtbot.addWidget(picture)
    picture.resize(200, 230)
    picture.show()
    return picture


def test_every_pixel_becomes_a_square_of_one_colour(picture):
    image = np.random.default_rng(0).integers(0, 255, (1, 8, 8), np.uint8)
    picture.set_image(image)
    place, drawn = picture.picture_rect(), picture.grab().toImage()
    side = place.width() / 8
    assert side == 25
    for row in range(8):
        for column in range(8):
            x, y = place.left() + side * column, place.top() + side * row
            for dx, dy in ((1, 1), (side - 2, side - 2)):
                assert drawn.pixelColor(int(x + dx), int(y + dy)).red() == image[0, row, column]


def test_colours_and_oblong_images_are_kept(picture):
    image = np.zeros((3, 8, 16), np.uint8)
    image[1] = 200
    picture.set_image(image)
    place = picture.picture_rect()
    assert place.width() == 2 * place.height()
    assert picture.grab().toImage().pixelColor(place.center().toPoint()).green() == 200


def test_a_large_image_is_made_to_fit(picture):
    picture.set_image(np.zeros((1, 999, 999), np.uint8))
    assert picture.picture_rect().width() <= 200


@pytest.mark.parametrize(("room", "scale"), [(8, 1), (15, 1), (16, 2), (100, 12), (4, 0.5)])
def test_enlargements_are_whole_numbers(room, scale):
    assert whole_scale(QSize(8, 8), QSize(room, room)) == scale


def test_the_caption_is_drawn_and_told(picture):
    image = np.zeros((1, 8, 8), np.uint8)
    picture.set_image(image)
    bare = picture.grab().toImage()
    picture.set_image(image, "class 7")
    assert picture.accessibleDescription() == "class 7"
    assert picture.grab().toImage() != bare


def test_without_an_image_there_is_a_placeholder(picture):
    picture.set_image(None)
    picture.set_placeholder("Point at the plane")
    said = picture.grab().toImage()
    picture.set_placeholder("")
    assert picture.grab().toImage() != said
    assert picture.image is None


def test_it_asks_for_a_square_and_a_line_of_text(picture):
    assert picture.heightForWidth(100) - 100 == picture.heightForWidth(200) - 200 > 8
