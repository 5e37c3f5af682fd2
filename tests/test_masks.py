"""Holes of the usual kinds, from files and from strokes."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from genstudio.analysis import masks
from genstudio.core.errors import UserError


@pytest.mark.parametrize("size", [(8, 8), (32, 32), (28, 20), (9, 11), (128, 128)])
def test_shares_are_as_near_as_whole_pixels_go(size):
    pixel = 1 / (size[0] * size[1])
    assert abs(masks.share_of(masks.random(size, 0.37)) - 0.37) <= pixel
    edge = (size[0] + size[1]) * pixel  # a rectangle grows by two rows or columns
    assert abs(masks.share_of(masks.centre(size, 0.25)) - 0.25) <= edge
    assert abs(masks.share_of(masks.frame(size, 0.6)) - 0.6) <= edge


def test_a_random_mask_follows_its_seed():
    first, again, other = (masks.random((16, 16), 0.5, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_the_centre_is_in_the_middle_and_a_quarter_is_half_of_each_side():
    hole = masks.centre((32, 32), 0.25)
    assert hole[8:24, 8:24].all()
    assert hole.sum() == 256
    np.testing.assert_array_equal(hole, hole[::-1, ::-1])
    np.testing.assert_array_equal(masks.frame((32, 32), 0.75), ~hole)


def test_halves_are_on_their_sides():
    for side, part in {
        "left": np.s_[:, :4],
        "right": np.s_[:, 4:],
        "top": np.s_[:3],
        "bottom": np.s_[3:],
    }.items():
        hole = masks.half((6, 8), side)
        assert hole[part].all()
        assert hole.sum() == 24


def test_a_low_resolution_keeps_a_pixel_of_each_square():
    hole = masks.low_resolution((16, 12), 4)
    squares = (~hole).reshape(4, 4, 3, 4).sum((1, 3))
    np.testing.assert_array_equal(squares, np.ones((4, 3)))


def test_white_is_the_hole_of_a_picture(tmp_path):
    pixels = np.zeros((6, 8), np.uint8)
    pixels[1:3, 2:5] = 255
    path = tmp_path / "mask.png"
    Image.fromarray(pixels).save(path)
    np.testing.assert_array_equal(masks.read(path, (6, 8)), pixels > 0)
    np.testing.assert_array_equal(masks.named(str(path), (6, 8)), pixels > 0)
    with pytest.raises(UserError, match="8 x 6 pixels, but the pictures are 16 x 12"):
        masks.named(str(path), (12, 16))
    scaled = masks.named(str(path), (12, 16), scale=True)
    np.testing.assert_array_equal(scaled, (pixels > 0).repeat(2, 0).repeat(2, 1))


def test_strokes_paint_and_erase():
    line = np.array([[2.5, 4.5], [12.5, 4.5]])
    hole = masks.from_strokes((9, 16), [(line, 2.0, False)])
    assert hole[3:6, 2:13].all()
    assert not hole[0].any()
    assert not hole[:, 15].any()
    erased = masks.from_strokes((9, 16), [(line[:1], 1.0, True)], hole)
    assert not erased[4, 2]
    assert erased[4, 6]


def test_a_thin_brush_paints_the_pixel_it_is_in():
    for place in ((3.01, 3.99), (3.5, 3.5), (3.99, 3.01)):
        hole = masks.from_strokes((8, 8), [(np.array([place]), 0.1, False)])
        assert hole[3, 3]


def test_strokes_may_leave_the_picture():
    line = np.array([[-20.0, -20.0], [40.0, 40.0]])
    hole = masks.from_strokes((8, 8), [(line, 1.0, False)])
    assert hole.diagonal().all()
    away = masks.from_strokes((8, 8), [(line - 100, 1.0, False)])
    assert not away.any()


@pytest.mark.parametrize(
    "text",
    [
        "random",
        "random:0.2",
        "centre",
        "centre:0.1",
        "half",
        "half:top",
        "lowres",
        "lowres:2",
        "frame",
        "frame:0.3",
    ],
)
def test_masks_have_names(text):
    hole = masks.named(text, (8, 10), seed=3)
    assert hole.shape == (8, 10)
    assert 0 < hole.sum() < 80


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("random:1.5", "between 0 and 1"),
        ("random:x", "names no mask"),
        ("centre:0", "between 0 and 1"),
        ("half:middle", "left, right, top or bottom"),
        ("lowres:1", "2 to 10"),
        ("nowhere.png", "There is no mask nowhere.png"),
        ("random:0.999", "whole picture"),
        ("random:0.001", "no hole"),
    ],
)
def test_what_is_no_mask_is_said(text, said):
    with pytest.raises(UserError, match=said):
        masks.named(text, (8, 10))
