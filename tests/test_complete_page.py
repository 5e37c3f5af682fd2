"""The page that completes pictures, used with the mouse."""

from __future__ import annotations

from contextlib import contextmanager
from types import SimpleNamespace

import numpy as np
import pytest
from panel_host import choose_family, session_on_digits, train_to
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from windows import child, click, wait

from genstudio.analysis import completion, recipe
from genstudio.gui.applications.pages.complete import Page

LEFT = Qt.MouseButton.LeftButton


@contextmanager
def page_of(qtbot, tmp_path, size=(900, 480)):
    with session_on_digits(qtbot, tmp_path) as session:
        host = QWidget()
        qtbot.addWidget(host)
        page = Page(session, host)
        host.setFixedSize(*size)
        page.setGeometry(0, 0, *size)
        host.show()
        page.begin()
        try:
            wait(qtbot, lambda: page._content is not None and page.slot.image is not None)
            page.options.steps.setValue(60)
            page.options.restarts.setValue(3)
            yield SimpleNamespace(page=page, session=session)
        finally:
            page.close_page()


def drag(qtbot, paint, first, second):
    places = [paint.place_of(x + 0.5, y + 0.5).toPoint() for x, y in (first, second)]
    qtbot.mousePress(paint, LEFT, pos=places[0])
    qtbot.mouseMove(paint, places[1])
    qtbot.mouseRelease(paint, LEFT, pos=places[1])


def complete(qtbot, page):
    click(qtbot, child(page, "completeStart"))
    wait(qtbot, lambda: page.result.look is not None and not page.search.running)


def test_a_hole_is_painted_and_completed_by_a_click(qtbot, tmp_path):
    with page_of(qtbot, tmp_path) as opened:
        page, paint = opened.page, opened.page.paint
        start = child(page, "completeStart")
        assert not start.isEnabled()
        assert "no hole yet" in start.toolTip()
        click(qtbot, child(page, "completeRectangle"))
        drag(qtbot, paint, (2, 2), (5, 6))
        assert paint.hole[2:7, 2:6].all()
        assert paint.hole.sum() == 20
        click(qtbot, child(page, "completeEraser"))
        qtbot.mouseClick(paint, LEFT, pos=paint.place_of(2.5, 2.5).toPoint())
        assert not paint.hole[2, 2]
        click(qtbot, child(page, "completeUndo"))
        assert paint.hole[2, 2]
        complete(qtbot, page)
        look, before = page.result.look, page.slot.image
        after = page.result.image()
        np.testing.assert_array_equal(after[:, ~paint.hole], before[:, ~paint.hole])
        np.testing.assert_array_equal(look.wish.hole, paint.hole)
        assert len(look.completed.context) == 3
        assert "PSNR" in page.result.figures.text()
        assert child(page, "completeUndo").isEnabled()  # strokes outlive a search
        click(qtbot, child(page, "completeUndo"))
        assert not paint.hole.any()


def test_blending_before_and_the_candidates_are_chosen_by_clicks(qtbot, tmp_path):
    with page_of(qtbot, tmp_path) as opened:
        page = opened.page
        page.tools.take("half:left")
        complete(qtbot, page)
        result, found = page.result, page.result.look.completed
        blended = result.image()
        np.testing.assert_array_equal(blended, found.blended[found.best])
        click(qtbot, child(page, "completeBlend"), QPoint(8, 8))
        np.testing.assert_array_equal(result.image(), found.pasted[found.best])
        other = next(i for i in range(3) if i != found.best)
        strip = child(page, "completeStrip")
        wait(qtbot, lambda: strip.isVisible() and strip.count == 3)
        click(qtbot, strip, strip.cell_rect(other).center().toPoint())
        wait(qtbot, lambda: result.chosen == other)
        np.testing.assert_array_equal(result.image(), found.pasted[other])
        name = page.curves.context.marks[f"r{other}"].name
        assert name == f"restart {other + 1}"
        click(qtbot, child(page, "completeBefore"), QPoint(8, 8))
        assert result.picture.caption == "before"


def test_both_terms_of_all_restarts_are_drawn(qtbot, tmp_path):
    with page_of(qtbot, tmp_path) as opened:
        page = opened.page
        page.tools.take("centre")
        complete(qtbot, page)
        for chart, row in ((page.curves.context, "context"), (page.curves.prior, "prior")):
            assert sorted(chart.marks) == ["r0", "r1", "r2"]
            ends = [chart.marks[f"r{r}"].y[-1] for r in range(3)]
            np.testing.assert_allclose(ends, getattr(page.result.look.completed, row))
            assert chart.marks["r0"].x[-1] == 60


def test_a_search_is_cancelled_and_keeps_the_best(qtbot, tmp_path, hold):
    gate = hold(completion, "complete")
    with page_of(qtbot, tmp_path) as opened:
        page = opened.page
        page.options.steps.setValue(5000)
        page.tools.take("centre")
        click(qtbot, child(page, "completeStart"))
        wait(qtbot, lambda: page.result.look is not None and page.search.running)
        click(qtbot, child(page, "completeCancel"))
        gate.set()
        wait(qtbot, lambda: not page.search.running)
        look = page.result.look
        assert look.completed.ended
        assert look.completed.step < 5000
        assert np.isfinite(look.completed.context).all()
        wait(qtbot, lambda: any("Cancelled at step" in m.text for m in opened.session.messages))


def test_the_result_is_saved_copied_and_taken_as_ones_own(qtbot, tmp_path, monkeypatch):
    place = tmp_path / "whole.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(place), ""))
    with page_of(qtbot, tmp_path) as opened:
        page = opened.page
        assert not child(page, "completeSave").isEnabled()
        page.tools.take("centre")
        complete(qtbot, page)
        click(qtbot, child(page, "completeSave"))
        wait(qtbot, place.exists)
        kept = recipe.read(place)
        np.testing.assert_allclose(
            kept.array[0], page.result.look.completed.codes[page.result.chosen], atol=1e-6
        )
        click(qtbot, child(page, "completeCopy"))
        assert QGuiApplication.clipboard().image().width() == 8
        with qtbot.waitSignal(opened.session.picture_dropped):
            click(qtbot, child(page, "completeOwn"))


def test_another_picture_keeps_the_hole_and_drops_the_result(qtbot, tmp_path):
    with page_of(qtbot, tmp_path) as opened:
        page = opened.page
        page.tools.take("half:top")
        complete(qtbot, page)
        click(qtbot, child(page, "completeSlotAnother"))
        wait(qtbot, lambda: page.result.look is None)
        assert page.paint.share == 0.5


def test_another_model_asks_anew_and_names_its_own_terms(qtbot, tmp_path):
    with page_of(qtbot, tmp_path) as opened:
        page, session = opened.page, opened.session
        page.tools.take("centre")
        complete(qtbot, page)
        assert page.options.weight.currentData() == 1.0
        choose_family(qtbot, session, "gan", {"latent_dim": 3, "hidden": 16})
        train_to(qtbot, session, 2)
        wait(qtbot, lambda: page.options.weight.currentData() == 0.003)
        wait(qtbot, lambda: page.result.look is None and child(page, "completeForm").isVisible())
        assert page.paint.share > 0
        complete(qtbot, page)
        assert page.result.look.completed.codes.shape == (3, 3)


def test_a_hole_over_everything_is_refused_before_it_begins(qtbot, tmp_path):
    with page_of(qtbot, tmp_path) as opened:
        page = opened.page
        click(qtbot, child(page, "completeInvert"))
        start = child(page, "completeStart")
        assert not start.isEnabled()
        assert "whole picture" in start.toolTip()


@pytest.mark.parametrize("size", [(320, 250), (900, 330), (1330, 750)])
def test_the_page_fits_every_window(qtbot, tmp_path, size):
    with page_of(qtbot, tmp_path, size) as opened:
        page = opened.page
        page.tools.take("centre")
        area = child(page, "completeContent")
        wait(qtbot, lambda: area.viewport().width() > 0)
        if size[1] >= 330:
            wait(qtbot, lambda: area.verticalScrollBar().maximum() == 0)
        assert area.horizontalScrollBar().maximum() == 0
        start = child(page, "completeStart")
        assert start.visibleRegion().boundingRect() == start.rect()  # never scrolled away
        assert not page.grab().isNull()


def test_a_file_is_dropped_onto_the_picture(qtbot, tmp_path):
    Image.fromarray(np.full((16, 16), 200, np.uint8)).save(tmp_path / "mine.png")
    with page_of(qtbot, tmp_path) as opened:
        paint = opened.page.paint
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / "mine.png"))])
        action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(9, 9), action, data, LEFT, keys)
        QApplication.sendEvent(paint, enter)
        QApplication.sendEvent(paint, QDropEvent(QPointF(9, 9), action, data, LEFT, keys))
        wait(qtbot, lambda: opened.page.slot.name == "mine")
        assert (opened.page.slot.image == 200).all()
