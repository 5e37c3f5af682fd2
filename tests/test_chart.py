"""Charts that are painted: what is where, what is pointed at, and what is read off."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from windows import focus, hover

from genstudio.gui.widgets.chart import Chart
from genstudio.gui.widgets.chart_axes import Axes, fitting, tick_text
from genstudio.gui.widgets.chart_legend import plain, rich
from genstudio.gui.widgets.chart_strokes import polygon

X = np.linspace(-3, 3, 121)


@pytest.fixture
def chart(qtbot):
    """Show a hill (filled), a slope and three dots, from -3 to 3."""
    chart = Chart()
    qtbot.addWidget(chart)
    chart.set_range((-3, 3), (0, 1))
    chart.set_titles("x", "density")
    chart.set_curve("p_data", X, np.exp(-(X**2)), name="p_{data}", colour="real", fill=True)
    chart.set_curve("d", X, (X + 3) / 6, name="D(x)", colour="accent", dash=True)
    chart.set_dots("z", [-2, -1, 2], [0.9, 0.9, 0.1], name="z", colour="fake")
    chart.resize(600, 360)
    chart.show()
    qtbot.waitExposed(chart)
    return chart


def at(chart: Chart, x: float, y: float) -> QPoint:
    return chart.place_of(x, y).toPoint()


def test_pixels_and_data_are_each_others_inverse(chart):
    for x, y in [(-3, 0), (0, 0.5), (2.5, 0.9)]:
        assert chart.axes().to_data(chart.place_of(x, y)) == pytest.approx((x, y))
    area = chart.axes().area
    assert chart.place_of(-3, 0) == area.bottomLeft()
    assert chart.place_of(3, 1) == area.topRight()


@pytest.mark.parametrize(
    ("x", "y", "term"),
    [
        (-1.5, 0.25, "d"),  # on the line
        (0.3, 0.2, "p_data"),  # below the hill, far from every line
        (0.0, 1.0, "p_data"),  # on its top
        (-2.0, 0.9, "z"),
        (2.5, 0.4, ""),  # nothing is there
    ],
)
def test_the_mouse_points_at_the_nearest_curve_else_at_the_region(qtbot, chart, x, y, term):
    found = []
    chart.pointed.connect(found.append)
    hover(chart, at(chart, x, y))
    assert found == ([term] if term else [])
    assert chart.highlighted == term


def test_leaving_points_at_nothing(qtbot, chart):
    found = []
    chart.pointed.connect(found.append)
    hover(chart, at(chart, 0.3, 0.2))
    hover(chart, at(chart, 2.5, 0.4))
    assert found == ["p_data", ""]


def test_the_legend_points_too(qtbot, chart):
    chart.grab()
    entry = chart._legend.entries[1]
    with qtbot.waitSignal(chart.pointed) as told:
        hover(chart, entry.box.center().toPoint())
    assert told.args == ["d"]


def test_a_highlight_changes_the_picture_and_unknown_terms_do_not(chart):
    before = chart.grab().toImage()
    chart.highlight("unknown")
    assert chart.grab().toImage() == before
    chart.highlight("p_data")
    assert chart.grab().toImage() != before
    chart.highlight("")
    assert chart.grab().toImage() == before


def test_a_drag_is_told_in_data_units(qtbot, chart):
    told = []
    for name in ("pressed", "dragged", "released"):
        getattr(chart, name).connect(lambda x, y, name=name: told.append((name, x, y)))
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=at(chart, -1, 0.5))
    qtbot.mouseMove(chart, at(chart, 1, 0.7))
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=at(chart, 1, 0.7))
    assert (told[0][0], told[-1][0]) == ("pressed", "released")
    assert told[0][1:] == pytest.approx((-1, 0.5), abs=0.02)
    assert told[-1][1:] == pytest.approx((1, 0.7), abs=0.02)


def test_arrow_keys_move_a_cursor_that_reads_the_values(qtbot, chart):
    focus(qtbot, chart)
    read = []
    chart.read.connect(read.append)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert read == pytest.approx([0.06, 0.66])
    assert "p data 0.647" in chart.spoken_value()  # exp(-0.66^2)
    assert "D(x) 0.61" in chart.spoken_value()
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.cursor_x == -3
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.cursor_x is None
    assert "p data" in chart.spoken_value()


def test_up_and_down_go_through_the_terms(qtbot, chart):
    focus(qtbot, chart)
    told = []
    chart.pointed.connect(told.append)
    for _ in range(4):
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert told == ["p_data", "d", "z", ""]


def test_it_is_a_chart_with_a_value_for_assistive_tools(chart):
    chart.setAccessibleName("Densities")
    spoken = QAccessible.queryAccessibleInterface(chart)
    assert spoken.role() == QAccessible.Role.Chart
    assert "p data" in spoken.text(QAccessible.Text.Value)
    assert chart.accessibleDescription()


def test_charts_that_share_x_begin_at_one_pixel_and_read_at_one_place(qtbot, chart):
    other = Chart()
    qtbot.addWidget(other)
    other.set_range((-3, 3), (0, 100_000))  # wide numbers
    other.resize(600, 200)
    alone = chart.axes().area.left()
    chart.share_x(other)
    assert chart.axes().area.left() == other.axes().area.left() > alone
    chart.set_cursor(1.0)
    assert other.cursor_x == 1.0


def test_a_removed_term_is_gone_from_picture_and_legend(chart):
    chart.grab()
    chart.remove("d", "unknown")
    chart.grab()
    assert list(chart.marks) == ["p_data", "z"]
    assert [entry.mark.term for entry in chart._legend.entries] == ["p_data", "z"]


def test_colours_follow_the_theme(qtbot, qapp, chart):
    from genstudio.gui import theme

    def ground() -> str:
        place = chart.place_of(2.5, 0.35).toPoint()
        return chart.grab().toImage().pixelColor(place).name()

    try:
        theme.apply(qapp, "dark")
        assert ground() == theme.DARK.base
        theme.apply(qapp, "light")
        assert ground() == theme.LIGHT.base
    finally:
        theme.apply(qapp, "light")


def test_curves_with_holes_infinities_and_nothing_are_painted(qtbot, chart):
    y = np.cos(X)
    y[40:50], y[60], y[61] = np.nan, np.inf, -np.inf
    chart.set_curve("d", X, y, name="D(x)", fill=True)
    chart.set_curve("empty", [], [], name="none")
    chart.set_dots("z", [], [])
    chart.set_arrows("a", [-2, np.nan], [0, 0], [2, 1], [1, 1], name="z to G(z)")
    chart.set_bars("b", [0, 1, 2], [0.5, np.nan, 0.2], name="bars")
    chart.set_band("band", -1, 1, colour="warning")
    chart.set_line("line", np.nan)
    chart.set_line("level", 0.5, upright=False, name="1/2")
    assert not chart.grab().isNull()
    assert chart.term_at(QPointF(at(chart, 2.6, 0.5))) == "level"
    assert chart.marks["b"].value(2.1) == 0.2
    assert chart.marks["d"].value(X[45]) is None


def test_bars_bands_and_arrows_are_found_under_the_mouse(chart):
    chart.remove("p_data", "d", "z")
    chart.set_band("band", -3, -2)
    chart.set_bars("bars", [0], [0.6], thick=1)
    chart.set_arrows("arrows", [2], [0], [2], [1])
    places = {"band": (-2.5, 0.9), "bars": (0.1, 0.3), "arrows": (2.0, 0.5)}
    for term, place in places.items():
        assert chart.term_at(QPointF(at(chart, *place))) == term


def test_polygons_hold_what_they_were_given():
    points = polygon(np.array([1.0, 2.5]), np.array([3.0, -4.0]))
    assert [(p.x(), p.y()) for p in points] == [(1, 3), (2.5, -4)]
    assert polygon(np.empty(0), np.empty(0)).isEmpty()


def test_ranges_always_have_an_extent():
    assert fitting(2, 2) == (1.5, 2.5)
    assert fitting(float("nan"), 1) == (-0.5, 0.5)
    assert fitting(0, 1) == (0, 1)


def test_names_with_a_lowered_part_are_drawn_and_spoken():
    assert rich("p_{data} < 1") == "p<sub>data</sub> &lt; 1"
    assert plain("p_{data}") == "p data"


def test_ticks_are_round_and_short():
    assert tick_text(-0.25) == "−0.25"
    assert tick_text(0.30000000000000004) == "0.3"
    assert tick_text(2e6) == "2e+06"


def test_a_small_chart_still_has_a_frame(chart):
    chart.resize(chart.minimumSizeHint())
    axes: Axes = chart.axes()
    assert axes.area.width() > 40
    assert axes.area.height() > 20
    assert not chart.grab().isNull()


def test_ticks_can_have_names_at_places_of_their_own(qtbot):
    chart = Chart()
    qtbot.addWidget(chart)
    chart.resize(300, 200)
    chart.set_range((0, 2), (0, 1))
    chart.name_ticks([(0.0, "1"), (0.7, "5"), (2.0, "100")])
    metrics = QFontMetricsF(chart.font())
    assert chart.axes().x_ticks(metrics) == [0.0, 0.7, 2.0]
    chart.name_ticks(())
    assert chart.axes().x_ticks(metrics) != [0.0, 0.7, 2.0]


def test_another_title_is_painted_at_once(qtbot):
    chart = Chart()
    qtbot.addWidget(chart)
    chart.resize(300, 200)
    chart.set_titles("x", "loss")
    chart.show()
    before = chart.grab().toImage()
    chart.set_titles("x", "prob")  # as wide, so that the frame stays where it is
    assert chart.grab().toImage() != before
