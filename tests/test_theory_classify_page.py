"""The page of the classifiers, with the mouse: regions, samples, drawings, curves, confusion."""

from __future__ import annotations

import threading
from contextlib import contextmanager

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QTabWidget, QWidget
from windows import child, click, hover, wait

from genstudio.analysis.theory import _classify_curves as few
from genstudio.analysis.theory import classify
from genstudio.gui import background
from genstudio.gui.benches.classify import Page
from genstudio.gui.session import Session
from genstudio.gui.theory.classify_few import summed
from genstudio.gui.theory.classify_opinions import bar_heights

SIZE = (1000, 620)


@contextmanager
def shown(qtbot, tmp_path, **values):
    """Show the page, paused at its first step."""
    from genstudio.train.settings import Config

    session = Session(tmp_path / "runs")
    session.messages = []
    session.message.connect(session.messages.append)
    session.set_engine(background.read_families(), Config)
    host = QWidget()
    qtbot.addWidget(host)
    page = Page(session, host)
    page.stage.values |= values
    host.resize(*SIZE)
    page.setGeometry(0, 0, *SIZE)
    host.show()
    try:
        page.begin()
        wait(qtbot, lambda: page.stage.frame is not None)
        yield page
    finally:
        page.close_page()
        assert session.close()


@pytest.fixture
def page(qtbot, tmp_path):
    with shown(qtbot, tmp_path, classes="1 3 7", repeats=2) as page:
        page.stage.toggle()
        wait(qtbot, lambda: page.stage.state == "paused")
        yield page


def answer(page):
    return page.stage.frame.answer


def bring(qtbot, page, name: str) -> None:
    """Click a tab."""
    tabs = child(page, "classifyTabs")
    assert isinstance(tabs, QTabWidget)
    index = [tabs.tabText(i) for i in range(tabs.count())].index(name)
    bar = tabs.tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(index).center())
    assert tabs.currentIndex() == index


def test_a_click_on_a_dot_asks_all_and_the_confusion_is_counted(qtbot, page):
    drawn, ground = child(page, "map-ppca"), page.stage.frame.ground
    place = drawn.place_of(*ground.test[5]).toPoint()
    click(qtbot, drawn, place)
    wait(qtbot, lambda: answer(page) is not None)
    found = answer(page)
    labels = page.stage.frame.material.test if found.kind == "test" else None
    asked = labels or page.stage.frame.material.train
    assert found.truth == asked.labels[found.index]
    opinions = child(page, "classifyOpinions")
    assert set(opinions.lines()) == {"svm", "ppca", "vae"}
    heights = bar_heights(found.opinions["ppca"])
    assert heights[found.opinions["ppca"].said] == 1
    assert "SVM" in opinions.spoken_value()
    assert "nats" in opinions.spoken_value()
    drawn.setFocus()
    qtbot.keyClick(drawn, Qt.Key.Key_Left)
    assert "region of" in drawn.spoken_value()
    before = answer(page)
    qtbot.keyClick(drawn, Qt.Key.Key_Return)
    wait(qtbot, lambda: answer(page) is not before)
    # What is pointed at lights up elsewhere.
    hover(opinions, opinions.column("svm").center().toPoint())
    assert page.linker.term == "svm"
    assert child(page, "figure-svm_accuracy")._tinted
    assert not child(page, "figure-ppca_accuracy")._tinted
    assert "coordinates" in child(page, "classifyNote").text()
    bring(qtbot, page, "Confusion")
    matrix = child(page, "confusionMatrix")
    hover(matrix, matrix.cell_rect(1, 1).center().toPoint())
    count = page.stage.frame.verdicts["svm"].confusion[1, 1]
    assert child(page, "confusionSaid").text() == f"{count} images of 3 taken for 3"
    matrix.setFocus()
    qtbot.keyClick(matrix, Qt.Key.Key_Right)
    assert "3 taken for 7" in matrix.spoken_value()


def test_sevens_are_drawn_and_drawings_answered_or_rejected(qtbot, page):
    bring(qtbot, page, "Sample")
    assert not child(page, "sampleSvm").isEnabled()
    assert "cannot" in child(page, "sampleSvm").toolTip()
    box = child(page, "sampleClass")
    assert isinstance(box, QComboBox)
    box.setFocus()
    qtbot.keyClicks(box, "7")
    click(qtbot, child(page, "act-sample"))
    wait(qtbot, lambda: page.stage.frame.samples is not None)
    images = child(page, "samples-ppca")
    wait(qtbot, lambda: images.count == classify.SAMPLES)
    assert page.stage.frame.material.classes[page.stage.frame.samples.label] == "7"
    click(qtbot, images, images.cell_rect(0).center().toPoint())
    wait(qtbot, lambda: answer(page) is not None)
    assert answer(page).kind == "sample"
    assert page.rejecting.isVisible()
    # There, what is drawn is answered as well.
    canvas = child(page, "classifyCanvas")
    field = canvas.field()
    top, bottom = (QPoint(round(field.center().x()), round(field.height() * y)) for y in (0.1, 0.9))
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=top)
    qtbot.mouseMove(canvas, bottom)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=bottom)
    wait(qtbot, lambda: answer(page) is not None and answer(page).kind == "drawn")
    wait(qtbot, lambda: page.stage.frame.material.classes[answer(page).opinions["svm"].said] == "1")
    click(qtbot, child(page, "rejectShow"))
    wait(qtbot, lambda: answer(page).kind == "letters")
    opinions = answer(page).opinions
    assert opinions["ppca"].rejected
    assert "pPCA: none" in child(page, "rejectOpinions").spoken_value()
    assert not opinions["svm"].rejected
    wait(
        qtbot, lambda: {"log_px", "others", "threshold", "asked"} <= set(page.rejecting.chart.marks)
    )
    view = child(page, "rejectView")
    view.setFocus()
    qtbot.keyClicks(view, "ROC")
    assert {"roc_svm", "roc_ppca", "roc_vae"} == set(page.rejecting.chart.marks)


@pytest.fixture
def gate(monkeypatch):
    """Let the first point of the learning curves be measured; the others wait to be let through."""
    opened, measured, passed = threading.Event(), few.accuracies, []

    def measure(*arguments):
        if passed:
            assert opened.wait(120)
        passed.append(None)
        return measured(*arguments)

    monkeypatch.setattr(few, "accuracies", measure)
    yield opened
    opened.set()


def test_learning_curves_are_measured_and_can_be_cancelled(qtbot, page, gate):
    bring(qtbot, page, "Few labels")
    click(qtbot, child(page, "act-curves"))
    wait(qtbot, lambda: page.stage.frame.curves is not None)
    assert not child(page, "act-curves").isEnabled()
    page.ask(kind="test", index=0)  # a click meanwhile does not end them
    wait(qtbot, lambda: page.session.messages)
    assert page.stage.action == "curves"
    cancel = child(page, "classifyCancel")
    wait(qtbot, cancel.isVisible)
    click(qtbot, cancel)
    gate.set()
    wait(qtbot, lambda: not page.stage.action)
    curves = page.stage.frame.curves
    assert 0 < curves.done < curves.total
    assert {"svm", "generative", "unlabelled"} <= set(page.few.chart.marks)
    wait(qtbot, child(page, "act-curves").isEnabled)


def test_the_digits_come_back_after_own_data(qtbot, tmp_path):
    pixels = np.random.default_rng(0).integers(0, 40, (160, 8, 8), np.uint8)
    labels = np.arange(160) % 2
    pixels[labels == 1, :4] += 200
    file = tmp_path / "own.npz"
    np.savez(file, images=pixels, labels=labels)
    with shown(qtbot, tmp_path, data=str(file)) as page:
        assert page.stage.frame.material.classes == ("0", "1")
        assert "own" in child(page, "classifyData").text()
        assert page.stage.frame.figures["ppca_accuracy"] > 0.9
        page.stage.values["classes"] = "1 7"
        click(qtbot, child(page, "classifyDigits"))
        wait(qtbot, lambda: page.stage.frame and page.stage.frame.material.name == "digits")
        assert page.stage.values["classes"] == ""


def test_series_are_summed_over_what_was_measured():
    table = np.array([[0.5, np.nan, np.nan], [0.7, 0.8, np.nan]], np.float32)
    mean, spread = summed(table)
    np.testing.assert_allclose(mean, [0.6, 0.8, np.nan], rtol=1e-6)
    np.testing.assert_allclose(spread, [0.1, 0.0, np.nan], atol=1e-6)
    assert len(few.LABELS) == 7
