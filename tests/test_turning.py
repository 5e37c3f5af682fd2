"""More plots than have room: a page of them is shown, buttons turn to the others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from genstudio.gui import train_groups
from genstudio.gui.panels.train import _group
from genstudio.gui.widgets.curves import Curves, Group
from genstudio.gui.widgets.readout import Item, text_of
from genstudio.gui.widgets.turning import BUTTON, GAP, LEAST, fitting

NAMES = ["one", "two", "three", "four", "five"]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def curves(qtbot, qapp):
    curves = Curves()
    qtbot.addWidget(curves)
    curves.resize(672, 190)  # at the usual size of the window
    curves.set_groups([Group(name.capitalize(), [name]) for name in NAMES])
    curves.show()
    qapp.processEvents()
    steps = np.arange(1, 30)
    for name in NAMES:
        curves.set_data(name, steps, steps / 10, steps * 0.5, np.sin(steps / 9.0))
    curves.redraw()
    return curves


def shown(curves):
    return [plot.group.terms[0] for plot in curves._plots if plot.isVisible()]


@given(st.integers(0, 4000), st.integers(0, 20))
def test_what_is_shown_has_room(width, count):
    found = fitting(width, count)
    buttons = 2 * (BUTTON + GAP) if found < count else 0
    assert min(count, 1) <= found <= count
    assert found <= 1 or found * (LEAST + GAP) - GAP + buttons <= width


def test_no_plot_is_narrower_than_it_can_be_read(curves):
    assert shown(curves) == ["one", "two", "three"]
    assert all(plot.width() >= LEAST for plot in curves._plots[:3])
    curves.resize(1100, 190)
    assert shown(curves) == NAMES
    assert not curves.row.on.isVisible()


def test_the_mouse_turns_to_the_plots_that_have_no_room(curves):
    row = curves.row
    assert not row.back.isEnabled()
    assert "Four, Five" in row.on.toolTip()
    QTest.mouseClick(row.on, LEFT)
    assert shown(curves) == ["three", "four", "five"]
    assert not row.on.isEnabled()
    assert all(plot.lines for plot in curves._plots[2:])  # drawn at once
    assert "One, Two" in row.back.toolTip()
    QTest.mouseClick(row.back, LEFT)
    assert shown(curves) == ["one", "two", "three"]


def test_page_keys_turn_too(curves):
    QTest.keyClick(curves, Qt.Key.Key_PageDown)
    assert shown(curves) == ["three", "four", "five"]
    QTest.keyClick(curves, Qt.Key.Key_PageUp)
    assert shown(curves) == ["one", "two", "three"]


def test_only_what_is_seen_is_drawn(curves):
    assert not any(plot.lines for plot in curves._plots[3:])


def test_a_wider_window_leaves_no_empty_place(curves):
    QTest.mouseClick(curves.row.on, LEFT)
    curves.resize(880, 190)
    assert shown(curves) == ["two", "three", "four", "five"]


def test_the_picture_holds_all_plots(curves, tmp_path):
    curves.export_png(tmp_path / "all.png")
    image = QImage(str(tmp_path / "all.png"))
    column = curves.row._items[0].width() + GAP
    assert image.width() == 2 * (5 * column - GAP)
    for place in range(5):  # a line in each, and not only an empty plot
        left = 2 * place * column
        part = image.copy(left, 60, 2 * column - 2 * GAP, 260)
        found = {part.pixel(x, y) for x in range(part.width()) for y in range(0, 260, 9)}
        assert len(found) > 8
    assert shown(curves) == ["one", "two", "three"]


def test_a_validation_alone_bears_the_name_of_its_term(curves):
    curves.set_groups([Group("Diversity of samples", ["diversity"])])
    steps = np.arange(1, 5)
    curves.set_data("val diversity", steps, steps, steps, np.ones(4))
    curves.redraw()
    assert [item.name for item in curves._readouts[0].items] == ["diversity"]
    curves.set_data("diversity", steps, steps, steps, np.ones(4))
    curves.redraw()
    assert [item.name for item in curves._readouts[0].items] == ["diversity", "val"]


def test_names_stay_within_their_plot(curves):
    plot = curves._plots[0]
    steps = np.arange(1, 30)
    curves.set_data("one", steps, steps, steps, np.linspace(1, 0, 29))
    curves.redraw()
    (_, _), (low, high) = plot.ranges
    pixel = (high - low) / plot.getPlotItem().vb.height()
    assert plot.lines["one"].label.pos().y() >= low + 8 * pixel


def test_the_many_terms_of_a_gan_are_few_in_each_plot():
    terms = ["D loss", "G loss", "D(x)", "D(G(z))", "accuracy real", "accuracy fake", "r_t"]
    plots = train_groups.plots("gan", [*terms, "augment p", "val diversity", "r1", "slope"])
    assert max(len(plot.terms) for plot in plots if plot.title != "Slope of D") == 2
    accuracy = next(plot for plot in plots if "accuracy real" in plot.terms)
    assert _group(accuracy).name("accuracy real") == "real"


def test_the_hyphens_of_a_name_are_no_minus_signs():
    item = Item("2026-11-23-vae-digits-1", "#0072B2", (), -24.62)
    assert text_of(item) == "2026-11-23-vae-digits-1 −24.62"
