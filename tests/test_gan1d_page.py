"""The page of the GAN on a line, used with the mouse: curves, pen, proofs, and D's optimum."""

import math

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget
from windows import child, click, focus, hover, rested, wait

from genstudio.gui.benches import gan1d
from genstudio.gui.theory.gan1d_drawing import Drawing

SIZE = (1100, 700)


class Session(QObject):
    """As much of a session as a page asks for."""

    engine_ready = Signal()
    message = Signal(object)
    engine_loaded = True

    def say(self, text, *_rest, **_more) -> None:
        raise AssertionError(text)


@pytest.fixture
def page(qtbot):
    """Show the page on its own, with small batches."""
    session, host = Session(), QWidget()
    qtbot.addWidget(host)
    host.resize(*SIZE)
    page = gan1d.Page(session, host)
    page.setGeometry(0, 0, *SIZE)
    host.show()
    try:
        page.stage.values["batch_size"] = 32
        page.begin()
        wait(qtbot, lambda: page.stage.frame is not None)
        wait(qtbot, page.picture.isVisible)
        yield page
    finally:
        page.close_page()


def pause(qtbot, page):
    """Stand still between two steps."""
    if page.stage.state == "training":
        page.stage.toggle()
    wait(qtbot, lambda: page.stage.state == "paused")
    rested(qtbot, page.stage)


def at(page, x, y) -> QPoint:
    return page.picture.place_of(x, y).toPoint()


def drag(qtbot, page, places):
    """Draw with the left button through places in data units."""
    left, picture = Qt.MouseButton.LeftButton, page.picture
    first, *rest = [at(page, *place) for place in places]
    qtbot.mousePress(picture, left, pos=first)
    for place in rest:
        qtbot.mouseMove(picture, place)
    qtbot.mouseRelease(picture, left, pos=rest[-1])


def test_figures_curves_and_equations_point_at_each_other(qtbot, page):
    pause(qtbot, page)
    for key in ("v", "v_optimal", "jsd", "kl_data_model", "kl_model_data", "sup_d_gap", "mean_d"):
        assert child(page, f"figure-{key}").text() != "–"
    frame = page.stage.frame
    peak = int(frame.p_data.argmax())
    hover(page.picture, at(page, frame.x[peak], frame.p_data[peak]))
    assert page.picture.highlighted == "p_data"
    assert page.equations[0].highlighted == "p_data"
    hover(page.picture, at(page, -7.5, 0.9))
    assert page.linker.term == ""
    focus(qtbot, page.figures.cells["sup_d_gap"])
    wait(qtbot, lambda: page.picture.highlighted == "d_gap")


def test_it_opens_in_slow_motion_and_says_each_part(qtbot, page):
    said = page.findChild(QWidget, "gan1dStatus")
    wait(qtbot, lambda: "D 1 of 5" in said.text())
    assert "real" in page.picture.marks
    wait(qtbot, lambda: "D 3 of 5" in said.text())
    assert "d_fake" in page.picture.marks
    box = page.findChild(QComboBox, "theoryPace")
    box.setFocus()
    qtbot.keyClicks(box, "Normal")
    wait(qtbot, lambda: page.stage.step >= 2 and page.stage.phase is None)
    wait(qtbot, lambda: "real" not in page.picture.marks)


def test_a_density_that_is_drawn_is_learnt(qtbot, page):
    click(qtbot, child(page, "gan1dPen"))
    drag(qtbot, page, [(-6, 0), (-4, 0.6), (-2, 0)])
    wait(qtbot, lambda: page.stage.config.density == "drawn")
    wait(qtbot, lambda: page.stage.frame is not None)
    frame = page.stage.frame
    assert frame.x[frame.p_data.argmax()] == pytest.approx(-4, abs=0.3)
    total = float(((frame.p_data[1:] + frame.p_data[:-1]) / 2).sum() * (frame.x[1] - frame.x[0]))
    assert total == pytest.approx(1, abs=1e-3)
    wait(qtbot, page.picture.isVisible)
    before = page.stage.config.drawn
    drag(qtbot, page, [(2, 0), (3, 0.5), (4, 0)])
    wait(qtbot, lambda: page.stage.config.drawn != before)
    click(qtbot, child(page, "gan1dUndoDrawing"))
    wait(qtbot, lambda: page.stage.config.drawn == before)
    click(qtbot, child(page, "gan1dClearDrawing"))
    assert not page.picture.drawing.text
    assert page.stage.config.drawn == before  # until something else is drawn


def test_the_keys_draw_too(qtbot, page):
    click(qtbot, child(page, "gan1dPen"))
    focus(qtbot, page.picture)
    qtbot.keyClick(page.picture, Qt.Key.Key_Home)
    for _ in range(3):
        qtbot.keyClick(page.picture, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.picture, Qt.Key.Key_Up)
    x = page.picture.cursor_x
    assert x == pytest.approx(-8 + 0.3 * 16)
    wait(qtbot, lambda: page.stage.config.density == "drawn")
    wait(qtbot, lambda: page.stage.frame is not None)
    frame = page.stage.frame
    assert frame.x[frame.p_data.argmax()] == pytest.approx(x, abs=0.3)


def test_the_proofs_go_step_by_step_with_the_numbers_at_the_mouse(qtbot, page):
    pause(qtbot, page)
    click(qtbot, child(page, "gan1dShowProof"))
    wait(qtbot, page.card.isVisible)
    hover(page.picture, at(page, 1.0, 0.9))
    assert page.card.place == pytest.approx(1.0, abs=0.05)
    assert "x" in page.picture.marks
    numbers = child(page, "gan1dProofNumbers")
    first = numbers.text()
    hover(page.picture, at(page, 2.0, 0.9))
    assert numbers.text() != first
    frame, place = page.stage.frame, page.card.place
    for name in ("gan-proof-d-2", "gan-proof-d-3", "gan-proof-d-4"):
        click(qtbot, child(page, "gan1dProofNext"))
        assert page.card.equations[name].isVisible()
    assert not child(page, "gan1dProofNext").isEnabled()
    nearest = int(abs(frame.x - place).argmin())
    assert f"{frame.d_star[nearest]:.2f}"[:3] in numbers.text()
    line = page.card.chart.marks["d_star"].at
    assert line == pytest.approx(frame.d_star[nearest], abs=0.02)
    curve = page.card.chart.marks["v"]
    assert curve.x[curve.y.argmax()] == pytest.approx(line, abs=0.01)  # its top is D*
    click(qtbot, child(page, "gan1dProofBack"))
    assert page.card.equations["gan-proof-d-3"].isVisible()


def test_the_second_proof_adds_up(qtbot, page):
    pause(qtbot, page)
    click(qtbot, child(page, "gan1dShowProof"))
    box = child(page, "gan1dWhichProof")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert page.card.equations["gan-proof-v-1"].isVisible()
    assert not page.card.chart.isVisible()
    for _ in range(3):
        click(qtbot, child(page, "gan1dProofNext"))
    wanted = 2 * page.stage.frame.figures["jsd"] - math.log(4)
    assert child(page, "gan1dProofNumbers").text().endswith(f"−{abs(wanted):.3f}")


def test_the_button_trains_d_to_its_optimum(qtbot, page):
    pause(qtbot, page)
    click(qtbot, child(page, "act-optimum"))
    wait(qtbot, lambda: not page.stage.action and page.stage.frame.said)
    assert page.stage.frame.figures["sup_d_gap"] < 0.05
    assert "optimum" in child(page, "gan1dStatus").text()


def test_drawings_keep_their_past_and_never_go_below_zero():
    drawing = Drawing()
    drawing.begin(0.0, 0.5)
    drawing.go_on(1.0, -0.5)
    drawing.end()
    assert drawing.heights.min() == 0
    assert drawing.heights[drawing.x == 0.0] == pytest.approx(0.5)
    assert drawing.heights[drawing.x == 0.25] == pytest.approx(0.25)
    drawing.lift(-4.0, 1)
    assert drawing.heights[drawing.x == -4.0] == pytest.approx(0.05)
    drawing.undo()
    assert drawing.heights[drawing.x == -4.0] == 0
    drawing.undo()
    assert not drawing.text
    assert not drawing.can_undo
