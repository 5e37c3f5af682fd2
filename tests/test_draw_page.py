"""Text to image in the window: captions typed, words changed, a box drawn, runs measured."""

from contextlib import ExitStack

import numpy as np
import pytest
from panel_host import on_screen
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from windows import child, click, focus, hover, wait

from genstudio.analysis import recipe, text_table
from genstudio.analysis.lexicon import Lexicon, replaced, spots
from genstudio.analysis.text_table import ALL, Row, Scores, Table
from genstudio.data import sources
from genstudio.gui import background
from genstudio.gui.applications import draw_sheet
from genstudio.gui.applications.pages import draw as page_module
from genstudio.gui.session import Session

DATA = {"kinds": 3, "colours": 4, "sizes": 2, "placed": "middle", "count": 200, "size": 16}
TINY = {"width": 8, "embedding": 8, "noise_dim": 4}
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Return a folder with a run of two steps of two systems."""
    from genstudio.train.experiment import Experiment

    folder = tmp_path_factory.mktemp("drawn")
    data = sources.load("shapes", DATA)
    train = {"steps": 2, "threads": 1, "device": "cpu", "batch_size": 8}
    for family in ("gawwn", "stackgan"):
        list(Experiment.create(folder / family, family, TINY, train, data).events())
    return folder


@pytest.fixture
def drawn_by(qtbot, runs):
    """Return a function that opens a run of a family, and shows the page with its pictures."""
    from genstudio.train.settings import Config

    with ExitStack() as stack:

        def show(family, size=(900, 560)):
            session = Session(runs)
            session.set_engine(background.read_families(), Config)
            stack.callback(session.close)
            session.messages = []
            session.message.connect(session.messages.append)
            wait(qtbot, lambda: session.view is not None)
            session.open_run(runs / family)
            wait(qtbot, lambda: session.view.record.family == family)
            module = type(page_module)("host")
            module.Panel = page_module.Page
            page = stack.enter_context(on_screen(qtbot, session, module, size))
            stack.callback(page.close_page)
            page.begin()
            wait(qtbot, lambda: hasattr(page, "pictures") and page.pictures.drawn is not None)
            return page

        yield show


def type_caption(qtbot, page, text):
    line = child(page, "drawCaption")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    line.close_words()


def shown(page):
    return page.pictures.drawn


def test_a_caption_is_typed_and_drawn_with_its_stages(qtbot, drawn_by):
    page = drawn_by("stackgan")
    first = shown(page)
    assert first.wish.caption == page.head.caption != ""
    type_caption(qtbot, page, "a large red circle")
    wait(qtbot, lambda: shown(page).wish.caption == "a large red circle")
    drawn = shown(page)
    assert len(drawn.images) == 8
    assert drawn.coarse[0].shape[2:] == (8, 8)
    assert page.pictures.grid.count == 16
    assert [b.text() for b in page.head.words.buttons] == ["a", "large", "red", "circle"]
    assert not page.head.note.isVisible()
    click(qtbot, child(page, "drawStages"))
    assert page.pictures.grid.count == 8
    cell = page.pictures.grid.cell_rect(3).center().toPoint()
    hover(page.pictures.grid, cell)
    wait(qtbot, lambda: page.pictures.picture == 3)
    assert "4" in child(page, "drawLarge").caption
    others = child(page, "drawOthers")
    click(qtbot, others)
    wait(qtbot, lambda: shown(page).wish.seed != 0)
    assert not np.array_equal(shown(page).images, drawn.images)


def test_what_is_wrong_with_a_caption_is_said(qtbot, drawn_by):
    page = drawn_by("stackgan")
    type_caption(qtbot, page, "a red zebra")
    wait(qtbot, lambda: "zebra" in page.head.note.text())
    strange = page.head.words.buttons[2]
    assert strange.font().underline()
    assert "no caption" in strange.accessibleName()
    line = child(page, "drawCaption")
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    wait(qtbot, lambda: shown(page) is None)
    assert "empty" in page.head.note.text()
    example = child(page, "drawExample0")
    click(qtbot, example)
    wait(qtbot, lambda: shown(page) is not None)
    assert page.head.caption == example.property("caption")


def test_words_of_the_data_are_completed(qtbot, drawn_by):
    page = drawn_by("stackgan")
    line = child(page, "drawCaption")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "a small tri")
    popup = line._words.popup()
    wait(qtbot, popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert line.text() == "a small triangle"


def test_a_word_is_clicked_and_exchanged(qtbot, drawn_by):
    page = drawn_by("stackgan")
    type_caption(qtbot, page, "a large red circle in the middle")
    wait(qtbot, lambda: page.head.words.buttons[-1].isVisible())
    click(qtbot, page.head.words.buttons[2])
    assert page.tabs.currentWidget() is page.change
    assert child(page, "drawWhich").currentText() == "red"
    other = child(page, "drawOther")
    assert {other.itemText(i) for i in range(other.count())} == {"blue", "green", "yellow"}
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_Down)
    qtbot.keyClick(other, Qt.Key.Key_Down)
    other.lineEdit().selectAll()
    qtbot.keyClicks(other.lineEdit(), "green")
    wait(qtbot, lambda: page.change.grid.count == 18)
    assert "The same noise" in page.change.said.text()
    click(qtbot, child(page, "drawTake"))
    assert page.head.caption == "a large green circle in the middle"


def test_the_slider_goes_from_one_caption_to_the_other(qtbot, drawn_by):
    page = drawn_by("stackgan")
    page.tabs.setCurrentWidget(page.between)
    wait(qtbot, lambda: page.between.way is not None)
    slider = focus(qtbot, child(page, "drawSlider"))
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert page.between.picture.caption.startswith("0")
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert page.between.picture.caption.startswith("100")
    strip = page.between.strip
    qtbot.mouseClick(strip, LEFT, pos=strip.cell_rect(4).center().toPoint())
    assert slider.value() == 12
    before = page.between.way
    click(qtbot, child(page, "drawSecondOther"))
    wait(qtbot, lambda: page.between.way is not before)


def drag(qtbot, widget, start, end):
    qtbot.mousePress(widget, LEFT, pos=start)
    qtbot.mouseMove(widget, end)
    hover(widget, end)
    qtbot.mouseRelease(widget, LEFT, pos=end)


def at(editor, x, y):
    field = editor.field()
    return QPoint(round(field.left() + x * field.width()), round(field.top() + y * field.height()))


def test_a_box_is_drawn_moved_resized_and_undone(qtbot, drawn_by):
    page = drawn_by("gawwn")
    wait(qtbot, lambda: page.place.isVisible())
    assert shown(page).codes.shape[1] == 4 + 8 + 4  # noise, embedding, and the usual box
    editor = page.place.editor
    drag(qtbot, editor, at(editor, 0.1, 0.2), at(editor, 0.5, 0.6))
    np.testing.assert_allclose(editor.box, (0.1, 0.2, 0.5, 0.6), atol=0.01)
    wait(qtbot, lambda: shown(page).wish.box == editor.box)
    np.testing.assert_allclose(shown(page).codes[:, -4:], [editor.box] * 8, atol=1e-6)
    drag(qtbot, editor, at(editor, 0.3, 0.4), at(editor, 0.5, 0.4))
    np.testing.assert_allclose(editor.box, (0.3, 0.2, 0.7, 0.6), atol=0.02)
    left, top, right, bottom = editor.box
    drag(qtbot, editor, at(editor, right, bottom), at(editor, 0.9, 0.9))
    np.testing.assert_allclose(editor.box, (left, top, 0.9, 0.9), atol=0.02)
    focus(qtbot, editor)
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    assert editor.box[0] == pytest.approx(left - 1 / 32)
    qtbot.keyClick(editor, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert editor.box[3] < 0.89
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.box is None
    for _ in range(5):
        qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    np.testing.assert_allclose(editor.box, (0.1, 0.2, 0.5, 0.6), atol=0.01)
    click(qtbot, child(page, "drawBoxRedo"))
    np.testing.assert_allclose(editor.box, (0.3, 0.2, 0.7, 0.6), atol=0.02)


def test_pictures_are_saved_with_how_they_were_made(qtbot, drawn_by, tmp_path, monkeypatch):
    page = drawn_by("stackgan")
    file = tmp_path / "drawn.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    click(qtbot, child(page, "drawSave"))
    wait(qtbot, file.is_file)
    told = recipe.read(file)
    assert page.head.caption in told.edits[0]
    np.testing.assert_allclose(told.array, shown(page).codes, rtol=1e-6)
    with Image.open(file) as picture:
        assert picture.width > picture.height
    click(qtbot, child(page, "drawCopy"))
    assert QApplication.clipboard().image().width() == 16


def scores(score):
    told = {"shape": 0.5, ALL: 0.4}
    return Scores(40, score, 0.1, 10 / score, told, told)


def test_the_systems_are_measured_and_the_missing_one_is_offered(qtbot, drawn_by, monkeypatch):
    page = drawn_by("stackgan")
    asked = []

    def measure(folders, dataset, tell, stop):
        asked.extend(folders)
        tell(0.5, "drawing")
        rows = tuple(Row(f.name, "", f.name, 2, scores(2 + i)) for i, f in enumerate(folders))
        yield from rows
        held = ("large red circle",)
        yield Table("shapes", "test features", ("shape",), 3, held, scores(3), rows)

    monkeypatch.setattr(text_table, "measure", measure)
    page.tabs.setCurrentWidget(page.systems)
    wait(qtbot, lambda: len(page.systems.folders) == 2)
    offer = child(page, "gan_int_clsSetUp")
    assert offer.isVisible()
    click(qtbot, child(page, "drawMeasure"))
    wait(qtbot, lambda: page.systems.table.rowCount() == 3)
    wait(qtbot, lambda: "test features" in page.systems.note.text())
    table = page.systems.table
    assert [f.name for f in asked] == ["gawwn", "stackgan"]
    assert table.verticalHeaderItem(2).text() == "real pictures"
    assert "3.00" in table.item(1, 0).text()
    assert "★" in table.item(1, 0).text()
    assert "★" in table.item(1, 1).text()  # the least distance
    assert "★" not in table.item(2, 0).text()
    lined, started = [], []
    monkeypatch.setattr(page.session.lineup, "act", lambda call, then: lined.append((call, then)))
    monkeypatch.setattr(page.session, "start_queue", lambda: started.append(True))
    click(qtbot, child(page, "drawQueue"))
    call, then = lined[0]
    asked = []
    queue = type("Queue", (), {"add": lambda self, items: asked.extend(items) or items})()
    then(call(queue))
    assert [item.family for item in asked] == ["gan_int_cls"]
    assert any(asked[0].train.get(limit) for limit in ("steps", "epochs", "seconds"))
    assert started
    wanted = []
    page.session.workspace_wanted.connect(wanted.append)
    click(qtbot, offer)
    assert wanted == ["setup"]
    wait(qtbot, lambda: page.session.family == "gan_int_cls")


def test_words_that_fit_in_a_place_are_found_by_their_neighbours():
    lexicon = Lexicon(["a big red cat", "a big blue dog", "a small red dog", "a small green cat"])
    assert lexicon.instead("a big red cat", 3) == ["dog"]
    assert lexicon.instead("a big red cat", 1) == ["small"]
    assert lexicon.instead("a big red cat", 2) == ["blue", "green"]  # beside one neighbour
    assert lexicon.instead("zebra", 0)[0] == "a"  # nothing fits: what is most frequent
    assert lexicon.unknown("A big pink cat") == ["pink"]
    assert [spot.word for spot in spots("A big, RED cat!")] == ["a", "big", "red", "cat"]
    assert replaced("A big, RED cat!", spots("A big, RED cat!")[2], "blue") == "A big, blue cat!"


def test_codes_decode_to_what_was_drawn(runs):
    from genstudio.analysis import text_looks
    from genstudio.analysis.lens import Lens
    from genstudio.train.snapshots import load_model

    for family in ("gawwn", "stackgan"):
        lens = Lens(load_model(runs / family)[0])
        few = text_looks.draw(lens, text_looks.Wish("a red circle", 5, 2))
        many = text_looks.draw(lens, text_looks.Wish("a red circle", 5, 6))
        np.testing.assert_array_equal(few.images, many.images[:2])
        np.testing.assert_allclose(lens.decode(many.codes), many.images, atol=1)
        found = text_looks.change(lens, many.wish, "a red circle")
        assert found.difference.shape == (6, 16, 16)
        assert not found.difference.any()
        way = text_looks.way(lens, many.wish, "a blue square", 5)
        np.testing.assert_allclose(way.codes[2], (way.codes[0] + way.codes[4]) / 2, atol=1e-6)
        np.testing.assert_allclose(way.codes[0], many.codes[0], atol=1e-6)
        np.testing.assert_allclose(way.images[0], many.images[0], atol=1)


def test_truncation_leaves_captions_and_boxes_alone(runs):
    from genstudio.analysis.lens import Lens
    from genstudio.train.snapshots import load_model

    lens = Lens(load_model(runs / "gawwn")[0])
    whole, half = lens.noise(3, seed=1), lens.noise(3, seed=1, truncation=0.5)
    np.testing.assert_allclose(half[:, :4], 0.5 * whole[:, :4])
    np.testing.assert_array_equal(half[:, 4:], whole[:, 4:])


def test_a_coarse_stage_is_enlarged_with_hard_edges():
    small = np.arange(4, dtype=np.uint8).reshape(1, 1, 2, 2)
    np.testing.assert_array_equal(
        draw_sheet.enlarged(small, 4, 4)[0, 0], np.kron(small[0, 0], np.ones((2, 2)))
    )
    assert draw_sheet.across(8, 2, 800, 200) == 8
    assert draw_sheet.across(8, 2, 400, 400) == 4


def test_data_without_captions_are_refused_before_train_is_pressed(qtbot, tmp_path):
    from genstudio.gui.panels import setup
    from genstudio.train.settings import Config

    session = Session(tmp_path)
    session.set_engine(background.read_families(), Config)
    try:
        wait(qtbot, lambda: session.view is not None)
        with on_screen(qtbot, session, setup) as panel:
            said = child(panel, "modelUnfit")
            assert not said.isVisible()
            session.choose_family("gawwn")
            wait(qtbot, lambda: said.isVisible() and "captions" in said.text())
            session.open_source("shapes", {**DATA, "count": 60})
            wait(qtbot, lambda: session.dataset.name == "shapes")
            wait(qtbot, lambda: not said.isVisible())
            assert child(panel, "modelForm") is not None
    finally:
        assert session.close()
