"""The page Image arithmetic, by the mouse: the example, exemplars, verdict, success, turn, undo."""

from __future__ import annotations

import numpy as np
import pytest
from panel_host import choose_family, on_screen, train_exactly, train_to
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from windows import child, click, wait

from genstudio.analysis import _judge_net, arithmetic_bench
from genstudio.analysis.arithmetic_bench import Measured, Success
from genstudio.analysis.concepts import Concept
from genstudio.data.dataset import Factor
from genstudio.gui.applications import arithmetic_work as work
from genstudio.gui.applications.success_bars import SuccessBars
from genstudio.gui.panels import applications


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Train a judge of few steps, and draw few samples: what is tested is the page."""
    monkeypatch.setattr(_judge_net, "STEPS", (30, 30))
    monkeypatch.setattr(arithmetic_bench, "POOL", 600)
    monkeypatch.setattr(work, "TRIALS", 20)


@pytest.fixture
def page(qtbot, session):
    train_exactly(qtbot, session, 40)  # it makes samples of both kinds
    data = session.dataset
    large, left = (data.images.mean((1, 2, 3)) > 78), (data.labels % 2 == 0)
    names = ("no", "yes")
    object.__setattr__(
        data,
        "factors",
        {
            "bold": Factor(large.astype(np.int64), names),
            "even": Factor(left.astype(np.int64), names),
            "ink": Factor(data.images.mean((1, 2, 3)).astype(np.float32)),
        },
    )
    with on_screen(qtbot, session, applications, (950, 520)) as panel:
        panel.bring("arithmetic")
        wait(qtbot, lambda: panel.page("arithmetic") is not None)
        page = panel.page("arithmetic")
        wait(qtbot, lambda: page.sum is not None and page.sum.isVisible())
        yield page
    object.__setattr__(data, "factors", {})


def filled(page):
    return [len(slot) for slot in page.sum.tray.slots]


def press_the_deck(qtbot, page):
    wait(qtbot, page.sum.deck.isEnabled)
    click(qtbot, page.sum.deck)
    wait(qtbot, lambda: filled(page) == [3, 3, 3])
    wait(qtbot, lambda: page.sum.verdict.text())


def test_the_example_is_one_click_and_its_result_is_judged(qtbot, page):
    press_the_deck(qtbot, page)
    assert page.sum.texts == ["bold=yes,even=no", "bold=no,even=no", "bold=no,even=yes"]
    data = page.session.dataset
    for slot, (bold, even) in zip(page.sum.tray.slots, ((1, 0), (0, 0), (0, 1))):
        for member in slot:
            assert data.factors["bold"].values[member.index] == bold
            assert data.factors["even"].values[member.index] == even
    assert "The judge sees" in page.sum.verdict.text()
    wait(qtbot, lambda: "In pixels it sees" in page.sum.verdict.text())
    count = child(page, "exemplarCount")
    count.setFocus()
    qtbot.keyClick(count, Qt.Key.Key_Home)
    qtbot.keyClick(count, Qt.Key.Key_Return)
    count.activated.emit(0)
    wait(qtbot, lambda: filled(page) == [1, 1, 1])
    click(qtbot, child(page, "benchUndoSlots"))
    assert filled(page) == [3, 3, 3]


def test_an_exemplar_is_exchanged_or_all_of_them(qtbot, page):
    press_the_deck(qtbot, page)
    before = page.sum.tray.slots
    row = page.sum.tray.rows[2]
    click(qtbot, row.pile, row.pile.cell_rect(1).center())
    wait(qtbot, child(page, "otherExemplarC").isEnabled)
    click(qtbot, child(page, "otherExemplarC"))
    wait(qtbot, lambda: page.sum.tray.slots != before)
    after = page.sum.tray.slots
    assert after[:2] == before[:2]
    assert [a is b for a, b in zip(after[2], before[2])] == [True, False, True]
    wait(qtbot, child(page, "otherExemplars").isEnabled)
    click(qtbot, child(page, "otherExemplars"))
    wait(qtbot, lambda: page.sum.tray.slots[0] != before[0])


def test_a_concept_is_chosen_from_the_menu_or_written(qtbot, page):
    field = page.sum.fields[0]
    field.menu.aboutToShow.emit()
    bold = next(a for a in field.menu.actions() if a.text() == "bold").menu()
    assert [a.text() for a in bold.actions()] == ["any", "no bold", "bold"]
    bold.actions()[2].trigger()
    assert field.text.text() == "bold=yes"
    wait(qtbot, lambda: filled(page) == [3, 0, 0])
    field.text.setFocus()
    field.text.selectAll()
    qtbot.keyClicks(field.text, "bold=perhaps")
    qtbot.keyClick(field.text, Qt.Key.Key_Return)
    wait(qtbot, lambda: page.session.messages)
    assert "has no value perhaps" in str(page.session.messages[-1])


def test_success_is_measured_and_can_be_cancelled(qtbot, page):
    press_the_deck(qtbot, page)
    wait(qtbot, page.sum.measure.isEnabled)
    click(qtbot, page.sum.measure)
    wait(qtbot, lambda: page.sum.bars.shown is not None and page.sum.bars.shown.ended)
    shown = page.sum.bars.shown
    assert [one.k for one in shown.results] == [1, 3, 10]
    assert all(one.trials == 20 for one in shown.results)
    assert 0 < shown.chance < 1
    assert "k = 10:" in page.sum.bars.spoken_value()
    wait(qtbot, page.sum.measure.isEnabled)
    work.TRIALS = 20_000
    click(qtbot, page.sum.measure)
    wait(qtbot, page.sum.row.button.isVisible)
    click(qtbot, page.sum.row.button)
    wait(qtbot, lambda: not page.sum.search.running and not page.sum.row.isVisible())


def test_who_cancels_the_judging_gets_no_figures_from_the_next_one(qtbot, page, monkeypatch):
    page.sum.fields[0].put("bold=yes")
    monkeypatch.setattr(_judge_net, "STEPS", (50_000, 50_000))
    page.sum.others.setEnabled(True)
    click(qtbot, page.sum.others)
    wait(qtbot, page.source.row.button.isVisible)
    click(qtbot, page.source.row.button)
    wait(qtbot, lambda: not page.source.search.running)
    monkeypatch.setattr(_judge_net, "STEPS", (30, 30))
    click(qtbot, page.parts.tabBar(), page.parts.tabBar().tabRect(1).center())
    click(qtbot, page.turn.seek)
    wait(qtbot, lambda: all(page.turn.slider.source.piles))
    assert filled(page) == [0, 0, 0]


def test_what_was_said_of_a_model_goes_with_it(qtbot, page):
    press_the_deck(qtbot, page)
    choose_family(qtbot, page.session, "gan", {})
    train_to(qtbot, page.session, 2)
    wait(qtbot, lambda: not page.sum.verdict.text())
    assert filled(page) == [0, 0, 0]


def test_a_turn_fills_both_piles_and_the_slider_moves_along(qtbot, page):
    click(qtbot, page.parts.tabBar(), page.parts.tabBar().tabRect(1).center())
    wait(qtbot, lambda: page.turn.what.itemText(0) == "ink" and page.turn.seek.isEnabled())
    click(qtbot, page.turn.seek)
    slider = page.turn.slider
    wait(qtbot, lambda: all(slider.source.piles))
    ink = page.session.dataset.factors["ink"].values
    most, least = ([ink[m.index] for m in pile] for pile in slider.source.piles)
    assert min(most) > max(least)
    wait(qtbot, lambda: slider.source.found is not None)
    slider.slider.setFocus()
    qtbot.keyClick(slider.slider, Qt.Key.Key_End)
    assert slider.alpha == 3


def test_the_bars_are_as_high_as_the_shares(qtbot):
    bars = SuccessBars((1, 3))
    qtbot.addWidget(bars)
    bars.resize(300, 200)
    assert bars.spoken_value() == "Nothing is measured yet."
    results = (Success(1, 100, 0.5, 0.05, 0.25, 0.04), Success(3, 100, 1.0, 0.0, 0.5, 0.05))
    bars.show_measured(Measured(2, 2, Concept({"a": 1}), 0.25, 9, results))
    bars.show()
    QApplication.processEvents()
    image = bars.grab().toImage()
    area = bars.area()
    x = round(area.left() + area.width() / 4 - 12)
    column = [image.pixelColor(x, y).name() for y in range(bars.height())]
    from genstudio.gui import theme

    filled = [y for y, name in enumerate(column) if name == theme.colours().fake]
    assert filled
    assert min(filled) == pytest.approx(area.bottom() - 0.5 * area.height(), abs=4)
    assert "chance 25%" in bars.spoken_value()
