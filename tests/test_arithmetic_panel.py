"""The arithmetic tray, by the mouse: drops, buttons, the result, and what becomes of it."""

import numpy as np
import pytest
import torch
from panel_host import choose_family, on_screen, train_to
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from windows import child, click, hover, wait

from genstudio.analysis import arithmetic, recipe
from genstudio.analysis.arithmetic import Prior
from genstudio.analysis.lens import Lens
from genstudio.analysis.scatter import SIDE, shown
from genstudio.data import sources
from genstudio.gui import carry, drag_out, made
from genstudio.gui.arithmetic_questions import Bench, Tray, add_up, look_around
from genstudio.gui.carry import Carried
from genstudio.gui.members import MOST, Member, fitting, of_carried
from genstudio.gui.panels import arithmetic as panel_module
from genstudio.gui.state import Own
from genstudio.gui.undone import Former
from genstudio.models import vae

PANE = (270, 620)


@pytest.fixture
def panel(qtbot, session):
    with on_screen(qtbot, session, panel_module, PANE) as panel:
        yield panel


def codes(count, seed=0, dim=2):
    return np.random.default_rng(seed).standard_normal((count, dim)).astype(np.float32)


def drop(widget, carried):
    """Drop something on a widget, as a drag does."""
    data = carry.pack(carried) if isinstance(carried, Carried) else carried
    place = QPointF(widget.rect().center())
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), action, data, left, none)
    QApplication.sendEvent(widget, enter)
    event = QDropEvent(place, action, data, left, none)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def result(panel):
    found = panel.tray.result.code(4)
    return None if found is None else found


def lens_of(session):
    lens = Lens(session.view.record)
    lens.load(session.view.weights)
    return lens


def settled(panel):
    tray = panel.tray
    return (
        tray.result.sum is not None
        and tray.result.around is not None
        and tray.result.sum.tray.slots == tray.slots == tray.result.around.tray.slots
    )


def press(place, widget, kind, button=Qt.MouseButton.LeftButton):
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
    pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
    at = QPointF(place)
    event = QMouseEvent(
        kind, at, widget.mapToGlobal(at), pressed, held, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)


def test_codes_dropped_on_three_slots_are_added_up(panel, session, qtbot):
    parts = codes(3, 1), codes(2, 2), codes(4, 3)
    for key, part in zip("ABC", parts):
        assert drop(child(panel, f"pile{key}"), Carried("mine", part))
    wait(qtbot, lambda: settled(panel))
    expected = parts[0].mean(0) - parts[1].mean(0) + parts[2].mean(0)
    np.testing.assert_allclose(result(panel), expected, rtol=1e-5, atol=1e-6)
    lens = lens_of(session)
    np.testing.assert_array_equal(panel.tray.result.image(4), lens.decode(result(panel))[0])
    around = arithmetic.neighbours(result(panel), Prior.normal(2))
    np.testing.assert_array_equal(panel.tray.result.code(0), around[0])
    np.testing.assert_array_equal(panel.tray.result.code(8), around[7])
    control = arithmetic.pixels([lens.decode(part) for part in parts])
    np.testing.assert_array_equal(panel.tray.result.around.control, control)
    grid = child(panel, "arithmeticResult")
    assert (grid.count, grid.columns) == (9, 3)
    assert child(panel, "pileC").count == 4
    assert child(panel, "spreadB").text() == "2 codes: take three or more"
    assert child(panel, "spreadA").text().startswith("3 codes, ")
    spread = arithmetic.spread(parts[0], Prior.normal(2))
    assert panel.tray.result.around.spreads[0] == pytest.approx(spread)
    wait(qtbot, lambda: session.hover is not None)
    np.testing.assert_array_equal(session.hover.image, panel.tray.result.image(4))


def test_the_buttons_add_pins_points_and_the_own_picture(panel, session, qtbot):
    for name in ("addPinA", "addLassoA", "addImageA", "clearA"):
        assert not child(panel, name).isEnabled(), name
    first, second = codes(2, 1)
    session.pins.add(first)
    session.pins.add(second, name="seven")
    session.set_selected(np.array([3, 5, 9]))
    session.set_own(Own("mine.png", np.zeros((1, 8, 8), np.uint8), code=codes(1, 5)[0]))
    click(qtbot, child(panel, "addPinA"))
    click(qtbot, child(panel, "addLassoB"))
    click(qtbot, child(panel, "addImageC"))
    wait(qtbot, lambda: settled(panel))
    encoded = lens_of(session).encode(session.dataset.images[[3, 5, 9]])
    expected = (first + second) / 2 - encoded.mean(0) + codes(1, 5)[0]
    np.testing.assert_allclose(result(panel), expected, rtol=1e-4, atol=1e-5)
    formula = panel.tray.formula
    assert formula.startswith("(1 + seven) / 2 - (image 4 (")
    assert formula.endswith(" + mine.png")
    np.testing.assert_allclose(panel.tray.result.around.members[1], encoded, atol=1e-5)


def test_what_is_added_up_follows_the_weights(panel, session, qtbot):
    session.set_values({"hidden": 16}, {})
    train_to(qtbot, session, 3)
    session.set_selected(np.array([1, 2]))
    click(qtbot, child(panel, "addLassoA"))
    wait(qtbot, lambda: settled(panel))
    before = result(panel)
    train_to(qtbot, session, session.view.step + 3)

    def follows():
        expected = lens_of(session).encode(session.dataset.images[[1, 2]]).mean(0)
        return np.allclose(result(panel), expected, atol=1e-5)

    wait(qtbot, follows)
    assert not np.array_equal(before, result(panel))


def test_clearing_is_undone_by_the_button_and_by_the_key(panel, session, qtbot):
    drop(child(panel, "pileA"), Carried("mine", codes(3)))
    wait(qtbot, lambda: settled(panel))
    click(qtbot, child(panel, "clearA"))
    assert child(panel, "pileA").count == 0
    assert child(panel, "arithmeticResult").count == 0
    click(qtbot, child(panel, "undoSlots"))
    assert child(panel, "pileA").count == 3
    wait(qtbot, lambda: settled(panel))
    child(panel, "pileA").setFocus()
    qtbot.keyClick(child(panel, "pileA"), Qt.Key.Key_Delete)
    assert child(panel, "pileA").count == 2
    panel.window().activateWindow()
    wait(qtbot, lambda: panel.window().isActiveWindow())
    child(panel, "pileA").setFocus()
    qtbot.keyClick(child(panel, "pileA"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert child(panel, "pileA").count == 3


def test_one_member_is_taken_away_by_its_cross(panel, session, qtbot):
    pile = child(panel, "pileA")
    drop(pile, Carried("mine", codes(3)))
    wait(qtbot, lambda: pile.pictures == 3)
    hover(pile, pile.cell_rect(1).center())
    qtbot.mouseClick(pile, Qt.MouseButton.LeftButton, pos=pile.badge_rect(1).center())
    wait(qtbot, lambda: settled(panel) and pile.count == 2)
    np.testing.assert_allclose(result(panel), codes(3)[[0, 2]].mean(0), rtol=1e-5)
    assert pile.spoken_value().endswith("of 2")


def test_codes_of_another_model_are_refused_with_a_sentence(panel, session):
    drop(child(panel, "pileA"), Carried("theirs", codes(3, dim=32)))
    assert child(panel, "pileA").count == 0
    assert "32 numbers, but those of the model in view have 2" in session.messages[-1].text
    nonsense = QMimeData()
    nonsense.setData(carry.MIME, b"not codes")
    assert not drop(child(panel, "pileA"), nonsense) or child(panel, "pileA").count == 0
    assert "no codes that make sense" in session.messages[-1].text
    files = QMimeData()
    files.setText("hello")
    count = len(session.messages)
    drop(child(panel, "pileB"), files)
    assert len(session.messages) == count + 1 or child(panel, "pileB").count == 0


def test_another_model_empties_the_slots_and_keeps_the_length(panel, session, qtbot):
    drop(child(panel, "pileA"), Carried("mine", codes(3)))
    wait(qtbot, lambda: settled(panel))
    assert not child(panel, "keepLength").isVisible()
    choose_family(qtbot, session, "gan", {"architecture": "mlp", "hidden": 16, "latent_dim": 12})
    train_to(qtbot, session, 2)
    wait(qtbot, lambda: child(panel, "pileA").count == 0)
    one = codes(1, 1, 12), codes(1, 2, 12), codes(1, 3, 12)
    for key, part in zip("ABC", one):
        drop(child(panel, f"pile{key}"), Carried("mine", part))
    wait(qtbot, lambda: settled(panel))
    expected = arithmetic.combine(one, Prior.normal(12))
    assert expected.scale != 1
    np.testing.assert_allclose(result(panel), expected.code, rtol=1e-5)
    assert child(panel, "keepLength").text() == f"Length × {expected.scale:.2f}"
    click(qtbot, child(panel, "keepLength"), QPoint(8, 8))
    plain = one[0] - one[1] + one[2]
    wait(qtbot, lambda: np.allclose(result(panel), plain[0], rtol=1e-5))
    session.set_selected(np.array([1]))
    assert not child(panel, "addLassoA").isEnabled()  # a GAN cannot encode it


def test_a_neighbour_is_looked_at_pinned_and_saved_with_its_recipe(
    panel, session, qtbot, tmp_path, monkeypatch
):
    drop(child(panel, "pileA"), Carried("mine", codes(3)))
    wait(qtbot, lambda: settled(panel))
    grid = child(panel, "arithmeticResult")
    click(qtbot, grid, grid.cell_rect(2).center().toPoint())
    np.testing.assert_array_equal(session.hover.image, panel.tray.result.image(2))
    click(qtbot, child(panel, "pinResult"))
    np.testing.assert_array_equal(session.pins.all[-1].code, panel.tray.result.code(2))
    assert session.pins.all[-1].name == "A − B + C"
    click(qtbot, child(panel, "pinResult"))
    assert session.pins.all[-1].name == "A − B + C (2)"
    target = tmp_path / "sum.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(target)[:-4], ""))
    click(qtbot, child(panel, "saveResult"))
    wait(qtbot, target.exists)
    wait(qtbot, lambda: "Saved sum.png" in session.messages[-1].text)
    found = recipe.read(target)
    np.testing.assert_array_equal(found.array[0], panel.tray.result.code(2))
    assert found.edits[0] == "A - B + C = (mine 1 + mine 2 + mine 3) / 3"
    assert found.edits[1].startswith("neighbour")
    first = panel.tray.result.code(0)
    click(qtbot, child(panel, "otherNeighbours"))
    wait(qtbot, lambda: not np.array_equal(panel.tray.result.code(0), first))


def test_the_result_is_dragged_out_as_its_code(panel, session, qtbot, monkeypatch):
    taken = []

    def carried_off(drag, _action):
        taken.append(carry.unpack(drag.mimeData()))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(drag_out.QDrag, "exec", carried_off)
    drop(child(panel, "pileA"), Carried("mine", codes(3)))
    wait(qtbot, lambda: settled(panel))
    grid = child(panel, "arithmeticResult")
    start = grid.cell_rect(4).center().toPoint()
    press(start, grid, QEvent.Type.MouseButtonPress)
    press(start + QPoint(2, 0), grid, QEvent.Type.MouseMove)
    assert not taken
    press(start + QPoint(40, 0), grid, QEvent.Type.MouseMove)
    press(start + QPoint(40, 0), grid, QEvent.Type.MouseButtonRelease)
    np.testing.assert_array_equal(taken[0].codes, result(panel)[None])
    pile = child(panel, "pileA")
    start = pile.cell_rect(1).center()
    press(start, pile, QEvent.Type.MouseButtonPress)
    press(start + QPoint(40, 0), pile, QEvent.Type.MouseMove)
    assert taken[1].name == "mine 2"
    np.testing.assert_array_equal(taken[1].codes, codes(3)[1:2])
    assert drop(child(panel, "pileC"), taken[1])
    assert child(panel, "pileC").count == 1


def test_many_codes_are_thinned_out_evenly_and_only_some_are_shown(panel, session, qtbot):
    many = of_carried(Carried("all", codes(3 * MOST)))
    assert len(many) == MOST
    drop(child(panel, "pileA"), Carried("some", codes(60)))
    wait(qtbot, lambda: settled(panel))
    pile = child(panel, "pileA")
    assert pile.count == 60
    assert pile.pictures == 12
    assert pile.place_at(pile.cell_rect(40).center()) is None
    np.testing.assert_allclose(result(panel), codes(60).mean(0), rtol=1e-4, atol=1e-6)


def test_data_that_are_only_being_loaded_take_nothing_away(panel, session, qtbot):
    session.set_selected(np.array([1, 2, 3]))
    click(qtbot, child(panel, "addLassoA"))
    wait(qtbot, lambda: settled(panel))
    session.open_source("no such data")
    assert child(panel, "pileA").count == 3
    wait(qtbot, lambda: session.dataset_error)
    assert child(panel, "pileA").count == 3
    assert child(panel, "undoSlots").isEnabled()


def test_other_data_take_their_images_out_of_the_slots(panel, session, qtbot):
    session.set_selected(np.array([1, 2, 3]))
    click(qtbot, child(panel, "addLassoA"))
    wait(qtbot, lambda: settled(panel))
    session.open_source("toy")
    wait(qtbot, lambda: session.dataset is not None and session.dataset.source == "toy")
    assert child(panel, "pileA").count == 0


def test_points_are_shown_as_pictures_and_added_up_as_they_are():
    toy = sources.load("toy", {"count": 200})
    model = vae.Model(vae.Config(latent_dim=2), toy.shape, torch.Generator().manual_seed(0))
    lens, bench = Lens(model), Bench()
    a, c = (tuple(Member("a", code) for code in codes(k, k)) for k in (2, 3))
    tray = Tray((a, (), c), toy)
    assert add_up(lens, bench, tray).image.shape == (3, SIDE, SIDE)
    around = look_around(lens, bench, tray)
    assert around.images.shape == (8, 3, SIDE, SIDE)
    decoded = [lens.decode(codes(k, k)) for k in (2, 3)]
    control = decoded[0].mean(0) + decoded[1].mean(0)
    np.testing.assert_array_equal(around.control, shown(control, toy))


def test_only_codes_of_the_models_length_fit():
    members = (Member("a", np.zeros(3)), Member("b", index=1), Member("c", np.zeros(2)))
    assert fitting(members, 2) == members[1:]


def test_former_states_are_given_back_newest_first():
    former = Former()
    assert former.take() is None
    former.keep("a")
    former.keep("b")
    assert [former.take(), former.take()] == ["b", "a"]
    assert not former


def test_without_a_plane_a_code_is_looked_at_by_its_first_numbers(session):
    session.set_plane(None, None)
    made.look_at(session, np.array([0.5, -1, 7], np.float32), np.zeros((1, 8, 8), np.uint8))
    assert session.hover.z_plane == (0.5, -1.0)
