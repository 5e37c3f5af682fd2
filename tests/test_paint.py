"""A hole is painted into a picture, with the mouse and with keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from windows import hover

from genstudio.gui.widgets.paint import Paint

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def paint(qtbot):
    widget = Paint()
    qtbot.addWidget(widget)
    widget.resize(262, 262)
    widget.set_picture(np.full((3, 32, 32), 120, np.uint8))
    widget.show()
    return widget


def at(paint, x, y) -> QPoint:
    return paint.place_of(x + 0.5, y + 0.5).toPoint()


def drag(qtbot, paint, places, button=LEFT):
    qtbot.mousePress(paint, button, pos=at(paint, *places[0]))
    for place in places[1:]:
        qtbot.mouseMove(paint, at(paint, *place))
        hover(paint, at(paint, *place))
    qtbot.mouseRelease(paint, button, pos=at(paint, *places[-1]))


def test_a_stroke_of_the_brush_makes_a_hole(qtbot, paint):
    with qtbot.waitSignal(paint.changed):
        drag(qtbot, paint, [(5, 10), (20, 10)])
    assert paint.hole[10, 5:21].all()
    assert not paint.hole[20:].any()
    assert paint.hole.sum() > 3 * 16  # as thick as the brush


def test_the_eraser_and_the_right_button_close_it_again(qtbot, paint):
    drag(qtbot, paint, [(5, 10), (20, 10)])
    paint.tool = "eraser"
    drag(qtbot, paint, [(5, 10), (8, 10)])
    assert not paint.hole[10, 5:9].any()
    paint.tool = "brush"
    drag(qtbot, paint, [(20, 10), (18, 10)], RIGHT)
    assert not paint.hole[10, 18:21].any()
    assert paint.hole[10, 13]


def test_a_rectangle_is_as_large_as_it_was_spanned(qtbot, paint):
    paint.tool = "rectangle"
    drag(qtbot, paint, [(20, 24), (30, 30), (4, 8)])
    wanted = np.zeros((32, 32), bool)
    wanted[8:25, 4:21] = True
    np.testing.assert_array_equal(paint.hole, wanted)
    drag(qtbot, paint, [(6, 10), (60, 12)], RIGHT)  # it may leave the picture
    assert not paint.hole[10:13, 6:].any()


def test_changes_are_undone_and_made_again_with_keys(qtbot, paint):
    drag(qtbot, paint, [(5, 10), (20, 10)])
    first = paint.hole
    drag(qtbot, paint, [(5, 25), (20, 25)])
    second = paint.hole
    qtbot.keyClick(paint, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    np.testing.assert_array_equal(paint.hole, first)
    qtbot.keyClick(paint, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    np.testing.assert_array_equal(paint.hole, second)
    for _ in range(2):
        paint.undo()
    assert not paint.hole.any()
    assert not paint.can_undo
    paint.redo()
    paint.invert()
    np.testing.assert_array_equal(paint.hole, ~first)
    qtbot.keyClick(paint, Qt.Key.Key_Delete)
    assert not paint.hole.any()
    paint.undo()
    np.testing.assert_array_equal(paint.hole, ~first)


def test_a_click_that_changes_nothing_is_not_to_be_undone(qtbot, paint):
    qtbot.mouseClick(paint, RIGHT, pos=at(paint, 3, 3))
    assert not paint.can_undo


def test_brackets_and_the_wheel_change_the_brush(qtbot, paint):
    before = paint.diameter
    with qtbot.waitSignal(paint.size_changed) as told:
        qtbot.keyClick(paint, Qt.Key.Key_BracketRight)
    assert told.args == [before + 1]
    qtbot.keyClick(paint, Qt.Key.Key_BracketLeft)
    qtbot.keyClick(paint, Qt.Key.Key_BracketLeft)
    assert paint.diameter == before - 1
    place = QPointF(at(paint, 5, 5))
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(
        place, place, QPoint(), QPoint(0, 120), *none, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(paint, turn)
    assert paint.diameter == before
    paint.set_diameter(1)
    qtbot.mouseClick(paint, LEFT, pos=at(paint, 3, 4))
    assert np.argwhere(paint.hole).tolist() == [[4, 3]]


def test_keys_paint_without_a_mouse(qtbot, paint):
    paint.set_diameter(1)
    qtbot.keyClick(paint, Qt.Key.Key_Return)
    for _ in range(3):
        qtbot.keyClick(paint, Qt.Key.Key_Right)
    qtbot.keyClick(paint, Qt.Key.Key_Return)
    qtbot.keyClick(paint, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert paint.hole[16, 16:20].all()
    assert paint.hole.sum() == 4
    assert "hole of" in paint.spoken_value()


def test_another_picture_keeps_the_hole_and_its_history_where_it_fits(qtbot, paint):
    drag(qtbot, paint, [(5, 10), (20, 10)])
    hole = paint.hole
    paint.set_picture(np.zeros((3, 32, 32), np.uint8))
    np.testing.assert_array_equal(paint.hole, hole)
    assert paint.can_undo
    paint.set_picture(np.zeros((1, 8, 8), np.uint8))
    assert paint.hole.shape == (8, 8)
    assert not paint.hole.any()
    assert not paint.can_undo


@pytest.mark.parametrize("side", [8, 128])
def test_small_and_large_pictures_are_painted(qtbot, paint, side):
    paint.set_picture(np.zeros((1, side, side), np.uint8))
    drag(qtbot, paint, [(1, side // 2), (side - 2, side // 2)])
    assert paint.hole[side // 2, 1 : side - 1].all()
    assert not paint.hole[0].any()
    assert not paint.grab().isNull()


def test_the_hole_is_seen(qtbot, paint):
    paint.tool = "rectangle"
    drag(qtbot, paint, [(0, 0), (15, 31)])
    picture = paint.grab().toImage()
    left = {picture.pixelColor(at(paint, 7, y)).name() for y in range(4, 28)}
    right = {picture.pixelColor(at(paint, 24, y)).name() for y in range(4, 28)}
    assert right == {"#787878"}
    assert right.isdisjoint(left)


def test_without_a_picture_nothing_is_painted(qtbot):
    widget = Paint()
    qtbot.addWidget(widget)
    widget.set_placeholder("Open a picture")
    widget.show()
    qtbot.mouseClick(widget, LEFT)
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    assert widget.empty
    assert not widget.can_undo
    assert widget.share == 0
