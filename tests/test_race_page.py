"""The page Side by side, used with the mouse and tiny budgets."""

import csv
import time
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog

from genstudio.analysis import features, side_by_side
from genstudio.gui.applications.race_work import CHOSEN
from tests.windows import child, choose, click, opened, wait

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot, monkeypatch):
    monkeypatch.setattr(features, "STEPS", (100, 100))  # of the classifier
    with opened(qtbot) as window:
        window.session.workspace_wanted.emit("applications")
        panel = child(window, "applicationsPanel")
        panel.bring("race")
        wait(qtbot, lambda: window.findChild(object, "race-vae") is not None)
        yield window


def take(qtbot, window, *names):
    """Have exactly these take part, by their boxes."""
    for box in boxes(window):
        if box.isChecked() != (box.objectName().removeprefix("race-") in names):
            click(qtbot, box, QPoint(8, box.height() // 2))
    assert {b.objectName().removeprefix("race-") for b in boxes(window) if b.isChecked()} == {
        *names
    }


def boxes(window):
    return [b for b in window.findChildren(QCheckBox) if b.objectName().startswith("race-")]


def budget(qtbot, window, steps):
    unit = child(window, "raceUnit")
    choose(qtbot, unit, "steps each")
    assert unit.currentText() == "steps each"
    spin = child(window, "raceBudget")
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin.lineEdit(), str(steps))


def test_kinds_of_models_are_trained_and_stand_side_by_side(qtbot, window, tmp_path, monkeypatch):
    names = {box.objectName().removeprefix("race-") for box in boxes(window)}
    assert {"vae", "vae+class", "gan", "gan+class", "ppca"} <= names
    assert not child(window, "raceMeasure").isEnabled()
    take(qtbot, window, "vae", "ppca")
    budget(qtbot, window, 12)
    click(qtbot, child(window, "raceQueue"))
    session = window.session
    wait(qtbot, lambda: [i.state for i in session.lineup.items] == ["done", "done"])
    table = child(window, "raceFigures")
    wait(qtbot, lambda: table.isVisible() and table.columnCount() == 3)
    page = child(window, "racePage")
    wait(qtbot, lambda: page.has_result and not page.measuring.running)
    labels = [table.verticalHeaderItem(row).text() for row in range(table.rowCount())]
    assert labels[0].startswith("Fréchet distance, ")
    assert "Time of training" in labels
    assert "★" in "".join(table.item(row, column).text() for row in range(3) for column in range(2))
    assert all(column.images is not None for column in page.stage.columns.columns)
    assert page.stage.columns.real.images.shape[0] == 25
    assert page.has_result

    saved = tmp_path / "saved.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(saved), ""))
    click(qtbot, child(window, "raceSaveTable"))
    wait(qtbot, saved.exists)
    with open(saved, encoding="utf-8", newline="") as file:
        assert next(csv.reader(file))[-1] == "Real images"
    saved = tmp_path / "saved.png"
    click(qtbot, child(window, "raceSavePicture"))
    wait(qtbot, saved.exists)
    with Image.open(saved) as picture:
        assert picture.size[0] > 500

    keeps_figures(qtbot, window, monkeypatch)
    click(qtbot, child(window, "raceCompare"))
    wait(qtbot, lambda: child(window, "comparePanel").isVisible())
    assert len(session.compared) == 2


def keeps_figures(qtbot, window, monkeypatch):
    """Cancel a second measuring: what was found by the first one stays, and is not found anew."""
    page, table = child(window, "racePage"), child(window, "raceFigures")
    measure, cancel = child(window, "raceMeasure"), child(window, "raceCancel")
    figures = [table.item(0, column).text() for column in range(3)]
    asked = []

    def endless(runs, references, report, stop):
        asked.append(runs[0])
        while not stop():
            time.sleep(0.01)
        yield from ()

    monkeypatch.setattr(side_by_side, "measure", endless)
    for count in (1, 2):
        click(qtbot, measure)
        wait(qtbot, lambda count=count: len(asked) == count)
        wait(qtbot, cancel.isVisible)
        click(qtbot, cancel)
        wait(qtbot, measure.isEnabled)
        assert [table.item(0, column).text() for column in range(3)] == figures
        assert page.has_result
        page._found.pop(page._runs[1], None)  # as if it had been cancelled before the second one
    assert asked[1] == Path(page._runs[1])  # the first one is known
    tabs = child(window, "applicationTabs")
    front = tabs.currentIndex()
    for index in (0, front):
        qtbot.mouseClick(tabs.tabBar(), LEFT, pos=tabs.tabBar().tabRect(index).center())
        wait(qtbot, lambda index=index: tabs.currentIndex() == index)
    assert not page.measuring.running


def test_samples_are_seen_while_one_is_trained_and_nobody_is_measured_then(qtbot, window):
    assert {n for n in CHOSEN if n in {b.objectName()[5:] for b in boxes(window) if b.isChecked()}}
    take(qtbot, window)
    wait(qtbot, lambda: not child(window, "raceQueue").isEnabled())  # without anybody
    take(qtbot, window, "vae")
    budget(qtbot, window, 1_000_000)
    wait(qtbot, child(window, "raceQueue").isEnabled)
    click(qtbot, child(window, "raceQueue"))
    page = child(window, "racePage")
    wait(
        qtbot,
        lambda: page.stage.columns.columns and page.stage.columns.columns[0].images is not None,
    )
    first = page.stage.columns.columns[0].images
    wait(qtbot, lambda: (page.stage.columns.columns[0].images != first).any())
    wait(qtbot, lambda: child(window, "raceSamples0State").text().startswith("is trained"))
    assert not page.has_result
    window.session.stop()
    wait(qtbot, lambda: window.session.state == "ready")
