"""The training panel: curves by family, marks, time travel, export."""

import csv
import math

import pytest
from panel_host import choose_family, on_screen, pick, train_to
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from windows import child, click, wait

from genstudio.gui import train_groups
from genstudio.gui.panels import train

SIZE = (900, 300)


@pytest.fixture
def panel(qtbot, session):
    with on_screen(qtbot, session, train, SIZE) as panel:
        yield panel


def titles(panel):
    return [plot.group.title for plot in panel.curves._plots]


def count(panel, term):
    series = panel.curves._series.get(term)
    return 0 if series is None else len(series)


def test_a_gan_has_the_lines_of_its_equilibrium():
    plots = train_groups.plots("gan", [])
    lines = dict(line[::-1] for plot in plots for line in plot.lines)
    assert lines == {
        "2 log 2": pytest.approx(1.386, abs=1e-3),
        "log 2": pytest.approx(0.693, abs=1e-3),
        "1/2": 0.5,
    }
    assert lines["2 log 2"] == -(math.log(0.5) + math.log(1 - 0.5))


def test_a_vae_has_two_plots_and_a_third_when_sigma_is_reported():
    terms = ["elbo", "reconstruction", "kl", "val elbo"]
    assert [p.terms for p in train_groups.plots("vae", terms)] == [
        ("elbo", "reconstruction", "iwae"),
        ("kl",),
    ]
    assert train_groups.plots("vae", [*terms, "sigma"])[2].terms == ("sigma",)


def test_terms_that_nobody_knows_get_a_plot_of_their_own():
    assert train_groups.plots("ppca", ["b", "val b", "a"])[0].terms == ("b", "a")
    assert train_groups.plots("new", []) == []


def test_the_panel_says_what_will_be_there(panel):
    panel.welcome.dismiss()
    assert panel._empty.isVisible()
    assert "Train" in panel._empty.text()
    assert not child(panel, "curvesExport").isEnabled()


def test_curves_grow_while_training_with_validation(panel, session, qtbot):
    session.set_values({}, {"validate_every": 5})
    train_to(qtbot, session, 12)
    wait(qtbot, lambda: count(panel, "elbo") >= 12 and count(panel, "val elbo") >= 2)
    assert panel.curves.objectName() == "lossCurves"
    assert panel.curves.isVisible()
    assert titles(panel)[0].startswith("ELBO and reconstruction")
    assert {"elbo", "reconstruction", "kl"} <= set(panel.curves._series)


def test_another_family_brings_its_own_plots(panel, session, qtbot):
    train_to(qtbot, session, 3)
    wait(qtbot, lambda: count(panel, "elbo"))
    choose_family(qtbot, session, "gan", {"architecture": "mlp", "hidden": 32})
    train_to(qtbot, session, 3)
    wait(qtbot, lambda: count(panel, "D loss") and count(panel, "D(G(z))"))
    assert count(panel, "elbo") == 0
    assert titles(panel)[0].startswith("Losses")


def test_a_new_run_of_the_same_family_starts_with_empty_curves(panel, session, qtbot):
    train_to(qtbot, session, 12)
    wait(qtbot, lambda: count(panel, "elbo") >= 12)
    session.reset()
    wait(qtbot, lambda: count(panel, "elbo") == 0)
    train_to(qtbot, session, 2)
    wait(qtbot, lambda: count(panel, "elbo") > 1)
    assert panel.curves._series["elbo"].steps[0] == 1


def test_bars_show_the_kl_of_each_dimension_also_of_the_past(panel, session, qtbot):
    session.set_values({"latent_dim": 3}, {"validate_every": 5, "checkpoint_every": 5})
    train_to(qtbot, session, 12)
    wait(qtbot, lambda: len(panel.bars.order) == 3 and session.history.last_step >= 10)
    assert panel.bars.isVisible()
    panel.resize(300, 300)  # too narrow for them
    assert not panel.bars.isVisible()
    panel.resize(*SIZE)
    assert panel.bars.isVisible()
    session.stop()
    wait(qtbot, lambda: session.state == "ready" and 5 in session.checkpoints)
    past = session.history.profile(train_groups.PROFILE, 5)
    assert past != session.history.profile(train_groups.PROFILE)
    session.show_step(5)
    wait(qtbot, lambda: panel.bars._values == past)
    session.reset()
    wait(qtbot, lambda: not panel.bars.isVisible())


def test_a_change_by_hand_is_marked(panel, session, qtbot):
    train_to(qtbot, session, 3)
    session.change_live("learning_rate", 0.0007)
    session.train()
    wait(qtbot, lambda: panel.curves._marks)
    assert panel.curves._marks[0][1] == "learning rate = 0.0007"


def test_the_slider_travels_in_time_and_the_cursor_goes_along(panel, session, qtbot):
    train_to(qtbot, session, 12)
    session.stop()
    wait(qtbot, lambda: session.state == "ready" and len(session.checkpoints) > 1)
    slider = child(panel, "timeSlider")
    handle = child(slider, "timeHandle")
    handle.setFocus()
    qtbot.keyClick(handle, Qt.Key.Key_Home)
    first = session.checkpoints[0]
    assert session.shown == first
    wait(qtbot, lambda: session.view.step == first)
    assert panel.curves._cursor == first
    qtbot.keyClick(handle, Qt.Key.Key_End)
    assert session.shown is None
    assert panel.curves._cursor is None


def test_a_click_on_the_curves_goes_to_the_nearest_checkpoint(panel, session, qtbot):
    train_to(qtbot, session, 12)
    session.stop()
    wait(qtbot, lambda: session.state == "ready" and len(session.checkpoints) > 1)
    first = session.checkpoints[0]
    panel.curves.cursor_moved.emit(first + 1)
    assert session.shown == first
    assert panel.time_slider.value == first
    panel.curves.cursor_moved.emit(session.step)
    assert session.shown is None
    assert panel.curves._cursor is None


def test_axis_smoothing_and_logarithm_reach_the_curves(panel, session, qtbot):
    train_to(qtbot, session, 3)
    wait(qtbot, lambda: count(panel, "elbo"))
    pick(qtbot, child(panel, "curvesAxis"), "Epoch")
    click(qtbot, child(panel, "curvesLog"), child(panel, "curvesLog").rect().center() / 2)
    smoothing = child(panel, "curvesSmoothing")
    smoothing.setFocus()
    qtbot.keyClick(smoothing, Qt.Key.Key_End)
    assert panel.curves._axis == "epoch"
    assert panel.curves._log
    assert panel.curves._smoothing == 0.99


def test_values_are_exported(panel, session, qtbot, tmp_path, monkeypatch):
    train_to(qtbot, session, 5)
    wait(qtbot, lambda: count(panel, "elbo") >= 5)
    for name, action in (
        ("curves.csv", panel._export._on_csv),
        ("curves.png", panel._export._on_png),
    ):
        target = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, t=target: (t, ""))
        action()
        assert name in session.messages[-1].text
    with open(tmp_path / "curves.csv", newline="") as file:
        rows = list(csv.reader(file))
    assert any("elbo" in cell for cell in rows[0])
    assert len(rows) > 5
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_a_file_that_cannot_be_written_is_said_in_the_message_bar(
    panel, session, qtbot, monkeypatch
):
    train_to(qtbot, session, 3)
    wait(qtbot, lambda: count(panel, "elbo"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/no/such/place/x.csv", ""))
    panel._export._on_csv()
    assert session.messages[-1].level == "error"


def test_scores_are_not_drawn_as_probabilities_and_their_losses_have_no_known_end():
    plots = train_groups.plots("gan", ["D loss", "G loss", "C(x)", "C(G(z))", "r_t", "r1"])
    assert [p.terms[0] for p in plots] == [
        "D loss",
        "C(x)",
        "r_t",
        "r1",
    ]
    assert not plots[0].lines
    assert [line[1] for line in plots[2].lines] == ["r_t 0.6"]
