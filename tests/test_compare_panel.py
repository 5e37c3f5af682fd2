"""Comparing runs in the window, with the mouse."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from genstudio.analysis import compare as engine
from genstudio.data import sources
from genstudio.gui.run_rows import BEST
from genstudio.train.experiment import Experiment
from tests.windows import child, click, focus, opened, wait

VALUES = {"threads": 1, "device": "cpu", "steps": 12, "batch_size": 64, "validate_every": 4}


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """Return a folder with a VAE of 2 dimensions, one of 4, and a GAN, the newest."""
    folder, digits = tmp_path_factory.mktemp("trained"), sources.load("digits")
    for name, family, model in (
        ("first", "vae", {"hidden": 8, "latent_dim": 2}),
        ("second", "vae", {"hidden": 8, "latent_dim": 4}),
        ("third", "gan", {"architecture": "mlp", "hidden": 8}),
    ):
        list(Experiment.create(folder / name, family, model, VALUES, digits).events())
    return folder


@pytest.fixture
def runs(trained, tmp_path):
    """Return a copy of them."""
    return shutil.copytree(trained, tmp_path / "runs")


@pytest.fixture
def window(qtbot, runs):
    with opened(qtbot, runs) as window:
        window.docks["left"].widget().setCurrentWidget(child(window, "runs"))
        wait(qtbot, lambda: child(window, "runList").count() == 3)
        yield window


def choose(qtbot, window, *names):
    """Click the runs of these names, all but the first with Ctrl."""
    listed = child(window, "runList")
    items = {listed.item(i).text().split("\n")[0]: listed.item(i) for i in range(listed.count())}
    for number, name in enumerate(names):
        keys = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
        at = listed.visualItemRect(items[name]).center()
        qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, keys, at)


def compare(qtbot, window, *names):
    choose(qtbot, window, *names)
    click(qtbot, child(window, "compareRunsButton"))
    panel = child(window, "comparePanel")
    wait(qtbot, lambda: panel._begun is not None and panel._job is None)
    return panel


def cells(table):
    return {
        table.verticalHeaderItem(row).text(): [
            table.item(row, column).text() for column in range(table.columnCount())
        ]
        for row in range(table.rowCount())
    }


def test_several_runs_can_be_chosen_and_only_then_compared(qtbot, window):
    names = ("openRunButton", "resumeRunButton", "compareRunsButton", "deleteRunButton")
    buttons = [child(window, name) for name in names]
    assert [button.isEnabled() for button in buttons] == [False] * 4
    choose(qtbot, window, "first")
    assert [button.isEnabled() for button in buttons] == [True, True, False, True]
    choose(qtbot, window, "first", "third")
    assert [button.isEnabled() for button in buttons] == [False, False, True, False]


def test_before_anything_is_chosen_the_workspace_says_how(qtbot, window):
    panel = child(window, "comparePanel")
    window.tabs.setCurrentWidget(panel)
    assert panel._stack.currentIndex() == 0
    assert "then press Compare" in panel._stack.currentWidget().text()


def test_the_workspace_comes_to_the_front_and_shows_all_parts(qtbot, window):
    panel = compare(qtbot, window, "first", "second")
    assert window.tabs.currentWidget() is panel
    assert cells(panel.settings.table)["Latent dim"] == ["4", "2"]  # the newest first
    assert "Hidden" not in cells(panel.settings.table)
    assert cells(panel.figures)["Steps"] == ["12", "12"]
    assert panel.overlay.term.currentData() == "elbo"
    (plot,) = panel.overlay.curves._plots
    panel.overlay.curves.redraw()
    assert [line.name for line in plot.lines.values() if "val" not in line.term] == [
        "second",
        "first",
    ]
    assert [grid.count for grid in panel.samples._grids] == [engine.SAMPLES] * 2
    assert [grid.count for grid in panel.rebuilt._grids] == [2 * engine.PAIRS] * 2
    assert not panel._warning.text()


def test_every_page_is_reached_with_the_mouse_and_fits(qtbot, window):
    panel = compare(qtbot, window, "first", "second")
    bar = panel.pages.tabBar()
    for index in range(panel.pages.count()):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(index).center())
        assert panel.pages.currentIndex() == index
        assert panel.pages.currentWidget().width() <= panel.width()
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 800


def test_equal_settings_are_shown_on_request(qtbot, window):
    panel = compare(qtbot, window, "first", "second")
    panel.pages.setCurrentWidget(panel.settings)
    click(qtbot, panel.settings.equal, panel.settings.equal.rect().center() / 4)
    panel.settings.equal.setChecked(True)
    assert cells(panel.settings.table)["Hidden"] == ["8", "8"]


def test_of_different_kinds_of_models_it_warns(qtbot, window):
    panel = compare(qtbot, window, "first", "third")
    assert "different kinds of models" in panel._warning.text()
    assert panel.rebuilt._grids[0].count == 0  # a GAN cannot encode
    assert "cannot encode" in panel.rebuilt._grids[0].accessibleDescription()


def test_measuring_fills_the_table_and_stars_the_best(qtbot, window, monkeypatch):
    found = {"second": -20.0, "first": -30.0}
    monkeypatch.setattr(
        engine, "measure", lambda subject, *more: {"elbo": found[subject.name], "units": {}}
    )
    panel = compare(qtbot, window, "first", "second")
    click(qtbot, child(window, "compareMeasure"))
    wait(qtbot, lambda: panel._job is None)
    assert panel.pages.currentWidget() is panel.figures
    assert cells(panel.figures)["ELBO"] == ["-20 \N{BLACK STAR}", "-30"]
    assert panel.samples._grids[0].count == engine.SAMPLES


def test_a_measurement_can_be_stopped(qtbot, window, monkeypatch):
    import threading

    go, begun = threading.Event(), []

    def slow(subject, *more):
        begun.append(subject.name)
        assert go.wait(120)
        return {"elbo": -1.0}

    monkeypatch.setattr(engine, "measure", slow)
    panel = compare(qtbot, window, "first", "second")
    assert not child(window, "compareStop").isVisible()
    click(qtbot, child(window, "compareMeasure"))
    wait(qtbot, lambda: begun)
    wait(qtbot, lambda: "Looking at second" in panel.status.text())
    assert not child(window, "compareSave").isEnabled()
    click(qtbot, child(window, "compareStop"))
    go.set()
    wait(qtbot, lambda: panel._job is None)
    assert begun == ["second"]


def test_the_report_is_saved_where_one_says(qtbot, window, monkeypatch, tmp_path):
    path = tmp_path / "vergleich"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(path), ""))
    panel = compare(qtbot, window, "first", "second")
    click(qtbot, child(window, "compareSave"))
    wait(qtbot, lambda: panel._job is None)
    text = path.with_name("vergleich.html").read_text("utf-8")
    assert text.startswith("<!doctype html>")
    wait(qtbot, lambda: "vergleich.html" in child(window, "messageBar").text)


def test_a_run_that_is_gone_is_told_and_nothing_breaks(qtbot, window, runs):
    (runs / "first" / "run.genstudio").rename(runs / "moved")
    choose(qtbot, window, "first", "second")
    click(qtbot, child(window, "compareRunsButton"))
    wait(qtbot, lambda: "is not a run" in child(window, "messageBar").text)
    assert child(window, "comparePanel")._stack.currentIndex() == 0


def test_another_choice_while_it_works_replaces_it(qtbot, window):
    panel = child(window, "comparePanel")
    choose(qtbot, window, "first", "second")
    click(qtbot, child(window, "compareRunsButton"))
    choose(qtbot, window, "first", "third")
    click(qtbot, child(window, "compareRunsButton"))
    names = ["third", "first"]
    wait(
        qtbot,
        lambda: (
            panel._job is None
            and panel._begun is not None
            and [one.name for one in panel._begun.comparison.subjects] == names
        ),
    )


def test_the_menu_of_the_list_offers_to_compare(qtbot, window):
    choose(qtbot, window, "first", "second")
    listed = child(window, "runList")
    listed.customContextMenuRequested.emit(listed.visualItemRect(listed.item(0)).center())
    wait(qtbot, lambda: window.findChild(QMenu, "runMenu") is not None)
    menu = window.findChild(QMenu, "runMenu")
    actions = {action.text(): action for action in menu.actions()}
    assert [text for text, action in actions.items() if action.isEnabled()] == ["Compare"]
    actions["Compare"].trigger()
    menu.close()
    panel = child(window, "comparePanel")
    wait(qtbot, lambda: panel._begun is not None and panel._job is None)


def test_cells_are_copied_as_a_table(qtbot, window):
    panel = compare(qtbot, window, "first", "second")
    panel.pages.setCurrentWidget(panel.settings)
    table = focus(qtbot, panel.settings.table)
    table.selectRow(list(cells(table)).index("Latent dim"))
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "4\t2"


def test_a_run_with_a_best_checkpoint_is_starred_and_says_by_what(qtbot, window):
    listed = child(window, "runList")
    item = next(listed.item(i) for i in range(3) if listed.item(i).text().startswith("first"))
    assert item.data(BEST).startswith("Best: val elbo ")
    assert "Best: val elbo" in item.toolTip()


def test_the_slider_stars_the_best_checkpoint_and_b_goes_there(qtbot, window, runs):
    window.session.open_run(runs / "first")
    wait(qtbot, lambda: window.session.run is not None and window.session.run.record.best)
    best = window.session.run.record.best.step
    slider, handle = child(window, "timeSlider"), child(window, "timeHandle")
    wait(qtbot, lambda: handle.best is not None)
    assert "Best: val elbo" in handle.toolTip()
    qtbot.keyClick(focus(qtbot, handle), Qt.Key.Key_B)
    assert slider.value == best
    wait(qtbot, lambda: window.session.shown == best)
    assert "\N{BLACK STAR}" in slider.spoken_value()
    assert "Best: val elbo" in handle.accessibleDescription()
