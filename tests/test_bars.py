"""The bars of the KL by dimension: order, words, keys, and what is painted."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from genstudio.gui import theme
from genstudio.gui.widgets.bars import Bars

VALUES = [0.5, 0.001, 2.0, 0.0]


@pytest.fixture
def bars(qtbot):
    widget = Bars()
    qtbot.addWidget(widget)
    widget.resize(190, 200)
    widget.set_values(VALUES)
    widget.show()
    return widget


def test_bars_are_sorted_and_numbered_from_one(bars) -> None:
    assert bars.order == [3, 1, 2, 4]
    assert bars.said() == "2 of 4 above 0.01"
    assert bars.spoken_value() == "2 of 4 above 0.01. 3: 2.000, 1: 0.5, 2: 0.001, 4: 0"


def test_the_mouse_names_the_dimension_below_it(bars, qtbot) -> None:
    area = bars._area()
    qtbot.mouseMove(bars, QPoint(int(area.left() + 0.3 * area.width()), 100))
    assert bars.said() == "Dimension 1: 0.5"
    qtbot.mouseMove(bars, QPoint(1, 100))
    assert bars.said() == "2 of 4 above 0.01"


def test_the_keys_go_from_bar_to_bar(bars, qtbot) -> None:
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Left):
        qtbot.keyClick(bars, key)
        seen.append(bars.said())
    assert seen == [
        "Dimension 3: 2.000",
        "Dimension 1: 0.5",
        "Dimension 4: 0",
        "Dimension 2: 0.001",
    ]
    qtbot.keyClick(bars, Qt.Key.Key_Escape)
    assert bars.said() == "2 of 4 above 0.01"


def test_used_dimensions_are_drawn_in_full_colour(bars) -> None:
    image, area = bars.grab().toImage(), bars._area()
    ratio = image.devicePixelRatio()

    def colour(place: int) -> QColor:
        x = area.left() + (place + 0.5) * area.width() / 4
        return image.pixelColor(int(x * ratio), int((area.bottom() - 1) * ratio))

    colours = theme.colours()
    assert colour(0) == colour(1) == QColor(colours.curves[0])
    assert colour(2) == colour(3) == QColor(colours.border)


def test_fewer_values_than_before_forget_the_chosen_bar(bars, qtbot) -> None:
    qtbot.keyClick(bars, Qt.Key.Key_End)
    bars.set_values([1.0])
    assert bars.said() == "1 of 1 above 0.01"


@pytest.mark.parametrize("values", [[], [math.nan, 1.0], [0.0] * 512, [1e-9], [123.0, -1.0]])
def test_any_values_can_be_painted(bars, values) -> None:
    bars.set_values(values)
    assert not bars.grab().isNull()
    assert sorted(bars.order) == list(range(1, len(values) + 1))
