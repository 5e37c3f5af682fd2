"""Grids of images and how they are written."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from genstudio.analysis.images import enlarge, grid, save_png
from genstudio.core.errors import UserError


@pytest.fixture
def images():
    return np.random.default_rng(0).integers(0, 100, (7, 3, 4, 5), dtype=np.uint8)


def test_every_image_stands_in_its_cell(images):
    sheet = grid(images, columns=3, gap=2)
    assert sheet.shape == (3 * 4 + 2 * 2, 3 * 5 + 2 * 2, 3)
    for index, image in enumerate(images):
        top, left = index // 3 * 6, index % 3 * 7
        assert np.array_equal(sheet[top : top + 4, left : left + 5], image.transpose(1, 2, 0))
    assert (sheet[4:6] == 128).all()
    assert (sheet[12:16, 7:] == 128).all()


def test_without_columns_the_grid_is_nearly_square(images):
    assert grid(images, gap=0).shape == (12, 15, 3)
    assert grid(images[:1], columns=9).shape == (4, 5, 3)


def test_no_images_make_no_grid(images):
    with pytest.raises(ValueError, match="no images"):
        grid(images[:0])


def test_enlarging_repeats_pixels(images):
    large = enlarge(grid(images[:1]), 3)
    assert large.shape == (12, 15, 3)
    assert np.array_equal(large[1::3, 1::3], grid(images[:1]))


@pytest.mark.parametrize("channels", [1, 3])
def test_a_png_comes_back_as_it_was(tmp_path, images, channels):
    sheet = grid(images[:, :channels])
    save_png(tmp_path / "ünï.png", sheet)
    with Image.open(tmp_path / "ünï.png") as opened:
        assert np.array_equal(np.asarray(opened).reshape(sheet.shape), sheet)
    assert [p.name for p in tmp_path.iterdir()] == ["ünï.png"]


def test_another_ending_is_refused(tmp_path, images):
    with pytest.raises(UserError, match=r"grid\.jpg .* \.png"):
        save_png(tmp_path / "grid.jpg", grid(images))
