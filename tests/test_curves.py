"""The numbers behind the curves, and the plots themselves."""

from __future__ import annotations

import csv
import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from genstudio.core.errors import UserError
from genstudio.gui import theme
from genstudio.gui.widgets.axis import _decades, _text
from genstudio.gui.widgets.curves import Curves, Group
from genstudio.gui.widgets.plot import Plot
from genstudio.gui.widgets.readout import DASHES, VALIDATION, Item, Readout
from genstudio.gui.widgets.series import Average, Series, outline, round_up, spread, stepped, thin

GROUPS = [
    Group("ELBO", ["elbo", "kl"]),
    Group("Losses", ["D loss"], [(2 * math.log(2), "2 log 2")]),
]


@pytest.fixture
def curves(qtbot, qapp):
    theme.apply(qapp, "light")
    curves = Curves()
    qtbot.addWidget(curves)
    curves.resize(800, 240)
    curves.set_groups(GROUPS)
    curves.show()
    qapp.processEvents()
    return curves


def feed(curves, term: str, values, every: int = 1) -> None:
    steps = every * np.arange(1, len(values) + 1)
    curves.set_data(term, steps, steps / 100, steps * 0.5, np.asarray(values, float))


# Numbers.


def test_smoothing_is_the_debiased_average_of_its_definition():
    values = np.random.default_rng(0).normal(size=700)
    weight, mean, expected = 0.9, 0.0, []
    for t, value in enumerate(values, 1):
        mean = weight * mean + (1 - weight) * value
        expected.append(mean / (1 - weight**t))
    assert Average(0.9).extend(values) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("weight", [0.0, 0.5, 0.99])
def test_smoothing_in_pieces_is_smoothing_at_once(weight):
    values = np.random.default_rng(1).normal(size=500)
    pieces = Average(weight)
    parts = [pieces.extend(p) for p in np.split(values, [1, 7, 140, 141, 400])]
    assert np.concatenate(parts) == pytest.approx(Average(weight).extend(values), abs=1e-12)


def test_a_constant_is_not_drawn_towards_zero_by_smoothing():
    assert Average(0.99).extend(np.full(300, 5.0)) == pytest.approx(np.full(300, 5.0))


def test_a_series_that_grows_is_smoothed_as_if_it_had_come_at_once():
    values = np.random.default_rng(2).normal(size=300)
    grown, whole = Series(), Series()
    for end in (10, 11, 200, 300):
        grown.set(np.arange(end), np.arange(end), np.arange(end), values[:end])
        grown.smoothed(0.9)
    whole.set(np.arange(300), np.arange(300), np.arange(300), values)
    assert grown.smoothed(0.9) == pytest.approx(whole.smoothed(0.9))


def test_a_series_that_was_replaced_forgets_what_was_smoothed():
    series = Series()
    series.set([1, 2, 3], [0, 0, 0], [0, 0, 0], [1.0, 1.0, 1.0])
    series.smoothed(0.5)
    series.set([1, 2, 3], [0, 0, 0], [0, 0, 0], [9.0, 9.0, 9.0])
    assert series.smoothed(0.5) == pytest.approx([9, 9, 9])
    series.set([1], [0], [0], [4.0])
    assert series.smoothed(0.5) == pytest.approx([4])


def test_values_that_are_not_finite_are_left_out():
    series = Series()
    series.set([1, 2, 3], [0, 0, 0], [0, 0, 0], [1.0, np.nan, np.inf])
    assert len(series) == 1


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=400), st.integers(10, 60))
def test_thinning_keeps_the_outline_the_order_and_the_ends(values, most):
    x, y = np.arange(len(values), dtype=float), np.array(values)
    thin_x, thin_y = thin(x, y, most)
    assert len(thin_y) <= max(most + 2, 1)
    assert thin_y[-1] == y[-1]
    assert (np.diff(thin_x) >= 0).all()
    stretch = -(-len(values) // (most // 2)) if len(values) > most else 1
    last = y[-stretch:]
    if y.max() > last.max():
        assert thin_y.max() == y.max()
    if y.min() < last.min():
        assert thin_y.min() == y.min()


@given(st.floats(1e-9, 1e12))
def test_rounding_up_is_up_and_by_at_most_a_quarter(value):
    assert value * (1 - 1e-9) <= round_up(value) <= 1.26 * value


@given(st.floats(-1e5, 1e5), st.floats(1e-3, 1e5))
def test_a_range_holds_what_is_wanted_and_stays_while_it_does(low, span):
    shown = stepped((low, low + span), None)
    assert shown[0] <= low
    assert low + span <= shown[1]
    inside = (low + 0.1 * span, low + 0.9 * span)
    assert stepped(inside, shown) in (shown, stepped(inside, None))
    assert stepped((low, low + span), shown) == shown or shown[1] - shown[0] > 2 * span


def test_one_peak_and_the_start_do_not_flatten_the_rest():
    values = np.full(1000, 100.0) + np.random.default_rng(0).normal(size=1000)
    values[:50] = 5000
    values[600] = -9000
    low, high = outline([values]) or (0, 0)
    assert low > 90
    assert high < 110
    assert outline([]) is None


@given(st.lists(st.floats(0, 100), max_size=6).map(sorted))
def test_labels_keep_their_order_and_their_distance(places):
    found = spread(places, 10, 100)
    assert all(b - a >= 10 - 1e-9 for a, b in pairwise(found))
    assert all(place <= 90 + 1e-9 for place in found)


def test_numbers_on_a_logarithmic_axis_are_few_and_round():
    assert [text for _, text in _decades(0, 2, 8)] == ["1", "2", "5", "10", "20", "50", "100"]
    places = _decades(-6, 6, 4)
    assert 2 <= len(places) <= 8
    assert all(-6 <= place <= 6 for place, _ in places)


def test_numbers_on_axes_are_short():
    assert [_text(v) for v in (0, -100, 0.25, 200000, 3e6)] == ["0", "−100", "0.25", "200k", "3M"]


# Plots.


def test_there_is_one_plot_a_group_and_it_starts_empty(curves):
    assert [plot.group.title for plot in curves._plots] == ["ELBO", "Losses"]
    assert curves._plots[0].lines == {}
    assert curves.objectName() == "lossCurves"


def test_data_is_drawn_soon_and_not_at_once(curves, qtbot):
    feed(curves, "elbo", [-5, -4, -3])
    assert curves._plots[0].lines == {}
    qtbot.waitUntil(lambda: "elbo" in curves._plots[0].lines)


def test_nothing_is_drawn_while_nobody_looks(curves, qtbot):
    curves.hide()
    feed(curves, "elbo", [-5, -4, -3])
    qtbot.wait(200)
    assert curves._plots[0].lines == {}
    curves.show()
    qtbot.waitUntil(lambda: "elbo" in curves._plots[0].lines)


def test_lines_have_the_pixels_of_their_colour(curves):
    feed(curves, "kl", np.full(500, 3.0))
    curves.redraw()
    image = curves._plots[0].grab().toImage()
    colour = theme.LIGHT.curves[1]
    found = sum(
        image.pixelColor(x, y).name() == colour.lower()
        for x in range(0, image.width(), 2)
        for y in range(image.height())
    )
    assert found > 30


def test_validation_shares_the_colour_of_its_term_and_is_dashed(curves):
    feed(curves, "elbo", -np.arange(50.0))
    feed(curves, "val elbo", -np.arange(5.0), every=10)
    curves.redraw()
    lines = curves._plots[0].lines
    assert lines["elbo"].colour() == lines["val elbo"].colour()
    assert lines["val elbo"].dash == VALIDATION
    assert lines["elbo"].dash == DASHES[0]


def test_terms_differ_by_more_than_colour(curves):
    feed(curves, "elbo", [1.0, 2.0])
    feed(curves, "kl", [1.0, 2.0])
    curves.redraw()
    lines = curves._plots[0].lines
    assert lines["elbo"].dash != lines["kl"].dash
    assert [line.label.toPlainText() for line in lines.values()] == ["elbo", "kl"]


def test_labels_of_lines_that_meet_do_not_cover_each_other(curves):
    feed(curves, "elbo", np.full(200, 3.0))
    feed(curves, "kl", np.full(200, 3.001))
    curves.redraw()
    plot = curves._plots[0]
    plot.grab()  # pyqtgraph brings its transforms up to date when it paints
    boxes = [line.label.sceneBoundingRect() for line in plot.lines.values()]
    assert abs(boxes[0].center().y() - boxes[1].center().y()) >= 14


def test_ranges_grow_in_steps_and_not_with_each_value(curves):
    seen = set()
    for count in range(100, 400, 5):
        feed(curves, "elbo", 10 + np.sin(np.arange(count)))
        curves.redraw()
        seen.add(curves._plots[0].ranges)
        assert curves._plots[0].ranges[0][1] >= count
    assert len(seen) < 12


def test_the_equilibrium_is_drawn_in_view_once_there_is_data(curves):
    level = curves._plots[1]._levels[0]
    assert not level.isVisible()
    feed(curves, "D loss", np.full(30, 0.1))
    curves.redraw()
    low, high = curves._plots[1].ranges[1]
    assert low < 2 * math.log(2) < high
    assert level.isVisible()


def test_smoothing_leaves_the_raw_line_faint_behind(curves):
    feed(curves, "elbo", np.random.default_rng(0).normal(size=300))
    curves.set_smoothing(0.9)
    curves.redraw()
    line = curves._plots[0].lines["elbo"]
    assert line.raw.opts["pen"].color().alpha() < 100
    assert line.smooth.opts["pen"].color().alpha() == 255
    assert np.std(line.smooth.yData[50:]) < 0.5 * np.std(line.raw.yData)
    curves.set_smoothing(0)
    curves.redraw()
    assert line.raw.opts["pen"].color().alpha() == 255
    assert not len(line.smooth.yData)


def test_many_points_are_thinned(curves):
    feed(curves, "elbo", np.random.default_rng(0).normal(size=100_000))
    curves.redraw()
    assert len(curves._plots[0].lines["elbo"].raw.yData) <= 2002


@pytest.mark.parametrize(("axis", "last"), [("step", 200), ("epoch", 2), ("time", 100)])
def test_x_is_steps_epochs_or_time(curves, axis, last):
    feed(curves, "elbo", np.arange(200.0))
    curves.set_x(axis)
    curves.redraw()
    assert curves._plots[0].lines["elbo"].raw.xData[-1] == pytest.approx(last)


def test_long_times_are_told_in_minutes_and_hours(curves):
    feed(curves, "elbo", np.arange(1000.0))
    curves.set_x("time")
    curves.redraw()
    assert curves._readouts[0].at == "time (min)"
    assert curves._plots[0].lines["elbo"].raw.xData[-1] == pytest.approx(500 / 60)


def test_logarithms_turn_the_sign_of_what_is_negative_and_drop_what_is_not_positive(curves):
    feed(curves, "elbo", [-100.0, -10.0])
    feed(curves, "kl", [0.0, 1.0, 10.0])
    curves.set_log(True)
    curves.redraw()
    lines = curves._plots[0].lines
    assert lines["elbo"].raw.yData == pytest.approx([2, 1])
    assert lines["kl"].raw.yData == pytest.approx([0, 1])
    curves.set_log(False)
    curves.redraw()
    assert lines["elbo"].raw.yData == pytest.approx([-100, -10])


def test_marks_stand_at_their_steps_on_any_axis(curves):
    feed(curves, "elbo", np.arange(200.0))
    curves.set_marks([(50, "learning rate 0.0005"), (150, "beta 2")])
    curves.redraw()
    assert [m.value() for m in curves._plots[0]._marks] == [50, 150]
    curves.set_x("epoch")
    curves.redraw()
    assert [m.value() for m in curves._plots[1]._marks] == pytest.approx([0.5, 1.5])


def place_of(plot, x: float) -> QPointF:
    scene = plot.getPlotItem().vb.mapViewToScene(QPointF(x, sum(plot.ranges[1]) / 2))
    return QPointF(plot.mapFromScene(scene))


def test_the_mouse_reads_values_and_a_click_chooses_a_step(curves, qtbot):
    feed(curves, "elbo", np.arange(200.0))
    feed(curves, "D loss", np.arange(200.0) * 2)
    curves.redraw()
    plot, heard = curves._plots[0], []
    curves.cursor_moved.connect(heard.append)
    place = place_of(plot, 120)
    qtbot.mouseMove(plot.viewport(), place.toPoint())
    step = int(curves._readouts[0].at.removeprefix("step "))
    assert abs(step - 120) <= 2
    assert curves._readouts[0].items[0].value == step - 1
    assert curves._readouts[1].items[0].value == 2 * (step - 1), "all plots read the same place"
    assert plot._hover.isVisible()
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert heard == [step]
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert not plot._hover.isVisible()


def test_a_drag_moves_the_cursor_along(curves):
    feed(curves, "elbo", np.arange(200.0))
    curves.redraw()
    plot, heard = curves._plots[0], []
    curves.cursor_moved.connect(heard.append)
    for x in (50, 60, 70):
        place = place_of(plot, x)
        where = QPointF(plot.viewport().mapToGlobal(place.toPoint()))
        left, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(
            QEvent.Type.MouseMove, place, where, Qt.MouseButton.NoButton, left, keys
        )
        QApplication.sendEvent(plot.viewport(), event)
    assert heard == pytest.approx([50, 60, 70], abs=2)


def test_arrow_keys_move_the_cursor(curves, qtbot):
    feed(curves, "elbo", np.arange(200.0))
    curves.redraw()
    heard = []
    curves.cursor_moved.connect(heard.append)
    curves.set_cursor(100)
    qtbot.keyClick(curves, Qt.Key.Key_Left)
    assert 90 < heard[0] < 100
    assert curves._plots[0]._cursor.value() == pytest.approx(heard[0], abs=1)


def test_a_cursor_set_from_outside_is_shown_and_not_announced(curves, qtbot):
    feed(curves, "elbo", np.arange(200.0))
    curves.redraw()
    with qtbot.assertNotEmitted(curves.cursor_moved):
        curves.set_cursor(100)
    assert curves._plots[0]._cursor.value() == 100
    curves.set_cursor(None)
    assert not curves._plots[0]._cursor.isVisible()


def test_plots_that_come_back_are_those_of_before_and_empty(curves, qapp):
    first = list(curves.plots)
    feed(curves, "elbo", np.full(20, 5.0))
    curves.redraw()
    assert first[0].lines
    curves.set_groups([Group("Other", ["other"]), GROUPS[1]])
    assert curves.plots[1] is first[1]
    assert not first[0].isVisible()
    curves.set_groups(GROUPS)
    assert curves.plots == first
    assert all(plot.isVisible() for plot in first)
    curves.redraw()
    assert not first[0].lines
    for number in range(40):  # others stay only as long as there is room for them
        curves.set_groups([Group(str(number), ["x"])])
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(curves.findChildren(Plot)) == 24


def test_new_groups_forget_the_old_data_and_the_same_groups_keep_it(curves):
    feed(curves, "elbo", [1.0, 2.0])
    curves.set_groups(list(GROUPS))
    assert len(curves._series) == 1
    curves.set_groups([Group("Other", ["D(x)"])])
    assert curves._series == {}
    assert len(curves._plots) == 1


def test_csv_holds_every_value_of_every_term(curves, tmp_path):
    feed(curves, "elbo", [-1.5, -1.25, -1.0])
    feed(curves, "val elbo", [-2.0], every=2)
    curves.export_csv(tmp_path / "curves.csv")
    rows = list(csv.DictReader((tmp_path / "curves.csv").read_text().splitlines()))
    assert [row["step"] for row in rows] == ["1", "2", "3"]
    assert [row["elbo"] for row in rows] == ["-1.5", "-1.25", "-1.0"]
    assert [row["val elbo"] for row in rows] == ["", "-2.0", ""]
    assert rows[2]["seconds"] == "1.5"


def test_png_is_twice_the_size_of_the_plots(curves, tmp_path):
    feed(curves, "elbo", [-1.5, -1.25, -1.0])
    curves.export_png(tmp_path / "curves.png")
    image = QImage(str(tmp_path / "curves.png"))
    assert (image.width(), image.height()) == (1600, 480)
    assert len({image.pixel(x, 240) for x in range(1600)}) > 1


def test_an_export_that_cannot_be_written_says_so(curves, tmp_path):
    with pytest.raises(UserError, match=r"no folder .*missing any more"):
        curves.export_csv(tmp_path / "missing" / "curves.csv")


def test_a_change_of_theme_recolours_the_plots(curves, qapp):
    feed(curves, "elbo", [-1.5, -1.25, -1.0])
    curves.redraw()
    theme.apply(qapp, "dark")
    image = curves._plots[0].grab().toImage()
    assert image.pixelColor(image.width() - 3, 3).name() == theme.DARK.base
    theme.apply(qapp, "light")


def test_the_readout_wraps_where_it_is_narrow(curves):
    for term in ("elbo", "kl"):
        feed(curves, term, [1.0, 2.0])
    curves.redraw()
    readout = curves._readouts[0]
    readout.resize(600, readout.height())
    low = readout.height()
    readout.resize(150, readout.height())
    assert readout.height() > low
    assert "elbo 2.000" in readout.accessibleDescription()


def test_a_long_run_is_smoothed_over_the_same_share_of_the_picture() -> None:
    noise = np.random.default_rng(0).normal(size=16 * 1024)
    spreads = []
    for count in (1024, 16 * 1024):
        series = Series()
        steps = np.arange(count)
        series.set(steps, steps, steps, noise[:count])
        late = series.smoothed(0.9)[count // 2 :]
        spreads.append(late.std())
    # The variance of an exponential average of white noise is (1 - w) / (1 + w).
    weights = (0.9, 0.9 ** (1 / 16))
    expected = [np.sqrt((1 - w) / (1 + w)) for w in weights]
    np.testing.assert_allclose(spreads, expected, rtol=0.25)


def test_a_term_and_its_validation_share_a_line_of_the_readout(qtbot):
    readout = Readout("Losses (nats)")
    qtbot.addWidget(readout)
    readout.resize(187, 20)
    items = []
    for name in ("D(x)", "D(G(z))"):
        items += [Item(name, "#0072B2", (), 1.246), Item("val", "#0072B2", VALIDATION, 1.228)]
    readout.set_items(items, "step")
    places = readout._places()
    assert [place.y() for place in places[::2]] == [place.y() for place in places[1::2]]
    assert len({place.y() for place in places}) == 2
    assert readout.accessibleDescription().count("val 1.228") == 2


@pytest.mark.parametrize("width", [150, 200, 300, 500])
def test_a_long_title_is_broken_into_lines_and_never_cut(qtbot, width):
    readout = Readout("ELBO and reconstruction (nats per image)")
    qtbot.addWidget(readout)
    readout.resize(width, 20)
    readout.set_items([Item("elbo", "#0072B2", (), -97.3)], "step 1,200")
    lines = readout._title_lines()
    assert " ".join(lines) == "ELBO and reconstruction (nats per image)"
    bold = QFontMetrics(readout._bold())
    assert bold.horizontalAdvance(lines[0]) <= readout._title_room()
    assert all(bold.horizontalAdvance(line) <= width - 14 for line in lines)
    assert readout.height() >= len(lines) * readout._line()


def test_a_plot_that_becomes_narrow_still_has_room_for_the_names(qtbot):
    curves = Curves()
    qtbot.addWidget(curves)
    curves.set_groups([Group("Losses", ["D loss", "G loss"])])
    curves.resize(900, 220)
    curves.show()
    steps = np.arange(1, 801.0)
    for term in ("D loss", "G loss"):
        curves.set_data(term, steps, steps, steps, steps)
    plot = curves.findChildren(Plot)[0]
    qtbot.waitUntil(lambda: plot.ranges[0][1] >= 800)
    curves.resize(240, 220)
    qtbot.waitUntil(lambda: plot.width() < 300)
    qtbot.waitUntil(lambda: plot.ranges[0][1] * (1 - plot._label_share()) >= 800)
